"""Programmes: goals with what is measured, bottlenecks, projects and money."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import finding, told
from wijkregie.api.shared.codes import ProgrammeKey, Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import AlleenZelf, Shape, only_self
from wijkregie.api.shared.steps import (
    GOAL_LEVELS,
    PRIORITIES,
    PROJECT_STATES,
    RUNGS,
    Doelniveau,
    Prioriteit,
    Projectstatus,
    Trede,
)
from wijkregie.api.shared.told import GEBIED_BEKEND, Gebiedsnaam, Geldjaar, Uitgaven
from wijkregie.api.shared.words import DIRECTIONS, Richting
from wijkregie.domain.indicators.states import Direction
from wijkregie.domain.programme import queries as programme
from wijkregie.domain.programme.states import where_known
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        BottleneckListed,
        Finance,
        GoalSeen,
        IndicatorLine,
        MoneyTable,
        ProgrammeSeen,
        ProjectInPlan,
    )

router: Final = Router(tags=["programmas"], by_alias=True)


class Programma(Shape):
    """Een programma van een gemeente."""

    sleutel: str
    naam: str
    samenvatting: str
    van_jaar: int
    tot_jaar: int
    eigenaar: str
    verantwoording_aan: list[str]
    trede_gepland: Trede | None
    links: AlleenZelf = Field(serialization_alias="_links")


class Streefwaarde(Shape):
    """Een waarde waar het programma naar streeft, en wanneer die er moet zijn."""

    jaar: int | None
    op: date | None
    waarde: float


class Indicator(Shape):
    """Waaraan je ziet of een doel gehaald is. Wat niet bekend is, is leeg."""

    titel: str
    bron: str
    eenheid: str
    richting: Richting
    nulmeting: float | None
    nulmeting_jaar: int | None
    nu: float | None
    nu_periode: int | None
    streefwaarde: float | None
    streefjaar: int | None
    streefwaarden: list[Streefwaarde] = Field(
        description="Alle streefwaarden, op datum; de laatste is ook `streefwaarde`."
    )
    voortgang: float | None = Field(
        description="Welk deel van de weg van nulmeting naar streefwaarde is afgelegd."
    )
    voortgang_van: float | None = Field(
        description="Ondergrens van de voortgang, als de marge bekend is (95%)."
    )
    voortgang_tot: float | None = Field(
        description="Bovengrens van de voortgang, als de marge bekend is (95%)."
    )


class Doel(Shape):
    """Een doel met wat eraan gemeten wordt, en de doelen eronder."""

    nummer: int
    niveau: Doelniveau
    titel: str
    beoogt: list[str]
    indicatoren: list[Indicator]
    doelen: list["Doel"]


class Knelpunt(Shape):
    """Wat gebieden tegenhoudt, en de projecten die er iets aan doen."""

    nummer: int
    titel: str
    toelichting: str
    prioriteit: Prioriteit | None
    gebieden: list[Gebiedsnaam]
    projecten: list[int]


class Programmaproject(Shape):
    """Een project in zijn programma, met de gebieden waar het is."""

    nummer: int
    kenmerk: str
    titel: str
    status: Projectstatus
    van_jaar: int | None
    tot_jaar: int | None
    gebieden: list[Gebiedsnaam]
    gebied_bekend: bool = Field(description=GEBIED_BEKEND)
    doelen: list[int]


class Financier(Shape):
    """Wat één financier betaalt, per jaar."""

    naam: str
    jaren: list[Geldjaar]


class Geld(Shape):
    """Het geld van alle projecten samen; van wat gestopt is alleen de uitgaven."""

    jaren: list[Geldjaar]
    financiers: list[Financier]
    totaal: Geldjaar
    uitgaven: Uitgaven | None = Field(description="Leeg als niemand dat bijhoudt.")


class ProgrammaMetDoelen(Programma):
    """Een programma met doelen, knelpunten, projecten en geld."""

    doelen: list[Doel]
    knelpunten: list[Knelpunt]
    projecten: list[Programmaproject]
    regulier_werk: list[str]
    geld: Geld


class Programmapagina(Pagina[Programma]):
    """Een pagina met programma's."""


