"""Areas and their parts, as far as a viewer may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q

from wijkregie.domain.places.models import Area, AreaYear
from wijkregie.domain.places.states import Level, OwnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from wijkregie.domain.places.queries.scopes import Scope
    from wijkregie.kit.viewer import Viewer


def visible_to(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas that a viewer may see.

    National areas are for everyone. Own areas are seen at their own municipality only, and
    those that are not public yet only by who works along there.
    """
    own = Q(municipality_id=viewer.municipality_id or 0, municipality_id__isnull=False)
    if not (viewer.is_member or viewer.operator):
        own &= Q(public=True)
    return Area.objects.filter(Q(municipality_id__isnull=True) | own)


def area(viewer: Viewer, scope: Scope, code: str) -> Area | None:
    """Return the area with this code: an own area of the municipality, or a national one."""
    found = visible_to(viewer).filter(code=code).select_related("parent__parent__parent")
    own_first = F("municipality_id").asc(nulls_last=True)
    return found.filter(_within(scope)).order_by(own_first).first()


def _within(scope: Scope) -> Q:
    national = Q(municipality_id__isnull=True)
    if scope.is_country:
        return national
    return national | Q(municipality_id=scope.municipality_id or 0)


def latest_year(scope: Scope, *, level: str = Level.DISTRICT) -> int | None:
    """Return the last year whose layout is known here at this level. One query."""
    found = AreaYear.objects.filter(area__level=level)
    if not scope.is_country:
        found = found.filter(area__gm_code__in=scope.codes)
    year: int | None = found.aggregate(year=Max("year"))["year"]
    return year


def areas_of(
    viewer: Viewer, scope: Scope, *, level: str, year: int | None = None
) -> QuerySet[Area]:
    """Return the areas of a level in a municipality, as they were in ``year``, by name.

    Without a year: all that ever were. Water is left out. For own areas the year does not
    count; ``level`` may also be a kind of own area, such as ``wijk``.
    """
    found = visible_to(viewer)
    if level == Level.OWN or level in OwnKind.values:
        found = found.filter(level=Level.OWN, municipality_id=scope.municipality_id or 0)
        return (found if level == Level.OWN else found.filter(kind=level)).order_by("name")
    found = found.filter(level=level)
    if not scope.is_country:
        found = found.filter(gm_code__in=scope.codes)
    if year is not None:
        found = found.filter(years__year=year, years__water=False)
    return found.order_by("name", "code")


def listed(
    viewer: Viewer, scope: Scope, *, level: str = "", year: int | None = None
) -> QuerySet[Area]:
    """Return all areas by code, with their years: those of CBS, and the own ones seen here.

    Of one level or all, as in the layout of ``year`` or all that ever were; for own areas
    the year does not count. Water is in. One query more for the years.
    """
    found = visible_to(viewer).filter(_within(scope))
    if not scope.is_country:
        found = found.filter(Q(level=Level.OWN) | Q(gm_code__in=scope.codes))
    if level:
        found = found.filter(level=level)
    if year is not None:
        there = AreaYear.objects.filter(year=year, area=OuterRef("pk"))
        found = found.filter(Q(level=Level.OWN) | Exists(there))
    years = Prefetch("years", AreaYear.objects.order_by("year"))
    return found.select_related("parent").prefetch_related(years).order_by("code", "pk")


def areas_in(viewer: Viewer, area_ids: Sequence[int]) -> dict[int, Area]:
    """Return these areas by id, as far as the viewer may see them. One query."""
    return visible_to(viewer).in_bulk(list(area_ids))


def parts_of(viewer: Viewer, whole: Area, *, year: int | None = None) -> QuerySet[Area]:
    """Return what an area is made of: the parts of an own area, else the level below it."""
    if whole.level == Level.OWN:
        return visible_to(viewer).filter(wholes=whole).order_by("name", "code")
    found = visible_to(viewer).filter(parent=whole)
    if year is not None:
        found = found.filter(years__year=year, years__water=False)
    return found.order_by("name", "code")


def breadcrumbs(found: Area) -> list[Area]:
    """Return the areas around an area, largest first; no query if they were selected along."""
    chain: list[Area] = []
    above = found.parent
    while above is not None:
        chain.insert(0, above)
        above = above.parent
    return chain


def areas_around(viewer: Viewer, scope: Scope, area_id: int) -> list[Area]:
    """Return an area of this municipality and every area that holds it, itself first.

    Around a buurt: wijk, municipality, and the own areas made of one of these. Around an own
    area: what all its parts lie in, and the own areas that hold all its parts. Nothing for
    an area of elsewhere, or one that the viewer may not see. At most four queries.
    """
    seen = visible_to(viewer).select_related("parent__parent__parent")
    found = seen.filter(_within(scope), pk=area_id).first()
    if found is None or not (found.level == Level.OWN or found.gm_code in scope.codes):
        return []
    of_one = [found] if found.level != Level.OWN else [*seen.filter(wholes=found)]
    chains = [[one, *reversed(breadcrumbs(one))] for one in of_one]
    common = [
        one
        for one in (chains[0] if chains else [])
        if one.level != Level.COUNTRY and all(one in chain for chain in chains)
    ]
    around = [found, *common, *_own_around(viewer, scope, chains)]
    return list({one.pk: one for one in around}.values())


def _own_around(viewer: Viewer, scope: Scope, chains: Sequence[Sequence[Area]]) -> list[Area]:
    """Return the own areas here of which a part holds each of these, by name."""
    if not chains:
        return []
    own = visible_to(viewer).filter(level=Level.OWN, municipality_id=scope.municipality_id or 0)
    parts: dict[int, set[int]] = {}
    for whole_id, part_id in own.values_list("pk", "parts"):
        parts.setdefault(whole_id, set()).add(part_id)
    holding = [
        whole_id
        for whole_id, found in parts.items()
        if all(any(one.pk in found for one in chain) for chain in chains)
    ]
    return list(own.filter(pk__in=holding).order_by("name", "pk"))
