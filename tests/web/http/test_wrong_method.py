"""An address that only takes what a form sends tells so, in a page and not in nothing."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from tests.makers.meetings import make_team

if TYPE_CHECKING:
    from django.test import Client


def test_typing_the_address_of_a_form_gives_a_page(client: Client, db: None) -> None:
    here = make_team().municipality.slug
    answer = client.get(f"/{here}/melding/ABCDEFGH/antwoorden")

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer["Allow"] == "POST"
    assert "Ga terug naar de pagina met het formulier" in answer.content.decode()


def test_a_program_gets_its_own_answer(client: Client, db: None) -> None:
    answer = client.put("/nederland/zoeken")

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "formulier" not in answer.content.decode()
