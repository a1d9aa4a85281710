"""The queue is for the team; who wrote a concern sees how far it is, and no more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.concerns import a_concern, make_concern, make_desk, send
from tests.makers.people import make_operator, make_role, viewer_for
from tests.makers.places import AT
from wijkregie.domain.concerns import queries, services
from wijkregie.domain.concerns.states import HandedTo, State
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.makers.concerns import Desk
    from wijkregie.kit.viewer import Viewer

ALL = tuple(State)


def queue(viewer: Viewer, *, hours: int = 0) -> list[queries.ConcernSeen]:
    at = AT + timedelta(hours=hours)
    return list(queries.concerns_visible_to(viewer, at=at, states=ALL))


def test_the_team_sees_what_waits_the_oldest_first(desk: Desk) -> None:
    late = make_concern(desk, at=AT + timedelta(days=1))
    first = make_concern(desk)

    found = queue(desk.member, hours=30)

    assert [one.reference for one in found] == [first.reference, late.reference]
    assert [one.alarm for one in found] == [2, 1]
    assert found[0].area_name == "Lindebuurt"


def test_an_opened_one_says_by_whom_and_alarms_no_more(desk: Desk) -> None:
    concern = make_concern(desk, area_id=None)
    services.open_concern(concern.pk, by=desk.member, at=AT)

    (found,) = queue(desk.colleague, hours=30)

    assert (found.opened_by != "", found.alarm, found.area_name) == (True, 0, "")
    assert queries.waiting_for(desk.colleague) == 0


def test_where_it_went_stays(desk: Desk) -> None:
    concern = make_concern(desk)
    services.open_concern(concern.pk, by=desk.member, at=AT)
    services.confirm(concern.pk, HandedTo.SAFE_HOME, by=desk.member, at=AT)

    found = queries.concern_seen(desk.member, concern.pk, at=AT)

    assert found is not None
    assert (found.state, found.handed_to) == (State.TAKEN_UP, HandedTo.SAFE_HOME)
    assert (found.waits_since, found.opened_by) == (None, "")


def test_nobody_else_sees_that_there_is_one(desk: Desk) -> None:
    concern = make_concern(desk)
    others = [
        desk.passer_by,
        desk.manager,
        desk.second_shell(),
        viewer_for(make_role(desk.municipality).person, desk.municipality),
        viewer_for(make_operator(), desk.municipality),
        viewer_for(desk.deputy, desk.municipality),
        installation(desk.municipality.pk),
        make_desk().member,
        anonymous(),
    ]

    for viewer in others:
        assert queue(viewer) == []
        assert queries.concern_seen(viewer, concern.pk, at=AT) is None
        assert queries.waiting_for(viewer) == 0
    assert len(queue(desk.member)) == 1


def test_no_list_crosses_municipalities(desk: Desk) -> None:
    elsewhere = make_desk()
    other = make_concern(elsewhere)

    assert queue(desk.member) == []
    assert queries.concern_seen(desk.member, other.pk, at=AT) is None
    assert queries.concern_seen(elsewhere.member, other.pk, at=AT) is not None


def test_what_is_seen_holds_no_word_of_it(desk: Desk) -> None:
    concern = make_concern(desk)
    token = concern.token()

    shown: list[Any] = [
        *queue(desk.member),
        queries.followed_concern(desk.municipality.pk, token),
        queries.alarm_for(desk.manager, at=AT + timedelta(days=2)),
        queries.unread(at=AT + timedelta(days=2)),
    ]

    assert all(shown)
    assert "zqkanarie" not in repr(shown).casefold()
    assert "zqbuurvrouw" not in repr(shown).casefold()


def test_who_wrote_it_sees_received_taken_up_and_closed(desk: Desk) -> None:
    receipt = send(a_concern(desk.area), desk)
    here = desk.municipality.pk

    def stand() -> State:
        found = queries.followed_concern(here, receipt.token)
        assert found is not None
        assert found.reference == receipt.reference
        return found.state

    assert stand() == State.RECEIVED
    services.open_concern(receipt.concern_id, by=desk.member, at=AT)
    assert stand() == State.RECEIVED
    services.confirm(receipt.concern_id, HandedTo.NOBODY, by=desk.member, at=AT)
    assert stand() == State.TAKEN_UP
    services.close(receipt.concern_id, by=desk.member, at=AT)
    assert stand() == State.CLOSED


@pytest.mark.parametrize("token", ["", "0" * 26, "kanarie"])
def test_another_link_shows_nothing(token: str, desk: Desk) -> None:
    make_concern(desk)

    assert queries.followed_concern(desk.municipality.pk, token) is None


def test_a_link_of_here_shows_nothing_elsewhere(desk: Desk) -> None:
    receipt = send(a_concern(), desk)

    assert queries.followed_concern(make_desk().municipality.pk, receipt.token) is None


def test_a_page_of_the_queue_costs_two_queries(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        concern = make_concern(desk)
        if number:
            services.open_concern(concern.pk, by=desk.member, at=AT)

    with django_assert_num_queries(2):
        assert len(queue(desk.member)) == 3
