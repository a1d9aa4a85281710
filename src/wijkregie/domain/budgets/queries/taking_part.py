"""Who took part in a vote beside who lives there: closed totals, and never of a few."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch

from wijkregie.core.suppression import Cell, Limits, protect
from wijkregie.domain.budgets.models import Round, VoteShare
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.states import VoterUnit
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

#: Of fewer people nothing is told, and nothing by which one reckons them back.
FEW: Final = 5
_LIMITS: Final = Limits(sample=FEW, cell=FEW)
_USED: Final = "used"
_LIVING: Final = {VoterUnit.HOUSEHOLD: "households", VoterUnit.PERSON: "inhabitants"}


@dataclass(frozen=True, slots=True)
class GroupTurnout:
    """How many of an area, or of an age band, used their vote.

    ``letters`` and ``used`` are ``None`` where they are held back: of too few, or because one
    would reckon back too few. ``few``: fewer than ``FEW`` voted, maybe nobody. ``living`` is
    how many households or people live there, of the year ``period``; ``None``: not known.
    """

    area: AreaNamed | None
    age_band: str
    letters: int | None
    used: int | None
    few: bool
    living: int | None = None
    period: int | None = None

    @property
    def share(self) -> Fraction | None:
        """Which part of the letters was used: a full count; ``None`` where it is held back."""
        if self.used is None or not self.letters:
            return None
        return Fraction(self.used, self.letters)


@dataclass(frozen=True, slots=True)
class TookPart:
    """Who took part in the vote of a round, once its outcome was told."""

    round_id: int
    round_title: str
    fund_name: str
    unit: VoterUnit
    letters: int | None
    used: int
    areas: tuple[GroupTurnout, ...]
    bands: tuple[GroupTurnout, ...]

    @property
    def silent(self) -> tuple[GroupTurnout, ...]:
        """The groups of which nobody is heard, or nearly nobody."""
        return tuple(one for one in (*self.areas, *self.bands) if one.few)


def turnout_seen(viewer: Viewer, round_id: int) -> TookPart | None:
    """Return who took part in a round; ``None`` before the outcome. Six queries at most."""
    found = _turnouts(viewer, _told(viewer).filter(pk=round_id))
    return found[0] if found else None


def turnouts_of_fund(viewer: Viewer, fund_id: int) -> tuple[TookPart, ...]:
    """Return who took part in the last vote of a fund; empty before one. Six queries."""
    return _turnouts(viewer, _told(viewer).filter(fund_id=fund_id)[:1])


def turnouts_since(viewer: Viewer, since: date, on: date) -> tuple[TookPart, ...]:
    """Return who took part in the votes that were told in these days. Six queries at most."""
    rows = _told(viewer).filter(count__told_at__date__range=(since, on))
    return _turnouts(viewer, rows)


def _told(viewer: Viewer) -> QuerySet[Round]:
    return (
        Round.objects.filter(fund__in=funds_here(viewer), count__told_at__isnull=False)
        .select_related("fund", "count", "electorate")
        .prefetch_related(Prefetch("vote_shares", VoteShare.objects.order_by("pk")))
        .order_by("-count__told_at", "-pk")
    )


def _turnouts(viewer: Viewer, rows: QuerySet[Round]) -> tuple[TookPart, ...]:
    rounds = [one for one in rows if one.vote_shares.all()]
    shares = [share for one in rounds for share in one.vote_shares.all()]
    wanted = {share.area_id for share in shares if share.area_id is not None}
    areas = {area.pk: area for area in places.visible_to(viewer).filter(pk__in=wanted)}
    living = {unit: _living(viewer, key, areas) for unit, key in _units(rounds).items()}
    return tuple(_seen(one, areas, living) for one in rounds)


def _units(rounds: Sequence[Round]) -> Mapping[VoterUnit, str]:
    return {unit: _LIVING[unit] for unit in sorted({_unit(one) for one in rounds})}


def _unit(row: Round) -> VoterUnit:
    electorate = getattr(row, "electorate", None)
    return VoterUnit(electorate.unit) if electorate else VoterUnit.HOUSEHOLD


def _living(
    viewer: Viewer, key: str, areas: Mapping[int, Area]
) -> Mapping[int, tuple[int, int | None]]:
    """Return how many live in each area, and of which year that is."""
    indicator = indicators.indicator(viewer, key)
    if indicator is None:
        return {}
    found = indicators.latest_of(viewer, [(indicator, area) for area in areas.values()])
    return {
        area_id: (round(seen.value), seen.period)
        for (_indicator, area_id), seen in found.items()
        if seen.value is not None
    }


def _seen(
    row: Round,
    areas: Mapping[int, Area],
    living: Mapping[VoterUnit, Mapping[int, tuple[int, int | None]]],
) -> TookPart:
    count, unit = row.count, _unit(row)
    shares = list(row.vote_shares.all())
    by_area = [one for one in shares if one.area_id is not None]
    by_band = [one for one in shares if one.age_band]
    whole = (count.entitled, count.cast)
    told = {
        one.pk: _group(one, areas, held=held, lives=living[unit].get(one.area_id or 0))
        for group in (by_area, by_band)
        for one, held in zip(group, held_back(group, *whole), strict=True)
    }
    return TookPart(
        round_id=row.pk,
        round_title=row.title,
        fund_name=row.fund.name,
        unit=unit,
        letters=count.entitled,
        used=count.cast,
        areas=tuple(told[one.pk] for one in by_area if one.area_id in areas),
        bands=tuple(told[one.pk] for one in by_band),
    )


def held_back(shares: Sequence[VoteShare], entitled: int | None, cast: int) -> tuple[bool, ...]:
    """Return which totals are held back, so that nobody reckons back a few.

    Everyone knows the turnout of the whole, so who stands in none of the groups is reckoned
    back too: that is a group like any other.
    """
    if not shares:
        return ()
    cells = [_cell({one.pk}, one.letters, one.used) for one in shares]
    letters = sum(one.letters for one in shares)
    used = sum(one.used for one in shares)
    everyone: Collection[int] = {one.pk for one in shares}
    if entitled is not None and entitled > letters:
        cells.append(_cell({0}, entitled - letters, cast - used))
        everyone = {0, *everyone}
        letters, used = entitled, cast
    cells.append(_cell(everyone, letters, used))
    held = protect(cells, _LIMITS)
    return tuple(at in held for at in range(len(shares)))


def _cell(places_: Collection[int], letters: int, used: int) -> Cell:
    return Cell(frozenset(places_), _USED, letters, used)


def _group(
    row: VoteShare,
    areas: Mapping[int, Area],
    *,
    held: bool,
    lives: tuple[int, int | None] | None,
) -> GroupTurnout:
    area = areas.get(row.area_id or 0)
    number, period = lives or (None, None)
    return GroupTurnout(
        area=AreaNamed(area.pk, area.code, area.name) if area else None,
        age_band=row.age_band,
        letters=None if held else row.letters,
        used=None if held else row.used,
        few=row.used < FEW,
        living=number,
        period=period,
    )
