"""Goals of every level with their figures, and targets per date, out of a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from wijkregie.sources import programme
from wijkregie.sources.programme import ProgrammeFault, TargetRow, Trouble

if TYPE_CHECKING:
    from wijkregie.sources.programme import GoalRow, IndicatorRow

FILE = """\
programme:
  name: Samen
  period: 2026-2029
  societal_effect: Prettig wonen
  goals:
    - {{id: eerst, level: tactical, title: Meer samenhang}}
    - {{id: dan, level: operationeel, parent: eerst, title: Kent buren, open_because: groeit}}
    - id: laatst
      level: resultaat
      parent: dan
      title: Tien ontmoetingen
      indicators:
        - {{id: a, title: A, unit: percent{more}}}
"""


def goals(more: str = "") -> tuple[GoalRow, ...]:
    return programme.read(FILE.format(more=more).encode(), file="x.yaml").programme.goals


def line(more: str) -> IndicatorRow:
    return goals(f", {more}")[-1].indicators[0]


def test_every_level_of_the_tree_may_stand_in_a_file() -> None:
    first, second, third = goals()

    assert [one.level for one in (first, second, third)] == [
        "tactical",
        "operational",
        "result",
    ]
    assert (second.open_because, third.parent) == ("groeit", "dan")


@pytest.mark.parametrize("key", ["target", "target_min"])
def test_one_target_stands_beside_its_year(key: str) -> None:
    one = line(f"{key}: '6,2', target_year: 2028")

    assert one.targets == (TargetRow(2028, None, Decimal("6.2")),)
    assert not one.lower_is_better


def test_a_year_without_a_value_aims_at_nothing() -> None:
    assert line("target_year: 2028").targets == ()


def test_several_targets_stand_in_a_list() -> None:
    one = line(
        "direction: lager, owner: stichting, baseline: 5, baseline_on: 2025-11-30, "
        "baseline_source: Wijkmonitor, "
        "targets: [{year: 2027, value: 4}, {on: 2028-06-30, value: 3}, {value: 2}]"
    )

    assert one.targets == (
        TargetRow(2027, None, Decimal(4)),
        TargetRow(2028, date(2028, 6, 30), Decimal(3)),
        TargetRow(None, None, Decimal(2)),
    )
    assert one.lower_is_better
    assert (one.owner, one.baseline_source) == ("stichting", "Wijkmonitor")
    assert (one.baseline_year, one.baseline_on) == (2025, date(2025, 11, 30))


@pytest.mark.parametrize(
    ("more", "trouble", "key"),
    [
        ("target: 1, targets: [{value: 2}]", Trouble.DOUBLED_KEY, "targets"),
        ("targets: [{year: 2027}]", Trouble.MISSING_KEY, "value"),
        (
            "targets: [{value: 1, year: 2027}, {value: 2, year: 2027}]",
            Trouble.DOUBLED_NAME,
            "year",
        ),
        ("targets: [{value: 1}, {value: 2}]", Trouble.DOUBLED_NAME, "year"),
        ("targets: [{value: veel}]", Trouble.NOT_A_NUMBER, "value"),
        ("targets: [{value: 1, when: 2027}]", Trouble.UNKNOWN_KEY, "when"),
        ("direction: opzij", Trouble.UNKNOWN_CHOICE, "direction"),
        ("baseline_on: gisteren", Trouble.NOT_A_DAY, "baseline_on"),
    ],
)
def test_what_is_wrong_with_a_target_is_named(more: str, trouble: Trouble, key: str) -> None:
    with pytest.raises(ProgrammeFault) as caught:
        line(more)

    assert [(one.trouble, one.key) for one in caught.value.problems] == [(trouble, key)]


def test_a_goal_cannot_stand_below_one_of_its_own_level_or_lower() -> None:
    text = FILE.format(more="").replace(
        "operationeel, parent: eerst", "resultaat, parent: laatst"
    )

    with pytest.raises(ProgrammeFault) as caught:
        programme.read(text.encode(), file="x.yaml")

    assert Trouble.WRONG_LEVEL in {one.trouble for one in caught.value.problems}
