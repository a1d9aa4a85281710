"""A figure as a row of the atlas: here, beside what is around it, and through the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.indicators.states import Kind
from wijkregie.web.atlas.trends import spark
from wijkregie.web.http.classes import numbers_of
from wijkregie.web.http.wording import (
    amount,
    badge_text,
    comparable,
    comparable_text,
    number,
    unit_text,
    value_text,
)

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Line, Standing
    from wijkregie.web.atlas.gathered import Gathered

TONES: Final = {
    "better": "better",
    "worse": "worse",
    "higher": "plain",
    "lower": "plain",
    "not_distinguishable": "same",
}
WORDS: Final = {
    "better": gettext_lazy("better"),
    "worse": gettext_lazy("less good"),
    "higher": gettext_lazy("higher"),
    "lower": gettext_lazy("lower"),
    "not_distinguishable": gettext_lazy("about the same"),
}
_DASH: Final = "–"  # noqa: RUF001 - a dash, not a hyphen


def row(found: Gathered, line: Line) -> dict[str, Any]:
    """Return a figure as ``atlas.typ`` asks for it."""
    indicator = line.indicator
    standing = found.standings.get(indicator.key)
    judged = standing is not None and standing.verdict in WORDS
    counted = indicator.kind == Kind.COUNT
    value = value_text(indicator, line.now) if counted else here_text(indicator, line.now)
    return {
        "name": indicator.name,
        "unit": unit_of(indicator, line.now),
        "value": value,
        "part": comparable_text(indicator, line.now) if counted else "",
        "badge": badge_text(line.now),
        "municipality": comparable_text(indicator, line.municipality) or _DASH,
        "country": comparable_text(indicator, line.country) or _DASH,
        "peers": _of_peers(indicator, standing) or _DASH,
        "word": str(WORDS[standing.verdict]) if standing and judged else "",
        "tone": TONES[standing.verdict] if standing and judged else "unknown",
        "share": standing.percentile / 100
        if standing and judged and standing.percentile is not None
        else None,
        "rank": rank_text(standing) if standing and judged else "",
        "trend": spark(line),
        "period": str(line.now.period),
    }


def here_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return a value here as it can be compared: a count with what part it is."""
    value = value_text(indicator, seen)
    if seen is None or not value or comparable(indicator, seen) is None:
        return value
    if indicator.kind == Kind.COUNT:
        return f"{value} ({comparable_text(indicator, seen)})"
    return comparable_text(indicator, seen)


def median_text(indicator: Indicator, standing: Standing | None) -> str:
    """Return the middle value of similar areas, as it stands beside that of the area."""
    if standing is None or standing.median is None:
        return ""
    if indicator.kind == Kind.COUNT:
        return f"{number(standing.median, 1)} %"
    if numbers_of(indicator) and standing.median != int(standing.median):
        return number(standing.median, 1)  # between two classes
    text = amount(indicator, standing.median)
    return f"{text} %" if indicator.unit == "%" else text


def _of_peers(indicator: Indicator, standing: Standing | None) -> str:
    """Return the middle of similar areas; of the municipality's own figures there is none."""
    among_peers = standing is not None and standing.among == "peers"
    return median_text(indicator, standing) if among_peers else ""


def rank_text(standing: Standing) -> str:
    """Return the place among similar areas, or nothing; the best is the first."""
    if standing.rank is None or not standing.of:
        return ""
    words = _("place %(rank)d of %(of)d")
    if standing.among == "municipality":
        words = _("place %(rank)d of %(of)d in the municipality")
    return words % {"rank": standing.rank, "of": standing.of}


def unit_of(indicator: Indicator, seen: FigureSeen) -> str:
    """Return the unit and the year of a figure."""
    unit = unit_text(indicator)
    shown = unit and unit != "%" and unit.casefold() not in indicator.name.casefold()
    return f"{unit}, {seen.period}" if shown else str(seen.period)
