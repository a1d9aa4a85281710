"""What of templates may be seen: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.practice.states import Choice, ParagraphKind
    from wijkregie.domain.programme.states import GoalLevel


@dataclass(frozen=True, slots=True)
class ParagraphWords:
    """What a paragraph says; what a sort does not have is empty."""

    title: str
    level: GoalLevel | None = None
    aims: tuple[str, ...] = ()
    open_because: str = ""
    unit: str = ""
    source: str = ""
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same words, taken over before: from whom and when."""

    from_name: str
    settled_at: datetime
    choice: Choice


@dataclass(frozen=True, slots=True)
class ParagraphSeen:
    """A paragraph as it came, and what was done with it.

    ``above`` are the words of the goal above it in the template. ``goal_id`` is the goal that
    was made of it; of an indicator the goal it belongs to here. ``above_id`` is the goal here
    that was made of the one above it, if there is one.
    """

    id: int
    kind: ParagraphKind
    original: ParagraphWords
    above: str
    above_id: int | None
    choice: Choice | None
    words: ParagraphWords | None
    reason: str
    settled_at: datetime | None
    goal_id: int | None
    earlier: Earlier | None

    @property
    def waits(self) -> bool:
        """Tell whether nobody settled it yet."""
        return self.choice is None


@dataclass(frozen=True, slots=True)
class TemplateListed:
    """A template in a list: ``settled`` of ``paragraphs`` were looked at."""

    id: int
    name: str
    from_name: str
    exported_on: date
    read_at: datetime
    programme_name: str
    programme_key: str
    paragraphs: int
    settled: int


@dataclass(frozen=True, slots=True)
class TemplateSeen:
    """A template with its paragraphs in their order."""

    id: int
    name: str
    from_name: str
    from_code: str
    exported_on: date
    licence: str
    note: str
    file: str
    read_at: datetime
    programme_id: int
    programme_name: str
    programme_key: str
    paragraphs: tuple[ParagraphSeen, ...]
    may_borrow: bool

    @property
    def next_one(self) -> ParagraphSeen | None:
        """The first paragraph that nobody settled yet."""
        return next((one for one in self.paragraphs if one.waits), None)
