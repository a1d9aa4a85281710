"""The demo town: loaded once, whole or not at all, and never over what people entered."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from tests.makers.demo import quiet_folder
from wijkregie.cli.demo import figures
from wijkregie.cli.demo.load import DemoRefused, load_demo
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators import services as indicator_services
from wijkregie.domain.people import queries as people
from wijkregie.domain.people import services as people_services
from wijkregie.domain.people.models import Person, RoleHeld, Seat
from wijkregie.domain.people.states import Role, Shell
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import Area, PlaceName
from wijkregie.domain.places.states import NameKind, OwnKind
from wijkregie.domain.signals import services as signal_services
from wijkregie.domain.signals.models import Theme
from wijkregie.kit.installation import DemoMixed
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from wijkregie.sources.records import Reading

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_setting(settings: Settings) -> None:
    settings.WIJKREGIE_DEMO = True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the files of the demo, to break."""
    return shutil.copytree(quiet_folder(), tmp_path / "data")


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
    }


def town() -> places.Scope:
    found = places.scope("heerhugowaard")
    assert found is not None
    return found


def own_area(name: str) -> Area:
    return Area.objects.get(name=name, municipality__isnull=False)


def is_made_up(name: str, email: str) -> bool:
    """Tell whether a person can only be one of the demo."""
    return bool(re.fullmatch(r"Demo [A-Za-z0-9 ]+", name)) and email.endswith("@demo.invalid")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_fresh_load_gives_the_town_of_the_casebook() -> None:
    assert load_demo(at=AT, folder=quiet_folder())

    viewer = anonymous(town().municipality_id)
    wijken = places.areas_of(viewer, town(), level=OwnKind.WIJK)
    assert [area.name for area in wijken] == [
        "Bomenwijk/recreatiegebied/Lommerhof/Heemradenwijk",
        "Butterhuizen",
        "De Noord",
        "Edelstenenwijk/stationsgebied",
        "Molenwijk",
        "Oostertocht",
        "Rivierenwijk",
        "Schilderwijk",
        "Schrijverswijk/Planetenwijk",
        "Stad van de Zon/Zuidwijk/Huygenhoek",
    ]
    assert own_area("Centrumwaard").kind == OwnKind.PROJECT
    assert own_area("Centrumwaard").public
    assert PlaceName.objects.filter(kind=NameKind.PLACE).count() >= 20
    assert Theme.objects.filter(answer_days=5).exists()
    assert {number.number for number in places.phone_numbers(town())} >= {
        "112",
        "0800-2000",
    }
    assert people.sealed_desk_of(installation(town().municipality_id))


@pytest.mark.parametrize(
    ("name", "score"),
    [("Butterhuizen", 3), ("Schilderwijk", 2), ("Molenwijk", 1), ("Rivierenwijk", 1)],
)
def test_each_own_wijk_has_its_score_of_2009(name: str, score: int) -> None:
    load_demo(at=AT, folder=quiet_folder())

    viewer = anonymous(town().municipality_id)
    lines = {line.indicator.key: line for line in indicators.profile(viewer, own_area(name))}
    assert (lines["wijkscan"].now.value, lines["wijkscan"].now.period) == (score, 2009)


def test_the_figures_of_an_own_wijk_are_those_of_its_parts() -> None:
    load_demo(at=AT, folder=quiet_folder())

    viewer = anonymous(town().municipality_id)
    found = indicators.profile(viewer, own_area("Rivierenwijk"))
    lines = {line.indicator.key: line for line in found}
    assert lines["inhabitants"].now.value == 3430
    assert lines["inhabitants"].now.period == 2017
    assert lines["health_lonely"].has_trend
    assert [point.figure.value for point in lines["health_lonely"].trend] == [43.7, 54.8]
    assert lines["lbm_class"].now.value == 5


def test_every_role_has_an_account_and_none_is_a_real_person() -> None:
    load_demo(at=AT, folder=quiet_folder())

    accounts = people.demo_accounts(on=AT.date())
    roles = {role for one in accounts for place in one.places for role in place.roles}
    assert roles == set(Role)
    assert sum(one.operator for one in accounts) == 1
    assert any(not place.roles for one in accounts for place in one.places)  # a resident
    assert len(accounts) == Person.objects.count()
    assert all(is_made_up(one.name, one.email) for one in accounts)
    assert {seat.shell for seat in Seat.objects.all()} == set(Shell)


@pytest.mark.parametrize(
    ("name", "email"),
    [("Jan Voorbeeld", "jan@demo.invalid"), ("Demo raadslid", "raadslid@voorbeeld.nl")],
)
def test_a_person_who_might_exist_is_noticed(name: str, email: str) -> None:
    assert not is_made_up(name, email)


def test_a_second_load_changes_nothing() -> None:
    load_demo(at=AT, folder=quiet_folder())
    before = rows()

    assert not load_demo(at=AT + timedelta(days=3), folder=quiet_folder())

    assert rows() == before


