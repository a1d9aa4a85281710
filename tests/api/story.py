"""A thread for the API to tell, with canary words in all that it may not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.makers.meetings import (
    close_meeting,
    decision_of,
    make_action,
    make_item,
    make_meeting,
    make_series,
)
from tests.makers.people import make_group, make_organisation, make_person, make_seat
from tests.makers.places import AT
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
)
from tests.makers.signals import LATER, answered, decided, make_signal, make_theme, raiser_of
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.people.states import SeatFunction
from wijkregie.domain.programme.states import GoalLevel, Pledge
from wijkregie.domain.signals import services as signals
from wijkregie.kit.viewer import follower, installation

if TYPE_CHECKING:
    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.meetings.models import Meeting
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Programme, Project
    from wijkregie.domain.signals.models import Signal, Theme

CANARY = "Kanarie"


@dataclass(frozen=True)
class Story:
    """What the thread is made of."""

    theme: Theme
    signal: Signal
    decision: Decision
    public: Meeting
    closed: Meeting
    programme: Programme
    project: Project
    idea: Project
    cost: int
    coverage: int


def tell(municipality: Municipality, area: Area) -> Story:
    """Make one thread in this area."""
    theme = make_theme(municipality, "Groen")
    signal = _signal(municipality, area, theme)
    group = make_group(municipality, "Wijkteam Noord", areas=[area])
    programme, project, idea = _programme(municipality, area, signal)
    assert signal.decision is not None
    return Story(
        theme,
        signal,
        signal.decision,
        _meeting(group, public=True),
        _meeting(group, public=False),
        programme,
        project,
        idea,
        make_cost(project, 3_000_005, what="Bankjes"),
        make_coverage(project, 2_000_000, funder="Wijkbudget"),
    )


def _signal(municipality: Municipality, area: Area, theme: Theme) -> Signal:
    """A signal that was answered to everyone, opened again and answered to who raised it."""
    by = installation(municipality.pk)
    raiser = signals.RaiserDraft("mail", name=CANARY, email="kanarie@voorbeeld.nl")
    signal = make_signal(
        municipality, area, theme=theme, text=CANARY, place=CANARY, raiser=raiser
    )
    words = signals.SignalWords("De bank bij de vijver", signal.kind, theme.pk, area.pk)
    signals.describe(signal.pk, words, by=by, at=AT)
    answered(signal, "De bank is gemaakt.")
    link = follower(municipality.pk, raiser_of(signal).pk)
    signals.reopen(signal.pk, f"{CANARY} zei het", by=link, at=LATER)
    decided(signal, "decline", reason="Dit jaar is het geld op.", dissent="Het is nodig.")
    return answered(signal, f"{CANARY} kreeg dit", public=False)


def _meeting(group: Group, *, public: bool) -> Meeting:
    """A meeting that was held, with an action of an organisation and one of a person."""
    name = "" if public else CANARY
    person = make_person(CANARY, municipality=group.municipality)
    make_seat(group, person, function=SeatFunction.MEMBER)
    meeting = make_meeting(
        make_series(group, name or "Wijktafel", public=public), location=name or "De Molen"
    )
    item = make_item(meeting, name or "Bankjes in het park")
    by = installation(group.municipality_id)
    meetings.note(item.pk, CANARY, item.version, by=by, at=AT)
    meetings.decide(item.pk, decision_of(group), by=by, at=AT)
    organisation = make_organisation(group.municipality, f"Corporatie {meeting.pk}")
    make_action(item, name or "De bankjes plaatsen", organisation=organisation)
    make_action(item, name or "De buren vragen", person=person)
    close_meeting(meeting)
    return meeting


def _programme(
    municipality: Municipality, area: Area, signal: Signal
) -> tuple[Programme, Project, Project]:
    programme = make_programme(municipality, "Buiten", summary="Meer mensen buiten.")
    effect = make_goal(programme, "Mensen kennen elkaar", level=GoalLevel.IMPACT)
    goal = make_goal(programme, "Meer plekken om te zitten", parent=effect)
    make_goal_indicator(goal, "Bankjes", baseline=Decimal("1.5"), target=Decimal(4))
    make_goal_indicator(goal, "Tevreden bewoners")
    wrong = make_bottleneck(programme, "Nergens een bank", areas=[area], goals=[goal])
    lead = make_person(CANARY, municipality=municipality)
    make_seat(make_group(municipality), lead)
    project = make_project(
        programme,
        "Bankjes",
        goal_ids=(goal.pk,),
        bottleneck_ids=(wrong.pk,),
        signal_ids=(signal.pk,),
        area_ids=(area.pk,),
        lead_id=lead.pk,
    )
    make_cost(project, None, year=2027, what="Onderhoud")
    make_coverage(project, 500_000, year=None, funder="Fonds", pledge=Pledge.ASKED)
    idea = make_project(
        programme, CANARY, decision_id=None, goal_ids=(goal.pk,), bottleneck_ids=(wrong.pk,)
    )
    make_cost(idea, 100, what=CANARY)
    make_coverage(idea, 100, funder=CANARY)
    return programme, project, idea
