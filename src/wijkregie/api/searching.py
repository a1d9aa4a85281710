"""Find an area by what people call it."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from typing import Final

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from wijkregie.api.shared import finding
from wijkregie.api.shared.codes import Slug
from wijkregie.api.shared.shapes import Gebiedsverwijzing, Shape, brief
from wijkregie.api.shared.words import NAME_KINDS, SoortNaam
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import NameKind
from wijkregie.kit.viewer import anonymous

router: Final = Router(tags=["zoeken"], by_alias=True)


class Treffer(Shape):
    """Een naam die op de zoekvraag lijkt, en het gebied waar die naar leidt."""

    naam: str
    soort: SoortNaam
    plaats: str
    gelijkenis: float = Field(ge=0, le=1)
    gebied: Gebiedsverwijzing


class Treffers(Shape):
    """Hoogstens twintig treffers, de beste eerst."""

    resultaten: list[Treffer]


class Zoekvraag(BaseModel):
    """What to look for, and where."""

    q: str = Field(
        min_length=1,
        max_length=100,
        pattern=r"^[^\u0000-\u001f]+$",
        description="Een naam van een gebied, straat of plaats, of een postcode.",
    )
    gemeente: Slug | None = Field(
        default=None, description="Alleen in deze gemeente, met haar eigen gebieden erbij."
    )


@router.get("/_zoek", response=Treffers, summary="Zoek een gebied")
def search(request: HttpRequest, wanted: Query[Zoekvraag]) -> Treffers:
    """Gebieden waarvan een naam op de zoekvraag lijkt, ook met een typefout erin."""
    scope = finding.scope(wanted.gemeente)
    hits = places.search(anonymous(scope.municipality_id), scope, wanted.q)
    return Treffers(
        resultaten=[
            Treffer(
                naam=hit.name,
                soort=NAME_KINDS[NameKind(hit.kind)],
                plaats=hit.detail,
                gelijkenis=round(hit.likeness, 3),
                gebied=brief(hit.area, scope),
            )
            for hit in hits
        ]
    )
