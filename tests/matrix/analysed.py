"""Planted in both sides: an evening of the group that was decided, and one that was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.places import AT
from tests.makers.programme import follow_up
from tests.matrix.allowed import Kind
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Programme
from wijkregie.domain.programme.states import AnalysisState

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground


def plant_analyses(side: Side, ground: Ground) -> None:
    """Plant statements with their evidence, main points, and the score of an area."""
    programme = Programme.objects.get(municipality=side.municipality)
    remark = side.text(Kind.PROGRAMME, "remark on a score")
    score = services.ScoreDraft(ground.spot.pk, "below", remark)
    services.score_area(programme.pk, score, by=side.by, at=AT)
    decided = _begin(side, ground, programme.pk, Kind.PROGRAMME)
    first, second = decided[1]
    services.move_analysis(decided[0], AnalysisState.DIVIDING, by=side.by, at=AT)
    services.enter_paper(decided[0], 1, {first: 1}, by=side.by, at=AT)
    services.move_analysis(decided[0], AnalysisState.WEIGHED, by=side.by, at=AT)
    draft = follow_up(ground.group, reason=side.text(Kind.DECISION, "of main points"))
    services.settle_analysis(decided[0], [second], draft, by=side.by, at=AT)
    _begin(side, ground, programme.pk, Kind.IDEA)


def _begin(side: Side, ground: Ground, programme_id: int, kind: Kind) -> tuple[int, list[int]]:
    draft = services.AnalysisDraft(ground.spot.pk, ground.group.pk)
    pk = services.begin_analysis(programme_id, draft, by=side.by, at=AT)
    lines = []
    for corner in ("weakness", "strength"):
        said = services.StatementDraft(corner, "residents", side.text(kind, "statement"))
        proof = services.EvidenceDraft(document=side.text(kind, "document of a statement"))
        lines.append(services.add_statement(pk, said, proof, by=side.by, at=AT))
    return pk, lines
