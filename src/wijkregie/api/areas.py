"""Areas: those of CBS in the whole country, and those that a municipality made itself."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import finding
from wijkregie.api.shared.codes import CbsCode, OwnCode, Slug
from wijkregie.api.shared.links import area_address
from wijkregie.api.shared.paging import Bladeren, Pagina, Year, cut
from wijkregie.api.shared.shapes import Shape, Verwijzing, slug_of
from wijkregie.api.shared.words import (
    CHANGES,
    LEVEL_OF,
    LEVELS,
    OWN_KINDS,
    CbsNiveau,
    Niveau,
    SoortGebied,
    Verandering,
)
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Change, Level, OwnKind
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area, AreaYear
    from wijkregie.domain.places.queries import Scope

router: Final = Router(tags=["gebieden"], by_alias=True)


class Gebiedsjaar(Shape):
    """Een gebied zoals het was in de gebiedsindeling van een jaar."""

    jaar: int
    naam: str
    verandering: Verandering | None
    water: bool


class Gebiedsverwijzingen(Shape):
    """De adressen van een gebied."""

    self_: Verwijzing = Field(serialization_alias="self")
    cijfers: Verwijzing
    grens: Verwijzing


class Gebied(Shape):
    """Een gebied onder één code. Wat de code in een jaar was, staat bij `jaren`."""

    code: str
    naam: str
    niveau: Niveau
    soort: SoortGebied | None = Field(description="Alleen bij een eigen gebied.")
    gemeentecode: str | None = Field(description="De code van de gemeente volgens het CBS.")
    bovenliggend: str | None = Field(description="De code van het gebied eromheen.")
    toelichting: str
    jaren: list[Gebiedsjaar]
    links: Gebiedsverwijzingen = Field(serialization_alias="_links")


class Gebiedenpagina(Pagina[Gebied]):
    """Een pagina met gebieden."""


class EigenGebied(Gebied):
    """Een gebied dat een gemeente zelf maakte, uit gebieden van het CBS."""

    onderdelen: list[str] = Field(description="De codes van het CBS waaruit het bestaat.")


class Gebiedskeuze(Bladeren):
    """Which areas of CBS."""

    niveau: CbsNiveau | None = Field(default=None, description="Alleen dit niveau.")
    jaar: Year | None = Field(
        default=None, description="Alleen wat in de indeling van dit jaar bestond."
    )
    gemeente: Slug | None = Field(
        default=None, description="Alleen wat in deze gemeente ligt: een `id` uit /gemeenten."
    )


@router.get("/gebieden", response=Gebiedenpagina, summary="Gebieden van het CBS")
def areas(
    request: HttpRequest, response: HttpResponse, wanted: Query[Gebiedskeuze]
) -> Gebiedenpagina:
    """Alle gebieden van het CBS op volgorde van hun code, van alle jaren."""
    scope = finding.scope(wanted.gemeente)
    found = places.listed(
        anonymous(), scope, level=LEVEL_OF.get(str(wanted.niveau), ""), year=wanted.jaar
    )
    page = cut(found, wanted, request, response)
    return Gebiedenpagina(resultaten=[_told(area, scope) for area in page.rows], **page.told())


@router.get("/gebieden/{code}", response=Gebied, summary="Eén gebied van het CBS")
def area(request: HttpRequest, code: Path[CbsCode]) -> Gebied:
    """Een gebied, ook als het nu niet meer bestaat."""
    return _told(finding.national_area(code), finding.scope(None))


@router.get(
    "/gemeenten/{gemeente}/eigen-gebieden",
    response=Gebiedenpagina,
    summary="Eigen gebieden van een gemeente",
)
def own_areas(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    wanted: Query[Bladeren],
) -> Gebiedenpagina:
    """De openbare gebieden die een gemeente zelf maakte."""
    scope = finding.scope(gemeente)
    found = places.listed(anonymous(scope.municipality_id), scope, level=Level.OWN)
    page = cut(found, wanted, request, response)
    return Gebiedenpagina(resultaten=[_told(area, scope) for area in page.rows], **page.told())


@router.get(
    "/gemeenten/{gemeente}/eigen-gebieden/{code}",
    response=EigenGebied,
    summary="Eén eigen gebied",
)
def own_area(request: HttpRequest, gemeente: Path[Slug], code: Path[OwnCode]) -> EigenGebied:
    """Een openbaar gebied dat een gemeente zelf maakte."""
    scope = finding.scope(gemeente)
    found = finding.own_area(scope, code)
    parts = places.parts_of(anonymous(scope.municipality_id), found)
    return EigenGebied(**dict(_told(found, scope)), onderdelen=[part.code for part in parts])


def _told(area: "Area", scope: "Scope") -> Gebied:
    slug = slug_of(area, scope)
    return Gebied(
        code=area.code,
        naam=area.name,
        niveau=LEVELS[Level(area.level)],
        soort=OWN_KINDS[OwnKind(area.kind)] if area.kind else None,
        gemeentecode=area.gm_code or None,
        bovenliggend=area.parent.code if area.parent else None,
        toelichting=area.remark,
        jaren=[_year(one) for one in area.years.all()],
        links=Gebiedsverwijzingen(
            self_=Verwijzing(href=area_address(area.code, slug)),
            cijfers=Verwijzing(href=area_address(area.code, slug, "cijfers")),
            grens=Verwijzing(href=area_address(area.code, slug, "grens")),
        ),
    )


def _year(found: "AreaYear") -> Gebiedsjaar:
    return Gebiedsjaar(
        jaar=found.year,
        naam=found.name,
        verandering=CHANGES[Change(found.change)] if found.change else None,
        water=found.water,
    )
