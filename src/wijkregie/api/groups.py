"""The groups that work together: who sits where, and when they began beside the plan."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from wijkregie.api.shared import finding, told
from wijkregie.api.shared.codes import Slug
from wijkregie.api.shared.paging import Bladeren, Pagina, cut
from wijkregie.api.shared.parties import (
    FUNCTIONS,
    GROUP_KINDS,
    ORGANISATION_KINDS,
    SHELLS,
    Functie,
    Schil,
    SoortGroep,
    SoortOrganisatie,
)
from wijkregie.api.shared.shapes import Shape
from wijkregie.api.shared.told import Gebiedsnaam
from wijkregie.domain.people import queries as people
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.people.queries import GroupSeen, SeatSeen

router: Final = Router(tags=["groepen"], by_alias=True)


class Organisatie(Shape):
    """Een organisatie die meewerkt."""

    naam: str
    soort: SoortOrganisatie


class Zetel(Shape):
    """Een plaats in een groep: namens welke organisatie, nooit wie er zit."""

    schil: Schil
    functie: Functie
    organisatie: Organisatie | None = Field(description="Leeg bij wie voor zichzelf spreekt.")


class Samenwerking(Shape):
    """Een groep met haar zetels. Zonder gebieden is zij er voor de hele gemeente."""

    nummer: int
    soort: SoortGroep
    naam: str
    doel: str
    gebieden: list[Gebiedsnaam]
    gepland_op: date | None = Field(description="Wanneer de groep volgens het plan begon.")
    begonnen_op: date | None = Field(description="Wanneer de groep echt begon.")
    zetels: list[Zetel]


class Groepenpagina(Pagina[Samenwerking]):
    """Een pagina met groepen."""


@router.get("/gemeenten/{gemeente}/groepen", response=Groepenpagina, summary="Groepen")
def listed(
    request: HttpRequest,
    response: HttpResponse,
    gemeente: Path[Slug],
    wanted: Query[Bladeren],
) -> Groepenpagina:
    """De groepen die samen aan de wijken werken, op naam, met hun twee schillen."""
    viewer, on = anonymous(finding.scope(gemeente).municipality_id), timezone.localdate()
    page = cut(people.groups_visible_to(viewer, on=on), wanted, request, response)
    seats: dict[int, list[SeatSeen]] = defaultdict(list)
    for seat in people.seats_visible_to(viewer, on=on):
        seats[seat.group_id].append(seat)
    rows = [_group(one, seats[one.id]) for one in page.rows]
    return Groepenpagina(resultaten=rows, **page.told())


def _group(found: "GroupSeen", seats: "Sequence[SeatSeen]") -> Samenwerking:
    return Samenwerking(
        nummer=found.id,
        soort=GROUP_KINDS[found.kind],
        naam=found.name,
        doel=found.purpose,
        gebieden=told.areas(found.areas),
        gepland_op=found.planned_on,
        begonnen_op=found.started_on,
        zetels=[_seat(one) for one in seats],
    )


def _seat(found: "SeatSeen") -> Zetel:
    party = found.organisation
    return Zetel(
        schil=SHELLS[found.shell],
        functie=FUNCTIONS[found.function],
        organisatie=Organisatie(naam=party.name, soort=ORGANISATION_KINDS[party.kind])
        if party
        else None,
    )
