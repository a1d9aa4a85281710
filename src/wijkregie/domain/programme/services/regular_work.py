"""Regular work beside a programme: what goes on, for which goals, and what no longer works.

What no longer works may become a project: see ``ProjectDraft.begun_from_id``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Goal, RegularActivity
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.programmes import next_place
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class RegularDraft:
    """Regular work as it should be: what, who does it, and the goals it serves."""

    name: str
    holder: str = ""
    goal_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RegularStopDraft:
    """Since when regular work no longer works, and why."""

    on: date
    why: str


@transaction.atomic
def add_activity(programme_id: int, draft: RegularDraft, *, by: Viewer, at: datetime) -> int:
    """Add regular work to which a finished project can be handed over."""
    programme = finding.programme_to_steer(programme_id, by)
    return make_activity(programme, draft, by=by, at=at).pk


def make_activity(
    programme: Programme, draft: RegularDraft, *, by: Viewer, at: datetime
) -> RegularActivity:
    """Add regular work to a programme; part of a larger change by who may make that one."""
    made = RegularActivity(
        municipality_id=programme.municipality_id,
        programme=programme,
        order=next_place(programme.regular_activities.all()),
    )
    _fill(made, draft, programme)
    audit.record("regular_activity_added", made, by=by, at=at)
    return made


@transaction.atomic
def change_activity(activity_id: int, draft: RegularDraft, *, by: Viewer, at: datetime) -> None:
    """Change what regular work is called, who does it, and the goals it serves."""
    activity = _activity(activity_id, by)
    _fill(activity, draft, activity.programme)
    audit.record("regular_activity_changed", activity, by=by, at=at)


@transaction.atomic
def stop_activity(
    activity_id: int, draft: RegularStopDraft, *, by: Viewer, at: datetime
) -> None:
    """Write down since when regular work no longer works, and why everyone may read."""
    activity = _activity(activity_id, by)
    if activity.stopped_on is not None:
        raise ProgrammeRefused(_("This work has stopped already. Reload the page."))
    finding.day(draft.on, "on", happened=at)
    needed = _("Write down why it no longer works. Everyone can read this.")
    activity.stopped_because = checked_words(
        finding.line(draft.why, 400, needed=needed), field="why"
    )
    activity.stopped_on = draft.on
    activity.save(update_fields=["stopped_on", "stopped_because"])
    audit.record("regular_activity_stopped", activity, by=by, at=at)


def _activity(activity_id: int, by: Viewer) -> RegularActivity:
    finding.steer(by)
    return finding.found(RegularActivity.objects.select_related("programme"), activity_id, by)


def _fill(activity: RegularActivity, draft: RegularDraft, programme: Programme) -> None:
    name = finding.line(draft.name, 160, needed=_("Write down which work it is."))
    double = programme.regular_activities.filter(name__iexact=name).exclude(pk=activity.pk)
    if double.exists():
        raise ProgrammeRefused(_("This work is in the list already."), "name")
    activity.name = checked_words(name, field="name")
    activity.holder = checked_words(finding.line(draft.holder, 160), field="holder")
    goals = finding.all_found(Goal.objects.all(), draft.goal_ids, programme=programme)
    activity.save()
    activity.goals.set(goals)
