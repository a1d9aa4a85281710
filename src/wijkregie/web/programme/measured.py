"""What tells whether a goal is reached: baseline, now, target, and how far it came."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.core.proportions import whole_percent
from wijkregie.domain.programme.states import Direction
from wijkregie.web.programme.words import date_text, margin_text, value_text

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import IndicatorLine, TargetSeen

_WIDTH: Final = 200
_ROOM: Final = 10  # kept free at both ends
_FINEST: Final = 4


def indicator(line: IndicatorLine, baseline_source: str, figure: str = "") -> dict[str, Any]:
    """Return an indicator as ``programme/goal.html`` asks for it.

    ``baseline_source`` is that of the whole programme, ``figure`` where now stands.
    """
    return {
        "id": line.id,
        "title": line.title,
        "source_text": line.source,
        "owner_text": line.owner,
        "values": [
            _before(line, baseline_source),
            _now(line) | {"url": figure if line.now is not None else ""},
            *targets(line),
        ],
        "track": track(line),
        "progress_text": progress_text(line),
        "expected_text": expected_text(line),
    }


def _before(line: IndicatorLine, source: str) -> dict[str, str]:
    details = [_moment(line.baseline_year, line.baseline_on)]
    if line.baseline_n:
        details.append(_("%(number)d answers") % {"number": line.baseline_n})
    if line.baseline is not None:
        details.append(line.baseline_source)
    return {
        "name": _("Baseline"),
        "text": value_text(line.baseline, line.unit),
        "detail": ", ".join(filter(None, details)),
        "reason": _("not filled in") if source else _("not measured yet"),
    }


def _moment(year: int | None, on: date | None) -> str:
    return date_text(on) if on else str(year or "")


def _now(line: IndicatorLine) -> dict[str, str]:
    area = line.series_area.name if line.series_area else ""
    details = [area, str(line.now_period)] if line.now_period else []
    if line.now_margin is not None:
        details.append(margin_text(line.now_margin, line.now, line.unit))
    if line.now_n:
        details.append(_("%(number)d answers") % {"number": line.now_n})
    reason = _("no figure linked")
    if line.series_name:
        reason = _("“%(figure)s” has no value yet") % {"figure": line.series_name}
    return {
        "name": _("Now"),
        "text": value_text(line.now, line.unit),
        "detail": ", ".join(filter(None, details)),
        "reason": reason,
    }


def targets(line: IndicatorLine) -> list[dict[str, str]]:
    """Return each value aimed at with its date; of those on the way also how far it came."""
    if not line.targets:
        none = {"name": _("Target"), "text": "", "detail": ""}
        return [none | {"reason": _("the programme names none")}]
    return [
        _target(line, one, last=at == len(line.targets))
        for at, one in enumerate(line.targets, 1)
    ]


def _target(line: IndicatorLine, one: TargetSeen, *, last: bool) -> dict[str, str]:
    least = line.direction == Direction.HIGHER
    words = _("at least %(value)s") if least else _("at most %(value)s")
    details = [_("in %(year)s") % {"year": one.year}] if one.year and not one.on else []
    if one.on:
        details.append(_("on %(day)s") % {"day": date_text(one.on)})
    if one.way and not last:
        details.append(_("%(share)d %% of the way") % {"share": whole_percent(one.way.share)})
    return {
        "name": _("Target"),
        "text": words % {"value": value_text(one.value, line.unit)},
        "detail": ", ".join(details),
        "reason": "",
    }


def progress_text(line: IndicatorLine) -> str:
    """Tell how far it came and between what; a difference within the margin is none."""
    way = line.way
    if way is None:
        return _unmeasured(line)
    share = {"share": whole_percent(way.share), "target": _named(line.targets[-1], line.unit)}
    if way.low is None or way.high is None:
        told = _("%(share)d %% of the way to %(target)s.") % share
        return f"{told} {_vague(line)}"
    between = {"low": whole_percent(way.low), "high": whole_percent(way.high)}
    told = _("%(share)d %% of the way to %(target)s, between %(low)d %% and %(high)d %%.")
    told %= share | between
    return f"{told} {_sure(way.low, way.high)}".strip()


def _unmeasured(line: IndicatorLine) -> str:
    """Tell of a figure that is the baseline itself that nobody measured since."""
    if line.now is None or line.baseline_year is None or line.now_period is None:
        return ""
    if line.now_period > line.baseline_year or not line.targets:
        return ""
    return _("It was not measured again since the baseline, so we cannot tell how it goes.")


def _sure(low: Fraction, high: Fraction) -> str:
    """Tell what holds over the whole interval."""
    if low >= 1:
        return _("The target is reached.")
    if high < 0:
        return _("It moved away from the target since the baseline.")
    if low <= 0:
        return _("The difference with the baseline is smaller than the margin.")
    return _("The target may be reached already.") if high >= 1 else ""


def _vague(line: IndicatorLine) -> str:
    """Tell why nobody can say whether it is on the way."""
    if line.now_margin is not None:
        return _("The difference with the baseline is smaller than the margin.")
    return _("The margin is unknown, so we cannot tell whether it is on the way.")


def target_text(value: Decimal | None, unit: str, moment: str) -> str:
    """Return a value aimed at with when it has to be there: what a percentage goes to."""
    text = value_text(value, unit)
    return f"{text} ({moment})" if moment else text


def _named(one: TargetSeen, unit: str) -> str:
    """Return a target with when it has to be there."""
    return target_text(one.value, unit, _moment(one.year, one.on))


def expected_text(line: IndicatorLine) -> str:
    """Tell what the value of now would be on a straight line along the targets."""
    if line.expected is None or line.now_period is None:
        return ""
    value = Decimal(line.expected.numerator) / Decimal(line.expected.denominator)
    places = max(0, -int(line.now.normalize().as_tuple().exponent)) if line.now else 0
    told = {
        "value": value_text(round(value, max(1, min(places, _FINEST))), line.unit),
        "year": line.now_period,
        "target": _named(_next(line, line.now_period), line.unit),
    }
    return _("On a straight line to %(target)s it would be %(value)s in %(year)s.") % told


def _next(line: IndicatorLine, year: int) -> TargetSeen:
    """Return the target that a straight line leads to at the end of a year."""
    dated = [one for one in line.targets if one.day]
    to_come = [one for one in dated if one.day and one.day.year >= year]
    return (to_come or dated[-1:])[0]


def track(line: IndicatorLine) -> dict[str, Any] | None:
    """Return the way from baseline to target as a drawing, with the present place on it."""
    way = line.way
    if way is None:
        return None
    first = way.share if way.low is None else way.low
    last = way.share if way.high is None else way.high
    low, high = min(first, Fraction(0)), max(last, Fraction(1))

    def place(value: Fraction) -> str:
        return f"{float(_ROOM + (_WIDTH - 2 * _ROOM) * (value - low) / (high - low)):.1f}"

    return {
        "from_x": place(Fraction(0)),
        "to_x": place(Fraction(1)),
        "now_x": place(way.share),
        "low_x": place(first) if first != last else "",
        "high_x": place(last),
    }


def figure_page(scope: Scope, line: IndicatorLine) -> str:
    """Return where the value of now stands with its source: what rests on it, and whence."""
    if not line.series_key or line.series_area is None:
        return ""
    return reverse("reports:figure", args=[scope.slug, line.series_key, line.series_area.code])
