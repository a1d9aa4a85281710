"""A figure of an area beside municipality, similar areas and country: one row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.indicators.states import Kind, Verdict
from wijkregie.web.http.classes import names_of
from wijkregie.web.http.drawing import last_gap, sparkline
from wijkregie.web.http.wording import (
    amount,
    area_name,
    badge_text,
    comparable_text,
    missing_text,
    number,
    sample_text,
    unit_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Line, Standing
    from wijkregie.web.areas.asking import Asked

#: In a table that says beside whom: one word.
_SHORT: Final = {
    Verdict.BETTER: gettext_lazy("better"),
    Verdict.WORSE: gettext_lazy("less good"),
    Verdict.HIGHER: gettext_lazy("higher"),
    Verdict.LOWER: gettext_lazy("lower"),
    Verdict.NOT_DISTINGUISHABLE: gettext_lazy("no clear difference"),
}


@dataclass(frozen=True, slots=True)
class Facing:
    """What the rows of an area share: where it is asked for, and what it stands among."""

    found: Asked
    standings: Mapping[str, Standing]
    threads: Mapping[str, str]

    def rows(self, lines: Iterable[Line]) -> list[dict[str, Any]]:
        """Return figures as ``areas/facing.html`` asks for them."""
        return [self._row(line) for line in lines]

    def _row(self, line: Line) -> dict[str, Any]:
        indicator, now = line.indicator, line.now
        value = value_text(indicator, now)
        standing = self.standings.get(indicator.key)
        return {
            "key": indicator.key,
            "name": indicator.name,
            "url": self.found.url("figure", indicator.key),
            "period": now.period,
            "value_text": value,
            "unit_text": unit_text(indicator) if value else "",
            "share_text": f"{number(now.share, 1)} %" if value and now.share else "",
            "missing_text": "" if value else missing_text(now),
            "badge_text": badge_text(now),
            "sample_text": sample_text(indicator, now) if value else "",
            "municipality_text": beside_text(indicator, line.municipality),
            "peers_text": median_text(indicator, standing),
            "country_text": beside_text(indicator, line.country),
            "rank_text": rank_text(standing),
            "verdict": verdict_of(standing),
            "trend": sparkline(line),
            "gap_text": last_gap(line),
            "thread_url": self.threads.get(indicator.key, ""),
        }


def heads(found: Asked) -> dict[str, str]:
    """Return the heads of the columns of ``areas/facing.html``; empty ones are left out."""
    here = area_name(found.area)
    alone = found.scope.is_country or found.area.code in {*found.scope.codes}
    return {
        "here": here,
        "municipality": "" if alone else found.scope.name,
        "peers": _("Similar areas"),
        "country": "" if found.area.code.startswith("NL") else _("The Netherlands"),
    }


def beside_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return a figure as it may stand beside that of another area; a class by its name."""
    if names_of(indicator):
        return value_text(indicator, seen)
    return comparable_text(indicator, seen)


def median_text(indicator: Indicator, standing: Standing | None) -> str:
    """Return the middle one of the similar areas, a count as its share."""
    if standing is None or standing.median is None:
        return ""
    if indicator.kind == Kind.COUNT:
        return f"{number(standing.median, 1)} %"
    text = amount(indicator, standing.median)
    return f"{text} %" if indicator.unit == "%" else text


def rank_text(standing: Standing | None) -> str:
    """Return which place a figure has among similar areas; the best is the first."""
    if standing is None or standing.rank is None:
        return ""
    return _("%(rank)d of %(of)d") % {"rank": standing.rank, "of": standing.of}


def verdict_of(standing: Standing | None) -> dict[str, str] | None:
    """Return in words, and by which sort of mark, where a figure stands."""
    if standing is None or standing.verdict == Verdict.UNKNOWN:
        return None
    verdict = Verdict(standing.verdict)
    text, short = str(verdict.label), str(_SHORT[verdict])
    return {"kind": verdict.value, "text": text, "short": short}


def most_asked(lines: Sequence[Line], first: Sequence[str], *, most: int) -> list[Line]:
    """Return so many lines with a value, those that people ask first before others."""
    known = [line for line in lines if line.now.has_value]
    asked = sorted(known, key=lambda line: line.indicator.key not in first)
    kept = {id(line) for line in asked[:most]}
    return [line for line in known if id(line) in kept]
