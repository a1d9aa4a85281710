"""What of the planning of a programme may be seen: projects in time, with who does what.

Years are those of the card; days are there only where an activity, a milestone or a moment
to decide names one. What is not known is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from wijkregie.domain.programme.states import (
    ActivityKind,
    ProjectState,
    for_everybody,
    where_known,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.seen import GoalNamed, ProgrammeSeen
    from wijkregie.domain.programme.queries.tables import ProjectMoney
    from wijkregie.domain.programme.states import Part, Track

#: Work goes on, or will: the rest is an idea, or over.
LIVING: Final = frozenset({ProjectState.APPROVED, ProjectState.RUNNING})
#: What stands in an address for projects of which no theme is known.
NO_THEME: Final = "zonder-thema"


@dataclass(frozen=True, slots=True, order=True)
class Keyed:
    """A theme or a partner: ``key`` stands in an address, whatever it is called in a file."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class PartnerIn:
    """Who takes part in a project, and as what."""

    partner: Keyed
    part: Part
    does: str
    organisation_id: int | None


@dataclass(frozen=True, slots=True)
class ActivityPlanned:
    """Work from day to day, or a milestone: then ``ends_on`` is its day."""

    id: int
    kind: ActivityKind
    title: str
    begins_on: date | None
    ends_on: date | None
    done_on: date | None
    partner: Keyed | None

    @property
    def is_milestone(self) -> bool:
        """Tell whether it is a moment that has to be reached."""
        return self.kind == ActivityKind.MILESTONE

    def is_late(self, on: date) -> bool:
        """Tell whether it had to be done before this day, and is not."""
        return self.done_on is None and self.ends_on is not None and self.ends_on < on

    def runs_in(self, first: date, last: date) -> bool:
        """Tell whether some of it falls in these days; without any day it does not.

        Without a last day it goes on.
        """
        begins = self.begins_on or self.ends_on
        return begins is not None and begins <= last and (self.ends_on or last) >= first


@dataclass(frozen=True, slots=True)
class PointPlanned:
    """What has to be decided on the way, by whom, and what came of it.

    ``body_name`` is who decided, else who let the project begin, else the owner of the
    programme; empty where nobody is known. ``moot`` tells that the project was stopped or
    handed over before it was decided: then nothing has to be decided any more.
    """

    id: int
    question: str
    then: str
    on: date | None
    year: int | None
    outcome: str
    decided_on: date | None
    body_name: str
    moot: bool = False

    @property
    def due(self) -> date | None:
        """The last day on which it is in time: the day itself, or the last of the year."""
        if self.on is not None:
            return self.on
        return None if self.year is None else date(self.year, 12, 31)

    def is_late(self, on: date) -> bool:
        """Tell whether it had to be decided before this day, and is not."""
        if self.decided_on is not None or self.moot:
            return False
        return self.due is not None and self.due < on


@dataclass(frozen=True, slots=True)
class ProjectPlanned:
    """A project in time. Without areas it is there for the whole municipality, or nowhere yet.

    ``around`` are its areas and those that hold them; ``lead`` for who works along only.
    """

    id: int
    number: str
    title: str
    state: ProjectState
    track: Track | None
    from_year: int | None
    until_year: int | None
    areas: tuple[AreaNamed, ...]
    around: frozenset[int]
    partners: tuple[PartnerIn, ...]
    themes: tuple[Keyed, ...]
    goal_ids: tuple[int, ...]
    activities: tuple[ActivityPlanned, ...]
    points: tuple[PointPlanned, ...]
    money: ProjectMoney
    lead_name: str | None
    lead_roles: tuple[str, ...]
    made_at: datetime
    has_card: bool

    @property
    def for_everybody(self) -> bool:
        """Tell whether it is there for the whole municipality."""
        return for_everybody(self.state, self.areas, has_card=self.has_card)

    @property
    def nowhere_yet(self) -> bool:
        """Tell whether it is not known yet where it is: an idea, or without a card."""
        return not where_known(self.state, self.areas, has_card=self.has_card)

    @property
    def holders(self) -> tuple[Keyed, ...]:
        """Who holds the project."""
        return tuple(one.partner for one in self.partners if one.part == "holder")

    @property
    def partner_keys(self) -> frozenset[str]:
        """Who takes part, as it stands in an address."""
        return frozenset(one.partner.key for one in self.partners)

    @property
    def work_days(self) -> tuple[date | None, date | None]:
        """The first and the last day that an activity, milestone or decision names."""
        days = [
            day
            for one in self.activities
            for day in (one.begins_on, one.ends_on)
            if day is not None
        ] + [one.on for one in self.points if one.on is not None]
        return (min(days), max(days)) if days else (None, None)

    @property
    def begins(self) -> date | None:
        """The first day that it may run: of the year on the card, else of its work."""
        return self.work_days[0] if self.from_year is None else date(self.from_year, 1, 1)

    @property
    def ends(self) -> date | None:
        """The last day; ``None`` where the card names no end: it goes on."""
        if self.until_year is not None:
            return date(self.until_year, 12, 31)
        return self.work_days[1] if self.from_year is None else None


@dataclass(frozen=True, slots=True)
class Planning:
    """All projects of a programme in time, and what one may choose among them.

    ``around`` names for each area of a project the areas that hold it, itself too.
    """

    programme: ProgrammeSeen
    projects: tuple[ProjectPlanned, ...]
    areas: tuple[AreaNamed, ...]
    themes: tuple[Keyed, ...]
    partners: tuple[Keyed, ...]
    goals: tuple[GoalNamed, ...]
    around: Mapping[int, frozenset[int]]
    partner_of: Mapping[int, Keyed]
