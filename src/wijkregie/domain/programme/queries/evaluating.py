"""Plans to tell the effect of a programme, and what rests on a measurement."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.indicators.states import Mode
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import EvaluationPlan, GoalIndicator, ProgrammeWave
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.measured import arm_of, plans_of, waves_of
from wijkregie.domain.programme.queries.measurement_plan import wave_named
from wijkregie.domain.programme.queries.programmes import programme_seen
from wijkregie.domain.programme.queries.seen_measuring import (
    ArmSeen,
    EvaluationSeen,
    IndicatorNamed,
    NamedThing,
    WaveUse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wijkregie.domain.indicators.queries import WaveSeen
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer


def evaluations_of(viewer: Viewer, key: str) -> tuple[EvaluationSeen, ...]:
    """Return the plans to tell the effect of a programme: at most eight queries."""
    programme = programme_seen(viewer, key)
    if programme is None:
        return ()
    plans = list(plans_of(viewer, programme.id).select_related("indicator__goal", "programme"))
    waves = waves_of(viewer, programme.id) if plans else {}
    return tuple(_seen(one, waves, viewer) for one in plans)


def evaluation_seen(viewer: Viewer, plan_id: int) -> EvaluationSeen | None:
    """Return one plan, ``None`` where it is not there: at most nine queries."""
    here = EvaluationPlan.objects.filter(municipality_id=door.here(viewer), pk=plan_id)
    key = here.values_list("programme__key", flat=True).first()
    found = evaluations_of(viewer, key) if key else ()
    return next((one for one in found if one.id == plan_id), None)


def wave_use(viewer: Viewer, wave_id: int) -> WaveUse:
    """Return what rests on a measurement, and which indicators ask its questions.

    Four queries. An indicator asks a question of it where its programme is measured by it.
    """
    here = door.here(viewer)
    links = ProgrammeWave.objects.filter(municipality_id=here, wave_id=wave_id)
    linked = [link.programme for link in links.select_related("programme").order_by("pk")]
    figures = GoalIndicator.objects.filter(municipality_id=here).select_related(
        "goal__programme"
    )
    ordered = figures.order_by("goal__programme_id", "goal__order", "goal_id", "order", "pk")
    asking: dict[str, list[IndicatorNamed]] = defaultdict(list)
    for one in ordered.filter(goal__programme__in=linked).exclude(question=""):
        asking[one.question].append(indicator_named(one))
    of = Q(selection_wave=wave_id) | Q(baseline_wave=wave_id) | Q(follow_up_wave=wave_id)
    plans = EvaluationPlan.objects.filter(of, municipality_id=here)
    return WaveUse(
        programmes=tuple(NamedThing(one.pk, one.name, one.key) for one in linked),
        baselines=tuple(indicator_named(one) for one in ordered.filter(baseline_wave=wave_id)),
        evaluations=tuple(
            NamedThing(one.pk, one.title, one.programme.key)
            for one in plans.select_related("programme").order_by("programme_id", "order", "pk")
        ),
        by_question={question: tuple(found) for question, found in asking.items()},
    )


def indicator_named(one: GoalIndicator) -> IndicatorNamed:
    """Return an indicator by its name, with its goal and programme."""
    return IndicatorNamed(one.pk, one.title, one.goal_id, one.goal.programme.key)


def _seen(one: EvaluationPlan, waves: Mapping[int, WaveSeen], viewer: Viewer) -> EvaluationSeen:
    figure = one.indicator
    return EvaluationSeen(
        id=one.pk,
        title=one.title,
        indicator=IndicatorNamed(figure.pk, figure.title, figure.goal_id, one.programme.key)
        if figure
        else None,
        fixed_at=one.fixed_at,
        treated=_arm(one.treated.all(), one, waves),
        comparison=_arm(one.comparison.all(), one, waves),
        selection_wave=wave_named(waves.get(one.selection_wave_id or 0)),
        baseline_wave=wave_named(waves.get(one.baseline_wave_id or 0)),
        follow_up_wave=wave_named(waves.get(one.follow_up_wave_id or 0)),
        programme_key=one.programme.key,
        may_steer=rules.may_steer(viewer),
    )


def _arm(areas: Iterable[Area], plan: EvaluationPlan, waves: Mapping[int, WaveSeen]) -> ArmSeen:
    arm = arm_of(areas, plan, waves)
    return ArmSeen(
        tuple(door.area_named(area) for area in areas),
        tuple(mode for mode in Mode if mode in arm.before),
        tuple(mode for mode in Mode if mode in arm.after),
    )
