"""The matrix: which role may see what kind of thing in its own municipality."""

from __future__ import annotations

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


ROLES: Final = frozenset(str(role) for role in Role)
MEMBERS: Final = ROLES | {Who.CHAIR, Who.SECOND_SHELL}
EVERYBODY: Final = frozenset(Who) | ROLES
ADMINISTRATOR: Final = frozenset({str(Role.ADMINISTRATOR)})
NOBODY: Final[frozenset[str]] = frozenset()

# Operators may also see whatever a role may see, of the municipality they look at.
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
}


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

    def is_of(self, look: Look) -> bool:
        """Tell whether it is about the one who looks."""
        return self.person_id is not None and self.person_id == look.person_id


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who looks: a role, of a municipality (``None``: of none)."""

    who: str
    municipality_id: int | None
    person_id: int | None = None

    @property
    def passes_second_factor(self) -> bool:
        """Tell whether this person passed the second factor in this session."""
        return self.who in ROLES or self.who == Who.OPERATOR

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
        return at_home and bool(allowed)
    return at_home and look.who in allowed and canary.municipality_id == look.municipality_id


def leaks(look: Look, canaries: tuple[Canary, ...], shown: Shown) -> list[str]:
    """Return what this showed that it may not, one line each."""
    text = shown.text.casefold()
    return [
        f"{look} saw {canary.kind} of {canary.municipality_id or 'nowhere'} at {shown.where}"
        for canary in canaries
        if canary.mark in text and not may_see(look, canary, shown)
    ]
