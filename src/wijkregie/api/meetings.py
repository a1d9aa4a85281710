"""Meetings: when they are is for everyone; of public ones also the agenda and the actions."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import finding, told
from wijkregie.api.shared.codes import Number, Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import AlleenZelf, Shape, only_self
from wijkregie.api.shared.steps import (
    ACTION_STATES,
    MEETING_STATES,
    Actiestatus,
    Overlegstatus,
)
from wijkregie.api.shared.told import Besluit
from wijkregie.domain.meetings import queries as meetings
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import (
        ActionSeen,
        InquirySeen,
        ItemSeen,
        MeetingSeen,
    )
    from wijkregie.domain.places.queries import Scope

router: Final = Router(tags=["overleggen"], by_alias=True)


class Overleg(Shape):
    """Een overleg. Is het niet openbaar, dan staan er alleen de groep en het tijdstip."""

    nummer: int
    groep: str
    naam: str | None = Field(description="De naam van de reeks; leeg als die niet openbaar is.")
    openbaar: bool
    aanvang: datetime
    plaats: str | None
    status: Overlegstatus
    links: AlleenZelf = Field(serialization_alias="_links")


class Actie(Shape):
    """Wie wat doet en wanneer. Namen van mensen staan er niet bij."""

    wat: str
    organisatie: str | None = Field(description="Leeg als iemand het op eigen naam doet.")
    uiterlijk_op: date
    status: Actiestatus


class Onderzoek(Shape):
    """Wat een groep eerst laat uitzoeken. Wat eruit kwam staat er niet bij."""

    vraag: str
    organisatie: str | None = Field(description="Leeg als iemand het op eigen naam doet.")
    uiterlijk_op: date
    uitgezocht_op: datetime | None
    terug_in_overleg: int | None = Field(description="Het nummer van het overleg.")


class Agendapunt(Shape):
    """Een punt op de agenda, met wat er besloten en afgesproken is."""

    volgorde: int
    titel: str
    kenmerk: str | None = Field(description="Van de melding waar het over gaat.")
    besluit: Besluit | None
    acties: list[Actie] = Field(description="Als het overleg is gehouden.")
    onderzoeken: list[Onderzoek] = Field(description="Als het overleg is gehouden.")


class OverlegMetAgenda(Overleg):
    """Een overleg met zijn agenda; leeg als het niet openbaar is."""

    agenda: list[Agendapunt]


class Overleggenpagina(Pagina[Overleg]):
    """Een pagina met overleggen."""


@router.get("/gemeenten/{gemeente}/overleggen", response=Overleggenpagina, summary="Overleggen")
def listed(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    wanted: Query[Bladeren],
) -> Overleggenpagina:
    """De overleggen van de groepen in een gemeente, het laatste eerst."""
    scope = finding.scope(gemeente)
    found = meetings.meetings_visible_to(
        anonymous(scope.municipality_id),
        meetings.MeetingFilter(newest_first=True),
        on=timezone.localdate(),
    )
    page = cut(found, wanted, request, response)
    rows = [Overleg(**_told(one, scope)) for one in page.rows]
    return Overleggenpagina(resultaten=rows, **page.told())


@router.get(
    "/gemeenten/{gemeente}/overleggen/{nummer}",
    response=OverlegMetAgenda,
    summary="Eén overleg met agenda, besluiten en acties",
)
def single(
    request: HttpRequest, gemeente: Path[Slug], nummer: Path[Number]
) -> OverlegMetAgenda:
    """Wat er besproken, besloten en afgesproken is in een openbaar overleg."""
    scope = finding.scope(gemeente)
    viewer, on = anonymous(scope.municipality_id), timezone.localdate()
    found = meetings.meeting_seen(viewer, nummer, on=on)
    if found is None:
        raise Missing("Deze gemeente heeft geen overleg met dit nummer.")
    items = meetings.items_of(viewer, nummer, on=on)
    return OverlegMetAgenda(**_told(found, scope), agenda=[_item(one) for one in items])


def _told(found: "MeetingSeen", scope: "Scope") -> dict[str, Any]:
    return {
        "nummer": found.id,
        "groep": found.group_name,
        "naam": found.series_name if found.public else None,
        "openbaar": found.public,
        "aanvang": found.starts_at,
        "plaats": found.location or None,
        "status": MEETING_STATES[found.state],
        "links": only_self("gemeenten", scope.slug, "overleggen", str(found.id)),
    }


def _item(found: "ItemSeen") -> Agendapunt:
    return Agendapunt(
        volgorde=found.order,
        titel=found.title,
        kenmerk=found.signal_reference or None,
        besluit=told.decision(found.decision) if found.decision else None,
        acties=[_action(one) for one in found.actions],
        onderzoeken=[_inquiry(one) for one in found.inquiries],
    )


def _action(found: "ActionSeen") -> Actie:
    return Actie(
        wat=found.what,
        organisatie=found.organisation_name,
        uiterlijk_op=found.due_on,
        status=ACTION_STATES[found.state],
    )


def _inquiry(found: "InquirySeen") -> Onderzoek:
    return Onderzoek(
        vraag=found.question,
        organisatie=found.organisation_name,
        uiterlijk_op=found.due_on,
        uitgezocht_op=found.found_at,
        terug_in_overleg=found.back_meeting_id,
    )
