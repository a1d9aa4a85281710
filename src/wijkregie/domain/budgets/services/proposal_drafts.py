"""What a change to a proposal is asked with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wijkregie.domain.programme.states import Pledge
from wijkregie.domain.signals.services import RaiserDraft

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class CofinancingDraft:
    """What another funder pays, by name; ``cents`` is ``None`` while it is not known."""

    funder: str
    cents: int | None = None
    pledge: str = Pledge.ASKED


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """A proposal as it should be. Amounts are cents; ``hours`` are own effort.

    ``raiser`` says who proposes it, on behalf of which group, how it came in and how they
    hear back; it counts when it is proposed, and never after.
    """

    title: str
    plan: str
    theme_id: int
    area_id: int | None = None
    cost_cents: int | None = None
    hours: int | None = None
    cofinancing: tuple[CofinancingDraft, ...] = ()
    raiser: RaiserDraft = field(default_factory=RaiserDraft)
    invented: bool = False


@dataclass(frozen=True, slots=True)
class CostDraft:
    """Another cost of a proposal that was handed in, and why."""

    cost_cents: int
    cofinancing: tuple[CofinancingDraft, ...]
    why: str


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """Who is asked to look at what: one group or one person, and by which day."""

    kind: str
    answer_by: date
    group_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What somebody found who looked: a no has a reason.

    ``cost_cents`` is what it costs by who looked at that.
    """

    verdict: str
    reason: str = ""
    cost_cents: int | None = None


@dataclass(frozen=True, slots=True)
class HeardDraft:
    """What a worker heard of a side that did not answer by the own link.

    ``said_by`` tells who said it without a name; ``both`` that this worker knows to have
    written down the answer of the other side too.
    """

    said_by: str
    way: str
    on: date
    both: bool = False


@dataclass(frozen=True, slots=True)
class CounselDraft:
    """What the neighbourhood said, or the advice that was given: for or against, and why."""

    kind: str
    text: str
    given_on: date
    favours: bool | None = None
    group_id: int | None = None
