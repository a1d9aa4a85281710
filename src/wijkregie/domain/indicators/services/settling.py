"""Store own figures of one period, and hold back those that would tell of too few people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from wijkregie.core.suppression import Because, Cell, Limits, protect
from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import Indicator, OwnFigure
from wijkregie.domain.indicators.states import HeldBack, Kind, Status
from wijkregie.sources.own_table import per

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.indicators.queries.grounds import Grounds

# Where a figure stands: indicator and area.
Place = tuple[int, int]
_ADDED: Final = frozenset({Kind.COUNT, Kind.SHARE, Kind.MEAN})


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure as it was measured."""

    value: float
    n: int | None = None
    margin: float | None = None


@dataclass(slots=True)
class Settled:
    """What became of figures: ``held`` counts all that are held back, by why."""

    new: int = 0
    changed: int = 0
    same: int = 0
    also_held: int = 0
    held: Counter[str] = field(default_factory=Counter)

    @property
    def touched(self) -> int:
        """How many rows are new or changed."""
        return self.new + self.changed + self.also_held

    def add(self, other: Settled) -> None:
        """Count another one too."""
        self.new += other.new
        self.changed += other.changed
        self.same += other.same
        self.also_held += other.also_held
        self.held += other.held


def settle(
    indicators: Sequence[Indicator],
    period: int,
    wanted: Mapping[Place, Measured],
    ground: Grounds,
) -> Settled:
    """Store figures of one question, or of one indicator, in a period; hold back what must be.

    All that is stored of it already counts too, for whoever reads the one reads the other. A
    value that is held back is not stored. The same figures again change nothing.
    """
    rows = OwnFigure.objects.select_for_update(no_key=True).filter(
        indicator__in=[one.pk for one in indicators], period=period
    )
    stored = {(row.indicator_id, row.area_id): row for row in rows}
    by_pk = {one.pk: one for one in indicators}
    held = _held_back(by_pk, stored, wanted, period, ground)
    settled = Settled(held=Counter(held.values()))
    for place in sorted({*stored, *wanted}):
        row = stored.get(place) or OwnFigure(
            municipality_id=by_pk[place[0]].municipality_id or 0,
            indicator_id=place[0],
            area_id=place[1],
            period=period,
        )
        _keep(row, wanted.get(place), held.get(place, ""), settled)
    return settled


def _keep(row: OwnFigure, wanted: Measured | None, why: str, settled: Settled) -> None:
    before = (row.value, row.status, row.n, row.margin, row.held_back)
    if wanted is not None:
        row.value, row.n, row.margin = wanted.value, wanted.n, wanted.margin
        row.status, row.held_back = Status.KNOWN, HeldBack.NOT
    if why:
        row.value, row.margin = None, None
        row.status = Status.SUPPRESSED
        row.held_back = row.held_back if why == Because.UNKNOWN else why
    if not row.pk:
        settled.new += 1
    elif before == (row.value, row.status, row.n, row.margin, row.held_back):
        settled.same += wanted is not None
        return
    elif wanted is None:
        settled.also_held += 1
    else:
        settled.changed += 1
    row.save()


def _held_back(
    indicators: Mapping[int, Indicator],
    stored: Mapping[Place, OwnFigure],
    wanted: Mapping[Place, Measured],
    period: int,
    ground: Grounds,
) -> dict[Place, str]:
    """Return which figures to hold back, and why."""
    limits = _limits(list(indicators.values()))
    held: dict[Place, str] = {}
    added: dict[Place, Cell] = {}
    areas = ground.places_of({area_id for _one, area_id in (*stored, *wanted)}, period)
    for place in sorted({*stored, *wanted}):
        indicator = indicators[place[0]]
        found = wanted.get(place) or _known(stored[place])
        before = place in stored and stored[place].held_back == HeldBack.REST
        people = stored[place].n if found is None else _people(indicator, found)
        count = None if found is None else _count(indicator, found)
        if _adds_up(indicator, people):
            added[place] = Cell(areas[place[1]], indicator.key, people, count, before)
        elif found is None:
            held[place] = Because.UNKNOWN
        elif people is not None and people < limits.sample:
            held[place] = Because.SAMPLE
    places = list(added)
    answers = _answers(list(indicators.values()))
    for index, why in protect(list(added.values()), limits, question=answers).items():
        held[places[index]] = why
    return held


def _people(indicator: Indicator, found: Measured) -> int | None:
    """Return how many people a figure is about; a count of more than those is not of them."""
    if indicator.kind == Kind.COUNT and found.n is not None and found.n < found.value:
        return None
    return found.n


def _known(row: OwnFigure) -> Measured | None:
    if row.value is None:
        return None
    return Measured(row.value, row.n, row.margin)


def _limits(indicators: Sequence[Indicator]) -> Limits:
    """Return what is too few; an indicator can raise it only."""
    return Limits(
        sample=max(rules.SMALLEST_SAMPLE, *(one.smallest_sample for one in indicators)),
        cell=max(rules.SMALLEST_CELL, *(one.smallest_cell for one in indicators)),
    )


def _adds_up(indicator: Indicator, people: int | None) -> bool:
    """Tell whether figures of parts can be taken from that of a whole."""
    if not indicator.about_people or indicator.kind not in _ADDED:
        return False
    return people is not None or indicator.kind == Kind.COUNT


def _count(indicator: Indicator, found: Measured) -> float:
    """Return how many people an answer stands for.

    Of a mean half of them: what can be reckoned back depends on how many people there are,
    not on what they said.
    """
    if indicator.kind == Kind.COUNT:
        return found.value
    people = found.n or 0
    if indicator.kind == Kind.MEAN:
        return people / 2
    return found.value / per(indicator.unit) * people


def _answers(indicators: Sequence[Indicator]) -> frozenset[str]:
    shares = {one.key for one in indicators if one.question and one.kind == Kind.SHARE}
    return frozenset(shares) if len(shares) == len(indicators) else frozenset()
