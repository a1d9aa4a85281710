"""The dots of a thread: everything that happened, each in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.queries import voted_on
from wijkregie.domain.decisions.queries import source_text
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.reports.queries import words
from wijkregie.domain.reports.queries.seen import Dot, Target
from wijkregie.domain.reports.rules import may_open
from wijkregie.domain.reports.states import Knot
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from wijkregie.domain.budgets.models import Award, Count, Round
    from wijkregie.domain.budgets.queries import VotedOn
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.meetings.models import AgendaItem
    from wijkregie.domain.programme.models import (
        Bottleneck,
        CostLine,
        CoverageLine,
        Evidence,
        Goal,
        GoalIndicator,
        Payment,
        Project,
        ProjectStep,
    )
    from wijkregie.domain.signals.models import Answer, Signal, Step
    from wijkregie.kit.viewer import Viewer

_ORDER = {knot: 2 * at for at, knot in enumerate(Knot)}
#: The end of a project comes after what it cost that day, and before the answer.
_ENDED = frozenset({ProjectState.FINISHED, ProjectState.HANDED_OVER, ProjectState.STOPPED})
_AFTER_MONEY = _ORDER[Knot.PAYMENT] + 1
#: Steps that come late on their day.
_RANKS = {
    State.IN_PROJECT: _ORDER[Knot.PROJECT],
    State.ANSWERED: _ORDER[Knot.ANSWER],
    State.CLOSED: _ORDER[Knot.ANSWER],
    State.REOPENED: _ORDER[Knot.ANSWER],
}
#: Steps that another dot tells better: the decision, the meeting, the answer.
_TOLD_ELSEWHERE = frozenset({State.RECEIVED, State.DECIDED, State.HANDED_OVER})


@dataclass(frozen=True, slots=True)
class Teller:
    """Who is told, on which day, and whether things need their title in every sentence."""

    viewer: Viewer
    on: date
    many: bool = False


def in_order(dots: Iterable[Dot]) -> tuple[Dot, ...]:
    """Return dots by day; on one day from need to answer, and else as they were given."""
    return tuple(sorted(dots, key=lambda dot: (dot.on, dot.rank or _ORDER[dot.kind])))


def of_figure(row: Evidence) -> Dot:
    """Tell which figure shows a bottleneck."""
    told = {
        "figure": words.quoted(row.indicator.name if row.indicator else ""),
        "area": row.area.name if row.area else "",
        "bottleneck": words.quoted(row.bottleneck.title),
    }
    text = _("The figure %(figure)s of %(area)s shows what is wrong: %(bottleneck)s.") % told
    at = _year(row.period) if row.period else _day(row.linked_at)
    key = f"{row.indicator.key}/{row.area.code}" if row.indicator and row.area else ""
    target = Target(Knot.FIGURE, 0, key)
    return Dot(at, Knot.FIGURE, text, target, year_only=bool(row.period))


def of_bottleneck(row: Bottleneck) -> Dot:
    """Tell that a bottleneck was named."""
    told = {"programme": words.quoted(row.programme.name), "title": words.quoted(row.title)}
    text = _("The programme %(programme)s names what holds people back: %(title)s.") % told
    on = row.found_on or _year(row.programme.from_year)
    return Dot(
        on,
        Knot.BOTTLENECK,
        text,
        Target(Knot.BOTTLENECK, row.pk),
        quote=row.remark,
        year_only=row.found_on is None,
    )


def of_goal(row: Goal, indicators: Iterable[GoalIndicator]) -> Dot:
    """Tell that a goal was set, and by what one sees whether it is reached."""
    told = {"programme": words.quoted(row.programme.name), "title": words.quoted(row.title)}
    text = _("The programme %(programme)s sets a goal: %(title)s.") % told
    mine = [words.measured(one) for one in indicators if one.goal_id == row.pk]
    return Dot(
        _year(row.programme.from_year),
        Knot.GOAL,
        text,
        Target(Knot.GOAL, row.pk),
        quote="; ".join(mine),
        year_only=True,
    )


def of_signal(teller: Teller, row: Signal) -> Dot:
    """Tell that something was raised."""
    text = words.received_text(row, teller.viewer)
    return Dot(_day(row.received_at), Knot.SIGNAL, text, signal_target(row))


def signal_target(row: Signal) -> Target:
    """Return where a signal leads."""
    return Target(Knot.SIGNAL, row.pk, row.reference)


def of_steps(
    teller: Teller, row: Signal, steps: Iterable[Step], instead: frozenset[str]
) -> Iterator[Dot]:
    """Tell the steps of a signal; ``instead`` are states that other dots tell."""
    title = words.signal_title(row, teller.viewer) if teller.many else ""
    for step in steps:
        told = step.decision_id and step.to_state != State.IN_PROJECT
        if told or step.to_state in _TOLD_ELSEWHERE | instead:
            continue
        yield Dot(
            _day(step.at),
            Knot.SIGNAL,
            words.titled(words.step_text(row, step.to_state, step.why), title),
            signal_target(row),
            quote="" if step.to_state == State.IN_PROJECT else step.why,
            rank=_RANKS.get(State(step.to_state), 0),
        )


def of_answer(teller: Teller, row: Signal, answer: Answer) -> Dot:
    """Tell what who raised something was told."""
    title = words.signal_title(row, teller.viewer) if teller.many else ""
    text = words.titled(_("Who raised this was answered."), title)
    return Dot(_day(answer.at), Knot.ANSWER, text, signal_target(row), quote=answer.text)


def of_meeting(teller: Teller, item: AgendaItem, signal: Signal | None) -> Dot:
    """Tell when a group discusses something: of what is not public no more than that."""
    meeting = item.meeting
    group = {"group": meeting.series.group.name}
    told = {
        MeetingState.PLANNED: _("%(group)s discusses this."),
        MeetingState.HELD: _("%(group)s discussed this."),
        MeetingState.CANCELLED: _("%(group)s would discuss this, but did not meet."),
    }
    title = words.signal_title(signal, teller.viewer) if signal and teller.many else ""
    on = _day(meeting.starts_at)
    return Dot(
        on,
        Knot.MEETING,
        words.titled(told[MeetingState(meeting.state)] % group, title),
        meeting_target(teller.viewer, item),
        planned=meeting.state == MeetingState.PLANNED and on >= teller.on,
    )


def meeting_target(viewer: Viewer, item: AgendaItem) -> Target:
    """Return where a meeting leads, and whether this viewer may go there."""
    series = item.meeting.series
    may = may_open(viewer, public=series.public, group_id=series.group_id)
    return Target(Knot.MEETING, item.meeting_id, open=may)


def of_decisions(viewer: Viewer, rows: Sequence[Decision], *, named: bool) -> list[Dot]:
    """Tell decisions, and which of them are the outcome of a vote. One query."""
    votes = voted_on(viewer, [row.pk for row in rows]) if rows else {}
    return [of_decision(row, votes.get(row.pk), named=named) for row in rows]


def of_decision(row: Decision, vote: VotedOn | None, *, named: bool) -> Dot:
    """Tell who decided what and why; ``named`` says about what."""
    text = words.titled(words.decision_text(row, vote), row.subject if named else "")
    found = source_text(row)
    if found:
        text = f"{text} ({found})"
    target = Target(Knot.DECISION, row.pk)
    return Dot(row.taken_on, Knot.DECISION, text, target, quote=row.reason)


def of_project(
    row: Project, steps: Iterable[ProjectStep], answers: Iterable[str]
) -> Iterator[Dot]:
    """Tell the steps of a project, of one day the last only.

    What came with a file of past years has its years only. A result that is an answer too
    is quoted there.
    """
    target = Target(Knot.PROJECT, row.pk)
    told = {_day(step.at): step for step in steps}
    if not told and row.from_year:
        named = {
            "programme": words.quoted(row.programme.name),
            "title": words.quoted(row.title),
        }
        text = _("The programme %(programme)s plans the project %(title)s.") % named
        yield Dot(_year(row.from_year), Knot.PROJECT, text, target, year_only=True)
    for step in told.values():
        on, year_only = _moment(step.at, row.from_year if not step.from_state else None)
        quote = step.why or (row.result if step.to_state == ProjectState.FINISHED else "")
        yield Dot(
            on,
            Knot.PROJECT,
            words.project_text(row, step.to_state),
            target,
            quote="" if quote in answers else quote,
            year_only=year_only,
            rank=_AFTER_MONEY if step.to_state in _ENDED else 0,
        )


def of_progress(row: Project, last: datetime) -> Dot:
    """Tell the last step of a project; one that came with a file of past years has those."""
    on, year_only = _moment(last, row.until_year or row.programme.until_year)
    text = words.project_text(row, row.state)
    return Dot(on, Knot.PROJECT, text, Target(Knot.PROJECT, row.pk), year_only=year_only)


def of_cost(row: CostLine) -> Dot:
    """Tell what a project costs in a year."""
    on, year_only = _moment(row.recorded_at, row.year)
    target = Target(Knot.COST, row.pk)
    return Dot(on, Knot.COST, words.cost_text(row), target, row.what, year_only=year_only)


def of_coverage(row: CoverageLine) -> Dot:
    """Tell who pays for a project."""
    on, year_only = _moment(row.recorded_at, row.year or row.project.from_year)
    target = Target(Knot.COVERAGE, row.pk)
    return Dot(on, Knot.COVERAGE, words.coverage_text(row), target, year_only=year_only)


def of_round(row: Round) -> Dot:
    """Tell that a fund held a round in which a plan was proposed."""
    text, target = words.round_text(row), Target(Knot.ROUND, row.pk)
    return Dot(_day(row.made_at), Knot.ROUND, text, target, quote=row.about)


def of_vote(row: Count, award: Award | None) -> Dot:
    """Tell how a vote went of which everyone could read the outcome."""
    on = _day(row.told_at or row.counted_at)
    target = Target(Knot.VOTE, row.pk, str(row.round_id))
    return Dot(on, Knot.VOTE, words.vote_text(row, award), target)


def of_payment(row: Payment) -> Dot:
    """Tell what was paid."""
    target = Target(Knot.PAYMENT, row.pk)
    return Dot(row.paid_on, Knot.PAYMENT, words.payment_text(row), target)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _year(year: int) -> date:
    return date(year, 1, 1)


def _moment(at: datetime, year: int | None) -> tuple[date, bool]:
    """Return the day of a record, or the year it is about where that is past already."""
    on = _day(at)
    if year is not None and year < on.year:
        return _year(year), True
    return on, False
