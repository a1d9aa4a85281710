"""What a form about an indicator or a plan can say at once: what will show, and what not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.core import logframe
from wijkregie.core.logframe import Measure
from wijkregie.web.programme.measuring_words import count_text, points_text
from wijkregie.web.programme.words import value_text

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.programme.services import MeasuringDraft

_MIDDLE: Final = Decimal(50)
_FINE: Final = Decimal("0.01")


def as_known(line: logframe.Indicator, frame: logframe.Programme) -> logframe.Indicator:
    """Return an indicator as it is typed, with how it is measured as the programme has it."""
    known = next((one for one in frame.indicators if one.id == line.id), None)
    if known is None:
        return line
    before = known.baseline
    n = before.n if line.baseline.n is None and before.wave_id else line.baseline.n
    return replace(
        line,
        question=known.question,
        deviation=known.deviation,
        parts=known.parts,
        area_ids=known.area_ids,
        measure=line.measure if line.measure == Measure.SHARE else _mean(known),
        baseline=replace(line.baseline, wave_id=before.wave_id, n=n),
    )


def _mean(known: logframe.Indicator) -> Measure:
    return Measure.OTHER if known.measure == Measure.SHARE else known.measure


def as_typed(
    frame: logframe.Programme, pk: int, draft: MeasuringDraft, n: int | None
) -> logframe.Indicator:
    """Return an indicator of a programme, measured as it is typed now.

    ``n`` is how many answered before, as the programme says; else the measurement tells it.
    """
    known = next(one for one in frame.indicators if one.id == pk)
    areas = [part.area_id for part in draft.parts if part.area_id is not None]
    told = replace(
        known,
        question=draft.question,
        deviation=draft.deviation,
        measure=Measure.MEAN if draft.deviation is not None else known.measure,
        parts=tuple(logframe.Part(one.numerator, one.denominator) for one in draft.parts),
        area_ids=tuple(areas) if areas and len(areas) == len(draft.parts) else known.area_ids,
    )
    wave = next((one for one in frame.waves if one.id == draft.baseline_wave_id), None)
    before = n if n is not None or wave is None else logframe.answers(wave, told)
    return replace(
        told, baseline=replace(known.baseline, wave_id=draft.baseline_wave_id, n=before)
    )


def points(
    frame: logframe.Programme, one: logframe.Indicator, on: date
) -> list[dict[str, Any]]:
    """Return what the next measurement can show, as ``programme/advice.html`` asks for it."""
    wave = logframe.next_wave(frame, on)
    n = logframe.answers(wave, one) if wave else None
    if wave is None or n is None:
        return []
    around = one.baseline.value if one.baseline.value is not None else _MIDDLE
    change = logframe.smallest_change(
        one.measure,
        around,
        (one.baseline.n or n, n),
        higher=one.higher is not False,
        deviation=one.deviation,
    )
    if change is None:
        return []
    told = {"wave": wave.title, "n": count_text(n), "change": _change(one, change)}
    said = _(
        "With %(n)s answers “%(wave)s” can show a change of %(change)s. Smaller than that one "
        "does not see."
    )
    return [
        {
            "text": said % told,
            "kind": "neutral",
            "icon": "info",
            "severity_text": _("What you can see"),
        }
    ]


def _change(one: logframe.Indicator, change: Decimal) -> str:
    if one.measure == Measure.SHARE:
        return points_text(change)
    return value_text(change.quantize(_FINE), one.unit)
