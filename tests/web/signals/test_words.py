"""Words that lead to a person: named at the field, kept by choice, shown to who handles it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web.seen import seen
from wijkregie.domain.signals.models import Signal

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.signals.conftest import Here

FORM = "melden/plek"
WARNING = "Neem dat niet over in de titel"
NAMED = "Kees Bakker van nummer 12 laat zijn hond los."
CHOICE = "Laat de tekst zo"


def answer_to(client: Client, here: Here, **changed: Any) -> str:
    answer = client.post(here.url(FORM), here.filled(**changed))
    assert answer.status_code == 422
    assert not Signal.objects.exists()
    page = seen(answer)
    assert page.faults() == []
    return page.text


def test_contact_data_in_a_report_are_named_at_the_text(client: Client, here: Here) -> None:
    page = answer_to(client, here, text="Bel 06-12345678, auto 12-ABC-3 staat er.")

    assert "een telefoonnummer (“06-12345678”) en een kenteken (“12-ABC-3”)" in page
    assert 'name="keep_words"' not in page
    assert CHOICE not in page


def test_a_likely_name_is_warned_for_and_may_stay(client: Client, here: Here) -> None:
    page = answer_to(client, here, text=NAMED)

    assert "Hier staat waarschijnlijk de naam van iemand (“Kees Bakker”)" in page
    client.post(here.url(FORM), here.filled(text=NAMED, keep_words="on"))
    assert Signal.objects.get().text == NAMED


def test_the_choice_stays_when_something_else_is_wrong(client: Client, here: Here) -> None:
    answer = client.post(
        here.url(FORM), here.filled(text=NAMED, keep_words="on", email="geen adres")
    )

    assert answer.status_code == 422
    assert 'name="keep_words"' in answer.content.decode()


def test_a_place_is_read_too(client: Client, here: Here) -> None:
    page = answer_to(client, here, place="bij mevrouw Jansen, Molenweg 4")

    assert "de naam van iemand (“Jansen”)" in page


def test_who_handles_a_report_is_warned_and_cannot_take_it_over(
    client: Client, at_work: Client, here: Here
) -> None:
    client.post(here.url(FORM), here.filled(text=NAMED, keep_words="on"))
    signal = Signal.objects.get()
    url = here.url(f"melding/{signal.reference}")

    assert WARNING in seen(at_work.get(url)).text
    assert WARNING not in seen(client.get(url)).text
    title = {"title": NAMED, "kind": "report", "theme": here.theme.pk, "area": "WK939801"}
    page = seen(at_work.post(f"{url}/aanpassen", title, follow=True))

    assert "Iedereen kan dit lezen. Laat de naam van iemand (“Kees Bakker”)" in page.text
    signal.refresh_from_db()
    assert signal.title == ""
