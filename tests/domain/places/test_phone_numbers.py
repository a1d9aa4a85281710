"""The phone numbers that a municipality shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT, SYSTEM, make_municipality, scope_for
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Municipality, PhoneNumber
from wijkregie.domain.places.services import MunicipalityRefused, NewPhoneNumber
from wijkregie.kit.viewer import Grant, Viewer

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

URGENT = NewPhoneNumber("Acuut gevaar", "112", urgent=True)


@pytest.fixture
def town() -> Municipality:
    return make_municipality("Voorbeeldstad", code="GM9001")


def administrator(municipality: Municipality) -> Viewer:
    grants = frozenset({Grant("administrator")})
    return Viewer(municipality_id=municipality.pk, person_id=1, grants=grants)


# --- phone numbers


def test_numbers_are_shown_urgent_first(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by, scope = administrator(town), scope_for(town)
    services.add_phone_number(
        town.pk, NewPhoneNumber(" Gemeente ", " 14 072 ", "overdag", order=2), by=by, at=AT
    )
    services.add_phone_number(
        town.pk, NewPhoneNumber("Politie", "0900-8844", order=1), by=by, at=AT
    )
    services.add_phone_number(town.pk, URGENT, by=by, at=AT)

    with django_assert_num_queries(1):
        found = queries.phone_numbers(scope)

    assert [one.label for one in found] == ["Acuut gevaar", "Politie", "Gemeente"]
    assert (found[2].number, found[2].when) == ("14 072", "overdag")
    assert queries.phone_numbers(queries.country_scope()) == []


def test_a_number_is_changed_and_removed(town: Municipality) -> None:
    by = administrator(town)
    number = services.add_phone_number(town.pk, URGENT, by=by, at=AT)

    changed = services.change_phone_number(
        town.pk, number.pk, replace(URGENT, when="altijd"), by=by, at=AT
    )
    assert (changed.pk, changed.when, str(changed)) == (number.pk, "altijd", "Acuut gevaar 112")

    services.remove_phone_number(town.pk, number.pk, by=by, at=AT)
    assert not PhoneNumber.objects.exists()
    with pytest.raises(MunicipalityRefused, match="not there any more"):
        services.remove_phone_number(town.pk, number.pk, by=by, at=AT)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (NewPhoneNumber(" ", "112"), "what the number is for"),
        (NewPhoneNumber("Politie", "bel ons"), "no phone number"),
        (NewPhoneNumber("Politie", ""), "no phone number"),
        (NewPhoneNumber("Politie", "1" * 21), "no phone number"),
        (NewPhoneNumber("acuut GEVAAR", "112"), "in the list already"),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    town: Municipality, wanted: NewPhoneNumber, why: str
) -> None:
    services.add_phone_number(town.pk, URGENT, by=SYSTEM, at=AT)

    with pytest.raises(MunicipalityRefused, match=why):
        services.add_phone_number(town.pk, wanted, by=SYSTEM, at=AT)

    assert PhoneNumber.objects.count() == 1


def test_a_number_of_another_municipality_is_not_there(town: Municipality) -> None:
    other = make_municipality(code="GM9002")
    theirs = services.add_phone_number(other.pk, URGENT, by=SYSTEM, at=AT)

    with pytest.raises(MunicipalityRefused, match="not there any more"):
        services.change_phone_number(town.pk, theirs.pk, URGENT, by=administrator(town), at=AT)
    with pytest.raises(MunicipalityRefused, match="not there any more"):
        services.remove_phone_number(town.pk, theirs.pk, by=administrator(town), at=AT)
    assert PhoneNumber.objects.filter(pk=theirs.pk).exists()
