"""The shapes that more than one part of the API answers with. Their names are the contract."""

from typing import TYPE_CHECKING

from pydantic import AliasGenerator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from wijkregie.api.shared.links import address, area_address
from wijkregie.api.shared.words import LEVELS, STATUSES, Niveau, Waardestatus
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places.states import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries import FigureSeen
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope


class Shape(BaseModel):
    """An answer; its fields go out in camelCase."""

    model_config = ConfigDict(
        alias_generator=AliasGenerator(serialization_alias=to_camel), frozen=True
    )


class Verwijzing(Shape):
    """Een adres om te volgen."""

    href: str


class AlleenZelf(Shape):
    """Het adres van dit onderdeel."""

    self_: Verwijzing = Field(serialization_alias="self")


class Gebiedsverwijzing(Shape):
    """Een gebied, kort; alles over het gebied staat op het adres in `_links`."""

    code: str
    naam: str
    niveau: Niveau
    links: AlleenZelf = Field(serialization_alias="_links")


class Waarde(Shape):
    """Een cijfer van een gebied, met alles wat nodig is om het te begrijpen en te noemen."""

    waarde: float | None = Field(description="Leeg als er geen waarde is: zie `status`.")
    status: Waardestatus
    eenheid: str
    periode: int = Field(description="Het jaar waarover is gemeten.")
    indeling: int = Field(description="Het jaar van de gebiedsindeling.")
    bron: str
    levering: str | None = Field(
        description="De levering waar de waarde uit komt; leeg bij een meting van de gemeente."
    )
    antwoorden: int | None = Field(description="Van hoeveel mensen, bij een steekproef.")
    marge: float | None = Field(description="De foutmarge naar beide kanten, in de eenheid.")


def link(*segments: str, **query: str | int | None) -> Verwijzing:
    """Return a link to a resource of the API."""
    return Verwijzing(href=address(*segments, **query))


def only_self(*segments: str, **query: str | int | None) -> AlleenZelf:
    """Return the links of what has no other address than its own."""
    return AlleenZelf(self_=link(*segments, **query))


def slug_of(area: "Area", scope: "Scope") -> str | None:
    """Return the municipality under whose address an area stands: none for those of CBS."""
    return scope.slug if area.level == Level.OWN else None


def brief(area: "Area", scope: "Scope") -> Gebiedsverwijzing:
    """Return an area as it is pointed at."""
    href = area_address(area.code, slug_of(area, scope))
    return Gebiedsverwijzing(
        code=area.code,
        naam=area.name,
        niveau=LEVELS[Level(area.level)],
        links=AlleenZelf(self_=Verwijzing(href=href)),
    )


def delivery_key(edition: "Edition") -> str:
    """Return the name under which a figure cites an edition."""
    return f"{edition.source}-{edition.period}-{edition.division}-{edition.version}"


def value(
    figure: "FigureSeen", indicator: "Indicator", editions: "Mapping[int, Edition]"
) -> Waarde:
    """Return a figure; count and margin only go out together with their value."""
    edition = editions.get(figure.edition_id or 0)
    return Waarde(
        waarde=figure.value if figure.has_value else None,
        status=STATUSES[figure.status],
        eenheid=indicator.unit,
        periode=figure.period,
        indeling=figure.division,
        bron=indicator.source_nl,
        levering=delivery_key(edition) if edition else None,
        antwoorden=figure.n if figure.has_value else None,
        marge=figure.margin if figure.has_value else None,
    )


def no_value(indicator: "Indicator", edition: "Edition | None", period: int) -> Waarde:
    """Return the value of an area of which an edition says nothing."""
    return Waarde(
        waarde=None,
        status=STATUSES[Status.NO_FIGURE],
        eenheid=indicator.unit,
        periode=period,
        indeling=edition.division if edition else period,
        bron=indicator.source_nl,
        levering=delivery_key(edition) if edition else None,
        antwoorden=None,
        marge=None,
    )
