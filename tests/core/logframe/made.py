"""A programme without a fault in which all has its place, and how to change one thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from wijkregie.core.logframe import (
    About,
    Activity,
    Analysis,
    Area,
    Arm,
    Asked,
    Baseline,
    Bottleneck,
    Cost,
    Coverage,
    Division,
    Evaluation,
    Goal,
    HandOver,
    Indicator,
    Item,
    Kind,
    Level,
    Measure,
    Part,
    Pledge,
    Programme,
    Project,
    Report,
    Said,
    Span,
    Stage,
    Target,
    Wave,
)

ON = date(2027, 6, 1)
YEARS = Span.of_years(2026, 2029)
#: A list of the programme, and the number of the one in it.
TOP, TACTICAL, GOAL, INDICATOR, PROJECT, BOTTLENECK, AREA = 1, 2, 3, 11, 21, 31, 41
BEFORE, AFTER = 51, 52
QUESTION = Asked("contact", "Heb je genoeg contact?", "ja/nee", ("ja", "nee"))


def year(number: int) -> Span:
    return Span.of_year(number)


def goal(pk: int = GOAL, **more: Any) -> Goal:
    known: dict[str, Any] = {
        "title": "In 2028 kent 40 procent zijn buren",
        "level": Level.OPERATIONAL,
        "parent_id": TACTICAL,
    }
    return Goal(pk, **known | more)


def baseline(**more: Any) -> Baseline:
    known: dict[str, Any] = {
        "value": Decimal(30),
        "when": year(2026),
        "source": "Wijkenquête",
        "n": 400,
        "wave_id": BEFORE,
    }
    return Baseline(**known | more)


def indicator(pk: int = INDICATOR, **more: Any) -> Indicator:
    known: dict[str, Any] = {
        "goal_id": GOAL,
        "title": "Kent buren",
        "unit": "percent",
        "higher": True,
        "owner": "onderzoek",
        "source": "Wijkenquête vraag 7",
        "question": QUESTION.key,
        "measure": Measure.SHARE,
        "baseline": baseline(),
        "targets": (Target(Decimal(40), year(2028)),),
    }
    return Indicator(pk, **known | more)


def coverage(cents: int | None = 30_000_00, **more: Any) -> Coverage:
    known: dict[str, Any] = {
        "funder": "Wijkbudget",
        "year": 2027,
        "pledge": Pledge.COMMITTED,
    }
    return Coverage(cents=cents, **known | more)


def project(pk: int = PROJECT, **more: Any) -> Project:
    known: dict[str, Any] = {
        "name": "Samen eten",
        "stage": Stage.RUNNING,
        "begins": year(2026),
        "ends": year(2028),
        "has_holder": True,
        "has_lead": True,
        "goal_ids": (GOAL,),
        "bottleneck_ids": (BOTTLENECK,),
        "area_ids": (AREA,),
        "costs": (Cost(2027, 30_000_00),),
        "coverage": (coverage(),),
        "activities": (Activity(71, "Koken", year(2027)),),
    }
    return Project(pk, **known | more)


def wave(pk: int = AFTER, **more: Any) -> Wave:
    known: dict[str, Any] = {
        "title": "Wijkenquête 2028",
        "when": year(2028),
        "questions": (QUESTION,),
        "n": 400,
    }
    return Wave(pk, **known | more)


def report(**more: Any) -> Report:
    known: dict[str, Any] = {"about": of(Kind.AGREEMENT, 91), "title": "Halfjaar", "due": ON}
    return Report(81, **known | more)


def evaluation(**more: Any) -> Evaluation:
    known: dict[str, Any] = {
        "title": "Effect",
        "treated": Arm((1, 2), frozenset({"post"}), frozenset({"post"})),
        "comparison": Arm((3, 4), frozenset({"post"}), frozenset({"post"})),
        "selection_wave_id": 50,
        "baseline_wave_id": BEFORE,
    }
    return Evaluation(91, **known | more)


def of(kind: Kind, pk: int, name: str = "") -> About:
    return About(kind, pk, name)


def division(*shares: str | None) -> Division:
    parts = tuple(None if one is None else Decimal(one) for one in shares)
    return Division(61, of(Kind.PROGRAMME, 1, "Samen"), "Sleutel", parts)


def said(source: str, value: Any, fact: str = "ends") -> Said:
    return Said(project().about, fact, source, value)


def programme(**more: Any) -> Programme:
    known: dict[str, Any] = {
        "name": "Samen",
        "span": YEARS,
        "goals": (
            Goal(TOP, "Prettig wonen", Level.IMPACT),
            Goal(TACTICAL, "Meer samenhang", Level.TACTICAL, TOP),
            goal(),
        ),
        "indicators": (indicator(),),
        "projects": (project(),),
        "bottlenecks": (Bottleneck(BOTTLENECK, "weinig ontmoeting", (AREA,)),),
        "areas": (Area(AREA, "Molenwijk"),),
        "analyses": (Analysis(101, "Molenwijk", (Item("weinig ontmoeting", used=True),)),),
        "waves": (wave(BEFORE, title="Wijkenquête 2026", when=year(2026)), wave()),
        "reports": (report(),),
        "evaluations": (evaluation(),),
        "divisions": (division("60", "40"),),
        "said": (said("kaart", 2028), said("planning", 2028)),
    }
    return Programme(1, **known | more)


def with_goals(*more: Goal, **changed: Any) -> Programme:
    """The programme with its operational goal changed, and with more goals."""
    plain = programme()
    return replace(plain, goals=(*plain.goals[:2], goal(**changed), *more))


def with_indicator(**changed: Any) -> Programme:
    return programme(indicators=(indicator(**changed),))


def with_project(**changed: Any) -> Programme:
    return programme(projects=(project(**changed),))


def large(goals: int = 60, projects: int = 120) -> Programme:
    """A clean programme: two effects, eight tactical goals, operational ones with projects.

    The numbers differ from goal to goal, so that nothing is right by being the same.
    """
    tactical = [Goal(pk, f"Hoofddoel {pk}", Level.TACTICAL, 1 + pk % 2) for pk in range(3, 11)]
    below = [
        goal(100 + at, title=f"In 2028 doel {at}", parent_id=tactical[at % len(tactical)].id)
        for at in range(goals - len(tactical) - 2)
    ]
    asked = tuple(replace(QUESTION, key=f"v{at}", n=380 + at) for at in range(len(below)))
    return programme(
        waves=(
            wave(BEFORE, title="Wijkenquête 2026", when=year(2026), questions=asked),
            wave(questions=asked),
        ),
        evaluations=(evaluation(),),
        goals=(
            Goal(1, "Prettig wonen", Level.IMPACT),
            Goal(2, "Samen leven", Level.IMPACT),
            *tactical,
            *below,
        ),
        indicators=tuple(_measured(one, at) for at, one in enumerate(below)),
        projects=tuple(_running(at, below[at % len(below)]) for at in range(projects)),
        bottlenecks=tuple(Bottleneck(300 + at, f"Knelpunt {at}", (AREA,)) for at in range(20)),
    )


def _measured(one: Goal, at: int) -> Indicator:
    before = baseline(value=Decimal(20 + at % 30))
    target = Target(before.value + 12 if before.value else Decimal(), year(2028))
    return indicator(
        1000 + at,
        goal_id=one.id,
        title=f"Cijfer {at}",
        question=f"v{at}",
        baseline=before,
        targets=(target,),
        parts=(Part(at, 100), Part(at + 1, 120)) if at % 2 else (),
    )


def _running(at: int, one: Goal) -> Project:
    years = (2026, 2027, 2028)
    sums = [(number, 100_00 * (1 + at) + number) for number in years]
    return project(
        2000 + at,
        name=f"Project {at}",
        goal_ids=(one.id,),
        bottleneck_ids=(300 + at % 20,),
        costs=tuple(Cost(number, cents) for number, cents in sums for _twice in range(3)),
        coverage=tuple(
            coverage(cents, year=number, funder=f"Fonds {part}")
            for number, cents in sums
            for part in range(3)
        ),
        activities=(),
    )


HANDED_OVER = HandOver("Welzijnswerk", "6.1", date(2027, 5, 1))
