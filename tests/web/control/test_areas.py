"""CBS codes and own areas."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from wijkregie.domain.places.models import Area, MunicipalityCode
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser, Town

pytestmark = pytest.mark.django_db

AREA: dict[str, Any] = {
    "name": "Langs het water",
    "kind": "project",
    "public": "on",
    "remark": "Beide oevers.",
    "parts": ["BU93980101", "BU93980201"],
}


def area_url(town: Town, area: Area | None = None) -> str:
    return town.url(f"gebieden/gebied/{(area or town.own_area).code}/")


def opened(browser: Browser, town: Town, **changed: Any) -> dict[str, Any]:
    """Return the form of the own area as somebody has it open, with changes."""
    form = browser.get(area_url(town)).context["form"]
    asked: dict[str, Any] = {name: form.initial[name] for name in form.fields}
    asked["public"] = "on" if asked["public"] else ""
    return asked | changed


def test_an_area_is_made_of_chosen_parts_and_has_a_page(
    administrator: Browser, town: Town
) -> None:
    page = administrator.follow(town.url("gebieden/nieuw/"), **AREA)

    made = Area.objects.get(name="Langs het water")
    assert "is gemaakt" in page.content.decode()
    assert sorted(made.parts.values_list("code", flat=True)) == AREA["parts"]
    public = log_in(None).get(f"/{town.municipality.slug}/zoeken", q="Langs het water")
    assert "Langs het water" in public.content.decode()


def test_parts_stand_under_their_wijk_with_name_and_code(
    administrator: Browser, town: Town, other_town: Town
) -> None:
    text = administrator.get(town.url("gebieden/nieuw/")).content.decode()

    assert text.index("Heel Molenwijk (WK939801)") < text.index("Molenwijk-Zuid (BU93980102)")
    assert text.index("Molenwijk-Zuid") < text.index("Heel Rivierenwijk")
    assert "9399" not in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "de hoek"}, "Er is al een eigen gebied met de naam"),
        ({"name": ""}, "Dit veld is verplicht."),
        ({"kind": "kasteel"}, "geldige keuze"),
        ({"parts": ["WK939801", "BU93980101"]}, "BU93980101 ligt al in WK939801"),
        ({"parts": ["WK939901"]}, "WK939901 is geen beschikbare keuze"),
        ({"parts": ["'; DROP TABLE"]}, "geen beschikbare keuze"),
        ({"remark": "x" * 401}, "niet meer dan 400 tekens"),
        ({"name": "\x00"}, "Null-tekens"),
    ],
)
def test_an_area_that_cannot_be_is_refused(
    changed: dict[str, Any], said: str, administrator: Browser, town: Town, other_town: Town
) -> None:
    before = Area.objects.count(), LogRow.objects.count()

    page = administrator.post(town.url("gebieden/nieuw/"), **AREA | changed)

    assert any(said in text for text in errors(page)), errors(page)
    assert (Area.objects.count(), LogRow.objects.count()) == before


def test_sent_twice_an_area_is_made_once(administrator: Browser, town: Town) -> None:
    administrator.post(town.url("gebieden/nieuw/"), **AREA)
    administrator.post(town.url("gebieden/nieuw/"), **AREA)

    assert Area.objects.filter(name="Langs het water").count() == 1


def test_an_area_is_changed_and_keeps_its_address(administrator: Browser, town: Town) -> None:
    asked = opened(administrator, town, name="De Grote Hoek", parts=["WK939802"], public="")

    administrator.post(area_url(town), **asked)

    code = town.own_area.code
    town.own_area.refresh_from_db()
    assert (town.own_area.name, town.own_area.code) == ("De Grote Hoek", code)
    assert not town.own_area.public
    assert [part.code for part in town.own_area.parts.all()] == ["WK939802"]
    assert (
        log_in(None)
        .get(f"/{town.municipality.slug}/zoeken", q="Grote Hoek")
        .content.find(b"De Grote Hoek</a>")
        == -1
    )


def test_the_second_of_two_people_is_told_and_may_insist(
    administrator: Browser, town: Town
) -> None:
    mine = opened(administrator, town, name="Mijn naam")
    theirs = opened(administrator, town, name="Hun naam")
    administrator.post(area_url(town), **theirs)

    page = administrator.post(area_url(town), **mine)

    assert any("Iemand anders heeft dit gewijzigd" in text for text in errors(page))
    assert page.context["form"]["name"].value() == "Mijn naam"
    town.own_area.refresh_from_db()
    assert town.own_area.name == "Hun naam"
    administrator.post(area_url(town), **mine | {"seen": page.context["form"]["seen"].value()})
    town.own_area.refresh_from_db()
    assert town.own_area.name == "Mijn naam"


def test_sent_twice_a_change_is_done_once_and_blames_nobody(
    administrator: Browser, town: Town
) -> None:
    asked = opened(administrator, town, name="De Grote Hoek")
    administrator.post(area_url(town), **asked)
    before = LogRow.objects.count()

    page = administrator.post(area_url(town), **asked)

    assert page.status_code == HTTPStatus.FOUND
    assert LogRow.objects.count() == before


def test_an_area_is_removed_after_one_read_what_that_means(
    administrator: Browser, town: Town
) -> None:
    url = f"{area_url(town)}weghalen/"

    assert "krijgt het een ander adres" in administrator.get(url).content.decode()
    administrator.post(url)

    assert not Area.objects.filter(pk=town.own_area.pk).exists()


def test_an_area_in_use_is_not_removed(administrator: Browser, town: Town) -> None:
    make_group(town.municipality, "Groep van de Hoek", areas=[town.own_area])

    page = administrator.post(f"{area_url(town)}weghalen/")

    assert errors(page) == [
        (
            "Dit gebied is nog in gebruik. Haal het eerst weg bij groepen, rollen, cijfers en "
            "regels voor meldingen."
        )
    ]
    assert Area.objects.filter(pk=town.own_area.pk).exists()


def test_a_national_area_is_no_own_area(administrator: Browser, town: Town) -> None:
    page = administrator.post(town.url("gebieden/gebied/WK939801/weghalen/"))

    assert page.status_code == HTTPStatus.NOT_FOUND
    assert Area.objects.filter(code="WK939801").exists()


def test_a_code_is_added_removed_and_brought_back(administrator: Browser, town: Town) -> None:
    codes = MunicipalityCode.objects.filter(municipality=town.municipality)
    asked = {"code": "gm1980", "from_year": "1998", "until_year": "1999"}
    administrator.post(town.url("gebieden/codes/toevoegen/"), **asked)
    assert codes.filter(code="GM1980", until_year=1999).exists()

    administrator.post(town.url("gebieden/codes/weghalen/"), code="GM1980")
    assert not codes.filter(code="GM1980").exists()

    undo = administrator.get(town.url("gebieden/")).context["undo"]
    administrator.post(undo["url"], **{one["name"]: one["value"] for one in undo["fields"]})
    assert codes.filter(code="GM1980", from_year=1998, until_year=1999).exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"code": "GM98", "from_year": "2000"}, "is geen CBS-code van een gemeente"),
        ({"code": "GM9399", "from_year": "2000"}, "De code GM9399 hoort al bij Dalstad"),
        ({"code": "GM1980", "from_year": "2005", "until_year": "2001"}, "jaren van deze code"),
        ({"code": "GM1980", "from_year": "1700"}, "1995"),
        ({"code": "GM1980", "from_year": "ooit"}, "geheel getal"),
        ({"code": "GM1980", "from_year": "9" * 400}, "2100"),
        ({"code": "<b>GM</b>", "from_year": "2000"}, "is geen CBS-code"),
    ],
)
def test_a_code_that_cannot_be_is_refused(
    asked: dict[str, str], said: str, administrator: Browser, town: Town, other_town: Town
) -> None:
    before = MunicipalityCode.objects.count()

    page = administrator.post(town.url("gebieden/codes/toevoegen/"), **asked)

    assert any(said in text for text in errors(page)), errors(page)
    assert "<b>GM" not in page.content.decode()
    assert MunicipalityCode.objects.count() == before


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("GM9398", "Een gemeente houdt ten minste één CBS-code."),
        ("GM9399", "Deze code is er niet meer."),
        ("\x00", "Deze code is er niet meer."),
    ],
)
def test_a_code_that_must_stay_stays(
    code: str, said: str, administrator: Browser, town: Town, other_town: Town
) -> None:
    page = administrator.post(town.url("gebieden/codes/weghalen/"), code=code)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in page.content.decode()
    assert MunicipalityCode.objects.filter(code="GM9398").exists()
    assert MunicipalityCode.objects.filter(code="GM9399").exists()
