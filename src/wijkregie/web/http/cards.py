"""One figure of an area as a card: its value, what it is beside, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.indicators.states import Kind
from wijkregie.web.http.addresses import figure_url
from wijkregie.web.http.classes import names_of, numbers_of
from wijkregie.web.http.drawing import last_gap, sparkline
from wijkregie.web.http.wording import (
    area_name,
    badge_text,
    cited,
    comparable,
    comparable_text,
    missing_text,
    sample_text,
    share_text,
    unit_text,
    value_text,
)

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Line
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope

_LONGEST: Final = 96
_PHRASES: Final = {
    "same": gettext_lazy("about the same as in %(places)s"),
    "higher": gettext_lazy("higher than in %(places)s"),
    "lower": gettext_lazy("lower than in %(places)s"),
}


def card(scope: Scope, area: Area, line: Line) -> dict[str, Any]:
    """Return a figure as ``partials/figure_card.html`` asks for it."""
    value = value_text(line.indicator, line.now)
    return {
        "name": line.indicator.name,
        "url": figure_url(scope, line.indicator.key),
        "value_text": value,
        "unit_text": unit_text(line.indicator) if value else "",
        "missing_text": "" if value else missing_text(line.now),
        "badge_text": badge_text(line.now),
        "sample_text": sample_text(line.indicator, line.now) if value else "",
        "comparison_text": comparison_text(scope, line),
        "bars": _bars(scope, area, line),
        "trend": sparkline(line),
        "gap_text": last_gap(line),
        "source_text": cited(line.indicator.source_nl, line.now.period),
    }


def comparison_text(scope: Scope, line: Line) -> str:
    """Tell in one sentence where a figure stands beside municipality and country.

    A count is told as a share first, for only that can be compared.
    """
    if names_of(line.indicator):
        return _classes_beside(scope, line)
    places: dict[str, list[str]] = {}
    for name, other in _others(scope, line):
        if word := _beside(line.indicator, line.now, other):
            places.setdefault(word, []).append(name)
    told = ", ".join(
        _PHRASES[word] % {"places": get_text_list(names, _("and"))}
        for word, names in places.items()
    )
    share = share_text(line.indicator, line.now)
    sentence = ": ".join(filter(None, (share, told)))
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _others(scope: Scope, line: Line) -> list[tuple[str, FigureSeen | None]]:
    country = (_("the Netherlands"), line.country)
    return [country] if scope.is_country else [(scope.name, line.municipality), country]


def _classes_beside(scope: Scope, line: Line) -> str:
    """Tell the classes elsewhere by their names, for of a class higher says nothing.

    Where nothing is beside it: which classes there are.
    """
    told = [
        _("In %(place)s: %(name)s.") % {"place": name, "name": text}
        for name, other in _others(scope, line)
        if (text := value_text(line.indicator, other))
    ]
    names = get_text_list([*names_of(line.indicator).values()], _("or"))
    return " ".join(told) or _("One of: %(names)s.") % {"names": names}


def _beside(indicator: Indicator, seen: FigureSeen, other: FigureSeen | None) -> str:
    one, two = comparable(indicator, seen), comparable(indicator, other)
    if one is None or two is None:
        return ""
    decimals = 1 if indicator.kind == Kind.COUNT else indicator.decimals
    difference = round(one, decimals) - round(two, decimals)
    if abs(difference) <= _blur(indicator, seen):
        return "same"
    return "higher" if difference > 0 else "lower"


def _blur(indicator: Indicator, seen: FigureSeen) -> float:
    """Return how far a figure may be off by rounding alone, in its own unit."""
    if indicator.kind != Kind.COUNT or not seen.share or seen.value is None:
        return 0.5 * 10.0**-indicator.decimals
    whole = 100 * seen.value / seen.share
    return 100 * 2.5 / max(whole, 1.0)


def _bars(scope: Scope, area: Area, line: Line) -> list[dict[str, Any]]:
    if numbers_of(line.indicator):
        return []  # a class has no length
    found = [
        (area_name(area), line.now, "this"),
        (scope.name if not scope.is_country else _("Municipality"), line.municipality, "other"),
        (_("The Netherlands"), line.country, "whole"),
    ]
    shown = [
        (name, value, comparable_text(line.indicator, seen), kind)
        for name, seen, kind in found
        if (value := comparable(line.indicator, seen)) is not None
    ]
    most = max((value for _name, value, _text, _kind in shown), default=0.0)
    if len(shown) < 2 or most <= 0 or min(v for _n, v, _t, _k in shown) < 0:  # noqa: PLR2004 - two to compare
        return []
    return [
        {
            "name": name,
            "value_text": text,
            "width": f"{_LONGEST * value / most:.1f}",
            "kind": kind,
        }
        for name, value, text, kind in shown
    ]
