"""Borders of areas, in the Dutch grid: the only coordinates in which they are kept."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from typing import TYPE_CHECKING, Final, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from wijkregie.api.shared import finding
from wijkregie.api.shared.codes import CbsCode, OwnCode, Slug
from wijkregie.api.shared.links import area_address
from wijkregie.api.shared.paging import Year
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import AlleenZelf, Shape, Verwijzing, slug_of
from wijkregie.api.shared.words import HerkomstGrens
from wijkregie.core.geojson import multipolygon
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope

router: Final = Router(tags=["grenzen"], by_alias=True)

RD: Final = "http://www.opengis.net/def/crs/EPSG/0/28992"
CRS_HEADER: Final = {
    "responses": {
        200: {
            "headers": {
                "Content-Crs": {
                    "description": "Het stelsel van de coördinaten.",
                    "required": True,
                    "schema": {"type": "string", "const": f"<{RD}>"},
                }
            }
        }
    }
}


class Geometrie(Shape):
    """Een MultiPolygon zoals in GeoJSON, met x en y in meters van de Rijksdriehoeksmeting."""

    type: Literal["MultiPolygon"]
    coordinates: list[list[list[tuple[int, int]]]]


class Grens(Shape):
    """De grens van een gebied, vereenvoudigd om te tekenen."""

    code: str
    jaren: list[int] = Field(
        description="De jaren van de grens: het gevraagde jaar, of het dichtstbijzijnde."
    )
    herkomst: HerkomstGrens
    geometrie: Geometrie
    links: AlleenZelf = Field(serialization_alias="_links")


class Coordinatenstelsels(Shape):
    """De stelsels waarin deze API grenzen geeft."""

    crs: list[str]


class Grenskeuze(BaseModel):
    """Which border, and in which coordinates."""

    jaar: Year | None = Field(default=None, description="Zonder jaar: de laatste grens.")
    crs: Literal["http://www.opengis.net/def/crs/EPSG/0/28992"] = Field(
        default=RD,
        description="Het stelsel van de coördinaten. Alleen RD: de grenzen zijn zo bewaard.",
    )


@router.get("/crss", response=Coordinatenstelsels, summary="Stelsels van coördinaten")
def systems(request: HttpRequest) -> Coordinatenstelsels:
    """Alle stelsels waarin een grens te vragen is."""
    return Coordinatenstelsels(crs=[RD])


@router.get(
    "/gebieden/{code}/grens",
    response=Grens,
    summary="Grens van een gebied van het CBS",
    openapi_extra=CRS_HEADER,
)
def border(
    request: HttpRequest,
    response: HttpResponse,
    code: Path[CbsCode],
    wanted: Query[Grenskeuze],
) -> Grens:
    """De vereenvoudigde grens van een gebied in een jaar."""
    return _told(finding.national_area(code), finding.scope(None), wanted, response)


@router.get(
    "/gemeenten/{gemeente}/eigen-gebieden/{code}/grens",
    response=Grens,
    summary="Grens van een eigen gebied",
    openapi_extra=CRS_HEADER,
)
def own_border(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    code: Path[OwnCode],
    wanted: Query[Grenskeuze],
) -> Grens:
    """De vereenvoudigde grenzen van de onderdelen, of de schets die de gemeente tekende."""
    scope = finding.scope(gemeente)
    return _told(finding.own_area(scope, code), scope, wanted, response)


def _told(area: "Area", scope: "Scope", wanted: Grenskeuze, response: HttpResponse) -> Grens:
    found = places.outline(area, year=wanted.jaar)
    if found is None:
        raise Missing("Van dit gebied is geen grens bekend.")
    response["Content-Crs"] = f"<{RD}>"
    href = area_address(area.code, slug_of(area, scope), "grens")
    return Grens(
        code=area.code,
        jaren=list(found.years),
        herkomst=HerkomstGrens.SCHETS if found.schematic else HerkomstGrens.CBS,
        geometrie=Geometrie(type="MultiPolygon", coordinates=multipolygon(found.rings)),
        links=AlleenZelf(self_=Verwijzing(href=href)),
    )
