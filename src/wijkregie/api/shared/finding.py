"""Find what an address names, as far as anyone may see it. The API knows no other viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.api.shared.problems import Missing
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
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


def indicator(within: Scope, key: str) -> Indicator:
    """Return an indicator. One query; raises ``Missing``."""
    found = indicators.indicator(anonymous(within.municipality_id), key)
    if found is None:
        raise Missing(
            "Er is geen cijfer met deze sleutel. Is het van een gemeente zelf, noem dan ook "
            "de gemeente."
        )
    return found
