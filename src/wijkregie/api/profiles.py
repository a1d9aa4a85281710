"""All figures of one area: now, beside municipality and country, and through the years."""

from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import finding
from wijkregie.api.shared.codes import CbsCode, OwnCode, Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.shapes import Shape, Verwijzing, Waarde, link, value
from wijkregie.api.shared.words import GAPS, Onderbreking
from wijkregie.domain.indicators import queries as indicators
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.indicators.models import Edition
    from wijkregie.domain.indicators.queries import FigureSeen, Line, Point
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope

router: Final = Router(tags=["cijfers"], by_alias=True)


class Punt(Shape):
    """Een waarde in een reeks. Alleen als `verbonden` waar is, mag er een lijn naartoe."""

    waarde: Waarde
    verbonden: bool
    onderbreking: Onderbreking | None
    reden: str


class Regelverwijzingen(Shape):
    """Het adres van wat er gemeten is."""

    cijfer: Verwijzing


class CijferVanGebied(Shape):
    """Een cijfer van een gebied, met dezelfde meting van gemeente en land ernaast."""

    sleutel: str
    naam: str
    laatste: Waarde
    gemeente: Waarde | None
    land: Waarde | None
    reeks: list[Punt]
    links: Regelverwijzingen = Field(serialization_alias="_links")


class Profielpagina(Pagina[CijferVanGebied]):
    """Een pagina met cijfers van een gebied."""


class Profielkeuze(Bladeren):
    """Which figures of an area."""

    gemeente: Slug | None = Field(
        default=None, description="Ook de cijfers die deze gemeente zelf meet."
    )


@router.get(
    "/gebieden/{code}/cijfers",
    response=Profielpagina,
    summary="Cijfers van een gebied van het CBS",
)
def profile(
    request: HttpRequest,
    response: HttpResponse,
    code: Path[CbsCode],
    wanted: Query[Profielkeuze],
) -> Profielpagina:
    """Elk cijfer van het gebied, de laatste waarde en de reeks door de jaren."""
    scope = finding.scope(wanted.gemeente)
    return _page(request, response, wanted, scope=scope, area=finding.national_area(code))


@router.get(
    "/gemeenten/{gemeente}/eigen-gebieden/{code}/cijfers",
    response=Profielpagina,
    summary="Cijfers van een eigen gebied",
)
def own_profile(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    code: Path[OwnCode],
    wanted: Query[Bladeren],
) -> Profielpagina:
    """Wat de gemeente zelf mat, en wat uit de onderdelen van het gebied is geschat."""
    scope = finding.scope(gemeente)
    area = finding.own_area(scope, code)
    return _page(request, response, wanted, scope=scope, area=area)


def _page(
    request: HttpRequest,
    response: HttpResponse,
    wanted: Bladeren,
    *,
    scope: "Scope",
    area: "Area",
) -> Profielpagina:
    lines = indicators.profile(anonymous(scope.municipality_id), area)
    page = cut(lines, wanted, request, response)
    editions = indicators.editions()
    return Profielpagina(
        resultaten=[_line(line, editions, scope) for line in page.rows], **page.told()
    )


def _line(line: "Line", editions: "Mapping[int, Edition]", scope: "Scope") -> CijferVanGebied:
    def told(figure: "FigureSeen") -> Waarde:
        return value(figure, line.indicator, editions)

    def point(found: "Point") -> Punt:
        return Punt(
            waarde=told(found.figure),
            verbonden=found.joined,
            onderbreking=GAPS[found.gap] if found.gap else None,
            reden=found.reason,
        )

    owner = scope.slug if line.indicator.municipality_id is not None else None
    return CijferVanGebied(
        sleutel=line.indicator.key,
        naam=line.indicator.name_nl,
        laatste=told(line.now),
        gemeente=told(line.municipality) if line.municipality else None,
        land=told(line.country) if line.country else None,
        reeks=[point(found) for found in line.trend],
        links=Regelverwijzingen(cijfer=link("cijfers", line.indicator.key, gemeente=owner)),
    )
