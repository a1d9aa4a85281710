"""Move an idea to another programme: it was begun in the wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Programme
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.card.years import refuse_lost_years
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.programmes import next_number, next_place
from wijkregie.domain.programme.states import ProjectState
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.models import Project
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def move_idea(project_id: int, programme_id: int, *, by: Viewer, at: datetime) -> None:
    """Move an idea to another programme here, with a number of its own there.

    Its card, money and reports go along. Raises ``ProgrammeRefused`` once somebody decided
    on it (that was in a programme), and while it hangs on something of the programme it is
    in: nobody can tell to what that would belong in the other.
    """
    project = finding.project_to_change(project_id, by)
    there = finding.found(Programme.objects.all(), programme_id, by)
    if project.state != ProjectState.IDEA:
        raise ProgrammeRefused(
            _("Somebody decided on this project, so it stays in its programme.")
        )
    if there.pk == project.programme_id:
        raise ProgrammeRefused(_("It is in this programme already. Choose another."))
    if _hangs(project):
        raise ProgrammeRefused(
            _(
                "This idea hangs on goals, bottlenecks or other parts of “%(programme)s”. Take "
                "those off the card first."
            )
            % {"programme": project.programme.name}
        )
    if there.projects.filter(title__iexact=project.title).exists():
        raise ProgrammeRefused(
            _("There is a project “%(title)s” already. Open it, or choose another title.")
            % {"title": project.title}
        )
    why = f"{project.programme.name} → {there.name}"
    project.number, project.order = next_number(there), next_place(there.projects.all())
    project.programme = there
    refuse_lost_years(project)
    project.save(update_fields=["programme", "number", "order"])
    audit.record("project_moved", project, by=by, at=at, why=why)


def _hangs(project: Project) -> bool:
    links = (
        project.goal_links,
        project.bottleneck_links,
        project.perspectives,
        project.initiatives,
        project.lessons,
    )
    return project.begun_from_id is not None or any(one.exists() for one in links)
