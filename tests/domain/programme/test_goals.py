"""Programmes, the tree of goals, indicators and their progress, bottlenecks and evidence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.makers.agreements import make_activity
from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.people import make_group
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import (
    make_bottleneck,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
    make_raised,
)
from wijkregie.domain.decisions.states import Rung
from wijkregie.domain.indicators.models import OwnFigure
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import Direction, GoalLevel
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.queries import IndicatorLine
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
DRAFT = services.ProgrammeDraft("Samen verder", 2026, 2027)


def line_of(viewer: Viewer, programme: Programme) -> IndicatorLine:
    (goal,) = queries.goal_tree(viewer, programme.pk)
    (line,) = goal.indicators
    return line


def test_the_value_of_now_comes_from_the_linked_figure(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area = make_own_area(here, "Molenwijk")
    series = make_own_indicator(here, "vrijwilligers")
    make_own_figure(series, area.code, 21.5, period=2024)
    make_own_figure(series, area.code, 22.5, period=2025)
    make_goal_indicator(
        make_goal(programme),
        baseline=Decimal(20),
        target=Decimal(30),
        series_id=series.pk,
        series_area_id=area.pk,
    )

    line = line_of(by, programme)

    assert (line.now, line.now_period) == (Decimal("22.5"), 2025)
    assert line.progress == Fraction(1, 4)
    assert (line.series_key, line.series_name) == ("vrijwilligers", "Score")
    assert line.series_area is not None
    assert line.series_area.name == "Molenwijk"


def test_the_margin_of_a_share_follows_from_its_answers(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area = make_own_area(here, "Molenwijk")
    series = make_own_indicator(here, "vrijwilligers")
    make_own_figure(series, area.code, 60, period=2026, n=100)
    OwnFigure.objects.update(margin=None)
    make_goal_indicator(
        make_goal(programme),
        baseline=Decimal(50),
        baseline_year=2024,
        baseline_n=100,
        target=Decimal(70),
        series_id=series.pk,
        series_area_id=area.pk,
    )

    line = line_of(by, programme)

    # 1.96 √(50 · 50 / 100) = 9.8 before, 1.96 √(60 · 40 / 100) = 9.602 now.
    assert line.baseline_margin == pytest.approx(Decimal("9.8"), abs=Decimal("0.001"))
    assert line.now_margin == pytest.approx(Decimal("9.602"), abs=Decimal("0.001"))
    assert line.way is not None
    assert line.way.low is not None
    assert line.way.low < 0 < Fraction(1, 2) == line.way.share


@pytest.mark.parametrize(("period", "way"), [(2023, None), (2024, None), (2025, 1 / 4)])
def test_what_was_not_measured_again_is_no_nought(
    programme: Programme, here: Municipality, by: Viewer, period: int, way: float | None
) -> None:
    area = make_own_area(here, "Molenwijk")
    series = make_own_indicator(here, "vrijwilligers")
    make_own_figure(series, area.code, 22.5, period=period)
    make_goal_indicator(
        make_goal(programme),
        baseline=Decimal(20),
        baseline_year=2024,
        target=Decimal(30),
        series_id=series.pk,
        series_area_id=area.pk,
    )

    line = line_of(by, programme)

    assert (line.now, line.now_period) == (Decimal("22.5"), period)
    assert line.progress == way


def test_a_figure_that_is_too_small_to_show_is_missing(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area = make_own_area(here, "Molenwijk")
    series = make_own_indicator(here, "vrijwilligers")
    make_own_figure(series, area.code, 21.5, n=3)
    make_goal_indicator(
        make_goal(programme),
        baseline=Decimal(20),
        target=Decimal(30),
        series_id=series.pk,
        series_area_id=area.pk,
    )  # fmt: skip - one line a subject

    line = line_of(by, programme)

    assert (line.now, line.now_period, line.progress) == (None, None, None)


def test_the_tree_holds_goals_with_projects_and_bottlenecks(
    programme: Programme, by: Viewer
) -> None:
    effect = make_goal(programme, "Effect", level=GoalLevel.IMPACT)
    second = make_goal(programme, "Tweede", parent=effect)
    third = make_goal(programme, "Derde", level=GoalLevel.OPERATIONAL, parent=second)
    project = make_project(programme, goal_ids=(third.pk,))
    bottleneck = make_bottleneck(programme, goals=[second])

    (top,) = queries.goal_tree(by, programme.pk)

    assert (top.title, top.level) == ("Effect", GoalLevel.IMPACT)
    (tactical,) = top.children
    assert [one.id for one in tactical.bottlenecks] == [bottleneck.pk]
    (operational,) = tactical.children
    assert [(one.id, one.number) for one in operational.projects] == [(project.pk, "1")]
    named = queries.goals_visible_to(by, programme_id=programme.pk)
    assert [(one.title, one.parent_id) for one in named] == [
        ("Effect", None),
        ("Tweede", effect.pk),
        ("Derde", second.pk),
    ]  # fmt: skip - three goals
    assert len(queries.goals_visible_to(by)) == 3


def test_baselines_are_counted(programme: Programme, by: Viewer) -> None:
    goal = make_goal(programme)
    make_goal_indicator(goal, baseline=Decimal(0))
    make_goal_indicator(goal)

    assert queries.baselines(by) == queries.Baselines(without=1, of=2)


def test_a_programme_gets_an_address_and_a_row_in_the_log(
    here: Municipality, by: Viewer
) -> None:
    group = make_group(here, "Kerngroep")
    first = make_programme(here, "Samen verder", group_id=group.pk, rung_planned=Rung.ADVISE)
    second = make_programme(here, "Samen verder", years=(2020, 2021))

    assert (first.key, second.key) == ("samen-verder", "samen-verder-2")
    seen = queries.programme_seen(by, "samen-verder")
    assert seen is not None
    assert (seen.group_name, seen.rung_planned) == ("Kerngroep", Rung.ADVISE)
    assert seen.may_steer
    assert queries.programme_seen(by, "elders") is None
    assert [one.key for one in queries.programmes_visible_to(by)] == [
        "samen-verder",
        "samen-verder-2",
    ]  # fmt: skip - the newest first
    assert LogRow.objects.filter(what="programme_created").count() == 2


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (replace(DRAFT, name=" "), "Geef het programma een naam"),
        (replace(DRAFT, name="x" * 161), "langer dan 160 tekens"),
        (replace(DRAFT, from_year=2028), "niet voor het eerste jaar"),
        (replace(DRAFT, from_year=1066), "jaren in van 1990 tot en met 2100"),
        (replace(DRAFT, key="bezet"), "“bezet” is er al"),
        (replace(DRAFT, rung_planned="boss"), "hoe bewoners meedoen"),
        (replace(DRAFT, group_id=999_999), "is er niet meer"),
    ],
)
def test_a_programme_that_cannot_be_is_refused(
    draft: services.ProgrammeDraft, said: str, here: Municipality, by: Viewer
) -> None:
    make_programme(here, key="bezet")

    with pytest.raises(services.ProgrammeRefused, match=said):
        services.create_programme(draft, by=by, at=AT)


def test_a_goal_stands_below_one_of_a_higher_level(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    tactical = make_goal(programme, "Samenhang")
    elsewhere = make_goal(make_programme(here))

    def add(level: str, parent_id: int | None) -> None:
        draft = services.GoalDraft("Doel", GoalLevel(level), parent_id)
        services.add_goal(programme.pk, draft, by=by, at=AT)

    for level in (GoalLevel.IMPACT, GoalLevel.TACTICAL):
        with pytest.raises(services.ProgrammeRefused, match="niet onder “Samenhang” staan"):
            add(level, tactical.pk)
    with pytest.raises(services.ProgrammeRefused, match="is er niet meer"):
        add(GoalLevel.OPERATIONAL, elsewhere.pk)
    draft = replace(services.GoalDraft("Doel", GoalLevel.IMPACT), level="lofty")  # type: ignore[arg-type] # what a form may send
    with pytest.raises(services.ProgrammeRefused, match="Kies het niveau"):
        services.add_goal(programme.pk, draft, by=by, at=AT)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"unit": ""}, "Vul de eenheid in"),
        ({"title": ""}, "wat er gemeten wordt"),
        ({"direction": "up"}, "hoger of lager beter"),
        ({"baseline": Decimal("0.00001")}, "cijfers achter de komma"),
        ({"targets": (services.TargetDraft(Decimal("NaN")),)}, "cijfers achter de komma"),
        ({"targets": (services.TargetDraft(Decimal(10) ** 10),)}, "cijfers achter de komma"),
        ({"targets": (services.TargetDraft(Decimal(1), 1),)}, "jaren in van"),
        ({"series_id": 999_999}, "is er niet meer"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(
    more: dict[str, object], said: str, programme: Programme, by: Viewer
) -> None:
    draft = replace(services.IndicatorDraft("Eenzaam", "%"), **more)  # type: ignore[arg-type] # cases

    with pytest.raises(services.ProgrammeRefused, match=said):
        services.add_indicator(make_goal(programme).pk, draft, by=by, at=AT)


def test_a_linked_figure_is_of_an_area_here(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    series = make_own_indicator(here)
    elsewhere = make_own_area(make_municipality(), "Elders")
    draft = services.IndicatorDraft("Eenzaam", "%", direction=Direction.LOWER)
    goal = make_goal(programme)

    without = replace(draft, series_id=series.pk)
    with pytest.raises(services.ProgrammeRefused, match="van welk gebied"):
        services.add_indicator(goal.pk, without, by=by, at=AT)
    wrong = replace(without, series_area_id=elsewhere.pk)
    with pytest.raises(services.ProgrammeRefused, match="hoort niet bij je gemeente"):
        services.add_indicator(goal.pk, wrong, by=by, at=AT)


def test_regular_work_is_named_once(programme: Programme, by: Viewer) -> None:
    make_activity(programme, "Welzijnswerk")

    with pytest.raises(services.ProgrammeRefused, match="staat al in de lijst"):
        make_activity(programme, "welzijnswerk")

    (activity,) = queries.activities_of(by, programme.pk)
    assert activity.name == "Welzijnswerk"


def test_a_bottleneck_has_evidence_goals_and_projects(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area = make_own_area(here, "Molenwijk")
    series, signal = make_own_indicator(here), make_raised(here)
    goal = make_goal(programme)
    made = make_bottleneck(programme, "Eenzaam", areas=[area])
    figure = services.EvidenceDraft(series.pk, area.pk, 2025)
    services.add_evidence(made.pk, figure, by=by, at=AT)
    services.add_evidence(made.pk, services.EvidenceDraft(signal_id=signal.pk), by=by, at=AT)
    services.link_goal(made.pk, goal.pk, by=by, at=AT)
    services.link_goal(made.pk, goal.pk, by=by, at=AT)
    project = make_project(programme, bottleneck_ids=(made.pk,))

    (seen,) = queries.bottlenecks_visible_to(by)

    assert [one.name for one in seen.areas] == ["Molenwijk"]
    assert [one.id for one in seen.goals] == [goal.pk]
    assert [one.id for one in seen.projects] == [project.pk]
    first, second = seen.evidence
    assert (first.indicator_key, first.period, first.signal) == ("score", 2025, None)
    assert (first.indicator_name, first.area) == ("Score", seen.areas[0])
    assert second.signal is not None
    assert (second.signal.reference, second.area) == (signal.reference, None)
    with pytest.raises(services.ProgrammeRefused, match="staat hier al"):
        services.add_evidence(made.pk, figure, by=by, at=AT)


def test_evidence_is_a_figure_or_a_signal(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    made, signal = make_bottleneck(programme), make_raised(here)
    series = make_own_indicator(here)
    area = make_own_area(here, "Molenwijk")

    for draft in (
        services.EvidenceDraft(),
        services.EvidenceDraft(series.pk),
        services.EvidenceDraft(series.pk, area.pk, signal_id=signal.pk),
    ):
        with pytest.raises(services.ProgrammeRefused, match="Kies er één"):
            services.add_evidence(made.pk, draft, by=by, at=AT)


@pytest.mark.parametrize(
    ("more", "said"), [({"title": ""}, "wat het knelpunt is"), ({"priority": "x"}, "zwaar")]
)
def test_a_bottleneck_that_cannot_be_is_refused(
    more: dict[str, str], said: str, programme: Programme, by: Viewer
) -> None:
    draft = replace(services.BottleneckDraft("Eenzaam"), **more)  # type: ignore[arg-type] # cases

    with pytest.raises(services.ProgrammeRefused, match=said):
        services.add_bottleneck(programme.pk, draft, by=by, at=AT)


def test_bottlenecks_and_projects_are_found_by_what_they_are_linked_to(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area, goal = make_own_area(here, "Molenwijk"), make_goal(programme)
    signal = make_raised(here, body=make_group(here))
    series = make_own_indicator(here)
    made = make_bottleneck(programme, areas=[area], goals=[goal])
    make_bottleneck(programme)
    for draft in (
        services.EvidenceDraft(series.pk, area.pk),
        services.EvidenceDraft(signal_id=signal.pk),
    ):
        services.add_evidence(made.pk, draft, by=by, at=AT)
    project = make_project(
        programme,
        area_ids=(area.pk,),
        goal_ids=(goal.pk,),
        bottleneck_ids=(made.pk,),
        signal_ids=(signal.pk,),
        decision_id=signal.decision_id,
    )
    make_project(make_programme(here))

    for wanted in (
        queries.BottleneckFilter(area_ids=(area.pk,)),
        queries.BottleneckFilter(goal_id=goal.pk),
        queries.BottleneckFilter(project_id=project.pk),
        queries.BottleneckFilter(signal_id=signal.pk),
        queries.BottleneckFilter(indicator_id=series.pk),
    ):
        assert [one.id for one in queries.bottlenecks_visible_to(by, wanted)] == [made.pk]
    for each in (
        queries.ProjectFilter(programme_id=programme.pk),
        queries.ProjectFilter(area_ids=(area.pk,)),
        queries.ProjectFilter(goal_id=goal.pk),
        queries.ProjectFilter(bottleneck_id=made.pk),
        queries.ProjectFilter(signal_id=signal.pk),
        queries.ProjectFilter(decision_id=signal.decision_id),
    ):
        (found,) = queries.projects_visible_to(by, each)
        assert (found.id, found.goal_ids) == (project.pk, (goal.pk,))
        assert [one.name for one in found.areas] == ["Molenwijk"]
