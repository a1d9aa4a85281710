"""What the plan of a whole programme tells, to be read from front to back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.plans import PlanProject
    from wijkregie.domain.programme.queries.seen import BottleneckSeen, ProgrammeSeen
    from wijkregie.domain.programme.queries.seen_goals import GoalSeen
    from wijkregie.domain.programme.queries.tables import MoneyTable
    from wijkregie.domain.programme.states import AgreementState


@dataclass(frozen=True, slots=True)
class AgreementInPlan:
    """What a partner does for the programme; not known is ``None``, never nought."""

    id: int
    partner: str
    title: str
    state: AgreementState
    quantity: Decimal | None
    unit: str
    cents: int | None
    hours: int | None
    free_room: str
    from_on: date
    until_on: date
    areas: tuple[AreaNamed, ...]
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegularInPlan:
    """Regular work beside the programme, with the goals that it serves."""

    id: int
    name: str
    holder: str
    goals: tuple[str, ...]
    stopped_on: date | None
    stopped_because: str


@dataclass(frozen=True, slots=True)
class ProgrammePlan:
    """A programme with everything that its plan tells, as far as the viewer may see it."""

    programme: ProgrammeSeen
    vision: str
    goals: tuple[GoalSeen, ...]
    bottlenecks: tuple[BottleneckSeen, ...]
    projects: tuple[PlanProject, ...]
    money: MoneyTable
    agreements: tuple[AgreementInPlan, ...]
    regular: tuple[RegularInPlan, ...]
