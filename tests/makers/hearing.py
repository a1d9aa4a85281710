"""A town in which people hear and decide: a team, a platform, a town hall, a partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.makers.meetings import make_series
from tests.makers.people import make_group, make_organisation, make_person, make_role, make_seat
from tests.makers.signals import make_theme
from tests.makers.small_town import make_small_town
from wijkregie.domain.people.states import (
    GroupKind,
    OrganisationKind,
    Role,
    SeatFunction,
)
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import OwnKind

if TYPE_CHECKING:
    from tests.makers.small_town import Town
    from wijkregie.domain.people.models import Person

TEAM = "Wijkteam Molenwijk"
PLATFORM = "Wijkplatform Molenwijk"
PARTNER = "Woonstichting"
THEME = "Schoon en heel"


@dataclass(frozen=True)
class Hearing:
    """The town, the worker who leads its team, who leads its platform, and a specialist."""

    town: Town
    worker: Person
    chair: Person
    specialist: Person

    def url(self, path: str = "") -> str:
        return self.town.url(path)


def make_hearing() -> Hearing:
    town = make_small_town()
    # Without a wijk of its own the town has those of CBS.
    Area.objects.filter(pk=town.own.pk).update(kind=OwnKind.PROJECT)
    here, area = town.municipality, town.area("WK939801")
    worker, chair, specialist = (
        make_person(name, email=f"{email}@voorbeeld.nl", municipality=here)
        for name, email in (
            ("Wil Werker", "werker"),
            ("Vera Voorzitter", "voorzitter"),
            ("Sam Specialist", "vakspecialist"),
        )
    )
    make_role(here, Role.COMMUNITY_WORKER, person=worker, area=area)
    make_role(here, Role.SPECIALIST, person=specialist)
    team = make_group(here, TEAM, areas=[area])
    make_seat(team, worker, function=SeatFunction.CHAIR)
    platform = make_group(here, PLATFORM, kind=GroupKind.DISTRICT_PLATFORM, areas=[area])
    make_seat(platform, chair, function=SeatFunction.CHAIR)
    make_series(team, "Wijkoverleg", public=True)
    make_theme(here, THEME)
    make_organisation(here, PARTNER, kind=OrganisationKind.HOUSING)
    return Hearing(town, worker, chair, specialist)
