"""A new municipality: settings to begin with, an administrator, and nothing else."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from wijkregie.domain.indicators.models import Edition
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.models import Group, Organisation, Person, RoleHeld
from wijkregie.domain.people.states import Role
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import Area
from wijkregie.domain.signals import queries as signals
from wijkregie.kit import installation as facts
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def new(name: str = "IJsselstein", **options: Any) -> str:
    told = StringIO()
    call_command("new", name, stdout=told, **{"code": "GM0353", **options})
    return told.getvalue()


def counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_it_starts_with_themes_and_numbers_and_nothing_else() -> None:
    told = new()

    made = places.scope("ijsselstein")
    assert made is not None
    assert (made.name, made.codes) == ("IJsselstein", ("GM0353",))
    assert "IJsselstein staat klaar op /ijsselstein/." in told
    assert "Niemand beheert de gemeente nog." in told
    themes = signals.themes_visible_to(anonymous(made.municipality_id))
    assert {theme.answer_days for theme in themes} == {5, 10}
    numbers = places.phone_numbers(made)
    assert [(one.number, one.urgent) for one in numbers] == [
        ("112", True),
        ("0800-2000", False),
    ]
    for model in (Group, Organisation, Area, Edition, Person):
        assert not model._base_manager.exists()
    assert not facts.is_demo_database()


def test_its_administrator_can_log_in_and_administers_only_there() -> None:
    new()
    told = new("Lopik", code="GM0331", admin="baas@voorbeeld.nl")

    assert "baas@voorbeeld.nl logt in met een code per mail" in told
    held = RoleHeld.objects.get()
    assert held.role == Role.ADMINISTRATOR
    assert held.area is None
    assert held.municipality.slug == "lopik"
    assert held.person.email == "baas@voorbeeld.nl"
    assert people.needs_second_factor(held.person_id, on=held.from_on)


def test_its_address_can_be_chosen() -> None:
    new("Over", address="gemeente-over")

    assert places.scope("gemeente-over") is not None


@pytest.mark.parametrize(
    ("name", "options", "named"),
    [
        pytest.param("IJsselstein", {"code": "GM0400"}, "ijsselstein", id="double"),
        pytest.param("Elders", {"code": "GM0353"}, "GM0353", id="code in use"),
        pytest.param("Elders", {"code": "0353"}, "0353", id="no prefix"),
        pytest.param("Elders", {"code": "WK035300"}, "WK035300", id="a wijk"),
        pytest.param("Elders", {"code": "GM0400", "since": 1800}, None, id="too early"),
        pytest.param("Beheer", {"code": "GM0400"}, "beheer", id="reserved"),
        pytest.param("Nederland", {"code": "GM0400"}, "nederland", id="the country"),
        pytest.param("  ", {"code": "GM0400"}, None, id="no name"),
        pytest.param("Elders", {"code": "GM0400", "admin": "baas"}, None, id="no mail"),
        pytest.param(
            "Elders", {"code": "GM0400", "admin": "eerste@voorbeeld.nl"}, None, id="mail in use"
        ),
    ],
)
def test_what_cannot_be_is_refused_and_stores_nothing(
    name: str, options: dict[str, Any], named: str | None
) -> None:
    new(admin="eerste@voorbeeld.nl")
    before = counts()

    with pytest.raises(CommandError, match=named) as refused:
        new(name, **options)

    assert isinstance(refused.value.__cause__, Refusal)
    assert "Er is niets opgeslagen." in str(refused.value)
    assert counts() == before


def test_the_database_of_a_demo_is_refused(settings: Settings) -> None:
    facts.mark_demo()
    settings.WIJKREGIE_DEMO = False
    before = counts()

    with pytest.raises(CommandError, match="demo"):
        new()

    assert counts() == before
