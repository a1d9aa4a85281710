"""What was decided, by whom and why."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from typing import Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from wijkregie.api.shared import finding, told
from wijkregie.api.shared.codes import Number, Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.told import Besluit
from wijkregie.domain.decisions import queries as decisions
from wijkregie.kit.viewer import anonymous

router: Final = Router(tags=["besluiten"], by_alias=True)


class Besluitenpagina(Pagina[Besluit]):
    """Een pagina met besluiten."""


@router.get("/gemeenten/{gemeente}/besluiten", response=Besluitenpagina, summary="Besluiten")
def listed(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    wanted: Query[Bladeren],
) -> Besluitenpagina:
    """De besluiten van een gemeente over meldingen, punten en projecten; de laatste eerst."""
    found = decisions.visible_to(anonymous(finding.scope(gemeente).municipality_id))
    page = cut(found, wanted, request, response)
    rows = [told.decision(one) for one in page.rows]
    return Besluitenpagina(resultaten=rows, **page.told())


@router.get("/gemeenten/{gemeente}/besluiten/{nummer}", response=Besluit, summary="Eén besluit")
def single(request: HttpRequest, gemeente: Path[Slug], nummer: Path[Number]) -> Besluit:
    """Wat er besloten is, door wie, met welk mandaat en waarom."""
    viewer = anonymous(finding.scope(gemeente).municipality_id)
    found = decisions.visible_to(viewer).get(nummer)
    if found is None:
        raise Missing("Deze gemeente heeft geen besluit met dit nummer.")
    return told.decision(found)
