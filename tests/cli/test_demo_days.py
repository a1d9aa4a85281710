"""The demo on other days, and with words that stand for nothing: each loads one of its own."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import LOADED_AT as AT
from wijkregie.cli.demo import files
from wijkregie.cli.demo.files import DemoFault
from wijkregie.cli.demo.load import load_demo
from wijkregie.domain.signals.models import Signal, Step
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.once  # what is asked hangs on days and words, not on the database


@pytest.fixture(autouse=True)
def _demo(settings: Settings, db: None) -> None:
    settings.WIJKREGIE_DEMO = True


@pytest.mark.parametrize(
    "at", [datetime(2027, 3, 28, 2, tzinfo=UTC), datetime(2028, 2, 29, 23, 30, tzinfo=UTC)]
)
def test_the_year_ends_on_the_day_of_the_load(at: datetime) -> None:
    load_demo(at=at)

    assert set(Signal.objects.values_list("state", flat=True)) == set(State)
    assert not Step.objects.filter(at__gt=at).exists()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('agenda = { after = 4, in = "team1" }', 'agenda = { after = 4, in = "x" }', "meeting"),
        ('title = "Buurtkamer Molenwijk"', 'title = "Nergens"', "no project"),
    ],
)
def test_a_word_that_stands_for_nothing_is_named(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    folder = shutil.copytree(files.FOLDER, tmp_path / "data")
    for name in folder.iterdir():
        if name.is_file():
            text = name.read_text(encoding="utf-8").replace(old, new)
            name.write_text(text, encoding="utf-8")

    with pytest.raises(DemoFault, match=complaint):
        load_demo(at=AT, folder=folder)

    assert not Signal.objects.exists()
