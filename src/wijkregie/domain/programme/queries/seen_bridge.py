"""What of the bridge from what is wanted to what is done may be seen: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.programme import rules

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.seen import (
        GoalNamed,
        ProgrammeSeen,
        SignalNamed,
    )
    from wijkregie.domain.programme.states import Priority, ProjectState, Track


@dataclass(frozen=True, slots=True)
class EvidenceCount:
    """How many pieces of evidence there are of each sort."""

    figures: int = 0
    signals: int = 0
    meetings: int = 0
    documents: int = 0

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.figures + self.signals + self.meetings + self.documents


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """A bottleneck on the bridge; ``project_ids`` are all that took it on.

    ``counted`` of them count: they were decided on and not stopped.
    """

    id: int
    title: str
    remark: str
    priority: Priority | None
    areas: tuple[AreaNamed, ...]
    evidence: EvidenceCount
    project_ids: tuple[int, ...]
    counted: int

    @property
    def worked_on(self) -> bool:
        """Tell whether a project that counts takes it on."""
        return self.counted > 0


@dataclass(frozen=True, slots=True)
class BridgeProject:
    """A project on the bridge; ``bottleneck_ids`` are all that it takes on."""

    id: int
    number: str
    title: str
    state: ProjectState
    track: Track | None
    areas: tuple[AreaNamed, ...]
    bottleneck_ids: tuple[int, ...]

    @property
    def at_work(self) -> bool:
        """Tell whether it was decided on and not stopped."""
        return self.state not in rules.UNCOUNTED


@dataclass(frozen=True, slots=True)
class AreaTracks:
    """The projects of an area by track."""

    area: AreaNamed
    now: tuple[BridgeProject, ...]
    structural: tuple[BridgeProject, ...]
    unsorted: tuple[BridgeProject, ...]
    missing: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class BridgeSeen:
    """Bottlenecks beside projects, as far as they were asked for.

    ``areas`` are those that the programme is about, to choose from; ``tracks`` of those
    that were asked for. ``untouched`` and ``idle`` count what nobody works on, and what
    works on nothing, of what is shown.
    """

    programme: ProgrammeSeen
    areas: tuple[AreaNamed, ...]
    rows: tuple[BridgeRow, ...]
    projects: tuple[BridgeProject, ...]
    tracks: tuple[AreaTracks, ...]
    may_link: bool

    @property
    def untouched(self) -> int:
        """How many bottlenecks nobody works on."""
        return sum(not one.worked_on for one in self.rows)

    @property
    def idle(self) -> int:
        """How many projects at work take on no bottleneck."""
        return sum(one.at_work and not one.bottleneck_ids for one in self.projects)


@dataclass(frozen=True, slots=True)
class LooseSignal:
    """A signal that no bottleneck and no project took up; what everyone may know of it."""

    id: int
    reference: str
    title: str
    theme_name: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class LooseSignals:
    """Those of one area: how many there are, and the last of them."""

    area: AreaNamed | None
    count: int
    signals: tuple[LooseSignal, ...]


@dataclass(frozen=True, slots=True)
class PerspectiveSeen:
    """What policy aims at; without areas in the whole municipality."""

    id: int
    title: str
    text: str
    goal: GoalNamed | None
    areas: tuple[AreaNamed, ...]
    project_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class InitiativeSeen:
    """What residents want to do; who raised it is never told, only which group it is of."""

    id: int
    title: str
    text: str
    brought_by: str
    group_id: int | None
    group_name: str
    signal: SignalNamed | None
    areas: tuple[AreaNamed, ...]
    project_ids: tuple[int, ...]
    came_on: date | None
    may_change: bool


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """A project with what policy and what residents find in it; they meet where it has both."""

    project: BridgeProject
    perspective_ids: tuple[int, ...]
    initiative_ids: tuple[int, ...]

    @property
    def meets(self) -> bool:
        """Tell whether policy and residents meet in it."""
        return bool(self.perspective_ids and self.initiative_ids)


@dataclass(frozen=True, slots=True)
class PerspectivesSeen:
    """Policy on one side, residents on the other, and the projects in which they meet."""

    programme: ProgrammeSeen
    areas: tuple[AreaNamed, ...]
    perspectives: tuple[PerspectiveSeen, ...]
    initiatives: tuple[InitiativeSeen, ...]
    places: tuple[MeetingPlace, ...]
    may_add_initiative: bool
