"""A round in which money of a fund is asked, chosen and spent."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.budgets.models.funds import Fund
from wijkregie.domain.budgets.states import BallotKind, Path, PhaseKind
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Group, Person
from wijkregie.domain.places.models import Municipality


class Round(models.Model):
    """One round of a fund; a fund may have several in a year.

    ``counting`` are the declared settings of how votes are counted. ``carried_cents`` came
    over from ``carried_from``, an earlier round of the fund, by a decision. Once ``declared``
    the database keeps money and counting as they were declared. Ballots are published only
    where at least ``least_group`` voters cast each of them; ``auditors`` may have them always.
    A plan that came to a no is repaired within ``repair_days``, or 14 where none are set.
    From ``urn_opened_at`` on, the first time that somebody counted, roll, paper and plans stay
    as they are. ``reopened_because`` says why a round that was closed went on.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="rounds")
    title = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    about = models.TextField(max_length=2000, blank=True)
    budget_cents = models.BigIntegerField(null=True, blank=True)
    ballot = models.CharField(max_length=12, choices=BallotKind, default=BallotKind.NONE)
    counting = models.JSONField(default=dict, blank=True)
    template = models.CharField(max_length=40, blank=True)
    declared = models.BooleanField(default=False)
    least_group = models.PositiveSmallIntegerField(null=True, blank=True)
    auditors = models.ManyToManyField(Person, blank=True, related_name="+")
    repair_days = models.PositiveSmallIntegerField(null=True, blank=True)
    carried_cents = models.BigIntegerField(null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_into"
    )
    carried_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    urn_opened_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=400, blank=True)
    reopened_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "title"], name="round_title_once"),
            models.CheckConstraint(
                name="round_ballot_is_known",
                condition=models.Q(ballot__in=BallotKind.values),
            ),
            models.CheckConstraint(
                name="round_budget_not_below_nought",
                condition=models.Q(budget_cents__isnull=True) | models.Q(budget_cents__gte=0),
            ),
            models.CheckConstraint(
                name="round_carried_by_decision",
                condition=models.Q(
                    carried_cents__isnull=True,
                    carried_from__isnull=True,
                    carried_by__isnull=True,
                )
                | models.Q(
                    carried_cents__gt=0,
                    carried_from__isnull=False,
                    carried_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="round_closed_with_reason",
                condition=models.Q(closed_on__isnull=True) | ~models.Q(closed_because=""),
            ),
        ]
        indexes = [models.Index(fields=["fund", "-year"], name="round_by_fund")]

    def __str__(self) -> str:
        return self.title


class Phase(models.Model):
    """Days of a round on which one thing happens, with what everyone may read of it.

    Once ``frozen_at``, which the vote is as soon as it was declared, its days stay.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=10, choices=PhaseKind)
    opens_on = models.DateField()
    closes_on = models.DateField()
    text = models.TextField(max_length=2000, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "kind"], name="phase_once"),
            models.CheckConstraint(
                name="phase_kind_is_known", condition=models.Q(kind__in=PhaseKind.values)
            ),
            models.CheckConstraint(
                name="phase_ends_after_it_begins",
                condition=models.Q(closes_on__gte=models.F("opens_on")),
            ),
        ]
        indexes = [models.Index(fields=["opens_on"], name="phase_by_day")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind}"


class Criterion(models.Model):
    """What a proposal in a round must keep to."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.text


class AmountRule(models.Model):
    """Who decides on an amount, after which checks and on what mandate.

    It holds for amounts up to and including ``up_to_cents``, above those of the rule before
    it; without that for all that is more. So every amount has one rule, or none.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="amount_rules")
    up_to_cents = models.BigIntegerField(null=True, blank=True)
    path = models.CharField(max_length=16, choices=Path)
    checks = models.JSONField(default=list, blank=True)
    mandate = models.CharField(max_length=200)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="amount_rule_order_once"),
            models.CheckConstraint(
                name="amount_rule_path_is_known", condition=models.Q(path__in=Path.values)
            ),
            models.CheckConstraint(
                name="amount_rule_above_nought",
                condition=models.Q(up_to_cents__isnull=True) | models.Q(up_to_cents__gt=0),
            ),
            models.CheckConstraint(
                name="amount_rule_on_mandate", condition=~models.Q(mandate="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.path}"
