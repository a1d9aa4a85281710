"""What the checks would say of a card if it were approved as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wijkregie.core import logframe
from wijkregie.core.logframe import Span, Stage
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.states import Part, ProjectState
from wijkregie.web.programme.advice import advice_for_project

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.web.programme.filling.steps import Card

_STAGES: Final = {
    ProjectState.IDEA: Stage.APPROVED,
    ProjectState.APPROVED: Stage.APPROVED,
    ProjectState.RUNNING: Stage.RUNNING,
    ProjectState.FINISHED: Stage.DONE,
    ProjectState.HANDED_OVER: Stage.HANDED_OVER,
    ProjectState.STOPPED: Stage.STOPPED,
}


def advice_of(card: Card) -> dict[str, Any] | None:
    """Return the advice, as ``programme/advice.html`` asks for it."""
    programme = queries.programme_seen(card.desk.viewer, card.seen.programme_key)
    if programme is None:
        return None
    return advice_for_project(card.desk, programme, _project(card))


def _project(card: Card) -> logframe.Project:
    seen = card.seen
    return logframe.Project(
        id=seen.id,
        name=seen.title,
        stage=_STAGES[seen.state],
        begins=_year(seen.from_year),
        ends=_year(seen.until_year),
        has_holder=any(one.part == Part.HOLDER for one in seen.parties),
        has_lead=seen.lead_id is not None or bool(seen.lead_roles),
        goal_ids=tuple(one.id for one in seen.goals),
        bottleneck_ids=tuple(one.id for one in seen.bottlenecks),
        area_ids=tuple(one.id for one in seen.areas),
        costs=tuple(logframe.Cost(one.year, one.cents) for one in seen.money.costs),
        coverage=tuple(
            logframe.Coverage(one.funder, one.year, one.cents, logframe.Pledge(one.pledge))
            for one in seen.money.coverage
        ),
        activities=tuple(
            logframe.Activity(one.id, one.title, _day(one.ends_on))
            for one in card.parts.activities
        ),
        evidence=len(card.parts.notes) + bool(seen.result),
    )


def _year(year: int | None) -> Span | None:
    return None if year is None else Span.of_year(year)


def _day(day: date | None) -> Span | None:
    return None if day is None else Span(day, day)
