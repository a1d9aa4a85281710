"""A concern about a person or household: sealed while it waits; then next to nothing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.concerns.states import HandedTo, State
from wijkregie.domain.people.models import Group, Person
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.kit import tokens
from wijkregie.kit.privacy import Personal, personal

SEALED = Personal(
    purpose=_("bring a concern about a person or family to the team that may help"),
    ground="6(1)(e)",
    days=0,
    since="taken_up_on",
    erased=None,
    seen_by=_("Only who attends the designated team, after a second step at log-in."),
    guarded_by=_(
        "It is encrypted per row with a key outside the database and its backups. Each opening "
        "is logged. It is wiped at the moment at which the team confirms that it has it."
    ),
)
LINK = Personal(
    purpose=_("let you see whether your concern was taken up"),
    ground="6(1)(e)",
    days=365,
    since="taken_up_on",
    erased=None,
    seen_by=_("Nobody: only a fingerprint of the link is kept."),
)


class Concern(models.Model):
    """What somebody worries about, on its way to the one team that may read it.

    ``sealed`` holds all words and who wrote them; ``key_mark`` says with which key it was
    sealed. Once the team confirmed that it has it, all of that and the moments are gone:
    reference, buurt, days and ``handed_to`` stay. ``group`` is the team it was brought to.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="concerns"
    )
    reference = models.CharField(max_length=8, unique=True)
    submission = models.CharField(max_length=32, unique=True)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    sealed = personal(models.BinaryField(null=True, blank=True), SEALED)
    key_mark = models.CharField(max_length=16, blank=True)
    received_on = models.DateField()
    received_at = models.DateTimeField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    deputy_told_at = models.DateTimeField(null=True, blank=True)
    list_called_at = models.DateTimeField(null=True, blank=True)
    moved = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    taken_up_on = models.DateField(null=True, blank=True)
    handed_to = models.CharField(max_length=12, choices=HandedTo, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    link_digest = personal(
        models.CharField(max_length=64, null=True, blank=True, unique=True), LINK
    )
    link_nonce = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concern_state_is_known", condition=models.Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="concern_never_wiped_unread",
                condition=models.Q(sealed__isnull=False)
                | models.Q(opened_on__isnull=False) & ~models.Q(state=State.RECEIVED),
            ),
            models.CheckConstraint(
                name="concern_wiped_once_taken_up",
                condition=models.Q(state=State.RECEIVED, taken_up_on__isnull=True)
                | ~models.Q(state=State.RECEIVED)
                & ~models.Q(handed_to="")
                & models.Q(
                    sealed__isnull=True,
                    key_mark="",
                    received_at__isnull=True,
                    opened_at__isnull=True,
                    opened_by__isnull=True,
                    taken_up_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="concern_closed_on_its_day",
                condition=models.Q(state=State.CLOSED, closed_on__isnull=False)
                | ~models.Q(state=State.CLOSED) & models.Q(closed_on__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "received_on"],
                condition=models.Q(state="received"),
                name="concern_waiting",
            ),
            models.Index(fields=["municipality", "state"], name="concern_by_state"),
        ]

    def __str__(self) -> str:
        return self.reference

    def about(self) -> str:
        """Return what the sealed words belong to: they open in this row only."""
        return f"concern:{self.municipality_id}:{self.reference}"

    def token(self) -> str:
        """Return the token of the private link; only its fingerprint is kept."""
        return tokens.derive("concern", self.pk, self.link_nonce)
