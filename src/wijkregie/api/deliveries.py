"""The tables in which figures were delivered."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared.codes import DeliveryKey
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import AlleenZelf, Shape, delivery_key, only_self
from wijkregie.domain.indicators import queries as indicators

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Edition

router: Final = Router(tags=["leveringen"], by_alias=True)


class Levering(Shape):
    """Een tabel met cijfers zoals die is ingelezen. Een waarde noemt haar levering."""

    levering: str
    bron: str = Field(description="Het codewoord van de bron.")
    periode: int
    indeling: int
    versie: int
    geldig: bool = Field(description="Of er geen nieuwere versie van deze tabel is.")
    onvolledig: bool = Field(description="Of een deel van het land ontbreekt.")
    bestand: str
    sha256: str = Field(description="Controlegetal over de inhoud.")
    ingelezen_op: datetime
    gebieden: int
    cellen: int
    bekend: int
    afgekeurd: int
    cijfers: list[str] = Field(description="De sleutels van de cijfers in deze levering.")
    links: AlleenZelf = Field(serialization_alias="_links")


class Leveringenpagina(Pagina[Levering]):
    """Een pagina met leveringen."""


@router.get("/leveringen", response=Leveringenpagina, summary="Leveringen")
def deliveries(
    request: HttpRequest, response: HttpResponse, wanted: Query[Bladeren]
) -> Leveringenpagina:
    """Alle leveringen, ook die later vervangen zijn, de laatste periode eerst."""
    page = cut(indicators.deliveries(), wanted, request, response)
    return Leveringenpagina(resultaten=[_told(one) for one in page.rows], **page.told())


@router.get("/leveringen/{levering}", response=Levering, summary="Eén levering")
def delivery(request: HttpRequest, levering: Path[DeliveryKey]) -> Levering:
    """De levering waar een waarde uit komt."""
    source, period, division, version = levering.rsplit("-", 3)
    found = indicators.deliveries().filter(
        source=source, period=int(period), division=int(division), version=int(version)
    )
    edition = found.first()
    if edition is None:
        raise Missing("Er is geen levering met deze sleutel.")
    return _told(edition)


def _told(edition: "Edition") -> Levering:
    key = delivery_key(edition)
    return Levering(
        levering=key,
        bron=edition.source,
        periode=edition.period,
        indeling=edition.division,
        versie=edition.version,
        geldig=edition.current,
        onvolledig=edition.partial,
        bestand=PurePath(edition.file).name,
        sha256=edition.sha256,
        ingelezen_op=edition.imported_at,
        gebieden=edition.areas,
        cellen=edition.cells,
        bekend=edition.known,
        afgekeurd=edition.rejected,
        cijfers=list(edition.columns),
        links=only_self("leveringen", key),
    )
