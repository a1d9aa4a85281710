"""Checks of money: L14 and L18. Amounts are whole cents; what is not known is not nought."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from wijkregie.core.logframe.catalogue import found
from wijkregie.core.logframe.records import Pledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from wijkregie.core.logframe.findings import Finding
    from wijkregie.core.logframe.records import Coverage, Programme, Project

_WHOLE: Final = Decimal(100)


@dataclass(slots=True)
class _Year:
    """The money of one year; ``open_costs`` and ``open_coverage`` count unknown amounts."""

    costs: int = 0
    covered: int = 0
    cost_lines: int = 0
    open_costs: int = 0
    open_coverage: int = 0
    funders: list[str] = field(default_factory=list)


def money(programme: Programme, on: date) -> Iterator[Finding]:
    """L14: costs and coverage of each project that somebody decided on."""
    for project in programme.projects:
        if project.counts:
            yield from _unknown(project)
            yield from _balance(project)
            yield from _outside(project)
            yield from _unconfirmed(project, on)


def _unknown(project: Project) -> Iterator[Finding]:
    if not project.costs:
        yield found("L14 no_costs", project.about)
    years = sorted({one.year for one in project.costs if one.cents is None})
    if years:
        yield found("L14 unknown_costs", project.about, years=tuple(years))
    funders = tuple(_named(one for one in project.coverage if one.cents is None))
    if funders:
        yield found("L14 unknown_coverage", project.about, funders=funders)


def _balance(project: Project) -> Iterator[Finding]:
    """Coverage without a year fills the years from the first; asked for is no coverage."""
    years = _years(project)
    loose = years.pop(None, _Year())
    left = loose.covered
    for year in sorted(one for one in years if one is not None):
        sums = years[year]
        missing = max(0, sums.costs - sums.covered)
        filled = min(left, missing)
        left -= filled
        if missing > filled and not (sums.open_coverage or loose.open_coverage):
            yield _gap(project, year, missing - filled, sums)
        yield from _more(project, year, sums)
    costs_known = bool(project.costs) and all(one.cents is not None for one in project.costs)
    if left and costs_known:
        yield found("L14 over_all", project.about, cents=left)


def _gap(project: Project, year: int, cents: int, sums: _Year) -> Finding:
    least = int(sums.open_costs > 0)
    return found(
        "L14 gap", project.about, place=str(year), year=year, cents=cents, at_least=least
    )


def _more(project: Project, year: int, sums: _Year) -> Iterator[Finding]:
    if not project.costs:
        return
    if not sums.cost_lines:
        funders = tuple(dict.fromkeys(sums.funders))
        yield found("L14 idle", project.about, place=str(year), year=year, funders=funders)
    elif sums.covered > sums.costs and not sums.open_costs:
        cents = sums.covered - sums.costs
        yield found("L14 over", project.about, place=str(year), year=year, cents=cents)


def _years(project: Project) -> dict[int | None, _Year]:
    years: dict[int | None, _Year] = defaultdict(_Year)
    for cost in project.costs:
        one = years[cost.year]
        one.cost_lines += 1
        one.costs += cost.cents or 0
        one.open_costs += cost.cents is None
    for line in project.coverage:
        if line.pledge != Pledge.ASKED:
            one = years[line.year]
            one.covered += line.cents or 0
            one.open_coverage += line.cents is None
            one.funders.append(line.funder)
    return dict(years)


def _outside(project: Project) -> Iterator[Finding]:
    first = project.begins.first.year if project.begins else None
    last = project.ends.last.year if project.ends else None
    for year, funders in sorted(_money_years(project).items()):
        early = first is not None and year < first
        if early or (last is not None and year > last):
            yield found(
                "L14 outside",
                project.about,
                place=str(year),
                year=year,
                funders=tuple(dict.fromkeys(funders)),
            )


def _money_years(project: Project) -> Mapping[int, list[str]]:
    years: dict[int, list[str]] = {one.year: [] for one in project.costs}
    for line in project.coverage:
        if line.year is not None:
            years.setdefault(line.year, []).append(line.funder)
    return years


def _unconfirmed(project: Project, on: date) -> Iterator[Finding]:
    """A promise of a year that began, of which nobody wrote down that it is fixed."""
    lines = [
        one
        for one in project.coverage
        if one.pledge == Pledge.PROMISED and one.year is not None and one.year <= on.year
    ]
    if lines:
        known = [one.cents for one in lines if one.cents is not None]
        cents = sum(known) if len(known) == len(lines) else None
        funders = tuple(_named(lines))
        yield found("L14 unconfirmed", project.about, cents=cents, funders=funders)


def _named(lines: Iterable[Coverage]) -> Iterator[str]:
    yield from dict.fromkeys(one.funder for one in lines)


def divisions(programme: Programme) -> Iterator[Finding]:
    """L18: shares that do not make a whole; with one unknown only too much is wrong."""
    for one in programme.divisions:
        known = sum((share for share in one.shares if share is not None), Decimal())
        unknown = any(share is None for share in one.shares)
        if known > _WHOLE or (one.shares and not unknown and known != _WHOLE):
            yield found(
                "L18 not_whole", one.about, place=str(one.id), division=one.title, sum=known
            )
