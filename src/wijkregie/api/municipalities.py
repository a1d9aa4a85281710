"""The municipalities that work with this installation."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import finding
from wijkregie.api.shared.codes import Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.shapes import Shape, Verwijzing, link
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope

router: Final = Router(tags=["gemeenten"], by_alias=True)


class Gemeenteverwijzingen(Shape):
    """De adressen van een gemeente."""

    self_: Verwijzing = Field(serialization_alias="self")
    gebieden: Verwijzing
    eigen_gebieden: Verwijzing
    cijfers: Verwijzing
    meldingen: Verwijzing
    besluiten: Verwijzing
    overleggen: Verwijzing
    programmas: Verwijzing
    projecten: Verwijzing
    tellingen: Verwijzing


class Gemeente(Shape):
    """Een gemeente die met deze installatie werkt."""

    id: str
    naam: str
    codes: list[str] = Field(
        description="Haar codes bij het CBS door de jaren, die van nu als laatste."
    )
    links: Gemeenteverwijzingen = Field(serialization_alias="_links")


class Gemeentenpagina(Pagina[Gemeente]):
    """Een pagina met gemeenten."""


@router.get("/gemeenten", response=Gemeentenpagina, summary="Gemeenten")
def municipalities(
    request: HttpRequest, response: HttpResponse, wanted: Query[Bladeren]
) -> Gemeentenpagina:
    """De gemeenten die met deze installatie werken, op naam."""
    page = cut(places.scopes(), wanted, request, response)
    return Gemeentenpagina(resultaten=[_told(scope) for scope in page.rows], **page.told())


@router.get("/gemeenten/{gemeente}", response=Gemeente, summary="Eén gemeente")
def municipality(request: HttpRequest, gemeente: Path[Slug]) -> Gemeente:
    """Een gemeente die met deze installatie werkt."""
    return _told(finding.scope(gemeente))


def _told(scope: "Scope") -> Gemeente:
    return Gemeente(
        id=scope.slug,
        naam=scope.name,
        codes=list(scope.codes),
        links=Gemeenteverwijzingen(
            self_=link("gemeenten", scope.slug),
            gebieden=link("gebieden", gemeente=scope.slug),
            eigen_gebieden=link("gemeenten", scope.slug, "eigen-gebieden"),
            cijfers=link("cijfers", gemeente=scope.slug),
            meldingen=link("gemeenten", scope.slug, "meldingen"),
            besluiten=link("gemeenten", scope.slug, "besluiten"),
            overleggen=link("gemeenten", scope.slug, "overleggen"),
            programmas=link("gemeenten", scope.slug, "programmas"),
            projecten=link("gemeenten", scope.slug, "projecten"),
            tellingen=link("gemeenten", scope.slug, "tellingen"),
        ),
    )
