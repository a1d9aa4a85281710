"""What stays unread alarms after 4 and after 24 hours, each exactly once, until it is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.concerns import make_concern, make_desk
from tests.makers.people import make_group, make_role, make_seat, viewer_for
from tests.makers.places import AT
from wijkregie.domain.concerns import queries, services
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.services import alarms
from wijkregie.domain.concerns.states import HandedTo, State
from wijkregie.domain.people import services as people
from wijkregie.domain.people.models import SealedDesk
from wijkregie.domain.people.states import Role
from wijkregie.kit import outbox
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.kit.viewer import Viewer, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.makers.concerns import Desk

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def sent(template: str) -> list[OutboxRow]:
    return list(OutboxRow.objects.filter(template=template).order_by("pk"))


def told(template: str) -> set[int]:
    return {row.ids["person"] for row in sent(template)}


def through(start: datetime, hours: float) -> None:
    """Let the clock of the worker tick every half hour, twice each time."""
    for step in range(int(hours * 2) + 1):
        for _worker in range(2):
            services.sound_alarms(at=start + step * HOUR / 2)


def test_nobody_is_alarmed_before_four_hours(desk: Desk) -> None:
    make_concern(desk)

    assert services.sound_alarms(at=AT + 4 * HOUR - MINUTE) == {}
    assert services.sound_alarms(at=AT + 4 * HOUR) == {"concern_deputy_told": 1}
    assert told("concern_unread") == {desk.deputy.pk}


def test_after_a_day_the_phone_list_is_called(desk: Desk) -> None:
    make_concern(desk)
    services.sound_alarms(at=AT + 4 * HOUR)

    assert services.sound_alarms(at=AT + 24 * HOUR - MINUTE) == {}
    assert services.sound_alarms(at=AT + 24 * HOUR) == {"concern_list_called": 1}
    (call,) = sent("concern_call")
    assert call.way == Way.CALL
    assert call.ids.keys() == {"concern", "call"}
    assert told("concern_alarm") == {desk.manager.person_id}


def test_each_alarm_sounds_exactly_once(desk: Desk) -> None:
    make_concern(desk)

    through(AT, 100)

    assert [len(sent(one)) for one in ("concern_unread", "concern_call", "concern_alarm")] == [
        1,
        1,
        1,
    ]
    assert LogRow.objects.filter(what="concern_deputy_told").count() == 1
    assert LogRow.objects.filter(what="concern_list_called").count() == 1
    assert Concern.objects.get().sealed is not None


def test_an_alarm_that_is_forgotten_would_sound_again_but_mail_nobody_twice(
    desk: Desk,
) -> None:
    """The planted fault: the mark of the alarm is lost. The identity of the mail holds."""
    concern = make_concern(desk)
    services.sound_alarms(at=AT + 4 * HOUR)
    Concern.objects.filter(pk=concern.pk).update(deputy_told_at=None)

    assert services.sound_alarms(at=AT + 5 * HOUR) == {"concern_deputy_told": 1}
    assert len(sent("concern_unread")) == 1


def test_both_alarms_sound_when_the_worker_was_away(desk: Desk) -> None:
    make_concern(desk)

    assert services.sound_alarms(at=AT + 60 * HOUR) == {
        "concern_deputy_told": 1,
        "concern_list_called": 1,
    }


def test_the_hours_are_hours_also_when_the_clock_is_set(desk: Desk) -> None:
    """In the night of 29 March 2026 it is three o'clock right after two."""
    evening = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    make_concern(desk, at=evening)

    assert services.sound_alarms(at=evening + 4 * HOUR - MINUTE) == {}
    assert services.sound_alarms(at=evening + 4 * HOUR) == {"concern_deputy_told": 1}


def test_what_is_read_alarms_nobody(desk: Desk) -> None:
    concern = make_concern(desk)
    services.sound_alarms(at=AT + 4 * HOUR)
    services.open_concern(concern.pk, by=desk.member, at=AT + 5 * HOUR)

    assert services.sound_alarms(at=AT + 25 * HOUR) == {}
    assert {row.stand for row in OutboxRow.objects.all()} == {Stand.VOID}


def test_what_is_read_but_not_confirmed_is_reminded_of_once(desk: Desk) -> None:
    concern = make_concern(desk)
    services.open_concern(concern.pk, by=desk.member, at=AT + HOUR)

    through(AT + 2 * HOUR, 80)

    assert told("concern_unconfirmed") == {desk.member.person_id, desk.colleague.person_id}
    assert len(sent("concern_unconfirmed")) == 2
    services.confirm(concern.pk, HandedTo.CARE, by=desk.member, at=AT + 90 * HOUR)
    assert services.sound_alarms(at=AT + 200 * HOUR) == {}


