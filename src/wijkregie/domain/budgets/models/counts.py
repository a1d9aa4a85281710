"""What was declared before a vote, the acts after it, and what came out."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.budgets.models.proposals import Proposal
from wijkregie.domain.budgets.models.rounds import Round
from wijkregie.domain.budgets.states import ActKind
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Person
from wijkregie.domain.places.models import Municipality


class Declaration(models.Model):
    """All that decides the outcome, frozen before voting opens; the database keeps it so.

    ``text`` is written in the one way there is (``core.tally.canonical``) and ``digest`` its
    SHA-256. ``voting`` says who may vote and how, with its own digest.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="declaration")
    text = models.TextField()
    digest = models.CharField(max_length=64)
    voting = models.TextField()
    voting_digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return self.digest


class CountAct(models.Model):
    """Something recorded after the declaration that the count must know; it is never changed.

    A lot holds in ``order`` the proposals by number, the first drawn first. A proposal that
    was withdrawn, vetoed by the jury or put up in a ``turn`` of a game is named.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=10, choices=ActKind)
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="acts"
    )
    order = models.JSONField(default=list, blank=True)
    turn = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(kind=ActKind.LOT),
                name="lot_drawn_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "kind"],
                condition=models.Q(proposal__isnull=False),
                name="act_once_per_proposal",
            ),
            models.CheckConstraint(
                name="act_is_about_something",
                condition=models.Q(kind=ActKind.LOT, proposal__isnull=True)
                | ~models.Q(kind=ActKind.LOT) & models.Q(proposal__isnull=False),
            ),
            models.CheckConstraint(name="act_with_reason", condition=~models.Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class Count(models.Model):
    """The count of a round: the audit file and the ballots it was made of, byte for byte.

    ``ballots`` are those of all voters, equal ones once; they are for the appointed auditors,
    and for everyone where ``ballots_public``. ``smallest_group`` is the least number of voters
    who cast one and the same ballot. ``told_at`` is when everyone could read the outcome.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="count")
    audit = models.TextField()
    ballots = models.TextField()
    seal = models.CharField(max_length=64)
    cast = models.PositiveIntegerField()
    on_paper = models.PositiveIntegerField(default=0)
    entitled = models.PositiveIntegerField(null=True, blank=True)
    smallest_group = models.PositiveIntegerField(default=0)
    ballots_public = models.BooleanField(default=False)
    counted_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return self.seal


class CountedProposal(models.Model):
    """What the count says of one proposal, and why it was not chosen.

    ``why`` holds what would have sufficed (``core.tally.explained``), once it was reckoned.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    count = models.ForeignKey(Count, on_delete=models.CASCADE, related_name="proposals")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="counted")
    votes = models.PositiveIntegerField()
    points = models.BigIntegerField(default=0)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    paid_cents = models.BigIntegerField(default=0)
    why = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.count_id} {self.proposal_id}"
