"""Facts of a programme that is well under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from wijkregie.core.reporting import (
    Answers,
    Facts,
    GoalFact,
    IndicatorFact,
    Lack,
    LessonFact,
    PointFact,
    ProjectFact,
    Sum,
    TargetFact,
    YearFact,
)

AS_OF = date(2026, 7, 1)
LINE = IndicatorFact(
    11,
    "kent buren",
    "%",
    baseline=Decimal(40),
    baseline_year=2024,
    now=Decimal("45.5"),
    period=2025,
    n=310,
    margin=Decimal("2.5"),
    target=Decimal(50),
    target_year=2027,
    targets=(TargetFact(Decimal(50), 2027, date(2027, 12, 31)),),
    progress=Fraction(11, 20),
    low=Fraction(3, 10),
    high=Fraction(4, 5),
    series="eigen",
    area="GM9001",
)
PROJECT = ProjectFact(
    21,
    "1",
    "Samen eten",
    "running",
    date(2025, 2, 3),
    since=date(2026, 2, 3),
    moved_on=date(2026, 6, 1),
    from_year=2025,
    until_year=2026,
    overdue=(),
    costs=Sum(300_00),
    covered=Sum(300_00),
)
YEAR = YearFact(2026, Sum(300_00), Sum(300_00), Sum(), Lack(), committed=100_00, paid=50_00)
POINT = PointFact(31, 21, "Samen eten", "Gaat het door?", "Dan komt er een kok.", year=2026)


@pytest.fixture
def facts() -> Facts:
    return Facts(
        AS_OF,
        goals=(GoalFact(1, "tactical", "Meer contact", indicators=(LINE,)),),
        projects=(PROJECT,),
        years=(YEAR, YearFact(None, asked=Sum(0, 1))),
        total=replace(YEAR, year=None),
        answers=Answers(17, 20, date(2025, 10, 1), AS_OF),
        points=(POINT,),
        lessons=(LessonFact(41, "Begin met koffie.", date(2026, 5, 1), 21, "Samen eten"),),
    )


def with_line(facts: Facts, **more: Any) -> Facts:
    goal = replace(facts.goals[0], indicators=(replace(LINE, **more),))
    return replace(facts, goals=(goal,))


def with_project(facts: Facts, **more: Any) -> Facts:
    return replace(facts, projects=(replace(PROJECT, **more),))
