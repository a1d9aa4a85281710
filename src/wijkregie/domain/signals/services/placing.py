"""Where a signal is: the areas that it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.domain.signals.models import SignalArea
from wijkregie.domain.signals.services.drafts import SignalRefused
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

# Everything that CBS draws of the Netherlands lies in this box of the Dutch grid (EPSG:28992).
_EAST: Final = range(-7_000, 300_001)
_NORTH: Final = range(289_000, 629_001)


def areas_of_area(area_id: int, municipality_id: int, *, by: Viewer) -> list[Area]:
    """Return an area that ``by`` chose and all that hold it, itself first.

    Areas that are not public are among them, for those who work there; nobody can choose
    one that they may not see. Raises ``SignalRefused`` for an area of elsewhere.
    """
    found: list[Area] = []
    scope = places.scope_of(municipality_id)
    if scope is not None and places.areas_in(by, [area_id]):
        found = places.areas_around(installation(municipality_id), scope, area_id)
    if not found:
        raise SignalRefused(
            _("This area is not in this municipality. Choose an area from the list.")
        )
    return found


def areas_of_point(point: tuple[int, int], municipality_id: int) -> list[Area]:
    """Return the areas that hold a point, the one to name it by first.

    Raises ``SignalRefused`` for a point outside this municipality or the country.
    """
    x, y = point
    scope = places.scope_of(municipality_id)
    if scope is None:
        raise ValueError(f"there is no municipality {municipality_id}")
    holding = places.areas_at(installation(municipality_id), scope, x=x, y=y)
    if not holding:
        raise _elsewhere(x, y, scope)
    around = places.areas_around(installation(municipality_id), scope, holding[0].pk)
    holding = list({area.pk: area for area in (*holding, *around)}.values())
    return [area for area in holding if area.level != Level.COUNTRY]


def _elsewhere(x: int, y: int, scope: Scope) -> SignalRefused:
    around = places.areas_at(anonymous(), places.country_scope(), x=x, y=y)
    names = [area.name for area in around if area.level == Level.MUNICIPALITY and area.name]
    if names:
        words = _(
            "This spot lies in %(there)s. Report it there, or choose a spot in %(here)s."
        ) % {"there": names[0], "here": scope.name}
    elif x in _EAST and y in _NORTH:
        words = _("This spot does not lie in %(here)s. Choose a spot in %(here)s.") % {
            "here": scope.name
        }
    else:
        words = _("This spot lies outside the Netherlands. Choose a spot in %(here)s.") % {
            "here": scope.name
        }
    return SignalRefused(words)


def put_in(signal: Signal, areas: Sequence[Area]) -> None:
    """Write down the areas that a signal lies in, in place of those that stood there."""
    SignalArea.objects.filter(signal=signal).delete()
    SignalArea.objects.bulk_create(
        SignalArea(municipality_id=signal.municipality_id, signal=signal, area=area)
        for area in areas
    )
