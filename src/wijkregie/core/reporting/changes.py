"""What changed between two days: every fact that is another now, and nothing else.

The same fact twice is no change. A fact that was not known and is known now is told as such,
and so is one that was known and is not any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from wijkregie.core.reporting.courses import verdict
from wijkregie.core.reporting.facts import Lack, Sum, YearFact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wijkregie.core.reporting.courses import Verdict
    from wijkregie.core.reporting.facts import (
        Facts,
        GoalFact,
        IndicatorFact,
        PointFact,
        ProjectFact,
    )


class Subject(StrEnum):
    """What a change is about."""

    GOAL = "goal"
    INDICATOR = "indicator"
    PROJECT = "project"
    MONEY = "money"
    ANSWERS = "answers"
    POINT = "point"


class Sort(StrEnum):
    """What sort of change it is."""

    NEW = "new"
    DROPPED = "dropped"
    KNOWN = "known"
    UNKNOWN = "unknown"
    CHANGED = "changed"


class Aspect(StrEnum):
    """Which part of it changed; nothing where it came or went as a whole."""

    WHOLE = ""
    TITLE = "title"
    NOW = "now"
    BASELINE = "baseline"
    TARGET = "target"
    STATE = "state"
    YEARS = "years"
    COSTS = "costs"
    COVERED = "covered"
    ASKED = "asked"
    GAP = "gap"
    COMMITTED = "committed"
    PAID = "paid"
    SHARE = "share"
    DAY = "day"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``before`` and ``after`` hold the fact; ``verdict`` is that of a figure.

    ``id`` is that of the thing, or of money the year (``None``: all years together;
    ``NO_YEAR``: what names none).
    """

    subject: Subject
    sort: Sort
    aspect: Aspect = Aspect.WHOLE
    id: int | None = None
    name: str = ""
    before: Any = None
    after: Any = None
    verdict: Verdict | None = None


#: The id of money that names no year.
NO_YEAR: Final = 0
#: What of an indicator may change, with the fields that tell it.
_MEASURED: Final = {
    Aspect.BASELINE: (
        "baseline",
        "baseline_year",
        "baseline_on",
        "baseline_n",
        "baseline_margin",
    ),
    Aspect.TARGET: ("target", "target_year", "targets"),
    Aspect.NOW: ("now", "period", "n", "margin"),
}
_MONEY: Final = (
    Aspect.COSTS,
    Aspect.COVERED,
    Aspect.ASKED,
    Aspect.GAP,
    Aspect.COMMITTED,
    Aspect.PAID,
)
#: How a lack without a known amount reads where there may be any.
_OPEN: Final = frozenset({"at_least", "unsure"})


def changes(before: Facts, after: Facts) -> tuple[Change, ...]:
    """Return everything that changed, in the order of a report."""
    return (
        *_goals(before, after),
        *_projects(before, after),
        *_money(before, after),
        *_answers(before, after),
        *_points(before, after),
    )


def _goals(before: Facts, after: Facts) -> Iterator[Change]:
    """Tell of goals and of what measures them; of one that came or went not its parts too."""
    old, new = ({one.id: one for one in facts.goals} for facts in (before, after))
    yield from _came_and_went(Subject.GOAL, old, new)
    yield from _renamed(Subject.GOAL, old, new)
    was, now = _indicators(before.goals), _indicators(after.goals)
    yield from _came_and_went(
        Subject.INDICATOR,
        {pk: one for pk, (goal, one) in was.items() if goal in new or pk in now},
        {pk: one for pk, (goal, one) in now.items() if goal in old or pk in was},
    )
    yield from _renamed(
        Subject.INDICATOR,
        {pk: one for pk, (_goal, one) in was.items()},
        {pk: one for pk, (_goal, one) in now.items()},
    )
    for pk, (_goal, one) in now.items():
        if pk in was:
            yield from _measured(was[pk][1], one)


def _indicators(goals: Iterable[GoalFact]) -> dict[int, tuple[int, IndicatorFact]]:
    return {line.id: (one.id, line) for one in goals for line in one.indicators}


def _measured(before: IndicatorFact, after: IndicatorFact) -> Iterator[Change]:
    for aspect, fields in _MEASURED.items():
        was, now = (tuple(getattr(one, name) for name in fields) for one in (before, after))
        if was == now:
            continue
        yield Change(
            Subject.INDICATOR,
            _sort(was[0], now[0]),
            aspect,
            after.id,
            after.title,
            before,
            after,
            verdict(before, after) if aspect == Aspect.NOW else None,
        )


def _projects(before: Facts, after: Facts) -> Iterator[Change]:
    old, new = ({one.id: one for one in facts.projects} for facts in (before, after))
    yield from _came_and_went(Subject.PROJECT, old, new)
    yield from _renamed(Subject.PROJECT, old, new)
    for pk, one in new.items():
        if pk in old:
            yield from _project(old[pk], one)


