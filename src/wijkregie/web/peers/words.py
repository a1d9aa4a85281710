"""In what areas are alike, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.states import Measure, Width
from wijkregie.domain.places.states import Level
from wijkregie.web.http.classes import names_of
from wijkregie.web.http.wording import number

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import Criterion
    from wijkregie.kit.viewer import Viewer


def counted(level: str, number_of: int) -> str:
    """Return how many areas of a level: "30 wijken"."""
    text = {
        Level.MUNICIPALITY: ngettext("%(n)d municipality", "%(n)d municipalities", number_of),
        Level.DISTRICT: ngettext("%(n)d wijk", "%(n)d wijken", number_of),
        Level.NEIGHBOURHOOD: ngettext("%(n)d buurt", "%(n)d buurten", number_of),
    }[Level(level)]
    return text % {"n": number_of}


class Words:
    """The words for criteria; the names of classes are asked once. One query."""

    def __init__(self, viewer: Viewer) -> None:
        urbanity = indicators.indicator(viewer, "urbanity")
        self._classes = names_of(urbanity) if urbanity else {}

    def criterion(self, one: Criterion) -> dict[str, Any]:
        """Return a row about one criterion: the own figure, and what the others have."""
        return {
            "name": one.label,
            "own": self.value(one, one.own),
            "others": self._others(one),
            "width": str(Width(one.width).label),
        }

    def value(self, one: Criterion, value: float | None) -> str:
        """Return a figure of a criterion as it is written."""
        if value is None:
            return _("not known")
        if one.measure == Measure.CLASS:
            return self._classes.get(int(value), number(value))
        return number(value) if one.measure == Measure.TIMES else f"{number(value, 1)} %"

    def _others(self, one: Criterion) -> str:
        low, high = self.value(one, one.low), self.value(one, one.high)
        if low == high:
            return low
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
