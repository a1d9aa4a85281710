"""What is asked with when what is wanted meets what is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PerspectiveDraft:
    """What policy aims at in areas; without areas in the whole municipality."""

    title: str
    text: str = ""
    goal_id: int | None = None
    area_ids: tuple[int, ...] = ()
    project_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InitiativeDraft:
    """What residents want to do themselves; ``brought_by`` names a group, never a person.

    It can come from a group of residents or from a signal, of which everyone reads the
    reference and the title, and nothing else.
    """

    title: str
    text: str = ""
    brought_by: str = ""
    group_id: int | None = None
    signal_id: int | None = None
    area_ids: tuple[int, ...] = ()
    project_ids: tuple[int, ...] = ()
    came_on: date | None = None


@dataclass(frozen=True, slots=True)
class AreaPlanDraft:
    """Where an area wants to go; ``read_at`` is when the text that was changed was saved."""

    area_id: int
    vision: str
    read_at: datetime | None = None
