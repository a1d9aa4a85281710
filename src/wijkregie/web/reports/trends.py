"""Shares and amounts through time, as small bars with their numbers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.programme.queries import Bound
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.programme.queries import Gap
    from wijkregie.domain.reports.queries import Quarter, Share, YearGap

#: Of fewer a percentage says too much: one more or less changes it by ten.
FEW: Final = 10
_BOUNDS: Final = {
    Bound.EXACT: "",
    Bound.AT_LEAST: gettext_lazy("at least"),
    Bound.AT_MOST: gettext_lazy("at most"),
    Bound.UNSURE: gettext_lazy("as far as we know"),
}
_HIGH: Final = 40.0
_WIDE: Final = 20


def bound_text(gap: Gap) -> str:
    """Tell how sure an amount is, or nothing where it is exact."""
    return _("not known") if is_unknown(gap) else str(_BOUNDS[gap.bound])


def is_unknown(gap: Gap) -> bool:
    """Tell whether unknown costs are all there is to a gap: that is no nought."""
    return gap.all_unknown


def gap_text(gap: Gap) -> str:
    """Return a gap, with how sure it is."""
    bound = bound_text(gap)
    if is_unknown(gap):
        return bound
    known = euro_text(gap.known_cents)
    return f"{known}, {bound}" if gap.bound == Bound.UNSURE else f"{bound} {known}".strip()


def quarter_text(one: Quarter) -> str:
    """Return a quarter in words."""
    told = {"number": one.number, "year": one.begins.year}
    return _("quarter %(number)d of %(year)d") % told


def share_value(share: Share) -> dict[str, Any]:
    """Return a share as a number: of few how many, for a percentage would say too much."""
    if not share.of:
        return {"value": _("Nothing to count yet"), "wordy": True}
    if share.of < FEW:
        return {"value": str(share.part), "wordy": False}
    return {"value": f"{share.percent} %", "wordy": False}


def shares_trend(quarters: Sequence[Quarter]) -> dict[str, Any] | None:
    """Return shares per quarter as small bars, or nothing if there is nothing to draw."""
    if not any(one.share.of for one in quarters):
        return None
    told = [(one.share.percent, quarter_text(one), _told(one.share)) for one in quarters]
    return _trend(told, 100)


def _told(share: Share) -> str:
    if not share.of:
        return _("none")
    return _("%(part)d of %(of)d") % {"part": share.part, "of": share.of}


def gaps_trend(rows: Sequence[YearGap]) -> dict[str, Any] | None:
    """Return gaps per year as small bars, or nothing if there is no gap."""
    most = max((row.gap.known_cents for row in rows), default=0)
    if not most or len(rows) < 2:  # noqa: PLR2004 - one year is no trend
        return None
    told = [
        (row.gap.known_cents, str(row.year), euro_text(row.gap.known_cents)) for row in rows
    ]
    return _trend(told, most)


def _trend(told: Sequence[tuple[int | None, str, str]], most: int) -> dict[str, Any]:
    bars = []
    for at, (value, _when, _text) in enumerate(told):
        high = _HIGH * (value or 0) / most
        bars.append(
            {
                "x": at * _WIDE,
                "y": f"{_HIGH - high:.1f}",
                "height": f"{high:.1f}",
                "none": value is None,
                "now": at == len(told) - 1,
            }
        )
    return {
        "bars": bars,
        "width": len(told) * _WIDE,
        "from_text": told[0][1],
        "to_text": told[-1][1],
        "label": "; ".join(f"{when}: {text}" for _value, when, text in told),
    }
