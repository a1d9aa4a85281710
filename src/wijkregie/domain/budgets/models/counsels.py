"""What was said of a proposal before somebody else decided on it."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.budgets.models.proposals import Proposal
from wijkregie.domain.budgets.states import CounselKind
from wijkregie.domain.people.models import Group, Person
from wijkregie.domain.places.models import Municipality


class Counsel(models.Model):
    """What the neighbourhood said when it was asked, or the weighty advice of a platform.

    An advice is for or against; who decides otherwise writes down why
    (``otherwise_because``).
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="counsels")
    kind = models.CharField(max_length=14, choices=CounselKind)
    favours = models.BooleanField(null=True, blank=True)
    text = models.TextField(max_length=2000)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_on = models.DateField()
    otherwise_because = models.CharField(max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind"], name="counsel_once"),
            models.CheckConstraint(name="counsel_with_words", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="counsel_advice_is_for_or_against",
                condition=~models.Q(kind=CounselKind.ADVICE) | models.Q(favours__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"
