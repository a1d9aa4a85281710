"""Municipalities that work with this installation, their codes and numbers."""

from __future__ import annotations

from django.db import models


class Municipality(models.Model):
    """A municipality that works with this installation. One record through all its codes."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    logo = models.CharField(max_length=200, blank=True)
    tokens = models.JSONField(default=dict, blank=True)
    formal = models.BooleanField(default=False)
    own_areas_made = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def municipality_id(self) -> int:
        """Itself: the log asks every row whose it is."""
        return self.pk


class MunicipalityCode(models.Model):
    """A CBS code that a municipality had, from the first to the last year (or until now)."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="codes"
    )
    code = models.CharField(max_length=6)
    from_year = models.PositiveSmallIntegerField()
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"], name="municipality_code_once"
            ),
            models.CheckConstraint(
                name="municipality_code_period",
                condition=models.Q(until_year__isnull=True)
                | models.Q(until_year__gte=models.F("from_year")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PhoneNumber(models.Model):
    """A number that a municipality shows, such as the one for acute danger."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="phone_numbers"
    )
    label = models.CharField(max_length=80)
    number = models.CharField(max_length=20)
    when = models.CharField(max_length=120, blank=True)
    urgent = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.label} {self.number}"
