"""The form that says how an indicator is measured: its question, its baseline, its parts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core import logframe
from wijkregie.core.logframe import Measure
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.services import MeasuringDraft, PartDraft
from wijkregie.web.programme import advice, ahead, choices
from wijkregie.web.programme.forms.measuring import (
    EMPTY_PARTS,
    MeasuringForm,
    parts_as_sent,
)
from wijkregie.web.programme.measuring.told import wave_when
from wijkregie.web.programme.measuring_words import count_text, share_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.programme.queries import IndicatorPlanned, MeasurementPlanSeen
    from wijkregie.web.programme.desk import Desk

#: The field that says how many parts the form has, and the button for one more.
PARTS: Final = "delen"
MORE: Final = "regel"
_LONGEST: Final = 3


def form_of(
    desk: Desk, seen: MeasurementPlanSeen, one: IndicatorPlanned, sent: QueryDict | None
) -> MeasuringForm:
    """Return the form of an indicator."""
    known = draft_of(one)
    beside = [part.area for part in one.parts.rows if part.area]
    return MeasuringForm(
        sent,
        offer={
            "baseline_wave": [
                ("", _("Not from a measurement that is known here")),
                *((wave.id, wave_when(wave.title, wave.begins_on)) for wave in seen.waves),
            ],
            "areas": choices.areas(desk, beside),
        },
        share=one.measure == Measure.SHARE,
        parts=_parts(desk, len(known.parts)),
        initial={
            "question": known.question,
            "baseline_wave": known.baseline_wave_id or "",
            "deviation": known.deviation,
            **parts_as_sent(known.parts),
        },
    )


def draft_of(one: IndicatorPlanned) -> MeasuringDraft:
    """Return how an indicator is measured as the draft that would leave it so."""
    return MeasuringDraft(
        question=one.question,
        baseline_wave_id=one.baseline_wave.id if one.baseline_wave else None,
        deviation=one.deviation,
        parts=tuple(
            PartDraft(
                part.area.id if part.area else None,
                part.name,
                part.numerator,
                part.denominator,
            )
            for part in one.parts.rows
        ),
    )


def asks_more(desk: Desk) -> bool:
    """Tell whether the button for one more part was pressed."""
    return desk.sent is not None and MORE in desk.sent


def _parts(desk: Desk, there: int) -> int:
    """Return how many parts may be filled in: those there, two more, and what was sent."""
    sent: Mapping[str, Any] = desk.sent or {}
    told = str(sent.get(PARTS, ""))
    asked = int(told) if told.isascii() and told.isdigit() and len(told) < _LONGEST else 0
    return max(there + EMPTY_PARTS, asked + (MORE in sent))


def together(form: MeasuringForm) -> str:
    """Tell the percentage of all parts as they are typed: the sum over the sum."""
    if form.is_bound:
        form.full_clean()
        parts = form.draft().parts
    else:
        parts = tuple(
            PartDraft(numerator=said[0], denominator=said[1])
            for at in range(form.parts)
            if (said := _initial(form, at)) != (None, None)
        )
    known = [
        (one.numerator, one.denominator)
        for one in parts
        if one.numerator is not None and one.denominator is not None
    ]
    if not parts:
        return ""
    if len(known) < len(parts):
        return _("Not all numbers are filled in, so one cannot take the parts together.")
    some, all_ = (sum(numbers) for numbers in zip(*known, strict=True))
    percent = share_text(Fraction(100 * some, all_))
    told = {"some": count_text(some), "all": count_text(all_), "percent": percent}
    return _("Together: %(some)s of %(all)s people, that is %(percent)s %%.") % told


def _initial(form: MeasuringForm, at: int) -> tuple[int | None, int | None]:
    known = form.initial
    return known.get(f"deel{at}_some"), known.get(f"deel{at}_all")


def advised(
    desk: Desk, seen: MeasurementPlanSeen, one: IndicatorPlanned, context: dict[str, Any]
) -> HttpResponse:
    """Answer with advice on what is filled in: the piece that changes, or the whole page."""
    form = context["form"]
    form.full_clean()
    today = timezone.localdate()
    frame = queries.frame_for_advice(desk.viewer, seen.programme)
    typed = ahead.as_typed(frame, one.id, form.draft(), one.baseline_n)
    found = logframe.advice(frame, typed, on=today)
    said = {"advice": advice.told(found, ahead.points(frame, typed, today))}
    if desk.request.headers.get("HX-Request"):
        return render(desk.request, "programme/advice.html", said)
    return render(desk.request, "programme/measuring_ask.html", context | said)
