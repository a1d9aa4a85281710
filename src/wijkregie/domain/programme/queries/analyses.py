"""Analyses with their statements, points and main points, as far as a viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.domain.decisions import queries as decisions
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import (
    Analysis,
    MainPoint,
    Sheet,
    Statement,
    StatementEvidence,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.citing import CITED, evidence_seen, shown_to
from wijkregie.domain.programme.queries.same_words import as_said, bottlenecks_by_words
from wijkregie.domain.programme.queries.seen_analyses import (
    AnalysisListed,
    AnalysisSeen,
    MainPointSeen,
    StatementSeen,
)
from wijkregie.domain.programme.queries.sharing import shared
from wijkregie.domain.programme.queries.typed import sums_may_show
from wijkregie.domain.programme.states import (
    TROUBLES,
    AnalysisState,
    StatementKind,
    StatementSource,
)
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AnalysisFilter:
    """Which analyses are asked for; what is not named does not count."""

    programme_id: int | None = None
    area_id: int | None = None
    states: tuple[AnalysisState, ...] = ()


EVERY = AnalysisFilter()


def analyses_visible_to(viewer: Viewer, wanted: AnalysisFilter = EVERY) -> Rows[AnalysisListed]:
    """Return analyses, the last first: what was decided is for everyone. One query."""
    rows = visible(viewer).select_related("programme", "area", "group")
    if wanted.programme_id is not None:
        rows = rows.filter(programme_id=wanted.programme_id)
    if wanted.area_id is not None:
        rows = rows.filter(area_id=wanted.area_id)
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    return Rows(rows.order_by("-begun_at", "-pk"), analysis_listed)


def analysis_seen(viewer: Viewer, pk: int) -> AnalysisSeen | None:
    """Return one analysis, ``None`` where it is not there or not to be seen.

    Eight queries; once it is decided one more.
    """
    rows = visible(viewer).select_related(
        "programme", "area", "group", "decision__body", "decision__recorded_by"
    )
    rows = rows.prefetch_related(
        Prefetch("statements", _statements(viewer)),
        Prefetch("sheets", Sheet.objects.prefetch_related("given").order_by("pk")),
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        return None
    holders = (door.around([found.area_id]) or [frozenset()])[0]
    return _analysis(found, viewer, holders)


def main_points_of(
    viewer: Viewer, *, programme_id: int | None = None, area_ids: Sequence[int] = ()
) -> dict[int, tuple[MainPointSeen, ...]]:
    """Return the main points that stand, by area, of the last programme first. One query.

    They were decided, so they are for everyone; of areas that the viewer may see.
    """
    rows = MainPoint.objects.filter(
        municipality_id=door.here(viewer), standing=True, area__in=door.areas(viewer).order_by()
    ).select_related("statement", "programme")
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    if area_ids:
        rows = rows.filter(area__in=area_ids)
    found: dict[int, tuple[MainPointSeen, ...]] = {}
    for one in rows.order_by("-programme__until_year", "programme_id", "area_id", "place"):
        found[one.area_id] = (*found.get(one.area_id, ()), _main_point(one))
    return found


def visible(viewer: Viewer) -> QuerySet[Analysis]:
    """Return the analyses that the viewer may see, of areas that the viewer may see."""
    rows = Analysis.objects.filter(
        municipality_id=door.here(viewer), area__in=door.areas(viewer).order_by()
    )
    inside = rules.may_see_ideas(viewer)
    return rows if inside else rows.filter(state=AnalysisState.DECIDED)


def analysis_listed(one: Analysis) -> AnalysisListed:
    """Return an analysis that came with its programme, area and group."""
    return AnalysisListed(
        id=one.pk,
        programme_key=one.programme.key,
        area=door.area_named(one.area),
        group_name=one.group.name,
        state=AnalysisState(one.state),
        begun_at=one.begun_at,
    )


def _statements(viewer: Viewer) -> QuerySet[Statement]:
    shown = StatementEvidence.objects.filter(shown_to(viewer)).select_related(*CITED)
    evidence = shown.order_by("linked_at", "pk")
    return (
        Statement.objects.select_related("main_point")
        .prefetch_related(Prefetch("evidence", evidence))
        .order_by("pk")
    )


def _analysis(one: Any, viewer: Viewer, holders: frozenset[int]) -> AnalysisSeen:
    state = AnalysisState(one.state)
    sheets = list(one.sheets.all())
    given = {
        sheet.pk: {row.statement_id: row.points for row in sheet.given.all()}
        for sheet in sheets
    }
    decided = state == AnalysisState.DECIDED
    alike = bottlenecks_by_words(one.programme_id, one.area_id) if decided else {}
    statements = tuple(_statement(each, alike) for each in one.statements.all())
    leads = rules.may_lead_analysis(viewer, holders, group_id=one.group_id)
    fills = rules.may_fill_analysis(viewer, holders, one.group_id)
    gives = rules.may_give_points(viewer, one.group_id)
    dividing = state == AnalysisState.DIVIDING
    shown = decided or (state == AnalysisState.WEIGHED and sums_may_show(one, sheets))
    ids = [each.id for each in statements]
    return AnalysisSeen(
        id=one.pk,
        programme_id=one.programme_id,
        programme_key=one.programme.key,
        programme_name=one.programme.name,
        area=door.area_named(one.area),
        group_id=one.group_id,
        group_name=one.group.name,
        state=state,
        points=one.points,
        begun_at=one.begun_at,
        decision=decisions.decision_seen(one.decision, viewer) if one.decision else None,
        statements=statements,
        sheets=len(sheets),
        result=shared(ids, list(given.values()), most=one.points) if shown else (),
        own=_own(sheets, given, viewer) if dividing else {},
        papers=_papers(sheets) if dividing and leads else (),
        leads=leads,
        fills=fills,
        gives=gives,
        may_lead=leads and bool(state not in {AnalysisState.DECIDED, AnalysisState.DROPPED}),
        may_fill=fills and state == AnalysisState.GATHERING,
        may_give=gives and dividing,
        may_steer=rules.may_steer(viewer),
    )


def _own(
    sheets: Sequence[Sheet], given: Mapping[int, Mapping[int, int]], viewer: Viewer
) -> Mapping[int, int]:
    mine = [
        given[sheet.pk]
        for sheet in sheets
        if sheet.person_id is not None and sheet.person_id == viewer.person_id
    ]
    return mine[0] if mine else {}


def _papers(sheets: Sequence[Sheet]) -> tuple[int, ...]:
    return tuple(sorted(sheet.number for sheet in sheets if sheet.number is not None))


def _statement(one: Any, alike: Mapping[str, int]) -> StatementSeen:
    main_point = getattr(one, "main_point", None)
    return StatementSeen(
        id=one.pk,
        kind=StatementKind(one.kind),
        source=StatementSource(one.source),
        text=one.text,
        evidence=tuple(evidence_seen(each) for each in one.evidence.all()),
        place=main_point.place if main_point else None,
        bottleneck_id=one.bottleneck_id,
        alike_id=alike.get(as_said(one.text)) if one.kind in TROUBLES else None,
    )


def _main_point(one: MainPoint) -> MainPointSeen:
    return MainPointSeen(
        place=one.place,
        statement_id=one.statement_id,
        text=one.statement.text,
        kind=StatementKind(one.statement.kind),
        source=StatementSource(one.statement.source),
        analysis_id=one.analysis_id,
        programme_key=one.programme.key,
        bottleneck_id=one.statement.bottleneck_id,
    )
