"""What a change is asked with."""

from __future__ import annotations

from dataclasses import dataclass

from wijkregie.kit.refusals import Refusal


class PracticeRefused(Refusal):
    """A template that cannot be read here, or a paragraph that cannot be settled so."""


@dataclass(frozen=True, slots=True)
class ParagraphDraft:
    """What is done with a paragraph, and why here.

    Of one in own words ``title`` is what it becomes (of a vision: the paragraph itself), with
    ``aims`` of a goal and ``unit`` of an indicator. ``goal_id`` is the goal above it here, or
    the one that an indicator belongs to.
    """

    choice: str
    reason: str = ""
    title: str = ""
    aims: tuple[str, ...] = ()
    unit: str = ""
    goal_id: int | None = None
