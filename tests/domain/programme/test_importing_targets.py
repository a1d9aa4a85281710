"""Targets per date out of a file, and again: what was entered here since stays."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Goal, GoalIndicator, IndicatorTarget
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.kit.viewer import installation
from wijkregie.sources import programme as reader

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.services import ImportReport

pytestmark = pytest.mark.django_db
FILE = """\
programme:
  name: Samen
  period: 2026-2029
  goals:
    - {id: laatst, level: resultaat, parent: dan, title: Tien ontmoetingen}
    - {id: dan, level: operationeel, title: Kent de buren, open_because: groeit,
       indicators: [{id: a, title: A, unit: percent, owner: stichting, baseline: 30,
       baseline_on: 2025-11-30, baseline_source: Wijkmonitor,
       targets: [{year: 2027, value: 40}, {on: 2029-06-30, value: 45}]}]}
"""


def take(here: Municipality, *changes: tuple[str, str]) -> ImportReport:
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    reading = reader.read(text.encode(), file="plan.yaml")
    by = installation(here.pk)
    return services.import_programme(reading, municipality_id=here.pk, by=by, at=AT)


def aimed() -> list[tuple[int | None, Decimal]]:
    return list(IndicatorTarget.objects.order_by("year").values_list("year", "value"))


def test_goals_figures_and_targets_come_over_whole(here: Municipality) -> None:
    take(here)

    low, high = Goal.objects.get(key="laatst"), Goal.objects.get(key="dan")
    assert (low.level, low.parent) == (GoalLevel.RESULT, high)
    assert high.open_because == "groeit"
    one = GoalIndicator.objects.get()
    assert (one.owner, one.baseline_source, one.baseline_year) == (
        "stichting",
        "Wijkmonitor",
        2025,
    )
    assert str(one.baseline_on) == "2025-11-30"
    assert aimed() == [(2027, Decimal(40)), (2029, Decimal(45))]
    assert str(IndicatorTarget.objects.get(year=2029).on) == "2029-06-30"


def test_the_same_file_again_changes_nothing(here: Municipality) -> None:
    take(here)

    assert take(here).nothing_changed


def test_a_target_that_changed_in_the_file_changes_here(here: Municipality) -> None:
    take(here)
    report = take(here, ("year: 2027, value: 40", "year: 2027, value: 41"))

    assert aimed() == [(2027, Decimal(41)), (2029, Decimal(45))]
    assert (report.added, report.changed, report.removed) == (0, 1, 0)


def test_targets_come_and_go_with_the_file(here: Municipality) -> None:
    take(here)
    report = take(here, ("{year: 2027, value: 40}", "{year: 2028, value: 42}"))

    assert aimed() == [(2028, Decimal(42)), (2029, Decimal(45))]
    assert (report.added, report.removed) == (1, 1)


def test_a_target_entered_here_stays_and_one_changed_on_both_sides_is_named(
    here: Municipality,
) -> None:
    take(here)
    one = GoalIndicator.objects.get()
    IndicatorTarget.objects.create(
        municipality=here, indicator=one, year=2028, value=Decimal(43)
    )
    take(here, ("owner: stichting", "owner: gemeente"))
    assert (2028, Decimal(43)) in aimed()

    with pytest.raises(services.ProgrammeRefused, match=r"streefwaarde van “A”.*ook gewijzigd"):
        take(
            here,
            ("owner: stichting", "owner: gemeente"),
            ("2027, value: 40", "2028, value: 50"),
        )
    assert (2028, Decimal(43)) in aimed()


def test_a_target_that_was_taken_away_here_stays_away(here: Municipality) -> None:
    take(here)
    IndicatorTarget.objects.filter(year=2027).delete()

    take(here, ("{year: 2027, value: 40}, ", ""))

    assert aimed() == [(2029, Decimal(45))]


def test_a_figure_that_was_taken_away_here_keeps_no_targets(here: Municipality) -> None:
    take(here)
    GoalIndicator.objects.all().delete()

    take(here, ("title: Tien ontmoetingen", "title: Elf ontmoetingen"))

    assert aimed() == []
