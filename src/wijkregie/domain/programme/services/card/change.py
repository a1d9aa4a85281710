"""Change a card; what two people changed at the same time is taken together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core.merging import changes, merge
from wijkregie.domain.programme.services import keeping
from wijkregie.domain.programme.services.card.drafts import CardClashes
from wijkregie.domain.programme.services.card.fields import tree_of
from wijkregie.domain.programme.services.card.slips import Typed
from wijkregie.domain.programme.services.card.state import (
    at_version,
    marked,
    snapshot,
    write_history,
)
from wijkregie.domain.programme.services.card.store import store
from wijkregie.domain.programme.services.card.years import refuse_lost_years
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.core.merging import Tree
    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.services.card.drafts import CardEdit
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def change_card(project_id: int, edit: CardEdit, *, by: Viewer, at: datetime) -> None:
    """Change what somebody was asked of a card, as he read it at its version.

    What others changed since stays, but where both changed the same: then nothing is
    stored, and ``CardClashes`` says what each of them made of it. Raises
    ``ProgrammeRefused`` for what cannot be.
    """
    project = keeping.open_card(project_id, by)
    before = snapshot(project)
    now = marked(before)
    was: Tree = now
    if edit.version != project.version:
        was = marked(at_version(project, edit.version, before))
    typed = Typed(project, edit.values, now)
    was = typed.over(was)
    mine = tree_of(typed.values, was)
    chosen = edit.chosen if edit.seen == project.version else {}
    merged = merge(was, now, mine, chosen)
    if merged.clashes:
        shown = {one.path[0] for one in merged.clashes}
        taken = [
            one
            for one in changes(was, now)
            if one.path[0] in {*edit.values, *shown}
            and all(one.path[: len(clash.path)] != clash.path for clash in merged.clashes)
        ]
        raise CardClashes(
            _("Somebody else changed the same of this card. Choose what stays."),
            project.version,
            merged.clashes,
            taken,
        )
    numbers = store(project, now, merged.values, by=by, at=at)
    refuse_lost_years(project)
    placed = "areas" in edit.values and _place(project)
    if write_history(project, before, by=by, at=at) or placed:
        audit.record("project_changed", project, by=by, at=at)
    typed.remember(mine, merged.values, numbers, at)


def _place(project: Project) -> bool:
    """Let a project that stood in a list only have a card: somebody said where it is.

    Without areas it is there for the whole municipality from now on.
    """
    if project.has_card:
        return False
    project.has_card = True
    project.save(update_fields=["has_card"])
    return True
