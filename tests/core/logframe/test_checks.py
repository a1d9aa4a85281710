"""Each fault of the checks, planted beside a twin that is all right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.core.logframe.made import (
    AFTER,
    AREA,
    BEFORE,
    BOTTLENECK,
    GOAL,
    HANDED_OVER,
    INDICATOR,
    ON,
    PROJECT,
    QUESTION,
    TACTICAL,
    TOP,
    YEARS,
    baseline,
    coverage,
    division,
    evaluation,
    goal,
    indicator,
    programme,
    project,
    report,
    said,
    wave,
    with_goals,
    with_indicator,
    with_project,
    year,
)
from wijkregie.core.logframe import (
    CHECKS,
    FAULTS,
    Activity,
    Analysis,
    Area,
    Arm,
    Asked,
    Bottleneck,
    Cost,
    Goal,
    HandOver,
    Item,
    Kind,
    Level,
    Measure,
    Part,
    Pledge,
    Stage,
    Target,
    answers,
    findings,
)

if TYPE_CHECKING:
    from wijkregie.core.logframe import Finding, Programme


class Case(NamedTuple):
    """A fault with its number, the programmes that have it and have not, and what it tells."""

    rule: str
    faulty: Programme
    clean: Programme
    about: tuple[Kind, int]
    data: dict[str, Any] = {}
    place: str = ""


def posts(*ways: str) -> frozenset[str]:
    return frozenset(ways)


def many(number: int, **more: Any) -> tuple[Goal, ...]:
    return tuple(goal(200 + at, **more) for at in range(number))


def results(*parents: int) -> tuple[Goal, ...]:
    return tuple(
        Goal(500 + at, "Tien maaltijden", Level.RESULT, parent)
        for at, parent in enumerate(parents)
    )


def tangle(projects: int, goals: int) -> Programme:
    made = many(goals)
    everything = tuple(one.id for one in made)
    return replace(
        with_goals(*made),
        projects=tuple(project(600 + at, goal_ids=everything) for at in range(projects)),
    )


def money(costs: tuple[Cost, ...], *covered: Any, **more: Any) -> Programme:
    return with_project(costs=costs, coverage=covered, **more)


INDICATES, WORKS, AIMS = (Kind.INDICATOR, INDICATOR), (Kind.PROJECT, PROJECT), (Kind.GOAL, GOAL)
WHOLE, THERE = (Kind.PROGRAMME, 1), (Kind.AREA, AREA)
COSTS = (Cost(2027, 30_000_00),)
ENDED = {"stage": Stage.HANDED_OVER, "evidence": 1}
LOOSE = Goal(TACTICAL, "Meer samenhang", Level.TACTICAL)
CASES = [
    Case("L01 no_indicator", programme(indicators=()), programme(), AIMS),
    Case(
        "L01 no_indicator",
        programme(goals=(Goal(9, "Meedoen", Level.TACTICAL),), indicators=()),
        programme(goals=(Goal(9, "M", Level.TACTICAL),), indicators=(indicator(goal_id=9),)),
        (Kind.GOAL, 9),
    ),
    Case(
        "L02 lacks",
        with_indicator(unit="", higher=None, owner=""),
        with_indicator(owner=None),
        INDICATES,
        {"lacks": ("unit", "direction", "owner")},
    ),
    Case(
        "L03 no_baseline",
        with_indicator(baseline=baseline(value=None)),
        with_indicator(baseline=baseline(value=Decimal(0))),
        INDICATES,
    ),
    Case(
        "L03 lacks",
        with_indicator(baseline=baseline(when=None, source="", n=None)),
        with_indicator(baseline=baseline(source="", n=None), series="AV1"),
        INDICATES,
        {"lacks": ("date", "source", "n")},
    ),
    Case(
        "L04 equal",
        with_indicator(targets=(Target(Decimal("30.0"), year(2028)),)),
        with_indicator(baseline=baseline(value=None)),
        INDICATES,
        {"baseline": Decimal(30), "target": Decimal(30), "unit": "percent"},
    ),
    Case(
        "L04 against",
        with_indicator(higher=False),
        with_indicator(higher=None),
        INDICATES,
        {"baseline": Decimal(30), "target": Decimal(40), "unit": "percent"},
    ),
    Case(
        "L05 no_target",
        with_indicator(targets=()),
        with_indicator(),
        INDICATES,
    ),
    Case(
        "L05 no_date",
        with_indicator(targets=(Target(Decimal(35), year(2027)), Target(Decimal(40)))),
        with_indicator(),
        INDICATES,
        {},
        "1",
    ),
    Case(
        "L05 outside",
        with_indicator(targets=(Target(Decimal(40), year(2030)),)),
        with_indicator(targets=(Target(Decimal(40), year(2029)),)),
        INDICATES,
        {"when": year(2030), "programme": YEARS},
    ),
    Case(
        "L05 outside",
        with_indicator(
            targets=(Target(Decimal(40), year(2025)),), baseline=baseline(when=year(2024))
        ),
        with_indicator(
            targets=(Target(Decimal(40), year(2026)),), baseline=baseline(when=year(2026))
        ),
        INDICATES,
        {"when": year(2025), "programme": YEARS},
    ),
    Case(
        "L05 before",
        with_indicator(baseline=baseline(when=year(2029))),
        with_indicator(baseline=baseline(when=None)),
        INDICATES,
        {"when": year(2028), "baseline": year(2029)},
    ),
    Case(
        "L06 no_source",
        with_indicator(source="", question=""),
        with_indicator(source="", question="", series="AV1"),
        INDICATES,
    ),
    Case(
        "L07 not_asked",
        with_indicator(question="veilig"),
        replace(with_indicator(question="veilig"), waves=()),
        INDICATES,
        {"wave": "Wijkenquête 2028"},
    ),
    Case(
        "L08 changed",
        programme(
            waves=(
                wave(BEFORE, title="Wijkenquête 2026", when=year(2026)),
                wave(questions=(replace(QUESTION, wording="Ken je je buren?", scale="1-5"),)),
            )
        ),
        programme(
            waves=(
                wave(BEFORE, title="Wijkenquête 2026", when=year(2026)),
                wave(questions=(replace(QUESTION, key="anders"),)),
            )
        ),
        INDICATES,
        {
            "changed": ("wording", "scale"),
            "baseline": "Wijkenquête 2026",
            "wave": "Wijkenquête 2028",
        },
        str(AFTER),
    ),
    Case(
        "L09 too_small",
        with_indicator(targets=(Target(Decimal(34), year(2028)),)),
        with_indicator(targets=(Target(Decimal(34), year(2028)),), baseline=baseline(n=None)),
        INDICATES,
        {"change": Decimal(4), "unit": "percent", "n": 400, "wave": "Wijkenquête 2028"},
    ),
    Case("L10 no_goal", with_project(goal_ids=(999,)), with_project(), WORKS),
    Case("L11 no_project", programme(projects=()), programme(), AIMS),
    Case(
        "L12 vague",
        with_goals(title="Meer mensen kennen elkaar"),
        with_goals(title="Meer mensen in de Molenwijk kennen elkaar"),
        AIMS,
    ),
    Case(
        "L12 vague",
        with_goals(title="Wie een vraag heeft, krijgt snel antwoord"),
        with_goals(title="Wie een vraag heeft, krijgt binnen een week antwoord"),
        AIMS,
    ),
    Case(
        "L12 vague",
        with_goals(title="Meer mensen in De Noord kennen elkaar"),
        replace(
            with_goals(title="Meer mensen in De Noord kennen elkaar"),
            area_names=frozenset({"De Noord", ""}),
        ),
        AIMS,
    ),
    Case(
        "L12 means",
        with_goals(title="In 2028 drie cursussen geven"),
        with_goals(title="In 2028 drie cursussen geven", open_because="zo besloten"),
        AIMS,
        {"word": "cursussen"},
    ),
    Case(
        "L13 lacks",
        with_project(has_holder=False, has_lead=False, ends=None),
        with_project(has_holder=False, has_lead=False, ends=None, stage=Stage.IDEA),
        WORKS,
        {"lacks": ("holder", "lead", "end")},
    ),
    Case(
        "L13 after",
        with_project(ends=year(2030)),
        with_project(ends=year(2029)),
        WORKS,
        {"ends": year(2030), "programme": YEARS},
    ),
    Case(
        "L13 activity",
        with_project(ends=year(2027), activities=(Activity(71, "Koken", year(2028)),)),
        with_project(ends=year(2027), activities=(Activity(71, "Koken", year(2027)),)),
        WORKS,
        {"activity": "Koken", "ends": year(2028), "project": year(2027)},
        "71",
    ),
    Case("L14 no_costs", money(()), money((), stage=Stage.IDEA), WORKS),
    Case(
        "L14 unknown_costs",
        money((Cost(2027, None), Cost(2026, None))),
        money(COSTS, coverage()),
        WORKS,
        {"years": (2026, 2027)},
    ),
    Case(
        "L14 unknown_coverage",
        money(COSTS, coverage(None, year=None), coverage(None)),
        money(COSTS, coverage()),
        WORKS,
        {"funders": ("Wijkbudget",)},
    ),
    Case(
        "L14 gap",
        money(COSTS, coverage(20_000_00), coverage(5_00, pledge=Pledge.ASKED)),
        money(COSTS, coverage(20_000_00), coverage(10_000_00, year=None)),
        WORKS,
        {"year": 2027, "cents": 10_000_00, "at_least": 0},
        "2027",
    ),
    Case(
        "L14 gap",
        money((*COSTS, Cost(2027, None)), coverage(1)),
        money(COSTS, coverage()),
        WORKS,
        {"year": 2027, "cents": 29_999_99, "at_least": 1},
        "2027",
    ),
    Case(
        "L14 over",
        money(COSTS, coverage(30_000_01)),
        money(COSTS, coverage(30_000_00)),
        WORKS,
        {"year": 2027, "cents": 1},
        "2027",
    ),
    Case(
        "L14 over_all",
        money(COSTS, coverage(40_000_00, year=None)),
        money(COSTS, coverage(30_000_00, year=None)),
        WORKS,
        {"cents": 10_000_00},
    ),
    Case(
        "L14 idle",
        money(COSTS, coverage(), coverage(1, year=2028)),
        money(COSTS, coverage()),
        WORKS,
        {"year": 2028, "funders": ("Wijkbudget",)},
        "2028",
    ),
    Case(
        "L14 outside",
        money(COSTS, coverage(), begins=year(2028)),
        money(COSTS, coverage(), begins=None),
        WORKS,
        {"year": 2027, "funders": ("Wijkbudget",)},
        "2027",
    ),
    Case(
        "L14 outside",
        money(COSTS, coverage(), ends=year(2026)),
        money(COSTS, coverage(), ends=year(2027)),
        WORKS,
        {"year": 2027, "funders": ("Wijkbudget",)},
        "2027",
    ),
    Case(
        "L14 unconfirmed",
        money(COSTS, coverage(pledge=Pledge.PROMISED)),
        money((Cost(2028, 1),), coverage(1, year=2028, pledge=Pledge.PROMISED)),
        WORKS,
        {"cents": 30_000_00, "funders": ("Wijkbudget",)},
    ),
    Case(
        "L15 too_late",
        with_project(ends=year(2029)),
        with_project(ends=year(2029), stage=Stage.STOPPED),
        WORKS,
        {
            "goal": "In 2028 kent 40 procent zijn buren",
            "ends": year(2029),
            "measured": year(2028),
        },
        str(GOAL),
    ),
    Case(
        "L15 activity",
        with_project(activities=(Activity(71, "Koken", year(2029)),)),
        with_project(activities=(Activity(71, "Koken", year(2029), (TOP,)),)),
        WORKS,
        {
            "activity": "Koken",
            "goal": "In 2028 kent 40 procent zijn buren",
            "ends": year(2029),
            "measured": year(2028),
        },
        f"71-{GOAL}",
    ),
    Case(
        "L16 twice",
        programme(indicators=(indicator(), indicator(12, goal_id=TACTICAL))),
        programme(indicators=(indicator(), indicator(12))),
        (Kind.INDICATOR, 12),
        {"goal": "Meer samenhang", "other": "In 2028 kent 40 procent zijn buren"},
    ),
    Case(
        "L16 twice",
        with_goals(*results(GOAL, TACTICAL)),
        with_goals(*results(GOAL, GOAL)),
        (Kind.GOAL, 501),
        {"goal": "Meer samenhang", "other": "In 2028 kent 40 procent zijn buren"},
    ),
    Case(
        "L17 no_counts",
        with_indicator(parts=(Part(3, 10), Part(3))),
        with_indicator(parts=(Part(3, 10), Part(0, 10))),
        INDICATES,
        {"areas": 2},
    ),
    Case(
        "L18 not_whole",
        programme(divisions=(division("60", "39.5"),)),
        programme(divisions=(division("60", None),)),
        WHOLE,
        {"division": "Sleutel", "sum": Decimal("99.5")},
        "61",
    ),
    Case(
        "L18 not_whole",
        programme(divisions=(division("101", None),)),
        programme(divisions=(division(),)),
        WHOLE,
        {"division": "Sleutel", "sum": Decimal(101)},
        "61",
    ),
    Case(
        "L19 cycle",
        with_goals(goal(9, title="Samen", parent_id=GOAL), parent_id=9),
        with_goals(goal(9, title="Samen", parent_id=GOAL)),
        AIMS,
        {"goals": ("In 2028 kent 40 procent zijn buren", "Samen")},
    ),
    Case("L19 orphan", with_goals(parent_id=None), with_goals(), AIMS),
    Case("L19 orphan", with_goals(parent_id=999), with_goals(), AIMS),
    Case(
        "L19 orphan",
        programme(goals=(Goal(TOP, "Prettig wonen", Level.IMPACT), LOOSE)),
        programme(),
        (Kind.GOAL, TACTICAL),
    ),
    Case(
        "L19 upside_down",
        with_goals(Goal(9, "Samen", Level.TACTICAL, GOAL)),
        with_goals(Goal(9, "Samen", Level.OPERATIONAL, GOAL)),
        (Kind.GOAL, 9),
        {"parent": "In 2028 kent 40 procent zijn buren"},
    ),
    Case("L19 no_top", programme(goals=(LOOSE,)), programme(goals=()), WHOLE),
    Case(
        "L20 no_project",
        programme(
            bottlenecks=(Bottleneck(BOTTLENECK, "a"), Bottleneck(32, "weinig groen", (AREA,)))
        ),
        programme(),
        (Kind.BOTTLENECK, 32),
    ),
    Case("L20 no_bottleneck", with_project(bottleneck_ids=()), with_project(), WORKS),
    Case("L20 none_at_all", programme(bottlenecks=()), programme(), WHOLE),
    Case(
        "L20 untouched",
        programme(areas=(Area(AREA, "Molenwijk"), Area(42, "De Noord"))),
        programme(),
        (Kind.AREA, 42),
    ),
    Case("L20 no_project_here", with_project(area_ids=()), with_project(), THERE),
    Case(
        "L20 single",
        programme(bottlenecks=(Bottleneck(BOTTLENECK, "weinig groen"),)),
        programme(),
        THERE,
        {"project": "Samen eten"},
    ),
    Case(
        "L21 unused",
        programme(
            analyses=(Analysis(101, "M", (Item("a", used=True), Item("b", used=False))),)
        ),
        programme(),
        (Kind.ANALYSIS, 101),
        {"items": ("b",), "of": 2},
    ),
    Case(
        "L22 no_evidence",
        with_project(stage=Stage.DONE),
        with_project(stage=Stage.DONE, evidence=1),
        WORKS,
    ),
    Case(
        "L23 overdue",
        programme(reports=(report(due=date(2027, 5, 31)),)),
        programme(reports=(report(due=date(2027, 5, 31), received=ON),)),
        (Kind.AGREEMENT, 91),
        {"report": "Halfjaar", "due": date(2027, 5, 31)},
        "81",
    ),
    Case(
        "L24 lacks",
        with_project(hand_over=HandOver(), **ENDED),
        with_project(hand_over=HANDED_OVER, **ENDED),
        WORKS,
        {"lacks": ("team", "budget", "date")},
    ),
    Case(
        "L24 lacks",
        with_project(**ENDED),
        with_project(hand_over=replace(HANDED_OVER, budget_line=None), **ENDED),
        WORKS,
        {"lacks": ("team", "budget", "date")},
    ),
    Case(
        "L25 no_comparison",
        programme(evaluations=(evaluation(comparison=Arm(())),)),
        programme(evaluations=(evaluation(comparison=Arm((3,))),)),
        WHOLE,
        {"plan": "Effect", "treated": 2},
        "91",
    ),
    Case(
        "L25 few_treated",
        programme(evaluations=(evaluation(treated=Arm((1,))),)),
        programme(evaluations=(evaluation(treated=Arm((1, 2))),)),
        WHOLE,
        {"plan": "Effect", "treated": 1},
        "91",
    ),
    Case(
        "L25 same_wave",
        programme(evaluations=(evaluation(selection_wave_id=BEFORE),)),
        programme(evaluations=(evaluation(selection_wave_id=None, baseline_wave_id=None),)),
        WHOLE,
        {"plan": "Effect", "treated": 2},
        "91",
    ),
    Case(
        "L25 mode",
        programme(evaluations=(evaluation(treated=Arm((1, 2), posts("post"), posts("web"))),)),
        programme(
            evaluations=(
                evaluation(
                    treated=Arm((1, 2), posts("post"), posts("web")),
                    comparison=Arm((3, 4), posts("post"), posts("web")),
                ),
            )
        ),
        WHOLE,
        {"plan": "Effect", "treated": 2},
        "91",
    ),
    Case(
        "L26 goals",
        with_goals(*many(7)),
        with_goals(*many(6)),
        (Kind.GOAL, TACTICAL),
        {"count": 8},
    ),
    Case(
        "L26 projects",
        programme(projects=tuple(project(600 + at) for at in range(8))),
        programme(projects=tuple(project(600 + at) for at in range(7))),
        AIMS,
        {"count": 8},
    ),
    Case(
        "L26 crossings",
        tangle(4, 4),
        tangle(3, 3),
        WHOLE,
        {"lines": 16, "count": 36},
    ),
    Case(
        "L27 differ",
        programme(said=(said("kaart", 2027), said("planning", 2028))),
        programme(said=(said("kaart", None), said("planning", 2028))),
        WORKS,
        {"fact": "ends", "sources": ("kaart", "planning"), "told": (2027, 2028)},
        "ends",
    ),
]


def told(made: Programme, check: str = "") -> list[Finding]:
    return [one for one in findings(made, on=ON) if not check or one.check == check]


def test_there_are_twenty_seven_checks_and_each_fault_has_its_case() -> None:
    assert list(CHECKS) == [f"L{number:02}" for number in range(1, 28)]
    assert set(FAULTS) == set(CHECKS)
    named = {f"{check} {fault}" for check, faults in FAULTS.items() for fault in faults}
    assert {case.rule for case in CASES} == named


def test_a_programme_without_fault_has_no_findings() -> None:
    assert told(programme()) == []


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{at} {one.rule}" for at, one in enumerate(CASES)]
)
def test_a_planted_fault_is_found_and_its_twin_is_left_alone(case: Case) -> None:
    check, fault = case.rule.split()

    (found,) = [one for one in told(case.faulty, check) if one.fault == fault]

    assert (found.about.kind, found.about.id) == case.about
    assert (found.values, found.place) == (case.data, case.place)
    assert found.severity == FAULTS[check][fault]
    assert [one for one in told(case.clean, check) if one.fault == fault] == []


def test_every_finding_has_a_key_of_its_own() -> None:
    for case in CASES:
        made = told(case.faulty)
        assert len({one.key for one in made}) == len(made), case.rule
        assert len({one.fingerprint for one in made}) == len(made), case.rule


def test_a_programme_that_has_only_just_begun_lacks_no_bridge() -> None:
    assert told(programme(projects=(), bottlenecks=(), areas=()), "L20") == []


def test_money_of_what_is_not_known_is_not_called_a_gap_or_too_much() -> None:
    open_coverage = money(COSTS, coverage(1), coverage(None))
    open_costs = money((Cost(2027, None),), coverage(), coverage(5, year=None))

    assert {one.fault for one in told(open_coverage, "L14")} == {"unknown_coverage"}
    assert {one.fault for one in told(open_costs, "L14")} == {"unknown_costs"}


def test_coverage_of_a_project_without_costs_is_not_called_idle() -> None:
    assert {one.fault for one in told(money((), coverage()), "L14")} == {"no_costs"}


def test_the_amount_of_a_promise_is_unknown_when_one_of_them_is() -> None:
    promised = [coverage(one, pledge=Pledge.PROMISED) for one in (30_000_00, None)]

    (found,) = [one for one in told(money(COSTS, *promised)) if one.fault == "unconfirmed"]

    assert found.values["cents"] is None


def test_the_next_wave_is_the_first_that_has_yet_to_begin() -> None:
    later = wave(53, title="2029", when=year(2029), questions=())

    assert told(programme(waves=(later, wave())), "L07") == []
    assert told(programme(waves=(wave(BEFORE, when=year(2026), questions=()),)), "L07") == []


def test_a_question_of_a_wave_that_is_not_known_is_not_compared() -> None:
    elsewhere = with_indicator(baseline=baseline(wave_id=999))

    assert told(elsewhere, "L08") == []


def test_a_goal_is_measured_last_by_the_latest_of_its_targets() -> None:
    targets = (
        Target(Decimal(35), year(2029)),
        Target(Decimal(33), year(2028)),
        Target(Decimal(31)),
    )
    late = replace(with_project(ends=year(2029)), indicators=(indicator(targets=targets),))

    assert told(late, "L15") == []


def test_a_project_without_end_is_not_called_late() -> None:
    assert told(with_project(ends=None), "L15") == []


def test_a_measurement_that_only_reads_registers_is_no_survey() -> None:
    soon = wave(53, title="Registers", questions=(), reads=("zorg",), n=None)
    unasked = replace(soon, reads=())

    assert told(programme(waves=(soon,)), "L07") == []
    assert len(told(programme(waves=(unasked,)), "L07")) == 1


def test_a_survey_says_nothing_of_what_it_does_not_ask() -> None:
    assert answers(wave(), indicator(question="", series="zorg")) is None
    assert answers(wave(), indicator(question="")) is None
    assert answers(wave(), indicator()) == 400


def test_a_question_that_is_not_asked_is_not_called_too_small_as_well() -> None:
    small = with_indicator(question="veilig", targets=(Target(Decimal(31), year(2028)),))

    assert told(small, "L09") == []


@pytest.mark.parametrize(
    ("area_ids", "asked", "found"),
    [
        ((), None, 400),
        ((), 250, 250),
        ((AREA,), 250, 60),
        ((AREA, 42), None, 150),
        ((AREA, 43), 250, None),
        ((AREA, 99), 250, 250),
    ],
)
def test_the_answers_to_count_on_are_those_of_the_areas_then_the_question_then_all(
    area_ids: tuple[int, ...], asked: int | None, found: int | None
) -> None:
    survey = wave(
        questions=(replace(QUESTION, n=asked),), by_area=((AREA, 60), (42, 90), (43, None))
    )

    assert answers(survey, indicator(area_ids=area_ids)) == found


def test_what_was_not_written_down_of_a_question_is_not_called_different() -> None:
    bare = Asked(QUESTION.key, "", "")
    first = wave(BEFORE, title="Wijkenquête 2026", when=year(2026), questions=(bare,))

    assert told(programme(waves=(first, wave())), "L08") == []


def test_a_way_to_answer_that_is_not_known_is_not_called_another() -> None:
    unknown = evaluation(
        treated=Arm((1, 2), posts("post"), posts("web")), comparison=Arm((3, 4), posts("post"))
    )

    assert told(programme(evaluations=(unknown,)), "L25") == []


def test_other_measures_are_not_judged_by_chance() -> None:
    small = (Target(Decimal(31), year(2028)),)

    assert told(with_indicator(measure=Measure.OTHER, targets=small), "L09") == []