def test_with_changed_files_what_was_entered_stays(folder: Path) -> None:
    load_demo(at=AT, folder=quiet_folder())
    by = installation(town().municipality_id)
    theme = Theme.objects.earliest("pk")
    signal_services.change_theme(
        theme.pk,
        signal_services.ThemeDraft("Afval op straat", answer_days=3),
        by=by,
        at=AT,
    )
    role = RoleHeld.objects.get(role=Role.SPECIALIST, municipality__name="Heerhugowaard")
    people_services.end_role(role.pk, by=by, at=AT)
    before = rows()
    change(folder / "figures_2017.csv", "WK039811,1,3430", "WK039811,1,3435")

    assert load_demo(at=AT, folder=folder)

    after = rows()
    told = {"indicators.Edition", "indicators.AreaFigures", "indicators.ColumnFigures"}
    changed = {label for label in after if after[label] != before[label]}
    assert changed == {*told, "indicators.EditionOrder", "kit.Fact"}
    viewer = anonymous(town().municipality_id)
    found = indicators.profile(viewer, own_area("Rivierenwijk"))
    assert next(one for one in found if one.indicator.key == "inhabitants").now.value == 3435


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "figures_2017.csv",
            "WK039811,1,3430",
            "WK039811,1,many",
            r"row 28.*inhabitants.*many",
        ),
        ("figures_2017.csv", "WK039811,1,3430", "WK039811,1,nan", r"row 28.*nan"),
        ("figures_2017.csv", "WK039811,1,", "WK039811,", r"row 28: 17 cells under 18"),
        ("figures_2017.csv", "WK039811,1,", "WK039810,1,", r"row 28.*twice"),
        ("figures_2017.csv", "WK039811,1,", "XX039811,1,", r"row 28.*no code"),
        ("health.csv", "2012,GM0398,78.5", "2012,GM0398,x", r"health_good.*'x'"),
        ("own_areas.csv", "WK039813,above", "WK039813,fine", r"row 5.*score.*fine"),
        ("own_areas.csv", "WK039813", "WK039813 WK036301", r"WK036301"),
        ("own_areas.csv", "W05,wijk", "W15,wijk", r"row 9.*W15.*not drawn"),
        ("schematic.json", "... W03 W03 W03 ...", "W09 W03 W03 W03 ...", r"not one whole"),
        ("places.csv", "Zuid,W07", "Zuid,W99", r"row 17.*W99"),
        ("places.csv", "name,area", "name,where", r"column area.*no such column"),
        ("town.toml", 'kind = "welfare"', 'kind = "welfares"', r"welfares"),
        ("town.toml", "[[groups]]", "[[groups", r"line \d+"),
    ],
)
def test_broken_files_store_nothing(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    before = rows()
    change(folder / name, old, new)

    with pytest.raises((ValueError, Refusal), match=message):
        load_demo(at=AT, folder=folder)

    assert rows() == before


def test_without_its_setting_no_demo_is_loaded(settings: Settings) -> None:
    settings.WIJKREGIE_DEMO = False
    before = rows()

    with pytest.raises(DemoRefused):
        load_demo(at=AT, folder=quiet_folder())

    assert rows() == before


def test_a_database_in_use_is_refused() -> None:
    call_command("new", "Elders", code="GM0353", stdout=StringIO())
    before = rows()

    with pytest.raises(DemoMixed):
        load_demo(at=AT, folder=quiet_folder())

    assert rows() == before


def test_figures_that_were_imported_whole_stay() -> None:
    imported = figures.readings()[0]
    whole = figures_from(imported, "kwb-2017.csv", more=5)
    indicator_services.store_reading(whole, at=AT)

    load_demo(at=AT, folder=quiet_folder())

    kept = {(one.source, one.period): one.file for one in indicators.editions().values()}
    assert kept["kwb", 2017] == "kwb-2017.csv"
    assert kept["health", 2020] == "demo/health.csv"


def figures_from(reading: Reading, file: str, *, more: float) -> Reading:
    sheets = tuple(replace(sheet, values=sheet.values + more) for sheet in reading.sheets)
    return replace(reading, file=file, sheets=sheets)


def test_the_command_tells_address_and_accounts_and_keeps_what_is_there() -> None:
    first, second = StringIO(), StringIO()

    call_command("demo", "--no-serve", "--port", "8123", stdout=first)
    before = rows()
    call_command("demo", "--no-serve", stdout=second)

    assert "http://127.0.0.1:8123/" in first.getvalue()
    for email in Person.objects.values_list("email", flat=True):
        assert str(email) in first.getvalue()
    assert "stond er al" in second.getvalue()
    assert rows() == before


def test_the_command_refuses_a_database_in_use() -> None:
    call_command("new", "Elders", code="GM0353", stdout=StringIO())

    with pytest.raises(CommandError) as refused:
        call_command("load_demo", stdout=StringIO())

    assert isinstance(refused.value.__cause__, DemoMixed)
