"""Projects with their card and their money per year and funder."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import cards, finding, told
from wijkregie.api.shared.cards import (
    Activiteit,
    Beslispunt,
    Inzet,
    Projectrisico,
    Voortgang,
)
from wijkregie.api.shared.codes import AreaCode, Number, ProgrammeKey, Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import AlleenZelf, Shape, only_self
from wijkregie.api.shared.steps import (
    PARTS,
    PLEDGES,
    PROJECT_STATE_OF,
    PROJECT_STATES,
    Projectstatus,
    Rol,
    Spoor,
)
from wijkregie.api.shared.told import (
    GEBIED_BEKEND,
    Besluit,
    Dekkingsregel,
    Gebiedsnaam,
    Geldjaar,
    Kostenregel,
)
from wijkregie.domain.programme import queries as programme
from wijkregie.domain.programme.states import where_known
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        CostSeen,
        CoverageSeen,
        ProjectListed,
        ProjectSeen,
    )

router: Final = Router(tags=["projecten"], by_alias=True)


class Project(Shape):
    """Een project, met de gebieden waar het is."""

    nummer: int
    kenmerk: str = Field(description="Het nummer dat het programma eraan geeft.")
    titel: str
    programma: str = Field(description="De sleutel van het programma.")
    status: Projectstatus
    van_jaar: int | None
    tot_jaar: int | None
    gebieden: list[Gebiedsnaam]
    gebied_bekend: bool = Field(description=GEBIED_BEKEND)
    trekkers: list[str] = Field(
        description="Wat de trekkers zijn. Namen van mensen staan er niet bij."
    )
    links: AlleenZelf = Field(serialization_alias="_links")


class ProjectInLijst(Project):
    """Een project met de organisaties die er de houder van zijn."""

    houders: list[str]


class Partij(Shape):
    """Een organisatie of groep die meedoet."""

    naam: str
    rol: Rol
    doet: str


class Projectstap(Shape):
    """Een stap van een project."""

    op: datetime
    status: Projectstatus
    waarom: str


class Projectgeld(Shape):
    """Elke regel, en de sommen per jaar."""

    kosten: list[Kostenregel]
    dekking: list[Dekkingsregel]
    jaren: list[Geldjaar]
    totaal: Geldjaar
    telt_mee: bool = Field(description="Een project dat gestopt is, telt in geen som mee.")


class Projectkaart(Project):
    """Een project met alles wat op zijn kaart staat; namen van mensen staan er niet bij."""

    beoogd_resultaat: str
    aanleiding: str
    doelgroep: str
    beslismoment: str
    toelichting: str
    resultaat: str
    overgedragen_aan: str
    besluit: Besluit | None
    partijen: list[Partij]
    doelen: list[int]
    knelpunten: list[int]
    meldingen: list[str] = Field(description="De kenmerken van de meldingen die het oplost.")
    stappen: list[Projectstap]
    geld: Projectgeld
    in_gewone_woorden: str
    spoor: Spoor | None = Field(description="Nu zichtbaar, of structureel.")
    ontstaan_uit: str = Field(description="Het reguliere werk waaruit het ontstond, of leeg.")
    activiteiten: list[Activiteit]
    beslispunten: list[Beslispunt]
    inzet: list[Inzet]
    risicos: list[Projectrisico]
    voortgang: list[Voortgang]
    geleerd: list[str]


class Projectenpagina(Pagina[ProjectInLijst]):
    """Een pagina met projecten."""


class Projectenkeuze(Bladeren):
    """Which projects."""

    programma: ProgrammeKey | None = Field(
        default=None, description="Alleen die van dit programma: de `sleutel`."
    )
    gebied: AreaCode | None = Field(default=None, description="Alleen die in dit gebied.")
    status: Projectstatus | None = Field(default=None, description="Alleen deze status.")


@router.get("/gemeenten/{gemeente}/projecten", response=Projectenpagina, summary="Projecten")
def listed(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    wanted: Query[Projectenkeuze],
) -> Projectenpagina:
    """De projecten van een gemeente, in de volgorde van hun programma."""
    scope = finding.scope(gemeente)
    area_id = finding.area_id(scope, wanted.gebied)
    chosen = programme.ProjectFilter(
        programme_id=finding.programme_id(scope, wanted.programma),
        area_ids=() if area_id is None else (area_id,),
        states=(PROJECT_STATE_OF[wanted.status],) if wanted.status else (),
    )
    found = programme.projects_visible_to(anonymous(scope.municipality_id), chosen)
    page = cut(found, wanted, request, response)
    rows = [ProjectInLijst(**_told(one, scope), houders=list(one.holders)) for one in page.rows]
    return Projectenpagina(resultaten=rows, **page.told())


@router.get(
    "/gemeenten/{gemeente}/projecten/{nummer}",
    response=Projectkaart,
    summary="Eén project met zijn geld",
)
def single(request: HttpRequest, gemeente: Path[Slug], nummer: Path[Number]) -> Projectkaart:
    """De projectkaart, met kosten en dekking per jaar en financier."""
    scope = finding.scope(gemeente)
    viewer = anonymous(scope.municipality_id)
    found = programme.project_seen(viewer, nummer)
    parts = programme.card_parts(viewer, nummer)
    if found is None or parts is None:
        raise Missing("Deze gemeente heeft geen project met dit nummer.")
    return Projectkaart(
        **_told(found, scope),
        **_card(found),
        **cards.lines(found, parts, scope),
        geld=_money(found),
    )


def _told(found: "ProjectListed | ProjectSeen", scope: "Scope") -> dict[str, Any]:
    return {
        "nummer": found.id,
        "kenmerk": found.number,
        "titel": found.title,
        "programma": found.programme_key,
        "status": PROJECT_STATES[found.state],
        "van_jaar": found.from_year,
        "tot_jaar": found.until_year,
        "gebieden": told.areas(found.areas),
        "gebied_bekend": where_known(found.state, found.areas, has_card=found.has_card),
        "trekkers": list(found.lead_roles),
        "links": only_self("gemeenten", scope.slug, "projecten", str(found.id)),
    }


def _card(found: "ProjectSeen") -> dict[str, Any]:
    steps = [one for one in found.steps if one.to_state in PROJECT_STATES]
    return {
        "beoogd_resultaat": found.intended_result,
        "aanleiding": found.reason,
        "doelgroep": found.target_group,
        "beslismoment": "\n".join(one.text for one in found.decision_points),
        "toelichting": found.remark,
        "resultaat": found.result,
        "overgedragen_aan": found.handed_to,
        "besluit": told.decision(found.decision) if found.decision else None,
        "partijen": [
            Partij(naam=one.name, rol=PARTS[one.part], doet=one.does) for one in found.parties
        ],
        "doelen": [one.id for one in found.goals],
        "knelpunten": [one.id for one in found.bottlenecks],
        "meldingen": [one.reference for one in found.signals],
        "stappen": [
            Projectstap(op=one.at, status=PROJECT_STATES[one.to_state], waarom=one.why)
            for one in steps
        ],
    }


def _money(found: "ProjectSeen") -> Projectgeld:
    money = found.money
    return Projectgeld(
        kosten=[_cost(one) for one in money.costs],
        dekking=[_coverage(one) for one in money.coverage],
        jaren=[told.year(one) for one in money.years],
        totaal=told.year(money.total),
        telt_mee=money.counted,
    )


def _cost(found: "CostSeen") -> Kostenregel:
    return Kostenregel(
        nummer=found.id,
        jaar=found.year,
        omschrijving=found.what,
        bedrag=told.euro_if_known(found.cents),
    )


def _coverage(found: "CoverageSeen") -> Dekkingsregel:
    return Dekkingsregel(
        nummer=found.id,
        financier=found.funder,
        jaar=found.year,
        bedrag=told.euro_if_known(found.cents),
        toezegging=PLEDGES[found.pledge],
    )
