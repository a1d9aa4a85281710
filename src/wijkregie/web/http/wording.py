"""Words for figures and areas: numbers in Dutch format, never an empty place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.indicators.states import Kind, Status
from wijkregie.domain.places.states import Level, OwnKind

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope

_MISSING: Final = {
    Status.MISSING: gettext_lazy("Not known: too few people, or not measured"),
    Status.SECRET: gettext_lazy("Not known: too few people to publish"),
    Status.NOT_APPLICABLE: gettext_lazy("Does not occur here"),
    Status.NOT_PUBLISHED: gettext_lazy("Not known: not published yet"),
    Status.ZERO_OR_SECRET: gettext_lazy("Not known: nought, or too few to publish"),
    Status.REJECTED: gettext_lazy("Not known: unreadable in the source"),
    Status.SUPPRESSED: gettext_lazy("Not known: too few answers"),
    Status.NO_FIGURE: gettext_lazy("Not known: cannot be added up for this area"),
}
_BADGES: Final = {
    Status.ESTIMATED: gettext_lazy("estimate"),
    Status.PROVISIONAL: gettext_lazy("provisional"),
}
_LEVELS: Final = {
    Level.COUNTRY: gettext_lazy("Country"),
    Level.MUNICIPALITY: gettext_lazy("Municipality"),
    Level.DISTRICT: gettext_lazy("Wijk"),
    Level.NEIGHBOURHOOD: gettext_lazy("Buurt"),
}
_KINDS: Final = {
    OwnKind.WIJK: gettext_lazy("Wijk"),
    OwnKind.VILLAGE: gettext_lazy("Village core"),
    OwnKind.STREET: gettext_lazy("Street"),
    OwnKind.PROJECT: gettext_lazy("Project area"),
    OwnKind.OTHER: gettext_lazy("Own area"),
}
_PLURALS: Final = {
    Level.MUNICIPALITY: gettext_lazy("municipalities"),
    Level.DISTRICT: gettext_lazy("wijken (CBS)"),
    Level.NEIGHBOURHOOD: gettext_lazy("buurten (CBS)"),
    OwnKind.WIJK: gettext_lazy("wijken"),
    OwnKind.VILLAGE: gettext_lazy("village cores"),
    OwnKind.STREET: gettext_lazy("streets"),
    OwnKind.PROJECT: gettext_lazy("project areas"),
    OwnKind.OTHER: gettext_lazy("other own areas"),
}


def number(value: float, decimals: int = 0) -> str:
    """Return a number as it is written in the language of the page.

    >>> number(1234.5, 1)  # doctest: +SKIP
    '1.234,5'
    """
    return number_format(value, decimals, use_l10n=True, force_grouping=True)


def value_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return the value of a figure in words, or nothing if there is none."""
    if seen is None or seen.value is None or not seen.has_value:
        return ""
    if indicator.labels:
        return str(indicator.labels.get(str(int(seen.value)), number(seen.value)))
    return number(seen.value, indicator.decimals)


def full_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return value and unit together, or why there is no value."""
    value = value_text(indicator, seen)
    if not value:
        return missing_text(seen)
    unit = unit_text(indicator)
    return f"{value} {unit}" if unit else value


def unit_text(indicator: Indicator) -> str:
    """Return the unit to stand behind a value; a class with names needs none."""
    return "" if indicator.labels else indicator.unit_text


def missing_text(seen: FigureSeen | None) -> str:
    """Tell why there is no value."""
    status = Status.MISSING if seen is None else seen.status
    return str(_MISSING.get(status, _MISSING[Status.MISSING]))


def badge_text(seen: FigureSeen | None) -> str:
    """Return a word about the standing of a value, or nothing if it is an ordinary one."""
    return str(_BADGES[seen.status]) if seen and seen.status in _BADGES else ""


def comparable(indicator: Indicator, seen: FigureSeen | None) -> float | None:
    """Return what may be laid beside that of an area of another size, or nothing."""
    if seen is None or not seen.has_value:
        return None
    return seen.share if indicator.kind == Kind.COUNT else seen.value


def comparable_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return in words what may be laid beside that of an area of another size.

    The unit stands above it already; only a percentage keeps its sign.
    """
    value = comparable(indicator, seen)
    if value is None:
        return ""
    if indicator.kind == Kind.COUNT:
        return f"{number(value, 1)} %"
    text = value_text(indicator, seen)
    return f"{text} %" if indicator.unit == "%" else text


def level_name(area: Area) -> str:
    """Return what sort of area this is, with a capital."""
    if area.level == Level.OWN:
        return str(_KINDS[OwnKind(area.kind)])
    return str(_LEVELS[Level(area.level)])


def level_plural(level: str) -> str:
    """Return a level or a kind of own area in the plural."""
    key = OwnKind(level) if level in OwnKind.values else Level(level)
    return str(_PLURALS.get(key, level))


def kind_text(scope: Scope, area: Area) -> str:
    """Return what sort of area this is and where it lies: "Wijk in Heerhugowaard"."""
    above = area.parent.name if area.parent and area.level != Level.OWN else scope.name
    if not above or area.level == Level.COUNTRY:
        return level_name(area)
    return _("%(kind)s in %(place)s") % {"kind": level_name(area), "place": above}


def area_name(area: Area) -> str:
    """Return the name of an area; without one its kind and code."""
    return area.name or f"{level_name(area)} {area.code}"
