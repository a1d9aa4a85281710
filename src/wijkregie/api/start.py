"""The first address of the API: where everything stands."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from typing import Final

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from wijkregie.api.shared.door import VERSION
from wijkregie.api.shared.shapes import Shape, Verwijzing, link

router: Final = Router(tags=["start"], by_alias=True)


class Startverwijzingen(Shape):
    """Waar alles staat."""

    self_: Verwijzing = Field(serialization_alias="self")
    beschrijving: Verwijzing
    gemeenten: Verwijzing
    gebieden: Verwijzing
    cijfers: Verwijzing
    leveringen: Verwijzing


class Start(Shape):
    """Wat dit is, en waar alles staat."""

    titel: str
    versie: str
    links: Startverwijzingen = Field(serialization_alias="_links")


@router.get("/", response=Start, summary="Begin")
def start(request: HttpRequest) -> Start:
    """Wat dit is, en waar alles staat."""
    return Start(
        titel="Wijkregie: openbare gegevens",
        versie=VERSION,
        links=Startverwijzingen(
            self_=link(""),
            beschrijving=link("openapi.json"),
            gemeenten=link("gemeenten"),
            gebieden=link("gebieden"),
            cijfers=link("cijfers"),
            leveringen=link("leveringen"),
        ),
    )
