"""Points of an agenda: added, taken off, written about and decided on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import TONIGHT, decision_of, make_action, make_item
from tests.makers.people import make_person, make_role, make_seat, viewer_for
from tests.makers.places import AT
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.services import DecisionRefused
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import AgendaItem
from wijkregie.domain.people.states import Role
from wijkregie.kit import audit

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.meetings.models import Meeting
    from wijkregie.kit.viewer import Viewer


def outsiders(team: Team) -> list[Viewer]:
    elsewhere = make_role(
        team.municipality,
        Role.COMMUNITY_WORKER,
        area=team.area.parent.parent,  # type: ignore[union-attr]
    ).person
    specialist = make_role(team.municipality, Role.SPECIALIST).person
    return [
        team.as_second_shell(),
        viewer_for(elsewhere, team.municipality),
        viewer_for(specialist, team.municipality),
        viewer_for(make_person(), team.municipality),
        viewer_for(None, team.municipality),
    ]


def test_who_takes_part_puts_a_point_at_the_end(team: Team, meeting: Meeting) -> None:
    first = services.add_item(meeting.pk, " Bankjes  in het park ", by=team.as_chair(), at=AT)
    last = services.add_item(meeting.pk, "Fietsen", by=team.as_worker(), at=AT)

    found = list(meeting.items.order_by("order").values_list("pk", "title"))
    assert found == [(first, "Bankjes in het park"), (last, "Fietsen")]
    assert audit.rows_of(team.municipality.pk)[0].what == "agenda_item_added"


def test_a_community_worker_of_the_area_takes_part_without_a_seat(
    team: Team, meeting: Meeting
) -> None:
    worker = make_role(team.municipality, Role.COMMUNITY_WORKER).person

    assert services.add_item(
        meeting.pk, "Fietsen", by=viewer_for(worker, team.municipality), at=AT
    )


def test_who_does_not_take_part_changes_nothing(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    before = list(AgendaItem.objects.values())
    draft = services.ActionDraft("Bellen", team.chair.pk, None, TONIGHT.date())
    for by in outsiders(team):
        for change in (
            lambda by=by: services.add_item(meeting.pk, "Fietsen", by=by, at=AT),
            lambda by=by: services.add_signal(meeting.pk, 1, by=by, at=AT),
            lambda by=by: services.take_off(item.pk, by=by, at=AT),
            lambda by=by: services.note(item.pk, "Notitie", 1, by=by, at=AT),
            lambda by=by: services.decide(item.pk, decision_of(team.group), by=by, at=AT),
            lambda by=by: services.agree(item.pk, draft, by=by, at=AT),
            lambda by=by: services.attend(meeting.pk, {}, by=by, at=AT),
        ):
            with pytest.raises(services.MeetingRefused, match="Only those who take part"):
                change()

    assert list(AgendaItem.objects.values()) == before


@pytest.mark.parametrize(
    ("title", "words"), [("  ", "what the point is about"), ("x" * 161, "longer than 160")]
)
def test_a_point_says_what_it_is_about(
    team: Team, meeting: Meeting, title: str, words: str
) -> None:
    with pytest.raises(services.MeetingRefused, match=words):
        services.add_item(meeting.pk, title, by=team.as_chair(), at=AT)


def test_a_point_of_nothing_is_not_there(team: Team, meeting: Meeting) -> None:
    chair = team.as_chair()

    with pytest.raises(services.MeetingRefused, match="not there any more"):
        services.add_item(meeting.pk + 1, "Fietsen", by=chair, at=AT)
    with pytest.raises(services.MeetingRefused, match="not there any more"):
        services.note(1, "Notitie", 1, by=chair, at=AT)


def test_a_point_is_taken_off_while_nothing_stands_in_it(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    written, agreed = make_item(meeting), make_item(meeting)
    services.note(written.pk, "Al over gehad", 1, by=team.as_chair(), at=AT)
    make_action(agreed)

    services.take_off(item.pk, by=team.as_chair(), at=AT)

    for one in (written, agreed):
        with pytest.raises(services.MeetingRefused, match="so it stays"):
            services.take_off(one.pk, by=team.as_chair(), at=AT)
    assert {one.pk for one in meeting.items.all()} == {written.pk, agreed.pk}


def test_notes_are_saved_as_one_types(team: Team, item: AgendaItem) -> None:
    chair = team.as_chair()

    version = services.note(item.pk, "Bewoners missen", 1, by=chair, at=AT)
    version = services.note(
        item.pk, "Bewoners missen bankjes.\r\nOok bij de vijver. ", version, by=chair, at=AT
    )

    item.refresh_from_db()
    assert item.notes == "Bewoners missen bankjes.\nOok bij de vijver."
    assert item.version == version == 3


def test_the_same_notes_again_change_nothing(team: Team, item: AgendaItem) -> None:
    version = services.note(item.pk, "Bankjes", 1, by=team.as_chair(), at=AT)

    assert services.note(item.pk, "Bankjes", 1, by=team.as_worker(), at=AT) == version


def test_notes_on_an_older_version_are_refused_with_what_the_other_wrote(
    team: Team, item: AgendaItem
) -> None:
    services.note(item.pk, "Van de voorzitter", 1, by=team.as_chair(), at=AT)

    with pytest.raises(services.NotesRefused, match="Somebody else wrote") as refused:
        services.note(item.pk, "Van de opbouwwerker", 1, by=team.as_worker(), at=AT)

    assert (refused.value.theirs, refused.value.version) == ("Van de voorzitter", 2)
    item.refresh_from_db()
    assert item.notes == "Van de voorzitter"


def test_enormous_notes_are_refused(team: Team, item: AgendaItem) -> None:
    with pytest.raises(services.MeetingRefused, match="longer than 8000"):
        services.note(item.pk, "x" * 8001, 1, by=team.as_chair(), at=AT)


def test_the_log_names_who_writes_notes_once_in_ten_minutes(
    team: Team, item: AgendaItem
) -> None:
    version = 1
    for minutes, by in ((0, team.as_chair()), (1, team.as_chair()), (2, team.as_worker())):
        at = AT + timedelta(minutes=minutes)
        version = services.note(item.pk, f"Na {minutes} minuten", version, by=by, at=at)
    services.note(
        item.pk, "Weer later", version, by=team.as_chair(), at=AT + timedelta(minutes=11)
    )

    logged = audit.rows_of(team.municipality.pk).filter(what="notes_written")
    assert [row.by_id for row in logged] == [team.chair.pk, team.worker.pk, team.chair.pk]


def test_the_chair_records_a_decision_of_the_group(team: Team, item: AgendaItem) -> None:
    taken = services.decide(item.pk, decision_of(team.group), by=team.as_chair(), at=AT)

    item.refresh_from_db()
    assert item.decision == taken
    assert (taken.body, taken.recorded_by) == (team.group, team.chair)


def test_notes_do_not_stand_in_the_way_of_a_decision(team: Team, item: AgendaItem) -> None:
    services.note(item.pk, "Iedereen is voor", 1, by=team.as_worker(), at=AT)

    taken = services.decide(item.pk, decision_of(team.group), by=team.as_chair(), at=AT)

    assert taken.body == team.group


def test_the_second_of_two_who_decide_is_refused_and_nothing_is_left_of_it(
    team: Team, item: AgendaItem
) -> None:
    first = services.decide(item.pk, decision_of(team.group), by=team.as_chair(), at=AT)

    with pytest.raises(services.MeetingRefused, match="has been decided on"):
        services.decide(
            item.pk,
            decision_of(team.group, outcome="decline", reason="Te duur."),
            by=team.as_worker(),
            at=AT,
        )

    item.refresh_from_db()
    assert item.decision == first
    assert Decision.objects.count() == 1


def test_a_resident_without_function_takes_part_but_records_no_decision(
    team: Team, item: AgendaItem
) -> None:
    resident = viewer_for(make_seat(team.group).person, team.municipality)

    with pytest.raises(services.MeetingRefused, match="can decide here"):
        services.decide(item.pk, decision_of(team.group), by=resident, at=AT)


def test_an_officer_decides_by_a_role_one_holds_here(team: Team, item: AgendaItem) -> None:
    manager = make_role(team.municipality, Role.DISTRICT_MANAGER, area=team.area).person
    by = viewer_for(manager, team.municipality)
    as_manager = decision_of(team.group, body_id=None, officer=Role.DISTRICT_MANAGER)
    as_other = decision_of(team.group, body_id=None, officer=Role.SPECIALIST)

    with pytest.raises(services.MeetingRefused, match="can decide here"):
        services.decide(item.pk, as_other, by=by, at=AT)
    with pytest.raises(services.MeetingRefused, match="can decide here"):
        services.decide(item.pk, decision_of(team.group), by=by, at=AT)

    assert services.decide(item.pk, as_manager, by=by, at=AT).officer == Role.DISTRICT_MANAGER


def test_nobody_decides_for_another_group(team: Team, item: AgendaItem) -> None:
    other = decision_of(team.group, body_id=team.group.pk + 1)

    with pytest.raises(services.MeetingRefused, match="can decide here"):
        services.decide(item.pk, other, by=team.as_chair(), at=AT)


def test_a_decision_without_reason_is_refused(team: Team, item: AgendaItem) -> None:
    with pytest.raises(DecisionRefused, match="why"):
        services.decide(item.pk, decision_of(team.group, reason=" "), by=team.as_chair(), at=AT)

    item.refresh_from_db()
    assert item.decision is None
