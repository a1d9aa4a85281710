"""How large a fund is: formulas per area, exact to the cent.

A formula is a list of parts, each with the funder who pays it. What comes out says per area
and funder how many cents, so that the sum of all is the sum of the parts, or the pot.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wijkregie.core.shares import WHOLE, Share, divided
from wijkregie.core.tally.records import TallyError
from wijkregie.core.tally.remainder import apportioned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal


class Count(StrEnum):
    """What is counted in an area."""

    HOUSEHOLDS = "households"
    INHABITANTS = "inhabitants"
    CORPORATION_HOMES = "corporation homes"


class How(StrEnum):
    """How a part of a formula comes to an amount per area."""

    #: ``cents`` for every area; with ``count`` only where that is above nought.
    FIXED = "fixed"
    #: ``cents`` for each of ``count``.
    PER = "per"
    #: ``cents`` in total, divided over the areas by ``count``; equally without one.
    POT = "pot"
    #: ``cents`` for each voucher that was issued in the area.
    VOUCHER = "voucher"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a formula, in whole cents.

    ``funders`` are who pays it and for how many per cent, together a hundred.
    """

    how: How
    cents: int
    funders: tuple[tuple[str, Decimal], ...]
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An area that gets money; ``None`` is a count that nobody knows."""

    code: str
    households: int | None = None
    inhabitants: int | None = None
    corporation_homes: int | None = None
    vouchers: int = 0


@dataclass(frozen=True, slots=True)
class Grant:
    """What one funder gives one area, in cents."""

    place: str
    funder: str
    cents: int


def granted(
    parts: Sequence[Part], places: Sequence[Place], *, pot: int | None = None
) -> tuple[Grant, ...]:
    """Return what each funder gives each area, ordered by the codes of the areas.

    With ``pot`` all amounts are brought up or down in proportion, so that they are together
    the pot, by the largest remainder. Raises ``TallyError`` for a count that is unknown where
    a part asks for it, for areas of the same code, and for funders who are not together a
    hundred per cent.

    >>> from decimal import Decimal
    >>> base = Part(How.FIXED, 500_000, (("town", Decimal(100)),))
    >>> each = Part(How.PER, 250, (("town", Decimal(100)),), Count.INHABITANTS)
    >>> granted([base, each], [Place("a", inhabitants=3)])
    (Grant(place='a', funder='town', cents=500750),)
    """
    _check(parts, places)
    ordered = sorted(places, key=lambda place: place.code)
    sums: Counter[tuple[str, str]] = Counter()
    for part in parts:
        for code, funder, cents in _given(part, ordered):
            sums[code, funder] += cents
    rows = sorted((one for one in sums.items() if one[1]), key=lambda row: row[0])
    amounts = [cents for _key, cents in rows]
    if pot is not None:
        amounts = list(apportioned(pot, amounts))
    return tuple(
        Grant(code, funder, cents)
        for ((code, funder), _old), cents in zip(rows, amounts, strict=True)
    )


def per_place(grants: Iterable[Grant]) -> Mapping[str, int]:
    """Return what each area gets in total, in cents."""
    sums: Counter[str] = Counter()
    for grant in grants:
        sums[grant.place] += grant.cents
    return sums


def _check(parts: Sequence[Part], places: Sequence[Place]) -> None:
    codes = [place.code for place in places]
    if len(set(codes)) != len(codes):
        raise TallyError("two areas have one code")
    for part in parts:
        if part.cents < 0:
            raise TallyError("a part of a formula cannot be below nought")
        if sum(percent for _funder, percent in part.funders) != WHOLE:
            raise TallyError("the funders of a part must pay a hundred per cent together")


def _given(part: Part, places: Sequence[Place]) -> Iterator[tuple[str, str, int]]:
    shares = [Share(percent=percent) for _funder, percent in part.funders]
    for place, cents in zip(places, _amounts(part, places), strict=True):
        paid = divided(cents, shares)
        for (funder, _percent), own in zip(part.funders, paid, strict=True):
            yield place.code, funder, own or 0


def _amounts(part: Part, places: Sequence[Place]) -> Sequence[int]:
    if part.how is How.VOUCHER:
        return [part.cents * place.vouchers for place in places]
    counts = [_count(place, part.count) for place in places]
    if part.how is How.PER:
        return [part.cents * count for count in counts]
    if part.how is How.FIXED:
        return [part.cents if count else 0 for count in counts]
    return apportioned(part.cents, counts)


def _count(place: Place, count: Count | None) -> int:
    if count is None:
        return 1
    known: dict[Count, int | None] = {
        Count.HOUSEHOLDS: place.households,
        Count.INHABITANTS: place.inhabitants,
        Count.CORPORATION_HOMES: place.corporation_homes,
    }
    if (found := known[count]) is None:
        raise TallyError(f"nobody knows the {count} of {place.code}")
    return found
