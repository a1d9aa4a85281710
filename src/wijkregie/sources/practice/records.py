"""What a template file holds. Nothing in it is about an area or a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

#: The version of the format that is written; the only one that is read.
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class TemplateIndicator:
    """What tells whether a goal is reached, without any value.

    ``series`` is the key of the national figure that holds the values, the same everywhere.
    """

    key: str
    title: str
    unit: str
    source: str = ""
    lower_is_better: bool = False
    series: str = ""


@dataclass(frozen=True, slots=True)
class TemplateGoal:
    """A goal; ``parent`` is the key of the goal above it, empty on top."""

    key: str
    level: str
    title: str
    aims: tuple[str, ...] = ()
    parent: str = ""
    open_because: str = ""
    indicators: tuple[TemplateIndicator, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateVision:
    """One paragraph of a vision."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template: where it comes from, under which conditions, and what may be borrowed.

    ``indicators`` are those that come without their goal.
    """

    name: str
    municipality: str
    code: str
    exported_on: date
    licence: str
    vision: tuple[TemplateVision, ...] = ()
    goals: tuple[TemplateGoal, ...] = ()
    indicators: tuple[TemplateIndicator, ...] = ()
    note: str = ""
