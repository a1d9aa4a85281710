"""A programme as the checks of its logic ask for it (``core.logframe``).

Measurements with their questions (L07, L08, L09), parts of a percentage (L17) and plans to
tell an effect (L25) come by ``measured``: only the measurements that a programme is linked to.
What a project brought and each note on how it goes are its evidence (L22). Two sources (L27)
are a baseline beside the register, and what another paper states of a project.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, Prefetch

from wijkregie.core import logframe
from wijkregie.core.logframe import Level, Span, Stage
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.programme.models import (
    Activity,
    Analysis,
    AreaScore,
    Bottleneck,
    CostLine,
    CoverageLine,
    Goal,
    GoalIndicator,
    MainPoint,
    Party,
    Project,
    Statement,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.agreed_frame import hand_over, reports_owed
from wijkregie.domain.programme.queries.divided import divisions_for_checks
from wijkregie.domain.programme.queries.measured import (
    evaluations_for_checks,
    measured_of,
    with_measuring,
)
from wijkregie.domain.programme.queries.measuring import with_targets
from wijkregie.domain.programme.queries.stated import stated_for_checks
from wijkregie.domain.programme.states import (
    AnalysisState,
    Direction,
    GoalLevel,
    Part,
    ProjectState,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wijkregie.domain.indicators.queries import FigureSeen
    from wijkregie.domain.programme.queries.seen import ProgrammeSeen
    from wijkregie.domain.programme.queries.seen_goals import TargetSeen
    from wijkregie.kit.viewer import Viewer

_LEVELS: Final = {
    GoalLevel.IMPACT: Level.IMPACT,
    GoalLevel.TACTICAL: Level.TACTICAL,
    GoalLevel.OPERATIONAL: Level.OPERATIONAL,
    GoalLevel.RESULT: Level.RESULT,
}
_STAGES: Final = {
    ProjectState.IDEA: Stage.IDEA,
    ProjectState.APPROVED: Stage.APPROVED,
    ProjectState.RUNNING: Stage.RUNNING,
    ProjectState.FINISHED: Stage.DONE,
    ProjectState.HANDED_OVER: Stage.HANDED_OVER,
    ProjectState.STOPPED: Stage.STOPPED,
}


def framework(
    viewer: Viewer, programme: ProgrammeSeen, projects: Sequence[Project]
) -> logframe.Programme:
    """Return a programme as plain values; ``projects`` came by ``projects_for_checks``.

    At most 26 queries: six are for figures, two for analyses, eight for measurements.
    """
    measured = with_targets(
        GoalIndicator.objects.filter(goal__programme_id=programme.id)
        .select_related("series", "series_area")
        .order_by("goal__order", "goal_id", "order", "pk")
    )
    goals = Goal.objects.filter(programme_id=programme.id).order_by("order", "pk")
    bottlenecks = _bottlenecks(programme.id)
    around = measured_of(viewer, programme.id)
    plain = _projects(projects)
    return logframe.Programme(
        id=programme.id,
        name=programme.name,
        span=Span.of_years(programme.from_year, programme.until_year),
        goals=tuple(_goal(one) for one in goals),
        indicators=tuple(
            with_measuring(_indicator(*each, programme), each[0], around) for each in measured
        ),
        projects=plain,
        bottlenecks=tuple(_bottleneck(one) for one in bottlenecks),
        areas=_areas(viewer, programme.id),
        area_names=frozenset(
            {area.name for one in bottlenecks for area in one.areas.all()}
            | {area.name for one in projects for area in one.areas.all()}
        ),
        analyses=_analyses(programme.id),
        reports=tuple(reports_owed(programme.id)),
        waves=tuple(around.frames.values()),
        evaluations=evaluations_for_checks(viewer, programme.id, around.waves),
        divisions=divisions_for_checks(projects),
        said=(
            *_said(viewer, [one for one, _aims in measured]),
            *stated_for_checks(plain),
        ),
    )


def projects_for_checks(viewer: Viewer, programme_id: int) -> list[Project]:
    """Return the projects with what the checks ask of them: seven queries."""
    return list(
        door.projects(viewer)
        .filter(programme_id=programme_id)
        .select_related("decision", "handed_to")
        .select_related("hand_over__group", "hand_over__organisation")
        .prefetch_related(
            "areas",
            "goal_links",
            "bottleneck_links",
            "steps",
            Prefetch("parties", Party.objects.filter(part=Part.HOLDER), to_attr="holders"),
            Prefetch("activities", Activity.objects.order_by("order", "pk")),
        )
        .annotate(note_count=Count("notes"))
        .order_by("order", "pk")
    )


def _goal(one: Goal) -> logframe.Goal:
    return logframe.Goal(
        one.pk, one.title, _LEVELS[GoalLevel(one.level)], one.parent_id, one.open_because
    )


def _indicator(
    one: GoalIndicator, targets: Iterable[TargetSeen], programme: ProgrammeSeen
) -> logframe.Indicator:
    return logframe.Indicator(
        id=one.pk,
        goal_id=one.goal_id,
        title=one.title,
        unit=one.unit,
        higher=one.direction == Direction.HIGHER,
        owner=one.owner,
        source=one.source,
        series=f"{one.series_id}:{one.series_area_id or ''}" if one.series_id else "",
        baseline=logframe.Baseline(
            value=one.baseline,
            when=_when(one.baseline_year, one.baseline_on),
            source=one.baseline_source or one.source or programme.baseline_source,
            n=one.baseline_n,
        ),
        targets=tuple(
            logframe.Target(each.value, _when(each.year, each.on)) for each in targets
        ),
    )


def _when(year: int | None, on: date | None) -> Span | None:
    return Span(on, on) if on else _year(year)


def _year(year: int | None) -> Span | None:
    return None if year is None else Span.of_year(year)


def _said(viewer: Viewer, lines: Iterable[GoalIndicator]) -> Iterable[logframe.Said]:
    """Lay a baseline beside the figure of its own year, where that is the last one."""
    linked = [one for one in lines if one.series and one.series_area]
    pairs = [(one.series, one.series_area) for one in linked]
    figures = indicators.latest_of(viewer, pairs)  # type: ignore[arg-type] # none is empty
    for one in linked:
        figure = figures.get((one.series_id or 0, one.series_area_id or 0))
        if figure and one.baseline is not None and figure.period == one.baseline_year:
            about = logframe.About(logframe.Kind.INDICATOR, one.pk, one.title)
            known = one.baseline.normalize()
            for source, value in (("plan", known), ("figures", _rounded(figure, known))):
                yield logframe.Said(about, "baseline", source, value)


def _rounded(figure: FigureSeen, like: Decimal) -> Decimal:
    """Return a figure with as many decimals as the baseline that was written down."""
    places = Decimal(1).scaleb(min(0, int(like.as_tuple().exponent)))
    return Decimal(repr(figure.value)).quantize(places, ROUND_HALF_UP).normalize()


def _projects(projects: Sequence[Any]) -> tuple[logframe.Project, ...]:
    costs: dict[int, list[logframe.Cost]] = defaultdict(list)
    coverage: dict[int, list[logframe.Coverage]] = defaultdict(list)
    spent = CostLine.objects.filter(project__in=projects).order_by("year", "pk")
    for pk, year, cents in spent.values_list("project_id", "year", "cents"):
        costs[pk].append(logframe.Cost(year, cents))
    paid = CoverageLine.objects.filter(project__in=projects).order_by("year", "pk")
    names = ("project_id", "funder__name", "year", "cents", "pledge")
    for pk, name, when, amount, pledge in paid.values_list(*names):
        line = logframe.Coverage(name, when, amount, logframe.Pledge(pledge))
        coverage[pk].append(line)
    return tuple(_project(one, costs[one.pk], coverage[one.pk]) for one in projects)


def _project(
    one: Any, costs: Iterable[logframe.Cost], coverage: Iterable[logframe.Coverage]
) -> logframe.Project:
    return logframe.Project(
        id=one.pk,
        name=one.title,
        stage=_STAGES[ProjectState(one.state)],
        begins=_year(one.from_year),
        ends=_year(one.until_year),
        has_holder=bool(one.holders),
        has_lead=one.lead_id is not None or bool(one.lead_roles),
        goal_ids=tuple(link.goal_id for link in one.goal_links.all()),
        bottleneck_ids=tuple(link.bottleneck_id for link in one.bottleneck_links.all()),
        area_ids=tuple(area.pk for area in one.areas.all()),
        costs=tuple(costs),
        coverage=tuple(coverage),
        activities=tuple(
            logframe.Activity(each.pk, each.title, _until(each))
            for each in one.activities.all()
        ),
        evidence=one.note_count + bool(one.result),
        hand_over=hand_over(one),
    )


def _until(one: Activity) -> Span | None:
    """Return the day by which it is done; without one its beginning tells nothing yet."""
    return None if one.ends_on is None else Span(one.ends_on, one.ends_on)


def _bottlenecks(programme_id: int) -> list[Bottleneck]:
    rows = Bottleneck.objects.filter(programme_id=programme_id).prefetch_related("areas")
    return list(rows.order_by("order", "pk"))


def _bottleneck(one: Bottleneck) -> logframe.Bottleneck:
    return logframe.Bottleneck(one.pk, one.title, tuple(area.pk for area in one.areas.all()))


def _areas(viewer: Viewer, programme_id: int) -> tuple[logframe.Area, ...]:
    """The areas that the programme sorts: those it is about."""
    rows = AreaScore.objects.filter(programme_id=programme_id, area__in=door.areas(viewer))
    return tuple(
        logframe.Area(one.area_id, one.area.name or one.area.code)
        for one in rows.select_related("area").order_by("order", "pk")
    )


def _analyses(programme_id: int) -> tuple[logframe.Analysis, ...]:
    """The last analysis of each area of which the group decided."""
    decided = Analysis.objects.filter(programme_id=programme_id, state=AnalysisState.DECIDED)
    last = {one.area_id: one for one in decided.select_related("area").order_by("pk")}
    kept = {one.pk for one in last.values()}
    chosen = set(
        MainPoint.objects.filter(analysis__in=kept).values_list("statement_id", flat=True)
    )
    items: dict[int, list[logframe.Item]] = defaultdict(list)
    for one in Statement.objects.filter(analysis__in=kept).order_by("pk"):
        used = one.bottleneck_id is not None or one.pk in chosen
        items[one.analysis_id].append(logframe.Item(one.text, used=used))
    return tuple(
        logframe.Analysis(one.pk, one.area.name or one.area.code, tuple(items[one.pk]))
        for one in last.values()
    )
