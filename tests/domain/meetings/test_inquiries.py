"""What is found out for a group comes back on its next agenda by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError

from tests.makers.meetings import (
    ON,
    TONIGHT,
    close_meeting,
    decision_of,
    make_item,
    make_meeting,
    make_series,
    make_team,
)
from tests.makers.minutes import asked_of, find_out_first, make_inquiry
from tests.makers.people import make_group, make_organisation, make_person, viewer_for
from tests.makers.places import AT
from tests.makers.signals import make_signal, make_theme
from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.models import AgendaItem, Inquiry
from wijkregie.domain.meetings.services.inquiries import bring_back
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.meetings.models import Meeting, Series
    from wijkregie.kit.viewer import Viewer

WEEK = timedelta(days=7)
LATER = AT + timedelta(days=2)


@pytest.fixture
def signal(team: Team) -> Signal:
    return make_signal(team.municipality, team.area, theme=make_theme(team.municipality))


def on_agenda(meeting: Meeting, signal: Signal) -> AgendaItem:
    by = installation(meeting.municipality_id)
    return AgendaItem.objects.get(pk=services.add_signal(meeting.pk, signal.pk, by=by, at=AT))


def find(inquiry: Inquiry, by: Viewer, text: str = "De corporatie beheert de bank.") -> None:
    services.find(inquiry.pk, text, by=by, at=LATER)
    inquiry.refresh_from_db()


def state_of(signal: Signal) -> str:
    return Signal.objects.values_list("state", flat=True).get(pk=signal.pk)


def test_a_question_is_asked_once_it_was_decided_to_find_out_first(
    team: Team, item: AgendaItem
) -> None:
    draft = replace(asked_of(team.worker), question="  Wie  beheert de bank? ")
    by = team.as_chair()

    with pytest.raises(services.MeetingRefused, match="First record the decision"):
        services.ask(item.pk, draft, by=by, at=AT)
    made = services.ask(find_out_first(item).pk, draft, by=by, at=AT)

    inquiry = Inquiry.objects.get()
    assert (inquiry.pk, inquiry.question) == (made, "Wie beheert de bank?")
    assert (inquiry.person, inquiry.group, inquiry.due_on) == (
        team.worker,
        team.group,
        ON + timedelta(days=14),
    )
    assert LogRow.objects.filter(what="inquiry_asked", object_id=made).exists()


def test_after_another_decision_there_is_nothing_to_find_out(
    team: Team, item: AgendaItem
) -> None:
    services.decide(item.pk, decision_of(team.group), by=team.as_chair(), at=AT)

    with pytest.raises(services.MeetingRefused, match="First record the decision"):
        services.ask(item.pk, asked_of(team.worker), by=team.as_chair(), at=AT)


def test_a_question_that_is_not_whole_is_refused(team: Team, item: AgendaItem) -> None:
    asked, by = asked_of(team.worker), team.as_chair()
    point = find_out_first(item).pk
    stranger = make_person("Vreemde", municipality=make_team("Elders").municipality)
    for draft, words in (
        (replace(asked, question=" "), "Write what is to be found out"),
        (replace(asked, question="x" * 401), "longer than 400"),
        (replace(asked, person_id=None), "Choose who does it"),
        (replace(asked, person_id=stranger.pk), "does not work here"),
        (replace(asked, due_on=ON - timedelta(days=1)), "This day is over"),
    ):
        with pytest.raises(services.MeetingRefused, match=words):
            services.ask(point, draft, by=by, at=AT)

    assert not Inquiry.objects.exists()


def test_only_who_takes_part_asks(team: Team, item: AgendaItem) -> None:
    point = find_out_first(item).pk

    with pytest.raises(services.MeetingRefused, match="Only those who take part"):
        services.ask(point, asked_of(team.worker), by=team.as_second_shell(), at=AT)


def test_the_database_wants_somebody_who_finds_out(team: Team, item: AgendaItem) -> None:
    make_inquiry(item, team.worker)

    with pytest.raises(IntegrityError, match="inquiry_by_someone"):
        Inquiry.objects.update(person=None)


def test_the_database_keeps_a_finding_that_was_never_found_out(
    team: Team, item: AgendaItem
) -> None:
    make_inquiry(item, team.worker)

    with pytest.raises(IntegrityError, match="inquiry_found_before_told"):
        Inquiry.objects.update(finding="Verzonnen.")


def test_who_was_asked_writes_down_what_was_found_once(team: Team, item: AgendaItem) -> None:
    inquiry = make_inquiry(item, organisation=team.corporation)

    find(inquiry, team.as_second_shell(), "Wij.\r\nAl jaren. ")

    assert (inquiry.finding, inquiry.found_by) == ("Wij.\nAl jaren.", team.caretaker)
    assert inquiry.found_at == LATER
    with pytest.raises(services.MeetingRefused, match="has been answered"):
        services.find(inquiry.pk, "Nog eens.", by=team.as_chair(), at=LATER)


def test_the_group_may_write_it_down_and_nobody_else(team: Team, item: AgendaItem) -> None:
    inquiry = make_inquiry(item, team.worker)

    for by in (team.as_second_shell(), anonymous(team.municipality.pk)):
        with pytest.raises(services.MeetingRefused, match="Only who was asked, or the group"):
            services.find(inquiry.pk, "Zo.", by=by, at=LATER)
    with pytest.raises(services.MeetingRefused, match="not there any more"):
        services.find(
            inquiry.pk, "Zo.", by=installation(make_team("Elders").municipality.pk), at=LATER
        )
    for text, words in (("  ", "Write what you found out"), ("x" * 4001, "longer than 4000")):
        with pytest.raises(services.MeetingRefused, match=words):
            services.find(inquiry.pk, text, by=team.as_chair(), at=LATER)

    find(inquiry, team.as_chair())
    assert inquiry.found_by == team.chair


def test_a_finding_comes_back_on_the_next_agenda_with_its_report(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    following = make_meeting(series, starts_at=TONIGHT + WEEK)
    make_meeting(series, starts_at=TONIGHT + 2 * WEEK)
    item = on_agenda(meeting, signal)
    inquiry = make_inquiry(item, team.worker)
    second = make_inquiry(item_of(inquiry), team.chair, question="Wat kost het?")
    close_meeting(meeting)
    assert state_of(signal) == State.UNDER_REVIEW

    find(inquiry, team.as_worker())
    find(second, team.as_chair())

    back = following.items.get()
    assert (inquiry.back_on, second.back_on) == (back, back)
    assert (back.signal, back.carried_from, back.title) == (signal, item, item.title)
    assert state_of(signal) == State.ON_AGENDA


def item_of(inquiry: Inquiry) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting__series__group").get(pk=inquiry.item_id)


def test_of_a_point_of_the_group_itself_it_comes_back_too(
    team: Team, series: Series, meeting: Meeting, item: AgendaItem
) -> None:
    following = make_meeting(series, starts_at=TONIGHT + WEEK)
    inquiry = make_inquiry(item, team.worker)

    find(inquiry, team.as_worker())

    assert inquiry.back_on == following.items.get()
    assert not meeting.items.exclude(pk=item.pk).exists()


def test_without_a_next_meeting_it_waits_for_the_one_that_is_planned(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    inquiry = make_inquiry(on_agenda(meeting, signal), team.worker)
    find(inquiry, team.as_worker())
    assert not AgendaItem.objects.filter(carried_from=inquiry.item).exists()

    following = make_meeting(series, starts_at=TONIGHT + WEEK)

    inquiry.refresh_from_db()
    assert inquiry.back_on == following.items.get()
    assert state_of(signal) == State.ON_AGENDA
    make_meeting(series, starts_at=TONIGHT + 2 * WEEK)
    assert AgendaItem.objects.filter(carried_from=inquiry.item).count() == 1


def test_it_waits_where_only_the_own_meeting_is_planned(
    team: Team, series: Series, signal: Signal
) -> None:
    meeting = make_meeting(series, starts_at=TONIGHT + WEEK)
    inquiry = make_inquiry(on_agenda(meeting, signal), team.worker)
    find(inquiry, team.as_worker())

    bring_back(series, by=team.as_chair(), at=LATER)

    inquiry.refresh_from_db()
    assert inquiry.back_on is None
    assert meeting.items.count() == 1


def test_a_report_that_stands_on_an_agenda_already_gets_the_finding_there(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    make_meeting(series, starts_at=TONIGHT + WEEK)
    other = make_meeting(series, starts_at=TONIGHT + 2 * WEEK)
    inquiry = make_inquiry(on_agenda(meeting, signal), team.worker)
    there = on_agenda(other, signal)

    find(inquiry, team.as_worker())

    assert inquiry.back_on == there
    assert AgendaItem.objects.filter(signal=signal).count() == 2


def test_a_report_that_was_decided_on_meanwhile_does_not_come_back(
    team: Team, series: Series, meeting: Meeting, signal: Signal
) -> None:
    make_meeting(series, starts_at=TONIGHT + WEEK)
    inquiry = make_inquiry(on_agenda(meeting, signal), team.worker)
    signals.decide(signal.pk, decision_of(team.group), by=team.as_chair(), at=AT)

    find(inquiry, team.as_worker())

    assert inquiry.finding
    assert inquiry.back_on is None
    assert AgendaItem.objects.filter(signal=signal).count() == 1


def test_a_cancelled_meeting_takes_findings_along(
    team: Team, series: Series, item: AgendaItem
) -> None:
    following = make_meeting(series, starts_at=TONIGHT + WEEK)
    after = make_meeting(series, starts_at=TONIGHT + 2 * WEEK)
    inquiry = make_inquiry(item, team.worker)
    find(inquiry, team.as_worker())

    services.cancel(following.pk, by=team.as_chair(), at=LATER)

    inquiry.refresh_from_db()
    assert inquiry.back_on == after.items.get()


def test_the_agenda_tells_what_is_found_out_and_what_came_back(
    team: Team, series: Series, meeting: Meeting, item: AgendaItem
) -> None:
    following = make_meeting(series, starts_at=TONIGHT + WEEK)
    inquiry = make_inquiry(item, team.worker)
    find(inquiry, team.as_worker())

    here = queries.items_of(team.as_chair(), meeting.pk, on=ON)
    there = queries.items_of(team.as_chair(), following.pk, on=ON)

    assert [(one.question, one.back_at) for one in here[0].inquiries] == [
        ("Wie beheert de bank?", following.starts_at)
    ]
    assert here[0].findings == ()
    assert [one.finding for one in there[0].findings] == ["De corporatie beheert de bank."]
    assert there[0].inquiries == ()


def test_both_on_one_agenda_each_stand_at_their_point(
    team: Team, series: Series, item: AgendaItem
) -> None:
    following = make_meeting(series, starts_at=TONIGHT + WEEK)
    find(make_inquiry(item, team.worker), team.as_worker())
    again = following.items.select_related("meeting__series__group").get()
    make_inquiry(again, team.chair, question="En wat kost dat?")

    told = queries.items_of(team.as_chair(), following.pk, on=ON)[0]

    assert [one.question for one in told.inquiries] == ["En wat kost dat?"]
    assert [one.question for one in told.findings] == ["Wie beheert de bank?"]


def test_open_ones_stand_first_and_the_overdue_on_top(team: Team, item: AgendaItem) -> None:
    found = make_inquiry(item, team.worker, question="Gevonden")
    item = item_of(found)
    make_inquiry(item, team.chair, question="Later", due_in=20)
    make_inquiry(item, organisation=team.corporation, question="Te laat", due_in=1)
    find(found, team.as_worker())
    on = ON + timedelta(days=3)

    seen = queries.inquiries_visible_to(team.as_chair(), on=on)

    assert [(one.question, one.overdue, one.is_open) for one in seen] == [
        ("Te laat", True, True),
        ("Later", False, True),
        ("Gevonden", False, False),
    ]
    for wanted, names in (
        (queries.InquiryFilter(open_only=True), ["Te laat", "Later"]),
        (queries.InquiryFilter(mine=True), ["Later"]),
        (queries.InquiryFilter(near=True), ["Te laat", "Later", "Gevonden"]),
        (queries.InquiryFilter(group_id=make_group(team.municipality).pk), []),
    ):
        told = queries.inquiries_visible_to(team.as_chair(), wanted, on=on)
        assert [one.question for one in told] == names


def test_the_second_shell_reads_what_it_was_asked_and_no_more(
    team: Team, series: Series, meeting: Meeting, item: AgendaItem
) -> None:
    own = make_inquiry(item, organisation=team.corporation, question="Van wie?")
    make_inquiry(item_of(own), team.worker, question="Hoe duur?")
    make_item(meeting, "Rondvraag")
    close_meeting(meeting)
    by = team.as_second_shell()

    told = queries.action_list(by, meeting.pk, on=ON)

    assert told is not None
    assert told.extract
    assert [[one.question for one in item.inquiries] for item in told.items] == [["Van wie?"]]
    assert [one.question for one in queries.inquiries_visible_to(by, on=ON)] == ["Van wie?"]
    assert queries.inquiry_seen(by, own.pk, on=ON) is not None


def told_to(viewer: Viewer, inquiry: Inquiry) -> tuple[str | None, str | None, str | None]:
    seen = queries.inquiry_seen(viewer, inquiry.pk, on=ON)
    assert seen is not None
    return seen.person_name, seen.finding, seen.found_by_name


def test_of_a_public_series_others_read_no_names_and_no_finding(team: Team) -> None:
    meeting = make_meeting(make_series(team.group, public=True))
    item = make_item(meeting)
    inquiry = make_inquiry(item, team.worker, team.corporation)
    passer_by = anonymous(team.municipality.pk)
    assert queries.inquiry_seen(passer_by, inquiry.pk, on=ON) is None
    close_meeting(meeting)
    find(inquiry, team.as_chair())

    assert told_to(passer_by, inquiry) == (None, None, None)
    assert told_to(team.as_chair(), inquiry) == (
        team.worker.name,
        inquiry.finding,
        team.chair.name,
    )
    seen = queries.inquiry_seen(passer_by, inquiry.pk, on=ON)
    assert seen is not None
    assert seen.organisation_name == team.corporation.name
    assert not seen.may_find


def test_a_sight_that_forgets_who_takes_part_would_show_names(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = make_meeting(make_series(team.group, public=True))
    inquiry = make_inquiry(make_item(meeting), team.worker)
    close_meeting(meeting)
    monkeypatch.setattr(
        "wijkregie.domain.meetings.queries.sight.rules.takes_part", lambda *_asked: True
    )
    stranger = viewer_for(
        make_person("Ander", municipality=team.municipality), team.municipality
    )
    member = replace(stranger, group_ids=frozenset({0}))

    assert told_to(member, inquiry)[0] == team.worker.name


def test_who_finds_out_without_a_seat_hears_of_the_question_only(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    specialist = make_person("Vakspecialist", municipality=team.municipality)
    inquiry = make_inquiry(item, specialist)
    make_inquiry(item_of(inquiry), organisation=team.corporation)
    make_inquiry(item_of(inquiry), organisation=make_organisation(team.municipality))

    close_meeting(meeting)

    rows = OutboxRow.objects.order_by("template", "pk")
    assert [(row.template, row.ids.get("person_id")) for row in rows] == [
        ("action_list", person_id)
        for person_id in sorted((team.chair.pk, team.worker.pk, team.caretaker.pk))
    ] + [("inquiry_asked", specialist.pk)]
    assert rows.last().ids["inquiry_id"] == inquiry.pk  # type: ignore[union-attr] # it is there


def test_a_list_of_inquiries_costs_a_fixed_number_of_queries(
    team: Team, item: AgendaItem, django_assert_num_queries: object
) -> None:
    first = make_inquiry(item, team.worker)
    for number in range(5):
        make_inquiry(item_of(first), team.chair, question=f"Vraag {number}")
    by = team.as_chair()

    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(queries.inquiries_visible_to(by, on=ON)[:50]) == 6
