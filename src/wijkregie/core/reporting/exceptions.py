"""Which projects a council reads about: late, stuck, short of money, stopped, done, new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.core.reporting.facts import Facts, ProjectFact

#: A project in which nothing happened for so long is stuck, by how far it is.
QUIET: Final = {"approved": timedelta(days=60), "running": timedelta(days=90)}
#: Without an earlier report what happened in so long is new.
A_YEAR: Final = timedelta(days=365)
DONE: Final = frozenset({"finished", "handed_over"})


class Why(StrEnum):
    """Why a project stands out."""

    LATE = "late"
    OVERDUE = "overdue"
    STUCK = "stuck"
    GAP = "gap"
    STOPPED = "stopped"
    FINISHED = "finished"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: ``on`` is the day it is about, ``text`` what was said of it."""

    why: Why
    on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A project with the reasons why it stands out."""

    project: ProjectFact
    reasons: tuple[Reason, ...]


def exceptional(facts: Facts, before: Facts | None = None) -> tuple[Exceptional, ...]:
    """Return the projects that stand out since the report before, in their own order.

    The rest of the projects go as planned.
    """
    since = before.as_of if before else facts.as_of - A_YEAR
    known = (
        {one.id for one in before.projects} if before else {one.id for one in facts.projects}
    )
    found = (
        Exceptional(one, tuple(_reasons(one, facts.as_of, since, known)))
        for one in facts.projects
    )
    return tuple(one for one in found if one.reasons)


def _reasons(one: ProjectFact, as_of: date, since: date, known: set[int]) -> Iterator[Reason]:
    if one.state in QUIET:
        yield from _slow(one, as_of)
    if one.counted and one.gap.cents:
        yield Reason(Why.GAP)
    recent = one.since is not None and since < one.since <= as_of
    if one.state == "stopped" and recent:
        yield Reason(Why.STOPPED, one.since, one.why)
    if one.state in DONE and recent:
        yield Reason(Why.FINISHED, one.since, one.result)
    if one.id not in known:
        yield Reason(Why.NEW, one.made_on)


def _slow(one: ProjectFact, as_of: date) -> Iterator[Reason]:
    if one.until_year is not None and one.until_year < as_of.year:
        yield Reason(Why.LATE, date(one.until_year, 12, 31))
    for late in one.overdue:
        yield Reason(Why.OVERDUE, late.on, late.title)
    if one.moved_on is not None and as_of - one.moved_on > QUIET[one.state]:
        yield Reason(Why.STUCK, one.moved_on)
