"""How large funds are by a formula: to the cent, or unknown with what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wijkregie.core.tally.funding import Part, Place, granted
from wijkregie.core.tally.records import TallyError
from wijkregie.domain.budgets.states import FORMULAS, Counted, SourceKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.budgets.models import FundSource, FundYear, Pot


@dataclass(frozen=True, slots=True)
class Size:
    """What each place gets from each funder, by their numbers; or what is missing for it.

    ``missing`` are places with what nobody counted there.
    """

    grants: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    missing: tuple[tuple[int, Counted], ...] = ()
    amount_missing: bool = False
    nothing_to_divide_by: bool = False

    @property
    def known(self) -> bool:
        """Tell whether it is known to the cent."""
        return not (self.missing or self.amount_missing or self.nothing_to_divide_by)

    def cents_of(self, place_id: int) -> int | None:
        """Return what a place gets, ``None`` where that is not known."""
        return sum(self.grants.get(place_id, {}).values()) if self.known else None


def asked_for(pot: Pot) -> tuple[Counted, ...]:
    """Return what has to be counted for this formula, in a fixed order."""
    return _asked_for(list(pot.sources.all()))


def _asked_for(sources: Sequence[FundSource]) -> tuple[Counted, ...]:
    asked = {FORMULAS[SourceKind(one.kind)][2] for one in sources}
    return tuple(what for what in Counted if what in asked)


def size_of(pot: Pot) -> Size:
    """Return how large the funds of a formula are.

    Sources with their shares and places with their counts are best fetched along.
    """
    sources = sorted(pot.sources.all(), key=lambda one: one.order)
    places = sorted(pot.places.all(), key=lambda one: one.pk)
    counts = {
        place.pk: {Counted(one.what): one.number for one in place.counts.all()}
        for place in places
    }
    asked = _asked_for(sources)
    missing = tuple(
        (place.pk, what) for place in places for what in asked if what not in counts[place.pk]
    )
    amount_missing = any(one.cents is None for one in sources)
    if missing or amount_missing:
        return Size(missing=missing, amount_missing=amount_missing)
    try:
        rows = granted(
            [_part(one) for one in sources],
            [_place(one, counts[one.pk]) for one in places],
            pot=pot.whole_cents,
        )
    except TallyError:
        return Size(nothing_to_divide_by=True)
    grants: dict[int, dict[int, int]] = {place.pk: {} for place in places}
    for row in rows:
        grants[int(row.place)][int(row.funder)] = row.cents
    return Size(grants)


def _part(source: FundSource) -> Part:
    how, counted, _asked = FORMULAS[SourceKind(source.kind)]
    shares = sorted(source.shares.all(), key=lambda one: one.pk)
    funders = tuple((str(one.funder_id), one.percent) for one in shares)
    return Part(how, source.cents or 0, funders, counted)


def _place(place: FundYear, counts: Mapping[Counted, int]) -> Place:
    return Place(
        code=f"{place.pk:012}",
        households=counts.get(Counted.HOUSEHOLDS),
        inhabitants=counts.get(Counted.INHABITANTS),
        corporation_homes=counts.get(Counted.CORPORATION_HOMES),
        vouchers=counts.get(Counted.VOUCHERS, 0),
    )
