"""Change, move and remove goals and what is measured; nobody writes over somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.agreements import make_agreement
from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import (
    make_bottleneck,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
)
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Goal, GoalIndicator, RegularActivity
from wijkregie.domain.programme.services import ProgrammeRefused, TargetDraft
from wijkregie.domain.programme.states import Direction, GoalLevel
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


def change(goal: Goal, by: Viewer, **more: Any) -> None:
    before = services.goal_as_is(Goal.objects.get(pk=goal.pk))
    services.change_goal(goal.pk, replace(before, **more), before=before, by=by, at=AT)
    goal.refresh_from_db()


def last_log() -> str:
    return LogRow.objects.latest("pk").what


def test_a_goal_is_changed_and_the_log_tells(programme: Programme, by: Viewer) -> None:
    goal = make_goal(programme, "Samenhang")

    change(goal, by, title="Meer samenhang", aims=("groeten", " "), open_because="groeit")

    assert (goal.title, goal.aims, goal.open_because) == (
        "Meer samenhang",
        ["groeten"],
        "groeit",
    )
    assert last_log() == "goal_changed"


def test_a_goal_is_never_its_own_parent_or_grandparent(
    programme: Programme, by: Viewer
) -> None:
    top = make_goal(programme, "Boven")
    middle = make_goal(programme, "Midden", level=GoalLevel.OPERATIONAL, parent=top)
    low = make_goal(programme, "Onder", level=GoalLevel.RESULT, parent=middle)

    with pytest.raises(services.ProgrammeRefused, match="niet onder zichzelf"):
        services.move_goal(top.pk, top.pk, by=by, at=AT)
    for below in (middle, low):
        with pytest.raises(services.ProgrammeRefused, match="staat onder het doel"):
            services.move_goal(top.pk, below.pk, by=by, at=AT)
    assert list(Goal.objects.order_by("pk").values_list("parent_id", flat=True)) == [
        None,
        top.pk,
        middle.pk,
    ]


def test_a_circle_that_stands_there_already_can_be_undone(
    programme: Programme, by: Viewer
) -> None:
    one = make_goal(programme, "Een")
    two = make_goal(programme, "Twee", level=GoalLevel.OPERATIONAL, parent=one)
    Goal.objects.filter(pk=one.pk).update(parent=two)

    services.move_goal(one.pk, None, by=by, at=AT)

    one.refresh_from_db()
    assert one.parent_id is None
    assert last_log() == "goal_moved"


def test_a_goal_moves_with_all_below_it(programme: Programme, by: Viewer) -> None:
    effect = make_goal(programme, "Effect", level=GoalLevel.IMPACT)
    other = make_goal(programme, "Ander effect", level=GoalLevel.IMPACT)
    goal = make_goal(programme, "Samenhang", parent=effect)
    low = make_goal(programme, "Kent buren", level=GoalLevel.OPERATIONAL, parent=goal)

    services.move_goal(goal.pk, other.pk, by=by, at=AT)

    goal.refresh_from_db()
    low.refresh_from_db()
    assert (goal.parent_id, low.parent_id) == (other.pk, goal.pk)


def test_a_level_has_to_fit_between_those_around_it(programme: Programme, by: Viewer) -> None:
    goal = make_goal(programme, "Samenhang")
    make_goal(programme, "Kent buren", level=GoalLevel.OPERATIONAL, parent=goal)

    with pytest.raises(services.ProgrammeRefused, match="“Kent buren” er niet onder"):
        change(goal, by, level=GoalLevel.RESULT)
    change(goal, by, level=GoalLevel.IMPACT)

    assert goal.level == GoalLevel.IMPACT


def test_a_goal_has_a_handful_of_aims(programme: Programme, by: Viewer) -> None:
    with pytest.raises(services.ProgrammeRefused, match="hoogstens 20"):
        change(make_goal(programme), by, aims=("punt",) * 21)


@pytest.mark.parametrize("field", ["title", "open_because"])
def test_what_leads_to_a_person_is_refused(
    field: str, programme: Programme, by: Viewer
) -> None:
    goal = make_goal(programme)
    with pytest.raises(WordsRefused) as refused:
        change(goal, by, **{field: "Bel 06-12345678"})
    assert refused.value.field == field


def test_the_second_editor_is_told_what_the_first_changed(
    programme: Programme, by: Viewer
) -> None:
    goal = make_goal(programme, "Samenhang")
    before = services.goal_as_is(goal)
    change(goal, by, title="Meer samenhang")

    draft = replace(before, open_because="groeit")
    with pytest.raises(services.ChangedMeanwhile) as refused:
        services.change_goal(goal.pk, draft, before=before, by=by, at=AT)

    assert refused.value.changed == {"title"}
    assert refused.value.now == services.goal_as_is(goal)
    assert goal.title == "Meer samenhang"


def test_a_goal_is_removed_only_when_nothing_hangs_on_it(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    goal = make_goal(programme, "Samenhang")
    child = make_goal(programme, "Kent buren", level=GoalLevel.OPERATIONAL, parent=goal)
    project = make_project(programme, "Samen eten", goal_ids=(goal.pk,))
    bottleneck = make_bottleneck(programme, "eenzaam", goals=[goal])
    agreement = make_agreement(programme, goal_ids=(goal.pk,))
    work = RegularActivity.objects.create(
        municipality=here, programme=programme, name="Welzijn"
    )
    work.goals.add(goal)
    known = make_goal_indicator(goal, "Met waarde", baseline=Decimal(0))
    make_goal_indicator(goal, "Zonder waarde")

    with pytest.raises(services.GoalInUse, match="“Samen eten”") as refused:
        services.remove_goal(goal.pk, by=by, at=AT)

    assert [(one.kind, one.pk) for one in refused.value.hangs] == [
        ("goal", child.pk),
        ("project", project.pk),
        ("bottleneck", bottleneck.pk),
        ("agreement", agreement.pk),
        ("regular", work.pk),
        ("indicator", known.pk),
    ]
    assert Goal.objects.filter(pk=goal.pk).exists()


def test_a_goal_goes_with_figures_that_never_had_a_value(
    programme: Programme, by: Viewer
) -> None:
    goal = make_goal(programme)
    bare = make_goal_indicator(goal, target=Decimal(3))
    with pytest.raises(services.GoalInUse) as refused:
        services.remove_goal(goal.pk, by=by, at=AT)
    assert [(one.kind, one.pk) for one in refused.value.hangs] == [("indicator", bare.pk)]
    bare.targets.all().delete()

    services.remove_goal(goal.pk, by=by, at=AT)

    assert not Goal.objects.exists()
    assert not GoalIndicator.objects.exists()
    assert last_log() == "goal_removed"


def one_of(goal: Goal, by: Viewer, **more: Any) -> GoalIndicator:
    draft = services.IndicatorDraft("Kent buren", "%", **{"same_unit": True} | more)
    return GoalIndicator.objects.get(pk=services.add_indicator(goal.pk, draft, by=by, at=AT))


def test_what_is_measured_is_changed_with_its_targets(programme: Programme, by: Viewer) -> None:
    one = one_of(
        make_goal(programme),
        by,
        targets=(TargetDraft(Decimal(40), 2027), TargetDraft(Decimal(60))),
    )
    before = services.indicator_as_is(one)
    draft = replace(
        before,
        owner="Stichting Samen",
        baseline=Decimal("30.5"),
        baseline_on=date(2025, 11, 30),
        baseline_n=400,
        targets=(TargetDraft(Decimal(45), on=date(2027, 6, 30)), TargetDraft(Decimal(60))),
    )

    services.change_indicator(one.pk, draft, before=before, by=by, at=AT)

    one.refresh_from_db()
    assert (one.owner, one.baseline, one.baseline_year) == (
        "Stichting Samen",
        Decimal("30.5"),
        2025,
    )
    assert services.indicator_as_is(one).targets == (
        TargetDraft(Decimal(45), 2027, date(2027, 6, 30)),
        TargetDraft(Decimal(60)),
    )
    assert last_log() == "goal_indicator_changed"


def test_targets_stand_by_date_and_the_one_without_a_date_last(
    programme: Programme, by: Viewer
) -> None:
    one = one_of(make_goal(programme), by)
    wanted = (
        TargetDraft(Decimal(60)),
        TargetDraft(Decimal(50), 2028),
        TargetDraft(Decimal(45), on=date(2027, 6, 30)),
    )

    services.set_targets(one.pk, wanted, by=by, at=AT)

    (goal,) = queries.goal_tree(by, programme.pk)
    (line,) = goal.indicators
    assert [(each.year, each.value) for each in line.targets] == [
        (2027, Decimal(45)),
        (2028, Decimal(50)),
        (None, Decimal(60)),
    ]
    assert (line.target, line.target_year) == (Decimal(60), None)
    assert line.targets[0].day == date(2027, 6, 30)
    assert line.targets[1].day == date(2028, 12, 31)
    assert last_log() == "targets_set"


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ((TargetDraft(Decimal(1), 2027),) * 2, "bij hetzelfde jaar"),
        ((TargetDraft(Decimal(1)),) * 2, "allebei zonder jaar"),
        ((TargetDraft(Decimal(1), on=date(1066, 1, 1)),), "jaren in van"),
        (tuple(TargetDraft(Decimal(1), 2000 + at) for at in range(21)), "hoogstens 20"),
    ],
)
def test_targets_that_cannot_be_are_refused(
    targets: tuple[TargetDraft, ...], said: str, programme: Programme, by: Viewer
) -> None:
    one = one_of(make_goal(programme), by, targets=(TargetDraft(Decimal(3)),))

    with pytest.raises(services.ProgrammeRefused, match=said):
        services.set_targets(one.pk, targets, by=by, at=AT)
    assert one.targets.get().value == 3


@pytest.mark.parametrize("n", [0, -1, 10**9])
def test_a_number_of_answers_is_a_number_of_people(
    n: int, programme: Programme, by: Viewer
) -> None:
    with pytest.raises(services.ProgrammeRefused, match="hoeveel mensen"):
        one_of(make_goal(programme), by, baseline_n=n)


def test_a_figure_that_somebody_changed_is_not_written_over(
    programme: Programme, by: Viewer
) -> None:
    one = one_of(make_goal(programme), by)
    before = services.indicator_as_is(one)
    services.set_targets(one.pk, [TargetDraft(Decimal(5), 2027)], by=by, at=AT)

    with pytest.raises(services.ChangedMeanwhile) as refused:
        services.change_indicator(one.pk, before, before=before, by=by, at=AT)

    assert refused.value.changed == {"targets"}


def test_what_is_measured_goes_and_the_figure_stays(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area, series = make_own_area(here, "Molenwijk"), make_own_indicator(here)
    one = one_of(make_goal(programme), by, series_id=series.pk, series_area_id=area.pk)

    services.remove_indicator(one.pk, by=by, at=AT)

    assert not GoalIndicator.objects.exists()
    series.refresh_from_db()
    assert last_log() == "goal_indicator_removed"


def test_only_who_steers_here_changes_goals(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    goal = make_goal(programme)
    one = one_of(goal, by)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    there = make_municipality()
    stranger = viewer_for(make_role(there, Role.DISTRICT_MANAGER).person, there)
    as_is, line = services.goal_as_is(goal), services.indicator_as_is(one)

    for who, said in (
        (worker, "wijkregisseur"),
        (stranger, "niet meer"),
        (anonymous(here.pk), "wijkregisseur"),
    ):
        for act in (
            lambda who=who: services.change_goal(goal.pk, as_is, before=as_is, by=who, at=AT),
            lambda who=who: services.move_goal(goal.pk, None, by=who, at=AT),
            lambda who=who: services.remove_goal(goal.pk, by=who, at=AT),
            lambda who=who: services.change_indicator(one.pk, line, before=line, by=who, at=AT),
            lambda who=who: services.set_targets(one.pk, (), by=who, at=AT),
            lambda who=who: services.remove_indicator(one.pk, by=who, at=AT),
        ):
            with pytest.raises(services.ProgrammeRefused, match=said):
                act()  # type: ignore[no-untyped-call] # a list of things to try


# ---------------------------------------------------------------- what is seen of it


def test_the_interval_takes_the_margins_of_now_and_of_the_baseline(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    """By hand: margin of now 2.5 (n 412), of the baseline 1.96 √(40·60/400) = 4.8010."""
    area, series = make_own_area(here, "Molenwijk"), make_own_indicator(here)
    make_own_figure(series, area.code, 44.0, period=2026, n=412)
    goal = make_goal(programme)
    known = {"series_id": series.pk, "series_area_id": area.pk, "baseline": Decimal(40)}
    targets = (TargetDraft(Decimal(50), 2028),)
    one_of(goal, by, **known, baseline_year=2024, baseline_n=400, targets=targets)
    one_of(goal, by, **known, targets=targets)

    (seen,) = queries.goal_tree(by, programme.pk)

    first, second = seen.indicators
    assert first.baseline_margin == Decimal("4.801")
    assert first.way is not None
    assert first.way.low is not None
    assert float(first.way.low) == pytest.approx(-0.2502, abs=1e-4)
    assert first.expected == 40 + Fraction(10 * 730, 1461)  # days gone, of all
    assert second.way is not None
    assert (second.way.low, second.way.high) == (Fraction(3, 20), Fraction(13, 20))
    assert (second.baseline_margin, second.expected) == (None, None)


@pytest.mark.parametrize(
    ("unit", "baseline", "n"), [("punten", 40, 400), ("%", 140, 400), ("%", 40, None)]
)
def test_the_margin_of_a_baseline_is_known_of_a_share_with_answers_only(
    unit: str, baseline: int, n: int | None, programme: Programme, by: Viewer
) -> None:
    goal = make_goal(programme)
    draft = services.IndicatorDraft("Cijfer", unit, baseline=Decimal(40), baseline_n=n)
    services.add_indicator(goal.pk, draft, by=by, at=AT)
    GoalIndicator.objects.update(baseline=baseline)

    (seen,) = queries.goal_tree(by, programme.pk)

    assert seen.indicators[0].baseline_margin is None


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"baseline": Decimal(140)}, "baseline", "tussen 0 en 100"),
        ({"baseline": Decimal(-1)}, "baseline", "tussen 0 en 100"),
        ({"baseline_on": None, "baseline_year": 2027}, "baseline", "dag in die geweest is"),
        (
            {"baseline_on": AT.date() + timedelta(days=1), "baseline_n": 9},
            "baseline",
            "gemeten is",
        ),
    ],
)
def test_a_value_from_before_that_cannot_be_is_refused(
    more: dict[str, Any], field: str, said: str, programme: Programme, by: Viewer
) -> None:
    one = one_of(make_goal(programme), by, baseline=Decimal(100), baseline_on=AT.date())
    before = services.indicator_as_is(one)

    with pytest.raises(ProgrammeRefused, match=said) as refused:
        services.change_indicator(one.pk, replace(before, **more), before=before, by=by, at=AT)

    assert refused.value.field == field


def test_a_value_from_before_may_have_a_day_to_come_while_it_is_not_known(
    programme: Programme, by: Viewer
) -> None:
    one_of(make_goal(programme), by, baseline_year=2030)

    assert GoalIndicator.objects.get().baseline_year == 2030


def test_what_is_said_to_be_something_else_has_no_scale(
    programme: Programme, by: Viewer
) -> None:
    draft = services.IndicatorDraft("Bezoekers", "% groei", baseline=Decimal(140))

    services.add_indicator(make_goal(programme).pk, draft, by=by, at=AT)

    assert GoalIndicator.objects.get().baseline == 140


@pytest.mark.parametrize("unit", ["inwoners", "per 1.000 inwoners"])
def test_a_figure_in_another_unit_is_refused_with_both_units(
    unit: str, programme: Programme, here: Municipality, by: Viewer
) -> None:
    area, series = make_own_area(here, "Molenwijk"), make_own_indicator(here, unit=unit)

    with pytest.raises(ProgrammeRefused, match=f"“%”.*“{unit}”") as refused:
        one_of(make_goal(programme), by, series_id=series.pk, series_area_id=area.pk)

    assert refused.value.field == "series"


def test_of_a_unit_in_other_words_one_says_once_that_it_is_the_same(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area, series = make_own_area(here, "Molenwijk"), make_own_indicator(here, unit="cijfer")
    goal = make_goal(programme)
    linked = {"series_id": series.pk, "series_area_id": area.pk}

    with pytest.raises(ProgrammeRefused, match=r"“%”.*“cijfer”") as refused:
        one_of(goal, by, **linked, same_unit=False)
    one = one_of(goal, by, **linked)
    before = services.indicator_as_is(one)
    services.change_indicator(
        one.pk, replace(before, owner="Gemeente"), before=before, by=by, at=AT
    )

    assert refused.value.field == "same_unit"
    before = services.indicator_as_is(GoalIndicator.objects.get())
    with pytest.raises(ProgrammeRefused, match="punten"):
        services.change_indicator(
            one.pk, replace(before, unit="punten"), before=before, by=by, at=AT
        )


def test_a_goal_is_opened_with_what_is_measured(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    goal = make_goal(programme, "Samenhang")
    one_of(goal, by)
    change(goal, by, aims=("groeten",), open_because="groeit")

    opened = queries.goal_opened(by, goal.pk)

    assert opened is not None
    assert (opened.programme.id, opened.goal.title) == (programme.pk, "Samenhang")
    assert (opened.aims, opened.open_because) == (("groeten",), "groeit")
    assert [one.title for one in opened.indicators] == ["Kent buren"]
    assert queries.goal_opened(installation(make_municipality().pk), goal.pk) is None


def test_goals_stand_from_the_top_down(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    make_goal(programme, "Tactisch")
    make_goal(programme, "Effect", level=GoalLevel.IMPACT)
    make_goal(make_programme(here), "Elders")

    found = queries.goals_from_the_top(by, programme.pk)

    assert [one.title for one in found] == ["Effect", "Tactisch"]
    assert queries.goals_from_the_top(installation(make_municipality().pk), programme.pk) == ()


def test_the_frame_for_advice_is_the_programme_without_projects(
    programme: Programme, by: Viewer
) -> None:
    goal = make_goal(programme, "Samenhang")
    one_of(goal, by, direction=Direction.LOWER)
    make_project(programme, goal_ids=(goal.pk,))
    seen = queries.programme_seen(by, programme.key)
    assert seen is not None

    frame = queries.frame_for_advice(by, seen)

    assert ([one.title for one in frame.goals], frame.projects) == (["Samenhang"], ())
    assert [one.higher for one in frame.indicators] == [False]


def test_nothing_is_expected_of_the_year_of_the_baseline_itself(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area, series = make_own_area(here, "Molenwijk"), make_own_indicator(here)
    make_own_figure(series, area.code, 44.0, period=2024)
    one_of(
        make_goal(programme),
        by,
        series_id=series.pk,
        series_area_id=area.pk,
        baseline=Decimal(40),
        baseline_year=2024,
        targets=(TargetDraft(Decimal(50), 2028),),
    )

    (seen,) = queries.goal_tree(by, programme.pk)

    assert seen.indicators[0].expected is None
