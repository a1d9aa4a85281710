"""What of a signal may be seen: plain values, so that a page cannot show more by accident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.core.free_text import Kind as Personal
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.signals.states import Channel, EventKind, HearBack, Kind, State


@dataclass(frozen=True, slots=True)
class RaiserSeen:
    """Who raised a signal; name and contact are ``None`` for whom they are not meant.

    ``joined``: said that it is theirs too, after somebody else had raised it.
    """

    id: int
    channel: Channel
    group_name: str
    hear_back: HearBack
    name: str | None
    email: str | None
    phone: str | None
    address: str | None
    raised_at: datetime
    heard_at: datetime | None
    joined: bool = False
    satisfied: bool | None = None
    satisfied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignalCard:
    """What a long list shows of a signal; each field means what it does in ``SignalSeen``."""

    id: int
    reference: str
    theme_name: str
    title: str
    area: AreaNamed | None
    state: State
    promised_on: date
    overdue: bool
    owner_name: str
    owner_person_id: int | None
    owner_person_name: str | None


@dataclass(frozen=True, slots=True)
class SignalSeen:
    """A signal. Text, place and point are ``None`` for whom they are not meant.

    ``photo_ids`` and ``raisers`` are filled in where one signal is asked for, never in a
    list. ``title`` is what the team calls it, and may be empty. ``lead_reference``: of the
    one that this is handled together with. ``overdue``: still open after the promised day.
    The owner is a group or a person (whose name is for members), and else the district
    manager. ``warnings``: what of a person its words probably hold, for who handles it,
    where one signal is asked for.
    """

    id: int
    reference: str
    kind: Kind
    theme_id: int
    theme_name: str
    title: str
    area: AreaNamed | None
    area_ids: tuple[int, ...]
    state: State
    received_at: datetime
    promised_on: date
    expected_on: date
    expected_why: str
    overdue: bool
    answered_at: datetime | None
    closed_at: datetime | None
    owner_id: int | None
    owner_name: str
    text: str | None
    place: str | None
    point: tuple[int, int] | None
    photo_ids: tuple[int, ...]
    raisers: tuple[RaiserSeen, ...]
    decision: DecisionSeen | None
    unanswered: int
    may_handle: bool
    may_see_raiser: bool
    invented: bool
    warnings: tuple[Personal, ...] = ()
    lead_reference: str = ""
    owner_person_id: int | None = None
    owner_person_name: str | None = None


@dataclass(frozen=True, slots=True)
class StepSeen:
    """A dot of the story: a step, when, and why. ``from_state`` is ``None`` for the first.

    ``said`` are words of who raised it, ``by_name`` who took the step; both may be ``None``.
    """

    at: datetime
    from_state: State | None
    to_state: State
    why: str
    said: str | None
    decision: DecisionSeen | None
    by_name: str | None


@dataclass(frozen=True, slots=True)
class EventSeen:
    """A dot of the story that is no step: what happened, when, and with or to whom.

    ``said`` are words of who raised it, ``by_name`` who did it; both may be ``None``.
    ``reference`` is of another signal.
    """

    at: datetime
    what: EventKind
    why: str
    said: str | None
    group_name: str
    organisation_name: str
    reference: str
    by_name: str | None


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """What everyone who raised a signal was told; ``by_name`` is for members only."""

    id: int
    text: str
    public: bool
    at: datetime
    by_name: str | None


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What is needed to tell somebody who raised a signal, by mail, letter or phone.

    For who sends only: it holds contact, and ``token`` opens the private link. A mail
    carries none of it but the link; ``answer`` is what a letter says.
    """

    raiser_id: int
    signal_id: int
    municipality_id: int
    reference: str
    theme_name: str
    area_name: str
    title: str
    area_ids: tuple[int, ...]
    received_at: datetime
    promised_on: date
    expected_on: date
    expected_why: str
    hear_back: HearBack
    name: str
    email: str
    phone: str
    address: str
    heard_at: datetime | None
    token: str
    answer: str


@dataclass(frozen=True, slots=True)
class InTime:
    """How many signals were answered by the promised day, of all that were due."""

    in_time: int
    of: int


@dataclass(frozen=True, slots=True)
class Satisfied:
    """How many times somebody was satisfied with an answer, of all who said so or not."""

    satisfied: int
    of: int


@dataclass(frozen=True, slots=True)
class WithReason:
    """How many signals were declined with a reason, of all that were declined."""

    with_reason: int
    of: int


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many signals there are in a theme."""

    theme_id: int
    name: str
    count: int
