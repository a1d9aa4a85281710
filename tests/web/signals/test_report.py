"""Reporting: what one sees, what goes wrong, and what is kept."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.makers.people import make_group, make_person, make_seat
from tests.makers.places import make_borders, make_municipality, square_row
from tests.makers.signals import make_theme
from tests.web.seen import seen
from tests.web.signals.conftest import KEY, WRITTEN, browser_of
from wijkregie.domain.people.states import SeatFunction
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import OwnKind
from wijkregie.domain.signals.models import Photo, Signal
from wijkregie.domain.signals.states import Channel, HearBack

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.conftest import Look
    from tests.web.signals.conftest import Here

FORM = "melden/plek"


def refused(client: Client, here: Here, **changed: Any) -> str:
    """Send a report that is not accepted, and return what one then reads."""
    answer = client.post(here.url(FORM), here.filled(**changed))
    assert answer.status_code == 422
    assert not Signal.objects.exists()
    page = seen(answer)
    assert page.faults() == []
    return page.text


def sent(client: Client, here: Here, **changed: Any) -> Signal:
    answer = client.post(here.url(FORM), here.filled(**changed))
    assert answer.status_code == 302, seen(answer).text
    return Signal.objects.latest("pk")


def tidy(html: str) -> str:
    """The page with every tag closed on its own line."""
    return re.sub(r"\s+>", ">", html)


def picture() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(drawn, "PNG")
    return SimpleUploadedFile("bank.png", drawn.getvalue(), "image/png")


# --- the way in


def test_the_first_choice_leads_to_the_form_or_out_of_it(here: Here, look: Look) -> None:
    page = look(here.url("melden"), gebied="WK939801")

    assert page.faults() == []
    assert "over een plek of onderwerp, of over een persoon of gezin" in page.text
    assert page.url("Een plek of een onderwerp") == here.url("melden/plek?gebied=WK939801")
    assert look(here.url("melden")).url("Een plek") == here.url("melden/plek")
    assert page.url("Een persoon of een gezin") == here.url("melden/persoon")
    assert page.url("112") == "tel:112"


def test_about_a_person_one_gets_numbers_and_nothing_to_fill_in(here: Here, look: Look) -> None:
    page = look(here.url("melden/persoon"))

    assert page.faults() == []
    assert page.text.index("112") < page.text.index("Sociaal team")
    assert "bewaren we niets" in page.text
    assert "<textarea" not in page.html


def test_nothing_can_be_sent_about_a_person(here: Here, client: Client) -> None:
    answer = client.post(here.url("melden/persoon"), {"text": "Mijn buurman"})

    assert answer.status_code == 405
    assert not Signal.objects.exists()


def test_without_numbers_one_still_reads_whom_to_call(db: None, look: Look) -> None:
    city = make_municipality("Leegstad")
    city.phone_numbers.all().delete()

    assert "Bel 112" in look(f"/{city.slug}/melden/persoon").text
    assert "Nu gevaar" not in look(f"/{city.slug}/melden").text


def test_without_themes_one_reads_that_it_is_not_open_yet(db: None, look: Look) -> None:
    city = make_municipality("Leegstad")
    for theme in city.themes.all():
        theme.delete()
    page = look(f"/{city.slug}/melden/plek")

    assert "Melden kan hier nog niet" in page.text
    assert "<textarea" not in page.html


@pytest.mark.parametrize("path", ["melden", "melden/plek", "melden/persoon", "melding/"])
def test_the_country_takes_no_reports(here: Here, look: Look, path: str) -> None:
    look(f"/nederland/{path}", 404)


# --- the form


def test_the_form_asks_three_things_and_knows_where_one_came_from(
    here: Here, look: Look
) -> None:
    page = look(here.url(FORM), gebied="wk939801", thema=str(here.theme.pk), soort="idea")

    assert page.faults() == []
    heads = [text for level, text in page.headings if level == 2]
    assert heads == ["1 Wat is er aan de hand?", "2 Waar is het?", "3 Hoe wil je het horen?"]
    assert '<option value="WK939801" selected>Molenwijk</option>' in tidy(page.html)
    assert f'<option value="{here.theme.pk}" selected>' in tidy(page.html)
    assert '<option value="idea" selected>' in tidy(page.html)
    assert '<option value="report" selected>' in tidy(look(here.url(FORM)).html)


def test_the_list_holds_all_that_the_map_shows_and_more(here: Here, look: Look) -> None:
    html = look(here.url(FORM)).html
    on_map = set(re.findall(r'data-code="(\w+)"', html))
    listed = set(re.findall(r'<option value="(\w+)"', html))

    assert on_map == {"WK939801", "WK939802", "WK939803"}
    assert listed > on_map | {"hele", "BU93980101"}


def test_each_page_has_a_key_of_its_own(here: Here, look: Look) -> None:
    keys = [
        re.search(r'name="submission" value="([0-9a-f]{32})"', look(here.url(FORM)).html)
        for _each in range(2)
    ]

    assert keys[0] is not None
    assert keys[1] is not None
    assert keys[0][1] != keys[1][1]


def test_a_report_leads_to_the_receipt_with_the_promised_day(
    here: Here, client: Client
) -> None:
    answer = client.post(here.url(FORM), here.filled(), follow=True)
    page, signal = seen(answer), Signal.objects.get()

    assert answer.redirect_chain[0][0].startswith(here.url("volgen/"))
    assert page.faults() == []
    assert "Dank je wel. We hebben je melding." in page.text
    assert f"{signal.reference[:4]} {signal.reference[4:]}" in page.text
    assert re.search(r"Je hoort uiterlijk \d+ \w+ 20\d\d", page.text)
    assert WRITTEN in page.text
    assert (signal.area, signal.raisers.get().email) == (here.area, "melder@voorbeeld.nl")


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        (
            {"hear_back": "letter", "name": "A. Bee", "address": "Laan 1, 1234 AB Dorp"},
            "Laan 1, 1234 AB Dorp",
        ),
        ({"hear_back": "call", "phone": "06 1234 5678"}, "0612345678"),
        ({"hear_back": "none", "email": "geen mailadres"}, ""),
    ],
)
def test_only_what_the_chosen_way_needs_is_asked_and_kept(
    here: Here, client: Client, changed: dict[str, str], kept: str
) -> None:
    raiser = sent(client, here, **changed).raisers.get()

    assert raiser.hear_back == HearBack(changed["hear_back"])
    assert raiser.email == ""
    assert kept in {raiser.address, raiser.phone, ""}
    assert (raiser.address or raiser.phone) == kept


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": "  "}, "Schrijf op wat er aan de hand is."),
        ({"text": "x" * 4001}, "Deze tekst heeft 4.001 tekens. Maak er hooguit 4.000 van."),
        ({"theme": ""}, "Kies een thema uit de lijst."),
        ({"area": "", "place": ""}, "Kies een gebied op de kaart of in de lijst"),
        ({"area": "", "place": "12"}, "Kies een gebied op de kaart of in de lijst"),
        ({"area": "", "place": "Nergensstraat 12"}, "Kies een gebied op de kaart"),
        ({"area": "WK999999"}, "Wijk of buurt:"),
        ({"email": ""}, "Vul je mailadres in"),
        ({"email": "geen mailadres"}, "Je mailadres:"),
        ({"hear_back": "letter"}, "Vul je naam in"),
        ({"hear_back": "call", "phone": "12"}, "ten minste tien cijfers"),
        ({"hear_back": ""}, "Kies een manier:"),
        ({"area": "", "x": "1000000", "y": "5"}, "Nederland"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    here: Here, client: Client, changed: dict[str, str], words: str
) -> None:
    text = refused(client, here, **changed)

    assert "Er klopt nog iets niet" in text
    assert words in text
    if "text" not in changed:
        assert WRITTEN in text


def test_what_was_typed_is_there_again_after_an_error(here: Here, client: Client) -> None:
    answer = client.post(
        here.url(FORM), here.filled(text="", place="Bij de vijver", kind="idea")
    )
    html = tidy(answer.content.decode())

    assert 'value="Bij de vijver"' in html
    assert 'value="melder@voorbeeld.nl"' in html
    assert '<option value="idea" selected>' in html
    assert f'value="{KEY}"' in html


def test_an_enormous_text_is_refused_before_it_is_read(here: Here, client: Client) -> None:
    answer = client.post(here.url(FORM), here.filled(text="x" * 2_000_000))

    assert answer.status_code == 400
    assert not Signal.objects.exists()


def test_a_photo_that_is_none_is_refused_at_its_field(here: Here, client: Client) -> None:
    fake = SimpleUploadedFile("bank.png", b"<script>alert(1)</script>", "image/png")
    answer = client.post(here.url(FORM), here.filled(photo=fake))

    assert answer.status_code == 422
    assert 'href="#id_photo"' in answer.content.decode()
    assert "niet als afbeelding lezen" in seen(answer).text
    assert not Signal.objects.exists()
    assert not Photo.objects.exists()


def test_a_photo_is_asked_for_again_when_something_else_is_missing(
    here: Here, client: Client
) -> None:
    answer = client.post(here.url(FORM), here.filled(text="", photo=picture()))

    assert answer.status_code == 422
    assert "Kies je foto opnieuw" in seen(answer).text
    assert not Photo.objects.exists()


def test_a_street_that_nobody_knows_is_named_as_such(here: Here, client: Client) -> None:
    answer = client.post(here.url(FORM), here.filled(area="", place="Xyzstraat 3"))

    assert answer.status_code == 422
    assert "Deze straat kennen we niet." in seen(answer).text


def test_streets_that_look_like_it_begin_the_list(here: Here, client: Client) -> None:
    answer = client.post(here.url(FORM), here.filled(area="", place="Riverenwyk 12"))
    html = tidy(answer.content.decode())

    assert answer.status_code == 422
    assert "De lijst begint met wat erop lijkt." in seen(answer).text
    assert seen(answer).faults() == []
    assert re.search(r'label="Bedoel je">\s*<option value="WK939802">Rivierenwijk', html)


def test_a_street_of_the_list_of_streets_is_filled_in(here: Here, look: Look) -> None:
    page = look(here.url(FORM), plek="Lijnbaan")

    assert 'value="Lijnbaan"' in page.html


def test_a_street_is_enough(here: Here, client: Client) -> None:
    signal = sent(client, here, area="", place="Rivierenwijk 12")

    assert signal.area == here.town.area("WK939802")


def test_beside_own_wijken_one_can_still_report_for_the_wijk_one_came_from(
    here: Here, client: Client
) -> None:
    Area.objects.filter(pk=here.town.own.pk).update(kind=OwnKind.WIJK)
    html = tidy(client.get(here.url(FORM), {"gebied": "WK939801"}).content.decode())

    assert '<option value="WK939801" selected>' in html
    assert "WK939802" not in html
    assert sent(client, here).area == here.area


def test_all_of_the_municipality_is_a_place_too(here: Here, client: Client) -> None:
    assert sent(client, here, area="hele").area is None


# --- the spot on the map


def test_a_spot_on_the_map_finds_its_areas(here: Here, client: Client) -> None:
    signal = sent(client, here, area="WK939801", x="1500", y="500")

    assert (signal.x, signal.y) == (1500, 500)
    assert signal.area == here.town.area("WK939802")


def test_a_spot_in_another_municipality_is_refused_by_its_name(
    here: Here, client: Client
) -> None:
    make_borders(square_row("GM9399", 50_000, 300_000, 1000, name="Dalstad"), year=2018)

    words = refused(client, here, x="50500", y="300500")

    assert "Heuvelstad" in words


def test_the_spot_is_drawn_again_after_an_error(here: Here, client: Client) -> None:
    answer = client.post(here.url(FORM), here.filled(text="", x="1500", y="500"))
    html = tidy(answer.content.decode())

    assert re.search(r'<circle class="wr-spot__dot" r="14" cx="5\d\d" cy="\d+"/>', html)
    assert 'name="x" value="1500"' in html


def test_nonsense_in_place_of_a_spot_counts_as_none(here: Here, client: Client) -> None:
    assert sent(client, here, x="drie", y="500").x is None


def test_without_borders_there_is_a_list_and_no_map(look: Look, db: None) -> None:
    city = make_municipality("Leegstad")
    make_theme(city)
    page = look(f"/{city.slug}/melden/plek")

    assert "data-spot" not in page.html
    assert "Heel Leegstad" in page.text


# --- twice


def test_sending_twice_gives_the_same_receipt(here: Here, client: Client) -> None:
    first = client.post(here.url(FORM), here.filled())
    second = client.post(here.url(FORM), here.filled())

    assert first["Location"] == second["Location"]
    assert Signal.objects.count() == 1


def test_going_back_and_writing_something_else_is_another_report(
    here: Here, client: Client
) -> None:
    client.post(here.url(FORM), here.filled())
    client.post(here.url(FORM), here.filled(text="De lamp is ook stuk."))

    assert Signal.objects.count() == 2


def test_a_page_without_a_key_gets_one(here: Here, client: Client) -> None:
    client.post(here.url(FORM), here.filled(submission="x"))
    client.post(here.url(FORM), here.filled(submission=""))

    assert Signal.objects.count() == 2


# --- who works here


def test_a_worker_records_what_somebody_says_on_the_phone(here: Here, at_work: Client) -> None:
    page = seen(at_work.get(here.url(FORM)))
    assert page.faults() == []
    signal = sent(
        at_work,
        here,
        channel="phone",
        group=str(here.group.pk),
        kind="finding",
        hear_back="none",
        photo=picture(),
    )
    raiser = signal.raisers.get()

    assert (raiser.channel, raiser.group) == (Channel.PHONE, here.group)
    assert raiser.recorded_by == here.worker
    assert (signal.kind, signal.photos.count()) == ("finding", 1)


def test_every_way_in_which_something_comes_in_can_be_told(here: Here, at_work: Client) -> None:
    html = tidy(at_work.get(here.url(FORM)).content.decode())
    listed = set(re.findall(r'<option value="([a-z]+)"', html))

    assert set(Channel.values) <= listed
    assert "Hoe wil de melder het horen?" in html
    assert "Mailadres" in html


@pytest.mark.parametrize("channel", ["letter", "stall", "doorstep", "visit", "meeting"])
def test_what_came_in_before_is_promised_from_that_day(
    here: Here, at_work: Client, channel: str
) -> None:
    today = sent(at_work, here, channel=channel, text="Vandaag")
    before = sent(
        at_work,
        here,
        channel=channel,
        received_on="2026-02-20",
        hear_back="letter",
        name="A. Bee",
        address="Laan 1, 1234 AB Dorp",
        shown=[today.reference],
    )

    assert before.received_at.date().isoformat() == "2026-02-20"
    assert before.promised_on < today.promised_on
    assert before.steps.get().at == before.received_at


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"received_on": "2026-03-04"}, "vandaag of een dag in het afgelopen jaar"),
        ({"received_on": "2025-03-01"}, "vandaag of een dag in het afgelopen jaar"),
        ({"received_on": "gisteren"}, "Wanneer kwam het binnen?"),
        ({"hear_back": "mail", "email": ""}, "Vul het mailadres in"),
        ({"hear_back": "letter", "address": "Laan 1"}, "Vul de naam in"),
        ({"hear_back": "call"}, "Vul het telefoonnummer in"),
    ],
)
def test_who_records_for_somebody_else_reads_what_is_missing(
    here: Here, at_work: Client, changed: dict[str, str], words: str
) -> None:
    assert words in refused(at_work, here, channel="phone", **changed)


def test_a_member_reports_for_oneself_or_a_group(here: Here) -> None:
    panel = make_group(here.municipality, "Wijkpanel")
    chair = make_person(municipality=here.municipality)
    make_seat(panel, chair, function=SeatFunction.CHAIR)
    browser = browser_of(chair)

    signal = sent(browser, here, channel="meeting", group=str(panel.pk))
    assert "Hoe wil je het horen?" in seen(browser.get(here.url(FORM))).text
    assert (
        "Vul je mailadres in"
        in seen(browser.post(here.url(FORM), here.filled(channel="web", email=""))).text
    )
    assert signal.raisers.get().group == panel


# --- words that lead to a person


def test_contact_in_the_text_is_refused_at_its_field(here: Here, client: Client) -> None:
    text = refused(client, here, text="De lamp is stuk, bel 06 12345678.")

    assert "telefoonnummer" in text
    assert "Laat de tekst zo staan" not in text


def test_a_likely_name_is_warned_of_and_may_stay(here: Here, client: Client) -> None:
    words = "Mevrouw Jansen zegt dat de lamp stuk is."
    answer = client.post(here.url(FORM), here.filled(text=words))
    page = seen(answer)

    assert answer.status_code == 422
    assert page.faults() == []
    assert "Laat de tekst zo staan" in page.text
    assert not Signal.objects.exists()

    assert sent(client, here, text=words, keep_words="on").text == words


def test_what_may_stay_can_still_be_chosen_after_another_error(
    here: Here, client: Client
) -> None:
    words = "Mevrouw Jansen zegt dat de lamp stuk is."

    assert "Laat de tekst zo staan" in refused(
        client, here, text=words, keep_words="on", theme=""
    )


def test_a_member_of_a_group_reports_for_that_group_only(here: Here) -> None:
    panel = make_group(here.municipality, "Wijkpanel")
    chair = make_person(municipality=here.municipality)
    make_seat(panel, chair, function=SeatFunction.CHAIR)
    html = tidy(browser_of(chair).get(here.url(FORM)).content.decode())

    assert f'<option value="{panel.pk}">Wijkpanel</option>' in html
    assert "Wijkteam Molenwijk" not in html
    assert '<option value="web" selected>' in html


def test_a_passer_by_cannot_pretend_that_somebody_phoned(here: Here, client: Client) -> None:
    assert sent(client, here, channel="phone").raisers.get().channel == Channel.WEB


def test_one_client_cannot_go_on_for_ever(here: Here, client: Client, settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"report": 1}
    codes = [
        client.post(here.url(FORM), here.filled(text=f"Bank {number}")).status_code
        for number in range(2)
    ]

    assert codes == [302, 429]
