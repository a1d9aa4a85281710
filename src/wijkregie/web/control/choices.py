"""The areas of a municipality, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.places.models import Area
    from wijkregie.web.control.desk import Desk

Choice = tuple[object, str]
Choices = list[tuple[str, list[Choice]]]


def all_areas(desk: Desk) -> Choices:
    """Return own areas, wijken and buurten by number, in groups. Four queries."""
    own = places.areas_of(desk.viewer, desk.scope, level=Level.OWN)
    districts, neighbourhoods = _national(desk)
    groups = (
        (_("Own areas"), own),
        (_("Wijken of CBS"), districts),
        (_("Buurten of CBS"), neighbourhoods),
    )
    return [
        (name, [(area.pk, str(area)) for area in found]) for name, found in groups if found
    ]  # fmt: skip - the filter belongs below


def parts(desk: Desk, chosen: Iterable[Area] = ()) -> Choices:
    """Return wijken with their buurten by code, to make an own area of. Three queries.

    They are those of the last layout that is known here, and besides what was ``chosen``
    already from an earlier one.
    """
    districts, neighbourhoods = _national(desk)
    inside: dict[int | None, list[Choice]] = {}
    for one in neighbourhoods:
        inside.setdefault(one.parent_id, []).append((one.code, _with_code(one)))
    groups = [
        (
            str(district),
            [
                (district.code, _("All of %(name)s") % {"name": _with_code(district)}),
                *inside.pop(district.pk, []),
            ],
        )
        for district in districts
    ]
    rest = [choice for found in inside.values() for choice in found]
    known = {one.code for one in (*districts, *neighbourhoods)}
    earlier = [(one.code, _with_code(one)) for one in chosen if one.code not in known]
    groups += [(_("Other buurten"), rest)] if rest else []
    groups += [(_("From an earlier layout"), list(earlier))] if earlier else []
    return groups


def _national(desk: Desk) -> tuple[Sequence[Area], Sequence[Area]]:
    year = places.latest_year(desk.scope)
    return (
        list(places.areas_of(desk.viewer, desk.scope, level=Level.DISTRICT, year=year)),
        list(places.areas_of(desk.viewer, desk.scope, level=Level.NEIGHBOURHOOD, year=year)),
    )


def _with_code(area: Area) -> str:
    return f"{area.name} ({area.code})" if area.name else area.code
