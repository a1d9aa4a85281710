"""The private link with which a calendar reads the meetings of one person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.people.models import Person
from wijkregie.domain.places.models import Municipality
from wijkregie.kit import tokens
from wijkregie.kit.privacy import ROW, Personal, personal

LINK = Personal(
    purpose=_("show somebody's own meetings in the calendar that this person uses"),
    ground="6(1)(e)",
    days=30,
    since="person__ended_at",
    erased=ROW,
    guarded_by=_("Only a fingerprint is kept. A new link makes the old one void."),
)


class CalendarLink(models.Model):
    """One for each person and municipality. The token itself is made again, never kept."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_links")
    nonce = models.CharField(max_length=32)
    digest = personal(models.CharField(max_length=64, null=True, unique=True), LINK)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "person"], name="calendar_once"),
        ]

    def __str__(self) -> str:
        return f"calendar link {self.pk}"

    def token(self) -> str:
        """Return the token of the private link; only its fingerprint is kept."""
        return tokens.derive("calendar", self.pk, self.nonce)
