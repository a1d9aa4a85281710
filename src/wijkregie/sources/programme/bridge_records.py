"""What the reader hands over of perspectives, initiatives and plans of areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wijkregie.sources.programme.records import Mention


@dataclass(frozen=True, slots=True)
class PerspectiveRow:
    """What policy aims at, with the key of its goal and the numbers of projects."""

    title: str
    text: str
    goal: str
    areas: tuple[Mention, ...]
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """What residents want to do, with the numbers of projects."""

    title: str
    text: str
    brought_by: str
    group: Mention | None
    came_on: date | None
    areas: tuple[Mention, ...]
    projects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaPlanRow:
    """Where an area wants to go."""

    area: Mention
    vision: str

    @property
    def areas(self) -> tuple[Mention, ...]:
        """The area, as other rows name theirs."""
        return (self.area,)


@dataclass(frozen=True, slots=True)
class BridgeRows:
    """All of it in one file."""

    perspectives: tuple[PerspectiveRow, ...] = ()
    initiatives: tuple[InitiativeRow, ...] = ()
    area_plans: tuple[AreaPlanRow, ...] = ()

    def __iter__(self) -> Iterator[PerspectiveRow | InitiativeRow | AreaPlanRow]:
        yield from self.perspectives
        yield from self.initiatives
        yield from self.area_plans
