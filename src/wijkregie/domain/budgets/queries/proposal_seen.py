"""What of a proposal may be seen: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.budgets.states import (
        CheckKind,
        CounselKind,
        Heard,
        MergeState,
        ProposalState,
        Verdict,
    )
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.states import Pledge


@dataclass(frozen=True, slots=True)
class ProposalNamed:
    """A proposal as another one names it."""

    id: int
    number: int
    title: str
    reference: str


@dataclass(frozen=True, slots=True)
class CofinancingSeen:
    """What another funder pays; ``cents`` is ``None`` while it is not known."""

    funder: str
    cents: int | None
    pledge: Pledge


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    """A proposal. Amounts are cents, ``None`` while not known.

    Of one that was imported ``signal_id`` and ``promised_on`` are ``None`` and ``reference``
    and ``theme_name`` empty. ``look_by``: until when somebody looks before everyone reads it;
    ``None`` where everyone does. ``conflicts`` are numbers of proposals that exclude it.
    """

    id: int
    round_id: int
    number: int
    title: str
    plan: str
    theme_id: int | None
    theme_name: str
    area: AreaNamed | None
    group_id: int | None
    group_name: str
    cost_cents: int | None
    cofinancing: tuple[CofinancingSeen, ...]
    hours: int | None
    state: ProposalState
    reference: str
    signal_id: int | None
    promised_on: date | None
    made_at: datetime
    published_at: datetime | None
    look_by: date | None
    repair_until: date | None
    withdrawn_because: str
    conflicts: tuple[int, ...]
    version: int

    @property
    def cofinanced_cents(self) -> int | None:
        """Return what others pay together; ``None`` while one of them is not known."""
        known = [one.cents for one in self.cofinancing if one.cents is not None]
        return sum(known) if len(known) == len(self.cofinancing) else None

    @property
    def asked_cents(self) -> int | None:
        """Return what the fund is asked for; ``None`` while that is not known."""
        others = self.cofinanced_cents
        return None if self.cost_cents is None or others is None else self.cost_cents - others

    @property
    def is_public(self) -> bool:
        """Tell whether everyone may read it."""
        return self.published_at is not None


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """What somebody was asked to look at; ``person_name`` is for members only."""

    id: int
    kind: CheckKind
    turn: int
    group_id: int | None
    group_name: str
    person_id: int | None
    person_name: str | None
    answer_by: date
    verdict: Verdict
    reason: str
    cost_cents: int | None
    answered_at: datetime | None
    may_answer: bool


@dataclass(frozen=True, slots=True)
class CounselSeen:
    """What the neighbourhood said, or which advice was given before somebody decided."""

    kind: CounselKind
    favours: bool | None
    text: str
    group_name: str
    given_on: date
    otherwise_because: str


@dataclass(frozen=True, slots=True)
class HeardSeen:
    """What a worker heard of the side of plan ``number``; who said it is for that side."""

    number: int
    said_by: str
    way: Heard
    on: date


@dataclass(frozen=True, slots=True)
class MergeSeen:
    """The question whether two proposals go on as one.

    ``yes`` and ``other_yes`` say who agreed: this side, and the other one. ``goes_on``: the
    other one goes on in this one. ``by_one``: one worker wrote down the answer of both.
    """

    id: int
    other: ProposalNamed
    goes_on: bool
    why: str
    state: MergeState
    asked_at: datetime
    yes: bool
    other_yes: bool
    heard: tuple[HeardSeen, ...]
    by_one: bool
    refused_because: str


@dataclass(frozen=True, slots=True)
class MayDo:
    """What who looks may do with a proposal now."""

    guide: bool = False
    propose: bool = False
    change: bool = False
    cost: bool = False
    submit: bool = False
    publish: bool = False
    ask: bool = False
    merge: bool = False
    withdraw: bool = False
    decide: bool = False
    decline: bool = False
    counsel: bool = False


@dataclass(frozen=True, slots=True)
class ProposalWhole:
    """A proposal with its round, what was found of it, and what one may do with it.

    ``needed`` are the checks that its amount and criteria ask for and nobody was asked yet.
    ``to_decline``: a second no, or time to repair that passed.
    """

    seen: ProposalSeen
    round_title: str
    fund_name: str
    fund_id: int
    checks: tuple[CheckSeen, ...]
    needed: tuple[CheckKind, ...]
    counsels: tuple[CounselSeen, ...]
    merges: tuple[MergeSeen, ...]
    merged_into: ProposalNamed | None
    came_of: tuple[ProposalNamed, ...]
    decision: DecisionSeen | None
    to_decline: bool
    may: MayDo


@dataclass(frozen=True, slots=True)
class CheckAsked:
    """A check on the list of who is asked."""

    check: CheckSeen
    proposal: ProposalNamed
    round_title: str
    overdue: bool
