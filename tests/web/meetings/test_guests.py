"""The second shell on the page of a meeting, and an agenda filled from the reports."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from tests.makers.meetings import make_meeting, make_team
from tests.makers.people import make_seat
from tests.makers.places import AT
from tests.makers.signals import make_signal
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.meetings.models import AgendaItem, Attendance, Invitation, Proposal
from wijkregie.domain.meetings.states import ProposalState
from wijkregie.domain.people.states import Shell
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.meetings.conftest import Table

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


def invited(table: Table, worker: Browser) -> int:
    seat = table.team.seats["caretaker"].pk
    worker.post(table.item(table.own, "gast"), seat=seat)
    return seat


# --- invited


def test_who_is_invited_reads_that_point_only(
    table: Table, worker: Browser, second_shell: Browser
) -> None:
    before = seen(second_shell.get(table.page()))
    assert before.faults() == []
    assert "Rondvraag" not in before.text

    seat = table.team.seats["caretaker"].pk
    answer = worker.follow(table.item(table.own, "gast"), seat=seat)
    assert seen(answer).faults() == []
    assert "Uitgenodigd voor dit punt Huismeester Molenwijk" in seen(answer).text

    page = seen(second_shell.get(table.page()))
    assert page.faults() == []
    assert "Je bent uitgenodigd voor wat hier staat" in page.text
    assert "Rondvraag" in page.text
    assert "Notities" not in page.text
    assert table.signal.reference not in page.text
    hidden = second_shell.get(table.page(f"?punt={table.on_signal.pk}"))
    assert hidden.status_code == HTTPStatus.NOT_FOUND


def test_an_invitation_is_taken_back_once(table: Table, worker: Browser) -> None:
    seat = invited(table, worker)
    url = table.item(table.own, f"gast/{seat}/weg")

    answer = worker.follow(url)
    assert "De uitnodiging is ingetrokken" in seen(answer).text
    assert not Invitation.objects.exists()

    again = worker.post(url)
    assert again.status_code == WRONG
    assert seen(again).faults() == []


def test_who_is_not_in_the_second_shell_cannot_be_chosen(table: Table, worker: Browser) -> None:
    chair = table.team.seats["chair"].pk

    answer = worker.post(table.item(table.own, "gast"), seat=chair)

    assert answer.status_code == WRONG
    assert seen(answer).faults() == []


def test_without_a_second_shell_nobody_is_invited(worker: Browser, table: Table) -> None:
    table.team.seats["caretaker"].delete()

    page = seen(worker.get(table.page(f"?punt={table.own.pk}")))

    assert "Uitgenodigd voor dit punt" not in page.text


# --- proposed


def test_the_second_shell_proposes_and_the_group_accepts(
    table: Table, worker: Browser, second_shell: Browser
) -> None:
    answer = second_shell.follow(table.page("/voorstel"), title="Fietswrakken")
    assert seen(answer).faults() == []
    assert "Wacht op de groep" in seen(answer).text
    proposal = Proposal.objects.get()
    page = seen(worker.get(table.page()))
    assert page.faults() == []
    assert "Fietswrakken Huismeester Molenwijk, Corporatie Molenwijk" in page.text

    answer = worker.follow(table.page(f"/voorstel/{proposal.pk}/ja"))

    assert "Wie het voorstelde, is ervoor uitgenodigd" in seen(answer).text
    assert AgendaItem.objects.filter(title="Fietswrakken").exists()
    again = worker.post(table.page(f"/voorstel/{proposal.pk}/ja"))
    assert again.status_code == WRONG
    assert "al beantwoord" in seen(again).text


def test_a_proposal_is_declined_with_a_reason_that_one_reads(
    table: Table, worker: Browser, second_shell: Browser
) -> None:
    second_shell.post(table.page("/voorstel"), title="Fietswrakken")
    url = table.page(f"/voorstel/{Proposal.objects.get().pk}/nee")

    answer = worker.post(url, why="")
    assert answer.status_code == WRONG
    assert seen(answer).faults() == []
    worker.follow(url, why="Dat doet de gemeente al.")

    assert Proposal.objects.get().state == ProposalState.DECLINED
    assert (
        "Niet op de agenda: Dat doet de gemeente al."
        in seen(second_shell.get(table.page())).text
    )


def test_only_the_second_shell_proposes(
    table: Table, worker: Browser, second_shell: Browser, passer_by: Browser
) -> None:
    url = table.page("/voorstel")
    assert passer_by.post(url, title="Iets").status_code == HTTPStatus.FOUND
    stranger = log_in(make_team("Dalwijk").chair)
    assert stranger.post(url, title="Iets").status_code == HTTPStatus.FORBIDDEN
    assert worker.post(url, title="Iets").status_code == WRONG
    empty = second_shell.post(url, title="")
    assert empty.status_code == WRONG
    assert seen(empty).faults() == []
    assert not Proposal.objects.exists()


# --- who is there


def test_the_second_shell_counts_only_when_it_is_there(table: Table, worker: Browser) -> None:
    there = make_seat(table.team.group, shell=Shell.SECOND)
    assert "tweede schil" in seen(worker.get(table.page())).text

    worker.post(table.page("/aanwezig"), present=[table.team.seats["chair"].pk, there.pk])

    rows = dict(Attendance.objects.values_list("seat_id", "present"))
    assert rows == {
        table.team.seats["chair"].pk: True,
        table.team.seats["worker"].pk: False,
        there.pk: True,
    }


# --- from the reports


def waiting(table: Table) -> Signal:
    signal = make_signal(table.team.municipality, table.team.area)
    Signal.objects.filter(pk=signal.pk).update(owner=table.team.group, promised_on="2020-01-01")
    return signal


def test_the_agenda_is_filled_from_what_waits_late_first(table: Table, worker: Browser) -> None:
    late = waiting(table)
    page = seen(worker.get(table.page("/uit-de-meldingen")))
    assert page.faults() == []
    assert "te laat, antwoord was beloofd voor 1 januari 2020" in page.text

    answer = worker.follow(table.page("/uit-de-meldingen"), reports=[late.pk])

    assert "1 melding staat op de agenda" in seen(answer).text
    late.refresh_from_db()
    assert late.state == State.ON_AGENDA


def test_choosing_none_is_refused_and_what_does_not_wait_cannot_be_chosen(
    table: Table, worker: Browser
) -> None:
    waiting(table)
    for reports in ([], [table.signal.pk]):
        answer = worker.post(table.page("/uit-de-meldingen"), reports=reports)
        assert answer.status_code == WRONG
        assert seen(answer).faults() == []


def test_when_nothing_waits_the_page_says_so(
    table: Table, worker: Browser, second_shell: Browser
) -> None:
    Signal.objects.update(owner=None)

    page = seen(worker.get(table.page("/uit-de-meldingen")))

    assert page.faults() == []
    assert "Er wacht geen melding op je groep" in page.text
    refused = second_shell.get(table.page("/uit-de-meldingen"))
    assert refused.status_code == HTTPStatus.FORBIDDEN


# --- what is still open


def test_what_is_open_stands_under_the_fixed_point(table: Table, chair: Browser) -> None:
    following = make_meeting(table.series, starts_at=AT + timedelta(days=7))
    chair.post(table.page("/afsluiten"))

    page = seen(chair.get(table.url(f"overleg/{following.pk}")))

    assert page.faults() == []
    assert "Punt 1 Openstaande afspraken Sleutel halen" in page.text
    assert "Besluit vastleggen" not in page.text
