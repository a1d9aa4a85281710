"""What the next measurement can show of an indicator, in words: also why that is not known."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.core.logframe import Measure
from wijkregie.web.programme.measuring_words import (
    answers_text,
    count_text,
    points_text,
    share_text,
)
from wijkregie.web.programme.words import date_text, joined, value_text

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.indicators.queries import WaveSeen
    from wijkregie.domain.programme.queries import (
        IndicatorPlanned,
        MeasurementPlanSeen,
        Parts,
        TargetShown,
    )

_FINE: Final = Decimal("0.01")


def change_text(one: IndicatorPlanned, change: Decimal) -> str:
    """Return a change in the unit of an indicator, rounded up: less does not show."""
    if one.measure == Measure.SHARE:
        return points_text(change)
    rounded = change.quantize(_FINE, ROUND_CEILING)
    return value_text(rounded, "" if one.unit.startswith("score") else one.unit)


def smallest_text(one: IndicatorPlanned) -> str:
    """Tell the smallest change that shows, and from where; nothing where that is not known."""
    if one.smallest is None:
        return ""
    return change_text(one, one.smallest)


def smallest_note(one: IndicatorPlanned) -> str:
    """Tell what the smallest change was reckoned with."""
    if one.smallest is None:
        return ""
    told = []
    if one.guessed:
        told.append(_("as if it were half before"))
    elif one.measure == Measure.SHARE and one.around is not None:
        told.append(_("from %(value)s") % {"value": value_text(one.around, one.unit)})
    if one.baseline_n is None:
        told.append(_("as if as many answered before"))
    else:
        told.append(_("before: %(n)s") % {"n": answers_text(one.baseline_n)})
    return ", ".join(told)


def why_unknown(seen: MeasurementPlanSeen, one: IndicatorPlanned) -> str:
    """Tell why nobody can say which change shows; nothing where one can."""
    if one.smallest is not None:
        return ""
    checks = (
        (
            not one.question and bool(one.series_name),
            _("it is not asked here: its margin stands with the figure"),
        ),
        (not one.question, _("nobody wrote down by which question it is measured")),
        (seen.next_wave is None, _("no measurement is planned")),
        (one.asked is False, _("the next measurement does not ask it")),
        (one.n is None, _("nobody filled in on how many answers one counts")),
        (
            one.measure != Measure.SHARE and one.deviation is None,
            _("nobody filled in how much answers differ"),
        ),
    )
    return next((text for holds, text in checks if holds), _("there are too few answers"))


def why_target_unknown(seen: MeasurementPlanSeen, one: IndicatorPlanned) -> str:
    """Tell why nobody can say whether the change to a target shows."""
    if one.smallest is None:
        return why_unknown(seen, one)
    if one.baseline is None:
        return _("there is no baseline")
    if one.baseline_n is None:
        return _("it is not known how many people answered before")
    return _("this target cannot be")


def target_text(one: IndicatorPlanned, target: TargetShown) -> str:
    """Return a target with its moment."""
    words = _("at least %(value)s") if one.higher else _("at most %(value)s")
    told = [words % {"value": value_text(target.value, one.unit)}]
    if target.on:
        told.append(_("on %(day)s") % {"day": date_text(target.on)})
    elif target.year:
        told.append(_("in %(year)s") % {"year": target.year})
    return " ".join(told)


def target_shown(
    seen: MeasurementPlanSeen, one: IndicatorPlanned, target: TargetShown
) -> dict[str, Any]:
    """Return a target with whether it can be seen, as ``programme/measuring_row.html`` asks."""
    return {"text": target_text(one, target)} | _shows(seen, one, target)


def _shows(
    seen: MeasurementPlanSeen, one: IndicatorPlanned, target: TargetShown
) -> dict[str, Any]:
    if target.shows is None:
        why = why_target_unknown(seen, one)
        return {"badge": badge(None), "why": why[:1].upper() + why[1:]}
    change = change_text(one, target.change) if target.change is not None else ""
    why = _("A change of %(change)s.") % {"change": change}
    return {"badge": badge(target.shows), "why": why}


def badge(shows: bool | None) -> dict[str, str]:  # noqa: FBT001 - it is what it tells of
    """Return whether a change can be seen, as ``partials/badge.html`` asks for it."""
    if shows is None:
        return {
            "text": _("not known whether it shows"),
            "kind": "neutral",
            "icon": "unknown",
        }
    if shows:
        return {"text": _("can be seen"), "kind": "safe", "icon": "ok"}
    return {"text": _("too small to be seen"), "kind": "warning", "icon": "warning"}


def shows_text(seen: MeasurementPlanSeen, one: IndicatorPlanned) -> str:
    """Tell in one sentence what the next measurement can show; nothing if that is unknown.

    Whose target is too small to be seen reads that too.
    """
    wave = seen.next_wave
    if wave is None or one.smallest is None:
        return ""
    told = {"wave": wave.title, "change": smallest_text(one), "n": answers_text(one.n)}
    said = [
        _("Measured in “%(wave)s”, %(n)s: smaller than %(change)s one does not see.") % told
    ]
    small = [target_text(one, each) for each in one.targets if each.shows is False]
    if small:
        said.append(_("Too small to be seen: %(targets)s.") % {"targets": joined(small)})
    return " ".join(said)


def asked_text(seen: MeasurementPlanSeen, one: IndicatorPlanned) -> str:
    """Return by which question or register an indicator is measured; nothing if unknown."""
    if not one.question:
        return one.series_name
    wording = next(
        (
            line.wording
            for wave in reversed(seen.waves)
            if (line := wave.asked(one.question)) and line.wording
        ),
        "",
    )
    return wording or one.question


def wave_text(seen: MeasurementPlanSeen, one: IndicatorPlanned) -> str:
    """Tell in which measurement an indicator is asked next, or why in none."""
    if not one.question:
        return _("is looked up, not asked") if one.series_name else ""
    if seen.next_wave is None:
        return ""
    if one.asked:
        return seen.next_wave.title
    return _("not in “%(wave)s”") % {"wave": seen.next_wave.title}


def baseline_text(one: IndicatorPlanned) -> str:
    """Tell where the value from before came from; nothing where that is not known."""
    wave = one.baseline_wave
    if wave is None:
        return ""
    return _("Baseline from “%(wave)s”") % {"wave": wave.title}


def parts_text(one: IndicatorPlanned) -> str:
    """Tell the percentage of all parts together, as the sum over the sum."""
    parts = one.parts
    if parts.share is None:
        return _parts_unknown(parts)
    percent = share_text(parts.share)
    if parts.held_back:
        return _("All parts together: %(percent)s %%.") % {"percent": percent}
    told = {
        "percent": percent,
        "some": count_text(sum(row.numerator or 0 for row in parts.rows)),
        "all": count_text(sum(row.denominator or 0 for row in parts.rows)),
    }
    return _("All parts together: %(some)s of %(all)s people, that is %(percent)s %%.") % told


def _parts_unknown(parts: Parts) -> str:
    if parts.held_back:
        return _("Of its parts so few people answered that we do not show their numbers.")
    if parts.rows:
        return _("Of its parts the numbers of people are not known.")
    return ""


def wave_when(title: str, begins_on: date) -> str:
    """Return a measurement with its first day, where one chooses among several."""
    return f"{title} ({date_text(begins_on)})"


def reading(seen: MeasurementPlanSeen, one: IndicatorPlanned, on: date) -> WaveSeen | None:
    """Return the measurement that reads the register of an indicator next, if one does."""
    found = (
        wave
        for wave in seen.waves
        if wave.ends_on >= on
        and one.series_key
        and any(line.series_key == one.series_key for line in wave.lines)
    )
    return next(found, None)
