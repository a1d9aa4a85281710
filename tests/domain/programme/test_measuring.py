"""By which measurements a programme is measured, and how each of its figures is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import make_goal, make_goal_indicator, make_programme
from tests.makers.waves import make_linked, make_plan, make_whole, set_measuring
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import (
    BaselinePart,
    EvaluationPlan,
    GoalIndicator,
    ProgrammeWave,
)
from wijkregie.domain.programme.services import (
    ChangedMeanwhile,
    EvaluationDraft,
    GoalInUse,
    MeasuringDraft,
    PartDraft,
    ProgrammeRefused,
)
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.indicators.models import MeasurementWave
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Goal, Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
LATER = (date(2027, 3, 1), date(2027, 3, 31))
NOTHING = MeasuringDraft()


@pytest.fixture
def goal(programme: Programme) -> Goal:
    return make_goal(programme, "Meer contact")


@pytest.fixture
def line(goal: Goal) -> GoalIndicator:
    return make_goal_indicator(goal, "Kent de buren", baseline=Decimal(50))


@pytest.fixture
def wave(programme: Programme) -> MeasurementWave:
    return make_linked(programme, days=(date(2026, 1, 5), date(2026, 1, 30)))


@pytest.fixture
def area(here: Municipality) -> Area:
    return make_own_area(here, "Molenwijk")


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(ProgrammeRefused) as why:
        act()
    return str(why.value)


def set_(line: GoalIndicator, by: Viewer, **said: Any) -> None:
    services.set_measuring(
        line.pk,
        MeasuringDraft(**said),
        before=services.measuring_as_is(line),
        by=by,
        at=AT,
    )
    line.refresh_from_db()


def test_a_measurement_is_linked_once_and_unlinked(programme: Programme, by: Viewer) -> None:
    wave = make_whole(programme.municipality)

    assert services.link_wave(programme.pk, wave.pk, by=by, at=AT)
    assert not services.link_wave(programme.pk, wave.pk, by=by, at=AT)
    assert str(ProgrammeWave.objects.get()) == "Samen wonen, samen doen"
    assert services.unlink_wave(programme.pk, wave.pk, by=by, at=AT)
    assert not services.unlink_wave(programme.pk, wave.pk, by=by, at=AT)
    told = LogRow.objects.filter(what__in=("wave_linked", "wave_unlinked")).order_by("pk")
    assert [one.what for one in told] == ["wave_linked", "wave_unlinked"]


def test_a_measurement_of_another_municipality_is_as_good_as_absent(
    programme: Programme, by: Viewer
) -> None:
    theirs = make_whole(make_municipality())

    refused(lambda: services.link_wave(programme.pk, theirs.pk, by=by, at=AT))


def test_how_a_figure_is_measured_is_set(
    line: GoalIndicator, wave: MeasurementWave, area: Area, by: Viewer
) -> None:
    parts = (PartDraft(area.pk, "", 60, 120), PartDraft(None, " de  rest ", 9, None))

    set_(line, by, question=" V12 ", baseline_wave_id=wave.pk, parts=parts)

    assert services.measuring_as_is(line) == MeasuringDraft(
        "v12", wave.pk, None, (parts[0], replace(parts[1], name="de rest"))
    )
    assert str(BaselinePart.objects.earliest("pk")).startswith("part ")
    set_(line, by)
    assert services.measuring_as_is(line) == NOTHING


def test_a_grade_has_a_deviation_and_a_percentage_has_none(
    goal: Goal, line: GoalIndicator, by: Viewer
) -> None:
    grade = services.IndicatorDraft("Cijfer voor de buurt", "cijfer")
    made = services.add_indicator(goal.pk, grade, by=by, at=AT)
    one = GoalIndicator.objects.get(pk=made)

    set_(one, by, deviation=Decimal("1.5"))

    assert one.deviation == Decimal("1.5")
    refused(lambda: set_(line, by, deviation=Decimal("1.5")))
    for wrong in ("0", "-1", "NaN", "10000", "1.23456"):
        with pytest.raises(ProgrammeRefused):
            set_(one, by, deviation=Decimal(wrong))
    refused(lambda: set_(one, by, parts=(PartDraft(None, "alles", 1, 2),)))


@pytest.mark.parametrize(
    "parts",
    [
        [PartDraft()],
        [PartDraft(0, "x")],
        [PartDraft(0), PartDraft(0)],
        [PartDraft(None, "De rest"), PartDraft(None, "de rest")],
        [PartDraft(None, "x", -1, 10)],
        [PartDraft(None, "x", 10**8, None)],
        [PartDraft(None, "x", None, 0)],
        [PartDraft(None, "x", 11, 10)],
        [PartDraft(None, f"deel {at}") for at in range(61)],
    ],
)
def test_parts_that_cannot_be_are_refused(
    line: GoalIndicator, area: Area, by: Viewer, parts: list[PartDraft]
) -> None:
    here = tuple(one if one.area_id is None else replace(one, area_id=area.pk) for one in parts)

    refused(lambda: set_(line, by, parts=here))
    assert not BaselinePart.objects.exists()


def test_a_part_of_another_municipality_is_refused(line: GoalIndicator, by: Viewer) -> None:
    theirs = make_own_area(make_municipality(), "Elders")

    refused(lambda: set_(line, by, parts=(PartDraft(theirs.pk),)))


def test_a_key_that_is_none_is_refused(line: GoalIndicator, by: Viewer) -> None:
    assert "sleutel" in refused(lambda: set_(line, by, question="wat is dit"))


def test_a_baseline_comes_from_a_measurement_of_the_programme_that_began(
    line: GoalIndicator, programme: Programme, by: Viewer
) -> None:
    loose = make_whole(programme.municipality, "Los")
    coming = make_linked(programme, "Later", days=LATER)

    refused(lambda: set_(line, by, baseline_wave_id=loose.pk))
    assert "Later" in refused(lambda: set_(line, by, baseline_wave_id=coming.pk))
    GoalIndicator.objects.update(baseline=None)
    line.refresh_from_db()
    set_(line, by, baseline_wave_id=coming.pk)
    assert line.baseline_wave == coming


def test_who_opened_it_before_another_changed_it_sees_what_changed(
    line: GoalIndicator, by: Viewer
) -> None:
    set_(line, by, question="v1")

    with pytest.raises(ChangedMeanwhile) as why:
        services.set_measuring(line.pk, NOTHING, before=NOTHING, by=by, at=AT)

    assert why.value.changed == {"question"}


def test_a_figure_is_not_changed_into_what_is_measured_otherwise(
    goal: Goal, line: GoalIndicator, programme: Programme, by: Viewer
) -> None:
    coming = make_linked(programme, "Later", days=LATER)
    set_(line, by, parts=(PartDraft(None, "alles", 1, 2),))
    made = services.add_indicator(
        goal.pk, services.IndicatorDraft("Cijfer", "cijfer"), by=by, at=AT
    )
    grade = GoalIndicator.objects.get(pk=made)
    set_(grade, by, deviation=Decimal(2), baseline_wave_id=coming.pk)
    for one, more in (
        (line, {"unit": "cijfer"}),
        (grade, {"unit": "%"}),
        (grade, {"baseline": Decimal(7)}),
    ):
        before = services.indicator_as_is(one)
        after = replace(before, **more)
        with pytest.raises(ProgrammeRefused):
            services.change_indicator(one.pk, after, before=before, by=by, at=AT)


def test_what_rests_on_a_measurement_is_named_when_it_is_to_go(
    line: GoalIndicator, programme: Programme, wave: MeasurementWave, by: Viewer
) -> None:
    set_measuring(line, baseline_wave_id=wave.pk)
    make_plan(programme, "Effect", baseline_wave_id=wave.pk)

    told = refused(lambda: services.unlink_wave(programme.pk, wave.pk, by=by, at=AT))
    with pytest.raises(indicators.WaveInUse) as why:
        indicators.remove_wave(wave.pk, by=by, at=AT)

    assert "“Kent de buren”, “Effect”" in told
    assert why.value.hangs == ("Effect", "Kent de buren", "Samen wonen, samen doen")
    assert "“Kent de buren”" in str(why.value)
    assert not LogRow.objects.filter(what="wave_removed").exists()


def test_a_figure_by_which_an_effect_is_told_stays_and_so_does_its_goal(
    goal: Goal, programme: Programme, by: Viewer
) -> None:
    bare = make_goal_indicator(goal, "Kaal")
    make_plan(programme, "Effect", indicator_id=bare.pk)

    told = refused(lambda: services.remove_indicator(bare.pk, by=by, at=AT))
    with pytest.raises(GoalInUse) as why:
        services.remove_goal(goal.pk, by=by, at=AT)

    assert "“Effect”" in told
    assert [one.title for one in why.value.hangs] == ["Kaal"]


def test_a_plan_is_made_changed_and_removed(
    line: GoalIndicator,
    programme: Programme,
    wave: MeasurementWave,
    area: Area,
    by: Viewer,
) -> None:
    other = make_own_area(programme.municipality, "Schilderwijk")
    coming = make_linked(programme, "Later", days=LATER)
    draft = EvaluationDraft(
        " Gaat het  beter? ", line.pk, (area.pk,), (other.pk,), None, wave.pk, coming.pk
    )

    made = services.make_evaluation(programme.pk, draft, by=by, at=AT)

    plan = EvaluationPlan.objects.get(pk=made)
    before = services.evaluation_as_is(plan)
    assert (str(plan), plan.fixed_at) == ("Gaat het beter?", AT)
    assert before == replace(draft, title="Gaat het beter?")
    changed = replace(before, indicator_id=None, comparison_ids=())
    services.change_evaluation(made, changed, before=before, by=by, at=AT)
    plan.refresh_from_db()
    assert (services.evaluation_as_is(plan), plan.fixed_at) == (changed, None)
    services.change_evaluation(made, before, before=changed, by=by, at=AT)
    services.change_evaluation(
        made, replace(before, title="Anders"), before=before, by=by, at=AT
    )
    services.remove_evaluation(made, by=by, at=AT)
    assert not EvaluationPlan.objects.exists()


def test_plans_that_cannot_be_are_refused(
    line: GoalIndicator, programme: Programme, wave: MeasurementWave, area: Area, by: Viewer
) -> None:
    early = make_linked(programme, "Eerder", days=(date(2025, 1, 5), date(2026, 1, 5)))
    loose = make_whole(programme.municipality, "Los")
    elsewhere = make_programme(programme.municipality, "Ander programma")
    theirs = make_goal_indicator(make_goal(elsewhere), "Van een ander")
    make_plan(programme, "Er al")
    wrong = (
        EvaluationDraft(" "),
        EvaluationDraft("Er al"),
        EvaluationDraft("x" * 161),
        EvaluationDraft("Nieuw", theirs.pk),
        EvaluationDraft("Nieuw", baseline_wave_id=loose.pk),
        EvaluationDraft("Nieuw", baseline_wave_id=wave.pk, follow_up_wave_id=early.pk),
        EvaluationDraft("Nieuw", baseline_wave_id=wave.pk, follow_up_wave_id=wave.pk),
        EvaluationDraft("Nieuw", treated_ids=(area.pk,), comparison_ids=(area.pk,)),
    )

    for draft in wrong:
        with pytest.raises(ProgrammeRefused):
            services.make_evaluation(programme.pk, draft, by=by, at=AT)
    assert EvaluationPlan.objects.count() == 1


def test_a_plan_of_areas_of_another_municipality_is_refused(
    programme: Programme, by: Viewer
) -> None:
    theirs = make_own_area(make_municipality(), "Elders")
    draft = EvaluationDraft("Nieuw", treated_ids=(theirs.pk,))

    refused(lambda: services.make_evaluation(programme.pk, draft, by=by, at=AT))


def test_by_which_figure_is_told_stays_once_the_follow_up_began(
    line: GoalIndicator, goal: Goal, programme: Programme, wave: MeasurementWave, by: Viewer
) -> None:
    another = make_goal_indicator(goal, "Ander cijfer")
    plan = make_plan(programme, indicator_id=line.pk, follow_up_wave_id=wave.pk)
    before = services.evaluation_as_is(plan)
    wanted = replace(before, indicator_id=another.pk)

    told = refused(
        lambda: services.change_evaluation(plan.pk, wanted, before=before, by=by, at=AT)
    )

    assert "Buurtenquête" in told
    plan.refresh_from_db()
    assert plan.indicator == line


def test_only_who_steers_says_how_is_measured(
    line: GoalIndicator, programme: Programme, wave: MeasurementWave, here: Municipality
) -> None:
    plan = make_plan(programme, "Effect")
    as_is = services.evaluation_as_is(plan)
    another = replace(as_is, title="Nog een")
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    administrator = viewer_for(make_role(here).person, here)
    acts: list[Callable[[Viewer], object]] = [
        lambda by: services.link_wave(programme.pk, wave.pk, by=by, at=AT),
        lambda by: services.unlink_wave(programme.pk, wave.pk, by=by, at=AT),
        lambda by: services.set_measuring(line.pk, NOTHING, before=NOTHING, by=by, at=AT),
        lambda by: services.make_evaluation(programme.pk, another, by=by, at=AT),
        lambda by: services.change_evaluation(plan.pk, as_is, before=as_is, by=by, at=AT),
        lambda by: services.remove_evaluation(plan.pk, by=by, at=AT),
    ]

    for viewer in (anonymous(here.pk), worker, administrator):
        for act in acts:
            with pytest.raises(ProgrammeRefused, match="wijkregisseur"):
                act(viewer)
    elsewhere = installation(make_municipality().pk)
    for act in acts:
        with pytest.raises(ProgrammeRefused):
            act(elsewhere)
    manager = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    for act in acts:
        act(manager)


def test_the_database_keeps_what_parts_and_plans_have_to_be(
    line: GoalIndicator, programme: Programme, wave: MeasurementWave, area: Area
) -> None:
    of: dict[str, Any] = {"municipality": programme.municipality, "indicator": line}
    plan: dict[str, Any] = {"municipality": programme.municipality, "programme": programme}
    wrong: list[Callable[[], object]] = [
        lambda: BaselinePart.objects.create(**of),
        lambda: BaselinePart.objects.create(area=area, name="x", **of),
        lambda: BaselinePart.objects.create(name="x", numerator=3, denominator=2, **of),
        lambda: [BaselinePart.objects.create(area=area, **of) for _twice in "ab"],
        lambda: [BaselinePart.objects.create(name="x", **of) for _twice in "ab"],
        lambda: ProgrammeWave.objects.create(wave=wave, linked_at=AT, **plan),
        lambda: EvaluationPlan.objects.create(title="x", indicator=line, made_at=AT, **plan),
        lambda: EvaluationPlan.objects.create(title="x", fixed_at=AT, made_at=AT, **plan),
        lambda: [
            EvaluationPlan.objects.create(title="x", made_at=AT, **plan) for _twice in "ab"
        ],
    ]

    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
