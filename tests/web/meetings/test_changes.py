"""What one does on the page of a meeting, with and without script, well and wrong."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.makers.meetings import (
    TONIGHT,
    close_meeting,
    decision_of,
    make_meeting,
    make_series,
    make_team,
)
from tests.makers.people import make_role
from tests.makers.places import AT
from tests.makers.signals import make_signal
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import Action, AgendaItem, Attendance, Meeting, Series
from wijkregie.domain.meetings.states import ActionState, MeetingState
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals.states import State
from wijkregie.web.meetings.desk import answered
from wijkregie.web.meetings.forms import Empty

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.meetings.conftest import Table

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
DECISION = {
    "outcome": "follow_up",
    "reason": "Er is geen plek om te zitten.",
    "body": "group",
    "mandate": "Convenant",
    "rung_planned": "inform",
}


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


# --- series and meetings


def test_a_chair_begins_a_series_and_plans_its_meeting(table: Table, chair: Browser) -> None:
    page = seen(chair.get(table.url("overleg/")))
    assert page.url("Overleg plannen")
    assert seen(chair.get(page.url("Reeks beginnen"))).faults() == []

    answer = chair.follow(
        table.url("overleg/reeks"), group=table.team.group.pk, name="Aan tafel", public="yes"
    )
    assert "Vul nu in hoe vaak de groep overlegt" in seen(answer).text
    series = Series.objects.get(name="Aan tafel")
    assert series.public

    answer = chair.follow(
        table.url("overleg/plannen"),
        series=series.pk,
        day=tomorrow().isoformat(),
        clock="19:30",
        location="Wijkcentrum",
    )
    assert seen(answer).faults() == []
    made = series.meetings.get()
    assert timezone.localtime(made.starts_at).strftime("%H:%M") == "19:30"
    assert timezone.localdate(made.starts_at) == tomorrow()


def test_a_series_with_a_name_in_use_is_refused(table: Table, chair: Browser) -> None:
    answer = chair.post(
        table.url("overleg/reeks"),
        group=table.team.group.pk,
        name=table.series.name,
        public="no",
    )

    assert answer.status_code == WRONG
    assert "heeft al een reeks met deze naam" in seen(answer).text


def test_a_meeting_on_a_day_that_is_over_is_refused(table: Table, chair: Browser) -> None:
    answer = chair.post(
        table.url("overleg/plannen"), series=table.series.pk, day="2020-01-01", clock="20:00"
    )

    assert answer.status_code == WRONG
    assert "al voorbij" in seen(answer).text


@pytest.mark.parametrize("path", ["overleg/plannen", "overleg/reeks", "acties"])
def test_who_leads_nothing_plans_nothing(table: Table, passer_by: Browser, path: str) -> None:
    assert passer_by.get(table.url(path)).status_code == HTTPStatus.FOUND
    stranger = make_role(make_team("Dalwijk").municipality, Role.SPECIALIST).person
    assert log_in(stranger).get(table.url(path)).status_code == HTTPStatus.FORBIDDEN


def test_who_lacks_the_second_step_is_led_to_it(table: Table) -> None:
    manager = make_role(table.team.municipality, Role.DISTRICT_MANAGER).person

    answer = log_in(manager, strong=False).get(table.url("overleg/plannen"))

    assert answer.status_code == HTTPStatus.FOUND
    assert "overleg%2Fplannen" in answer["Location"]


# --- the agenda


def test_a_point_is_added_and_taken_off(table: Table, worker: Browser) -> None:
    answer = worker.follow(table.page("/punt"), title="Fietsen bij de school")
    item = AgendaItem.objects.get(title="Fietsen bij de school")
    assert "Dit punt van de agenda halen" in seen(answer).text

    worker.follow(table.item(item, "weg"))

    assert not AgendaItem.objects.filter(pk=item.pk).exists()


def test_a_point_without_words_is_refused_beside_its_field(
    table: Table, worker: Browser
) -> None:
    answer = worker.post(table.page("/punt"), title="")

    assert answer.status_code == WRONG
    assert seen(answer).faults() == []
    assert "Dit veld is verplicht" in seen(answer).text


def test_what_was_written_about_stays_on_the_agenda(table: Table, worker: Browser) -> None:
    answer = worker.post(table.item(table.own, "weg"))

    assert answer.status_code == WRONG
    assert "Daarom blijft dit punt staan" in seen(answer).text


@pytest.mark.parametrize("by", ["signal", "reference"])
def test_a_report_comes_on_the_agenda_from_the_list_or_by_its_reference(
    table: Table, worker: Browser, by: str
) -> None:
    other = make_signal(table.team.municipality, table.team.area)
    asked = {"signal": other.pk} if by == "signal" else {"reference": other.reference.lower()}
    assert other.reference in worker.get(table.page()).content.decode()

    worker.follow(table.page("/melding"), **asked)

    other.refresh_from_db()
    assert other.state == State.ON_AGENDA


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Kies een melding of vul het kenmerk in"),
        ({"reference": "0000000X"}, "geen melding met dit kenmerk"),
        ({"signal": "0"}, "Selecteer een geldige keuze"),
    ],
)
def test_a_report_that_is_not_there_is_refused(
    table: Table, worker: Browser, asked: dict[str, str], words: str
) -> None:
    answer = worker.post(table.page("/melding"), **asked)

    assert answer.status_code == WRONG
    assert words in seen(answer).text


def test_who_is_there_is_written_down(table: Table, worker: Browser) -> None:
    seats = table.team.seats

    worker.follow(table.page("/aanwezig"), present=[seats["chair"].pk])

    found = dict(Attendance.objects.values_list("seat_id", "present"))
    assert found == {seats["chair"].pk: True, seats["worker"].pk: False}


def test_a_seat_of_elsewhere_is_no_choice(table: Table, worker: Browser) -> None:
    answer = worker.post(table.page("/aanwezig"), present=[0])

    assert answer.status_code == WRONG
    assert not Attendance.objects.exists()


# --- notes


def test_without_script_a_button_saves_the_notes(table: Table, worker: Browser) -> None:
    answer = worker.follow(table.item(table.own, "notities"), notes="Bankjes", version=1)

    assert "Je notities zijn bewaard." in seen(answer).text
    assert table.notes() == "Bankjes"


def test_while_one_types_only_how_it_stands_comes_back(table: Table, worker: Browser) -> None:
    answer = typed(worker, table, "Bankjes", version=1)

    assert answer.status_code == HTTPStatus.OK
    words = answer.content.decode()
    assert "Bewaard om" in words
    assert 'value="2" hx-swap-oob="true"' in words
    assert "<html" not in words


def test_a_stale_save_shows_what_the_other_wrote_and_changes_nothing(
    table: Table, worker: Browser
) -> None:
    services.note(table.own.pk, "Van de voorzitter", 1, by=table.team.as_chair(), at=AT)

    part = typed(worker, table, "Van mij", version=1)
    page = worker.post(table.item(table.own, "notities"), notes="Van mij", version=1)

    for answer in (part, page):
        assert answer.status_code == WRONG
        words = answer.content.decode()
        assert "Iemand anders schreef hier ook" in words
        assert "Van de voorzitter" in words
        assert 'name="insist" value="2"' in words
    assert "Van mij" in page.content.decode()
    assert table.notes() == "Van de voorzitter"


def test_a_stale_save_over_nothing_says_so(table: Table, worker: Browser) -> None:
    by = table.team.as_chair()
    services.note(table.own.pk, "Iets", 1, by=by, at=AT)
    services.note(table.own.pk, "", 2, by=by, at=AT)

    words = typed(worker, table, "Van mij", version=1).content.decode()

    assert "(niets)" in words


def test_who_saw_what_the_other_wrote_may_keep_the_own_text(
    table: Table, worker: Browser
) -> None:
    services.note(table.own.pk, "Van de voorzitter", 1, by=table.team.as_chair(), at=AT)

    worker.follow(table.item(table.own, "notities"), notes="Samen", version=1, insist=2)

    assert table.notes() == "Samen"


@pytest.mark.parametrize(
    ("notes", "words"), [("x" * 8001, "8000"), ("Te laat", "Dit overleg is afgesloten")]
)
def test_notes_that_cannot_be_saved_say_why(
    table: Table, worker: Browser, notes: str, words: str
) -> None:
    if notes == "Te laat":
        close_meeting(table.meeting)

    answer = typed(worker, table, notes, version=1)

    assert answer.status_code == WRONG
    assert words in answer.content.decode()


def typed(browser: Browser, table: Table, notes: str, *, version: int) -> Any:
    return browser.client.post(
        table.item(table.own, "notities"),
        {"notes": notes, "version": version},
        headers={"HX-Request": "true"},
    )


# --- decisions and actions


def test_a_decision_on_a_report_leads_on_to_a_project(table: Table, worker: Browser) -> None:
    answer = worker.follow(table.item(table.on_signal, "besluit"), **DECISION)

    page = seen(answer)
    taken = Decision.objects.get()
    assert page.faults() == []
    assert taken.subject == table.on_signal.title
    assert taken.taken_on == timezone.localdate(table.meeting.starts_at)
    asked = f"?besluit={taken.pk}&melding={table.signal.reference}"
    assert page.url("Project starten").endswith(asked)
    assert "Dit pakken we op" in page.text


def test_a_decision_on_an_own_point_leads_to_a_project_without_report(
    table: Table, chair: Browser
) -> None:
    answer = chair.follow(table.item(table.own, "besluit"), **DECISION)

    assert seen(answer).url("Project starten").endswith(f"?besluit={Decision.objects.get().pk}")


def test_no_project_comes_of_what_is_not_taken_up(table: Table, chair: Browser) -> None:
    answer = chair.follow(table.item(table.own, "besluit"), **DECISION | {"outcome": "decline"})

    assert "Project starten" not in seen(answer).text


def test_an_officer_decides_and_hands_over(table: Table) -> None:
    manager = make_role(table.team.municipality, Role.DISTRICT_MANAGER).person

    log_in(manager).follow(
        table.item(table.own, "besluit"),
        **DECISION
        | {
            "outcome": "hand_over",
            "body": Role.DISTRICT_MANAGER,
            "handed_to": table.team.corporation.pk,
            "dissent": "Een bewoner wil het zelf doen.",
        },
    )

    taken = Decision.objects.get()
    assert (taken.officer, taken.handed_to) == (Role.DISTRICT_MANAGER, table.team.corporation)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": ""}, "Dit veld is verplicht"),
        ({"outcome": "hand_over"}, "Kies de organisatie"),
        ({"body": "council_member"}, "geldige keuze"),
    ],
)
def test_half_a_decision_is_refused_and_kept_on_the_page(
    table: Table, chair: Browser, changed: dict[str, str], words: str
) -> None:
    answer = chair.post(
        table.item(table.own, "besluit"), **DECISION | {"dissent": "Andere stem"} | changed
    )

    page = seen(answer)
    assert page.status == WRONG
    assert page.faults() == []
    assert words in page.text
    assert "Andere stem" in page.text
    assert not Decision.objects.exists()


def test_the_second_of_two_who_decide_is_told(table: Table, worker: Browser) -> None:
    services.decide(
        table.own.pk, decision_of(table.team.group), by=table.team.as_chair(), at=AT
    )

    answer = worker.post(table.item(table.own, "besluit"), **DECISION)

    assert answer.status_code == WRONG
    assert "Over dit punt is al besloten" in seen(answer).text
    assert Decision.objects.count() == 1


def test_an_action_is_written_down(table: Table, chair: Browser) -> None:
    answer = chair.follow(
        table.item(table.own, "afspraak"),
        what="Bewoners uitnodigen",
        person=table.team.worker.pk,
        organisation=table.team.corporation.pk,
        due_on=tomorrow().isoformat(),
    )

    doers = f"{table.team.worker.name}, namens {table.team.corporation.name}"
    assert doers in seen(answer).text
    assert Action.objects.filter(what="Bewoners uitnodigen", due_on=tomorrow()).exists()


def test_an_action_of_nobody_is_refused(table: Table, chair: Browser) -> None:
    answer = chair.post(
        table.item(table.own, "afspraak"), what="Iets", due_on=tomorrow().isoformat()
    )

    assert answer.status_code == WRONG
    assert "Kies wie het doet" in seen(answer).text


def test_a_point_of_another_meeting_is_not_found(table: Table, chair: Browser) -> None:
    other = make_meeting(make_series(table.team.group))

    answer = chair.post(
        table.url(f"overleg/{other.pk}/punt/{table.own.pk}/besluit"), **DECISION
    )

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_an_action_is_done_dropped_and_opened_again(table: Table, worker: Browser) -> None:
    action = Action.objects.get(what="Sleutel halen")
    url = table.url(f"acties/{action.pk}")

    answer = worker.post(url, state="done", next=table.page())
    assert answer["Location"] == table.page()
    answer = worker.post(url, state="dropped", next="https://elders.voorbeeld.nl/")
    assert answer.status_code == WRONG
    assert "Heropen deze afspraak eerst" in seen(answer).text
    answer = worker.post(url, state="open", next="https://elders.voorbeeld.nl/")
    assert answer["Location"] == table.url("acties")

    action.refresh_from_db()
    assert action.state == ActionState.OPEN


def test_an_action_is_settled_by_who_may_and_as_we_know(
    table: Table, worker: Browser, passer_by: Browser
) -> None:
    url = table.url(f"acties/{Action.objects.get(what='Sleutel halen').pk}")

    assert worker.post(url, state="gone").status_code == HTTPStatus.NOT_FOUND
    assert passer_by.post(url, state="done").status_code == HTTPStatus.FOUND
    assert Action.objects.filter(state=ActionState.OPEN).count() == 2


# --- the end


def test_a_chair_closes_a_meeting(table: Table, chair: Browser) -> None:
    answer = chair.follow(table.page("/afsluiten"))

    assert "Het overleg is afgesloten." in seen(answer).text
    assert Meeting.objects.get(pk=table.meeting.pk).state == MeetingState.HELD


def test_words_typed_while_another_closes_the_meeting_come_back(
    table: Table, chair: Browser, worker: Browser
) -> None:
    item = table.meeting.items.order_by("pk")[0]
    chair.follow(table.page("/afsluiten"))

    for path, field in (("/punt", "title"), (f"/punt/{item.pk}/notities", "notes")):
        answer = worker.post(table.page(path), **{field: "Verloren woorden", "version": "0"})
        assert answer.status_code == WRONG
        for words in (
            "Wat je schreef is niet bewaard",
            "Verloren woorden",
            "Dit overleg is afgesloten",
        ):
            assert words in seen(answer).text


def test_a_meeting_with_actions_is_not_cancelled(table: Table, chair: Browser) -> None:
    answer = chair.post(table.page("/afgelasten"))

    assert answer.status_code == WRONG
    assert "al iets besloten of afgesproken" in seen(answer).text


def test_an_empty_meeting_is_cancelled(table: Table, chair: Browser) -> None:
    empty = make_meeting(table.series, starts_at=TONIGHT + timedelta(days=7))

    answer = chair.follow(table.url(f"overleg/{empty.pk}/afgelasten"))

    assert "Dit overleg ging niet door." in seen(answer).text


# --- who gets in

PATHS = (
    "/punt",
    "/melding",
    "/aanwezig",
    "/afsluiten",
    "/afgelasten",
    "/punt/{item}/notities",
    "/punt/{item}/besluit",
    "/punt/{item}/afspraak",
    "/punt/{item}/weg",
)


@pytest.mark.parametrize("path", PATHS)
def test_who_does_not_take_part_changes_nothing(
    table: Table, passer_by: Browser, second_shell: Browser, path: str
) -> None:
    url = table.page(path.format(item=table.own.pk))
    council = log_in(make_role(table.team.municipality, Role.COUNCIL_MEMBER).person)

    assert passer_by.post(url).status_code == HTTPStatus.FOUND
    assert second_shell.post(url).status_code == HTTPStatus.FORBIDDEN
    assert council.post(url).status_code == HTTPStatus.FORBIDDEN
    assert passer_by.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_another_municipality_is_found(table: Table, path: str) -> None:
    other = make_team("Dalwijk")
    url = f"/{other.municipality.slug}/overleg/{table.meeting.pk}"

    answer = log_in(other.chair).post(url + path.format(item=table.own.pk))

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_what_two_people_save_in_one_moment_is_told_to_the_second() -> None:
    form = Empty({})

    def act() -> None:
        raise IntegrityError

    assert not answered(form, act)
    assert "hetzelfde moment" in str(form.errors)
