"""What residents and professionals send by mistake: each time a sentence that says what to do,
at its field, and nothing is kept. Where else such things are tried: see ``tests.faults``.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.makers.meetings import close_meeting, make_item, make_meeting, make_series
from tests.makers.people import make_group
from tests.makers.signals import answered, make_signal
from tests.web.seen import seen
from tests.web.signals.conftest import browser_of
from wijkregie.domain.meetings.models import Minutes
from wijkregie.domain.signals.models import Answer, Photo, Signal
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import OutboxRow

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.signals.conftest import Here

MEGABYTE = 1024 * 1024


def photo_of(size: int) -> bytes:
    """A photo that is whole, with so many bytes behind it as phones may leave there."""
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "JPEG")
    return drawn.getvalue().ljust(size, b"\0")


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        ("text", "", "Schrijf op wat er aan de hand is"),
        ("text", "De bank is kapot. " * 5_700, "Maak er hooguit 4.000 van"),  # 100 kB
        ("photo", photo_of(25 * MEGABYTE), "groter dan 20 MB"),
        ("photo", b"\0\0\0\x18ftypheic" + b"\0" * 5_000, "JPEG"),
        ("photo", b"Dit is een tekst en geen foto. " * 90, "niet als afbeelding lezen"),
    ],
    ids=["empty", "100 kB", "25 MB", "HEIC", "text"],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(
    here: Here, client: Client, field: str, sent: Any, said: str
) -> None:
    wrong = SimpleUploadedFile("foto.jpg", sent, "image/jpeg") if field == "photo" else sent

    answer = client.post(here.url("melden/plek"), here.filled(**{field: wrong}))

    page = seen(answer)
    assert answer.status_code == 422
    assert said in page.text
    assert f'href="#id_{field}"' in answer.content.decode()
    assert page.faults() == []
    assert not Signal.objects.exists()
    assert not OutboxRow.objects.exists()


def test_a_large_photo_below_the_limit_is_kept_small(here: Here, client: Client) -> None:
    photo = SimpleUploadedFile("foto.jpg", photo_of(19 * MEGABYTE), "image/jpeg")

    answer = client.post(here.url("melden/plek"), here.filled(photo=photo))

    assert answer.status_code == 302
    assert Photo.objects.get().file.size < MEGABYTE


def test_a_closed_signal_is_answered_once_and_the_second_hears_so(here: Here) -> None:
    signal = answered(make_signal(here.municipality, here.area, theme=here.theme))
    assert signal.state == State.CLOSED
    before = OutboxRow.objects.count()
    url = here.url(f"melding/{signal.reference}/antwoorden")

    answer = browser_of(here.worker).post(url, {"text": "Nog een antwoord."}, follow=True)

    page = seen(answer)
    assert answer.status_code == 422
    assert "Laad de pagina opnieuw" in page.text
    assert Answer.objects.get().text == "De bank is gemaakt."
    assert OutboxRow.objects.count() == before


def test_a_meeting_of_a_group_without_members_is_closed_and_mails_nobody(here: Here) -> None:
    group = make_group(here.municipality, "Wijkpanel", areas=[here.area])
    meeting = make_meeting(make_series(group))
    make_item(meeting)

    close_meeting(meeting)

    assert Minutes.objects.get().points.count() == 1
    assert not OutboxRow.objects.exists()
