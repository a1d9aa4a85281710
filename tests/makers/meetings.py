"""Series, meetings, points and actions for tests, and a team that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, area_row, make_areas, make_municipality
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import Action, AgendaItem, Meeting, Series
from wijkregie.domain.people.states import Role, SeatFunction, Shell
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Group, Organisation, Person, Seat
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.kit.viewer import Viewer

ON = AT.date()
TONIGHT = AT + timedelta(hours=10)
_numbers = count(1)


@dataclass
class Team:
    """A wijkteam with a chair, a professional, and a second shell for an organisation."""

    municipality: Municipality
    area: Area
    group: Group
    chair: Person
    worker: Person
    corporation: Organisation
    caretaker: Person
    seats: dict[str, Seat]

    def as_chair(self) -> Viewer:
        return viewer_for(self.chair, self.municipality)

    def as_worker(self) -> Viewer:
        return viewer_for(self.worker, self.municipality)

    def as_second_shell(self) -> Viewer:
        return viewer_for(self.caretaker, self.municipality)


def make_team(name: str = "Molenwijk", number: int = 0) -> Team:
    code = f"{5000 + (number or 3900 + next(_numbers))}"
    municipality = make_municipality(f"Stad {name}", code=f"GM{code}")
    areas = make_areas(
        area_row(f"GM{code}", f"Stad {name}"),
        area_row(f"WK{code}01", name),
        area_row(f"BU{code}0101", f"{name}-Noord"),
    )
    area = areas[f"BU{code}0101"]
    group = make_group(municipality, f"Wijkteam {name}", areas=[area])
    chair, worker, caretaker = (
        make_person(f"{word} {name}", municipality=municipality)
        for word in ("Voorzitter", "Opbouwwerker", "Huismeester")
    )
    corporation = make_organisation(municipality, f"Corporatie {name}")
    make_role(municipality, Role.COMMUNITY_WORKER, person=worker, area=area)
    seats = {
        "chair": make_seat(group, chair, function=SeatFunction.CHAIR),
        "worker": make_seat(
            group, worker, organisation=make_organisation(municipality, f"Welzijn {name}")
        ),
        "caretaker": make_seat(group, caretaker, organisation=corporation, shell=Shell.SECOND),
    }
    return Team(municipality, area, group, chair, worker, corporation, caretaker, seats)


def make_series(group: Group, name: str = "", *, public: bool = False) -> Series:
    made = services.create_series(
        services.SeriesDraft(group.pk, name or f"Overleg {next(_numbers)}", public=public),
        by=installation(group.municipality_id),
        at=AT,
    )
    return Series.objects.select_related("group").get(pk=made)


def make_meeting(
    series: Series, *, starts_at: datetime = TONIGHT, location: str = "Buurthuis De Molen"
) -> Meeting:
    made = services.plan(
        series.pk, starts_at, location, by=installation(series.municipality_id), at=AT
    )
    return Meeting.objects.select_related("series__group").get(pk=made)


def make_item(meeting: Meeting, title: str = "") -> AgendaItem:
    made = services.add_item(
        meeting.pk,
        title or f"Punt {next(_numbers)}",
        by=installation(meeting.municipality_id),
        at=AT,
    )
    return AgendaItem.objects.get(pk=made)


def make_action(
    item: AgendaItem,
    what: str = "",
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    due_in: int = 14,
) -> Action:
    doer = organisation or (person and None)
    if person is None and doer is None:
        doer = make_organisation(item.municipality)
    draft = services.ActionDraft(
        what=what or f"Actie {next(_numbers)}",
        person_id=person.pk if person else None,
        organisation_id=doer.pk if doer else None,
        due_on=ON + timedelta(days=due_in),
    )
    made = services.agree(item.pk, draft, by=installation(item.municipality_id), at=AT)
    return Action.objects.get(pk=made)


def decision_of(group: Group, **changed: Any) -> DecisionDraft:
    words: dict[str, Any] = {
        "subject": "De bankjes",
        "outcome": Outcome.FOLLOW_UP,
        "reason": "Er is geen plek om te zitten.",
        "mandate": "Convenant wijkteam",
        "body_id": group.pk,
        "taken_on": ON,
    }
    return DecisionDraft(**words | changed)


def close_meeting(meeting: Meeting) -> None:
    services.close(meeting.pk, by=installation(meeting.municipality_id), at=TONIGHT)
    meeting.refresh_from_db()