def _project(before: ProjectFact, after: ProjectFact) -> Iterator[Change]:
    def change(aspect: Aspect, was: Any, now: Any) -> Change:
        sort = _sort(was, now)
        return Change(Subject.PROJECT, sort, aspect, after.id, after.title, before, after)

    if before.state != after.state:
        yield change(Aspect.STATE, before.state, after.state)
    if (before.from_year, before.until_year) != (after.from_year, after.until_year):
        yield change(Aspect.YEARS, before.until_year, after.until_year)
    for aspect in (Aspect.COSTS, Aspect.COVERED, Aspect.GAP):
        was, now = getattr(before, aspect), getattr(after, aspect)
        if was != now:
            yield change(aspect, _known(was), _known(now))


def _money(before: Facts, after: Facts) -> Iterator[Change]:
    """Tell of all years together, then of each year that one of both knows."""
    yield from _sums(before.total, after.total, None)
    old, new = ({one.year: one for one in facts.years} for facts in (before, after))
    for year in sorted({*old, *new}, key=lambda one: (one is None, one or 0)):
        was = old.get(year) or _nothing(before, year)
        now = new.get(year) or _nothing(after, year)
        yield from _sums(was, now, NO_YEAR if year is None else year)


def _nothing(facts: Facts, year: int | None) -> YearFact:
    """Return a year in which nothing is; what nobody writes down is not known there either."""
    committed, paid = facts.total.committed, facts.total.paid
    return YearFact(
        year,
        committed=None if committed is None else 0,
        paid=None if paid is None else 0,
    )


def _sums(before: YearFact, after: YearFact, pk: int | None) -> Iterator[Change]:
    for aspect in _MONEY:
        was, now = getattr(before, aspect), getattr(after, aspect)
        if was != now:
            sort = _sort(_known(was), _known(now))
            yield Change(Subject.MONEY, sort, aspect, pk, "", before, after)


def _known(told: Any) -> Any:
    """Return an amount, ``None`` where nothing of it is known."""
    if isinstance(told, Sum):
        return None if told.unknown and not told.cents else told
    if isinstance(told, Lack):
        return None if told.bound in _OPEN and not told.cents else told
    return told


def _answers(before: Facts, after: Facts) -> Iterator[Change]:
    was, now = before.answers, after.answers
    counted = [(one.part, one.of) if one and one.of else None for one in (was, now)]
    if counted[0] != counted[1]:
        sort = _sort(*counted)
        yield Change(Subject.ANSWERS, sort, Aspect.SHARE, before=was, after=now)


def _points(before: Facts, after: Facts) -> Iterator[Change]:
    """Tell what was decided, and what has to be decided: new, at another day, or no more."""
    old, new = ({one.id: one for one in facts.points} for facts in (before, after))
    needed = {pk: one for pk, one in old.items() if not one.moot}
    for pk, one in new.items():
        if pk in needed and not one.moot:
            yield from _moved_point(needed[pk], one)
        elif not one.moot:
            yield _point(Sort.NEW, Aspect.WHOLE, None, one)
    for pk, one in needed.items():
        if pk not in new or new[pk].moot:
            yield Change(Subject.POINT, Sort.DROPPED, Aspect.WHOLE, pk, one.question, one, None)


def _moved_point(was: PointFact, one: PointFact) -> Iterator[Change]:
    if was.question != one.question:
        yield _point(Sort.CHANGED, Aspect.TITLE, was, one)
    if (was.year, was.on) != (one.year, one.on):
        sort = _sort(was.on or was.year, one.on or one.year)
        yield _point(sort, Aspect.DAY, was, one)
    if not was.outcome and one.outcome:
        yield _point(Sort.KNOWN, Aspect.OUTCOME, was, one)


def _point(sort: Sort, aspect: Aspect, was: PointFact | None, one: PointFact) -> Change:
    return Change(Subject.POINT, sort, aspect, one.id, one.question, was, one)


def _sort(before: Any, after: Any) -> Sort:
    if before is None and after is not None:
        return Sort.KNOWN
    return Sort.UNKNOWN if after is None and before is not None else Sort.CHANGED


def _renamed(
    subject: Subject, old: Mapping[int, Any], new: Mapping[int, Any]
) -> Iterator[Change]:
    for pk, one in new.items():
        if pk in old and old[pk].title != one.title:
            yield Change(subject, Sort.CHANGED, Aspect.TITLE, pk, one.title, old[pk], one)


def _came_and_went(
    subject: Subject, old: Mapping[int, Any], new: Mapping[int, Any]
) -> Iterator[Change]:
    for pk, one in new.items():
        if pk not in old:
            yield Change(subject, Sort.NEW, Aspect.WHOLE, pk, one.title, None, one)
    for pk, one in old.items():
        if pk not in new:
            yield Change(subject, Sort.DROPPED, Aspect.WHOLE, pk, one.title, one, None)
