"""The catalogue: what every national figure means."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from tests.makers.indicators import make_figures, national, sheet
from tests.makers.places import rows_of
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import (
    Indicator,
)
from wijkregie.sources.records import (
    CellStatus,
)

pytestmark = pytest.mark.django_db

TOWN = {
    "NL00": {"inhabitants": 17_000_000, "home_value": 216},
    "GM9001": {"inhabitants": 150, "home_value": 200},
    "BU90010101": {"inhabitants": 100, "home_value": CellStatus.SECRET},
    "BU90010102": {"inhabitants": 50},
}


# --- the catalogue


def test_every_indicator_of_the_catalogue_is_kept_once() -> None:
    number = services.keep_catalogue()
    before = rows_of(Indicator)["Indicator"]

    assert services.keep_catalogue() == number == len(before)
    assert rows_of(Indicator)["Indicator"] == before


def test_a_new_release_tells_its_meaning_anew_at_the_next_import() -> None:
    services.keep_catalogue()
    Indicator.objects.filter(key="inhabitants").update(definition_nl="Verouderd", order=7)
    Indicator.objects.filter(key="men").delete()
    pk = national("inhabitants").pk

    make_figures(sheet(TOWN))

    found = national("inhabitants")
    assert (found.pk, found.order) == (pk, 1010)
    assert found.definition_nl != "Verouderd"
    assert national("men").theme == "population"


def test_breaks_and_denominators_of_the_catalogue_are_sound() -> None:
    services.keep_catalogue()
    found = {one.key: one for one in Indicator.objects.all()}
    themes = queries.theme_names()

    for one in found.values():
        assert one.theme in themes
        assert not one.denominator or one.denominator in found
        assert one.name_nl
        assert one.name_en
        assert one.definition_nl
        assert one.definition_en
        assert all(broken["before"] + 1 == broken["after"] for broken in one.breaks)
        assert all(broken["nl"] and broken["en"] for broken in one.breaks)


def test_the_catalogue_in_the_package_is_read_as_text() -> None:
    file = resources.files("wijkregie.domain.indicators") / "catalogue.csv"
    lines = file.read_text(encoding="utf-8").splitlines()

    assert len(list(csv.DictReader(lines))) == services.keep_catalogue() == len(lines) - 1
