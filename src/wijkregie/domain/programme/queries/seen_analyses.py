"""What of an analysis may be seen: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.classing import Standing
    from wijkregie.domain.programme.queries.seen import EvidenceSeen, ProgrammeSeen
    from wijkregie.domain.programme.queries.sharing import Shared
    from wijkregie.domain.programme.queries.whole import BottleneckListed, ProjectInPlan
    from wijkregie.domain.programme.states import (
        AnalysisState,
        Score,
        StatementKind,
        StatementSource,
    )


@dataclass(frozen=True, slots=True)
class StatementSeen:
    """A statement with what shows it; ``place`` where it is one of the main points.

    ``bottleneck_id`` is what the programme made of it, ``alike_id`` a bottleneck in the same
    words that it has beside it.
    """

    id: int
    kind: StatementKind
    source: StatementSource
    text: str
    evidence: tuple[EvidenceSeen, ...]
    place: int | None
    bottleneck_id: int | None
    alike_id: int | None = None


@dataclass(frozen=True, slots=True)
class AnalysisListed:
    """An analysis in a list."""

    id: int
    programme_key: str
    area: AreaNamed
    group_name: str
    state: AnalysisState
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class AnalysisSeen:
    """An analysis with its statements.

    ``result`` is there from the moment that the group looks at it, and from five sheets on.
    ``own`` are the points of who looks, ``papers`` the numbers of the sheets of paper; both
    while points are divided. ``leads``, ``fills`` and ``gives`` tell what the viewer does in
    this group, ``may_…`` what of that can be done now.
    """

    id: int
    programme_id: int
    programme_key: str
    programme_name: str
    area: AreaNamed
    group_id: int
    group_name: str
    state: AnalysisState
    points: int
    begun_at: datetime
    decision: DecisionSeen | None
    statements: tuple[StatementSeen, ...]
    sheets: int
    result: tuple[Shared, ...]
    own: Mapping[int, int] = field(default_factory=dict)
    papers: tuple[int, ...] = ()
    leads: bool = False
    fills: bool = False
    gives: bool = False
    may_lead: bool = False
    may_fill: bool = False
    may_give: bool = False
    may_steer: bool = False

    @property
    def main_points(self) -> tuple[StatementSeen, ...]:
        """The main points that the group chose, the heaviest first."""
        chosen = [one for one in self.statements if one.place is not None]
        return tuple(sorted(chosen, key=lambda one: one.place or 0))


@dataclass(frozen=True, slots=True)
class MainPointSeen:
    """One of the main points of an area in a programme, as they stand now."""

    place: int
    statement_id: int
    text: str
    kind: StatementKind
    source: StatementSource
    analysis_id: int
    programme_key: str
    bottleneck_id: int | None


@dataclass(frozen=True, slots=True)
class DistrictSeen:
    """An area in a programme: how it was sorted, what is the matter, and what is done.

    ``score`` is what the programme says; ``standing`` what the figures of now say, where
    that was asked for.
    """

    area: AreaNamed
    score: Score | None
    remark: str
    bottlenecks: tuple[BottleneckListed, ...]
    projects: tuple[ProjectInPlan, ...]
    main_points: tuple[MainPointSeen, ...]
    analysis: AnalysisListed | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Districts:
    """The areas of a programme beside each other."""

    programme: ProgrammeSeen
    districts: tuple[DistrictSeen, ...]
