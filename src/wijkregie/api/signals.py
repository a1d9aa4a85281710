"""What was raised: what everyone may read of it, whoever asks."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import finding, told
from wijkregie.api.shared.codes import AreaCode, Number, Reference, Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import AlleenZelf, Shape, only_self
from wijkregie.api.shared.steps import (
    EVENTS,
    KINDS,
    STATE_OF,
    STATES,
    Meldingstatus,
    SoortGebeurtenis,
    SoortMelding,
)
from wijkregie.api.shared.told import Besluit, Gebiedsnaam
from wijkregie.domain.signals import queries as signals
from wijkregie.domain.signals.states import EventKind
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import AnswerSeen, EventSeen, SignalSeen, StepSeen

router: Final = Router(tags=["meldingen"], by_alias=True)


class Thema(Shape):
    """Waar een melding over gaat."""

    nummer: int
    naam: str


class Melding(Shape):
    """Wat iedereen van een melding mag lezen: nooit wie meldde, de woorden of een foto."""

    kenmerk: str
    soort: SoortMelding
    thema: Thema
    titel: str = Field(description="In woorden van het team; kan leeg zijn.")
    gebied: Gebiedsnaam | None
    status: Meldingstatus
    ontvangen_op: datetime
    beloofd_op: date = Field(description="Voor of op deze dag hoort wie meldde iets.")
    verwacht_op: date
    te_laat: bool = Field(description="Of de beloofde dag voorbij is zonder antwoord.")
    beantwoord_op: datetime | None
    afgerond_op: datetime | None
    behandelaar: str = Field(description="De groep die ervoor zorgt; leeg: de wijkregisseur.")
    verzonnen: bool = Field(description="Of het een voorbeeld in een demo is.")
    links: AlleenZelf = Field(serialization_alias="_links")


class Stap(Shape):
    """Een stap van een melding: wat er gebeurde, wanneer, en waarom."""

    op: datetime
    status: Meldingstatus
    waarom: str
    besluit: Besluit | None


class Gebeurtenis(Shape):
    """Wat er met een melding gebeurde zonder dat de status veranderde."""

    op: datetime
    wat: SoortGebeurtenis
    waarom: str
    groep: str = Field(description="Wie er nu voor zorgt; leeg als het daar niet over gaat.")
    organisatie: str = Field(description="Aan wie de melding is aangeboden; vaak leeg.")
    kenmerk: str | None = Field(description="Van de melding waarmee zij samen gaat of ging.")


class Antwoord(Shape):
    """Een openbaar antwoord."""

    tekst: str
    op: datetime


class MeldingMetVerhaal(Melding):
    """Een melding met elke stap, het besluit en de openbare antwoorden."""

    verwacht_waarom: str
    besluit: Besluit | None
    stappen: list[Stap]
    gebeurtenissen: list[Gebeurtenis]
    samen_met: str | None = Field(
        description="Het kenmerk van de melding waarmee deze samen wordt behandeld."
    )
    ook_gemeld: int = Field(description="Hoe vaak iemand anders hetzelfde meldde.")
    antwoorden: list[Antwoord]


class Meldingenpagina(Pagina[Melding]):
    """Een pagina met meldingen."""


class Meldingenkeuze(Bladeren):
    """Which signals."""

    gebied: AreaCode | None = Field(default=None, description="Alleen wat in dit gebied ligt.")
    thema: Number | None = Field(default=None, description="Alleen dit thema: het `nummer`.")
    status: Meldingstatus | None = Field(default=None, description="Alleen deze status.")


@router.get("/gemeenten/{gemeente}/meldingen", response=Meldingenpagina, summary="Meldingen")
def listed(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    wanted: Query[Meldingenkeuze],
) -> Meldingenpagina:
    """De meldingen van een gemeente; wat te laat is eerst, dan op de beloofde dag."""
    scope = finding.scope(gemeente)
    chosen = signals.SignalFilter(
        states=(STATE_OF[wanted.status],) if wanted.status else (),
        theme_id=wanted.thema,
        area_id=finding.area_id(scope, wanted.gebied),
    )
    viewer = anonymous(scope.municipality_id)
    found = signals.signals_visible_to(viewer, chosen, on=timezone.localdate())
    page = cut(found, wanted, request, response)
    rows = [Melding(**_told(one, scope)) for one in page.rows]
    return Meldingenpagina(resultaten=rows, **page.told())


@router.get(
    "/gemeenten/{gemeente}/meldingen/{kenmerk}",
    response=MeldingMetVerhaal,
    summary="Eén melding met haar verhaal",
)
def single(
    request: HttpRequest, gemeente: Path[Slug], kenmerk: Path[Reference]
) -> MeldingMetVerhaal:
    """Wat er met een melding gebeurde, en waarom."""
    scope = finding.scope(gemeente)
    viewer = anonymous(scope.municipality_id)
    found = signals.signal_seen(viewer, kenmerk, on=timezone.localdate())
    if found is None:
        raise Missing("Deze gemeente heeft geen melding met dit kenmerk.")
    events = signals.events_of(viewer, found.id)
    return MeldingMetVerhaal(
        **_told(found, scope),
        verwacht_waarom=found.expected_why,
        besluit=told.decision(found.decision) if found.decision else None,
        stappen=[_step(one) for one in signals.story_of(viewer, found.id)],
        gebeurtenissen=[_event(one) for one in events if one.what in EVENTS],
        samen_met=found.lead_reference or None,
        ook_gemeld=sum(one.what == EventKind.JOINED for one in events),
        antwoorden=[_answer(one) for one in signals.answers_of(viewer, found.id)],
    )


def _told(found: "SignalSeen", scope: "Scope") -> dict[str, Any]:
    return {
        "kenmerk": found.reference,
        "soort": KINDS[found.kind],
        "thema": Thema(nummer=found.theme_id, naam=found.theme_name),
        "titel": found.title,
        "gebied": told.area(found.area),
        "status": STATES[found.state],
        "ontvangen_op": found.received_at,
        "beloofd_op": found.promised_on,
        "verwacht_op": found.expected_on,
        "te_laat": found.overdue,
        "beantwoord_op": found.answered_at,
        "afgerond_op": found.closed_at,
        "behandelaar": found.owner_name,
        "verzonnen": found.invented,
        "links": only_self("gemeenten", scope.slug, "meldingen", found.reference),
    }


def _step(found: "StepSeen") -> Stap:
    return Stap(
        op=found.at,
        status=STATES[found.to_state],
        waarom=found.why,
        besluit=told.decision(found.decision) if found.decision else None,
    )


def _event(found: "EventSeen") -> Gebeurtenis:
    return Gebeurtenis(
        op=found.at,
        wat=EVENTS[found.what],
        waarom=found.why,
        groep=found.group_name,
        organisatie=found.organisation_name,
        kenmerk=found.reference or None,
    )


def _answer(found: "AnswerSeen") -> Antwoord:
    return Antwoord(tekst=found.text, op=found.at)
