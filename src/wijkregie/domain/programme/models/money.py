"""Costs and coverage per year and funder, in whole cents. Not known is empty, never nought."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.people.models import Organisation
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.programme.models.projects import Project
from wijkregie.domain.programme.states import Pledge, ShareKind


class Funder(models.Model):
    """Where money comes from: a budget, a fund or an organisation."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="funders"
    )
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="funder_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FunderAlias(models.Model):
    """Another name by which a funder is called in files: both are one funder."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    funder = models.ForeignKey(Funder, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="funder_alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Division(models.Model):
    """How the costs of a project are shared: of one year, or of every year without its own."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="divisions")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="division_year_once"),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(year__isnull=True),
                name="division_of_all_years_once",
            ),
        ]

    def __str__(self) -> str:
        return f"division {self.pk}"


class DivisionShare(models.Model):
    """The part of one funder: a percentage, a fixed sum in cents, or what is left."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="shares")
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ShareKind)
    percent = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    cents = models.BigIntegerField(null=True, blank=True)
    pledge = models.CharField(max_length=10, choices=Pledge)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "funder"], name="division_funder_once"),
            models.CheckConstraint(
                name="division_share_by_kind",
                condition=models.Q(
                    kind=ShareKind.PERCENT,
                    percent__gt=0,
                    percent__lte=100,
                    cents__isnull=True,
                )
                | models.Q(kind=ShareKind.FIXED, cents__gte=0, percent__isnull=True)
                | models.Q(kind=ShareKind.REST, cents__isnull=True, percent__isnull=True),
            ),
            models.CheckConstraint(
                name="division_pledge_is_known", condition=models.Q(pledge__in=Pledge.values)
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"


class CostLine(models.Model):
    """What a project costs in a year."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160, blank=True)
    cents = models.BigIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cost_not_negative",
                condition=models.Q(cents__isnull=True) | models.Q(cents__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"cost {self.pk}"


class CoverageLine(models.Model):
    """What a funder asked, promised or committed pays; without a year the plan names none.

    With ``division`` it was reckoned from that, and is reckoned again when the costs change.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="coverage")
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="lines")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    cents = models.BigIntegerField(null=True, blank=True)
    pledge = models.CharField(max_length=10, choices=Pledge)
    division = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.CASCADE, related_name="lines"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="coverage_not_negative",
                condition=models.Q(cents__isnull=True) | models.Q(cents__gte=0),
            ),
            models.CheckConstraint(
                name="coverage_pledge_is_known", condition=models.Q(pledge__in=Pledge.values)
            ),
        ]

    def __str__(self) -> str:
        return f"coverage {self.pk}"


class Commitment(models.Model):
    """What was ordered for a project, from whom, with which paper (an obligation).

    ``ended_on`` with a reason ends it; of one that a file ended no reason may be known. One
    that is ``held`` belongs to money with an owner of its own, in a room above: only that
    room changes it, ends it, pays on it and takes back what was paid.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="commitments")
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160)
    supplier = models.CharField(max_length=160)
    reference = models.CharField(max_length=60, blank=True)
    funder = models.ForeignKey(
        Funder, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    cents = models.BigIntegerField()
    document = models.CharField(max_length=160, blank=True)
    address = models.URLField(max_length=300, blank=True)
    ordered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    held = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commitment_above_nought", condition=models.Q(cents__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"commitment {self.pk}"


class Payment(models.Model):
    """What was paid, on which commitment, with the document that shows it.

    ``taken_back_on`` with a reason undoes it; the row stays.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="payments")
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    paid_on = models.DateField()
    what = models.CharField(max_length=160)
    cents = models.BigIntegerField()
    document = models.CharField(max_length=160)
    address = models.URLField(max_length=300, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payment_above_nought", condition=models.Q(cents__gt=0)
            ),
            models.CheckConstraint(
                name="payment_with_document", condition=~models.Q(document="")
            ),
            models.CheckConstraint(
                name="payment_taken_back_with_reason",
                condition=models.Q(taken_back_on__isnull=True)
                | ~models.Q(taken_back_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.pk}"
