"""The projects of a programme by area, with their money and what comes next. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wijkregie.domain.programme.queries.seen_planning import LIVING
from wijkregie.domain.programme.queries.tables import table_of
from wijkregie.domain.programme.states import Track

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.seen_planning import ProjectPlanned
    from wijkregie.domain.programme.queries.tables import YearMoney


@dataclass(frozen=True, slots=True)
class NextMoment:
    """The first day on which something has to be done or decided in a project."""

    on: date
    what: str
    project_id: int


@dataclass(frozen=True, slots=True)
class AreaPlanned:
    """What is done in an area; ``area`` is ``None`` for the whole municipality.

    ``nowhere`` are those of which it is not known yet where they are: ideas, or without a card.
    """

    area: AreaNamed | None
    projects: tuple[ProjectPlanned, ...]
    money: YearMoney
    next: NextMoment | None
    nowhere: bool = False

    def on_track(self, track: Track | None) -> int:
        """Count the projects on a track; ``None``: those of which no card says it."""
        return sum(one.track == track for one in self.projects)

    @property
    def counted(self) -> bool:
        """Tell whether the money of any project counts: that of ideas does not."""
        return any(one.money.counted for one in self.projects)

    @property
    def lacks(self) -> tuple[Track, ...]:
        """The tracks on which nothing is done, where at least one project names its track."""
        known = {one.track for one in self.projects} - {None}
        return tuple(track for track in Track if known and track not in known)


def by_area(projects: Sequence[ProjectPlanned], *, on: date) -> tuple[AreaPlanned, ...]:
    """Return what is done in each area, by name; then for the whole municipality, or nowhere.

    A project in several areas stands in each of them: their sums are not to be added.
    """
    areas = {area.id: area for one in projects for area in one.areas}
    ordered = sorted(areas.values(), key=lambda one: (one.name.casefold(), one.code))
    found = [
        planned([one for one in projects if area in one.areas], on=on, area=area)
        for area in ordered
    ]
    everywhere = [one for one in projects if one.for_everybody]
    nowhere = [one for one in projects if one.nowhere_yet]
    return (
        *found,
        *([planned(everywhere, on=on)] if everywhere else []),
        *([replace(planned(nowhere, on=on), nowhere=True)] if nowhere else []),
    )


def planned(
    projects: Sequence[ProjectPlanned], *, on: date, area: AreaNamed | None = None
) -> AreaPlanned:
    """Return these projects together, each counted once."""
    return AreaPlanned(
        area=area,
        projects=tuple(projects),
        money=table_of(one.money for one in projects).total,
        next=min(_ahead(projects, on), key=lambda one: one.on, default=None),
    )


def _ahead(projects: Iterable[ProjectPlanned], on: date) -> Iterator[NextMoment]:
    """Yield what is not done yet and has a day, in projects that go on."""
    for one in projects:
        if one.state not in LIVING:
            continue
        for work in one.activities:
            if work.done_on is None and work.ends_on is not None and work.ends_on >= on:
                yield NextMoment(work.ends_on, work.title, one.id)
        for point in one.points:
            if point.decided_on is None and point.on is not None and point.on >= on:
                yield NextMoment(point.on, point.question, one.id)