@router.get("/gemeenten/{gemeente}/programmas", response=Programmapagina, summary="Programma's")
def listed(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    wanted: Query[Bladeren],
) -> Programmapagina:
    """De programma's van een gemeente, het nieuwste eerst."""
    scope = finding.scope(gemeente)
    found = programme.programmes_visible_to(anonymous(scope.municipality_id))
    page = cut(found, wanted, request, response)
    rows = [Programma(**_told(one, scope)) for one in page.rows]
    return Programmapagina(resultaten=rows, **page.told())


@router.get(
    "/gemeenten/{gemeente}/programmas/{programma}",
    response=ProgrammaMetDoelen,
    summary="Eén programma met doelen en geld",
)
def single(
    request: HttpRequest, gemeente: Path[Slug], programma: Path[ProgrammeKey]
) -> ProgrammaMetDoelen:
    """De boom van doelen, de knelpunten, de projecten en het geld van een programma."""
    scope = finding.scope(gemeente)
    viewer = anonymous(scope.municipality_id)
    found = programme.programme_whole(viewer, programma)
    if found is None:
        raise Missing("Deze gemeente heeft geen programma met deze sleutel.")
    wanted = programme.MoneyFilter(programme_id=found.programme.id)
    finance = programme.finance_visible_to(viewer, wanted)
    return ProgrammaMetDoelen(
        **_told(found.programme, scope),
        doelen=[_goal(one) for one in found.goals],
        knelpunten=[_bottleneck(one) for one in found.bottlenecks],
        projecten=[_project(one) for one in found.projects],
        regulier_werk=[one.name for one in found.activities],
        geld=_money(found.money, finance),
    )


def _told(found: "ProgrammeSeen", scope: "Scope") -> dict[str, Any]:
    return {
        "sleutel": found.key,
        "naam": found.name,
        "samenvatting": found.summary,
        "van_jaar": found.from_year,
        "tot_jaar": found.until_year,
        "eigenaar": found.owner,
        "verantwoording_aan": list(found.accountable_to),
        "trede_gepland": RUNGS[found.rung_planned] if found.rung_planned else None,
        "links": only_self("gemeenten", scope.slug, "programmas", found.key),
    }


def _goal(found: "GoalSeen") -> Doel:
    return Doel(
        nummer=found.id,
        niveau=GOAL_LEVELS[found.level],
        titel=found.title,
        beoogt=list(found.aims),
        indicatoren=[_indicator(one) for one in found.indicators],
        doelen=[_goal(one) for one in found.children],
    )


def _indicator(found: "IndicatorLine") -> Indicator:
    return Indicator(
        titel=found.title,
        bron=found.source,
        eenheid=found.unit,
        richting=DIRECTIONS[Direction(found.direction)],
        nulmeting=_number(found.baseline),
        nulmeting_jaar=found.baseline_year,
        nu=_number(found.now),
        nu_periode=found.now_period,
        streefwaarde=_number(found.target),
        streefjaar=found.target_year,
        streefwaarden=[
            Streefwaarde(jaar=one.year, op=one.on, waarde=float(one.value))
            for one in found.targets
        ],
        voortgang=_part(found.progress),
        voortgang_van=_part(found.way.low if found.way else None),
        voortgang_tot=_part(found.way.high if found.way else None),
    )


def _part(found: "Fraction | None") -> float | None:
    return None if found is None else round(float(found), 4)


def _number(found: "Decimal | None") -> float | None:
    return None if found is None else float(found)


def _bottleneck(found: "BottleneckListed") -> Knelpunt:
    return Knelpunt(
        nummer=found.id,
        titel=found.title,
        toelichting=found.remark,
        prioriteit=PRIORITIES[found.priority] if found.priority else None,
        gebieden=told.areas(found.areas),
        projecten=list(found.project_ids),
    )


def _project(found: "ProjectInPlan") -> Programmaproject:
    return Programmaproject(
        nummer=found.id,
        kenmerk=found.number,
        titel=found.title,
        status=PROJECT_STATES[found.state],
        van_jaar=found.from_year,
        tot_jaar=found.until_year,
        gebieden=told.areas(found.areas),
        gebied_bekend=where_known(found.state, found.areas, has_card=found.has_card),
        doelen=list(found.goal_ids),
    )


def _money(found: "MoneyTable", finance: "Finance") -> Geld:
    return Geld(
        jaren=[told.year(one) for one in found.years],
        financiers=[
            Financier(naam=one.name, jaren=[told.year(row) for row in one.years])
            for one in found.funders
        ],
        totaal=told.year(found.total),
        uitgaven=told.spent(finance.total),
    )
