"""The action list: whole for who takes part, a part for the second shell, no names for all."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.db.models import Q

from tests.makers.meetings import close_meeting, decision_of
from tests.makers.places import AT
from tests.web.seen import seen
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.queries.sight import Sight
from wijkregie.kit import typeset

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.web.control.conftest import Browser
    from tests.web.meetings.conftest import Table


@pytest.fixture
def closed(table: Table) -> Table:
    return _close(table)


def _close(table: Table) -> Table:
    by = table.team.as_chair()
    services.decide(table.own.pk, decision_of(table.team.group), by=by, at=AT)
    seats = {table.team.seats["chair"].pk: True, table.team.seats["worker"].pk: False}
    services.attend(table.meeting.pk, seats, by=by, at=AT)
    close_meeting(table.meeting)
    return table


def test_who_takes_part_reads_the_whole_list(closed: Table, worker: Browser) -> None:
    page = seen(worker.get(closed.page("/afspraken")))

    assert page.faults() == []
    for words in (
        "De hele lijst",
        "Er is geen plek om te zitten.",
        closed.team.chair.name,
        f"{closed.team.worker.name}, uiterlijk 6 maart 2026",
        "1 afwezig",
        closed.team.corporation.name,
    ):
        assert words in page.text


def test_before_it_is_closed_the_list_is_a_draft_for_who_takes_part(
    table: Table, worker: Browser, second_shell: Browser, passer_by: Browser
) -> None:
    assert "Concept" in seen(worker.get(table.page("/afspraken"))).text
    assert second_shell.get(table.page("/afspraken")).status_code == HTTPStatus.NOT_FOUND
    assert passer_by.get(table.page("/afspraken")).status_code == HTTPStatus.FOUND


def test_the_second_shell_reads_its_own_part(closed: Table, second_shell: Browser) -> None:
    assert "Jouw deel" in seen(second_shell.get(closed.page())).text

    page = seen(second_shell.get(closed.page("/afspraken")))

    assert page.faults() == []
    assert "Jouw deel" in page.text
    assert "Bankjes nakijken" in page.text
    for hidden in ("Sleutel halen", closed.team.worker.name, closed.team.chair.name):
        assert hidden not in page.text


def test_a_part_that_holds_too_much_would_be_seen(
    closed: Table, second_shell: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sight, "own_actions", lambda _self: Q(pk__isnull=False))

    assert "Sleutel halen" in seen(second_shell.get(closed.page("/afspraken"))).text


def test_an_empty_part_says_so(table: Table, second_shell: Browser) -> None:
    table.own.actions.filter(organisation__isnull=False).delete()
    close_meeting(table.meeting)

    page = seen(second_shell.get(table.page("/afspraken")))

    assert "niets afgesproken dat jij of jouw organisatie uitvoert" in page.text


def test_a_passer_by_reads_the_list_of_a_closed_series_nowhere(
    closed: Table, passer_by: Browser
) -> None:
    for path in ("/afspraken", "/afspraken.pdf"):
        assert passer_by.get(closed.page(path)).status_code == HTTPStatus.FOUND


def test_everyone_reads_the_list_of_a_public_series_without_names(
    public_table: Table, passer_by: Browser
) -> None:
    assert passer_by.get(public_table.page("/afspraken")).status_code == HTTPStatus.NOT_FOUND
    table = _close(public_table)

    page = seen(passer_by.get(table.page("/afspraken")))

    assert page.faults() == []
    assert "De openbare lijst" in page.text
    assert f"{table.team.corporation.name}, uiterlijk" in page.text
    assert f"Iemand van {table.team.group.name}" in page.text
    for hidden in (table.team.worker.name, table.team.chair.name):
        assert hidden not in page.text


def test_the_list_is_also_a_pdf_that_can_be_read_aloud(
    closed: Table, worker: Browser, second_shell: Browser, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = f"{tmp_path}/files"

    whole = worker.get(closed.page("/afspraken.pdf"))
    part = second_shell.get(closed.page("/afspraken.pdf"))

    for answer in (whole, part):
        assert answer.status_code == HTTPStatus.OK
        assert answer["Content-Type"] == "application/pdf"
        assert "afsprakenlijst-2026-03-03.pdf" in answer["Content-Disposition"]
        assert answer.content.startswith(b"%PDF-")
        assert b"/StructTreeRoot" in answer.content
    assert whole.content != part.content


def test_a_pdf_that_cannot_be_made_says_so(
    closed: Table, worker: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_more: object) -> bytes:
        raise typeset.TypesetFault

    monkeypatch.setattr(typeset, "pdf", fails)

    answer = worker.get(closed.page("/afspraken.pdf"))

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.content.decode() == str(typeset.TypesetFault())


def test_what_is_printed_is_what_the_page_shows(
    closed: Table,
    worker: Browser,
    second_shell: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed: list[str] = []

    def kept(_template: str, values: object, **_more: object) -> bytes:
        printed.append(repr(values))
        return b"%PDF-"

    monkeypatch.setattr(typeset, "pdf", kept)
    worker.get(closed.page("/afspraken.pdf"))
    second_shell.get(closed.page("/afspraken.pdf"))

    assert closed.team.worker.name in printed[0]
    assert "Bankjes nakijken" in printed[1]
    for hidden in ("Sleutel halen", closed.team.worker.name, closed.team.chair.name):
        assert hidden not in printed[1]
