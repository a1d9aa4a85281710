"""Themes of signals, each with the term within which we answer."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.places.models import Municipality


class Theme(models.Model):
    """A subject that residents raise, and in how many working days they hear back."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="themes"
    )
    name = models.CharField(max_length=80)
    answer_days = models.PositiveSmallIntegerField(default=10)
    order = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="theme_name_once"),
            models.CheckConstraint(
                name="theme_answer_days",
                condition=models.Q(answer_days__gte=1, answer_days__lte=60),
            ),
        ]

    def __str__(self) -> str:
        return self.name
