"""What somebody filled in, checked and written as a tree that two editors can merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.card.drafts import party_key
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import ActivityKind, Part, Size, Track
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from wijkregie.core.merging import Tree
    from wijkregie.domain.programme.services.card.drafts import (
        ActivityDraft,
        PartyDraft,
        PointDraft,
        RiskDraft,
    )

LINES: Final[Mapping[str, int]] = {"title": 200, "target_group": 400}
TEXTS: Final[Mapping[str, int]] = {
    "plain": 1000,
    "intended_result": 2000,
    "reason": 2000,
    "remark": 1000,
}
#: Who leads it as a role, a line for each: what everybody may read of it.
ROLES: Final = "lead_roles"
NUMBERS: Final = ("from_year", "until_year", "lead_id")
SETS: Final = ("goals", "bottlenecks", "areas")
#: Everything of a card that is changed by who runs the project.
NAMES: Final = (
    *LINES,
    *TEXTS,
    "track",
    ROLES,
    *NUMBERS,
    *SETS,
    "parties",
    "activities",
    "decision_points",
    "risks",
)
MOST_ROWS: Final = 60
MOST_ROLES: Final = 400
MOST_HOURS: Final = 1_000_000


def tree_of(values: Mapping[str, Any], was: Tree) -> dict[str, Any]:
    """Return ``was`` with what was filled in put over it.

    Raises ``ProgrammeRefused`` for a value that cannot be, and for a row that is not there.
    """
    made = {name: _value(name, value, was) for name, value in values.items()}
    return {**was, **made}


def _value(name: str, value: Any, was: Tree) -> Any:
    if name in NUMBERS:
        return value
    if name in SETS:
        return {str(pk): True for pk in value}
    if name in _ROWS:
        return _ROWS[name](value, was[name])
    return _words(name, value)


def _words(name: str, value: Any) -> str:
    if name == "track":
        return str(_choice(value, ("", *Track.values)))
    if name == ROLES:
        said = (" ".join(one.split()) for one in finding.text(value, MOST_ROLES).splitlines())
        return checked_words("\n".join(filter(None, said)), field=name)
    if name in TEXTS:
        return checked_words(finding.text(value, TEXTS[name]), field=name)
    needed = _("Give the project a title.") if name == "title" else ""
    return line(value, LINES[name], name, needed=needed)


def line(value: str, longest: int, name: str, *, needed: str = "") -> str:
    """Return one line of free text in which nobody stands."""
    return checked_words(finding.line(value, longest, needed=needed), field=name)


def _choice(value: Any, choices: Iterable[Any]) -> Any:
    if value not in tuple(choices):
        raise ProgrammeRefused(_("Choose one of the answers."))
    return value


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _parties(rows: Iterable[PartyDraft], was: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in _few(rows):
        name = line(row.name, 120, "parties", needed=_("Write down who takes part."))
        key = party_key(_choice(row.part, Part.values), name)
        if key in found:
            raise ProgrammeRefused(
                _("“%(name)s” stands here twice. Take one of the two away.") % {"name": name}
            )
        hours = {str(year): _hours(one) for year, one in row.hours.items()}
        before = (was.get(key) or {}).get("hours", {})
        does = line(row.does, 400, "parties")
        found[key] = {"does": does, "hours": {**before, **hours}}
    return found


def _hours(hours: int | None) -> int | None:
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        raise ProgrammeRefused(_("Write hours as a whole number, nought or more."))
    return hours


def _activities(rows: Iterable[ActivityDraft], was: Tree) -> dict[str, Any]:
    return _numbered(
        rows,
        was,
        lambda row: {
            "kind": _choice(row.kind, ActivityKind.values),
            "title": line(row.title, 200, "activities", needed=_("Write down what is done.")),
            "begins_on": _day(row.begins_on),
            "ends_on": _day(row.ends_on),
            "done_on": _day(row.done_on),
            "party": row.party,
        },
    )


def _points(rows: Iterable[PointDraft], was: Tree) -> dict[str, Any]:
    return _numbered(
        rows,
        was,
        lambda row: {
            "year": row.year,
            "on": _day(row.on),
            "question": line(
                row.question,
                400,
                "decision_points",
                needed=_("Write down what has to be decided."),
            ),
            "then": line(row.then, 400, "decision_points"),
        },
    )


def _risks(rows: Iterable[RiskDraft], was: Tree) -> dict[str, Any]:
    return _numbered(
        rows,
        was,
        lambda row: {
            "what": line(row.what, 200, "risks", needed=_("Write down what may go wrong.")),
            "chance": _choice(row.chance, Size.values),
            "harm": _choice(row.harm, Size.values),
            "measure": line(row.measure, 400, "risks"),
            "over_on": _day(row.over_on),
        },
    )


def _numbered(
    rows: Iterable[Any], was: Tree, made: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """Return rows by their number; one that has none yet gets a word for itself."""
    found: dict[str, Any] = {}
    for at, row in enumerate(_few(rows)):
        key = f"new-{at}" if row.id is None else str(row.id)
        if row.id is not None and (key not in was or key in found):
            raise finding.not_there()
        found[key] = {**(was.get(key) or {}), **made(row)}
    return found


def _few(rows: Iterable[Any]) -> list[Any]:
    found = list(rows)
    if len(found) > MOST_ROWS:
        raise ProgrammeRefused(
            _("There are more than %(most)s lines here. Take some together.")
            % {"most": MOST_ROWS}
        )
    return found


_ROWS: Final[Mapping[str, Callable[[Any, Tree], dict[str, Any]]]] = {
    "parties": _parties,
    "activities": _activities,
    "decision_points": _points,
    "risks": _risks,
}
