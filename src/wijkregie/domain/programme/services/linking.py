"""Lay the links between bottlenecks and projects, and say on which track a project is.

Each change is a version of the card: who has it open gets to see what was changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Bottleneck, ProjectBottleneck
from wijkregie.domain.programme.services import finding, keeping
from wijkregie.domain.programme.services.card.state import snapshot, write_history
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import Track
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from wijkregie.domain.programme.models import Project
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def link_project(project_id: int, bottleneck_id: int, *, by: Viewer, at: datetime) -> bool:
    """Let a project take on a bottleneck; tell whether that was new.

    Raises ``ProgrammeRefused`` for who may not run the project, for a bottleneck of another
    programme, and for a project that ended.
    """
    project = keeping.open_card(project_id, by)
    bottleneck = _bottleneck(project, bottleneck_id, by)
    if project.bottleneck_links.filter(bottleneck=bottleneck).exists():
        return False
    before = snapshot(project)
    ProjectBottleneck.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        bottleneck=bottleneck,
        linked_at=at,
    )
    write_history(project, before, by=by, at=at)
    audit.record("project_bottleneck_linked", project, by=by, at=at)
    return True


@transaction.atomic
def unlink_project(project_id: int, bottleneck_id: int, *, by: Viewer, at: datetime) -> bool:
    """Let a project leave a bottleneck; tell whether it took it on."""
    project = keeping.open_card(project_id, by)
    bottleneck = _bottleneck(project, bottleneck_id, by)
    links = project.bottleneck_links.filter(bottleneck=bottleneck)
    if not links.exists():
        return False
    before = snapshot(project)
    links.delete()
    write_history(project, before, by=by, at=at)
    audit.record("project_bottleneck_unlinked", project, by=by, at=at)
    return True


@transaction.atomic
def relink(
    bottleneck_id: int,
    *,
    add: Iterable[int],
    remove: Iterable[int],
    by: Viewer,
    at: datetime,
) -> int:
    """Let some projects take on a bottleneck and others leave it; all of it or nothing.

    Returns how many links were made or taken away.
    """
    made = [link_project(pk, bottleneck_id, by=by, at=at) for pk in sorted(add)]
    gone = [unlink_project(pk, bottleneck_id, by=by, at=at) for pk in sorted(remove)]
    return sum(made) + sum(gone)


@transaction.atomic
def set_track(project_id: int, track: str, *, by: Viewer, at: datetime) -> bool:
    """Say when people see something of a project; tell whether that was changed.

    Empty: nobody said so yet.
    """
    if track not in {"", *Track.values}:
        raise ProgrammeRefused(_("Choose whether people see something of it now or later."))
    project = keeping.open_card(project_id, by)
    if project.track == track:
        return False
    before = snapshot(project)
    project.track = track
    project.save(update_fields=["track"])
    write_history(project, before, by=by, at=at)
    audit.record("project_track_set", project, by=by, at=at)
    return True


def _bottleneck(project: Project, bottleneck_id: int, by: Viewer) -> Bottleneck:
    rows = Bottleneck.objects.filter(programme_id=project.programme_id)
    return finding.found(rows, bottleneck_id, by)
