"""Of which year a file is: what its name, its content and its municipalities say."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from wijkregie.sources.records import COUNTRY_CODE, Problem, SourceFault
from wijkregie.sources.towns import town_of, towns

if TYPE_CHECKING:
    from collections.abc import Iterable

_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9][0-9](?![0-9])")
_SEVERAL: Final = 3


class Sign(StrEnum):
    """By what a file tells that it is of another year."""

    NAME = "name"  # its name
    CONTENT = "content"  # a cell, a sheet, a layer, the number of its table
    LAST = "last"  # a column that later files do not have
    SINCE = "since"  # a municipality that did not exist yet
    UNTIL = "until"  # a municipality that did not exist any more


class WrongYear(SourceFault):
    """A file of another year than was asked; ``told`` is the year that it tells."""

    def __init__(self, sign: Sign, told: int, asked: int, **place: Any) -> None:
        super().__init__(Problem.WRONG_YEAR, **place)
        self.sign = sign
        self.told = told
        self.asked = asked


def years_in(text: str) -> set[int]:
    """Return the years that stand in a name.

    >>> sorted(years_in("kwb_2017_of_2019.csv")), years_in("20241122.csv")
    ([2017, 2019], set())

    """
    return {int(found) for found in _YEAR.findall(text)}


def year_of(file: str, year: int | None, told: Iterable[int] = ()) -> int:
    """Return the year that a file is of.

    Parameters
    ----------
    file
        Its name.
    year
        The year that was asked for.
    told
        The years that its content tells, if any. They weigh more than its name: a name may
        hold the day of a download.

    Raises
    ------
    WrongYear
        If its content, or else its name, tells another year than was asked.
    SourceFault
        If nothing tells one year.

    """
    inside, named = set(told), years_in(file)
    asked = year
    if asked is None and len(named) == 1:
        asked = min(named)
    if asked is None and len(inside) == 1:
        return inside.pop()
    if asked is None:
        raise SourceFault(Problem.YEAR_UNKNOWN, file=file)
    if inside and asked not in inside:
        raise WrongYear(Sign.CONTENT, min(inside), asked, file=file)
    if not inside and named and asked not in named:
        raise WrongYear(Sign.NAME, min(named), asked, file=file)
    return asked


def check_towns(codes: Iterable[str], year: int, *, file: str) -> None:
    """Raise ``WrongYear`` where areas are of municipalities that did not exist in ``year``.

    One that was not there yet is enough. A file of an earlier year holds several that are
    gone, unless it is of one town: three count, and only where ``towns.csv`` knows all
    others, for what it does not know may be newer.
    """
    found = {town_of(code): code for code in codes if code != COUNTRY_CODE}
    known = towns()
    new, gone = [], []
    for town, code in found.items():
        since, until = known.get(town, (None, None))
        if since is not None and year < since:
            new.append((since, code))
        if until is not None and year > until:
            gone.append((until, code))
    if new:
        since, code = max(new)
        raise WrongYear(Sign.SINCE, since, year, file=file, value=code)
    if len(gone) >= _SEVERAL and found.keys() <= known.keys():
        until, code = min(gone)
        raise WrongYear(Sign.UNTIL, until, year, file=file, value=code)
