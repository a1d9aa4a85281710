"""What everyone reads about a report, and how one finds it."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.meetings import TONIGHT
from tests.makers.people import make_group, make_person, make_role, make_seat
from tests.makers.places import AT, make_municipality
from tests.makers.signals import MAIL, answered, decided, make_signal
from tests.web.seen import seen
from tests.web.signals.conftest import NOW, browser_of
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.people.states import Role, Shell
from wijkregie.domain.signals import services
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.conftest import Look
    from tests.web.signals.conftest import Here
    from wijkregie.domain.signals.models import Signal

SECRETS = ("Bij mijn moeder voor de deur", "melder@voorbeeld.nl", "achter de schuur")


@pytest.fixture
def signal(here: Here) -> Signal:
    return make_signal(
        here.municipality,
        here.area,
        theme=here.theme,
        text=SECRETS[0],
        place=SECRETS[2],
        raiser=MAIL,
    )


def page_of(here: Here, signal: Signal) -> str:
    return here.url(f"melding/{signal.reference}")


def test_everyone_reads_theme_area_state_and_promised_day(
    here: Here, look: Look, signal: Signal
) -> None:
    page = look(page_of(here, signal))

    assert page.faults() == []
    assert page.main_headings == ["Schoon en heel in Molenwijk"]
    for words in ("Ontvangen", "De melding komt binnen.", "De melder hoort uiterlijk"):
        assert words in page.text
    assert page.url("Molenwijk") == here.url("gebied/WK939801-molenwijk")


def test_nobody_reads_the_words_the_spot_or_who_it_was(
    here: Here, look: Look, signal: Signal
) -> None:
    html = look(page_of(here, signal)).html

    assert [word for word in SECRETS if word in html] == []
    assert "Voor wie dit behandelt" not in html


def test_a_role_of_another_wijk_reads_what_everyone_reads(here: Here, signal: Signal) -> None:
    elsewhere = make_person(municipality=here.municipality)
    area = here.town.area("WK939802")
    make_role(here.municipality, Role.COMMUNITY_WORKER, person=elsewhere, area=area)
    browser = browser_of(elsewhere)
    html = browser.get(page_of(here, signal)).content.decode()
    answer = browser.post(f"{page_of(here, signal)}/oppakken")

    assert [word for word in SECRETS if word in html] == []
    assert "Voor wie dit behandelt" not in html
    assert answer.status_code == 403


def test_the_same_role_of_this_wijk_reads_them(
    here: Here, at_work: Client, signal: Signal
) -> None:
    html = at_work.get(page_of(here, signal)).content.decode()

    assert [word for word in SECRETS if word in html] == list(SECRETS)


def test_a_no_has_a_reason_body_and_mandate(here: Here, look: Look, signal: Signal) -> None:
    decided(signal, Outcome.DECLINE, dissent="Een bewoner wilde het wel.")
    page = look(page_of(here, signal))

    assert page.faults() == []
    for words in (
        "besluit: dit pakken we niet op.",
        "Er is budget voor dit jaar.",
        "Convenant wijkgericht werken, artikel 4",
        "Een bewoner wilde het wel.",
        "bewoners horen het",
    ):
        assert words in page.text


def test_who_takes_it_over_is_named(here: Here, look: Look, signal: Signal) -> None:
    decided(signal, Outcome.HAND_OVER, handed_to_id=here.organisation.pk)

    assert "We vragen Woonstichting dit over te nemen." in look(page_of(here, signal)).text


def test_the_reason_to_look_into_it_first_stands_in_the_story(
    here: Here, look: Look, signal: Signal
) -> None:
    decided(signal, Outcome.MORE_INFORMATION, reason="We meten eerst het verkeer.")
    page = look(page_of(here, signal))

    assert "we zoeken dit eerst uit" in page.text
    assert "We meten eerst het verkeer." in page.text
    assert "Het besluit" not in page.text


def test_a_public_answer_is_read_by_everyone(here: Here, look: Look, signal: Signal) -> None:
    answered(signal, "De bank is gemaakt.")
    page = look(page_of(here, signal))

    assert "De bank is gemaakt." in page.text
    assert "op tijd" in page.text


def test_what_is_late_says_so_in_words(here: Here, look: Look) -> None:
    late = make_signal(here.municipality, theme=here.theme, at=AT - timedelta(days=300))
    page = look(page_of(here, late))

    assert "Te laat: het antwoord was uiterlijk" in page.text
    assert "Heel Heuvelstad" in page.text
    decided(late)
    services.answer(late.pk, "Klaar.", by=installation(here.municipality.pk), at=NOW)
    assert "Dat was uiterlijk" in look(page_of(here, late)).text


def test_another_day_comes_with_its_reason(here: Here, look: Look, signal: Signal) -> None:
    services.promise_later(
        signal.pk,
        signal.promised_on + timedelta(days=30),
        "We wachten op de aannemer.",
        by=installation(here.municipality.pk),
        at=NOW,
    )

    assert "We verwachten nu" in look(page_of(here, signal)).text
    assert "We wachten op de aannemer." in look(page_of(here, signal)).text


def test_the_meeting_that_talks_about_it_is_named(here: Here, look: Look) -> None:
    signal = make_signal(here.municipality, here.area, theme=here.theme)
    by = installation(here.municipality.pk)
    series = meetings.create_series(
        meetings.SeriesDraft(here.group.pk, "Wijkteam", public=True), by=by, at=AT
    )
    first = meetings.plan(series, TONIGHT, "Buurthuis", by=by, at=AT)
    later = meetings.plan(series, TONIGHT + timedelta(days=7), "Buurthuis", by=by, at=AT)
    meetings.add_signal(first, signal.pk, by=by, at=AT)

    page = look(page_of(here, signal))
    assert "Wijkteam Molenwijk bespreekt dit op 3 maart 2026." in page.text
    assert page.url("Naar de agenda") == here.url(f"overleg/{first}")

    meetings.close(first, by=by, at=TONIGHT)
    page = look(page_of(here, signal))
    assert "Wijkteam Molenwijk sprak hierover op 3 maart 2026." in page.text
    assert "naar de agenda van een ander overleg" in page.text
    meetings.cancel(later, by=by, at=TONIGHT)
    assert "De melding gaat van de agenda." in look(page_of(here, signal)).text


def test_a_meeting_that_was_cancelled_is_not_told_as_held(here: Here, look: Look) -> None:
    signal = make_signal(here.municipality, here.area, theme=here.theme)
    by = installation(here.municipality.pk)
    draft = meetings.SeriesDraft(here.group.pk, "Wijkteam", public=True)
    series = meetings.create_series(draft, by=by, at=AT)
    meeting = meetings.plan(series, TONIGHT, "Buurthuis", by=by, at=AT)
    meetings.add_signal(meeting, signal.pk, by=by, at=AT)
    meetings.cancel(meeting, by=by, at=TONIGHT)

    text = look(page_of(here, signal)).text

    assert "Het overleg van Wijkteam Molenwijk op 3 maart 2026 ging niet door." in text
    assert "sprak hierover" not in text


# --- what one's group raised


def test_a_group_reads_what_it_raised_and_nobody_else_does(here: Here, client: Client) -> None:
    group = make_group(here.municipality, "Bewonersgroep Zuid")
    chair, guest = make_seat(group).person, make_seat(group, shell=Shell.SECOND).person
    signal = make_signal(here.municipality, here.area, theme=here.theme, text="Kanarietekst.")
    signal.raisers.update(group=group, name="Kanarienaam")
    other = make_signal(here.municipality, here.area, theme=here.theme, text="Kanarie twee.")

    assert "Kanarie" not in seen(client.get(page_of(here, signal))).text
    for person, reads in ((chair, True), (guest, False)):
        browser = browser_of(person)
        page = seen(browser.get(page_of(here, signal)))
        assert ("Kanarietekst." in page.text) is reads
        assert ("Bewonersgroep Zuid bracht dit in." in page.text) is reads
        assert "Kanarienaam" not in page.text
        listed = seen(browser.get(here.url("meldingen/van-onze-groep")))
        assert (signal.reference[:4] in listed.text) is reads
        assert "Kanarie twee." not in seen(browser.get(page_of(here, other))).text


def test_what_the_group_raised_is_for_members(here: Here, client: Client) -> None:
    assert client.get(here.url("meldingen/van-onze-groep")).status_code == HTTPStatus.FOUND


# --- finding it


@pytest.mark.parametrize("change", [str, str.lower, lambda text: f" {text[:4]}-{text[4:]} "])
def test_a_reference_is_found_however_it_is_typed(
    here: Here, client: Client, signal: Signal, change: object
) -> None:
    typed = change(signal.reference)  # type: ignore[operator] # a function of text
    answer = client.get(here.url("melding/"), {"kenmerk": typed})

    assert answer["Location"] == page_of(here, signal)


@pytest.mark.parametrize(
    ("typed", "words"), [("", "Vul het kenmerk"), ("abc", "kennen we niet")]
)
def test_what_is_no_reference_is_said_at_the_field(
    here: Here, look: Look, typed: str, words: str
) -> None:
    page = look(here.url("melding/"), 422, kenmerk=typed)

    assert page.faults() == []
    assert words in page.text


def test_an_empty_look_up_asks_and_says_nothing_wrong(here: Here, look: Look) -> None:
    page = look(here.url("melding/"))

    assert page.faults() == []
    assert "Er klopt nog iets niet" not in page.text


def test_a_small_letter_in_the_address_leads_to_the_one_address(
    here: Here, client: Client, signal: Signal
) -> None:
    typed = f"{signal.reference[:4]}-{signal.reference[4:]}".lower()
    answer = client.get(here.url(f"melding/{typed}"))

    assert answer["Location"] == page_of(here, signal)


@pytest.mark.parametrize("reference", ["00000000", "ZZZZZZZZ", "x", "É" * 8])
def test_an_unknown_reference_is_not_there(here: Here, look: Look, reference: str) -> None:
    page = look(here.url(f"melding/{reference}"), 404)

    assert "Dit kenmerk kennen we niet" in page.text


def test_a_reference_of_another_municipality_is_not_there(
    here: Here, look: Look, signal: Signal
) -> None:
    other = make_municipality("Dalstad")

    look(f"/{other.slug}/melding/{signal.reference}", 404)


def test_a_page_costs_as_much_with_a_long_story(
    here: Here, client: Client, signal: Signal
) -> None:
    def costs() -> int:
        client.get(page_of(here, signal))
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(here, signal))
        return len(asked)

    answered(signal)
    few = costs()
    by = installation(here.municipality.pk)
    for at in range(3):
        services.reopen(signal.pk, f"Nog {at}", by=by, at=NOW)
        signal.refresh_from_db()
        answered(signal, f"Nu {at}")

    assert costs() == few
    assert few <= 14
