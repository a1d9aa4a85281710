"""The settings of a municipality that was just made, and what happens at the same moment."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django import forms
from django.db import transaction

from tests.makers.people import make_role
from tests.makers.places import make_municipality
from tests.web.control.conftest import log_in
from wijkregie.domain.signals.models import Theme
from wijkregie.web.control.asking import tried
from wijkregie.web.control.frame import SUBJECTS

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser, Town

pytestmark = pytest.mark.django_db

EMPTY = ["gebieden/", "groepen/", "organisaties/", "themas/", "telefoonnummers/"]


@pytest.fixture
def beginner() -> tuple[Browser, str]:
    """The first administrator of an empty municipality, and the address of its settings."""
    here = make_municipality("Nieuwstad")
    return log_in(make_role(here).person), f"/{here.slug}/beheer/"


def test_the_overview_leads_to_everything_that_is_missing(
    beginner: tuple[Browser, str],
) -> None:
    browser, url = beginner

    page = browser.get(url)

    missing = [one["url"].removeprefix(url) for one in page.context["missing"]]
    assert missing == [*EMPTY, "zorgmeldpunt/"]
    assert len(page.context["items"]) == len(SUBJECTS) - 1


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_list_says_what_comes_there(path: str, beginner: tuple[Browser, str]) -> None:
    browser, url = beginner

    text = browser.get(url + path).content.decode()

    assert "Hier staat nog niets" in text
    assert "nieuw/" in text


def test_without_figures_of_cbs_there_is_nothing_to_choose_and_that_is_told(
    beginner: tuple[Browser, str],
) -> None:
    browser, url = beginner

    page = browser.get(f"{url}gebieden/nieuw/")

    assert page.status_code == HTTPStatus.OK
    assert "nog geen wijken en buurten van deze gemeente bekend" in page.content.decode()


def test_an_administrator_of_nothing_has_a_role_and_no_seat(
    beginner: tuple[Browser, str],
) -> None:
    browser, url = beginner
    person_id = browser.client.session["_auth_user_id"]

    text = browser.get(f"{url}mensen/{person_id}/").content.decode()

    assert "Geen plaats in een groep." in text
    assert "tweede-stap" not in text.split("<h1")[1]


def test_who_saves_the_same_at_the_same_moment_is_told(town: Town) -> None:
    def save() -> None:
        with transaction.atomic():
            Theme.objects.create(municipality=town.municipality, name=town.theme.name)

    form = forms.Form({})

    assert not tried(form, save)
    assert [str(text) for text in form.non_field_errors()] == [
        "Iemand anders sloeg dit op hetzelfde moment op. Laad de pagina opnieuw om het te zien."
    ]


def test_another_fault_is_not_swallowed() -> None:
    def fail() -> None:
        raise ValueError("a mistake of ours")

    with pytest.raises(ValueError, match="of ours"):
        tried(forms.Form({}), fail)


def test_a_theme_that_cannot_change_says_so_beside_its_button(
    administrator: Browser, town: Town
) -> None:
    Theme.objects.filter(pk=town.theme.pk).update(name=" ")  # as an older version left it

    page = administrator.post(town.url(f"themas/{town.theme.pk}/gebruik/"), active="no")

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Geef het thema een naam." in page.content.decode()
    town.theme.refresh_from_db()
    assert town.theme.active


def test_codes_show_their_years(administrator: Browser, town: Town) -> None:
    asked = {"code": "GM1980", "from_year": "1998", "until_year": "1999"}

    page = administrator.follow(town.url("gebieden/codes/toevoegen/"), **asked)

    text = page.content.decode()
    assert "1998 tot en met 1999" in text
    assert "sinds 2000" in text
