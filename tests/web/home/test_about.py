"""The pages about the site: honest about sources, personal data and accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT, SYSTEM
from wijkregie.domain.places import services as places
from wijkregie.kit.privacy import Personal, personal_fields
from wijkregie.web.home.kept import term_text, what_text

if TYPE_CHECKING:
    from tests.makers.small_town import Town
    from tests.web.conftest import Look


def test_sources_are_named_with_years_and_licence(small_town: Town, look: Look) -> None:
    page = look(small_town.url("over"))

    assert "CBS, Kerncijfers wijken en buurten 2017, 2018. Licentie CC BY 4.0" in page.text
    assert "De gemeente Heuvelstad maakt deze site met bewoners en partners." in page.text


def test_the_software_names_its_version_and_licence(small_town: Town, look: Look) -> None:
    page = look(small_town.url("over"))

    assert "Deze site draait op Wijkregie, versie 0.1.0." in page.text
    assert "eur-lex.europa.eu" in page.url("Licentie: EUPL-1.2")
    assert page.url("Over de API") == "/api/"


def test_a_number_can_be_called_and_urgent_ones_stand_elsewhere(
    small_town: Town, look: Look
) -> None:
    for label, number, urgent in (("Gemeente", "072 - 575 5555", False), ("Nood", "112", True)):
        draft = places.NewPhoneNumber(label=label, number=number, urgent=urgent)
        places.add_phone_number(small_town.municipality.pk, draft, by=SYSTEM, at=AT)

    page = look(small_town.url("over"))

    assert ("tel:0725755555", "072 - 575 5555") in page.links
    assert "Nood" not in page.text
    statement = look(small_town.url("toegankelijkheid"))
    assert statement.url("Zo bereik je ons") == small_town.url("over") + "#contact"


def test_every_personal_field_is_told_in_plain_words(small_town: Town, look: Look) -> None:
    page = look(small_town.url("privacy"))

    fields = [f"{model._meta.label}.{field.name}" for model, field, _mark in personal_fields()]
    assert {name: what_text(name) for name in fields if not what_text(name)} == {}
    for model, field, mark in personal_fields():
        assert what_text(f"{model._meta.label}.{field.name}").lower() in page.text.lower()
        assert str(mark.purpose).lower() in page.text.lower()


def test_a_field_without_words_would_be_noticed() -> None:
    assert what_text("people.Person.shoe_size") == ""


@pytest.mark.parametrize(
    ("days", "since", "told"),
    [
        (730, "ended_at", "2 jaar nadat je werk hier stopt"),
        (0, "user__ended_at", "tot je werk hier stopt"),
        (1826, "at", "5 jaar"),
        (365, "at", "1 jaar"),
        (7, "finished_at", "7 dagen"),
        (1, "at", "1 dag"),
        (400, "at", "400 dagen"),
        (0, "expire_date", "tot je uitlogt, hooguit twaalf uur"),
    ],
)
def test_terms_are_told_in_words(days: int, since: str, told: str) -> None:
    assert term_text(Personal(purpose="", ground="", days=days, since=since)) == told


def test_the_statement_claims_no_status_that_nobody_gave(small_town: Town, look: Look) -> None:
    page = look(small_town.url("toegankelijkheid"))

    assert "Er is nog geen onafhankelijk onderzoek gedaan." in page.text
    assert "voldoet" not in page.text.lower()
    assert "Opgesteld op 22 november 2026" in page.text
    assert "De gemeente heeft hiervoor nog geen adres ingevuld" in page.text


def test_privacy_says_who_is_responsible_and_what_your_rights_are(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url("privacy"))

    assert "Heuvelstad is verantwoordelijk voor wat hier wordt bewaard." in page.text
    assert "Autoriteit Persoonsgegevens" in page.text
