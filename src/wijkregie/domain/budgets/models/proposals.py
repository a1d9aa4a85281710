"""What is asked of a fund in a round, what was found of it, and who asked to join two."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.budgets.models.rounds import Round
from wijkregie.domain.budgets.states import (
    CheckKind,
    Heard,
    MergeState,
    ProposalState,
    Verdict,
)
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Group, Person
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models import Funder
from wijkregie.domain.programme.states import Pledge
from wijkregie.domain.signals.models import Signal


class Proposal(models.Model):
    """A plan that asks money of a round.

    Who proposes it, the owner and the promised day of an answer are those of ``signal``: a
    proposal is an idea that was raised, by whatever channel. ``number`` stands on ballots.
    ``cost_cents`` is the whole cost, ``None`` while it is not known; what the fund is asked
    for is that less the cofinancing. ``published_at`` is when everyone could read it, and
    ``worded_at`` when its words came in that somebody has to look at before that.
    One that was ``imported`` with an election from elsewhere was raised by nobody here.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="proposals")
    signal = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    imported = models.BooleanField(default=False)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    plan = models.TextField(max_length=4000)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cost_cents = models.BigIntegerField(null=True, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(
        max_length=12, choices=ProposalState, default=ProposalState.WORKED_OUT
    )
    conflicts = models.ManyToManyField("self", blank=True)
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    worded_at = models.DateTimeField(null=True, blank=True)
    repair_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="proposal_number_once"),
            models.UniqueConstraint(fields=["round", "signal"], name="proposal_signal_once"),
            models.CheckConstraint(
                name="proposal_raised_or_imported",
                condition=models.Q(signal__isnull=False, imported=False)
                | models.Q(signal__isnull=True, imported=True),
            ),
            models.CheckConstraint(
                name="budget_proposal_state_is_known",
                condition=models.Q(state__in=ProposalState.values),
            ),
            models.CheckConstraint(
                name="proposal_cost_above_nought",
                condition=models.Q(cost_cents__isnull=True) | models.Q(cost_cents__gt=0),
            ),
            models.CheckConstraint(
                name="proposal_withdrawn_with_reason",
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="proposal_merged_into_another",
                condition=models.Q(state=ProposalState.MERGED, merged_into__isnull=False)
                & ~models.Q(merged_into=models.F("pk"))
                | ~models.Q(state=ProposalState.MERGED) & models.Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="proposal_decided_with_decision",
                condition=models.Q(decision__isnull=False)
                | ~models.Q(
                    state__in=(
                        ProposalState.DECLINED,
                        ProposalState.CHOSEN,
                        ProposalState.NOT_CHOSEN,
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.number}"


class Cofinancing(models.Model):
    """What another funder pays of a proposal; ``cents`` is ``None`` while it is not known."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="cofinancing")
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="+")
    cents = models.BigIntegerField(null=True, blank=True)
    pledge = models.CharField(max_length=12, choices=Pledge, default=Pledge.ASKED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "funder"], name="cofinancing_funder_once"
            ),
            models.CheckConstraint(
                name="cofinancing_above_nought",
                condition=models.Q(cents__isnull=True) | models.Q(cents__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.funder_id}"


class ProposalCheck(models.Model):
    """What somebody was asked to look at in a proposal, and what they found.

    ``turn`` counts from 1; a second look after a repair is turn 2. A no has a reason, and
    ``cost_cents`` is what the specialist says that it costs. The one asked is a group or a
    person.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=12, choices=CheckKind)
    turn = models.PositiveSmallIntegerField(default=1)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.WAITING)
    reason = models.CharField(max_length=1000, blank=True)
    cost_cents = models.BigIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "kind", "turn"], name="proposal_check_once_a_turn"
            ),
            models.CheckConstraint(
                name="proposal_check_one_is_asked",
                condition=models.Q(group__isnull=False, person__isnull=True)
                | models.Q(group__isnull=True, person__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_check_no_with_reason",
                condition=~models.Q(verdict=Verdict.NO) | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="proposal_check_answered_or_waiting",
                condition=models.Q(verdict=Verdict.WAITING, answered_at__isnull=True)
                | ~models.Q(verdict=Verdict.WAITING) & models.Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"


class Merge(models.Model):
    """The question whether one proposal may go on in another; both sides have to say yes.

    Of a yes or no that was not given by the own link a ``MergeHeard`` says how it came.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="asked_to_join")
    why = models.CharField(max_length=400)
    state = models.CharField(max_length=8, choices=MergeState, default=MergeState.ASKED)
    asked_at = models.DateTimeField()
    first_yes_at = models.DateTimeField(null=True, blank=True)
    other_yes_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="merge_of_two", condition=~models.Q(proposal=models.F("into"))
            ),
            models.CheckConstraint(
                name="merge_done_with_both",
                condition=~models.Q(state=MergeState.DONE)
                | models.Q(first_yes_at__isnull=False, other_yes_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["proposal", "into"],
                condition=models.Q(state=MergeState.ASKED),
                name="merge_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.into_id}"


class MergeHeard(models.Model):
    """The answer of one side as a worker heard it: who gave it, when, how, and to whom.

    ``said_by`` names no person but says who it was, such as the board of the group.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="heard")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    said_by = models.CharField(max_length=120)
    way = models.CharField(max_length=8, choices=Heard)
    heard_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merge", "proposal"], name="merge_heard_once_a_side"
            ),
            models.CheckConstraint(
                name="merge_heard_of_somebody", condition=~models.Q(said_by="")
            ),
            models.CheckConstraint(
                name="merge_heard_way_is_known", condition=models.Q(way__in=Heard.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merge_id} {self.proposal_id}"
