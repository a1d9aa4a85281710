"""Planted in both sides: the lines of a card, what is said beside it, what is half-typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.makers.places import AT
from tests.matrix.allowed import Kind
from tests.matrix.side import text_of
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from wijkregie.kit.viewer import Viewer


def plant_cards(side: Side, manager: Viewer) -> None:
    """Plant words on a card that everyone sees, and beside it those that not everyone does."""
    here = Project.objects.filter(municipality=side.municipality)
    shown = here.exclude(state=ProjectState.IDEA).earliest("pk")
    hidden = here.filter(state=ProjectState.IDEA).earliest("pk")
    for project, kind in ((shown, Kind.PROGRAMME), (hidden, Kind.IDEA)):
        _lines(side, project, kind)
        services.say_comment(
            project.pk, side.text(Kind.IDEA, "comment on a card"), by=manager, at=AT
        )
        note = services.NoteDraft(side.text(kind, "note on a card"))
        services.add_note(project.pk, note, by=side.by, at=AT)
    _half_way(side, shown, manager)


def _lines(side: Side, project: Project, kind: Kind) -> None:
    """Write lines, and words that stand in the history only: for who works along."""
    first = {"remark": side.text(Kind.IDEA, "earlier words of a card")}
    services.change_card(
        project.pk, services.CardEdit(project.version, first), by=side.by, at=AT
    )
    values = {
        "remark": "",
        "plain": side.text(kind, "plain words of a card"),
        "activities": [services.ActivityDraft(side.text(kind, "activity"))],
        "decision_points": [services.PointDraft(side.text(kind, "moment to decide"))],
        "risks": [services.RiskDraft(side.text(kind, "risk"), 1, 1)],
    }
    version = Project.objects.get(pk=project.pk).version
    services.change_card(project.pk, services.CardEdit(version, values), by=side.by, at=AT)


def _half_way(side: Side, project: Project, manager: Viewer) -> None:
    """Leave a step half-typed: only who typed it sees it again."""
    canary = side.add(Kind.HALF_WAY, "step of a card")
    side.canaries[-1] = replace(canary, person_id=manager.person_id)
    typed = {"version": ["1"], "title": ["Half"], "reason": [text_of(canary)]}
    services.keep_half_way(project.pk, "wat", typed, by=manager, at=AT)
