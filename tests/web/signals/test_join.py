"""What looks alike is shown, while typing or before it is kept; and one joins in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.places import AT
from tests.makers.signals import MAIL, answered, make_signal, raiser_of
from tests.web.seen import seen
from tests.web.signals.conftest import KEY, WRITTEN, browser_of
from tests.web.signals.test_report import FORM, picture
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Raiser, Signal
from wijkregie.domain.signals.states import Channel, HearBack
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.conftest import Look
    from tests.web.signals.conftest import Here

TITLE = "Kapotte bank bij de vijver"
TYPED = "De bank bij de vijver is kapot."
SECRET = "Kanarie van de eerste melder"


def titled(here: Here, title: str = TITLE, **more: Any) -> Signal:
    given = {"theme": here.theme, "text": SECRET, "place": "Kanarieplek", "raiser": MAIL}
    made = make_signal(here.municipality, here.area, **{**given, **more})
    words = services.SignalWords(title, made.kind, here.theme.pk, here.area.pk)
    services.describe(made.pk, words, by=installation(here.municipality.pk), at=AT)
    made.refresh_from_db()
    return made


def join_url(here: Here, signal: Signal) -> str:
    return here.url(f"melding/{signal.reference}/ook-van-mij")


def contact(**changed: str) -> dict[str, str]:
    given = {"submission": KEY, "hear_back": "mail", "email": "ook@voorbeeld.nl"}
    return {**given, **changed}


# --- while typing


@pytest.mark.parametrize(
    "asked",
    [
        {"area": "WK939801"},
        {"area": "bu93980101", "theme": "x"},
        {"place": "Molenwijk"},
        {"place": "Qqqqstraat"},
        {"area": "hele", "x": "500", "y": "500"},
        {"x": "niets", "y": "500"},
        {},
    ],
)
def test_while_typing_open_reports_nearby_are_shown(
    here: Here, client: Client, asked: dict[str, str]
) -> None:
    signal = titled(here)
    sent = {"text": TYPED, "theme": str(here.theme.pk), **asked}

    answer = client.post(here.url("melden/plek/lijkt-op"), sent)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert TITLE in html
    assert f'formaction="{join_url(here, signal)}"' in html
    assert f'name="shown" value="{signal.reference}"' in html
    assert "Kanarie" not in html
    assert "Schoon en heel" in html


def test_nothing_alike_shows_nothing_and_nothing_is_kept(here: Here, client: Client) -> None:
    titled(here)
    answer = client.post(here.url("melden/plek/lijkt-op"), {"text": "Te hard rijden"})

    assert answer.content.decode().strip() == ""
    assert Signal.objects.count() == 1


def test_a_report_without_a_title_is_named_by_what_is_public(
    here: Here, client: Client
) -> None:
    make_signal(here.municipality, here.area, theme=here.theme, text=SECRET)
    make_signal(here.municipality, theme=here.theme, text=SECRET)
    sent = {"text": "Iets anders", "theme": str(here.theme.pk), "area": "WK939801"}

    html = client.post(here.url("melden/plek/lijkt-op"), sent).content.decode()

    assert "Schoon en heel in Molenwijk" in html
    assert html.count('name="shown"') == 1


def test_about_the_whole_municipality_no_area_is_named(here: Here, client: Client) -> None:
    signal = titled(here)
    Signal.objects.filter(pk=signal.pk).update(area=None)
    html = client.post(here.url("melden/plek/lijkt-op"), {"text": TYPED}).content.decode()

    assert "Schoon en heel, gemeld op" in html


def test_one_client_cannot_ask_for_ever(here: Here, client: Client, settings: Any) -> None:
    settings.WIJKREGIE_LIMITS = {"similar": 1}
    url = here.url("melden/plek/lijkt-op")

    assert [client.post(url, {"text": "x"}).status_code for _each in range(2)] == [200, 429]


def test_typing_along_costs_few_queries(
    here: Here, client: Client, django_assert_max_num_queries: Any
) -> None:
    for _each in range(5):
        titled(here)
    sent = {"text": TYPED, "theme": str(here.theme.pk), "x": "500", "y": "500"}
    client.post(here.url("melden/plek/lijkt-op"), sent)

    with django_assert_max_num_queries(13):
        client.post(here.url("melden/plek/lijkt-op"), sent)


# --- without script: once before it is kept


def test_before_it_is_kept_one_sees_what_looks_very_much_like_it(
    here: Here, client: Client
) -> None:
    signal = titled(here)
    sent = here.filled(text=TYPED, photo=picture())

    answer = client.post(here.url(FORM), sent)
    page = seen(answer)

    assert answer.status_code == 200
    assert page.faults() == []
    assert "nog niet verstuurd Is het een van deze?" in page.text
    assert "Kies je foto hieronder opnieuw" in page.text
    assert TYPED in page.text
    assert Signal.objects.count() == 1

    again = client.post(here.url(FORM), here.filled(text=TYPED, shown=[signal.reference]))
    assert again.status_code == 302
    assert Signal.objects.count() == 2


def test_what_looks_a_little_alike_stops_nobody(here: Here, client: Client) -> None:
    titled(here, "Bank en prullenbak en lamp bij de school vernield")

    assert client.post(here.url(FORM), here.filled(text=TYPED)).status_code == 302


# --- joining in


def test_the_page_to_join_shows_what_is_public_only(here: Here, look: Look) -> None:
    signal = titled(here)
    page = look(join_url(here, signal))

    assert page.faults() == []
    assert TITLE in page.text
    assert re.search(r"Je hoort uiterlijk \d+ \w+ 20\d\d", page.text)
    assert "Kanarie" not in page.text
    assert "melder@" not in page.html
    public = look(here.url(f"melding/{signal.reference}"))
    assert public.url("Dit is ook mijn melding") == join_url(here, signal)


def test_from_the_form_to_report_one_takes_along_what_was_filled_in(
    here: Here, client: Client
) -> None:
    signal = titled(here)
    sent = here.filled(text=TYPED, photo=picture())
    answer = client.post(join_url(here, signal), sent)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert seen(answer).faults() == []
    assert TYPED in html
    assert 'value="melder@voorbeeld.nl"' in html
    assert signal.raisers.count() == 1

    long = client.post(join_url(here, signal), here.filled(text="lang " * 100))
    assert long.context["form"].initial["said"] == ""


def test_who_does_not_join_goes_back_to_what_was_written(here: Here, client: Client) -> None:
    signal = titled(here)
    sent = here.filled(text=TYPED, hear_back="mail", email="nieuw@voorbeeld.nl")
    page = client.post(join_url(here, signal), sent)
    assert "Nee, terug naar wat ik schreef" in page.content.decode()

    back = client.post(here.url("melden/plek"), {**sent, "terug": "1"})

    html = back.content.decode()
    assert back.status_code == 200
    assert TYPED in html
    assert "nieuw@voorbeeld.nl" in html
    assert Signal.objects.count() == 1  # going back sends nothing


def test_joining_leads_to_a_receipt_of_ones_own(here: Here, client: Client) -> None:
    signal = titled(here)
    answer = client.post(join_url(here, signal), contact(said="Bij ons ook."), follow=True)
    page = seen(answer)

    assert answer.redirect_chain[0][0].startswith(here.url("volgen/"))
    assert page.faults() == []
    assert "Je hebt je aangesloten" in page.text
    assert "Het antwoord komt per mail." in page.text
    assert "Kanarie" not in page.text
    assert "gewist" not in page.text
    raiser = signal.raisers.get(joined=True)
    assert (raiser.email, raiser.hear_back) == ("ook@voorbeeld.nl", HearBack.MAIL)

    first = queries.link_of(raiser_of(signal).pk)
    own = seen(client.get(here.url(f"volgen/{first}")))
    assert SECRET in own.text
    assert "Je hebt je aangesloten" not in own.text


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ({"hear_back": "none"}, "Het antwoord komt op deze pagina."),
        ({"hear_back": "call", "phone": "06 1234 5678"}, "We bellen je met het antwoord."),
        (
            {"hear_back": "letter", "name": "A", "address": "Laan 1, 1234 AB Dorp"},
            "Het antwoord komt per brief.",
        ),
    ],
)
def test_the_receipt_says_how_the_answer_comes(
    here: Here, client: Client, way: dict[str, str], words: str
) -> None:
    answer = client.post(join_url(here, titled(here)), contact(**way), follow=True)

    assert words in seen(answer).text


def test_sending_twice_joins_once(here: Here, client: Client) -> None:
    signal = titled(here)
    urls = {client.post(join_url(here, signal), contact())["Location"] for _each in range(2)}

    assert len(urls) == 1
    assert signal.raisers.count() == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": ""}, "Vul je mailadres in"),
        ({"hear_back": "letter", "name": "A", "address": "Laan 1"}, "Vul ook de postcode in"),
        ({"said": "x" * 401}, "Maak er hooguit 400 van"),
        ({"said": "Bel mij op 06 12345678."}, "telefoonnummer"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    here: Here, client: Client, changed: dict[str, str], words: str
) -> None:
    signal = titled(here)
    answer = client.post(join_url(here, signal), contact(**changed))
    page = seen(answer)

    assert answer.status_code == 422
    assert page.faults() == []
    assert words in page.text
    assert "autofocus" in page.html
    assert signal.raisers.count() == 1


def test_what_was_answered_can_only_be_read(here: Here, client: Client, look: Look) -> None:
    signal = titled(here)
    answered(signal)

    assert "al beantwoord" in look(join_url(here, signal)).text
    answer = client.post(join_url(here, signal), contact())
    assert answer.status_code == 422
    assert signal.raisers.count() == 1
    assert "Dit is ook mijn melding" not in look(here.url(f"melding/{signal.reference}")).text


def test_an_unknown_reference_is_not_found(here: Here, client: Client) -> None:
    assert client.get(here.url("melding/00000000/ook-van-mij")).status_code == 404


def test_a_worker_writes_down_that_somebody_at_the_market_joins(
    here: Here, at_work: Client
) -> None:
    signal = titled(here)
    page = seen(at_work.get(join_url(here, signal)))
    assert page.faults() == []
    assert "Hoe wil de melder het horen?" in page.text

    sent = contact(channel="stall", received_on="2026-03-02", group=str(here.group.pk))
    answer = at_work.post(join_url(here, signal), sent)

    assert answer.status_code == 302, seen(answer).text
    raiser = Raiser.objects.get(joined=True)
    assert (raiser.channel, raiser.group) == (Channel.STALL, here.group)
    assert raiser.recorded_by == here.worker
    assert raiser.raised_at.isoformat().startswith("2026-03-02")


def test_a_passer_by_joins_for_oneself(here: Here) -> None:
    signal = titled(here)
    sent = contact(channel="stall", received_on="2026-03-02", group=str(here.group.pk))
    browser_of(None).post(join_url(here, signal), sent)

    raiser = Raiser.objects.get(joined=True)
    assert (raiser.channel, raiser.group) == (Channel.WEB, None)
    assert WRITTEN not in raiser.signal.text
