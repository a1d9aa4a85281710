"""What is measured, and one figure over many areas."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from wijkregie.api.shared import finding
from wijkregie.api.shared.codes import Key, Slug
from wijkregie.api.shared.paging import Bladeren, LargePageSize, Pagina, Year, cut
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import (
    Gebiedsverwijzing,
    Shape,
    Verwijzing,
    Waarde,
    brief,
    delivery_key,
    link,
    no_value,
    value,
)
from wijkregie.api.shared.words import (
    DIRECTIONS,
    FIGURE_KINDS,
    LEVEL_OF,
    Niveau,
    Richting,
    SoortCijfer,
)
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.states import Direction, Kind
from wijkregie.domain.places import queries as places
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries import Choice, SpreadRow
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope

router: Final = Router(tags=["cijfers"], by_alias=True)


class Breuk(Shape):
    """Tussen deze jaren veranderde wat er gemeten wordt."""

    voor: int
    na: int
    reden: str


class Cijferverwijzingen(Shape):
    """De adressen van een cijfer."""

    self_: Verwijzing = Field(serialization_alias="self")
    waarden: Verwijzing


class Cijfer(Shape):
    """Wat er gemeten wordt, en hoe."""

    sleutel: str
    naam: str
    definitie: str
    thema: str
    soort: SoortCijfer
    eenheid: str
    decimalen: int
    richting: Richting
    noemer: str | None = Field(
        description="De sleutel van het cijfer waar dit een deel van is."
    )
    afgerond_op: int | None = Field(description="Waarop de bron de aantallen afrondt.")
    bron: str
    klassen: dict[str, str] = Field(description="Wat de getallen van een klasse betekenen.")
    breuken: list[Breuk]
    gemeente: str | None = Field(description="De gemeente die dit zelf meet.")
    links: Cijferverwijzingen = Field(serialization_alias="_links")


class Cijferspagina(Pagina[Cijfer]):
    """Een pagina met cijfers."""


class Cijferperiode(Shape):
    """Een periode waarvan er waarden zijn, en de levering waar die uit komen."""

    periode: int
    indeling: int
    levering: str | None


class CijferMetPerioden(Cijfer):
    """Een cijfer met de perioden waarvan er waarden zijn, de laatste eerst."""

    perioden: list[Cijferperiode]


class WaardeVanGebied(Waarde):
    """De waarde van een cijfer in één gebied."""

    gebied: Gebiedsverwijzing


class Waardenpagina(Pagina[WaardeVanGebied]):
    """Een pagina met waarden van een cijfer."""


class Gemeentekeuze(BaseModel):
    """Whose figures."""

    gemeente: Slug | None = Field(
        default=None, description="Ook de cijfers die deze gemeente zelf meet."
    )


class Cijferkeuze(Bladeren, Gemeentekeuze):
    """Which indicators."""


class Waardenkeuze(Bladeren):
    """Which values."""

    pagina_grootte: LargePageSize = Field(
        default=100, alias="paginaGrootte", description="Hoeveel er op een pagina staan."
    )
    periode: Year | None = Field(default=None, description="Zonder periode: de laatste.")
    niveau: Niveau | None = Field(default=None, description="Alleen dit niveau.")
    gemeente: Slug | None = Field(
        default=None, description="Alleen in deze gemeente, met haar eigen gebieden erbij."
    )


@router.get("/cijfers", response=Cijferspagina, summary="Cijfers")
def figures(
    request: HttpRequest, response: HttpResponse, wanted: Query[Cijferkeuze]
) -> Cijferspagina:
    """Alles wat er gemeten wordt, per thema."""
    scope = finding.scope(wanted.gemeente)
    found = indicators.indicators_visible_to(anonymous(scope.municipality_id))
    page = cut(found, wanted, request, response)
    return Cijferspagina(resultaten=[_told(one, scope) for one in page.rows], **page.told())


@router.get("/cijfers/{sleutel}", response=CijferMetPerioden, summary="Eén cijfer")
def figure(
    request: HttpRequest, sleutel: Path[Key], wanted: Query[Gemeentekeuze]
) -> CijferMetPerioden:
    """Een cijfer: wat het betekent, en van welke perioden er waarden zijn."""
    scope = finding.scope(wanted.gemeente)
    found = finding.indicator(scope, sleutel)
    periods = indicators.choices(anonymous(scope.municipality_id), found)
    return CijferMetPerioden(
        **dict(_told(found, scope)), perioden=[_period(choice) for choice in periods]
    )


@router.get(
    "/cijfers/{sleutel}/waarden",
    response=Waardenpagina,
    summary="Waarden van een cijfer",
)
def values(
    request: HttpRequest,
    response: HttpResponse,
    sleutel: Path[Key],
    wanted: Query[Waardenkeuze],
) -> Waardenpagina:
    """Eén cijfer in één periode, van alle gebieden op volgorde van hun code."""
    scope = finding.scope(wanted.gemeente)
    found = finding.indicator(scope, sleutel)
    choice = _choice(scope, found, wanted.periode)
    viewer = anonymous(scope.municipality_id)
    year = choice.edition.division if choice.edition else choice.period
    areas = places.listed(
        viewer, scope, level=LEVEL_OF.get(str(wanted.niveau), ""), year=year
    ).prefetch_related(None)
    page = cut(areas, wanted, request, response)
    rows = _rows(scope, found, choice, page.rows)
    return Waardenpagina(
        resultaten=[_value(row, found, choice, scope) for row in rows], **page.told()
    )


def _choice(scope: "Scope", found: "Indicator", period: int | None) -> "Choice":
    """Return the wanted period, or the last one. Raises ``Missing``."""
    for choice in indicators.choices(anonymous(scope.municipality_id), found):
        if period in {None, choice.period}:
            return choice
    raise Missing("Van deze periode zijn er geen waarden. Kijk bij het cijfer welke er zijn.")


def _rows(
    scope: "Scope", found: "Indicator", choice: "Choice", areas: "Sequence[Area]"
) -> "Sequence[SpreadRow]":
    if scope.is_country and choice.edition is not None:
        return indicators.nationwide(found, choice.edition, areas)
    viewer = anonymous(scope.municipality_id)
    return indicators.spread(viewer, scope, found, choice, areas).rows


def _value(
    row: "SpreadRow", found: "Indicator", choice: "Choice", scope: "Scope"
) -> WaardeVanGebied:
    known = {choice.edition.pk: choice.edition} if choice.edition else {}
    told = (
        value(row.figure, found, known)
        if row.figure
        else no_value(found, choice.edition, choice.period)
    )
    return WaardeVanGebied(**dict(told), gebied=brief(row.area, scope))


def _period(choice: "Choice") -> Cijferperiode:
    edition: Edition | None = choice.edition
    return Cijferperiode(
        periode=choice.period,
        indeling=edition.division if edition else choice.period,
        levering=delivery_key(edition) if edition else None,
    )


def _told(found: "Indicator", scope: "Scope") -> Cijfer:
    owner = scope.slug if found.municipality_id is not None else None
    return Cijfer(
        sleutel=found.key,
        naam=found.name_nl,
        definitie=found.definition_nl,
        thema=found.theme,
        soort=FIGURE_KINDS[Kind(found.kind)],
        eenheid=found.unit,
        decimalen=found.decimals,
        richting=DIRECTIONS[Direction(found.direction)],
        noemer=found.denominator or None,
        afgerond_op=found.rounding or None,
        bron=found.source_nl,
        klassen=found.labels,
        breuken=[
            Breuk(voor=one["before"], na=one["after"], reden=one["nl"]) for one in found.breaks
        ],
        gemeente=owner,
        links=Cijferverwijzingen(
            self_=link("cijfers", found.key, gemeente=owner),
            waarden=link("cijfers", found.key, "waarden", gemeente=owner),
        ),
    )
