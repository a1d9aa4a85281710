"""The minutes on a page: read, approve, correct; and what the group has found out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.meetings import TONIGHT, close_meeting, make_meeting
from tests.makers.minutes import approve, find_out_first, make_inquiry
from tests.makers.people import make_person, make_role
from tests.makers.places import AT
from tests.makers.strange import PICTURES, STRANGE
from tests.web.seen import seen
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Votes
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import Inquiry, Meeting, MinutedPoint, Minutes, Series
from wijkregie.domain.people.states import Role
from wijkregie.kit import typeset
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox import message

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.meetings.conftest import Table


def now() -> datetime:
    """The pages look at the clock."""
    return datetime.now(tz=UTC)  # noqa: TID251 - as it says


@pytest.fixture
def closed(table: Table) -> Table:
    by = table.team.as_chair()
    services.note(table.own.pk, "Er kwamen\ntwee vragen.", 1, by=by, at=AT)
    services.attend(table.meeting.pk, {table.team.seats["chair"].pk: True}, by=by, at=AT)
    close_meeting(table.meeting)
    return table


def question(**changed: Any) -> dict[str, Any]:
    asked = {"question": "Wie beheert dit?", "due_on": "2099-03-03"}
    return asked | changed


def test_the_meeting_leads_to_its_minutes(closed: Table, worker: Browser) -> None:
    page = seen(worker.get(closed.page()))

    assert page.url("Verslag") == closed.page("/verslag")
    assert "twee vragen" not in page.text
    read = seen(worker.get(page.url("Verslag")))
    assert read.faults() == []
    for words in (
        "Verslag: ",
        "Concept",
        "Nog niet vastgesteld",
        "Er kwamen",
        "Sleutel halen",
        closed.team.chair.name,
        "Versie 1",
    ):
        assert words in read.text


def test_only_who_takes_part_reads_them(
    closed: Table, second_shell: Browser, passer_by: Browser, worker: Browser
) -> None:
    for path in ("/verslag", "/verslag.pdf", "/verslag/verbeteren"):
        assert second_shell.get(closed.page(path)).status_code == HTTPStatus.FORBIDDEN
        assert passer_by.get(closed.page(path)).status_code == HTTPStatus.FOUND
    for path in ("/verslag/vaststellen", "/verslag/verbeteren"):
        assert second_shell.post(closed.page(path)).status_code == HTTPStatus.FORBIDDEN
    for query in ("?versie=2", "?versie=x", "?versie=99999"):
        assert worker.get(closed.page(f"/verslag{query}")).status_code == HTTPStatus.NOT_FOUND


def test_before_the_end_there_are_none(table: Table, worker: Browser) -> None:
    assert worker.get(table.page("/verslag")).status_code == HTTPStatus.NOT_FOUND


def test_the_chair_approves_them(closed: Table, chair: Browser, worker: Browser) -> None:
    assert "Vaststellen namens de groep" not in seen(worker.get(closed.page("/verslag"))).text

    page = seen(chair.follow(closed.page("/verslag/vaststellen"), version="1"))

    assert "Het verslag is vastgesteld." in page.text
    assert f"Vastgesteld door {closed.team.chair.name} op" in page.text
    assert "Vaststellen namens de groep" not in page.text
    again = seen(chair.follow(closed.page("/verslag/vaststellen"), version="1"))
    assert "Dit verslag is al vastgesteld" in again.text
    wrong = chair.post(closed.page("/verslag/vaststellen"), version="x")
    assert wrong.status_code == HTTPStatus.NOT_FOUND


def test_in_the_next_meeting_who_takes_part_approves_them(
    closed: Table, worker: Browser
) -> None:
    later = make_meeting(closed.series, starts_at=TONIGHT + timedelta(days=7))
    Meeting.objects.filter(pk=later.pk).update(starts_at=now())
    ahead = seen(worker.get(closed.url(f"overleg/{later.pk}")))
    assert "nog niet vastgesteld" in ahead.text

    page = seen(worker.get(closed.page("/verslag")))
    assert "Vaststellen in het overleg van" in page.text
    url = closed.page("/verslag/vaststellen")
    done = seen(worker.follow(url, version="1", meeting=str(later.pk)))

    assert "Vastgesteld in het overleg van" in done.text
    assert Minutes.objects.get().approved_in == later
    assert "vastgesteld" in seen(worker.get(closed.url(f"overleg/{later.pk}"))).text


def corrected(closed: Table, **changed: Any) -> dict[str, Any]:
    notes = {f"notes_{one.item_id}": one.notes for one in MinutedPoint.objects.all()}
    seats = [str(closed.team.seats["chair"].pk)]
    sent = {"version": "1", "why": "Er was nog iets.", "present": seats} | notes
    return sent | changed


def test_a_correction_becomes_a_new_version(closed: Table, worker: Browser) -> None:
    approve(closed.meeting)
    form = seen(worker.get(closed.page("/verslag/verbeteren")))
    assert form.faults() == []
    assert "twee vragen" in form.text
    name = f"notes_{closed.own.pk}"
    seats = [str(seat.pk) for seat in closed.team.seats.values()]

    sent = corrected(closed, present=seats, **{name: "Er kwamen drie vragen."})
    page = seen(worker.follow(closed.page("/verslag/verbeteren"), **sent))

    for words in (
        "De nieuwe versie staat hier.",
        "drie vragen",
        "Verbeterd in deze versie",
        "Reden van de verbetering: Er was nog iets.",
        f"Versie 2 door {closed.team.worker.name}: Er was nog iets. Nog niet vastgesteld.",
        closed.team.caretaker.name,
    ):
        assert words in page.text
    old = seen(worker.get(page.url("Versie 1 lezen")))
    assert "twee vragen" in old.text
    assert "Er is een latere versie" in old.text
    assert old.url("Lees de laatste versie") == closed.page("/verslag")


def test_a_correction_that_is_refused_keeps_what_was_written(
    closed: Table, worker: Browser
) -> None:
    url = closed.page("/verslag/verbeteren")

    for sent, words in (
        (corrected(closed, why=""), "Dit veld is verplicht"),
        (corrected(closed), "Er is niets veranderd"),
        (corrected(closed, version="0"), "minstens 1 is"),
        (corrected(closed, version="3"), "intussen verbeterd"),
    ):
        answer = worker.post(url, **sent)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert words in seen(answer).text, seen(answer).text
        assert "twee vragen" in seen(answer).text


def test_the_minutes_are_a_pdf_too(
    closed: Table, worker: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = worker.get(closed.page("/verslag.pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert "-versie-1.pdf" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")

    def broken(*_asked: object, **_more: object) -> bytes:
        raise typeset.TypesetFault("kapot")

    monkeypatch.setattr(typeset, "pdf", broken)
    assert worker.get(closed.page("/verslag.pdf")).status_code == 503


@pytest.mark.parametrize("paper", ["verslag", "afspraken"])
def test_no_sign_keeps_the_papers_of_a_meeting_from_being_made(
    paper: str, table: Table, worker: Browser
) -> None:
    services.note(table.own.pk, PICTURES, 1, by=table.team.as_chair(), at=AT)
    Series.objects.update(name=STRANGE)
    close_meeting(table.meeting)

    assert worker.get(table.page(f"/{paper}.pdf")).content.startswith(b"%PDF")


def test_a_question_is_asked_under_its_decision(table: Table, worker: Browser) -> None:
    item = find_out_first(table.own)
    page = seen(worker.get(table.page(f"?punt={item.pk}")))
    assert "Niemand zoekt dit nog uit" in page.text
    url = table.item(item, "vraag")

    refused = worker.post(url, **question())
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Kies wie het doet" in seen(refused).text
    done = seen(worker.follow(url, **question(person=str(table.team.worker.pk))))

    assert "De vraag is genoteerd." in done.text
    assert "Wie beheert dit?" in done.text
    assert f"{table.team.worker.name}, uiterlijk 3 maart 2099" in done.text
    missing = worker.post(table.page("/punt/999999/vraag"), **question())
    assert missing.status_code == HTTPStatus.NOT_FOUND


def test_a_specialist_without_a_seat_can_be_asked(table: Table, worker: Browser) -> None:
    specialist = make_person("Vera Vak", municipality=table.team.municipality)
    make_role(table.team.municipality, Role.SPECIALIST, person=specialist)
    item = find_out_first(table.own)
    draft = question(person=str(specialist.pk), organisation=str(table.team.corporation.pk))

    page = seen(worker.follow(table.item(item, "vraag"), **draft))

    assert f"Vera Vak, namens {table.team.corporation.name}" in page.text


def test_what_was_found_is_written_down_and_comes_back(table: Table, worker: Browser) -> None:
    inquiry = make_inquiry(table.own, table.team.worker, due_in=1)
    following = make_meeting(table.series, starts_at=now() + timedelta(days=7))
    listed = seen(worker.get(table.url("uitzoeken")))
    assert listed.faults() == []
    assert "te laat" in listed.text
    url = table.url(f"uitzoeken/{inquiry.pk}")
    page = seen(worker.get(url))
    assert page.faults() == []
    assert "te laat" in seen(worker.get(table.url(f"overleg/{following.pk}"))).text

    empty = worker.post(url, finding=" ")
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    done = seen(worker.follow(url, finding="De corporatie\nbeheert dit."))

    assert "staat op de volgende agenda" in done.text
    assert "beheert dit." in done.text
    assert "Uitgezocht op" in done.text
    back = seen(worker.get(table.url(f"overleg/{following.pk}")))
    assert "beheert dit." in back.text
    assert "Uitgezocht" in seen(worker.get(table.url("uitzoeken"))).text


def test_without_a_next_meeting_it_is_kept(table: Table, worker: Browser) -> None:
    inquiry = make_inquiry(table.own, table.team.worker)
    url = table.url(f"uitzoeken/{inquiry.pk}")

    done = seen(worker.follow(url, finding="De gemeente."))

    assert "wordt bewaard voor de groep" in done.text
    assert "zodra het volgende overleg is gepland" in done.text
    again = worker.post(url, finding="Nog eens.")
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "is al beantwoord" in seen(again).text


def test_who_has_nothing_to_do_with_it_does_not_read_it(
    table: Table, second_shell: Browser, passer_by: Browser
) -> None:
    inquiry = make_inquiry(table.own, table.team.worker)

    assert passer_by.get(table.url("uitzoeken")).status_code == HTTPStatus.FOUND
    assert passer_by.get(table.url(f"uitzoeken/{inquiry.pk}")).status_code == HTTPStatus.FOUND
    assert second_shell.get(table.url(f"uitzoeken/{inquiry.pk}")).status_code == 404
    assert "Niets uit te zoeken" in seen(second_shell.get(table.url("uitzoeken"))).text


def test_the_second_shell_has_its_question_in_its_extract_and_its_pdf(
    table: Table, second_shell: Browser, worker: Browser
) -> None:
    make_inquiry(table.own, organisation=table.team.corporation, question="Van wie is dit?")
    item = Inquiry.objects.get().item
    item = type(item).objects.select_related("meeting__series__group").get(pk=item.pk)
    make_inquiry(item, table.team.chair, question="Wat kost dit?")
    close_meeting(table.meeting)

    page = seen(second_shell.get(table.page("/afspraken")))

    assert "Van wie is dit?" in page.text
    assert "Wat kost dit?" not in page.text
    assert second_shell.get(table.page("/afspraken.pdf"))["Content-Type"] == "application/pdf"
    assert "Wat kost dit?" in seen(worker.get(table.page("/afspraken"))).text


def test_a_vote_is_counted_and_told(table: Table, chair: Browser) -> None:
    decided = {
        "outcome": "follow_up",
        "reason": "Er is geen plek om te zitten.",
        "body": "group",
        "mandate": "Convenant",
        "rung_planned": "consult",
    }
    url = table.item(table.own, "besluit")
    wrong = chair.post(url, **decided, votes_for="0")
    assert "hoeveel mensen voor en tegen stemden" in seen(wrong).text

    page = seen(chair.follow(url, **decided, votes_for="5", votes_abstained="1"))

    assert "5 voor, 0 tegen, 1 onthouding" in page.text
    made = Decision.objects.get()
    assert Votes(made.votes_for or 0, made.votes_against or 0, made.votes_abstained or 0) == (
        Votes(5, 0, 1)
    )


def test_outbox_rows_of_a_closed_meeting_are_there_once_each(closed: Table) -> None:
    rows = [message(pk) for pk in OutboxRow.objects.values_list("pk", flat=True)]

    assert len({row.message_id for row in rows if row}) == len(rows) > 1
