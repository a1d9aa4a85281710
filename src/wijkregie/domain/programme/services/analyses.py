"""The evening of a group on its area: begin, divide points, look at them, or stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.people.models import Group
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Analysis, AreaScore, Programme
from wijkregie.domain.programme.queries.door import around
from wijkregie.domain.programme.queries.typed import sums_may_show
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.programmes import next_place
from wijkregie.domain.programme.states import (
    ANALYSIS_STEPS,
    UNDER_WAY,
    AnalysisState,
    Score,
)
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.services.drafts import AnalysisDraft, ScoreDraft
    from wijkregie.kit.viewer import Viewer

FEWEST_POINTS: Final = 3
MOST_POINTS: Final = 30


@transaction.atomic
def begin_analysis(programme_id: int, draft: AnalysisDraft, *, by: Viewer, at: datetime) -> int:
    """Begin the evening of a group on an area, and return its number.

    Raises ``ProgrammeRefused`` where one is under way for this area in this programme.
    """
    programme = finding.found(Programme.objects.all(), programme_id, by)
    here = programme.municipality_id
    area = finding.known_areas([draft.area_id], here)[0]
    groups = Group.objects.filter(ended_on__isnull=True)
    group = finding.found(groups, draft.group_id, by)
    refuse_to_lead(by, area.pk, group.pk)
    if not FEWEST_POINTS <= draft.points <= MOST_POINTS:
        raise ProgrammeRefused(
            _("Let each member divide %(fewest)d to %(most)d points.")
            % {"fewest": FEWEST_POINTS, "most": MOST_POINTS}
        )
    if programme.analyses.filter(area=area, state__in=UNDER_WAY).exists():
        raise ProgrammeRefused(
            _("There is an analysis of this area under way. Go on with that one.")
        )
    made = Analysis.objects.create(
        municipality_id=here,
        programme=programme,
        area=area,
        group=group,
        points=draft.points,
        begun_at=at,
    )
    audit.record("analysis_begun", made, by=by, at=at)
    return made.pk


@transaction.atomic
def move_analysis(analysis_id: int, state: AnalysisState, *, by: Viewer, at: datetime) -> None:
    """Bring an analysis to its next step, or one step back.

    To gather again only while nobody divided points: those would lose their statements. To
    divide again only while no sums were shown: the difference would tell who gave what.
    """
    analysis = analysis_to_lead(analysis_id, by)
    if state in {AnalysisState.DECIDED, AnalysisState.DROPPED}:
        raise ValueError(state)
    refuse_step(analysis, state)
    if state == AnalysisState.DIVIDING and analysis.statements.count() < 2:  # noqa: PLR2004 - to choose takes two
        raise ProgrammeRefused(_("Write down at least two statements to choose from."))
    sheets = list(analysis.sheets.all())
    given = bool(sheets)
    if analysis.state == AnalysisState.WEIGHED and sums_may_show(analysis, sheets):
        raise ProgrammeRefused(
            _(
                "The result was shown, so the points stand: a difference would tell who gave "
                "what. Choose the main points, or stop this analysis to begin anew."
            )
        )
    if state == AnalysisState.GATHERING and given:
        raise ProgrammeRefused(
            _("Somebody divided points already. Stop this analysis to begin anew.")
        )
    if state == AnalysisState.WEIGHED and not given:
        raise ProgrammeRefused(_("Nobody has divided points yet. Wait for the first."))
    analysis.state = state
    analysis.save(update_fields=["state"])
    audit.record("analysis_moved", analysis, by=by, at=at, why=state.value)


@transaction.atomic
def drop_analysis(analysis_id: int, *, by: Viewer, at: datetime) -> None:
    """Stop an analysis without a result; the points go, with who gave them."""
    analysis = analysis_to_lead(analysis_id, by)
    refuse_step(analysis, AnalysisState.DROPPED)
    analysis.sheets.all().delete()
    analysis.state = AnalysisState.DROPPED
    analysis.save(update_fields=["state"])
    audit.record("analysis_dropped", analysis, by=by, at=at)


@transaction.atomic
def score_area(programme_id: int, draft: ScoreDraft, *, by: Viewer, at: datetime) -> int:
    """Sort an area of a programme above, at or below the average; a later one counts."""
    programme = finding.programme_to_steer(programme_id, by)
    area = finding.known_areas([draft.area_id], programme.municipality_id)[0]
    if draft.score not in Score.values:
        raise ProgrammeRefused(_("Choose above average, average or below average."))
    remark = checked_words(finding.line(draft.remark, 400), field="remark")
    fields = {"score": draft.score, "remark": remark}
    row = programme.scores.filter(area=area).first()
    if row is None:
        row = AreaScore(
            municipality_id=programme.municipality_id,
            programme=programme,
            area=area,
            order=next_place(programme.scores.all()),
        )
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    audit.record("area_scored", row, by=by, at=at)
    return row.pk


def analysis_to_lead(analysis_id: int, by: Viewer) -> Analysis:
    """Return an analysis that ``by`` leads, locked."""
    analysis = _found(analysis_id, by)
    refuse_to_lead(by, analysis.area_id, analysis.group_id)
    return analysis


def analysis_to_fill(analysis_id: int, by: Viewer) -> Analysis:
    """Return an analysis that gathers statements and that ``by`` writes along in, locked."""
    analysis = _found(analysis_id, by)
    holders = around([analysis.area_id])[0]
    if not rules.may_fill_analysis(by, holders, analysis.group_id):
        raise ProgrammeRefused(
            _("Only members of “%(group)s” write along here. Ask its chair.")
            % {"group": analysis.group.name}
        )
    if analysis.state != AnalysisState.GATHERING:
        raise ProgrammeRefused(
            _("The statements stand: points are divided or it was decided. Reload the page.")
        )
    return analysis


def refuse_to_lead(by: Viewer, area_id: int, group_id: int) -> None:
    """Refuse who does not lead the evening of this group on this area."""
    if not rules.may_lead_analysis(by, around([area_id])[0], group_id=group_id):
        raise ProgrammeRefused(
            _(
                "Only the chair of the group, the wijkregisseur and the community worker of "
                "the area can do this. Ask one of them."
            )
        )


def refuse_step(analysis: Analysis, state: AnalysisState) -> None:
    """Refuse a step that is not the next one."""
    now = AnalysisState(analysis.state)
    if state not in ANALYSIS_STEPS[now]:
        raise ProgrammeRefused(
            _("This analysis is at “%(state)s” now. Reload the page.") % {"state": now.label}
        )


def _found(analysis_id: int, by: Viewer) -> Analysis:
    rows = Analysis.objects.select_related("group")
    if not rules.may_see_ideas(by):
        rows = rows.filter(state=AnalysisState.DECIDED)
    return finding.found(rows, analysis_id, by)
