"""A signal on an agenda: it moves along with what the meeting does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import (
    ON,
    TONIGHT,
    close_meeting,
    decision_of,
    make_meeting,
    make_series,
)
from tests.makers.people import make_group, make_role, viewer_for
from tests.makers.places import AT
from tests.makers.signals import make_signal, make_theme
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.models import AgendaItem
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import State
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.meetings.models import Meeting, Series

WEEK = timedelta(days=7)


@pytest.fixture
def signal(team: Team) -> Signal:
    theme = make_theme(team.municipality, "Groen")
    return make_signal(team.municipality, team.area, theme=theme)


def put_on(meeting: Meeting, signal: Signal, team: Team) -> AgendaItem:
    made = services.add_signal(meeting.pk, signal.pk, by=team.as_worker(), at=AT)
    return AgendaItem.objects.get(pk=made)


def state_of(signal: Signal) -> str:
    signal.refresh_from_db()
    return signal.state


def test_a_signal_comes_on_the_agenda_under_its_title_or_theme_and_area(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    titled = make_signal(team.municipality, team.area)
    signals.describe(
        titled.pk,
        signals.SignalWords("Kapotte bank", titled.kind, titled.theme_id, team.area.pk),
        by=team.as_worker(),
        at=AT,
    )

    item, other = put_on(meeting, signal, team), put_on(meeting, titled, team)

    assert (item.title, other.title) == (f"Groen, {team.area.name}", "Kapotte bank")
    assert state_of(signal) == State.ON_AGENDA
    seen = queries.of_signal(anonymous(team.municipality.pk), signal.pk, on=ON)
    assert [(one.meeting.id, one.item_id, one.decided) for one in seen] == [
        (meeting.pk, item.pk, False)
    ]
    assert queries.items_of(team.as_chair(), meeting.pk, on=ON)[0].signal_reference


def test_a_signal_without_title_and_area_is_called_by_its_theme(
    team: Team, signal: Signal
) -> None:
    nowhere = make_signal(team.municipality, theme=signal.theme)
    platform = make_group(team.municipality)
    meeting = make_meeting(make_series(platform))

    made = services.add_signal(
        meeting.pk, nowhere.pk, by=installation(team.municipality.pk), at=AT
    )

    assert AgendaItem.objects.get(pk=made).title == "Groen"


def test_a_signal_stands_on_one_agenda_at_a_time(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    put_on(meeting, signal, team)
    later = make_meeting(series, starts_at=TONIGHT + WEEK)

    for one in (meeting, later):
        with pytest.raises(services.MeetingRefused, match="on an agenda already"):
            put_on(one, signal, team)


def test_a_signal_that_is_not_there_or_of_another_area_is_refused(
    team: Team, meeting: Meeting, signal: Signal
) -> None:
    other = make_group(team.municipality, areas=[team.area.parent.parent])  # type: ignore[union-attr,list-item]
    elsewhere = make_meeting(make_series(other))
    manager = make_role(team.municipality, Role.DISTRICT_MANAGER).person
    by = viewer_for(manager, team.municipality)
    Signal.objects.filter(pk=signal.pk).update(owner=team.group)
    signal.in_areas.filter(area=team.area.parent.parent).delete()  # type: ignore[union-attr]

    with pytest.raises(services.MeetingRefused, match="not there any more"):
        services.add_signal(meeting.pk, signal.pk + 1, by=by, at=AT)
    with pytest.raises(services.MeetingRefused, match="not there for the area"):
        services.add_signal(elsewhere.pk, signal.pk, by=by, at=AT)

    assert state_of(signal) == State.RECEIVED


def test_a_decision_on_the_point_is_the_decision_on_the_signal(
    team: Team, meeting: Meeting, signal: Signal
) -> None:
    item = put_on(meeting, signal, team)

    taken = services.decide(item.pk, decision_of(team.group), by=team.as_chair(), at=AT)

    assert state_of(signal) == State.DECIDED
    assert signal.decision == taken
    assert Decision.objects.count() == 1
    seen = queries.of_signal(team.as_chair(), signal.pk, on=ON)
    assert seen[0].decided


def test_what_was_decided_elsewhere_in_between_is_not_decided_again(
    team: Team, meeting: Meeting, signal: Signal
) -> None:
    item = put_on(meeting, signal, team)
    signals.decide(signal.pk, decision_of(team.group), by=team.as_chair(), at=AT)

    with pytest.raises(signals.SignalRefused, match="decided on"):
        services.decide(item.pk, decision_of(team.group), by=team.as_worker(), at=AT)

    item.refresh_from_db()
    assert item.decision is None
    assert Decision.objects.count() == 1


def test_what_was_not_decided_on_rolls_to_the_next_meeting_when_one_closes(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    item = put_on(meeting, signal, team)
    later = make_meeting(series, starts_at=TONIGHT + WEEK)

    close_meeting(meeting)

    carried = later.items.get()
    assert (carried.signal, carried.carried_from) == (signal, item)
    assert state_of(signal) == State.ON_AGENDA
    seen = queries.items_of(team.as_chair(), later.pk, on=ON)[0]
    assert seen.carried_at == meeting.starts_at


def test_without_a_next_meeting_it_goes_back_to_triage(
    team: Team, meeting: Meeting, signal: Signal
) -> None:
    put_on(meeting, signal, team)

    close_meeting(meeting)

    assert state_of(signal) == State.IN_TRIAGE
    assert "no next meeting" in signal.steps.order_by("-pk")[0].why


@pytest.mark.parametrize("outcome", [Outcome.DECLINE, Outcome.MORE_INFORMATION])
def test_what_was_decided_on_stays_where_it_is_when_the_meeting_closes(
    team: Team, series: Series, meeting: Meeting, signal: Signal, outcome: Outcome
) -> None:
    item = put_on(meeting, signal, team)
    later = make_meeting(series, starts_at=TONIGHT + WEEK)
    services.decide(
        item.pk, decision_of(team.group, outcome=outcome), by=team.as_chair(), at=AT
    )
    before = state_of(signal)

    close_meeting(meeting)

    assert state_of(signal) == before != State.ON_AGENDA
    assert not later.items.exists()


def test_a_signal_that_is_found_out_about_comes_on_a_later_agenda(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    item = put_on(meeting, signal, team)
    services.decide(
        item.pk,
        decision_of(team.group, outcome=Outcome.MORE_INFORMATION),
        by=team.as_chair(),
        at=AT,
    )
    later = make_meeting(series, starts_at=TONIGHT + WEEK)

    put_on(later, signal, team)

    assert state_of(signal) == State.ON_AGENDA


def test_a_cancelled_meeting_rolls_its_signals_over(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    put_on(meeting, signal, team)
    later = make_meeting(series, starts_at=TONIGHT + WEEK)

    services.cancel(meeting.pk, by=team.as_chair(), at=AT)

    assert later.items.get().signal == signal
    assert state_of(signal) == State.ON_AGENDA


def test_a_signal_taken_off_the_agenda_goes_back_to_triage(
    team: Team, meeting: Meeting, signal: Signal
) -> None:
    item = put_on(meeting, signal, team)

    services.take_off(item.pk, by=team.as_worker(), at=AT)

    assert state_of(signal) == State.IN_TRIAGE
    assert not meeting.items.exists()
    put_on(meeting, signal, team)
    assert meeting.items.count() == 1
