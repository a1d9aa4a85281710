"""Who may vote, and the urn. Rows of the one and of the other have nothing in common.

A voter's row tells that a code was used, never when; a sealed ballot and a receipt have a
number drawn at random. No row of this module has a moment, a person or an address. What a
ballot says can be read by nobody until the urn is opened, and then the urn is emptied.
"""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.models.rounds import Round
from wijkregie.domain.budgets.states import BatchState, Used, VoterUnit
from wijkregie.domain.people.models import Person
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.kit.privacy import ROW, Personal, personal

DIGEST: Final = 64
#: Numbers that are drawn begin here. They are the place of a row in SQLite's file too, so
#: that rows do not stand in the order in which they came.
FIRST_DRAWN: Final = 1 << 62
ROLL: Final = Personal(
    purpose=_("see that everyone who may vote votes once, on a screen or on paper"),
    ground="6(1)(e)",
    days=90,
    since="round__count__told_at",
    erased=ROW,
    seen_by=_("Nobody: only a fingerprint of the code is kept, without a name or an address."),
)


class Electorate(models.Model):
    """Who may vote in a round: a household or a person each, from which age, and where.

    Without areas that is the area of the fund. ``limits`` are those of a ballot: how many
    plans at least and at most, and the points or the money that one has. Once ``frozen_at``
    the database keeps it as it was declared.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="electorate")
    unit = models.CharField(max_length=10, choices=VoterUnit, default=VoterUnit.HOUSEHOLD)
    least_age = models.PositiveSmallIntegerField(null=True, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="+")
    on_paper = models.BooleanField(default=True)
    text = models.TextField(max_length=1000, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.round_id}"


class Voter(models.Model):
    """One vote that may be cast, known by the fingerprint of a code.

    ``letter`` is the number on the letter with the code, so that a lost one can be replaced;
    ``void`` is what was replaced. ``used`` says how it was used, and nothing says when.
    ``age_band`` is only there where the list had ages.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="voters")
    digest = personal(models.CharField(max_length=DIGEST), ROLL)
    letter = models.PositiveIntegerField()
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    age_band = models.CharField(max_length=10, blank=True)
    used = models.CharField(max_length=8, choices=Used, blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "digest"], name="voter_code_once"),
            models.UniqueConstraint(fields=["round", "letter"], name="voter_letter_once"),
            models.CheckConstraint(
                name="voter_void_is_not_used",
                condition=models.Q(void=False) | models.Q(used=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.letter}"


class SealedBallot(models.Model):
    """A ballot in the urn. ``id`` is drawn at random; ``sealed`` is opened with the urn.

    In a game of coins ``handle`` is made of the household's code, which is nowhere here, so
    that a household finds back what it gave; and ``turn`` is the round of the game. Elsewhere
    both are empty.
    """

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="urn")
    sealed = models.BinaryField()
    handle = models.CharField(max_length=DIGEST, blank=True)
    turn = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ballot_number_is_drawn", condition=models.Q(id__gte=FIRST_DRAWN)
            ),
            models.UniqueConstraint(
                fields=["round", "handle", "turn"],
                condition=~models.Q(handle=""),
                name="ballot_once_a_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"


class Receipt(models.Model):
    """That a ballot is in the urn: the leaf of a code that only the voter holds."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="receipts")
    leaf = models.CharField(max_length=DIGEST)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="receipt_number_is_drawn", condition=models.Q(id__gte=FIRST_DRAWN)
            ),
            models.UniqueConstraint(fields=["round", "leaf"], name="receipt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"


class Remark(models.Model):
    """Words for those who made a plan, given with a vote and kept apart from it.

    ``id`` is drawn at random. Everyone reads it once somebody saw that it names nobody.
    """

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(
        "budgets.Proposal", on_delete=models.CASCADE, related_name="remarks"
    )
    text = models.CharField(max_length=300)
    shown = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="remark_number_is_drawn", condition=models.Q(id__gte=FIRST_DRAWN)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class PaperBatch(models.Model):
    """A pile of paper ballots that is entered twice, by two people.

    Once poured into the urn its sheets are gone; only how many they were stays.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="batches")
    name = models.CharField(max_length=80)
    sheets_told = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=BatchState, default=BatchState.ENTERING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="batch_name_once"),
            models.CheckConstraint(
                name="batch_has_sheets", condition=models.Q(sheets_told__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PaperSheet(models.Model):
    """One paper ballot: how two people read it, and what holds where they differ.

    What a third person wrote down as ``settled`` holds. What one of the two wrote down holds
    once the other ``agreed``.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    first = models.JSONField(null=True, blank=True)
    first_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    second = models.JSONField(null=True, blank=True)
    second_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled = models.JSONField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="sheet_once"),
            models.CheckConstraint(
                name="sheet_read_by_two",
                condition=models.Q(second_by__isnull=True)
                | models.Q(first_by__isnull=False) & ~models.Q(first_by=models.F("second_by")),
            ),
            models.CheckConstraint(
                name="sheet_agreed_by_another",
                condition=models.Q(agreed_by__isnull=True)
                | models.Q(settled_by__isnull=False)
                & ~models.Q(settled_by=models.F("agreed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"


class Turn(models.Model):
    """One round of a game of coins. ``played`` is what came out, once it was over."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    played = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="turn_once"),
            models.CheckConstraint(
                name="turn_ends_after_it_begins",
                condition=models.Q(closes_on__gte=models.F("opens_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.number}"
