"""What tells whether a goal is reached: baseline, now, target, and how far it came."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.programme.states import Direction
from wijkregie.web.programme.words import plain_text, value_text

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
        "track": track(line),
        "progress_text": progress_text(line),
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
    if line.now_margin is not None:
        details.append(_("margin ± %(margin)s") % {"margin": plain_text(line.now_margin)})
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


def progress_text(line: IndicatorLine) -> str:
    """Tell in a sentence how far it came; a difference within the margin is none."""
    if line.progress is None:
        return ""
    if _within_margin(line):
        return _("The difference with the baseline is smaller than the margin.")
    return _way(line.progress)


def _way(progress: Fraction) -> str:
    if progress >= 1:
        return _("The target is reached.")
    if progress < 0:
        return _("It moved away from the target since the baseline.")
    if not progress:
        return _("Nothing changed yet since the baseline.")
    share = {"share": round(progress * 100)}
    return _("%(share)d %% of the way from baseline to target.") % share


def _within_margin(line: IndicatorLine) -> bool:
    if line.now_margin is None or line.now is None or line.baseline is None:
        return False
    return abs(line.now - line.baseline) < line.now_margin


def track(line: IndicatorLine) -> dict[str, Any] | None:
    """Return the way from baseline to target as a drawing, with the present place on it."""
    now, off = line.progress, _margin(line)
    if now is None:
        return None
    low, high = min(now - off, Fraction(0)), max(now + off, Fraction(1))

    def place(value: Fraction) -> str:
        return f"{float(_ROOM + (_WIDTH - 2 * _ROOM) * (value - low) / (high - low)):.1f}"

    return {
        "from_x": place(Fraction(0)),
        "to_x": place(Fraction(1)),
        "now_x": place(now),
        "low_x": place(now - off) if off else "",
        "high_x": place(now + off),
    }


def _margin(line: IndicatorLine) -> Fraction:
    """Return the margin as part of the way from baseline to target."""
    if line.now_margin is None or line.baseline is None or line.target is None:
        return Fraction(0)
    return abs(Fraction(line.now_margin) / Fraction(line.target - line.baseline))
