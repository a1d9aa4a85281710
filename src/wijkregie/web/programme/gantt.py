"""Where things stand on a timeline: bars, marks and ticks in percents of its width. Pure.

Nothing is drawn to scale by the size of a screen: all that lies along the time is a part of
the width, all that lies across it is in pixels, so that one drawing fits a phone and paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.programme.queries import (
        ActivityPlanned,
        Planning,
        PointPlanned,
        ProjectPlanned,
    )

#: A bar of a day or two is still to be seen.
_THINNEST: Final = 0.6
#: With more years than this, quarters are not shown; with more than that, not each year.
_QUARTERS: Final = 4
_YEARS: Final = 10
_LANE: Final = 9
_MONTHS: Final = 12
#: What is no plan any more, or not yet: it does not count as work at the same time.
_NO_WORK: Final = frozenset({ProjectState.IDEA, ProjectState.STOPPED})


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that are shown, the first and the last included."""

    first: date
    last: date

    @property
    def years(self) -> range:
        """The years in it."""
        return range(self.first.year, self.last.year + 1)

    def at(self, day: date) -> float:
        """Return where a day begins, in percents; outside the axis at its edge."""
        whole = (self.last - self.first).days + 1
        return min(100.0, max(0.0, 100 * (day - self.first).days / whole))

    def span(self, first: date, last: date) -> dict[str, str]:
        """Return where a bar of these days begins, and how wide it is."""
        left, right = self.at(first), self.at(last + timedelta(days=1))
        return {"x": _part(left), "width": _part(max(_THINNEST, right - left))}

    def middle(self, day: date) -> str:
        """Return the middle of a day."""
        return _part((self.at(day) + self.at(day + timedelta(days=1))) / 2)

    def shows(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last

    def meets(self, first: date | None, last: date | None) -> bool:
        """Tell whether some of these days lie in it; an open end goes on for ever."""
        return (first is None or first <= self.last) and (last is None or last >= self.first)


def axis_of(planning: Planning, projects: Sequence[ProjectPlanned], year: int | None) -> Axis:
    """Return whole years: those of the programme, and of all that its projects name."""
    if year is not None:
        return Axis(date(year, 1, 1), date(year, 12, 31))
    days = [
        day
        for one in projects
        for day in (one.begins, one.ends, *one.work_days)
        if day is not None
    ]
    years = [day.year for day in days]
    programme = planning.programme
    return Axis(
        date(min([programme.from_year, *years]), 1, 1),
        date(max([programme.until_year, *years]), 12, 31),
    )


def ticks(axis: Axis) -> list[dict[str, Any]]:
    """Return the lines of the axis: a year, a quarter or a month, with what it is called."""
    if len(axis.years) == 1:
        months = (date(axis.first.year, month, 1) for month in range(1, _MONTHS + 1))
        return [_tick(axis, day, date_word="month") for day in months]
    step = 1 + (len(axis.years) - 1) // _YEARS
    quarters = (1, 4, 7, 10) if len(axis.years) <= _QUARTERS else (1,)
    return [
        _tick(
            axis,
            date(year, month, 1),
            date_word="year" if month == 1 and not at % step else "",
        )
        for at, year in enumerate(axis.years)
        for month in quarters
    ]


def _tick(axis: Axis, day: date, *, date_word: str) -> dict[str, Any]:
    return {
        "x": _part(axis.at(day)),
        "day": day,
        "word": date_word,
        "strong": day.month == 1,
    }


def bar(axis: Axis, one: ProjectPlanned) -> list[dict[str, Any]]:
    """Return the bar of a project; none where its years are not known or not shown.

    An end that no card names, and a beginning, is an arrow to the edge.
    """
    if (one.begins is None and one.ends is None) or not axis.meets(one.begins, one.ends):
        return []
    first, last = one.begins or axis.first, one.ends or axis.last
    size = {"y": 5, "high": 14, **axis.span(first, last)}
    found: list[dict[str, Any]] = [{"shape": "bar", "state": one.state.value, **size}]
    if one.ends is None or one.ends > axis.last:
        found.append({"shape": "sign", "use": "on", "x": "100%", "y": 12})
    if one.begins is None or one.begins < axis.first:
        found.append({"shape": "sign", "use": "back", "x": "0%", "y": 12})
    return found


def work(axis: Axis, one: ActivityPlanned, on: date) -> dict[str, Any] | None:
    """Return an activity as a thin bar, or a milestone as a diamond; none without a day."""
    first, last = one.begins_on or one.ends_on, one.ends_on or one.done_on or axis.last
    if first is None or not axis.meets(first, last):
        return None
    state = _state(done=one.done_on is not None, late=one.is_late(on))
    if one.is_milestone:
        return {"shape": "sign", "use": f"milestone-{state}", "x": axis.middle(last)}
    return {"shape": "work", "state": state, "high": 6, **axis.span(first, last)}


def point(axis: Axis, one: PointPlanned, on: date) -> dict[str, Any] | None:
    """Return a moment to decide; of one that names a year only, the end of that year."""
    day = one.decided_on or one.due
    if day is None or not axis.shows(day):
        return None
    state = _state(done=one.decided_on is not None, late=one.is_late(on))
    return {"shape": "sign", "use": f"point-{state}", "x": axis.middle(day)}


def _state(*, done: bool, late: bool) -> str:
    if done:
        return "done"
    return "late" if late else "planned"


def row(axis: Axis, one: ProjectPlanned, on: date) -> dict[str, Any]:
    """Return a project as one row: its bar, its work in lanes, milestones, what is decided."""
    thin = [(each, work(axis, each, on)) for each in one.activities]
    bars = [(each, mark) for each, mark in thin if mark and mark["shape"] == "work"]
    stones = [mark for _each, mark in thin if mark and mark["shape"] == "sign"]
    points = [mark for each in one.points if (mark := point(axis, each, on))]
    lanes = _lanes([each for each, _mark in bars])
    top = 24
    marks = bar(axis, one)
    marks += [
        mark | {"y": top + _LANE * lane}
        for (_each, mark), lane in zip(bars, lanes, strict=True)
    ]
    below = top + _LANE * (max(lanes, default=-1) + 1)
    for moments in filter(None, (stones, points)):
        marks += [mark | {"y": below + 8} for mark in moments]
        below += 17
    return {"marks": marks, "height": below + 4}


def _lanes(found: Sequence[ActivityPlanned]) -> list[int]:
    """Return for each bar the first lane in which nothing else is at the same time."""
    ends: list[date] = []
    lanes = []
    for one in found:
        first = one.begins_on or one.ends_on or date.min
        last = one.ends_on or first
        lane = next((at for at, end in enumerate(ends) if end < first), len(ends))
        ends[lane : lane + 1] = [last]
        lanes.append(lane)
    return lanes


@dataclass(frozen=True, slots=True)
class Load:
    """In how many projects a partner is at once, from a day to a day."""

    first: date
    last: date
    projects: tuple[ProjectPlanned, ...]


def loads(axis: Axis, projects: Iterable[ProjectPlanned]) -> list[Load]:
    """Return how many of these projects go on at once, quarter after quarter.

    Quarters with the same projects are one. Ideas, what was stopped, and projects of which
    nobody knows when they begin do not count.
    """
    counted = [one for one in projects if one.state not in _NO_WORK and one.begins is not None]
    found: list[Load] = []
    for first, last in _quarters(axis):
        here = tuple(
            one
            for one in counted
            if one.begins is not None
            and one.begins <= last
            and (one.ends is None or one.ends >= first)
        )
        if found and found[-1].projects == here:
            found[-1] = Load(found[-1].first, last, here)
        else:
            found.append(Load(first, last, here))
    return [one for one in found if one.projects]


def _quarters(axis: Axis) -> list[tuple[date, date]]:
    begins = [date(year, month, 1) for year in axis.years for month in (1, 4, 7, 10)]
    after = [*begins[1:], axis.last + timedelta(days=1)]
    return [
        (first, later - timedelta(days=1)) for first, later in zip(begins, after, strict=True)
    ]


def load_row(axis: Axis, found: Iterable[Load], most: int) -> dict[str, Any]:
    """Return the load of one partner as cells with a number; ``many`` above ``most``."""
    return {
        "marks": [
            {
                "shape": "load",
                "text": str(len(one.projects)),
                "state": "many" if len(one.projects) > most else "few",
                "middle": _part(
                    (axis.at(one.first) + axis.at(one.last + timedelta(days=1))) / 2
                ),
                **axis.span(one.first, one.last),
            }
            for one in found
        ],
        "height": 28,
    }


def _part(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "%"
