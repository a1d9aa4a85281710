"""What tells whether a goal is reached: baseline, now, target, and how far it came."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.programme.states import Direction
from wijkregie.web.programme.words import value_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import IndicatorLine

_WIDTH: Final = 200
_ROOM: Final = 10  # kept free at both ends


def indicator(line: IndicatorLine, baseline_source: str) -> dict[str, Any]:
    """Return an indicator as ``programme/goal.html`` asks for it."""
    return {
        "title": line.title,
        "source_text": line.source,
        "values": [_before(line, baseline_source), _now(line), _target(line)],
        "track": track(line.progress),
        "progress_text": progress_text(line.progress),
    }


def _before(line: IndicatorLine, source: str) -> dict[str, str]:
    details = [str(line.baseline_year)] if line.baseline_year else []
    if line.baseline_n:
        details.append(_("%(number)d answers") % {"number": line.baseline_n})
    return {
        "name": _("Baseline"),
        "text": value_text(line.baseline, line.unit),
        "detail": ", ".join(details),
        "reason": _("not filled in") if source else _("not measured yet"),
    }


def _now(line: IndicatorLine) -> dict[str, str]:
    area = line.series_area.name if line.series_area else ""
    details = [area, str(line.now_period)] if line.now_period else []
    reason = _("no figure linked")
    if line.series_name:
        reason = _("“%(figure)s” has no value yet") % {"figure": line.series_name}
    return {
        "name": _("Now"),
        "text": value_text(line.now, line.unit),
        "detail": ", ".join(filter(None, details)),
        "reason": reason,
    }


def _target(line: IndicatorLine) -> dict[str, str]:
    least = line.direction == Direction.HIGHER
    text = value_text(line.target, line.unit)
    words = _("at least %(value)s") if least else _("at most %(value)s")
    return {
        "name": _("Target"),
        "text": words % {"value": text} if text else "",
        "detail": _("in %(year)s") % {"year": line.target_year} if line.target_year else "",
        "reason": _("the programme names none"),
    }


def progress_text(progress: Fraction | None) -> str:
    """Tell in a sentence how far it came."""
    if progress is None:
        return ""
    if progress >= 1:
        return _("The target is reached.")
    if progress < 0:
        return _("It moved away from the target since the baseline.")
    share = {"share": round(progress * 100)}
    return _("%(share)d %% of the way from baseline to target.") % share


def track(progress: Fraction | None) -> dict[str, Any] | None:
    """Return the way from baseline to target as a drawing, with the present place on it."""
    if progress is None:
        return None
    low, high = min(progress, Fraction(0)), max(progress, Fraction(1))

    def place(value: Fraction) -> str:
        return f"{float(_ROOM + (_WIDTH - 2 * _ROOM) * (value - low) / (high - low)):.1f}"

    return {
        "from_x": place(Fraction(0)),
        "to_x": place(Fraction(1)),
        "now_x": place(progress),
        "low_x": "",
    }
