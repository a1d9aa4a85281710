"""The minutes: written at the end, approved, corrected by a new version; never changed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

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
from tests.makers.minutes import approve, make_inquiry
from tests.makers.people import make_seat
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.models import (
    AgendaItem,
    MinutedPoint,
    MinutedSeat,
    Minutes,
)
from wijkregie.domain.people import services as people
from wijkregie.kit.erasure import erase
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.meetings.models import Meeting, Series
    from wijkregie.domain.meetings.queries import MinutesSeen
    from wijkregie.kit.viewer import Viewer

WEEK = timedelta(days=7)
NEXT = TONIGHT + WEEK
AFTER = TONIGHT + timedelta(days=1)


@pytest.fixture
def held(team: Team, meeting: Meeting, item: AgendaItem) -> Meeting:
    """A meeting with a decision, notes, an action and who was there, closed."""
    by = team.as_chair()
    version = services.note(item.pk, "De bank is stuk.", 1, by=by, at=TONIGHT)
    services.decide(item.pk, decision_of(team.group), by=by, at=TONIGHT)
    assert version == 2
    make_action(item, "Bank maken", person=team.worker)
    make_item(meeting, "Rondvraag")
    there = {team.seats["chair"].pk: True, team.seats["worker"].pk: False}
    services.attend(meeting.pk, there, by=by, at=TONIGHT)
    close_meeting(meeting)
    return meeting


def minutes_of(viewer: Viewer, meeting: Meeting, version: int | None = None) -> MinutesSeen:
    found = queries.minutes_seen(viewer, meeting.pk, version, on=ON)
    assert found is not None
    return found


def correct(team: Team, meeting: Meeting, item: AgendaItem, text: str, version: int = 1) -> int:
    draft = services.CorrectionDraft(version, "Er stond een fout in.", {item.pk: text})
    return services.correct_minutes(meeting.pk, draft, by=team.as_worker(), at=AFTER)


def approve_as(by: Viewer, meeting: Meeting, version: int = 1, **more: Any) -> None:
    services.approve_minutes(meeting.pk, version, by=by, at=more.pop("at", AFTER), **more)


def test_closing_writes_the_first_version(team: Team, held: Meeting, item: AgendaItem) -> None:
    seen = minutes_of(team.as_worker(), held)

    first, second = seen.points
    assert (first.title, first.notes) == ("Bankjes in het park", "De bank is stuk.")
    assert first.decision is not None
    assert first.decision.reason == "Er is geen plek om te zitten."
    assert [one.what for one in first.actions] == ["Bank maken"]
    assert (second.number, second.title, second.decision) == (2, "Rondvraag", None)
    assert {one.person_name: one.present for one in seen.seats} == {
        team.worker.name: False,
        team.chair.name: True,
    }
    assert sum(one.present for one in seen.attendance) == 1
    assert (seen.shown.version, seen.shown.why, seen.is_last) == (1, "", True)
    assert seen.shown.approved_at is None


def test_minutes_are_for_who_takes_part_and_there_are_none_before(
    team: Team, meeting: Meeting
) -> None:
    assert queries.minutes_seen(team.as_chair(), meeting.pk, on=ON) is None
    close_meeting(meeting)

    assert queries.minutes_seen(team.as_chair(), meeting.pk, on=ON) is not None
    for viewer in (
        team.as_second_shell(),
        anonymous(team.municipality.pk),
        installation(make_team("Elders").municipality.pk),
    ):
        assert queries.minutes_seen(viewer, meeting.pk, on=ON) is None
    assert queries.minutes_seen(team.as_chair(), meeting.pk, 2, on=ON) is None


def test_the_chair_approves_and_then_they_stand(team: Team, held: Meeting) -> None:
    by = team.as_chair()
    assert minutes_of(by, held).may_approve
    assert not minutes_of(team.as_worker(), held).may_approve

    approve_as(by, held)

    shown = minutes_of(by, held).shown
    assert (shown.approved_at, shown.approved_by_name) == (AFTER, team.chair.name)
    assert shown.approved_in_at is None
    assert not minutes_of(by, held).may_approve
    assert LogRow.objects.filter(what="minutes_approved").count() == 1
    with pytest.raises(services.MeetingRefused, match="have been approved"):
        approve_as(by, held)


def test_who_does_not_lead_has_them_approved_in_the_next_meeting(
    team: Team, series: Series, held: Meeting
) -> None:
    by = team.as_worker()
    following = make_meeting(series, starts_at=NEXT)
    with pytest.raises(services.MeetingRefused, match="Only the chair"):
        approve_as(by, held)
    with pytest.raises(services.MeetingRefused, match="on the day it is held"):
        approve_as(by, held, in_meeting_id=following.pk)
    seen = queries.minutes_seen(by, held.pk, on=NEXT.date())
    assert minutes_of(by, held).approve_in is None
    assert seen is not None
    assert seen.approve_in is not None
    assert seen.approve_in.id == following.pk

    approve_as(by, held, in_meeting_id=following.pk, at=NEXT)

    shown = minutes_of(by, held).shown
    assert (shown.approved_in_at, shown.approved_by_name) == (NEXT, team.worker.name)
    assert minutes_of(by, held).approve_in is None


def test_minutes_are_not_approved_in_just_any_meeting(
    team: Team, series: Series, held: Meeting
) -> None:
    other = make_meeting(make_series(team.group), starts_at=NEXT)
    closed = make_meeting(series, starts_at=NEXT)
    services.close(closed.pk, by=team.as_chair(), at=NEXT)
    for meeting_id in (held.pk, other.pk, closed.pk, 0):
        with pytest.raises(services.MeetingRefused, match="a later meeting of this series"):
            approve_as(team.as_chair(), held, in_meeting_id=meeting_id, at=NEXT)
    with pytest.raises(services.MeetingRefused, match="Only those who take part"):
        approve_as(team.as_second_shell(), held, in_meeting_id=other.pk, at=NEXT)


def test_a_meeting_that_was_not_closed_has_no_minutes(team: Team, meeting: Meeting) -> None:
    with pytest.raises(services.MeetingRefused, match="once the meeting is closed"):
        approve_as(team.as_chair(), meeting)
    with pytest.raises(services.MeetingRefused, match="not there any more"):
        approve_as(installation(make_team("Elders").municipality.pk), meeting)


def test_a_correction_is_a_new_version_with_its_reason(
    team: Team, held: Meeting, item: AgendaItem
) -> None:
    approve(held)

    made = correct(team, held, item, " De bank is\r\nweg. ")

    seen, old = (minutes_of(team.as_chair(), held, version) for version in (None, 1))
    assert (made, seen.shown.version, seen.shown.why) == (2, 2, "Er stond een fout in.")
    assert (seen.shown.made_by_name, seen.shown.approved_at) == (team.worker.name, None)
    assert [(one.notes, one.corrected) for one in seen.points] == [
        ("De bank is\nweg.", True),
        ("", False),
    ]
    assert [one.notes for one in old.points] == ["De bank is stuk.", ""]
    assert old.shown.approved_at is not None
    assert not old.is_last
    assert [one.version for one in seen.versions] == [2, 1]
    assert seen.points[0].decision == old.points[0].decision
    assert len(seen.seats) == len(old.seats) == 2
    assert LogRow.objects.filter(what="minutes_corrected").count() == 1


def test_attendance_is_corrected_too_for_seats_of_the_group_only(
    team: Team, held: Meeting
) -> None:
    by, seats = team.as_chair(), team.seats
    there = {seats["worker"].pk: True, seats["caretaker"].pk: True}
    draft = services.CorrectionDraft(1, "Zij waren er wel.", present=there)

    services.correct_minutes(held.pk, draft, by=by, at=AFTER)

    seen = minutes_of(by, held)
    assert {one.seat_id for one in seen.seats if one.present} == {
        seat.pk for seat in seats.values()
    }
    other = make_seat(make_team("Elders").group)
    draft = services.CorrectionDraft(2, "Die ook.", present={other.pk: True})
    with pytest.raises(services.MeetingRefused, match="not there any more"):
        services.correct_minutes(held.pk, draft, by=by, at=AFTER)


def test_a_correction_that_cannot_be_is_refused(
    team: Team, held: Meeting, item: AgendaItem
) -> None:
    by, other = team.as_chair(), make_item(make_meeting(make_series(team.group)))
    for draft, words in (
        (services.CorrectionDraft(1, " ", {item.pk: "Anders."}), "Write why"),
        (services.CorrectionDraft(1, "x" * 401, {item.pk: "Anders."}), "longer than 400"),
        (services.CorrectionDraft(1, "Fout.", {item.pk: "x" * 8001}), "longer than 8000"),
        (services.CorrectionDraft(1, "Fout.", {other.pk: "Anders."}), "not there any more"),
        (services.CorrectionDraft(1, "Fout.", {item.pk: "De bank is stuk."}), "Nothing was"),
        (services.CorrectionDraft(1, "Fout."), "Nothing was changed"),
    ):
        with pytest.raises(services.MeetingRefused, match=words):
            services.correct_minutes(held.pk, draft, by=by, at=AFTER)
    with pytest.raises(services.MeetingRefused, match="Only those who take part"):
        services.correct_minutes(
            held.pk,
            services.CorrectionDraft(1, "Fout.", {item.pk: "Anders."}),
            by=team.as_second_shell(),
            at=AFTER,
        )

    assert Minutes.objects.count() == 1


def test_two_who_correct_or_approve_at_once_do_not_pass_each_other(
    team: Team, held: Meeting, item: AgendaItem
) -> None:
    correct(team, held, item, "Anders.")

    with pytest.raises(services.MeetingRefused, match="corrected the minutes in the meantime"):
        correct(team, held, item, "Nog anders.")
    with pytest.raises(services.MeetingRefused, match="corrected the minutes in the meantime"):
        approve_as(team.as_chair(), held, 1)
    approve_as(team.as_chair(), held, 2)


CHANGES: dict[str, tuple[Any, dict[str, Any]]] = {
    "minutes_stand": (Minutes, {"why": "Toch anders."}),
    "minuted_point_stands": (MinutedPoint, {"decision": None}),
    "minuted_seat_stands": (MinutedSeat, {"present": True}),
    "agenda_decision_stands": (AgendaItem, {"decision": None}),
    "decision_stands": (Decision, {"reason": "Toch anders."}),
}


@pytest.mark.parametrize("guard", CHANGES)
def test_the_database_refuses_to_change_approved_minutes(held: Meeting, guard: str) -> None:
    approve(held)
    model, changed = CHANGES[guard]
    before = list(model.objects.order_by("pk").values())

    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        model.objects.update(**changed)

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("guard", CHANGES)
def test_without_its_guard_it_could_be_changed(held: Meeting, guard: str) -> None:
    approve(held)
    model, changed = CHANGES[guard]
    drop = "FUNCTION {}() CASCADE" if connection.vendor == "postgresql" else "TRIGGER {}"
    with connection.cursor() as cursor:
        cursor.execute("DROP " + drop.format(guard))

    assert model.objects.update(**changed)


@pytest.mark.parametrize(
    "changed",
    [{"approved_at": None}, {"version": 7}, {"made_by": None}, {"approved_in": None}],
)
def test_who_approved_what_stands_too(
    team: Team, held: Meeting, changed: dict[str, Any]
) -> None:
    approve_as(team.as_chair(), held)

    with pytest.raises(IntegrityError, match="minutes_stand"):
        Minutes.objects.update(**changed)


@pytest.mark.parametrize("changed", [{"title": "Anders"}, {"notes": "Anders"}, {"order": 9}])
def test_a_point_of_a_version_stands_before_it_is_approved(
    held: Meeting, changed: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match="minuted_point_stands"):
        MinutedPoint.objects.update(**changed)


def test_a_correction_without_reason_is_refused_by_the_database_too(held: Meeting) -> None:
    with pytest.raises(IntegrityError, match="minutes_correction_has_reason"):
        Minutes.objects.create(
            municipality_id=held.municipality_id, meeting=held, version=2, made_at=AFTER
        )


def test_the_nightly_erasure_takes_notes_away_from_approved_minutes(
    team: Team, held: Meeting
) -> None:
    approve(held)

    erase(at=TONIGHT + timedelta(days=731))

    assert [one.notes for one in minutes_of(team.as_chair(), held).points] == ["", ""]
    assert minutes_of(team.as_chair(), held).points[0].decision is not None


def test_who_is_erased_is_gone_from_the_minutes_too(team: Team, held: Meeting) -> None:
    name = team.worker.name
    approve(held)
    by = installation(team.municipality.pk)
    people.end_person(team.worker.pk, by=by, at=AFTER)
    assert name in str(minutes_of(by, held))

    erase(at=AFTER + timedelta(days=800))

    assert name not in str(minutes_of(by, held))


def test_the_minutes_of_the_meeting_before_are_announced(
    team: Team, series: Series, held: Meeting
) -> None:
    following = make_meeting(series, starts_at=NEXT)
    by = team.as_worker()

    def before(viewer: Viewer, meeting: Meeting) -> tuple[int, bool] | None:
        found = queries.minutes_before(viewer, meeting.pk, on=ON)
        return (found.meeting.id, found.approved) if found else None

    assert before(by, following) == (held.pk, False)
    assert before(by, held) is None
    assert before(team.as_second_shell(), following) is None
    approve(held)
    assert before(by, following) == (held.pk, True)


def test_questions_and_findings_stand_in_the_minutes(team: Team, meeting: Meeting) -> None:
    make_inquiry(make_item(meeting), team.worker)
    close_meeting(meeting)

    seen = minutes_of(team.as_chair(), meeting)

    assert [one.question for one in seen.points[0].inquiries] == ["Wie beheert de bank?"]
    assert seen.points[0].findings == ()


def test_minutes_cost_a_fixed_number_of_queries(
    team: Team, meeting: Meeting, django_assert_num_queries: object
) -> None:
    for number in range(12):
        make_action(make_item(meeting, f"Punt {number}"), person=team.worker)
    close_meeting(meeting)
    by = team.as_chair()

    with django_assert_num_queries(12):  # type: ignore[operator]
        queries.minutes_seen(by, meeting.pk, on=ON)
