"""Words for figures and areas: numbers in Dutch format, never an empty place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.indicators.states import Kind, Status
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.web.http.classes import names_of, numbers_of

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope

_THOUSANDS: Final = "x 1.000 euro"
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
_SINGULARS: Final = {
    Level.MUNICIPALITY: gettext_lazy("municipality"),
    Level.DISTRICT: gettext_lazy("wijk"),
    Level.NEIGHBOURHOOD: gettext_lazy("buurt"),
    OwnKind.WIJK: gettext_lazy("wijk"),
    OwnKind.VILLAGE: gettext_lazy("village core"),
    OwnKind.STREET: gettext_lazy("street"),
    OwnKind.PROJECT: gettext_lazy("project area"),
    OwnKind.OTHER: gettext_lazy("own area"),
}
_SHARES: Final = {
    "inhabitants": gettext_lazy("%(share)s %% of the inhabitants"),
    "households": gettext_lazy("%(share)s %% of the households"),
    "businesses": gettext_lazy("%(share)s %% of the businesses"),
    "cars": gettext_lazy("%(share)s %% of the cars"),
    "area_total": gettext_lazy("%(share)s %% of the surface"),
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
    rounded = round(value, decimals)  # number_format itself cuts off
    return number_format(rounded, decimals, use_l10n=True, force_grouping=True)


def amount(indicator: Indicator, value: float) -> str:
    """Return a value as it is written: money in whole euros, a class by its name."""
    if indicator.unit == _THOUSANDS:
        return f"€ {number(round(1000 * value, -max(3 - indicator.decimals, 0)))}"
    if named := names_of(indicator):
        return named.get(int(value), number(value))
    return number(value, indicator.decimals)


def value_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return the value of a figure in words, or nothing if there is none."""
    if seen is None or seen.value is None or not seen.has_value:
        return ""
    return amount(indicator, seen.value)


def plain_value(indicator: Indicator, seen: FigureSeen | None) -> float | None:
    """Return a value for a file, or nothing; an estimate no finer than its source writes."""
    if seen is None or seen.value is None or not seen.has_value:
        return None
    estimated = seen.status == Status.ESTIMATED
    return round(seen.value, indicator.decimals) if estimated else seen.value


def plain_share(seen: FigureSeen | None) -> float | None:
    """Return a share for a file as pages write it, or nothing."""
    if seen is None or seen.share is None or not seen.has_value:
        return None
    return round(seen.share, 1)


def full_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return value and unit together, or why there is no value."""
    value = value_text(indicator, seen)
    if not value:
        return missing_text(seen)
    unit = unit_text(indicator)
    return f"{value} {unit}" if unit else value


def unit_text(indicator: Indicator) -> str:
    """Return the unit to stand behind a value; money and a class with names need none."""
    if indicator.unit == _THOUSANDS or names_of(indicator):
        return ""
    if numbers := numbers_of(indicator):
        return _("on a scale of 1 to %(most)d") % {"most": numbers[-1]}
    return indicator.unit_text


def missing_text(seen: FigureSeen | None) -> str:
    """Tell why there is no value."""
    if seen is None:
        return _("Not known: the source has no figure of this area")
    status = seen.status
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


def share_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return what part of its whole a count is: "17,5 % of the inhabitants", or nothing."""
    if seen is None or seen.share is None or not seen.has_value:
        return ""
    words = _SHARES.get(indicator.denominator) or _("%(share)s %% of the whole")
    return str(words) % {"share": number(seen.share, 1)}


def sample_text(indicator: Indicator, seen: FigureSeen | None) -> str:
    """Return of how many answers a figure of our own is, and how far it may be off."""
    if seen is None or seen.n is None:
        return ""
    answers = ngettext("%(n)d answer", "%(n)d answers", seen.n) % {"n": seen.n}
    if seen.margin is None:
        return answers
    margin = number(seen.margin, max(indicator.decimals, 1))
    return _("%(answers)s, margin %(margin)s") % {"answers": answers, "margin": f"± {margin}"}


def cited(source: str, period: int) -> str:
    """Return a source with its period, unless its name holds that already."""
    return source if str(period) in source else f"{source}, {period}"


def level_name(area: Area) -> str:
    """Return what sort of area this is, with a capital."""
    if area.level == Level.OWN:
        return str(_KINDS[OwnKind(area.kind)])
    return str(_LEVELS[Level(area.level)])


def level_plural(level: str) -> str:
    """Return a level or a kind of own area in the plural."""
    key = OwnKind(level) if level in OwnKind.values else Level(level)
    return str(_PLURALS.get(key, level))


def level_singular(level: str) -> str:
    """Return a level or a kind of own area as it stands after "per"."""
    key = OwnKind(level) if level in OwnKind.values else Level(level)
    return str(_SINGULARS.get(key, level))


def kind_text(scope: Scope, area: Area) -> str:
    """Return what sort of area this is and where it lies: "Wijk in Heerhugowaard"."""
    above = area.parent.name if area.parent and area.level != Level.OWN else scope.name
    if not above or area.level == Level.COUNTRY:
        return level_name(area)
    return _("%(kind)s in %(place)s") % {"kind": level_name(area), "place": above}


def why_no_figures(area: Area, *, has_parts: bool) -> str:
    """Tell why there is no figure of an area at all, and what can be done about it."""
    if area.level != Level.OWN:
        return _(
            "As soon as the municipality imports open data, the figures about this area stand "
            "here."
        )
    if has_parts:
        return _(
            "Of the wijken and buurten that this area is made of nothing has been imported "
            "that can be added up."
        )
    return _(
        "This area is not made of wijken or buurten of CBS, so no figures can be added up for "
        "it. Who manages the areas can choose its parts."
    )


def area_name(area: Area) -> str:
    """Return the name of an area; without one its kind and code."""
    return area.name or f"{level_name(area)} {area.code}"
