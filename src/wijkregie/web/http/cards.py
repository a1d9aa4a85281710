"""One figure of an area in a sentence: where it stands beside municipality and country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.indicators.queries import apart
from wijkregie.domain.indicators.states import Kind
from wijkregie.web.http.classes import names_of
from wijkregie.web.http.wording import (
    comparable,
    share_text,
    value_text,
)

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Line
    from wijkregie.domain.places.queries import Scope

_PHRASES: Final = {
    "same": gettext_lazy("about the same as in %(places)s"),
    "higher": gettext_lazy("higher than in %(places)s"),
    "lower": gettext_lazy("lower than in %(places)s"),
    "unclear": gettext_lazy("no clear difference with %(places)s"),
}


def comparison_text(scope: Scope, line: Line) -> str:
    """Tell in one sentence where a figure stands beside municipality and country.

    A count is told as a share first, for only that can be compared. A figure of a sample is
    called higher or lower only when the difference is more than chance.
    """
    if names_of(line.indicator):
        return _classes_beside(scope, line)
    places: dict[str, list[str]] = {}
    known = [(name, other) for name, other in _others(scope, line) if other is not None]
    clear = apart([(line.now, other) for _name, other in known])
    for (name, other), stands in zip(known, clear, strict=True):
        if word := _beside(line.indicator, line.now, other):
            places.setdefault("unclear" if stands is False else word, []).append(name)
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
    if abs(difference) <= blur(indicator, seen):
        return "same"
    return "higher" if difference > 0 else "lower"


def blur(indicator: Indicator, seen: FigureSeen) -> float:
    """Return how far a figure may be off by rounding alone, in its own unit."""
    if indicator.kind != Kind.COUNT or not seen.share or seen.value is None:
        return 0.5 * 10.0**-indicator.decimals
    whole = 100 * seen.value / seen.share
    return 100 * 2.5 / max(whole, 1.0)
