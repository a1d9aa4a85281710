"""What one sees of meetings: index, meeting page, one's own actions."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.meetings import (
    TONIGHT,
    close_meeting,
    decision_of,
    make_action,
    make_item,
    make_meeting,
)
from tests.makers.people import make_role
from tests.makers.places import AT, make_borders, square_row
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import AgendaItem, Meeting
from wijkregie.domain.meetings.states import ActionState
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.meetings.conftest import Table


def test_everyone_sees_when_groups_meet(table: Table, passer_by: Browser) -> None:
    later = make_meeting(table.series, starts_at=TONIGHT + timedelta(days=7))
    close_meeting(table.meeting)

    page = seen(passer_by.get(table.url("overleg/")))

    assert page.faults() == []
    assert table.team.group.name in page.text
    assert "dinsdag 10 maart 2026, 20.00 uur" in page.text
    assert "Gehouden" in page.text
    assert table.page() in [url for url, _text in page.links]
    assert later.location not in page.text
    assert "Overleg plannen" not in page.text


def test_without_meetings_the_page_says_what_will_come(
    table: Table, passer_by: Browser
) -> None:
    close_meeting(table.meeting)

    assert "Er is geen overleg gepland" in seen(passer_by.get(table.url("overleg/"))).text


def test_of_a_closed_series_a_passer_by_sees_group_and_time_only(
    table: Table, passer_by: Browser
) -> None:
    page = seen(passer_by.get(table.page()))

    assert page.faults() == []
    assert table.team.group.name in page.text
    assert "zijn voor de groep" in page.text
    for hidden in ("Rondvraag", "Groen en spelen", "Buurthuis", "Afsprakenlijst"):
        assert hidden not in page.text


def test_who_takes_part_sees_agenda_point_and_work(table: Table, worker: Browser) -> None:
    page = seen(worker.get(table.page()))

    assert page.faults() == []
    title = f"Groen en spelen, {table.team.area.name}"
    for words in (title, "De bank bij de vijver is kapot.", "Wat is er besloten?", "Rondvraag"):
        assert words in page.text
    assert f"Melding {table.signal.reference}" in page.text
    assert "Ontvangen." in page.text


def test_a_chair_without_role_reads_no_text_of_the_report(table: Table, chair: Browser) -> None:
    page = seen(chair.get(table.page()))

    assert "De bank bij de vijver is kapot." not in page.text
    assert "Groen en spelen" in page.text


def test_the_point_that_was_asked_for_is_open(table: Table, worker: Browser) -> None:
    page = seen(worker.get(table.page(), punt=str(table.own.pk)))

    assert "Sleutel halen" in page.text
    assert table.team.worker.name in page.text
    assert "De bank bij de vijver is kapot." not in page.text


@pytest.mark.parametrize("asked", ["0", "x", "٣", "1" * 13])
def test_a_point_of_nothing_is_not_found(table: Table, worker: Browser, asked: str) -> None:
    assert worker.get(table.page(), punt=asked).status_code == HTTPStatus.NOT_FOUND


def test_a_meeting_of_nothing_is_not_found(table: Table, worker: Browser) -> None:
    assert worker.get(table.url("overleg/0")).status_code == HTTPStatus.NOT_FOUND
    assert worker.get("/nederland/overleg/").status_code == HTTPStatus.NOT_FOUND


def test_an_empty_agenda_says_what_will_come(table: Table, worker: Browser) -> None:
    empty = make_meeting(table.series, starts_at=TONIGHT + timedelta(days=7))

    page = seen(worker.get(table.url(f"overleg/{empty.pk}")))

    assert page.faults() == []
    assert "De agenda is nog leeg" in page.text


def test_a_small_map_shows_the_area_of_the_report(table: Table, worker: Browser) -> None:
    wijk = table.team.area.parent
    assert wijk is not None
    make_borders(square_row(table.team.area.code, 100_000, 500_000, 500))
    make_borders(square_row(wijk.code, 100_000, 500_000, 1000))

    page = seen(worker.get(table.page()))

    assert page.classes["wr-map__here"] == 1


def test_a_report_without_area_has_no_map(table: Table, worker: Browser) -> None:
    table.signal.area = None
    table.signal.save()

    page = seen(worker.get(table.page()))

    assert page.status == HTTPStatus.OK
    assert page.classes["wr-map"] == 0


def test_what_is_overdue_for_the_group_stands_on_its_next_meeting(
    table: Table, worker: Browser
) -> None:
    later = make_meeting(table.series, starts_at=TONIGHT + timedelta(days=7))

    page = seen(worker.get(table.url(f"overleg/{later.pk}")))

    assert "Nog open van eerder" in page.text
    assert "Bankjes nakijken" in page.text
    assert "te laat" in page.text
    assert "Nog open van eerder" not in seen(worker.get(table.page())).text


def test_a_carried_point_says_from_when(table: Table, worker: Browser) -> None:
    later = make_meeting(table.series, starts_at=TONIGHT + timedelta(days=7))
    close_meeting(table.meeting)

    carried = AgendaItem.objects.get(carried_from=table.on_signal)
    page = seen(worker.get(table.url(f"overleg/{later.pk}"), punt=str(carried.pk)))

    assert "Punt 2 · meegenomen van 3 maart 2026" in page.text


def test_a_closed_meeting_is_for_reading(table: Table, chair: Browser) -> None:
    services.note(table.own.pk, "Iedereen is voor", 1, by=table.team.as_chair(), at=AT)
    services.decide(
        table.own.pk, decision_of(table.team.group), by=table.team.as_chair(), at=AT
    )
    close_meeting(table.meeting)

    page = seen(chair.get(table.page(), punt=str(table.own.pk)))

    assert page.faults() == []
    assert "Dit overleg is afgesloten." in page.text
    assert "Iedereen is voor" in seen(chair.get(table.page("/verslag"))).text
    assert "Dit pakken we op" in page.text
    assert "Notities bewaren" not in page.text
    assert "Dit overleg beëindigen" not in page.text


def test_a_cancelled_meeting_says_so(table: Table, passer_by: Browser) -> None:
    empty = make_meeting(table.series, starts_at=TONIGHT + timedelta(days=7))
    services.cancel(empty.pk, by=table.team.as_chair(), at=AT)

    page = seen(passer_by.get(table.url(f"overleg/{empty.pk}")))

    assert "Dit overleg ging niet door." in page.text
    assert "Afgelast" in page.text


def test_invented_meetings_say_so(table: Table, passer_by: Browser) -> None:
    Meeting.objects.update(invented=True)

    assert "Verzonnen voor de demo" in seen(passer_by.get(table.page())).text


def test_everyone_reads_along_in_a_public_series(
    public_table: Table, passer_by: Browser
) -> None:
    table = public_table
    services.note(table.own.pk, "KANARIE", 1, by=table.team.as_chair(), at=AT)

    page = seen(passer_by.get(table.page(), punt=str(table.own.pk)))

    assert page.faults() == []
    assert "Er is nog niets besloten." in page.text
    assert "Iedereen mag meelezen" in page.text
    for hidden in ("KANARIE", "Sleutel halen", table.team.worker.name, "Notities"):
        assert hidden not in page.text


def test_an_officer_who_is_not_of_the_group_decides_by_role(table: Table) -> None:
    manager = make_role(table.team.municipality, Role.DISTRICT_MANAGER).person

    page = seen(log_in(manager).get(table.page()))

    assert "Wijkregisseur" in page.text
    assert "Besluit vastleggen" in page.text


def test_my_actions_show_what_is_overdue_first(table: Table, worker: Browser) -> None:
    done = make_action(table.own, "Buurt bellen", person=table.team.worker)
    services.settle(done.pk, ActionState.DONE, by=table.team.as_worker(), at=AT)
    make_action(table.own, "Ver weg", person=table.team.worker, due_in=9999)

    page = seen(worker.get(table.url("acties")))

    assert page.faults() == []
    order = [page.text.index(words) for words in ("Sleutel halen", "Ver weg", "Buurt bellen")]
    assert order == sorted(order)
    assert [text for level, text in page.headings if level > 1][:3] == [
        "Te laat",
        "Te doen",
        "Klaar of vervallen",
    ]


def test_the_second_shell_finds_the_actions_of_its_organisation(
    table: Table, second_shell: Browser
) -> None:
    page = seen(second_shell.get(table.url("acties")))

    assert "Bankjes nakijken" in page.text
    assert "Sleutel halen" not in page.text


def test_without_actions_the_page_says_what_will_come(table: Table) -> None:
    council = make_role(table.team.municipality, Role.COUNCIL_MEMBER).person

    assert "Niets te doen" in seen(log_in(council).get(table.url("acties"))).text


def test_the_meeting_page_costs_the_same_with_more_on_it(table: Table, worker: Browser) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as context:
            worker.get(table.page())
        return len(context)

    cost()
    first = cost()
    for number in range(4):
        make_action(make_item(table.meeting), f"Actie {number}", person=table.team.worker)

    assert cost() == first
