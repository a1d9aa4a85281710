"""What other papers state of projects, and what the programme says beside it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.core import logframe
from wijkregie.core.logframe import Pledge, Span
from wijkregie.domain.programme.models import Stated
from wijkregie.domain.programme.states import StatedFact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijkregie.core.logframe.findings import Plain
    from wijkregie.domain.programme.models import Project

#: How the checks call what the programme itself says.
PLAN = "plan"


@dataclass(frozen=True, slots=True)
class StatedSeen:
    """What a source states: an amount in all, or the years that the project runs."""

    source: str
    fact: StatedFact
    cents: int | None
    from_year: int | None
    until_year: int | None


def stated_of(project: Project) -> tuple[StatedSeen, ...]:
    """Return what other papers state of a project: one query."""
    rows = project.stated.order_by("source", "fact")
    return tuple(
        StatedSeen(one.source, StatedFact(one.fact), one.cents, one.from_year, one.until_year)
        for one in rows
    )


def stated_for_checks(projects: Sequence[logframe.Project]) -> Iterator[logframe.Said]:
    """Lay what other papers state beside what the programme says: one query."""
    rows = Stated.objects.filter(project__in=[one.id for one in projects])
    found: dict[tuple[int, str], list[Stated]] = defaultdict(list)
    for row in rows.order_by("source", "pk"):
        found[row.project_id, row.fact].append(row)
    for one in projects:
        for fact in StatedFact.values:
            stated = found.get((one.id, fact), [])
            if stated:
                yield logframe.Said(one.about, fact, PLAN, _planned(one, fact))
            for row in stated:
                yield logframe.Said(one.about, fact, row.source, _value(row))


def _value(row: Stated) -> Plain:
    return row.cents if row.fact != StatedFact.PERIOD else _span(row.from_year, row.until_year)


def _planned(one: logframe.Project, fact: str) -> Plain:
    """Return what the programme says; ``None`` where part of it is not known."""
    if fact == StatedFact.PERIOD:
        begins, ends = one.begins, one.ends
        return Span(begins.first, ends.last) if begins and ends else None
    if fact == StatedFact.COSTS:
        amounts = [line.cents for line in one.costs]
    else:
        amounts = [line.cents for line in one.coverage if line.pledge != Pledge.ASKED]
    known = [cents for cents in amounts if cents is not None]
    return sum(known) if known and len(known) == len(amounts) else None


def _span(first: int | None, last: int | None) -> Span | None:
    """Return the years; without an end nothing is said of how long it lasts."""
    return None if first is None or last is None else Span.of_years(first, last)
