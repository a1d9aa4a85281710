"""The checks on measurements, parts and plans find what stands in the rooms, and no more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.indicators import make_own_indicator
from tests.makers.places import AT, make_own_area
from tests.makers.programme import make_goal, make_goal_indicator
from tests.makers.waves import make_linked, make_plan, make_whole, set_measuring
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.indicators.services import PlanDraft, PlannedAreaDraft
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import GoalIndicator
from wijkregie.domain.programme.services import PartDraft

if TYPE_CHECKING:
    from wijkregie.core.logframe import Finding
    from wijkregie.domain.indicators.models import MeasurementWave
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
BEFORE = (date(2026, 1, 5), date(2026, 1, 30))
AFTER = (date(2027, 3, 1), date(2027, 3, 31))
ASKED = {"wording": "Ken je je buren?", "scale": "ja of nee", "answers": ("ja", "nee")}


@pytest.fixture
def line(programme: Programme) -> GoalIndicator:
    """A figure of which 50 percent said yes, and 80 percent is aimed at."""
    goal = make_goal(programme, "Meer contact")
    made = make_goal_indicator(
        goal, "Kent de buren", baseline=Decimal(50), target=Decimal(80), target_year=2027
    )
    set_measuring(made, question="v1")
    return made


@pytest.fixture
def areas(here: Municipality) -> tuple[Area, ...]:
    names = ("Molenwijk", "Rivierenwijk", "Schilderwijk", "Butterhuizen")
    return tuple(make_own_area(here, name) for name in names)


def told(programme: Programme, by: Viewer, check: str) -> list[Finding]:
    seen = queries.checks_of(by, programme.key, on=ON)
    assert seen is not None
    return [one.finding for one in seen.checks if one.finding.check == check]


def survey(programme: Programme, title: str, days: Any, **more: Any) -> MeasurementWave:
    return make_linked(programme, title, days=days, questions={"v1": ASKED | more})


def test_a_question_that_the_next_measurement_does_not_ask_is_found(
    programme: Programme, line: GoalIndicator, by: Viewer
) -> None:
    wave = make_linked(programme, "Buurtenquête 2027", days=AFTER, questions={"v2": {}})
    make_linked(programme, "Buurtenquête 2028", days=(date(2028, 1, 1),) * 2)

    (found,) = told(programme, by, "L07")

    assert (found.about.id, found.values) == (line.pk, {"wave": "Buurtenquête 2027"})
    indicators.plan_measurement(wave.pk, PlanDraft(question="v1"), by=by, at=AT)
    assert told(programme, by, "L07") == []


def test_only_measurements_of_the_programme_to_come_are_looked_at(
    programme: Programme, line: GoalIndicator, by: Viewer
) -> None:
    make_whole(programme.municipality, "Van een ander", days=AFTER, questions={})
    make_linked(programme, "Geweest", days=BEFORE, questions={})
    registers = make_linked(programme, "Registers", days=AFTER, questions={})
    series = make_own_indicator(programme.municipality)
    indicators.plan_measurement(registers.pk, PlanDraft(series_id=series.pk), by=by, at=AT)

    assert told(programme, by, "L07") == []


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        ({"wording": "Hoeveel buren ken je?"}, ("wording",)),
        ({"scale": "1-5", "answers": ("1", "5")}, ("scale", "answers")),
        ({}, ()),
        ({"wording": "", "scale": "", "answers": ()}, ()),
    ],
)
def test_a_question_in_other_words_than_at_the_baseline_is_found(
    programme: Programme,
    line: GoalIndicator,
    by: Viewer,
    more: dict[str, Any],
    changed: tuple[str, ...],
) -> None:
    first = survey(programme, "Buurtenquête 2026", BEFORE)
    survey(programme, "Buurtenquête 2027", AFTER, **more)
    set_measuring(line, question="v1", baseline_wave_id=first.pk)

    found = told(programme, by, "L08")

    assert [one.values["changed"] for one in found] == ([changed] if changed else [])
    assert all(one.values["baseline"] == "Buurtenquête 2026" for one in found)


@pytest.mark.parametrize(("target", "shown"), [(61, False), (62, True)])
def test_a_target_too_small_to_be_seen_is_found(
    programme: Programme, line: GoalIndicator, by: Viewer, target: int, *, shown: bool
) -> None:
    """With 300 answers in both a change of 11.4 points shows itself (D19)."""
    first = survey(programme, "Buurtenquête 2026", BEFORE, n=300)
    survey(programme, "Buurtenquête 2027", AFTER, n=300)
    set_measuring(line, question="v1", baseline_wave_id=first.pk)
    aimed = (services.TargetDraft(Decimal(target), 2027),)
    services.set_targets(line.pk, aimed, by=by, at=AT)

    found = told(programme, by, "L09")

    assert [one.values["n"] for one in found] == ([] if shown else [300])
    assert [one.values["change"] for one in found] == ([] if shown else [Decimal(11)])


def test_of_an_area_its_own_answers_count(
    programme: Programme, line: GoalIndicator, by: Viewer, areas: tuple[Area, ...]
) -> None:
    first = survey(programme, "Buurtenquête 2026", BEFORE, n=2000)
    second = survey(programme, "Buurtenquête 2027", AFTER, n=2000)
    set_measuring(line, question="v1", baseline_wave_id=first.pk)
    assert told(programme, by, "L09") == []

    for wave in (first, second):
        draft = PlannedAreaDraft(areas[0].pk, 20)
        indicators.plan_area(wave.pk, draft, by=by, at=AT)
    parts = (PartDraft(areas[0].pk, "", 10, 20),)
    set_measuring(line, question="v1", baseline_wave_id=first.pk, parts=parts)

    (found,) = told(programme, by, "L09")
    assert found.values["n"] == 20


def test_a_grade_is_judged_by_its_deviation(
    programme: Programme, line: GoalIndicator, by: Viewer
) -> None:
    first = survey(programme, "Buurtenquête 2026", BEFORE, n=100)
    survey(programme, "Buurtenquête 2027", AFTER, n=100)
    draft = services.IndicatorDraft(
        "Cijfer voor de buurt",
        "cijfer",
        baseline=Decimal(7),
        targets=(services.TargetDraft(Decimal("7.5"), 2027),),
    )
    made = services.add_indicator(line.goal_id, draft, by=by, at=AT)
    grade = GoalIndicator.objects.get(pk=made)
    set_measuring(grade, question="v1", baseline_wave_id=first.pk)
    assert told(programme, by, "L09") == []

    set_measuring(grade, question="v1", baseline_wave_id=first.pk, deviation=Decimal("1.5"))

    (found,) = told(programme, by, "L09")
    assert (found.about.id, found.values["change"]) == (made, Decimal("0.5"))
    aimed = (services.TargetDraft(Decimal("7.6"), 2027),)
    services.set_targets(made, aimed, by=by, at=AT)
    assert told(programme, by, "L09") == []


def test_a_percentage_of_areas_together_without_counts_is_found(
    programme: Programme, line: GoalIndicator, by: Viewer, areas: tuple[Area, ...]
) -> None:
    known, unknown = PartDraft(areas[0].pk, "", 60, 120), PartDraft(areas[1].pk, "", 60)
    set_measuring(line, parts=(known, unknown))

    (found,) = told(programme, by, "L17")

    assert found.values == {"areas": 2}
    set_measuring(line, parts=(known, PartDraft(areas[1].pk, "", 60, 100)))
    assert told(programme, by, "L17") == []
    set_measuring(line, parts=(unknown,))
    assert told(programme, by, "L17") == []


def faults(programme: Programme, by: Viewer, **said: Any) -> list[str]:
    plan = make_plan(programme, **said)
    found = [one.fault for one in told(programme, by, "L25")]
    services.remove_evaluation(plan.pk, by=by, at=AT)
    return found


def test_a_plan_that_cannot_tell_an_effect_is_found(
    programme: Programme, by: Viewer, areas: tuple[Area, ...]
) -> None:
    first = survey(programme, "Buurtenquête 2026", BEFORE)
    one, two, three, four = (area.pk for area in areas)
    sound: dict[str, Any] = {
        "treated_ids": (one, two),
        "comparison_ids": (three, four),
        "baseline_wave_id": first.pk,
    }

    assert faults(programme, by, **sound) == []
    assert faults(programme, by, **sound | {"comparison_ids": ()}) == ["no_comparison"]
    assert faults(programme, by, **sound | {"treated_ids": (one,)}) == ["few_treated"]
    assert faults(programme, by, **sound | {"selection_wave_id": first.pk}) == ["same_wave"]


def test_another_way_to_answer_in_one_group_only_is_found(
    programme: Programme, line: GoalIndicator, by: Viewer, areas: tuple[Area, ...]
) -> None:
    first = survey(programme, "Buurtenquête 2026", BEFORE, modes=("web", "paper"))
    second = survey(programme, "Buurtenquête 2027", AFTER, modes=("web", "paper"))
    one, two, three, four = (area.pk for area in areas)
    sound: dict[str, Any] = {
        "indicator_id": line.pk,
        "treated_ids": (one, two),
        "comparison_ids": (three, four),
        "baseline_wave_id": first.pk,
        "follow_up_wave_id": second.pk,
    }
    assert faults(programme, by, **sound) == []

    door = PlannedAreaDraft(one, None, ("web", "paper", "door"))
    indicators.plan_area(second.pk, door, by=by, at=AT)

    assert faults(programme, by, **sound) == ["mode"]
    for area in (three, four):
        draft = PlannedAreaDraft(area, None, ("door",))
        indicators.plan_area(second.pk, draft, by=by, at=AT)
    assert faults(programme, by, **sound) == []


def test_a_way_to_answer_that_nobody_wrote_down_is_not_called_another(
    programme: Programme, by: Viewer, areas: tuple[Area, ...]
) -> None:
    first = survey(programme, "Buurtenquête 2026", BEFORE)
    second = survey(programme, "Buurtenquête 2027", AFTER)
    one, two, three, four = (area.pk for area in areas)
    door = PlannedAreaDraft(one, None, ("door",))
    indicators.plan_area(second.pk, door, by=by, at=AT)

    found = faults(
        programme,
        by,
        treated_ids=(one, two),
        comparison_ids=(three, four),
        baseline_wave_id=first.pk,
        follow_up_wave_id=second.pk,
    )

    assert found == []


def test_what_a_baseline_lacks_comes_from_its_measurement(
    programme: Programme, line: GoalIndicator, by: Viewer
) -> None:
    (found,) = told(programme, by, "L03")
    assert found.values["lacks"] == ("date", "source", "n")
    first = survey(programme, "Buurtenquête 2026", BEFORE, n=300)

    set_measuring(line, question="v1", baseline_wave_id=first.pk)

    assert told(programme, by, "L03") == []
