"""Rounds of funds, the plans in them, and the outcome of a vote."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import finding, told
from wijkregie.api.shared.codes import Number, Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import Shape
from wijkregie.api.shared.told import Gebiedsnaam
from wijkregie.domain.budgets import queries as budgets
from wijkregie.domain.budgets.queries.why import FEW
from wijkregie.domain.budgets.states import BallotKind, PhaseKind, ProposalState
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import (
        OutcomeSeen,
        PhaseSeen,
        PlanCounted,
        ProposalSeen,
        RoundListed,
        RoundSeen,
    )

router: Final = Router(tags=["budgetten"], by_alias=True)


class Fasesoort(StrEnum):
    """Wat er in een fase gebeurt."""

    IDEEEN = "ideeen"
    PLAN_MAKEN = "plan-maken"
    TOETS = "toets"
    PRIJZEN = "prijzen"
    BESLUIT = "besluit"
    STEMMEN = "stemmen"
    TELLEN = "tellen"
    UITVOEREN = "uitvoeren"
    VERANTWOORDEN = "verantwoorden"


class Stemwijze(StrEnum):
    """Hoe bewoners stemmen; bij `geen` beslist een groep of de gemeente."""

    GEEN = "geen"
    AANKRUISEN = "aankruisen"
    EEN_KEUZE = "een-keuze"
    HELE_PLANNEN = "hele-plannen"
    RANGORDE = "rangorde"
    PUNTEN = "punten"
    MUNTEN = "munten"
    THEMAS = "themas"
    KNAPZAK = "knapzak"


class Planstatus(StrEnum):
    """Hoe ver een plan is."""

    IN_DE_MAAK = "in-de-maak"
    WORDT_GETOETST = "wordt-getoetst"
    KAN_HERSTELD = "kan-hersteld"
    PAST = "past"
    AFGEWEZEN = "afgewezen"
    OP_HET_BILJET = "op-het-biljet"
    GEKOZEN = "gekozen"
    NIET_GEKOZEN = "niet-gekozen"
    TERUGGETROKKEN = "teruggetrokken"
    GING_OP = "ging-op-in-ander-plan"


PHASES: Final = dict(zip(PhaseKind, Fasesoort, strict=True))
BALLOTS: Final = dict(zip(BallotKind, Stemwijze, strict=True))
STATES: Final = dict(zip(ProposalState, Planstatus, strict=True))


class Fase(Shape):
    """Dagen van een ronde, de eerste en de laatste meegerekend."""

    soort: Fasesoort
    van: date
    tot_en_met: date


class Budgetronde(Shape):
    """Een ronde waarin geld van een budget wordt gevraagd, gekozen en besteed."""

    nummer: int
    budget: int = Field(description="Het nummer van het budget.")
    titel: str
    jaar: int
    bedrag: str | None = Field(description="In euro's; leeg als het niet bekend is.")
    fasen: list[Fase]
    gesloten_op: date | None


class BudgetrondeMetKiezen(Budgetronde):
    """Een ronde, en hoe er gekozen wordt."""

    stemwijze: Stemwijze
    eisen: list[str]
    vastgelegd: str | None = Field(
        description="Het controlegetal van wat voor de stemming is vastgelegd."
    )


class Rondepagina(Pagina[Budgetronde]):
    """Een pagina met rondes."""


class Budgetplan(Shape):
    """Een openbaar plan in een ronde. Wie het indiende staat er niet."""

    nummer: int
    kenmerk: str
    titel: str
    plan: str
    thema: str
    gebied: Gebiedsnaam | None
    kosten: str | None
    gevraagd: str | None = Field(description="De kosten zonder wat anderen betalen.")
    uren: int | None = Field(description="Uren die de indieners zelf doen.")
    status: Planstatus


class Planpagina(Pagina[Budgetplan]):
    """Een pagina met plannen."""


class Planuitslag(Shape):
    """Wat de telling van een plan zegt."""

    nummer: int
    titel: str
    stemmen: int | None = Field(
        description="Leeg als het er meer dan nul en minder dan 5 zijn."
    )
    gekozen: bool
    bedrag: str | None = Field(description="Wat een gekozen plan krijgt.")


class Uitslag(Shape):
    """De uitslag van een stemming, zodra die bekend is."""

    ronde: int
    bekendgemaakt_op: datetime
    uitgebracht: int
    stemgerechtigd: int | None
    vastgelegd: str
    controlegetal: str = Field(description="Het zegel van het telbestand.")
    wortel: str = Field(description="De wortel over alle stembiljetten (RFC 9162).")
    stembiljetten_openbaar: bool
    plannen: list[Planuitslag] = Field(description="Gekozen plannen eerst; leeg bij thema's.")


@router.get(
    "/gemeenten/{gemeente}/budgetrondes", response=Rondepagina, summary="Rondes van budgetten"
)
def listed(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    wanted: Query[Bladeren],
) -> Rondepagina:
    """De rondes van alle budgetten van een gemeente; de laatste eerst."""
    found = budgets.rounds_visible_to(anonymous(finding.scope(gemeente).municipality_id))
    page = cut(found, wanted, request, response)
    return Rondepagina(resultaten=[_round(one) for one in page.rows], **page.told())


@router.get(
    "/gemeenten/{gemeente}/budgetrondes/{nummer}",
    response=BudgetrondeMetKiezen,
    summary="Eén ronde van een budget",
)
def single(
    request: HttpRequest, gemeente: Path[Slug], nummer: Path[Number]
) -> BudgetrondeMetKiezen:
    """Wanneer wat gebeurt, hoeveel geld er is, en hoe er gekozen wordt."""
    viewer = anonymous(finding.scope(gemeente).municipality_id)
    found = _there(budgets.round_seen(viewer, nummer))
    declared = budgets.declaration_seen(viewer, nummer)
    return BudgetrondeMetKiezen(
        **dict(_round(found.listed)),
        stemwijze=BALLOTS[found.ballot],
        eisen=list(found.criteria),
        vastgelegd=declared.digest if declared else None,
    )


@router.get(
    "/gemeenten/{gemeente}/budgetrondes/{nummer}/voorstellen",
    response=Planpagina,
    summary="Plannen in een ronde",
)
def plans(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    nummer: Path[Number],
    wanted: Query[Bladeren],
) -> Planpagina:
    """De openbare plannen van een ronde, met hun prijs en hoe ver ze zijn."""
    viewer = anonymous(finding.scope(gemeente).municipality_id)
    _there(budgets.round_seen(viewer, nummer))
    found = budgets.proposals_visible_to(viewer, nummer)
    page = cut(found, wanted, request, response)
    return Planpagina(resultaten=[_plan(one) for one in page.rows], **page.told())


@router.get(
    "/gemeenten/{gemeente}/budgetrondes/{nummer}/uitslag",
    response=Uitslag,
    summary="De uitslag van een stemming",
)
def outcome(request: HttpRequest, gemeente: Path[Slug], nummer: Path[Number]) -> Uitslag:
    """Wat er gekozen is, met de controlegetallen. Tot de uitslag bekend is: niet gevonden."""
    viewer = anonymous(finding.scope(gemeente).municipality_id)
    found = budgets.outcome_seen(viewer, nummer)
    if found is None or found.told_at is None:
        raise Missing("Deze ronde heeft geen uitslag, of die is nog niet bekend.")
    return _outcome(found, found.told_at)


def _there(found: "RoundSeen | None") -> "RoundSeen":
    if found is None:
        raise Missing("Deze gemeente heeft geen ronde met dit nummer.")
    return found


def _round(found: "RoundListed") -> Budgetronde:
    return Budgetronde(
        nummer=found.id,
        budget=found.fund_id,
        titel=found.title,
        jaar=found.year,
        bedrag=told.euro_if_known(found.money_cents),
        fasen=[_phase(one) for one in found.phases],
        gesloten_op=found.closed_on,
    )


def _phase(found: "PhaseSeen") -> Fase:
    return Fase(soort=PHASES[found.kind], van=found.opens_on, tot_en_met=found.closes_on)


def _plan(found: "ProposalSeen") -> Budgetplan:
    return Budgetplan(
        nummer=found.number,
        kenmerk=found.reference,
        titel=found.title,
        plan=found.plan,
        thema=found.theme_name,
        gebied=told.areas([found.area])[0] if found.area else None,
        kosten=told.euro_if_known(found.cost_cents),
        gevraagd=told.euro_if_known(found.asked_cents),
        uren=found.hours,
        status=STATES[found.state],
    )


def _outcome(found: "OutcomeSeen", told_at: datetime) -> Uitslag:
    return Uitslag(
        ronde=found.round_id,
        bekendgemaakt_op=told_at,
        uitgebracht=found.cast,
        stemgerechtigd=found.entitled,
        vastgelegd=found.audit["declared"],
        controlegetal=found.seal,
        wortel=found.audit["ballots"]["root"],
        stembiljetten_openbaar=found.ballots_public,
        plannen=[_counted(one) for one in found.plans],
    )


def _counted(found: "PlanCounted") -> Planuitslag:
    chosen = found.place is not None
    return Planuitslag(
        nummer=found.number,
        titel=found.title,
        stemmen=None if 0 < found.votes < FEW else found.votes,
        gekozen=chosen,
        bedrag=told.euro(found.paid_cents) if chosen else None,
    )
