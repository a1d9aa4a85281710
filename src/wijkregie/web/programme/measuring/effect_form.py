"""The form of a plan to tell the effect of a programme, with what the checks say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.logframe import Arm, Evaluation
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.services import EvaluationDraft
from wijkregie.web.programme import advice, choices
from wijkregie.web.programme.forms.measuring import EffectForm
from wijkregie.web.programme.measuring.effect import faults
from wijkregie.web.programme.measuring.told import wave_when

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.programme.queries import EvaluationSeen, MeasurementPlanSeen
    from wijkregie.web.programme.desk import Desk


def form_of(
    desk: Desk, seen: MeasurementPlanSeen, one: EvaluationSeen | None, sent: QueryDict | None
) -> EffectForm:
    """Return the form of a plan, or of a new one."""
    beside = (*one.treated.areas, *one.comparison.areas) if one else ()
    areas = choices.areas(desk, beside)
    waves = [
        ("", _("Not chosen yet")),
        *((one.id, wave_when(one.title, one.begins_on)) for one in seen.waves),
    ]
    figures = [(each.id, f"{each.title} ({each.goal.title})") for each in seen.indicators]
    return EffectForm(
        sent,
        offer={
            "indicator": [("", _("Not chosen yet")), *figures],
            "treated": areas,
            "comparison": areas,
            "selection_wave": waves,
            "baseline_wave": waves,
            "follow_up_wave": waves,
        },
        initial=_initial(one) if one else {},
    )


def draft_of(one: EvaluationSeen) -> EvaluationDraft:
    """Return a plan as the draft that would leave it as it is."""
    return EvaluationDraft(
        title=one.title,
        indicator_id=one.indicator.id if one.indicator else None,
        treated_ids=tuple(sorted(area.id for area in one.treated.areas)),
        comparison_ids=tuple(sorted(area.id for area in one.comparison.areas)),
        selection_wave_id=one.selection_wave.id if one.selection_wave else None,
        baseline_wave_id=one.baseline_wave.id if one.baseline_wave else None,
        follow_up_wave_id=one.follow_up_wave.id if one.follow_up_wave else None,
    )


def _initial(one: EvaluationSeen) -> dict[str, Any]:
    draft = draft_of(one)
    return {
        "title": draft.title,
        "indicator": draft.indicator_id or "",
        "treated": list(draft.treated_ids),
        "comparison": list(draft.comparison_ids),
        "selection_wave": draft.selection_wave_id or "",
        "baseline_wave": draft.baseline_wave_id or "",
        "follow_up_wave": draft.follow_up_wave_id or "",
    }


def advised(
    desk: Desk, seen: MeasurementPlanSeen, form: EffectForm, page: dict[str, Any]
) -> HttpResponse:
    """Answer with advice on what is filled in: the piece that changes, or the whole page."""
    form.full_clean()
    found = faults(_typed(seen, form.draft()), timezone.localdate())
    said = {"advice": advice.told(found)}
    if desk.request.headers.get("HX-Request"):
        return render(desk.request, "programme/advice.html", said)
    return render(desk.request, "programme/ask_effect.html", page | {"form": form} | said)


def _typed(seen: MeasurementPlanSeen, draft: EvaluationDraft) -> Evaluation:
    """Return a plan as the checks ask for it, from what is typed so far."""
    question = next(
        (one.question for one in seen.indicators if one.id == draft.indicator_id), ""
    )
    waves = {one.id: one for one in seen.waves}
    pair = [waves.get(pk or 0) for pk in (draft.baseline_wave_id, draft.follow_up_wave_id)]

    def arm(areas: tuple[int, ...]) -> Arm:
        before, after = (queries.modes_in(wave, areas, question) for wave in pair)
        return Arm(areas, before, after)

    return Evaluation(
        id=1,
        title=draft.title or _("this plan"),
        treated=arm(draft.treated_ids),
        comparison=arm(draft.comparison_ids),
        selection_wave_id=draft.selection_wave_id,
        baseline_wave_id=draft.baseline_wave_id,
    )
