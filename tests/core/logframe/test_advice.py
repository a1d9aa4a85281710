"""What the checks say of one thing while it is filled in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wijkregie.core.logframe import (
    NEW,
    TOUCHED,
    Baseline,
    Goal,
    Indicator,
    Level,
    Programme,
    Project,
    Span,
    Stage,
    Target,
    advice,
)

ON = date(2026, 3, 1)
TOP = Goal(1, "Prettig wonen", Level.IMPACT)
LOW = Goal(2, "In 2027 kent 40 procent de buren", Level.OPERATIONAL, 1)
LINE = Indicator(
    5,
    2,
    "Kent buren",
    unit="%",
    higher=True,
    owner="stichting",
    source="enquête",
    baseline=Baseline(Decimal(30), Span.of_year(2025), "enquête", 400),
    targets=(Target(Decimal(40), Span.of_year(2027)),),
)
AROUND = Programme(1, "Samen", Span.of_years(2026, 2027), goals=(TOP, LOW), indicators=(LINE,))


def told(changed: Goal | Indicator | Project) -> list[str]:
    return [f"{one.check} {one.fault}" for one in advice(AROUND, changed, on=ON)]


def test_a_clean_goal_and_figure_get_no_advice() -> None:
    assert told(LOW) == told(LINE) == []


def test_a_goal_is_looked_at_as_it_is_typed_and_where_it_stands() -> None:
    typed = Goal(NEW, "Meer cursussen", Level.OPERATIONAL)

    assert told(typed) == ["L12 means", "L12 vague", "L19 orphan"]


def test_a_new_goal_is_not_asked_for_what_comes_after_it() -> None:
    exact = "In 2028 kent de helft de buren"

    assert told(Goal(NEW, exact, Level.OPERATIONAL, 1)) == []
    assert told(Goal(3, exact, Level.OPERATIONAL, 1)) == ["L01 no_indicator"]


def test_a_reason_silences_the_advice_on_the_words() -> None:
    assert told(Goal(NEW, "Het moet beter", Level.OPERATIONAL, 1, "bewoners kiezen")) == []


def test_what_is_typed_takes_the_place_of_what_was_there() -> None:
    typed = Indicator(5, 2, "Kent buren", higher=True, owner="")

    assert told(typed) == [
        "L02 lacks",
        "L03 no_baseline",
        "L05 no_target",
        "L06 no_source",
    ]


def test_the_same_figure_under_another_goal_is_told() -> None:
    again = Indicator(NEW, 1, "kent Buren", "%", higher=True, owner="s", source="e")

    assert "L16 twice" in told(again)


def test_a_project_is_looked_at_too() -> None:
    typed = Project(NEW, "Samen eten", Stage.APPROVED)

    assert {"L10 no_goal", "L13 lacks", "L14 no_costs"} <= set(told(typed))


def test_every_check_that_is_asked_is_one_that_there_is() -> None:
    every = frozenset().union(*TOUCHED.values())

    assert all(one[0] == "L" and 1 <= int(one[1:]) <= 27 for one in every)
