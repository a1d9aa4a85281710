"""No question about meetings crosses municipalities, and no change does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import (
    ON,
    TONIGHT,
    Team,
    close_meeting,
    decision_of,
    make_action,
    make_item,
    make_meeting,
    make_series,
    make_team,
)
from tests.makers.people import make_seat, viewer_for
from tests.makers.places import AT
from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.models import Action, AgendaItem, Meeting, Series
from wijkregie.domain.meetings.queries.sight import Sight
from wijkregie.domain.meetings.states import ActionState
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def elsewhere(db: None) -> Team:
    """The same in another municipality, all of it public and over."""
    other = make_team("Bomenwijk")
    meeting = make_meeting(make_series(other.group, public=True))
    item = make_item(meeting)
    make_action(item, organisation=other.corporation)
    close_meeting(meeting)
    return other


def lookers(team: Team) -> Iterator[Viewer]:
    yield team.as_chair()
    yield anonymous(team.municipality.pk)
    yield anonymous()
    yield installation(team.municipality.pk)
    yield installation()


def told(viewer: Viewer) -> list[object]:
    meeting, item = Meeting.objects.get(), AgendaItem.objects.get()
    return [
        *queries.series_visible_to(viewer, on=ON),
        *queries.meetings_visible_to(viewer, on=ON),
        *filter(None, [queries.meeting_seen(viewer, meeting.pk, on=ON)]),
        *queries.items_of(viewer, meeting.pk, on=ON),
        *queries.seats_at(viewer, meeting.pk, on=ON),
        *queries.actions_visible_to(viewer, on=ON),
        *filter(None, [queries.action_list(viewer, meeting.pk, on=ON)]),
        *queries.planned_for(viewer, on=ON),
        *queries.of_signal(viewer, item.signal_id or 0, on=ON),
    ]


def test_nothing_of_another_municipality_is_told(team: Team, elsewhere: Team) -> None:
    for viewer in lookers(team):
        assert told(viewer) == []

    assert len(told(installation(elsewhere.municipality.pk))) > 5


def test_a_question_that_forgets_the_municipality_would_be_seen(
    team: Team, elsewhere: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = elsewhere.municipality.pk
    monkeypatch.setattr(Sight, "municipality_id", there)

    assert told(anonymous(team.municipality.pk))


def test_who_works_in_both_sees_each_apart(team: Team, elsewhere: Team) -> None:
    make_seat(elsewhere.group, team.chair)

    assert told(team.as_chair()) == []
    assert told(viewer_for(team.chair, elsewhere.municipality))


def test_nothing_of_another_municipality_is_changed(team: Team, elsewhere: Team) -> None:
    series, meeting, item = (
        Series.objects.get(),
        Meeting.objects.get(),
        AgendaItem.objects.get(),
    )
    action = Action.objects.get()
    draft = services.ActionDraft("Bellen", team.chair.pk, None, TONIGHT.date())
    for by in (team.as_chair(), installation(team.municipality.pk), installation()):
        for change in (
            lambda by=by: services.plan(series.pk, TONIGHT, by=by, at=AT),
            lambda by=by: services.add_item(meeting.pk, "Punt", by=by, at=AT),
            lambda by=by: services.note(item.pk, "Notitie", 1, by=by, at=AT),
            lambda by=by: services.decide(item.pk, decision_of(team.group), by=by, at=AT),
            lambda by=by: services.agree(item.pk, draft, by=by, at=AT),
            lambda by=by: services.settle(action.pk, ActionState.DONE, by=by, at=AT),
            lambda by=by: services.attend(meeting.pk, {}, by=by, at=AT),
            lambda by=by: services.close(meeting.pk, by=by, at=AT),
            lambda by=by: services.cancel(meeting.pk, by=by, at=AT),
        ):
            with pytest.raises(services.MeetingRefused, match="not there any more"):
                change()
        with pytest.raises(services.MeetingRefused, match="Only the chair"):
            services.create_series(
                services.SeriesDraft(elsewhere.group.pk, "Anders"), by=by, at=AT
            )

    assert (Series.objects.count(), AgendaItem.objects.count()) == (1, 1)
