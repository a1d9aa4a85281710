"""Areas that a municipality makes itself, and places by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction
from django.db.models import PROTECT, ForeignObjectRel
from django.utils.translation import gettext as _

from wijkregie.core import names
from wijkregie.core.geometry import pack_rings
from wijkregie.domain.places import rules
from wijkregie.domain.places.models import Area, Border, Municipality
from wijkregie.domain.places.services.naming import Named, add_names, called, name_areas
from wijkregie.domain.places.states import BorderSource, Level, NameKind, OwnKind
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal
from wijkregie.sources.records import parent_code

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


class OwnAreaRefused(Refusal):
    """A change to an own area that may not be, or not so."""


@dataclass(frozen=True, slots=True)
class NewOwnArea:
    """An own area as asked for; ``parts`` are CBS codes."""

    name: str
    kind: str
    parts: tuple[str, ...]
    remark: str = ""
    public: bool = True


@transaction.atomic
def create_own_area(
    municipality_id: int, wanted: NewOwnArea, *, by: Viewer, at: datetime
) -> Area:
    """Make an area out of CBS areas of the municipality.

    Raises ``OwnAreaRefused`` for a name that is there already, an unknown kind, a part of
    another municipality, or parts that lie in each other.
    """
    municipality = _mine(municipality_id, by)
    parts = _checked(municipality, wanted, but=None)
    made = Area.objects.create(
        code=_next_code(municipality),
        level=Level.OWN,
        kind=wanted.kind,
        name=wanted.name.strip()[:160],
        gm_code=_gm_code(municipality),
        municipality=municipality,
        remark=wanted.remark.strip()[:400],
        public=wanted.public,
    )
    made.parts.set(parts)
    name_areas([_named(made)])
    audit.record("own_area.create", made, by=by, at=at)
    return made


@transaction.atomic
def change_own_area(area_id: int, wanted: NewOwnArea, *, by: Viewer, at: datetime) -> Area:
    """Change an own area; its code, and so its address, stays."""
    found = _own(area_id, by)
    parts = _checked(_mine(found.municipality_id or 0, by), wanted, but=found)
    found.name, found.kind = wanted.name.strip()[:160], wanted.kind
    found.remark, found.public = wanted.remark.strip()[:400], wanted.public
    found.save(update_fields=["name", "kind", "remark", "public"])
    found.parts.set(parts)
    name_areas([_named(found)])
    audit.record("own_area.change", found, by=by, at=at)
    return found


@transaction.atomic
def remove_own_area(area_id: int, *, by: Viewer, at: datetime) -> None:
    """Remove an own area that nothing refers to.

    Raises ``OwnAreaRefused`` if a figure, group or role still uses it.
    """
    found = _own(area_id, by)
    if _in_use(found):
        raise OwnAreaRefused(
            _(
                "This area is still in use. Take it away from groups, roles, figures and rules "
                "for reports first."
            )
        )
    audit.record("own_area.remove", found, by=by, at=at)
    found.delete()


@transaction.atomic
def draw_schematic(
    area_id: int, corners: Sequence[tuple[int, int]], *, by: Viewer, at: datetime
) -> None:
    """Draw an area as a simple shape at about its place, until real borders are imported.

    ``corners`` in metres of the Dutch grid, at least three, in order around the shape.
    """
    found = _own(area_id, by)
    if len(corners) < 3:  # noqa: PLR2004 - a surface has three corners
        raise OwnAreaRefused(_("A shape has at least three corners."))
    ring = np.array([*corners, corners[0]], np.int32)
    Border.objects.filter(area=found, source=BorderSource.SCHEMATIC).delete()
    x, y = ring[:-1].mean(axis=0).round().astype(int).tolist()
    Border.objects.create(
        area=found,
        year=at.year,
        source=BorderSource.SCHEMATIC,
        shape=pack_rings([ring * 10]),
        outline=pack_rings([ring]),
        min_x=int(ring[:, 0].min()),
        min_y=int(ring[:, 1].min()),
        max_x=int(ring[:, 0].max()),
        max_y=int(ring[:, 1].max()),
        label_x=x,
        label_y=y,
        square_metres=_surface(ring),
    )
    audit.record("own_area.draw", found, by=by, at=at)


@transaction.atomic
def add_place(
    area_id: int, name: str, *, point: tuple[int, int] | None, by: Viewer, at: datetime
) -> bool:
    """Let people find an area by the name of a place in it; tell whether that is new.

    ``area_id`` is an area of the municipality of ``by``: its own, or of its CBS codes.
    """
    area = Area.objects.filter(pk=area_id).first()
    municipality = Municipality.objects.filter(pk=by.municipality_id or 0).first()
    if area is None or municipality is None or not _belongs(area, municipality):
        raise OwnAreaRefused(_("This area is not one of this municipality."))
    if not rules.may_administer(by, municipality.pk):
        raise OwnAreaRefused(_("Only an administrator of this municipality can do this."))
    if not names.normal(name):
        raise OwnAreaRefused(_("Give the place a name."))
    place = Named(area.pk, name.strip(), area.gm_code)
    new = bool(add_names([called(place, NameKind.PLACE, point=point)]))
    if new:
        audit.record("area.add_place", area, by=by, at=at)
    return new


def _named(area: Area) -> Named:
    return Named(area.pk, area.name, area.gm_code)


def _in_use(found: Area) -> bool:
    """Tell whether a row of another room, whichever that is, points at the area.

    A relation that has no name at the area counts too, where its row cannot go along.
    """
    its_own = {"years", "borders", "names", "children"}
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: found}).exists()
        for relation in found._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and (not relation.hidden or relation.many_to_many or relation.on_delete is PROTECT)
        and relation.get_accessor_name() not in its_own
    )


def _surface(ring: np.ndarray[tuple[int, int], np.dtype[np.int32]]) -> float:
    x, y = ring[:, 0].astype(float), ring[:, 1].astype(float)
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2)


def _checked(municipality: Municipality, wanted: NewOwnArea, *, but: Area | None) -> list[Area]:
    if wanted.kind not in OwnKind.values:
        raise OwnAreaRefused(_("Choose what sort of area this is."))
    if not names.normal(wanted.name):
        raise OwnAreaRefused(_("Give the area a name."))
    same = Area.objects.filter(municipality=municipality, name__iexact=wanted.name.strip())
    if same.exclude(pk=but.pk if but else 0).exists():
        raise OwnAreaRefused(
            _("There is an own area with the name “%(name)s” already.") % {"name": wanted.name}
        )
    codes = {code.strip().upper() for code in wanted.parts if code.strip()}
    parts = list(Area.objects.filter(municipality=None, code__in=codes))
    allowed = set(municipality.codes.values_list("code", flat=True))
    outside = codes - {part.code for part in parts if part.gm_code in allowed}
    if outside:
        raise OwnAreaRefused(
            _(
                "%(codes)s: no area of this municipality. Import the figures of CBS first, "
                "or mend the code."
            )
            % {"codes": ", ".join(sorted(outside))}
        )
    _refuse_overlap(parts)
    return parts


def _refuse_overlap(parts: Sequence[Area]) -> None:
    """A buurt beside the wijk or municipality that holds it would be counted twice."""
    codes = {part.code for part in parts}
    for part in parts:
        above = parent_code(part.code)
        while above is not None:
            if above in codes:
                raise OwnAreaRefused(
                    _("%(small)s lies in %(large)s already. Choose one of the two.")
                    % {"small": part.code, "large": above}
                )
            above = parent_code(above)


def _next_code(municipality: Municipality) -> str:
    """Return a code that was never given here before: an address never leads elsewhere."""
    municipality.own_areas_made += 1
    municipality.save(update_fields=["own_areas_made"])
    return f"EG{municipality.own_areas_made:03d}"


def _gm_code(municipality: Municipality) -> str:
    newest = municipality.codes.order_by("-from_year").first()
    return newest.code if newest else ""


def _belongs(area: Area, municipality: Municipality) -> bool:
    if area.municipality_id is not None:
        return area.municipality_id == municipality.pk
    return municipality.codes.filter(code=area.gm_code).exists()


def _mine(municipality_id: int, by: Viewer) -> Municipality:
    if not rules.may_administer(by, municipality_id):
        raise OwnAreaRefused(_("Only an administrator of this municipality can do this."))
    return Municipality.objects.select_for_update(no_key=True).get(pk=municipality_id)


def _own(area_id: int, by: Viewer) -> Area:
    found = Area.objects.filter(pk=area_id, level=Level.OWN).first()
    if found is None or not rules.may_administer(by, found.municipality_id):
        raise OwnAreaRefused(_("Only an administrator of this municipality can do this."))
    return found
