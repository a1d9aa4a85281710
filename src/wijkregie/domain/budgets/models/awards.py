"""What became of chosen proposals: their money, its account, vouchers, and who took part."""

from __future__ import annotations

from typing import Final

from django.db import models

from wijkregie.domain.budgets.models.funds import FundYear
from wijkregie.domain.budgets.models.proposals import Proposal
from wijkregie.domain.budgets.models.rounds import Round
from wijkregie.domain.budgets.states import AwardWay
from wijkregie.domain.people.models import Group, Person
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models import Commitment, Project

_DIGEST: Final = 64


class Award(models.Model):
    """A chosen proposal as a project, with what the fund pays of it and how that goes out.

    ``receiver`` says in words who gets money in their hands; nobody does where the
    municipality buys. Of money in hands an ``account`` is asked, at the latest on
    ``account_by``. Orders and payments are those of the project.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="award")
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="award")
    way = models.CharField(max_length=12, choices=AwardWay)
    cents = models.BigIntegerField()
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    receiver = models.CharField(max_length=160, blank=True)
    contract = models.CharField(max_length=160, blank=True)
    address = models.URLField(max_length=300, blank=True)
    contract_on = models.DateField(null=True, blank=True)
    account_by = models.DateField(null=True, blank=True)
    account = models.TextField(max_length=4000, blank=True)
    accounted_at = models.DateTimeField(null=True, blank=True)
    awarded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="award_way_is_known", condition=models.Q(way__in=AwardWay.values)
            ),
            models.CheckConstraint(name="award_above_nought", condition=models.Q(cents__gt=0)),
            models.CheckConstraint(
                name="award_account_has_words",
                condition=models.Q(accounted_at__isnull=True) | ~models.Q(account=""),
            ),
            models.CheckConstraint(
                name="award_contract_has_day",
                condition=models.Q(contract="", contract_on__isnull=True)
                | ~models.Q(contract="") & models.Q(contract_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["account_by"], name="award_by_account")]

    def __str__(self) -> str:
        return f"award {self.pk}"


class AwardOrder(models.Model):
    """An order of the project that is paid with money of the fund, and with nothing else."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="orders")
    order = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="award")

    def __str__(self) -> str:
        return f"{self.award_id} {self.order_id}"


class Expense(models.Model):
    """What was bought with money in hands, with the paper that shows it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="expenses")
    spent_on = models.DateField()
    what = models.CharField(max_length=160)
    cents = models.BigIntegerField()
    document = models.CharField(max_length=160)
    address = models.URLField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="expense_above_nought", condition=models.Q(cents__gt=0)
            ),
            models.CheckConstraint(
                name="expense_with_document", condition=~models.Q(document="")
            ),
            models.CheckConstraint(
                name="expense_taken_back_with_reason",
                condition=models.Q(taken_back_on__isnull=True)
                | ~models.Q(taken_back_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"expense {self.pk}"


class Returned(models.Model):
    """What of an award was not spent, once it was settled: it is the fund's again.

    ``free_cents`` never went out; ``back_cents`` came back out of hands. Either may be
    nought. It is never changed.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="returned")
    free_cents = models.BigIntegerField()
    back_cents = models.BigIntegerField()
    document = models.CharField(max_length=160, blank=True)
    why = models.CharField(max_length=400)
    on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="returned_not_below_nought",
                condition=models.Q(free_cents__gte=0, back_cents__gte=0),
            ),
            models.CheckConstraint(name="returned_with_reason", condition=~models.Q(why="")),
            models.CheckConstraint(
                name="returned_back_with_document",
                condition=models.Q(back_cents=0) | ~models.Q(document=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id}"


class Voucher(models.Model):
    """A voucher for an initiative, known by the fingerprint of its code; ``void``: lost."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    fund_year = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="vouchers")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=_DIGEST)
    cents = models.BigIntegerField()
    handed_on = models.DateField()
    void = models.BooleanField(default=False)
    proposal = models.OneToOneField(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="voucher"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund_year", "number"], name="voucher_number_once"),
            models.UniqueConstraint(fields=["fund_year", "digest"], name="voucher_code_once"),
            models.CheckConstraint(
                name="voucher_above_nought", condition=models.Q(cents__gt=0)
            ),
            models.CheckConstraint(
                name="voucher_void_is_not_used",
                condition=models.Q(void=False) | models.Q(proposal__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_year_id} {self.number}"


class VoteShare(models.Model):
    """How many had a vote and how many used it, in one area or one age band, as one total.

    It is written when the votes are counted, and stays when the roll is gone.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="vote_shares")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    age_band = models.CharField(max_length=10, blank=True)
    letters = models.PositiveIntegerField()
    used = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "area"],
                condition=models.Q(area__isnull=False),
                name="vote_share_area_once",
            ),
            models.UniqueConstraint(
                fields=["round", "age_band"],
                condition=~models.Q(age_band=""),
                name="vote_share_band_once",
            ),
            models.CheckConstraint(
                name="vote_share_of_one_thing",
                condition=models.Q(area__isnull=False, age_band="")
                | models.Q(area__isnull=True) & ~models.Q(age_band=""),
            ),
            models.CheckConstraint(
                name="vote_share_within", condition=models.Q(used__lte=models.F("letters"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.area_id} {self.age_band}"
