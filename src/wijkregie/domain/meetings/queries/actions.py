"""Actions: who does what by when, as far as the viewer may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When

from wijkregie.domain.meetings.models import Action
from wijkregie.domain.meetings.queries.seen import ActionSeen
from wijkregie.domain.meetings.queries.sight import sight_of
from wijkregie.domain.meetings.states import ActionState
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.meetings.queries.sight import Sight
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which actions: of a group or all, by state, due before a day; ``mine`` only one's own.

    Without ``mine`` but with ``near``: one's own and those of the groups one attends.
    """

    group_id: int | None = None
    states: tuple[ActionState, ...] = ()
    due_before: date | None = None
    mine: bool = False
    near: bool = False


def actions_visible_to(
    viewer: Viewer, wanted: ActionFilter = ActionFilter(), *, on: date
) -> Rows[ActionSeen]:
    """Return actions, the open ones first and of those the first due: three queries.

    So what is overdue on this day stands on top.
    """
    sight = sight_of(viewer, on=on)
    rows = Action.objects.filter(sight.actions(), _asked(wanted, sight)).select_related(
        "person", "organisation", "group", "item__meeting"
    )
    first = Case(
        When(state=ActionState.OPEN, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = rows.defer("item__notes").order_by(first, "due_on", "pk")
    return Rows(rows, lambda action: action_for(action, sight, on=on))


def action_for(action: Action, sight: Sight, *, on: date) -> ActionSeen:
    """Return what the viewer sees of an action that came with all it points to."""
    item, person_id = action.item, action.person_id
    whole = action.group_id in sight.whole
    self_doer = person_id is not None and person_id == sight.viewer.person_id
    mine = self_doer or (action.group_id, action.organisation_id) in sight.doer_for
    named = action.person is not None and (whole or self_doer)
    return ActionSeen(
        id=action.pk,
        what=action.what,
        person_id=person_id if named else None,
        person_name=action.person.name if action.person and named else None,
        organisation_id=action.organisation_id,
        organisation_name=action.organisation.name if action.organisation else None,
        due_on=action.due_on,
        state=ActionState(action.state),
        overdue=action.state == ActionState.OPEN and action.due_on < on,
        done_at=action.done_at,
        group_id=action.group_id,
        group_name=action.group.name,
        item_id=item.pk,
        item_title=item.title,
        meeting_id=item.meeting_id,
        meeting_at=item.meeting.starts_at,
        mine=mine,
        may_settle=whole or mine,
    )


def _asked(wanted: ActionFilter, sight: Sight) -> Q:
    asked = Q()
    if wanted.group_id is not None:
        asked &= Q(group_id=wanted.group_id)
    if wanted.states:
        asked &= Q(state__in=wanted.states)
    if wanted.due_before is not None:
        asked &= Q(due_on__lt=wanted.due_before)
    if wanted.mine:
        asked &= sight.own_actions()
    elif wanted.near:
        asked &= sight.own_actions() | Q(group_id__in=sight.viewer.first_shell_ids)
    return asked
