"""Regular work beside a programme, and the hand-over of projects to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from wijkregie.domain.people import queries as people
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Goal, HandOver, RegularActivity
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.names import project_named
from wijkregie.domain.programme.queries.seen_agreements import HandOverSeen, RegularSeen

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def regular_work_of(viewer: Viewer, programme_id: int) -> tuple[RegularSeen, ...]:
    """Return the regular work beside a programme, with all that hangs on it: four queries."""
    rows = _regular(viewer).filter(programme_id=programme_id)
    return tuple(_regular_seen(one, viewer) for one in rows.order_by("order", "pk"))


def regular_seen(viewer: Viewer, pk: int) -> RegularSeen | None:
    """Return one line of regular work, ``None`` where it is not there. Four queries."""
    found = _regular(viewer).filter(pk=pk).first()
    return None if found is None else _regular_seen(found, viewer)


def hand_over_of(viewer: Viewer, project_id: int, *, on: date) -> HandOverSeen | None:
    """Return the hand-over of a project; what was not accepted is for who works along.

    At most five queries.
    """
    found = _hand_overs(viewer).filter(project_id=project_id).first()
    return None if found is None else _hand_over(found, viewer, on)


def hand_over_seen(viewer: Viewer, pk: int, *, on: date) -> HandOverSeen | None:
    """Return one hand-over, as above."""
    found = _hand_overs(viewer).filter(pk=pk).first()
    return None if found is None else _hand_over(found, viewer, on)


def offered_to(viewer: Viewer) -> list[HandOverSeen]:
    """Return what waits for the answer of the groups and organisations of the viewer.

    One query: what else one may do with each stands on its own page.
    """
    if viewer.person_id is None:
        return []
    mine = Q(group_id__in=viewer.first_shell_ids)
    mine |= Q(group__isnull=True, organisation_id__in=viewer.organisation_ids)
    rows = _hand_overs(viewer).filter(mine, accepted__isnull=True).order_by("offered_at", "pk")
    return [_hand_over(one, viewer, None) for one in rows]


def receivers_of(one: HandOver, on: date) -> list[int]:
    """Return who can answer an offer: those persons have an account. For rooms only."""
    if one.group_id is not None:
        return people.first_shell(one.group_id, on=on)
    if one.organisation_id is not None:
        return people.speakers_for(one.organisation_id, one.municipality_id, on=on)
    return []


def _regular(viewer: Viewer) -> QuerySet[RegularActivity]:
    return (
        RegularActivity.objects.filter(municipality_id=door.here(viewer))
        .select_related("programme")
        .prefetch_related(
            Prefetch("goals", Goal.objects.order_by("order", "pk")),
            Prefetch("projects", door.projects(viewer).order_by("order", "pk")),
            Prefetch("became", door.projects(viewer).order_by("order", "pk")),
        )
    )


def _regular_seen(one: RegularActivity, viewer: Viewer) -> RegularSeen:
    return RegularSeen(
        id=one.pk,
        programme_id=one.programme_id,
        programme_key=one.programme.key,
        name=one.name,
        holder=one.holder,
        goals=tuple(door.goal_named(goal) for goal in one.goals.all()),
        handed_over=tuple(
            project_named(each, each.finished_at or each.made_at) for each in one.projects.all()
        ),
        became=tuple(project_named(each, each.made_at) for each in one.became.all()),
        stopped_on=one.stopped_on,
        stopped_because=one.stopped_because,
        may_change=rules.may_steer(viewer),
    )


def _hand_overs(viewer: Viewer) -> QuerySet[HandOver]:
    rows = HandOver.objects.filter(
        municipality_id=door.here(viewer), project__in=door.projects(viewer)
    ).select_related(
        "project__decision", "activity", "group", "organisation", "offered_by", "answered_by"
    )
    return rows if rules.may_see_ideas(viewer) else rows.filter(accepted=True)


def _hand_over(one: Any, viewer: Viewer, on: date | None) -> HandOverSeen:
    """Return a hand-over; without a day it is one of a list, with the answer alone."""
    names, waits = rules.may_see_names(viewer), one.accepted is None
    answers = rules.may_answer_hand_over(
        viewer, group_id=one.group_id, organisation_id=one.organisation_id
    )
    receiver = one.group or one.organisation
    return HandOverSeen(
        id=one.pk,
        project_id=one.project_id,
        project_number=one.project.number,
        project_title=one.project.title,
        activity_id=one.activity_id,
        activity_name=one.activity.name,
        team=receiver.name if receiver else one.team,
        group_id=one.group_id,
        organisation_id=one.organisation_id,
        budget_line=one.budget_line,
        on=one.on,
        offered_at=one.offered_at,
        offered_by=one.offered_by.name if names and one.offered_by else None,
        accepted=one.accepted,
        answered_at=one.answered_at,
        answered_by=one.answered_by.name if names and one.answered_by else None,
        answered_as=one.answered_as,
        why_not=one.why_not,
        may_answer=waits and answers,
        may_note=waits and on is not None and _may_note(one, viewer, on),
        may_take_back=waits and on is not None and _may_change(one.project, viewer),
    )


def _may_note(one: HandOver, viewer: Viewer, on: date) -> bool:
    return rules.may_steer(viewer) and not receivers_of(one, on)


def _may_change(project: Any, viewer: Viewer) -> bool:
    areas = project.areas.values_list("pk", flat=True)
    body_id = project.decision.body_id if project.decision else None
    return rules.may_run(viewer, door.around(areas), body_id=body_id)
