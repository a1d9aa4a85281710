"""The matrix: which role may see what kind of thing in its own municipality."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Mapping


class Who(StrEnum):
    """Everybody who may look, besides the professional roles themselves."""

    PASSER_BY = "passer-by"
    IDLE = "account without work"
    CHAIR = "resident in the chair"
    SECOND_SHELL = "resident in the second shell"
    WEAK = "administrator without the second factor"
    OPERATOR = "operator"
    OTHER_WIJK = "community worker of another wijk"
    RAISER = "raiser with the private link"
    COLLEAGUE = "holder of a seat for an organisation"
    PARTNER = "organisation with the link of a hand-over"
    DESK = "member of the team for concerns"


class Kind(StrEnum):
    """What is planted."""

    NAME = "name of a person who works here"
    MAIL = "mail address of a person who works here"
    IDLE_NAME = "name of an account without work"
    IDLE_MAIL = "mail address of an account without work"
    LEFT_NAME = "name of somebody who left"
    LEFT_MAIL = "mail address of somebody who left"
    GROUP = "group and its purpose"
    ORGANISATION = "organisation"
    OWN_AREA = "own area"
    HIDDEN_AREA = "own area that is not public yet"
    OWN_FIGURE = "own figure"
    LOG = "reason in the log"
    SECRET = "secret of a second factor"
    POST = "mail of the demo"
    SIGNAL_PUBLIC = "what everyone may read of a signal"
    SIGNAL_TOLD = "words, spot or photo of who raised a signal"
    RAISER = "name or contact of who raised a signal"
    OFFER = "what an organisation is asked"
    OUTCOME = "what an organisation did, or its mail address"
    DECISION = "decision"
    MEETING_PUBLIC = "agenda or action of a public series"
    MEETING_CLOSED = "agenda or action of a series that is not public"
    EXTRACT = "action of the second shell, with its point"
    NOTES = "notes of a meeting"
    PROGRAMME = "programme, goal, bottleneck, project or money"
    IDEA = "project that nobody decided on yet"
    UNREAD = "plan for a budget that nobody read yet"
    REMARK = "words given with a vote that nobody read yet"
    HALF_WAY = "what somebody left half-typed"
    DRAFT_REPORT = "report to the council that is not settled"
    OUTBOX = "fault of a message that did not arrive"
    STANDARD = "standard answer"
    SEALED = "words of a concern about a person, or who wrote it"
    CALLED = "who is called when a concern stays unread"


MARK: Final = re.compile("zqmees[0-9]{4}")
ROLES: Final = frozenset(str(role) for role in Role)
MEMBERS: Final[frozenset[str]] = ROLES | {
    Who.CHAIR,
    Who.SECOND_SHELL,
    Who.OTHER_WIJK,
    Who.COLLEAGUE,
    Who.DESK,
}
EVERYBODY: Final = frozenset(Who) | ROLES
ADMINISTRATOR: Final = frozenset({str(Role.ADMINISTRATOR)})
# Those of the area that everything planted lies in.
WORKERS: Final = frozenset({str(Role.COMMUNITY_WORKER), str(Role.DISTRICT_MANAGER)})
HANDLERS: Final = WORKERS | {str(Role.SPECIALIST)}
AT_THE_TABLE: Final = WORKERS | {Who.CHAIR}
NOBODY: Final[frozenset[str]] = frozenset()

# Operators may also see whatever a role may see, of the municipality they look at, but for
# who raised a signal: they open letters and calls only to help.
ALLOWED: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.NAME: MEMBERS,
    Kind.MAIL: ADMINISTRATOR,
    Kind.IDLE_NAME: ADMINISTRATOR,
    Kind.IDLE_MAIL: ADMINISTRATOR,
    Kind.LEFT_NAME: MEMBERS,
    Kind.LEFT_MAIL: NOBODY,
    Kind.GROUP: EVERYBODY,
    Kind.ORGANISATION: EVERYBODY,
    Kind.OWN_AREA: EVERYBODY,
    Kind.HIDDEN_AREA: MEMBERS,
    Kind.OWN_FIGURE: EVERYBODY,
    Kind.LOG: ADMINISTRATOR,
    Kind.SECRET: NOBODY,
    Kind.POST: NOBODY,
    Kind.SIGNAL_PUBLIC: EVERYBODY,
    Kind.SIGNAL_TOLD: HANDLERS,
    Kind.RAISER: WORKERS,
    Kind.OFFER: HANDLERS | {Who.COLLEAGUE},
    Kind.OUTCOME: HANDLERS,
    Kind.DECISION: EVERYBODY,
    Kind.MEETING_PUBLIC: EVERYBODY,
    Kind.MEETING_CLOSED: AT_THE_TABLE,
    Kind.EXTRACT: AT_THE_TABLE | {Who.SECOND_SHELL},
    Kind.NOTES: AT_THE_TABLE,
    Kind.PROGRAMME: EVERYBODY,
    Kind.IDEA: MEMBERS,
    Kind.UNREAD: HANDLERS | ADMINISTRATOR,
    Kind.REMARK: ADMINISTRATOR | {str(Role.DISTRICT_MANAGER)},
    # Who typed it sees it again, and nobody else.
    Kind.HALF_WAY: NOBODY,
    Kind.DRAFT_REPORT: frozenset({str(Role.DISTRICT_MANAGER)}),
    Kind.OUTBOX: WORKERS,
    Kind.STANDARD: HANDLERS | ADMINISTRATOR | {Who.OTHER_WIJK},
    # No page shows it: it is opened by a form, and each opening is logged.
    Kind.SEALED: NOBODY,
    Kind.CALLED: ADMINISTRATOR | {str(Role.DISTRICT_MANAGER), str(Who.DESK)},
}
#: What operators may not see, though others may.
NOT_FOR_OPERATORS: Final = frozenset({Kind.RAISER})


@dataclass(frozen=True, slots=True)
class Canary:
    """Something planted: asked for by ``word``, and recognised by ``mark``.

    The two differ, so that a search box which repeats the question is no leak.
    ``municipality_id`` is ``None`` for what belongs to none.
    """

    kind: Kind
    word: str
    mark: str
    municipality_id: int | None
    person_id: int | None = None
    raiser_ids: frozenset[int] = frozenset()
    offer_ids: frozenset[int] = frozenset()
    name: str = ""

    def is_of(self, look: Look) -> bool:
        """Tell whether it is about the one who looks, or was raised by the one who does."""
        own = self.person_id is not None and self.person_id == look.person_id
        linked = look.raiser_id in self.raiser_ids or look.offer_id in self.offer_ids
        return own or linked

    def __str__(self) -> str:
        return f"{self.kind} ({self.name})" if self.name else str(self.kind)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who looks: a role, of a municipality (``None``: of none)."""

    who: str
    municipality_id: int | None
    person_id: int | None = None
    raiser_id: int | None = None
    offer_id: int | None = None
    token: str = ""

    @property
    def passes_second_factor(self) -> bool:
        """Tell whether this person passed the second factor in this session."""
        return self.who in ROLES or self.who in {
            Who.OPERATOR,
            Who.OTHER_WIJK,
            Who.DESK,
        }

    def __str__(self) -> str:
        return f"{self.who} of {self.municipality_id or 'nowhere'}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody was shown: where, about which municipality (``None``: several, or none).

    ``shared`` says that a cache may show it to others.
    """

    where: str
    municipality_id: int | None
    text: str
    shared: bool = False

    @property
    def is_kept_nowhere(self) -> bool:
        """Tell whether no browser keeps it, or whether it is the same for everybody."""
        return self.shared or "no-store" in self.text


def may_see(look: Look, canary: Canary, shown: Shown) -> bool:
    """Tell whether this may be shown to this role at this place."""
    if canary.is_of(look):
        return not shown.shared
    at_home = shown.municipality_id in {None, canary.municipality_id}
    allowed = ALLOWED[canary.kind]
    if allowed == EVERYBODY or shown.shared:
        return at_home and allowed == EVERYBODY
    if look.who == Who.OPERATOR:
        return at_home and bool(allowed) and canary.kind not in NOT_FOR_OPERATORS
    return at_home and look.who in allowed and canary.municipality_id == look.municipality_id


def marks_in(text: str) -> frozenset[str]:
    """Return the marks of everything planted that stands in a text, in one pass."""
    return frozenset(MARK.findall(text.casefold()))


def leaks(look: Look, canaries: tuple[Canary, ...], shown: Shown) -> list[str]:
    """Return what this showed that it may not, one line each."""
    marks = marks_in(shown.text)
    return [
        f"{look} saw {canary} of {canary.municipality_id or 'nowhere'} at {shown.where}"
        for canary in canaries
        if canary.mark in marks and not may_see(look, canary, shown)
    ]
