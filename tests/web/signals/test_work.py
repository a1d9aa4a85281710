"""The work list: what is late first, choices that stay, a fixed price."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.agreements import make_activity, make_offer
from tests.makers.people import make_person, make_role
from tests.makers.places import AT, make_municipality
from tests.makers.practice import OTHERS, make_template, settle
from tests.makers.programme import make_programme, make_project
from tests.makers.signals import a_signal, answered, decided, make_signal, make_theme, send
from tests.web.seen import seen
from tests.web.signals.conftest import browser_of
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import services
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.seen import Seen
    from tests.web.signals.conftest import Here

LONG_AGO = AT - timedelta(days=60)


def opened(client: Client, here: Here, **asked: str) -> Seen:
    answer = client.get(here.url("werklijst"), asked)
    assert answer.status_code == 200
    page = seen(answer)
    assert page.faults() == []
    return page


def titles(page: Seen) -> list[str]:
    return [text for level, text in page.headings if level == 3]


def test_what_is_late_stands_first_with_a_word(here: Here, at_work: Client) -> None:
    make_signal(here.municipality, here.area, theme=here.theme)
    make_signal(
        here.municipality, here.area, theme=make_theme(here.municipality, "Groen"), at=LONG_AGO
    )
    page = opened(at_work, here)

    assert titles(page) == ["Groen in Molenwijk", "Schoon en heel in Molenwijk"]
    assert "Te laat sinds" in page.text
    assert page.html.count("wr-task--late") == 1


def test_columns_have_their_counts_and_what_is_done_is_apart(
    here: Here, at_work: Client
) -> None:
    new, yes, done = (
        make_signal(here.municipality, here.area, theme=here.theme) for _each in range(3)
    )
    decided(yes)
    answered(done)
    page = opened(at_work, here)

    heads = [text for level, text in page.headings if level == 2]
    assert heads == [
        "Nieuw 1",
        "Wordt bekeken 0",
        "Op de agenda 0",
        "Besloten 1",
        "Beantwoord 0",
    ]
    assert done.reference not in page.html
    assert new.reference in page.html
    assert done.reference in opened(at_work, here, stand="afgerond").html


def test_an_empty_column_says_what_will_come(here: Here, at_work: Client) -> None:
    make_signal(here.municipality, here.area, theme=here.theme)

    assert "Zet een melding op de agenda van een overleg." in opened(at_work, here).text


def test_an_empty_list_says_how_to_begin(here: Here, at_work: Client) -> None:
    page = opened(at_work, here)

    assert "Nog geen meldingen" in page.text
    assert page.url("Melding vastleggen") == here.url("melden/plek")


def test_choices_narrow_the_list_and_stay_in_the_address(here: Here, at_work: Client) -> None:
    other = make_theme(here.municipality, "Groen")
    make_signal(here.municipality, here.area, theme=here.theme)
    make_signal(here.municipality, here.town.area("WK939802"), theme=other, at=LONG_AGO)
    chosen = {"thema": str(other.pk), "gebied": "WK939802", "laat": "1"}
    page = opened(at_work, here, **chosen)

    assert titles(page) == ["Groen in Rivierenwijk"]
    for part in (f"thema={other.pk}", "gebied=WK939802", "laat=1"):
        assert part in page.url("Besloten")
    assert titles(opened(at_work, here, thema=str(here.theme.pk))) == [
        "Schoon en heel in Molenwijk"
    ]
    empty = opened(at_work, here, thema=str(other.pk), gebied="WK939801")
    assert "Niets gevonden met deze keuze" in empty.text


def test_one_sees_what_ones_own_groups_have_to_do(here: Here, at_work: Client) -> None:
    make_signal(here.municipality, here.area, theme=here.theme)
    make_signal(here.municipality, here.town.area("WK939802"), theme=here.theme)

    assert titles(opened(at_work, here, eigenaar="mijn")) == ["Schoon en heel in Molenwijk"]
    owner = str(here.group.pk)
    assert titles(opened(at_work, here, eigenaar=owner)) == ["Schoon en heel in Molenwijk"]


def test_nonsense_in_the_address_counts_as_nothing(here: Here, at_work: Client) -> None:
    make_signal(here.municipality, here.area, theme=here.theme)
    page = opened(
        at_work, here, thema="x", gebied="x", eigenaar="x", laat="x", stand="x", pagina="x"
    )

    assert len(titles(page)) == 1


def test_a_long_list_is_paged_and_costs_as_much(here: Here, at_work: Client) -> None:
    def costs(**asked: str) -> int:
        at_work.get(here.url("werklijst"), asked)
        with CaptureQueriesContext(connection) as found:
            at_work.get(here.url("werklijst"), asked)
        asked_for = [one["sql"] for one in found.captured_queries]
        return len([sql for sql in asked_for if not _of_the_frame(sql)])

    make_signal(here.municipality, here.area, theme=here.theme)
    few = costs()
    for number in range(120):
        send(a_signal(here.theme, here.area), here.municipality, at=AT - timedelta(days=number))
    page = opened(at_work, here, stand="nieuw")

    assert costs() == few <= 7
    assert costs(stand="nieuw", thema=str(here.theme.pk), pagina="2") <= 7
    assert len(titles(page)) == 50
    assert "stand=nieuw" in page.url("Volgende")
    assert len(titles(opened(at_work, here, stand="nieuw", pagina="3"))) == 21
    assert "Op een andere pagina van de lijst." not in page.text
    assert len(gzip.compress(page.html.encode())) < 12_000


def _of_the_frame(sql: str) -> bool:
    """Tell whether a query loads session, person or municipality, as on every page."""
    tables = ("django_session", "people_person", "people_roleheld", "people_seat")
    here = ("places_municipality", "places_municipalitycode")
    first = sql.partition(" WHERE ")[0]
    return any(f'FROM "{table}"' in first for table in (*tables, *here))


def test_the_rest_of_a_column_is_on_another_page(here: Here, at_work: Client) -> None:
    for _each in range(50):
        send(a_signal(here.theme, here.area), here.municipality, at=LONG_AGO)
    decided(make_signal(here.municipality, here.area, theme=here.theme))

    page = opened(at_work, here)
    assert "Op een andere pagina van de lijst." in page.text
    assert opened(at_work, here, pagina="2").url("Vorige").endswith("pagina=1")


def test_what_else_waits_for_ones_answer_is_one_click_away(here: Here, at_work: Client) -> None:
    programme = make_programme(here.municipality)
    project = make_project(programme, "Samen eten")
    by = installation(here.municipality.pk)
    services.finish(project.pk, "Klaar.", by=by, at=AT)
    make_offer(project, make_activity(programme), group_id=here.group.pk)
    template = make_template(programme)

    theirs, steering = opened(at_work, here), opened(_regisseur(here), here)

    assert "De vraag is of Wijkteam Molenwijk doorgaat met “Samen eten”." in theirs.text
    assert theirs.url("Antwoorden") == here.url(f"project/{project.pk}/overdracht")
    assert "Samen verder" not in theirs.text
    assert "5 stukken van “Samen verder” wachten" in steering.text
    assert steering.url("Bekijken en kiezen") == here.url(f"overnemen/{template.pk}")
    assert "doorgaat met" not in steering.text


def test_a_template_of_which_all_is_settled_asks_nothing(here: Here) -> None:
    programme = make_programme(here.municipality)
    template = make_template(programme, replace(OTHERS, goals=(), indicators=()))
    asked = "1 stuk van “Samen verder” wacht"

    assert asked in opened(_regisseur(here), here).text
    settle(template, "Iedereen kent de buren.")

    assert "Samen verder" not in opened(_regisseur(here), here).text


def _regisseur(here: Here) -> Client:
    return browser_of(make_role(here.municipality, Role.DISTRICT_MANAGER).person)


def test_a_passer_by_is_asked_to_log_in(here: Here, client: Client) -> None:
    answer = client.get(here.url("werklijst"))

    assert answer.status_code == 302
    assert answer["Location"] == f"/inloggen/?next={here.url('werklijst')}"


def test_who_works_elsewhere_gets_no_list(here: Here) -> None:
    other = make_municipality("Dalstad")
    worker = make_person(municipality=other)
    make_role(other, Role.DISTRICT_MANAGER, person=worker)

    assert browser_of(worker).get(here.url("werklijst")).status_code == 403


def test_a_council_member_sees_the_list_without_words(here: Here) -> None:
    make_signal(here.municipality, here.area, theme=here.theme, text="Bij mijn moeder")
    member = make_person(municipality=here.municipality)
    make_role(here.municipality, Role.COUNCIL_MEMBER, person=member)
    page = opened(browser_of(member), here)

    assert len(titles(page)) == 1
    assert "Bij mijn moeder" not in page.html


@pytest.mark.parametrize("path", ["werklijst"])
def test_looking_needs_no_post(here: Here, at_work: Client, path: str) -> None:
    assert at_work.post(here.url(path)).status_code == 405