def test_without_a_deputy_the_team_and_who_leads_are_told(desk: Desk) -> None:
    by = installation(desk.municipality.pk)
    people.set_sealed_alarm(people.AlarmDraft(), by=by, at=AT)
    make_concern(desk)

    services.sound_alarms(at=AT + 24 * HOUR)

    assert told("concern_unread") == {
        desk.member.person_id,
        desk.colleague.person_id,
        desk.manager.person_id,
    }
    assert [row.ids["call"] for row in sent("concern_call")] == [0]
    found = queries.alarm_for(desk.manager, at=AT + 24 * HOUR)
    assert found is not None
    assert [(one.name, one.number) for one in found.calls] == [("Zorgmeldpunt", "")]


def test_calls_about_reports_are_no_calls_about_concerns(desk: Desk) -> None:
    make_concern(desk)
    outbox.put(
        "signal_answered",
        {"raiser": 1},
        way=Way.CALL,
        once="x",
        municipality_id=desk.municipality.pk,
        at=AT,
    )

    found = queries.alarm_for(desk.manager, at=AT + 24 * HOUR)

    assert found is not None
    assert [one.message_id for one in found.calls] == [None]


def test_what_waits_goes_along_to_the_team_that_is_appointed_next(desk: Desk) -> None:
    concern = make_concern(desk)
    services.open_concern(concern.pk, by=desk.member, at=AT + HOUR)
    new = make_group(desk.municipality)
    seat = make_seat(new)
    people.set_sealed_desk(new.pk, by=installation(desk.municipality.pk), at=AT)

    assert services.sound_alarms(at=AT + 2 * HOUR) == {"concern_moved": 1}
    concern.refresh_from_db()
    assert (concern.group, concern.opened_at) == (new, None)
    assert [row.ids["person"] for row in sent("concern_waiting") if row.stand == "waiting"] == [
        seat.person_id
    ]
    assert services.sound_alarms(at=AT + 3 * HOUR) == {}


def test_the_alarms_begin_again_for_the_team_that_is_appointed_next(desk: Desk) -> None:
    concern = make_concern(desk)
    services.sound_alarms(at=AT + 25 * HOUR)  # deputy and list were told of it
    new = make_group(desk.municipality)
    make_seat(new)
    people.set_sealed_desk(new.pk, by=installation(desk.municipality.pk), at=AT)

    sounded = services.sound_alarms(at=AT + 26 * HOUR)

    assert sounded == {"concern_moved": 1, "concern_deputy_told": 1, "concern_list_called": 1}
    concern.refresh_from_db()
    assert concern.moved == 1
    assert services.sound_alarms(at=AT + 27 * HOUR) == {}


def test_a_team_that_is_appointed_again_is_told_again(desk: Desk) -> None:
    make_concern(desk)
    before = len([row for row in sent("concern_waiting") if row.stand == "waiting"])
    by, first = installation(desk.municipality.pk), SealedDesk.objects.get().group_id
    for group_id in (make_group(desk.municipality).pk, first):
        people.set_sealed_desk(group_id, by=by, at=AT)
        services.sound_alarms(at=AT + HOUR)

    after = [row for row in sent("concern_waiting") if row.stand == "waiting"]
    assert len(after) == before > 0


def test_where_no_team_is_left_nothing_moves_and_the_alarms_go_on(desk: Desk) -> None:
    make_concern(desk)
    SealedDesk.objects.all().delete()

    assert services.sound_alarms(at=AT + HOUR) == {}
    assert services.sound_alarms(at=AT + 4 * HOUR) == {"concern_deputy_told": 1}
    assert queries.alarm_for(desk.manager, at=AT + 30 * HOUR) is not None


def test_one_that_was_confirmed_meanwhile_is_left_alone(desk: Desk) -> None:
    concern = make_concern(desk)
    services.open_concern(concern.pk, by=desk.member, at=AT)
    services.confirm(concern.pk, HandedTo.CARE, by=desk.member, at=AT)

    assert alarms._sound(concern.pk, at=AT + 40 * HOUR) == []
    assert alarms._sound(10**9, at=AT + 40 * HOUR) == []


