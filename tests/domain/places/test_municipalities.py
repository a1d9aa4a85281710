"""Municipalities: their address, codes, colours and numbers, changed by who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from tests.makers.places import AT, SYSTEM, make_municipality, rows_of, scope_for
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Municipality, MunicipalityCode, PhoneNumber
from wijkregie.domain.places.services import CodePeriod, MunicipalityRefused, NewPhoneNumber
from wijkregie.kit.audit import rows_of as log_of
from wijkregie.kit.viewer import Grant, Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

TABLES = (Municipality, MunicipalityCode, PhoneNumber)
URGENT = NewPhoneNumber("Acuut gevaar", "112", urgent=True)


@pytest.fixture
def town() -> Municipality:
    return make_municipality("Voorbeeldstad", code="GM9001")


def administrator(municipality: Municipality) -> Viewer:
    grants = frozenset({Grant("administrator")})
    return Viewer(municipality_id=municipality.pk, person_id=1, grants=grants)


def create(name: str, *codes: tuple[str, int, int | None], slug: str = "") -> Municipality:
    wanted = services.NewMunicipality(name, codes or (("GM9005", 2000, None),), slug)
    return services.create_municipality(wanted, by=SYSTEM, at=AT)


# --- making


def test_a_municipality_gets_an_address_from_its_name() -> None:
    made = create(" 's-Gravenhage ", ("GM0518", 1995, None))

    assert (made.name, made.slug, made.created_at) == ("'s-Gravenhage", "s-gravenhage", AT)
    assert [str(code) for code in made.codes.all()] == ["GM0518"]
    assert [row.what for row in log_of(made.pk)] == ["municipality.create"]


def test_an_address_that_was_asked_for_is_written_as_addresses_are() -> None:
    assert create("Den Haag", slug="Dén/Haag ").slug == "den-haag"


def test_a_long_name_gives_an_address_that_fits() -> None:
    first = create("Lang " * 40)

    assert len(first.name) <= 120
    assert len(first.slug) <= 60
    assert not first.slug.endswith("-")
    with pytest.raises(MunicipalityRefused, match="with the address"):
        create("Lang " * 41, ("GM9006", 2000, None))


@pytest.mark.parametrize(
    ("name", "slug", "why"),
    [
        (" ", "", "Give the municipality a name"),
        ("…", "", "Give the municipality a name"),
        ("Over", "", "in use by the system"),
        ("Nederland", "", "in use by the system"),
        ("Voorbeeld", "API", "in use by the system"),
        ("VOORBEELDSTAD", "", "with the address"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    town: Municipality, name: str, slug: str, why: str
) -> None:
    with pytest.raises(MunicipalityRefused, match=why):
        create(name, slug=slug)

    assert Municipality.objects.get() == town


def test_every_first_word_of_an_address_is_reserved() -> None:
    words = {word for word in _first_words(get_resolver().url_patterns) if word}

    assert words <= services.RESERVED
    assert {"beheer", "static", queries.COUNTRY_SLUG} <= services.RESERVED


def _first_words(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if "/" in route or isinstance(pattern, URLPattern):
            word = route.split("/")[0]
            if "<" not in word:
                yield word
        else:
            yield from _first_words(pattern.url_patterns, route)


def test_a_planted_address_would_be_found() -> None:
    planted = [path("", include([path("planted/<int:pk>", lambda request: request)]))]

    assert list(_first_words(planted)) == ["planted"]  # type: ignore[arg-type] # as Django makes it


def test_only_the_operator_makes_one(town: Municipality) -> None:
    wanted = services.NewMunicipality("Elders", (("GM9002", 2000, None),))

    for by in (anonymous(), administrator(town)):
        with pytest.raises(MunicipalityRefused, match="Only the operator"):
            services.create_municipality(wanted, by=by, at=AT)


# --- codes


def test_a_municipality_has_codes_with_their_periods(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    period = CodePeriod(" gm1980 ", 2022)
    services.add_code(town.pk, period, by=administrator(town), at=AT)

    scope = scope_for(town)

    with django_assert_num_queries(1):
        found = [(c.code, c.from_year, c.until_year) for c in queries.code_periods(scope)]
    assert found == [("GM9001", 2000, None), ("GM1980", 2022, None)]
    assert scope_for(town).codes == ("GM9001", "GM1980")
    assert log_of(town.pk)[0].why == " gm1980 "


@pytest.mark.parametrize(
    ("code", "first", "last", "why"),
    [
        ("0398", 2000, None, "no CBS code"),
        ("GM398", 2000, None, "no CBS code"),
        ("GM\u0660\u0663\u0669\u0668", 2000, None, "no CBS code"),
        ("WK039801", 2000, None, "no CBS code"),
        ("GM0398", 2021, 2000, "not in order"),
        ("GM0398", 1900, None, "not in order"),
        ("GM0398", 2000, 99999, "not in order"),
        ("GM9001", 2000, None, "belongs to Voorbeeldstad already"),
    ],
)
def test_a_code_that_cannot_be_is_refused(
    town: Municipality, code: str, first: int, last: int | None, why: str
) -> None:
    other = make_municipality(code="GM9002")

    with pytest.raises(MunicipalityRefused, match=why):
        services.add_code(other.pk, CodePeriod(code, first, last), by=SYSTEM, at=AT)

    assert scope_for(other).codes == ("GM9002",)


def test_the_last_code_stays_and_another_may_go(town: Municipality) -> None:
    services.add_code(town.pk, CodePeriod("GM1980", 2022), by=SYSTEM, at=AT)

    services.remove_code(town.pk, "GM9001", by=administrator(town), at=AT)

    assert scope_for(town).codes == ("GM1980",)
    with pytest.raises(MunicipalityRefused, match="at least one"):
        services.remove_code(town.pk, "GM1980", by=SYSTEM, at=AT)
    with pytest.raises(MunicipalityRefused, match="not there any more"):
        services.remove_code(town.pk, "GM9001", by=SYSTEM, at=AT)


# --- words, logo and colours


def test_name_and_address_form_are_changed(town: Municipality) -> None:
    services.change_municipality(
        town.pk, name=" Nieuwstad ", formal=True, by=administrator(town), at=AT
    )

    found = scope_for(town)
    assert (found.name, found.formal, found.slug) == ("Nieuwstad", True, "voorbeeldstad")
    with pytest.raises(MunicipalityRefused, match="a name"):
        services.change_municipality(town.pk, name=" ", formal=False, by=SYSTEM, at=AT)


def test_the_logo_before_is_told(town: Municipality) -> None:
    assert services.set_logo(town.pk, "logo/1.png", by=administrator(town), at=AT) == ""
    assert services.set_logo(town.pk, "logo/2.png", by=SYSTEM, at=AT) == "logo/1.png"
    assert scope_for(town).logo == "logo/2.png"


def test_colours_that_can_be_read_are_kept(town: Municipality) -> None:
    tokens = {"primary": " #003366 ", "thread": "", "line": "#EEEEEE"}

    services.set_tokens(town.pk, tokens, by=administrator(town), at=AT)

    assert scope_for(town).tokens == (("line", "#eeeeee"), ("primary", "#003366"))


@pytest.mark.parametrize(
    ("tokens", "why"),
    [
        ({"secret": "#000000"}, "not known"),
        ({"primary": "teal"}, "is no colour"),
        ({"primary": "#fff"}, "is no colour"),
        ({"primary": "#000;}body{}"}, "is no colour"),
        ({"primary": "#8899aa"}, "#8899aa cannot be read on white: its contrast is 2"),
        ({"surface": "#14212b"}, "cannot be read on the tinted ground"),
        ({"muted": "#767676"}, "cannot be read on the tinted ground: its contrast is 4.0"),
    ],
)
def test_colours_that_cannot_be_read_are_refused(
    town: Municipality, tokens: dict[str, str], why: str
) -> None:
    with pytest.raises(MunicipalityRefused, match=why):
        services.set_tokens(town.pk, tokens, by=SYSTEM, at=AT)

    assert scope_for(town).tokens == ()


def test_our_own_colours_can_be_read() -> None:
    assert all(reading.is_readable for reading in queries.readings({}))
    assert {reading.ground for reading in queries.readings({})} == {
        "white",
        "the tinted ground",
    }


# --- who may


def test_nobody_but_an_administrator_here_changes_anything(town: Municipality) -> None:
    number = services.add_phone_number(town.pk, URGENT, by=SYSTEM, at=AT)
    other = make_municipality(code="GM9002")
    here = town.pk
    changes: list[Callable[[Viewer], object]] = [
        lambda by: services.change_municipality(here, name="X", formal=False, by=by, at=AT),
        lambda by: services.set_tokens(here, {}, by=by, at=AT),
        lambda by: services.set_logo(here, "x", by=by, at=AT),
        lambda by: services.add_code(here, CodePeriod("GM9003", 2000), by=by, at=AT),
        lambda by: services.remove_code(here, "GM9001", by=by, at=AT),
        lambda by: services.add_phone_number(here, URGENT, by=by, at=AT),
        lambda by: services.change_phone_number(here, number.pk, URGENT, by=by, at=AT),
        lambda by: services.remove_phone_number(here, number.pk, by=by, at=AT),
    ]
    before = rows_of(*TABLES)

    for change in changes:
        for by in (anonymous(here), administrator(other), Viewer(here, person_id=1)):
            with pytest.raises(MunicipalityRefused, match="Only an administrator"):
                change(by)
    assert rows_of(*TABLES) == before


# --- scopes


def test_scopes_are_found_by_address(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        found = queries.scope(town.slug)
    assert found is not None
    assert (found.municipality_id, found.is_country) == (town.pk, False)
    assert queries.scope("nergens") is None
    with django_assert_num_queries(0):
        country = queries.scope("nederland")
    assert country is not None
    assert (country.is_country, country.codes) == (True, ())


def test_the_only_municipality_is_known_as_such(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        only = queries.only_scope()
    assert only == scope_for(town)

    make_municipality("Andersdorp", code="GM9002")

    assert queries.only_scope() is None
    with django_assert_num_queries(2):
        assert [scope.name for scope in queries.scopes()] == ["Andersdorp", "Voorbeeldstad"]


def test_the_installation_may_do_what_an_administrator_may(town: Municipality) -> None:
    services.set_logo(town.pk, "x", by=installation(town.pk), at=AT)

    assert scope_for(town).logo == "x"
    assert (str(town), town.municipality_id) == ("Voorbeeldstad", town.pk)
