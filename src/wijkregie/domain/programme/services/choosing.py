"""What a group makes of an analysis: at most three main points, and bottlenecks of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import (
    Bottleneck,
    Evidence,
    MainPoint,
    Sheet,
    SheetPoints,
    Statement,
)
from wijkregie.domain.programme.queries.same_words import as_said, bottlenecks_by_words
from wijkregie.domain.programme.queries.sharing import SHOWN_FROM
from wijkregie.domain.programme.queries.typed import sums_may_show
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.analyses import analysis_to_lead, refuse_step
from wijkregie.domain.programme.services.bottlenecks import add_bottleneck
from wijkregie.domain.programme.services.drafts import BottleneckDraft, ProgrammeRefused
from wijkregie.domain.programme.services.statements import cited_fields
from wijkregie.domain.programme.states import (
    MAIN_POINTS,
    TROUBLES,
    AnalysisState,
)
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from wijkregie.domain.programme.models import Analysis
    from wijkregie.kit.viewer import Viewer

#: So long after an evening with sheets of paper it may still be entered.
_TYPED_IN_AFTER: Final = timedelta(days=31)


class DayRefused(ProgrammeRefused):
    """A day on which the group cannot have decided."""

    field = "taken_on"


@transaction.atomic
def settle_analysis(
    analysis_id: int,
    statement_ids: Sequence[int],
    draft: decisions.DecisionDraft,
    *,
    by: Viewer,
    at: datetime,
) -> int:
    """Decide on one to three main points, the heaviest first; return the decision.

    They take the place of what stood before for this area in the programme. From now on
    nobody can tell who gave which points.
    """
    analysis = analysis_to_lead(analysis_id, by)
    refuse_step(analysis, AnalysisState.DECIDED)
    chosen = _chosen(analysis, statement_ids)
    if draft.outcome != Outcome.FOLLOW_UP:
        raise ValueError(draft.outcome)
    _check_body(analysis, draft, by)
    _check_day(analysis, draft.taken_on)
    decision = decisions.record(draft, by=by, at=at)
    MainPoint.objects.filter(
        programme_id=analysis.programme_id, area_id=analysis.area_id, standing=True
    ).update(standing=False)
    for place, pk in enumerate(chosen, start=1):
        MainPoint.objects.create(
            municipality_id=analysis.municipality_id,
            programme_id=analysis.programme_id,
            area_id=analysis.area_id,
            analysis=analysis,
            statement_id=pk,
            place=place,
        )
    _forget_givers(analysis)
    analysis.state = AnalysisState.DECIDED
    analysis.decision = decision
    analysis.save(update_fields=["state", "decision"])
    audit.record("analysis_settled", analysis, by=by, at=at)
    return decision.pk


@transaction.atomic
def statement_to_bottleneck(
    statement_id: int, draft: BottleneckDraft, *, by: Viewer, at: datetime
) -> int:
    """Make a bottleneck of a weakness or a threat, with its evidence; return its number.

    The bottleneck is of the area of the analysis, whatever ``draft`` names. One that is there
    in the same words is refused.
    """
    statement = finding.found(Statement.objects.select_related("analysis"), statement_id, by)
    analysis = statement.analysis
    if analysis.state != AnalysisState.DECIDED:
        raise ProgrammeRefused(_("The group has to decide first. Then you make a bottleneck."))
    if statement.kind not in TROUBLES:
        raise ProgrammeRefused(
            _("Only a weakness or a threat becomes a bottleneck. Build on this one instead.")
        )
    if statement.bottleneck_id is not None:
        raise ProgrammeRefused(_("There is a bottleneck of this statement already."))
    wanted = BottleneckDraft(
        title=draft.title,
        area_ids=(analysis.area_id,),
        goal_ids=draft.goal_ids,
        priority=draft.priority,
        remark=draft.remark,
        found_on=draft.found_on,
    )
    if as_said(draft.title) in bottlenecks_by_words(analysis.programme_id, analysis.area_id):
        raise ProgrammeRefused(
            _("“%(title)s” is a bottleneck of this area already. Link projects to that one.")
            % {"title": " ".join(draft.title.split())}
        )
    made = add_bottleneck(analysis.programme_id, wanted, by=by, at=at)
    bottleneck = Bottleneck.objects.get(pk=made)
    for one in statement.evidence.order_by("pk"):
        Evidence.objects.create(
            municipality_id=statement.municipality_id,
            bottleneck=bottleneck,
            **cited_fields(one) | {"linked_at": at},
        )
    statement.bottleneck = bottleneck
    statement.save(update_fields=["bottleneck"])
    audit.record("statement_to_bottleneck", statement, by=by, at=at)
    return made


def _forget_givers(analysis: Analysis) -> None:
    """Make the sheets anew in the order of what they say, without person, number or moment.

    The log tells who divided points and when: beside sheets in the order in which they came
    it would tell who gave which. Points that were not shown to the group stay nowhere.
    """
    sheets = list(analysis.sheets.all())
    wiped = len(sheets) >= SHOWN_FROM and not sums_may_show(analysis, sheets)
    kept = sorted(
        sorted(sheet.given.values_list("statement_id", "points"))
        for sheet in ([] if wiped else sheets)
    )
    analysis.sheets.all().delete()
    for given in kept:
        sheet = Sheet.objects.create(
            municipality_id=analysis.municipality_id,
            analysis=analysis,
            given_at=analysis.begun_at,
        )
        SheetPoints.objects.bulk_create(
            SheetPoints(
                municipality_id=analysis.municipality_id,
                sheet=sheet,
                statement_id=statement_id,
                points=points,
            )
            for statement_id, points in given
        )


def _chosen(analysis: Analysis, statement_ids: Sequence[int]) -> list[int]:
    chosen = list(statement_ids)
    if not chosen:
        raise ProgrammeRefused(_("Choose at least one main point."))
    if len(chosen) > MAIN_POINTS:
        raise ProgrammeRefused(
            _("A wijk has at most %(most)d main points. Leave the rest out.")
            % {"most": MAIN_POINTS}
        )
    if len(set(chosen)) < len(chosen):
        raise ProgrammeRefused(_("Choose each main point once."))
    if analysis.statements.filter(pk__in=chosen).count() != len(chosen):
        raise finding.not_there()
    return chosen


def _check_day(analysis: Analysis, taken_on: date) -> None:
    """Refuse a day long before the analysis; an evening on paper is typed in afterwards."""
    begun = timezone.localdate(analysis.begun_at)
    if taken_on < begun - _TYPED_IN_AFTER:
        raise DayRefused(
            _(
                "You filled in %(day)s, but this analysis began on %(begun)s. Fill in the day "
                "on which the group decided."
            )
            % {"day": date_format(taken_on, "j F Y"), "begun": date_format(begun, "j F Y")}
        )


def _check_body(analysis: Analysis, draft: decisions.DecisionDraft, by: Viewer) -> None:
    """Refuse a body that is neither the group itself nor a role that ``by`` holds."""
    held = draft.officer in rules.RUNNERS and (
        by.operator or any(grant.role == draft.officer for grant in by.grants)
    )
    if draft.body_id != analysis.group_id and not held:
        raise ProgrammeRefused(
            _("“%(group)s” decides on this, or an officer with that role.")
            % {"group": analysis.group.name}
        )
