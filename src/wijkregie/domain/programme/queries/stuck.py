"""What does not move in a programme: since when, and who is to move."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.db.models import Max
from django.utils import timezone

from wijkregie.domain.programme.models import (
    ProgressNote,
    ProjectChange,
    ProjectStep,
)
from wijkregie.domain.programme.queries.owed import offers_waiting
from wijkregie.domain.programme.queries.reports_due import narrowed, reports_due
from wijkregie.domain.programme.queries.seen_planning import LIVING
from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from wijkregie.domain.programme.queries.gaps import Gap
    from wijkregie.domain.programme.queries.owed import OfferWaiting
    from wijkregie.domain.programme.queries.planning import PlanFilter
    from wijkregie.domain.programme.queries.reports_due import ReportDue
    from wijkregie.domain.programme.queries.seen_planning import Planning, ProjectPlanned
    from wijkregie.kit.viewer import Viewer

#: So long may an approved project wait before it begins.
WAITS: Final = timedelta(days=60)
#: So long may a running project be without a step, a note or a change.
SILENT: Final = timedelta(days=90)


class Cause(StrEnum):
    """Why something is stuck."""

    OVER = "over"
    LATE = "late"
    UNDECIDED = "undecided"
    NOT_BEGUN = "not_begun"
    SILENT = "silent"
    GAP = "gap"
    UNANSWERED = "unanswered"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class StuckSeen:
    """One thing that does not move. ``who`` is to move; empty where nobody is known.

    ``project`` is ``None`` for a report on an agreement; ``gap`` is there for money.
    """

    cause: Cause
    since: date
    project: ProjectPlanned | None
    what: str
    who: tuple[str, ...]
    gap: Gap | None = None
    agreement_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Moves:
    """When projects moved: begun steps, the last sign of life, hand-overs that wait."""

    approved: Mapping[int, date]
    last: Mapping[int, date]
    offered: Mapping[int, OfferWaiting]


def stuck_in(
    viewer: Viewer, planning: Planning, wanted: PlanFilter, *, on: date
) -> tuple[StuckSeen, ...]:
    """Return what is stuck on a day among the projects asked for, the oldest first.

    Seven queries beside those of the planning.
    """
    projects = wanted.narrow(planning)
    moves = _moves(viewer, [one.id for one in projects])
    reports = narrowed(planning, wanted, reports_due(viewer, planning.programme.id))
    found = [each for one in projects for each in _of_project(one, moves, on)]
    found += [_of_report(one) for one in reports if one.is_late(on)]
    return tuple(sorted(found, key=lambda one: one.since))


def _of_project(one: ProjectPlanned, moves: _Moves, on: date) -> Iterator[StuckSeen]:
    if one.id in moves.offered:
        yield _unanswered(one, moves.offered[one.id])
    holders = tuple(each.name for each in one.holders) or one.lead_roles
    yield from _undecided(one, on, holders)
    if one.state not in LIVING:
        return
    if one.until_year is not None and one.until_year < on.year:
        yield StuckSeen(Cause.OVER, date(one.until_year + 1, 1, 1), one, "", holders)
    yield from _past_their_day(one, on, holders)
    yield from _standing_still(one, moves, on, holders)
    gap = next((year.gap for year in one.money.years if year.year == on.year), None)
    if gap is not None and gap.known_cents:
        yield StuckSeen(Cause.GAP, date(on.year, 1, 1), one, "", holders, gap=gap)


def _past_their_day(
    one: ProjectPlanned, on: date, holders: tuple[str, ...]
) -> Iterator[StuckSeen]:
    for work in one.activities:
        if work.ends_on is not None and work.is_late(on):
            who = (work.partner.name,) if work.partner else holders
            yield StuckSeen(Cause.LATE, work.ends_on, one, work.title, who)


def _undecided(one: ProjectPlanned, on: date, holders: tuple[str, ...]) -> Iterator[StuckSeen]:
    """Yield what had to be decided, after the project too, as on the agenda."""
    for point in one.points:
        if point.due is not None and point.is_late(on):
            who = (point.body_name,) if point.body_name else holders
            yield StuckSeen(Cause.UNDECIDED, point.due, one, point.question, who)


def _standing_still(
    one: ProjectPlanned, moves: _Moves, on: date, who: tuple[str, ...]
) -> Iterator[StuckSeen]:
    made = timezone.localdate(one.made_at)
    if one.state == ProjectState.APPROVED:
        approved = moves.approved.get(one.id, made)
        if on - approved > WAITS:
            yield StuckSeen(Cause.NOT_BEGUN, approved, one, "", who)
        return
    done = [each.done_on for each in one.activities if each.done_on is not None]
    done += [each.decided_on for each in one.points if each.decided_on is not None]
    last = max([moves.last.get(one.id, made), *done])
    if on - last > SILENT:
        yield StuckSeen(Cause.SILENT, last, one, "", who)


def _unanswered(one: ProjectPlanned, offer: OfferWaiting) -> StuckSeen:
    return StuckSeen(
        cause=Cause.UNANSWERED,
        since=offer.offered_on,
        project=one,
        what=offer.activity_name,
        who=tuple(filter(None, (offer.partner.name,))),
    )


def _of_report(one: ReportDue) -> StuckSeen:
    return StuckSeen(
        cause=Cause.REPORT,
        since=one.due_on,
        project=None,
        what=one.title,
        who=(one.partner.name,),
        agreement_id=one.agreement_id,
    )


def _moves(viewer: Viewer, projects: Sequence[int]) -> _Moves:
    """Return when these projects moved: four queries."""
    last: dict[int, list[datetime]] = defaultdict(list)
    approved: dict[int, date] = {}
    steps = ProjectStep.objects.filter(project__in=projects).order_by("at", "pk")
    for pk, state, at in steps.values_list("project_id", "to_state", "at"):
        last[pk].append(at)
        if state == ProjectState.APPROVED:
            approved[pk] = timezone.localdate(at)
    for model in (ProgressNote, ProjectChange):
        rows = model.objects.filter(project__in=projects).order_by().values("project_id")
        for row in rows.annotate(last=Max("at")):
            last[row["project_id"]].append(row["last"])
    return _Moves(
        approved=approved,
        last={pk: timezone.localdate(max(days)) for pk, days in last.items()},
        offered={one.project_id: one for one in offers_waiting(viewer, projects)},
    )
