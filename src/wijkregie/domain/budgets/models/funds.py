"""A fund, and by which formula it is filled in a year."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.budgets.states import Counted, FundForm, SourceKind
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.indicators.models import Edition, Indicator
from wijkregie.domain.people.models import Group, Organisation
from wijkregie.domain.people.states import Role
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models import Funder


class Fund(models.Model):
    """Money for an area (or, without one, the municipality) with one owner.

    The owner is a group, an organisation or a role. Where a form stands on the two axes
    follows from ``form``. ``template`` is the case that it was started from, if any.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="funds"
    )
    name = models.CharField(max_length=120)
    form = models.CharField(max_length=12, choices=FundForm)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="funds"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="funds"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="funds"
    )
    officer = models.CharField(max_length=20, choices=Role, blank=True)
    purpose = models.TextField(max_length=2000, blank=True)
    template = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="fund_name_once"),
            models.CheckConstraint(
                name="fund_form_is_known", condition=models.Q(form__in=FundForm.values)
            ),
            models.CheckConstraint(
                name="fund_has_one_owner",
                condition=models.Q(group__isnull=False, organisation__isnull=True, officer="")
                | models.Q(group__isnull=True, organisation__isnull=False, officer="")
                | models.Q(group__isnull=True, organisation__isnull=True)
                & ~models.Q(officer=""),
            ),
            models.CheckConstraint(
                name="fund_closed_with_reason",
                condition=models.Q(closed_on__isnull=True) | ~models.Q(closed_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Pot(models.Model):
    """The formula of one year, for one fund or for several together.

    ``whole_cents`` is set where the whole amount is given and the formula only divides it.
    Once settled nothing of it changes; ``decision`` says who settled it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    whole_cents = models.BigIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField()
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pot_settled_by_decision",
                condition=models.Q(decision__isnull=True, settled_at__isnull=True)
                | models.Q(decision__isnull=False, settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="pot_not_below_nought",
                condition=models.Q(whole_cents__isnull=True) | models.Q(whole_cents__gte=0),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-year"], name="pot_by_year")]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class FundSource(models.Model):
    """One part of a formula; ``cents`` is ``None`` where the amount is not known yet."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=24, choices=SourceKind)
    cents = models.BigIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fund_source_kind_is_known",
                condition=models.Q(kind__in=SourceKind.values),
            ),
            models.CheckConstraint(
                name="fund_source_not_below_nought",
                condition=models.Q(cents__isnull=True) | models.Q(cents__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pot_id} {self.kind}"


class SourceShare(models.Model):
    """What part of a source one funder pays, in percent; together they pay all of it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(FundSource, on_delete=models.CASCADE, related_name="shares")
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=7, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "funder"], name="source_share_once"),
            models.CheckConstraint(
                name="source_share_is_a_share",
                condition=models.Q(percent__gt=0) & models.Q(percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.percent}"


class FundYear(models.Model):
    """A fund in the formula of a year; ``cents`` is what it gets, known once settled."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="places")
    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="years")
    cents = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pot", "fund"], name="fund_year_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pot_id} {self.fund_id}"


class FundCount(models.Model):
    """How many there are in the area of a fund, and where that is known from.

    Cited as a figure (indicator, area, period and edition, with what it said then), or typed
    with its source in words. Without a row nobody knows it: it is never nought.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    fund_year = models.ForeignKey(FundYear, on_delete=models.CASCADE, related_name="counts")
    what = models.CharField(max_length=20, choices=Counted)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=200, blank=True)
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    period = models.PositiveSmallIntegerField(null=True, blank=True)
    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund_year", "what"], name="fund_count_once"),
            models.CheckConstraint(
                name="fund_count_has_source",
                condition=models.Q(
                    indicator__isnull=False, area__isnull=False, period__isnull=False, source=""
                )
                | models.Q(indicator__isnull=True, area__isnull=True, period__isnull=True)
                & ~models.Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_year_id} {self.what}"


class FundGrant(models.Model):
    """What one funder gives a fund in a year, to the cent."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    fund_year = models.ForeignKey(FundYear, on_delete=models.CASCADE, related_name="grants")
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="+")
    cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund_year", "funder"], name="fund_grant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.fund_year_id} {self.cents}"
