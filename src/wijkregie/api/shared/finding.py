"""Find what an address names, as far as anyone may see it. The API knows no other viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.api.shared.problems import Missing
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.domain.programme import queries as programme
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope


def scope(municipality: str | None) -> Scope:
    """Return the municipality with this address, or the country without one.

    No query without one, else two. Raises ``Missing``.
    """
    if municipality is None:
        return places.country_scope()
    found = places.scope(municipality)
    if found is None or found.is_country:
        raise Missing("Deze gemeente werkt niet met deze installatie. Zie /gemeenten.")
    return found


def national_area(code: str) -> Area:
    """Return an area of CBS with its years. Two queries; raises ``Missing``."""
    found = places.listed(anonymous(), places.country_scope()).filter(code=code).first()
    if found is None:
        raise Missing("Er is geen gebied van het CBS met deze code.")
    return found


def own_area(within: Scope, code: str) -> Area:
    """Return an own area of a municipality, if it is public. Raises ``Missing``."""
    seen = places.listed(anonymous(within.municipality_id), within, level=Level.OWN)
    found = seen.filter(code=code).first()
    if found is None:
        raise Missing("Deze gemeente heeft geen eigen gebied met deze code.")
    return found


def area_id(within: Scope, code: str | None) -> int | None:
    """Return the number of an area that anyone may see, ``None`` where none is asked for.

    One query. Raises ``Missing``; the whole municipality is an area as well.
    """
    if code is None:
        return None
    found = places.area(anonymous(within.municipality_id), within, code)
    if found is None:
        raise Missing("Deze gemeente heeft geen gebied met deze code.")
    return found.pk


def main_areas(within: Scope) -> list[Area]:
    """Return a municipality's own wijken that are public, else those of CBS. Three queries."""
    viewer = anonymous(within.municipality_id)
    own = list(places.areas_of(viewer, within, level=OwnKind.WIJK))
    if own:
        return own
    year = places.latest_year(within)
    return list(places.areas_of(viewer, within, level=Level.DISTRICT, year=year))


def programme_id(within: Scope, key: str | None) -> int | None:
    """Return the number of a programme, ``None`` where none is asked for. One query."""
    if key is None:
        return None
    found = programme.programme_seen(anonymous(within.municipality_id), key)
    if found is None:
        raise Missing("Deze gemeente heeft geen programma met deze sleutel.")
    return found.id


def indicator(within: Scope, key: str) -> Indicator:
    """Return an indicator. One query; raises ``Missing``."""
    found = indicators.indicator(anonymous(within.municipality_id), key)
    if found is None:
        raise Missing(
            "Er is geen cijfer met deze sleutel. Is het van een gemeente zelf, noem dan ook "
            "de gemeente."
        )
    return found
