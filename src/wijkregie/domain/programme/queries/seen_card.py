"""What stands on a card beside its words: lines of time, effort and risk, and what is said.

A day or an amount that is not known is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from wijkregie.core.merging import Change
    from wijkregie.domain.programme.queries.stated import StatedSeen
    from wijkregie.domain.programme.states import ActivityKind, Size


@dataclass(frozen=True, slots=True)
class ActivitySeen:
    """Work on the timeline of a project, or a milestone; a milestone only has an end."""

    id: int
    kind: ActivityKind
    title: str
    begins_on: date | None
    ends_on: date | None
    done_on: date | None
    party_key: str
    party_name: str


@dataclass(frozen=True, slots=True)
class DecisionPointSeen:
    """What has to be decided on the way; with ``decided_on`` it was."""

    id: int
    year: int | None
    on: date | None
    question: str
    then: str
    outcome: str
    decided_on: date | None
    decision_id: int | None

    @property
    def text(self) -> str:
        """The moment in one line: "2010: helps it? Then it goes on"."""
        words = f"{self.question}. {self.then}" if self.then else self.question
        return f"{self.year}: {words}" if self.year else words


@dataclass(frozen=True, slots=True)
class EffortSeen:
    """Hours of its own that a party puts in, in a year."""

    party_id: int
    year: int
    hours: int | None


@dataclass(frozen=True, slots=True)
class RiskSeen:
    """What may go wrong; with ``over_on`` it cannot any more."""

    id: int
    what: str
    chance: Size
    harm: Size
    measure: str
    over_on: date | None


@dataclass(frozen=True, slots=True)
class NoteSeen:
    """How a project goes, for everyone; ``by_name`` is for who works along."""

    id: int
    text: str
    has_photo: bool
    shows: str
    at: datetime
    by_name: str | None


@dataclass(frozen=True, slots=True)
class CommentSeen:
    """What somebody of the project group said; ``mine`` where the viewer did."""

    id: int
    text: str
    at: datetime
    by_name: str
    mine: bool


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """What one change did to a card, for who works along."""

    version: int
    at: datetime
    by_name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LessonSeen:
    """What was learned in a project."""

    id: int
    text: str
    learned_on: date


@dataclass(frozen=True, slots=True)
class CardParts:
    """All that stands on a card beside its words.

    ``comments`` and ``history`` are empty for who does not work along. ``people`` names
    the persons that the history is about.
    """

    activities: tuple[ActivitySeen, ...]
    efforts: tuple[EffortSeen, ...]
    risks: tuple[RiskSeen, ...]
    notes: tuple[NoteSeen, ...]
    lessons: tuple[LessonSeen, ...]
    comments: tuple[CommentSeen, ...]
    history: tuple[ChangeSeen, ...]
    people: Mapping[int, str]
    may_comment: bool
    stated: tuple[StatedSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class HalfWaySeen:
    """What the viewer left half-typed in a step of a card."""

    step: str
    data: Mapping[str, tuple[str, ...]]
    saved_at: datetime
