"""Groups and their seats, and the group for concerns about persons."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group, make_person, make_role
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from wijkregie.domain.people.models import Group, SealedDesk, Seat
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser, Town

pytestmark = pytest.mark.django_db

SEAT = {"person": "", "organisation": "", "shell": "1", "function": "chair"}


def group_url(town: Town, path: str = "") -> str:
    return town.url(f"groepen/{town.group.pk}/{path}")


def opened(browser: Browser, town: Town, **changed: Any) -> dict[str, Any]:
    """Return the form of the group as somebody has it open, with changes."""
    form = browser.get(group_url(town, "wijzigen/")).context["form"]
    asked = {name: form.initial[name] for name in form.fields}
    return {name: "" if was is None else was for name, was in asked.items()} | changed


def test_a_group_is_made_for_areas(administrator: Browser, town: Town) -> None:
    asked = {"name": "Wijktafel Noord", "kind": "table", "purpose": "Samen aan tafel."}

    page = administrator.follow(
        town.url("groepen/nieuw/"), **asked, areas=[str(town.own_area.pk)]
    )

    made = Group.objects.get(name="Wijktafel Noord")
    assert "Wijktafel Noord" in page.content.decode()
    assert list(made.areas.all()) == [town.own_area]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Dit veld is verplicht."),
        ({"name": "WIJKTEAM HEUVELSTAD"}, "Er is al een groep met deze naam"),
        ({"name": "x" * 121}, "niet meer dan 120 tekens"),
        ({"name": "\x00"}, "Null-tekens"),
        ({"kind": "bende"}, "geldige keuze"),
        ({"areas": ["999999"]}, "geldige keuze"),
        ({"areas": ["zeven"]}, "geldige keuze"),
    ],
)
def test_a_group_that_cannot_be_is_refused(
    changed: dict[str, Any], said: str, administrator: Browser, town: Town
) -> None:
    before = Group.objects.count(), LogRow.objects.count()
    asked = {"name": "Wijktafel", "kind": "table", "purpose": "", "areas": []}

    page = administrator.post(town.url("groepen/nieuw/"), **asked | changed)

    assert any(said in text for text in errors(page)), errors(page)
    assert (Group.objects.count(), LogRow.objects.count()) == before


def test_an_area_of_another_municipality_is_no_choice(
    administrator: Browser, town: Town, other_town: Town
) -> None:
    asked = opened(administrator, town, areas=[str(other_town.own_area.pk)])

    page = administrator.post(group_url(town, "wijzigen/"), **asked)

    assert any("geldige keuze" in text for text in errors(page))
    assert not town.group.areas.exists()


def test_the_second_of_two_people_is_told_and_may_insist(
    administrator: Browser, town: Town
) -> None:
    mine = opened(administrator, town, purpose="Van mij")
    theirs = opened(administrator, town, purpose="Van hen")
    administrator.post(group_url(town, "wijzigen/"), **theirs)

    page = administrator.post(group_url(town, "wijzigen/"), **mine)

    assert any("Iemand anders heeft dit gewijzigd" in text for text in errors(page))
    town.group.refresh_from_db()
    assert town.group.purpose == "Van hen"
    again = mine | {"seen": page.context["form"]["seen"].value()}
    administrator.post(group_url(town, "wijzigen/"), **again)
    town.group.refresh_from_db()
    assert town.group.purpose == "Van mij"


def test_a_group_ends_with_its_seats(administrator: Browser, town: Town) -> None:
    assert "eindigen vandaag" in administrator.get(group_url(town, "stoppen/")).content.decode()

    administrator.post(group_url(town, "stoppen/"))

    assert administrator.get(group_url(town)).status_code == HTTPStatus.NOT_FOUND
    town.seat.refresh_from_db()
    assert town.seat.until_on is not None


def test_the_group_for_concerns_does_not_end(administrator: Browser, town: Town) -> None:
    administrator.post(town.url("zorgmeldpunt/"), group=town.group.pk)

    page = administrator.post(group_url(town, "stoppen/"))

    assert errors(page) == [
        "Deze groep ontvangt zorgen over personen. Wijs daarvoor eerst een andere groep aan."
    ]
    town.group.refresh_from_db()
    assert town.group.ended_on is None


def test_a_seat_is_given_ended_and_brought_back(administrator: Browser, town: Town) -> None:
    person = make_person("Vera Voorbeeld", municipality=town.municipality)
    seats = Seat.objects.filter(group=town.group, person=person, until_on=None)

    shown = administrator.follow(
        group_url(town, "plaatsen/"),
        **SEAT | {"person": person.pk, "organisation": town.organisation.pk},
    ).content.decode()
    assert "Vera Voorbeeld" in shown
    assert "voorzitter, namens Welzijn Heuvelstad" in shown

    page = administrator.follow(group_url(town, f"plaatsen/{seats.get().pk}/stoppen/"))
    assert not seats.exists()
    undo = page.context["undo"]
    administrator.post(undo["url"], **{one["name"]: one["value"] for one in undo["fields"]})
    assert seats.get().organisation == town.organisation


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Kies een persoon, een organisatie of allebei."),
        ({"person": "worker"}, "Er is al een plaats in deze groep."),
        ({"person": "neighbour"}, "geldige keuze"),
        ({"organisation": "neighbours"}, "geldige keuze"),
        ({"person": "1e9"}, "geldige keuze"),
        ({"shell": "3", "person": "worker"}, "geldige keuze"),
        ({"function": "koning", "person": "worker"}, "geldige keuze"),
    ],
)
def test_a_seat_that_cannot_be_is_refused(
    changed: dict[str, str], said: str, administrator: Browser, town: Town, other_town: Town
) -> None:
    numbers = {
        "worker": str(town.worker.pk),
        "neighbour": str(other_town.worker.pk),
        "neighbours": str(other_town.organisation.pk),
    }
    asked = SEAT | {key: numbers.get(value, value) for key, value in changed.items()}
    before = Seat.objects.count()

    page = administrator.post(group_url(town, "plaatsen/"), **asked)

    assert any(said in text for text in errors(page)), errors(page)
    assert Seat.objects.count() == before


def test_a_seat_of_another_group_is_not_ended_here(administrator: Browser, town: Town) -> None:
    other = make_group(town.municipality, "Andere groep")

    page = administrator.post(town.url(f"groepen/{other.pk}/plaatsen/{town.seat.pk}/stoppen/"))

    assert page.status_code == HTTPStatus.NOT_FOUND
    town.seat.refresh_from_db()
    assert town.seat.until_on is None


def test_a_seat_ended_twice_is_told(administrator: Browser, town: Town) -> None:
    url = group_url(town, f"plaatsen/{town.seat.pk}/stoppen/")

    first, second = administrator.post(url), administrator.post(url)

    assert first.status_code == HTTPStatus.FOUND
    assert second.status_code == HTTPStatus.NOT_FOUND


def test_a_group_for_concerns_is_appointed_and_brought_back(
    administrator: Browser, town: Town
) -> None:
    url, other = town.url("zorgmeldpunt/"), make_group(town.municipality, "Sociaal team")
    desk = SealedDesk.objects.filter(municipality=town.municipality)
    administrator.post(url, group=town.group.pk)
    page = administrator.follow(url, group=other.pk)
    assert desk.get().group == other

    undo = page.context["undo"]
    administrator.post(undo["url"], **{one["name"]: one["value"] for one in undo["fields"]})

    assert desk.get().group == town.group


def test_appointing_the_same_group_again_leaves_no_row(
    administrator: Browser, town: Town
) -> None:
    administrator.post(town.url("zorgmeldpunt/"), group=town.group.pk)
    before = LogRow.objects.count()

    page = administrator.post(town.url("zorgmeldpunt/"), group=town.group.pk)

    assert page.status_code == HTTPStatus.FOUND
    assert LogRow.objects.count() == before


def test_a_group_of_another_municipality_takes_no_concerns_here(
    administrator: Browser, town: Town, other_town: Town
) -> None:
    page = administrator.post(town.url("zorgmeldpunt/"), group=other_town.group.pk)

    assert any("geldige keuze" in text for text in errors(page))
    assert not SealedDesk.objects.exists()


def test_deputy_and_numbers_are_chosen_once_there_is_a_group(
    administrator: Browser, town: Town
) -> None:
    page, url = town.url("zorgmeldpunt/"), town.url("zorgmeldpunt/alarm/")
    assert url not in administrator.get(page).content.decode()
    administrator.post(page, group=town.group.pk)
    assert url in administrator.get(page).content.decode()
    deputy = make_role(town.municipality).person

    administrator.post(url, deputy=deputy.pk, calls="Piket: 06 12345678\n\nChef: 112")

    text = administrator.get(url).content.decode()
    assert "Piket: 06 12345678" in text
    assert "Chef: 112" in text
    assert SealedDesk.objects.get().deputy == deputy


@pytest.mark.parametrize("calls", ["Piket 06 12345678", ": 112", "Piket:"])
def test_a_line_that_is_no_name_with_a_number_is_refused(
    calls: str, administrator: Browser, town: Town
) -> None:
    administrator.post(town.url("zorgmeldpunt/"), group=town.group.pk)

    page = administrator.post(town.url("zorgmeldpunt/alarm/"), calls=calls)

    assert any("dubbele punt" in text for text in errors(page))


def test_without_a_group_the_alarm_is_refused(administrator: Browser, town: Town) -> None:
    page = administrator.post(town.url("zorgmeldpunt/alarm/"), calls="")

    assert any("Wijs eerst de groep aan" in text for text in errors(page))


def test_without_a_group_the_page_says_how_to_begin(administrator: Browser, town: Town) -> None:
    administrator.post(group_url(town, "stoppen/"))

    text = administrator.get(town.url("zorgmeldpunt/")).content.decode()

    assert "Er is nog geen groep" in text
    assert town.url("groepen/nieuw/") in text


def test_the_public_does_not_see_who_holds_a_seat(administrator: Browser, town: Town) -> None:
    seen = administrator.get(group_url(town)).content.decode()

    assert "Werker van Heuvelstad" in seen
    front = log_in(None).get(f"/{town.municipality.slug}/").content.decode()
    assert "Werker van Heuvelstad" not in front
