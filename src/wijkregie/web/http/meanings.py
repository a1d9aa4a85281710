"""What a figure means: source, unit, direction, rounding, breaks and licence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.indicators.states import Direction
from wijkregie.web.http.licences import licence_of
from wijkregie.web.http.wording import full_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import Version

_DIRECTIONS: Final = {
    Direction.HIGHER: gettext_lazy("Higher is better"),
    Direction.LOWER: gettext_lazy("Lower is better"),
    Direction.NEUTRAL: gettext_lazy("Neither higher nor lower is better"),
}


def direction_text(indicator: Indicator) -> str:
    """Return in words whether a higher figure is better."""
    return str(_DIRECTIONS[Direction(indicator.direction)])


def breaks_of(indicator: Indicator) -> list[str]:
    """Return each break in what was measured, in the language of the page."""
    return [indicator.break_between(one["before"], one["after"]) for one in indicator.breaks]


def facts_of(
    indicator: Indicator, source: str, period: int, more: Sequence[tuple[str, str]] = ()
) -> list[dict[str, str]]:
    """Return what a figure means, as ``partials/facts.html`` asks for it.

    ``source`` is that of an edition, for its licence; ``more`` stands after the unit.
    """
    facts = [
        (_("Source"), indicator.source_nl),
        (_("Year"), str(period)),
        (_("Unit"), indicator.unit_text),
        *more,
    ]
    if indicator.rounding:
        rounding = _("counts of small areas are rounded to %(number)d")
        facts.append((_("Rounding"), rounding % {"number": indicator.rounding}))
    facts += [
        (_("Break"), indicator.break_between(one["before"], one["after"]))
        for one in indicator.breaks
    ]
    told = [{"name": name, "text": text, "url": ""} for name, text in facts if text]
    licence, url = licence_of(source)
    if licence:
        told.append({"name": _("Licence"), "text": licence, "url": url})
    return told


def versions_table(
    indicator: Indicator, found: Sequence[Version], *, place: str, address: str
) -> dict[str, Any]:
    """Return the versions of a year as ``partials/versions.html`` asks for them.

    ``address`` is that of the page with this year; one version is added to it.
    """
    return {
        "place": place,
        "several": len(found) > 1,
        "rows": [
            {
                "number": one.number,
                "division": one.division,
                "date_text": date_format(timezone.localdate(one.imported_at), "j F Y"),
                "value_text": full_text(indicator, one.figure),
                "state_text": _("holds now") if one.current else _("was replaced"),
                "current": one.current,
                "url": f"{address}&versie={one.number}#versions",
            }
            for one in found
        ],
    }
