"""What the next measurement can show, before it is sent; and what rests on a measurement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.indicators import make_own_indicator
from tests.makers.places import AT, make_own_area
from tests.makers.programme import make_goal, make_goal_indicator
from tests.makers.waves import make_linked, make_plan, set_measuring
from wijkregie.core.logframe import Measure
from wijkregie.domain.indicators.states import Mode
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import GoalIndicator
from wijkregie.domain.programme.services import PartDraft
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Goal, Programme
    from wijkregie.domain.programme.queries import IndicatorPlanned, MeasurementPlanSeen
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
BEFORE = (date(2026, 1, 5), date(2026, 1, 30))
AFTER = (date(2027, 3, 1), date(2027, 3, 31))


@pytest.fixture
def goal(programme: Programme) -> Goal:
    return make_goal(programme, "Meer contact")


@pytest.fixture
def areas(here: Municipality) -> tuple[Area, ...]:
    return tuple(make_own_area(here, name) for name in ("Molenwijk", "Rivierenwijk"))


def seen(programme: Programme, viewer: Viewer | None = None) -> MeasurementPlanSeen:
    by = viewer or anonymous(programme.municipality_id)
    plan = queries.measurement_plan(by, programme.key, on=ON)
    assert plan is not None
    return plan


def only(programme: Programme, viewer: Viewer | None = None) -> IndicatorPlanned:
    (one,) = seen(programme, viewer).indicators
    return one


def percentage(goal: Goal, **more: Any) -> GoalIndicator:
    return make_goal_indicator(goal, "Kent de buren", **more)


def test_per_target_it_tells_whether_the_change_can_be_seen(
    programme: Programme, goal: Goal
) -> None:
    first = make_linked(programme, "Eerst", days=BEFORE, questions={"v1": {"n": 300}})
    asked = {"v1": {"n": 300, "modes": ("paper", "web"), "owner": "onderzoek"}}
    make_linked(programme, "Dan", days=AFTER, questions=asked)
    targets = tuple(
        services.TargetDraft(Decimal(at), year) for at, year in ((61, 2026), (62, 2027))
    )
    line = percentage(goal, baseline=Decimal(50), targets=targets)
    set_measuring(line, question="v1", baseline_wave_id=first.pk)

    plan = seen(programme)
    one = only(programme)

    assert plan.next_wave is not None
    assert plan.next_wave.title == "Dan"
    assert [wave.title for wave in plan.waves] == ["Eerst", "Dan"]
    assert (one.title, one.goal.title, one.measure) == (
        "Kent de buren",
        "Meer contact",
        Measure.SHARE,
    )
    assert (one.asked, one.n, one.modes) == (True, 300, (Mode.WEB, Mode.PAPER))
    assert (one.owner, one.baseline_n) == ("onderzoek", 300)
    assert one.baseline_wave is not None
    assert (one.smallest, one.around, one.guessed) == (Decimal("11.342"), Decimal(50), False)
    assert [(each.change, each.shows) for each in one.targets] == [
        (Decimal(11), False),
        (Decimal(12), True),
    ]


def test_without_a_baseline_it_tells_the_largest_that_may_be_needed(
    programme: Programme, goal: Goal
) -> None:
    make_linked(programme, days=AFTER, questions={"v1": {"n": 100}})
    set_measuring(percentage(goal, target=Decimal(80)), question="v1")

    one = only(programme)

    assert (one.smallest, one.around, one.guessed) == (Decimal("19.323"), Decimal(50), True)
    assert [(each.change, each.shows) for each in one.targets] == [(None, None)]


def test_of_a_grade_the_deviation_tells_it(
    programme: Programme, goal: Goal, by: Viewer
) -> None:
    make_linked(programme, days=AFTER, questions={"v1": {"n": 100}})
    draft = services.IndicatorDraft(
        "Cijfer", "cijfer", targets=(services.TargetDraft(Decimal(8)),)
    )
    line = GoalIndicator.objects.get(pk=services.add_indicator(goal.pk, draft, by=by, at=AT))
    set_measuring(line, question="v1")
    assert (only(programme).measure, only(programme).smallest) == (Measure.OTHER, None)

    set_measuring(line, question="v1", deviation=Decimal("1.5"))

    one = only(programme)
    assert (one.measure, one.smallest, one.around) == (Measure.MEAN, Decimal("0.598"), None)
    assert not one.guessed


def test_nothing_can_be_said_where_it_is_not_asked(
    programme: Programme, goal: Goal, here: Municipality
) -> None:
    line = percentage(goal, baseline=Decimal(50), baseline_n=100, target=Decimal(60))
    assert (only(programme).asked, only(programme).n) == (None, None)
    set_measuring(line, question="v1")
    assert (seen(programme).next_wave, only(programme).asked) == (None, None)

    make_linked(programme, days=AFTER, questions={"v2": {"n": 300}})

    one = only(programme)
    assert (one.asked, one.n, one.smallest) == (False, None, None)
    assert [each.shows for each in one.targets] == [None]


def test_a_register_counts_everybody(
    programme: Programme, goal: Goal, here: Municipality, areas: tuple[Area, ...]
) -> None:
    series = make_own_indicator(here)
    make_linked(programme, days=AFTER, areas={areas[0]: 100})
    make_goal_indicator(
        goal, "Bezoekers", series_id=series.pk, series_area_id=areas[0].pk, baseline=Decimal(5)
    )

    one = only(programme)

    assert (one.series_key, one.series_name) == (series.key, series.name)
    assert (one.asked, one.n, one.smallest) == (None, None, None)


def test_of_parts_counts_are_summed_and_never_percentages(
    programme: Programme, goal: Goal, areas: tuple[Area, ...]
) -> None:
    """A tenth of 100 and a half of 50 are 35 of 150, not thirty percent."""
    parts = (PartDraft(areas[0].pk, "", 10, 100), PartDraft(areas[1].pk, "", 25, 50))
    set_measuring(percentage(goal), parts=parts)

    found = only(programme).parts

    assert (found.share, found.held_back) == (Fraction(70, 3), False)
    assert [
        (one.area and one.area.name, one.numerator, one.denominator) for one in found.rows
    ] == [
        ("Molenwijk", 10, 100),
        ("Rivierenwijk", 25, 50),
    ]


def test_where_a_part_is_not_known_nothing_is_said_of_all(
    programme: Programme, goal: Goal, areas: tuple[Area, ...]
) -> None:
    parts = (PartDraft(areas[0].pk, "", 10, 100), PartDraft(None, "de rest", None, 50))
    set_measuring(percentage(goal), parts=parts)

    found = only(programme).parts

    assert (found.share, found.held_back) == (None, False)
    assert [one.name for one in found.rows] == ["", "de rest"]


@pytest.mark.parametrize(
    ("few", "share"),
    [
        ((9, 100), Fraction(5900, 200)),
        ((91, 100), Fraction(14100, 200)),
        ((12, 29), Fraction(6200, 129)),
    ],
)
def test_counts_of_few_people_are_for_who_steers(
    programme: Programme, goal: Goal, by: Viewer, few: tuple[int, int], share: Fraction
) -> None:
    parts = (PartDraft(None, "de rest", 50, 100), PartDraft(None, "weinig", *few))
    set_measuring(percentage(goal), parts=parts)

    public, mine = only(programme).parts, only(programme, by).parts

    assert [one.numerator for one in public.rows] == [None, None]
    assert (public.held_back, public.share) == (True, share)
    assert [(one.numerator, one.denominator) for one in mine.rows] == [(50, 100), few]
    assert (mine.held_back, mine.share) == (False, share)


def test_of_few_people_in_all_the_share_is_for_who_steers_too(
    programme: Programme, goal: Goal, by: Viewer
) -> None:
    parts = (PartDraft(None, "een", 6, 12), PartDraft(None, "twee", 6, 12))
    set_measuring(percentage(goal), parts=parts)

    assert only(programme).parts.share is None
    assert only(programme, by).parts.share == 50


def test_an_area_that_is_not_public_holds_back_the_counts(
    programme: Programme, goal: Goal, here: Municipality, areas: tuple[Area, ...]
) -> None:
    hidden = make_own_area(here, "Nog geheim", public=False)
    parts = (PartDraft(areas[0].pk, "", 50, 100), PartDraft(hidden.pk, "", 50, 100))
    set_measuring(percentage(goal), parts=parts)

    found = only(programme).parts

    assert [one.area and one.area.name for one in found.rows] == ["Molenwijk"]
    assert (found.held_back, found.rows[0].numerator) == (True, None)


def test_plans_are_seen_with_their_areas_and_ways_to_answer(
    programme: Programme, goal: Goal, here: Municipality, areas: tuple[Area, ...]
) -> None:
    line = percentage(goal)
    first = make_linked(programme, "Eerst", days=BEFORE, areas={areas[0]: 100})
    second = make_linked(programme, "Dan", days=AFTER, areas={areas[0]: 100})
    hidden = make_own_area(here, "Nog geheim", public=False)
    plan = make_plan(
        programme,
        "Effect",
        indicator_id=line.pk,
        treated_ids=(areas[0].pk, hidden.pk),
        comparison_ids=(areas[1].pk,),
        baseline_wave_id=first.pk,
        follow_up_wave_id=second.pk,
    )
    passer_by = anonymous(here.pk)

    (found,) = queries.evaluations_of(passer_by, programme.key)

    assert found == queries.evaluation_seen(passer_by, plan.pk)
    assert (found.title, found.fixed_at, found.may_steer) == ("Effect", AT, False)
    assert found.indicator is not None
    assert (found.indicator.title, found.indicator.goal_id) == ("Kent de buren", goal.pk)
    assert [one.name for one in found.treated.areas] == ["Molenwijk"]
    assert (found.treated.before, found.treated.after) == ((Mode.WEB,), (Mode.WEB,))
    assert (found.comparison.before, found.selection_wave) == ((), None)
    assert found.follow_up_wave is not None
    assert found.follow_up_wave.title == "Dan"


def test_a_plan_without_anything_is_seen_as_that(programme: Programme, by: Viewer) -> None:
    plan = make_plan(programme, "Nog leeg")

    found = queries.evaluation_seen(by, plan.pk)

    assert found is not None
    assert (found.indicator, found.baseline_wave, found.treated.areas) == (None, None, ())
    assert queries.evaluation_seen(by, plan.pk + 1) is None
    assert queries.evaluations_of(by, "nergens") == ()
    assert queries.measurement_plan(by, "nergens", on=ON) is None


def test_what_rests_on_a_measurement_is_told(
    programme: Programme, goal: Goal, by: Viewer
) -> None:
    first = make_linked(programme, "Eerst", days=BEFORE, questions={"v1": {}, "v2": {}})
    line = percentage(goal)
    set_measuring(line, question="v1", baseline_wave_id=first.pk)
    plan = make_plan(programme, "Effect", selection_wave_id=first.pk)

    use = queries.wave_use(anonymous(programme.municipality_id), first.pk)

    assert [(one.title, one.programme_key) for one in use.programmes] == [
        (programme.name, programme.key)
    ]
    assert [one.id for one in use.baselines] == [line.pk]
    assert [one.id for one in use.evaluations] == [plan.pk]
    assert {key: [one.title for one in named] for key, named in use.by_question.items()} == {
        "v1": ["Kent de buren"]
    }


def test_the_plan_costs_the_same_queries_however_much_is_measured(
    programme: Programme, goal: Goal, areas: tuple[Area, ...]
) -> None:
    viewer = anonymous(programme.municipality_id)

    def costs() -> int:
        with CaptureQueriesContext(connection) as queried:
            queries.measurement_plan(viewer, programme.key, on=ON)
        return len(queried)

    counted = []
    for at in range(3):
        make_linked(programme, f"Meting {at}", days=AFTER, areas={areas[0]: 100})
        for more in range(at + 1):
            line = make_goal_indicator(goal, f"Cijfer {at} {more}")
            parts = (PartDraft(areas[0].pk, "", 50, 100),)
            set_measuring(line, question="v1", parts=parts)
        counted.append(costs())
    assert counted == [8, 8, 8]
