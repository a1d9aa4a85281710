"""The formula of a year as one may see it: to the cent, with where counts are known from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import (
    FundCount,
    FundGrant,
    FundSource,
    FundYear,
    Pot,
    SourceShare,
)
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.seen import CountSeen, PartSeen, PlaceSeen, PotSeen
from wijkregie.domain.budgets.queries.sizes import Size, asked_for, size_of
from wijkregie.domain.budgets.states import Counted, SourceKind
from wijkregie.domain.decisions.queries import decision_seen

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def pot_seen(viewer: Viewer, pk: int) -> PotSeen | None:
    """Return a formula, ``None`` where no fund of it is to be seen. Seven queries."""
    shown = set(funds_here(viewer).values_list("pk", flat=True))
    here = Pot.objects.filter(municipality_id=viewer.municipality_id or 0, pk=pk)
    found = pots_with(here).first()
    seen = None if found is None else seen_pot(found, viewer, shown)
    return seen if seen is not None and seen.places else None


def pots_with(rows: QuerySet[Pot]) -> QuerySet[Pot]:
    """Return formulas with all that they are seen with."""
    shares = SourceShare.objects.select_related("funder").order_by("pk")
    sources = FundSource.objects.prefetch_related(Prefetch("shares", shares)).order_by("order")
    counts = FundCount.objects.select_related("indicator", "edition")
    grants = FundGrant.objects.select_related("funder").order_by("funder__name", "pk")
    places = (
        FundYear.objects.select_related("fund")
        .prefetch_related(Prefetch("counts", counts), Prefetch("grants", grants))
        .order_by("fund__name", "pk")
    )
    return rows.select_related(
        "decision__body", "decision__handed_to", "decision__recorded_by"
    ).prefetch_related(Prefetch("sources", sources), Prefetch("places", places))


def seen_pot(row: Pot, viewer: Viewer, shown: Collection[int]) -> PotSeen:
    """Return a formula that came with all its rows; of its funds those that are ``shown``."""
    size = size_of(row)
    asked = asked_for(row)
    names = {
        share.funder_id: share.funder.name
        for source in row.sources.all()
        for share in source.shares.all()
    }
    places = list(row.places.all())
    cents = [_cents(one, size) for one in places]
    known = [one for one in cents if one is not None]
    return PotSeen(
        id=row.pk,
        title=row.title,
        year=row.year,
        whole_cents=row.whole_cents,
        parts=tuple(_part(one) for one in row.sources.all()),
        places=tuple(_place(one, size, asked, names) for one in places if one.fund_id in shown),
        total_cents=sum(known) if len(known) == len(cents) else None,
        amount_missing=size.amount_missing,
        nothing_to_divide_by=size.nothing_to_divide_by,
        changed_at=row.changed_at,
        decision=decision_seen(row.decision, viewer) if row.decision else None,
        may_run=rules.may_run_funds(viewer),
    )


def _cents(place: FundYear, size: Size) -> int | None:
    """Return what was settled, or what the formula comes to now."""
    return place.cents if place.cents is not None else size.cents_of(place.pk)


def _part(source: FundSource) -> PartSeen:
    shares = tuple(
        (one.funder.name, f"{one.percent.normalize():f}") for one in source.shares.all()
    )
    return PartSeen(SourceKind(source.kind), source.cents, shares)


def _place(
    place: FundYear, size: Size, asked: tuple[Counted, ...], names: Mapping[int, str]
) -> PlaceSeen:
    counted = {Counted(one.what): _count(one) for one in place.counts.all()}
    grants = [(one.funder.name, one.cents) for one in place.grants.all()]
    if place.cents is None:
        of_place = size.grants.get(place.pk, {})
        grants = sorted((names[pk], cents) for pk, cents in of_place.items())
    return PlaceSeen(
        id=place.pk,
        fund_id=place.fund_id,
        fund_name=place.fund.name,
        counts=tuple(counted.get(what, CountSeen(what, None)) for what in asked),
        cents=_cents(place, size),
        grants=tuple(grants),
    )


def _count(row: FundCount) -> CountSeen:
    what = Counted(row.what)
    if row.indicator is None:
        return CountSeen(what, row.number, row.source)
    return CountSeen(what, row.number, str(row.edition or ""), row.indicator.key, row.period)
