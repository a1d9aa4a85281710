"""Divide points: each member for oneself, and the sheets of paper by their number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.people.models import Person
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Analysis, Sheet, SheetPoints
from wijkregie.domain.programme.queries.typed import TYPED, sheet_word
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.analyses import analysis_to_lead
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import AnalysisState
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

_MOST_SHEETS: Final = 99


class SheetEntered(ProgrammeRefused):
    """A number of a sheet of paper that cannot be entered now."""

    field = "number"


@transaction.atomic
def divide_points(
    analysis_id: int, points: Mapping[int, int], *, by: Viewer, at: datetime
) -> None:
    """Give the points of ``by`` to statements, by their number; a second time replaces it.

    Nobody else sees who gave what. The log tells that points were divided, not which.
    """
    analysis = finding.found(Analysis.objects.all(), analysis_id, by)
    if not rules.may_give_points(by, analysis.group_id):
        raise ProgrammeRefused(
            _("Only who attends the meetings of this group divides points. Ask its chair.")
        )
    _write(analysis, {"person_id": by.person_id}, points, at=at)
    audit.record("points_divided", analysis, by=by, at=at)


@transaction.atomic
def enter_paper(
    analysis_id: int, number: int, points: Mapping[int, int], *, by: Viewer, at: datetime
) -> None:
    """Enter the sheet of paper with this number.

    A number that was entered before is refused with who did it and when: two people who
    type in sheets would wipe each other's. ``correct_paper`` replaces one on purpose.
    """
    analysis = analysis_to_lead(analysis_id, by)
    entered = _entered(analysis, number)
    if entered is not None:
        raise SheetEntered(_entered_words(entered))
    _write(analysis, {"number": number}, points, at=at)
    audit.record("points_divided", analysis, by=by, at=at, why=sheet_word(number))


@transaction.atomic
def correct_paper(
    analysis_id: int, number: int, points: Mapping[int, int], *, by: Viewer, at: datetime
) -> None:
    """Replace what was entered of the sheet of paper with this number."""
    analysis = analysis_to_lead(analysis_id, by)
    if _entered(analysis, number) is None:
        raise SheetEntered(
            _("Sheet %(number)d was not entered yet. Take the tick away to enter it.")
            % {"number": number}
        )
    _write(analysis, {"number": number}, points, at=at)
    audit.record("points_corrected", analysis, by=by, at=at, why=sheet_word(number))


def _entered(analysis: Analysis, number: int) -> Sheet | None:
    if not 1 <= number <= _MOST_SHEETS:
        raise SheetEntered(_("Number the sheets from 1 on, and fill in that number."))
    return analysis.sheets.filter(number=number).first()


def _entered_words(sheet: Sheet) -> str:
    """Return who entered this sheet and when, and how to go on."""
    moment = timezone.localtime(sheet.given_at)
    told = {
        "number": sheet.number,
        "who": _who_entered(sheet) or _("somebody else"),
        "day": date_format(moment, "j F Y"),
        "time": date_format(moment, "H:i"),
    }
    return (
        _(
            "Sheet %(number)d was entered by %(who)s on %(day)s at %(time)s. Is this another "
            "sheet? Give it another number. Do you correct that sheet? Tick that below."
        )
        % told
    )


def _who_entered(sheet: Sheet) -> str | None:
    rows = audit.rows_of(sheet.municipality_id).filter(
        what__in=TYPED,
        kind=Analysis._meta.label_lower,
        object_id=sheet.analysis_id,
        why=sheet_word(sheet.number),
    )
    by_id = rows.values_list("by_id", flat=True).first()
    return Person.objects.filter(pk=by_id or 0).values_list("name", flat=True).first()


def _write(
    analysis: Analysis, whose: dict[str, Any], points: Mapping[int, int], *, at: datetime
) -> None:
    if analysis.state != AnalysisState.DIVIDING:
        raise ProgrammeRefused(_("Points cannot be divided now. Reload the page."))
    given = {pk: number for pk, number in points.items() if number}
    _check(analysis, given)
    sheet, made = Sheet.objects.get_or_create(
        municipality_id=analysis.municipality_id,
        analysis=analysis,
        **whose,
        defaults={"given_at": at},
    )
    if not made:
        sheet.given.all().delete()
        sheet.given_at = at
        sheet.save(update_fields=["given_at"])
    SheetPoints.objects.bulk_create(
        SheetPoints(
            municipality_id=analysis.municipality_id,
            sheet=sheet,
            statement_id=pk,
            points=number,
        )
        for pk, number in sorted(given.items())
    )


def _check(analysis: Analysis, given: Mapping[int, int]) -> None:
    if not given:
        raise ProgrammeRefused(_("Give at least one point."))
    if any(number < 0 for number in given.values()):
        raise ProgrammeRefused(_("Fill in whole numbers from nought on."))
    over = sum(given.values()) - analysis.points
    if over > 0:
        words = ngettext(
            "You divided %(over)d point too many: there are %(points)d. Take it off.",
            "You divided %(over)d points too many: there are %(points)d. Take them off.",
            over,
        )
        raise ProgrammeRefused(words % {"over": over, "points": analysis.points})
    if analysis.statements.filter(pk__in=given).count() != len(given):
        raise finding.not_there()
