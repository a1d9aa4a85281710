"""Who is heard, and who takes part: individuals beside groups, raisers beside inhabitants."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from wijkregie.api.shared import finding, told
from wijkregie.api.shared.codes import AreaCode, Slug
from wijkregie.api.shared.parties import (
    CHANNELS,
    DECIDERS,
    ORGANISATION_KINDS,
    SETBACKS,
    SHELLS,
    Afloop,
    Beslisser,
    Schil,
    SoortOrganisatie,
    Weg,
)
from wijkregie.api.shared.shapes import Shape
from wijkregie.api.shared.told import Aandeel, Gebiedsnaam
from wijkregie.domain.reports import queries as reports
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.core.proportions import Interval
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.reports.queries import Days, SeatPart, Side, TakingPart, TeamPlan

router: Final = Router(tags=["gehoord"], by_alias=True)


class Dagen(Shape):
    """Hoe lang iets duurde: de middelste van zoveel. Van nul is er geen middelste."""

    middelste: float | None
    van: int


class Kant(Shape):
    """Wat er besloten is op wat losse bewoners inbrachten, of op wat groepen inbrachten."""

    besluiten: int
    opgepakt: Aandeel
    wensen_opgepakt: Aandeel = Field(description="Van de wensen en ideeën.")
    niet_opgepakt: Aandeel = Field(description="Telkens met een reden.")
    dagen_tot_besluit: Dagen
    dagen_tot_antwoord: Dagen


class Verschil(Shape):
    """Het aandeel opgepakt van losse bewoners min dat van groepen, met 95 % zekerheid."""

    laag: float
    hoog: float
    telt: bool = Field(description="Of de aantallen groot genoeg zijn om het te geloven.")


class Beslistelling(Shape):
    """Hoe vaak deze beslisser besloot."""

    wie: Beslisser
    aantal: int


class Teamplan(Shape):
    """Een plan van een wijkteam waarover het stadhuis iets zei."""

    op: date
    titel: str
    kenmerk: str | None = Field(description="Van de melding; leeg bij een project.")
    project: int | None = Field(description="Het nummer van het project; leeg bij een melding.")
    afloop: Afloop
    wie: str
    waarom: str


class Wegtelling(Shape):
    """Hoeveel meldingen zo binnenkwamen."""

    weg: Weg
    aantal: int


class Gebiedsdeel(Shape):
    """Hoeveel mensen er wonen, en hoe vaak iemand er iets over meldde."""

    gebied: Gebiedsnaam
    inwoners: int | None = Field(description="Leeg als het niet bekend is.")
    inwoners_jaar: int | None
    melders: int = Field(description="Per mens of groep die iets meldde of zich aansloot.")


class Zeteldeel(Shape):
    """Hoe vaak er iemand van deze zetels was, van hoe vaak het kon."""

    soort: SoortOrganisatie | None = Field(description="Leeg: bewoners, voor zichzelf.")
    schil: Schil
    aanwezig: Aandeel


class Meedoen(Shape):
    """Wie er meedoet, naast wie er woont; altijd van de hele gemeente."""

    gebieden: list[Gebiedsdeel]
    wegen: list[Wegtelling]
    zetels: list[Zeteldeel]


class Gehoord(Shape):
    """De vijf klachten van bewonersgroepen, elk met het cijfer, en wie er meedoet."""

    van: date
    tot_en_met: date
    gebied: str | None
    teruggekomen: Aandeel = Field(
        description="Van wat losse bewoners beantwoord kregen: wat in hun groep terugkwam."
    )
    losse_bewoners: Kant
    groepen: Kant
    verschil: Verschil | None = Field(description="Leeg als er niets te vergelijken is.")
    wie_besloot: list[Beslistelling] = Field(
        description="Over wat groepen van bewoners inbrachten of bespraken."
    )
    plannen_opzij: Aandeel = Field(description="Door het stadhuis opzij gelegd.")
    plannen: list[Teamplan] = Field(description="Van wijkteams; het laatste eerst.")
    meedoen: Meedoen


class Gehoordkeuze(BaseModel):
    """Of which area."""

    gebied: AreaCode | None = Field(default=None, description="Alleen dit gebied.")


@router.get(
    "/gemeenten/{gemeente}/gehoord",
    response=Gehoord,
    summary="Wie gehoord wordt en wie meedoet",
)
def heard(request: HttpRequest, gemeente: Path[Slug], wanted: Query[Gehoordkeuze]) -> Gehoord:
    """De cijfers van de laatste vier kwartalen, over losse bewoners naast groepen."""
    scope = finding.scope(gemeente)
    viewer, on = anonymous(scope.municipality_id), timezone.localdate()
    area_id = finding.area_id(scope, wanted.gebied)
    voice = reports.voice(viewer, on=on, area_id=area_id)
    plans = reports.team_plans(viewer, on=on, area_id=area_id)
    areas = finding.main_areas(scope)
    return Gehoord(
        van=voice.since,
        tot_en_met=voice.on,
        gebied=wanted.gebied,
        teruggekomen=told.share(reports.told_back(viewer, on=on, area_id=area_id).told),
        losse_bewoners=_side(voice.people),
        groepen=_side(voice.of_groups),
        verschil=_apart(voice.apart),
        wie_besloot=[
            Beslistelling(wie=DECIDERS[who], aantal=count) for who, count in voice.by_whom
        ],
        plannen_opzij=told.share(reports.set_aside(plans)),
        plannen=[_plan(one) for one in plans],
        meedoen=_part(reports.taking_part(viewer, areas, on=on), areas),
    )


def _side(found: "Side") -> Kant:
    return Kant(
        besluiten=found.decided,
        opgepakt=told.share(found.honoured),
        wensen_opgepakt=told.share(found.wishes_honoured),
        niet_opgepakt=told.share(found.declined),
        dagen_tot_besluit=_days(found.to_decision),
        dagen_tot_antwoord=_days(found.to_answer),
    )


def _days(found: "Days") -> Dagen:
    return Dagen(middelste=found.middle, van=found.of)


def _apart(found: "Interval | None") -> Verschil | None:
    if found is None:
        return None
    return Verschil(laag=round(found.low, 4), hoog=round(found.high, 4), telt=found.tells)


def _plan(found: "TeamPlan") -> Teamplan:
    return Teamplan(
        op=found.on,
        titel=found.title,
        kenmerk=found.reference or None,
        project=found.project_id,
        afloop=SETBACKS[found.how],
        wie=found.by,
        waarom=found.why,
    )


def _part(found: "TakingPart", areas: "Sequence[Area]") -> Meedoen:
    names = {area.pk: Gebiedsnaam(code=area.code, naam=area.name) for area in areas}
    return Meedoen(
        gebieden=[
            Gebiedsdeel(
                gebied=names[one.area_id],
                inwoners=one.inhabitants,
                inwoners_jaar=one.period,
                melders=one.raisers,
            )
            for one in found.areas
        ],
        wegen=[Wegtelling(weg=CHANNELS[way], aantal=count) for way, count in found.channels],
        zetels=[_seats(one) for one in found.seats],
    )


def _seats(found: "SeatPart") -> Zeteldeel:
    return Zeteldeel(
        soort=ORGANISATION_KINDS[found.kind] if found.kind else None,
        schil=SHELLS[found.shell],
        aanwezig=told.share(found.present),
    )
