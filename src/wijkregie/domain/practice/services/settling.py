"""Settle a paragraph of a template: keep it, say it in own words, or leave it; and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.core import units
from wijkregie.domain.indicators.queries import indicators_visible_to
from wijkregie.domain.places.models import Area, MunicipalityCode
from wijkregie.domain.places.states import Level
from wijkregie.domain.practice.models import Paragraph
from wijkregie.domain.practice.queries.earlier import earlier_of
from wijkregie.domain.practice.services.drafts import PracticeRefused
from wijkregie.domain.practice.states import TAKEN, Choice, ParagraphKind
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.models import Goal
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.states import Direction, GoalLevel
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.practice.services.drafts import ParagraphDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def settle_paragraph(
    paragraph_id: int, draft: ParagraphDraft, *, by: Viewer, at: datetime
) -> None:
    """Keep a paragraph, take it over in own words, or leave it; what is made stands at once.

    Raises ``PracticeRefused`` for one that was taken over already, from this template or
    from another, and for own words that are the same.
    """
    finding.steer(by)
    rows = Paragraph.objects.select_related("template")
    row = finding.found(rows, paragraph_id, by)
    if draft.choice not in Choice.values:
        raise PracticeRefused(_("Choose what you do with this paragraph."))
    _refuse_again(row, draft)
    reason = _reason(draft)
    if draft.choice != Choice.DROPPED:
        row.words = _words(row, draft)
        _make(row, draft, by=by, at=at)
    row.choice, row.reason, row.settled_at = draft.choice, reason, at
    row.save()
    audit.record("paragraph_settled", row, by=by, at=at)


def _refuse_again(row: Paragraph, draft: ParagraphDraft) -> None:
    """The same words, from this file or another, are taken over in a programme once."""
    if row.choice in TAKEN and _stands(row):
        raise PracticeRefused(_("This was taken over already. Reload the page."))
    earlier = earlier_of(row.template.programme_id, [row]).get(row.pk)
    if earlier is not None and draft.choice != Choice.DROPPED:
        raise PracticeRefused(
            _(
                "You took this over on %(day)s from %(name)s already. Leave it here, or "
                "change it in the programme itself."
            )
            % {"day": date_format(earlier.settled_at, "j F Y"), "name": earlier.from_name}
        )


def _stands(row: Paragraph) -> bool:
    return row.kind == ParagraphKind.VISION or bool(row.goal_id or row.indicator_id)


def _reason(draft: ParagraphDraft) -> str:
    needed = ""
    if draft.choice == Choice.CHANGED:
        needed = _("Write down why you say it in other words here.")
    if draft.choice == Choice.DROPPED:
        needed = _("Write down why this does not fit here.")
    return checked_words(finding.line(draft.reason, 400, needed=needed), field="reason")


def _words(row: Paragraph, draft: ParagraphDraft) -> dict[str, Any]:
    """Return what the paragraph becomes here."""
    words = dict(row.original)
    if draft.choice == Choice.CHANGED:
        words["title"] = draft.title.strip()
        if row.kind == ParagraphKind.GOAL:
            words["aims"] = [aim.strip() for aim in draft.aims if aim.strip()]
        if row.kind == ParagraphKind.INDICATOR:
            words["unit"] = draft.unit.strip()
        if words == row.original:
            raise PracticeRefused(
                _("These are the same words. Change them, or take it over as it is.")
            )
    for text in (words["title"], *words.get("aims", ())):
        checked_words(text, field="title")
    return words


def _make(row: Paragraph, draft: ParagraphDraft, *, by: Viewer, at: datetime) -> None:
    """Make in the programme what the paragraph became."""
    into, words = row.template.programme_id, row.words
    if row.kind == ParagraphKind.VISION:
        programme.add_to_vision(into, words["title"], by=by, at=at)
    elif row.kind == ParagraphKind.GOAL:
        row.goal_id = programme.add_goal(into, _goal(row, draft), by=by, at=at)
    else:
        if draft.goal_id is None:
            raise PracticeRefused(_("Choose the goal that this indicator belongs to."))
        goal = finding.found(Goal.objects.filter(programme_id=into), draft.goal_id, by)
        series_id, area_id = _series(row, by)
        indicator = programme.IndicatorDraft(
            title=words["title"],
            unit=words["unit"],
            source=words["source"],
            direction=Direction.LOWER if words["lower_is_better"] else Direction.HIGHER,
            series_id=series_id,
            series_area_id=area_id,
            same_unit=True,  # who lent it measured this figure in this unit
        )
        row.indicator_id = programme.add_indicator(goal.pk, indicator, by=by, at=at)


def _series(row: Paragraph, by: Viewer) -> tuple[int, int] | tuple[None, None]:
    """Return the national figure of an indicator, of the whole municipality, where it is here.

    An own unit counts something else, so that figure is not this indicator any more.
    """
    if row.words["unit"] != row.original["unit"]:
        return None, None
    national = indicators_visible_to(by).filter(municipality=None)
    series = national.filter(key=row.words.get("series", "")).first()
    codes = MunicipalityCode.objects.filter(municipality_id=by.municipality_id or 0)
    areas = Area.objects.filter(municipality=None, level=Level.MUNICIPALITY)
    area = areas.filter(code__in=codes.values("code")).order_by("pk").last()
    if series is None or area is None:
        return None, None
    if units.match(row.words["unit"], series.unit) is units.Match.OTHER:
        return None, None
    return series.pk, area.pk


def _goal(row: Paragraph, draft: ParagraphDraft) -> programme.GoalDraft:
    words = row.words
    return programme.GoalDraft(
        title=words["title"],
        level=GoalLevel(words["level"]),
        parent_id=draft.goal_id,
        aims=tuple(words["aims"]),
        open_because=words["open_because"],
    )