def test_when_nothing_is_due_it_costs_one_query(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_concern(desk)

    with django_assert_num_queries(1):
        services.sound_alarms(at=AT + HOUR)


# --- the red banner and the calls


def test_who_leads_sees_how_many_wait_and_whom_to_call(desk: Desk) -> None:
    for _one in range(2):
        make_concern(desk)
    services.sound_alarms(at=AT + 24 * HOUR)

    for viewer in (desk.manager, desk.member, installation(desk.municipality.pk)):
        found = queries.alarm_for(viewer, at=AT + 24 * HOUR)
        assert found is not None
        assert (found.waiting, found.group_name) == (2, "Zorgmeldpunt")
        assert [(one.name, one.number) for one in found.calls] == [("Piket", "0612345678")]


def test_nobody_else_sees_the_alarm_and_it_costs_them_nothing(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_concern(desk)
    others = [
        desk.passer_by,
        viewer_for(make_role(desk.municipality, Role.COUNCIL_MEMBER).person, desk.municipality),
        Viewer(None, operator=True),
    ]

    with django_assert_num_queries(0):
        assert [queries.alarm_for(one, at=AT + 30 * HOUR) for one in others] == [None] * 3


def test_the_alarm_of_elsewhere_is_not_ours(desk: Desk) -> None:
    make_concern(make_desk())

    assert queries.alarm_for(desk.manager, at=AT + 30 * HOUR) is None


def test_the_banner_goes_when_it_is_read(desk: Desk) -> None:
    concern = make_concern(desk)
    assert queries.alarm_for(desk.manager, at=AT + 23 * HOUR) is None
    assert queries.alarm_for(desk.manager, at=AT + 24 * HOUR) is not None

    services.open_concern(concern.pk, by=desk.member, at=AT + 25 * HOUR)

    assert queries.alarm_for(desk.manager, at=AT + 26 * HOUR) is None


def test_who_called_notes_it_once_for_all_that_waits(desk: Desk) -> None:
    for _one in range(2):
        make_concern(desk)
    services.sound_alarms(at=AT + 24 * HOUR)
    found = queries.alarm_for(desk.manager, at=AT + 24 * HOUR)
    assert found is not None
    message_id = found.calls[0].message_id
    assert message_id is not None

    assert services.called(message_id, by=desk.manager, at=AT + 25 * HOUR)

    assert not services.called(message_id, by=desk.manager, at=AT + 26 * HOUR)
    after = queries.alarm_for(desk.manager, at=AT + 26 * HOUR)
    assert after is not None
    assert [one.message_id for one in after.calls] == [None]


def test_nobody_else_notes_a_call(desk: Desk) -> None:
    make_concern(desk)
    services.sound_alarms(at=AT + 24 * HOUR)
    (call,) = sent("concern_call")
    (mail, *_rest) = sent("concern_unread")

    for message_id, by in (
        (call.pk, make_desk().manager),
        (mail.pk, desk.manager),
        (10**9, desk.manager),
    ):
        with pytest.raises(services.ConcernRefused, match="not there any more"):
            services.called(message_id, by=by, at=AT)
    outsider = Viewer(desk.municipality.pk, 1)
    with pytest.raises(services.ConcernRefused, match="Only who leads"):
        services.called(call.pk, by=outsider, at=AT)


def test_the_health_of_the_installation_knows_what_waits_and_what_is_locked(desk: Desk) -> None:
    make_concern(desk)
    locked = make_concern(make_desk())
    Concern.objects.filter(pk=locked.pk).update(key_mark="another")

    assert not queries.all_is_read(at=AT + HOUR)
    assert queries.unread(at=AT + HOUR) == [queries.Unread(locked.municipality.name, 0, 1)]
    late = {one.name: (one.late, one.locked) for one in queries.unread(at=AT + 24 * HOUR)}
    assert late == {desk.municipality.name: (1, 0), locked.municipality.name: (1, 1)}


def test_all_is_read_until_something_waits_too_long(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_concern(desk)

    with django_assert_num_queries(2):
        assert queries.all_is_read(at=AT + 24 * HOUR - MINUTE)
        assert not queries.all_is_read(at=AT + 24 * HOUR)


def test_who_sends_a_mail_can_ask_whether_it_is_still_needed(desk: Desk) -> None:
    concern = make_concern(desk)
    assert queries.still_unread(concern.pk)

    services.open_concern(concern.pk, by=desk.member, at=AT)
    assert not queries.still_unread(concern.pk)
    assert queries.still_unconfirmed(concern.pk)

    services.confirm(concern.pk, HandedTo.CARE, by=desk.member, at=AT)
    assert not queries.still_unconfirmed(concern.pk)
    assert Concern.objects.get().state == State.TAKEN_UP
