"""Who raised it hears when the project moves or ends, also of a bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.agreements import hand_over, make_activity
from tests.makers.people import make_group
from tests.makers.places import AT
from tests.makers.programme import follow_up, make_project, make_raised
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import RegularActivity
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Event, Signal
from wijkregie.domain.signals.states import EventKind, State

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


def news(signal: Signal) -> list[str]:
    rows = Event.objects.filter(signal=signal, what=EventKind.PROJECT).order_by("pk")
    return list(rows.values_list("why", flat=True))


def regular(programme: Programme) -> int:
    return RegularActivity.objects.create(
        municipality_id=programme.municipality_id, programme=programme, name="Beheer"
    ).pk


def test_each_move_is_news_where_it_is_no_step_of_the_signal(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    team = make_group(here)
    signal = make_raised(here, body=team)
    project = make_project(programme, "Plein", decision_id=None, signal_ids=(signal.pk,))
    assert news(signal) == []  # an idea is not public yet

    services.approve(project.pk, follow_up(team), by=by, at=AT)
    services.begin(project.pk, by=by, at=AT)
    services.finish(project.pk, "Het plein is klaar.", by=by, at=AT)
    hand_over(project, make_activity(programme, "Beheer"))

    assert news(signal) == [
        "Het project “Plein” is goedgekeurd.",
        "Het project “Plein” gaat verder als gewoon werk: Beheer.",
    ]


def test_a_project_that_stops_before_it_began_is_told_with_the_reason(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    team = make_group(here)
    signal, undecided = make_raised(here, body=team), make_raised(here)
    ids = (signal.pk, undecided.pk)
    project = make_project(programme, "Plein", decision_id=None, signal_ids=ids)
    services.approve(project.pk, follow_up(team), by=by, at=AT)
    services.stop(project.pk, "Geen ruimte.", by=by, at=AT)

    assert news(signal)[-1] == "Het project “Plein” stopt: Geen ruimte."
    assert news(undecided) == []


def test_an_idea_that_is_not_approved_is_no_news(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    signal = make_raised(here, body=make_group(here))
    project = make_project(programme, decision_id=None, signal_ids=(signal.pk,))
    services.stop(project.pk, "Toch niet.", by=by, at=AT)

    assert news(signal) == []


def test_of_a_bundle_all_go_into_the_project_once_and_get_its_answer(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    lead, along, more = make_raised(here), make_raised(here), make_raised(here)
    signals.bundle(lead.pk, [along.pk, more.pk], by=by, at=AT)
    signals.decide(lead.pk, follow_up(make_group(here)), by=by, at=AT)
    lead.refresh_from_db()
    ids = (along.pk, more.pk)  # the one that leads is not among them
    project = make_project(programme, decision_id=lead.decision_id, signal_ids=ids)
    states = Signal.objects.filter(municipality=here).values_list("state", flat=True)
    assert set(states) == {State.IN_PROJECT}

    services.finish(project.pk, "Het plein is klaar.", by=by, at=AT)

    for one in (lead, along, more):
        one.refresh_from_db()
        assert one.state == State.CLOSED
        assert [answer.text for answer in one.answers.all()] == ["Het plein is klaar."]
