"""A municipality with a team for concerns about persons, and concerns to try it with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.people import make_group, make_person, make_role, make_seat, viewer_for
from tests.makers.places import AT, area_row, make_areas, make_municipality
from wijkregie.domain.concerns import services
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role, Shell
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.people.models import Group, Person
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.kit.viewer import Viewer

_numbers = count(1)
#: Every word of it must stand nowhere but in the sealed row.
SECRET = "Mevrouw Zqkanarie van nummer 12 komt haar huis niet meer uit."
NAME = "Zqbuurvrouw"
PHONE = "06 87654321"
EMAIL = "zqbuurvrouw@voorbeeld.nl"
WORDS = ("zqkanarie", "nummer 12", "zqbuurvrouw", "87654321")


@dataclass(frozen=True)
class Desk:
    """The municipality, its team with two members, and who else works there."""

    municipality: Municipality
    team: Group
    area: Area
    member: Viewer
    colleague: Viewer
    manager: Viewer
    deputy: Person

    @property
    def passer_by(self) -> Viewer:
        return anonymous(self.municipality.pk)

    def second_shell(self) -> Viewer:
        seat = make_seat(self.team, shell=Shell.SECOND)
        return viewer_for(seat.person, self.municipality)


def make_desk(*, calls: tuple[tuple[str, str], ...] = (("Piket", "0612345678"),)) -> Desk:
    """A team that is appointed and manned, with a deputy and a phone list."""
    here = make_municipality()
    code = here.codes.get().code[2:]
    made = make_areas(area_row(f"GM{code}"), area_row(f"BU{code}0101", "Lindebuurt"))
    team = make_group(here, "Zorgmeldpunt")
    members = [make_seat(team).person for _seat in range(2)]
    deputy = make_person("Vervanger", municipality=here)
    make_role(here, Role.SPECIALIST, person=deputy)
    manager = make_role(here, Role.DISTRICT_MANAGER).person
    by = installation(here.pk)
    people.set_sealed_desk(team.pk, by=by, at=AT)
    people.set_sealed_alarm(people.AlarmDraft(deputy.pk, calls), by=by, at=AT)
    member, colleague = (viewer_for(person, here) for person in members)
    return Desk(
        here,
        team,
        made[f"BU{code}0101"],
        member,
        colleague,
        viewer_for(manager, here),
        deputy,
    )


def a_concern(area: Area | None = None, **more: Any) -> services.ConcernDraft:
    draft = services.ConcernDraft(
        SECRET,
        f"formulier-{next(_numbers)}",
        area.pk if area else None,
        name=NAME,
        phone=PHONE,
        email=EMAIL,
    )
    return replace(draft, **more)


def send(
    draft: services.ConcernDraft,
    desk: Desk,
    *,
    by: Viewer | None = None,
    at: datetime = AT,
    seed: int | None = None,
) -> services.Receipt:
    return services.receive_concern(
        draft,
        municipality_id=desk.municipality.pk,
        by=by or desk.passer_by,
        at=at,
        seed=next(_numbers) if seed is None else seed,
    )


def make_concern(desk: Desk, *, at: datetime = AT, **more: Any) -> Concern:
    receipt = send(a_concern(desk.area, **more), desk, at=at)
    return Concern.objects.get(pk=receipt.concern_id)
