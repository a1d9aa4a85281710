"""No list crosses municipalities, or costs more when it is longer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.makers.agreements import make_activity
from tests.makers.bridge import make_initiative, make_perspective
from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.money import divide, make_order, make_payment, percent
from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.planning import make_agreed, make_report_due
from tests.makers.programme import (
    follow_up,
    make_bottleneck,
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
    make_raised,
)
from tests.makers.reporting import LATER, make_lesson, make_report
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Programme, Project
from wijkregie.domain.programme.states import AnalysisState
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django import DjangoDbBlocker

    from wijkregie.domain.places.models import Area, Municipality

pytestmark = pytest.mark.django_db


class Asked(NamedTuple):
    viewer: Viewer
    programme: Programme
    project: int
    cost: int
    coverage: int
    analysis: int
    area: str


def asked(viewer: Viewer, programme: Programme) -> Asked:
    project = Project.objects.filter(programme=programme).earliest("pk")
    cost, coverage = project.costs.earliest("pk"), project.coverage.earliest("pk")
    analysis = programme.analyses.earliest("pk")
    area = project.areas.earliest("pk").code
    return Asked(viewer, programme, project.pk, cost.pk, coverage.pk, analysis.pk, area)


def month(on: Asked) -> Any:
    """What a partner has to do, in the planning that the viewer sees."""
    planning = queries.planning_of(on.viewer, on.programme.key)
    if planning is None:
        return None
    partner, of = planning.partners[0], queries.Month(2026, 3)
    return queries.month_of(planning.projects, queries.Owed(), partner, of, on=AT.date())


def owed(on: Asked) -> Any:
    """What waits for partners, in the planning that the viewer sees."""
    planning = queries.planning_of(on.viewer, on.programme.key)
    return None if planning is None else queries.owed_in(on.viewer, planning).reports


def stuck(on: Asked) -> Any:
    """What is stuck, in the planning that the viewer sees."""
    planning = queries.planning_of(on.viewer, on.programme.key)
    if planning is None:
        return None
    late = AT.date().replace(year=2030)
    return queries.stuck_in(on.viewer, planning, queries.PlanFilter(), on=late)


def frame(on: Asked) -> Any:
    """What the advice while typing knows, of a programme that the viewer sees."""
    seen = queries.programme_seen(on.viewer, on.programme.key)
    return None if seen is None else queries.frame_for_advice(on.viewer, seen)


MONEY = queries.MoneyFilter()
LISTS: dict[str, Callable[[Asked], Any]] = {
    "activities_of": lambda on: queries.activities_of(on.viewer, on.programme.pk),
    "analyses_visible_to": lambda on: list(queries.analyses_visible_to(on.viewer)),
    "analysis_seen": lambda on: queries.analysis_seen(on.viewer, on.analysis),
    "area_plan": lambda on: queries.area_plan(on.viewer, on.programme.key, on.area),
    "bottlenecks_visible_to": lambda on: list(queries.bottlenecks_visible_to(on.viewer)),
    "bridge_of": lambda on: queries.bridge_of(on.viewer, on.programme.key),
    "card_parts": lambda on: queries.card_parts(on.viewer, on.project),
    "checks_of": lambda on: queries.checks_of(on.viewer, on.programme.key, on=AT.date()),
    "cost_seen": lambda on: queries.cost_seen(on.viewer, on.cost),
    "coverage_seen": lambda on: queries.coverage_seen(on.viewer, on.coverage),
    "districts_of": lambda on: queries.districts_of(on.viewer, on.programme.key, []),
    "divisions_of": lambda on: queries.divisions_of(on.viewer, on.project),
    "facts_of": lambda on: queries.facts_of(on.viewer, on.programme.pk, on=LATER.date()),
    "finance_visible_to": lambda on: queries.finance_visible_to(on.viewer, MONEY),
    "first_alike": lambda on: queries.first_alike(on.viewer, ["kanariefondsen"]),
    "funder_names": lambda on: queries.funder_names(on.viewer),
    "funders_visible_to": lambda on: queries.funders_visible_to(on.viewer),
    "frame_for_advice": frame,
    "goal_opened": lambda on: queries.goal_opened(
        on.viewer, on.programme.goals.earliest("pk").pk
    ),
    "goals_from_the_top": lambda on: queries.goals_from_the_top(on.viewer, on.programme.pk),
    "goal_tree": lambda on: queries.goal_tree(on.viewer, on.programme.pk),
    "goals_visible_to": lambda on: list(queries.goals_visible_to(on.viewer)),
    "loose_signals": lambda on: queries.loose_signals(on.viewer),
    "lessons_visible_to": lambda on: list(queries.lessons_visible_to(on.viewer)),
    "main_points_of": lambda on: queries.main_points_of(on.viewer),
    "money_visible_to": lambda on: queries.money_visible_to(on.viewer),
    "month_of": month,
    "owed_in": owed,
    "perspectives_of": lambda on: queries.perspectives_of(on.viewer, on.programme.key),
    "planning_of": lambda on: queries.planning_of(on.viewer, on.programme.key),
    "programme_plan": lambda on: queries.programme_plan(on.viewer, on.programme.key),
    "programme_seen": lambda on: queries.programme_seen(on.viewer, on.programme.key),
    "programme_whole": lambda on: queries.programme_whole(on.viewer, on.programme.key),
    "programmes_visible_to": lambda on: list(queries.programmes_visible_to(on.viewer)),
    "project_finance_seen": lambda on: queries.project_finance_seen(on.viewer, on.project),
    "project_seen": lambda on: queries.project_seen(on.viewer, on.project),
    "projects_visible_to": lambda on: list(queries.projects_visible_to(on.viewer)),
    "report_seen": lambda on: queries.report_seen(on.viewer, on.programme.key, 1),
    "reports_due": lambda on: queries.reports_due(on.viewer, on.programme.pk),
    "reports_visible_to": lambda on: list(queries.reports_visible_to(on.viewer)),
    "stuck_in": stuck,
}
#: What holds no row of one municipality.
OTHERS = {
    **dict.fromkeys(
        (
            "agreement_partners",
            "agreement_seen",
            "agreements_by_goal",
            "agreements_visible_to",
            "hand_over_of",
            "hand_over_seen",
            "offered_to",
            "regular_seen",
            "regular_work_of",
            "reports_asked",
        ),
        "see test_tenants_agreed",
    ),
    **dict.fromkeys(
        ("evaluation_seen", "evaluations_of", "measurement_plan", "wave_use"),
        "see test_tenants_measured",
    ),
    "baselines": "counts; see below",
    "by_area": "a calculation",
    "largest_cents": "a number; see below",
    "half_way_of": "of one person; see test_project_card",
    "may_check": "a question that rules answer",
    "may_start": "a question that rules answer",
    "modes_in": "a calculation",
    "note_photo": "one name; see test_project_card",
    "pairs_alike": "a calculation",
    "partners_in": "a calculation",
    "planned": "a calculation",
    "tracks_of": "a calculation",
}
COSTS = {
    "activities_of": 1,
    "analyses_visible_to": 1,
    "analysis_seen": 8,
    "area_plan": 24,
    "bottlenecks_visible_to": 6,
    "bridge_of": 7,
    "card_parts": 9,
    "checks_of": 29,
    "cost_seen": 1,
    "coverage_seen": 1,
    "districts_of": 11,
    "divisions_of": 2,
    "facts_of": 16,
    "finance_visible_to": 6,
    "first_alike": 2,
    "funder_names": 1,
    "funders_visible_to": 3,
    "frame_for_advice": 16,
    "goal_opened": 7,
    "goals_from_the_top": 1,
    "goal_tree": 7,
    "goals_visible_to": 1,
    "loose_signals": 3,
    "lessons_visible_to": 1,
    "main_points_of": 1,
    "money_visible_to": 3,
    "month_of": 18,
    "owed_in": 21,
    "perspectives_of": 10,
    "planning_of": 17,
    "programme_plan": 24,
    "programme_seen": 1,
    "programme_whole": 12,
    "programmes_visible_to": 1,
    "project_finance_seen": 6,
    "project_seen": 13,
    "projects_visible_to": 4,
    "report_seen": 3,
    "reports_due": 3,
    "reports_visible_to": 1,
    "stuck_in": 24,
}


def fill(here: Municipality, word: str, *, more: int = 0) -> Programme:
    """A programme in which every name holds a word; with ``more`` of everything."""
    programme = make_programme(here, f"{word} programma", years=(2026, 2027))
    by = installation(here.pk)
    area = make_own_area(here, f"{word}wijk")
    series = make_own_indicator(here, "eigen")
    make_own_figure(series, area.code)
    organisation = make_organisation(here, f"{word}stichting")
    for at in range(1 + more):
        make_activity(programme, f"{word}werk {at}")
        goal = make_goal(programme, f"{word}doel {at}")
        make_goal_indicator(
            goal,
            f"{word}meting {at}",
            baseline=Decimal(1),
            target=Decimal(2),
            series_id=series.pk,
            series_area_id=area.pk,
        )
        bottleneck = make_bottleneck(programme, f"{word}knelpunt", areas=[area], goals=[goal])
        signal = make_raised(here, area=area, body=make_group(here))
        services.add_evidence(
            bottleneck.pk, services.EvidenceDraft(signal_id=signal.pk), by=by, at=AT
        )
        evening(programme, make_own_area(here, f"{word}gebied {at}"), word, more)
        make_perspective(programme, f"{word}perspectief {at}", area_ids=(area.pk,))
        make_initiative(programme, f"{word}initiatief {at}", area_ids=(area.pk,))
        make_raised(here, area=area)
    goals = tuple(programme.goals.values_list("pk", flat=True))
    for at in range(1 + more):
        project = make_project(
            programme,
            f"{word}project {at}",
            area_ids=(area.pk,),
            goal_ids=goals,
            bottleneck_ids=tuple(programme.bottlenecks.values_list("pk", flat=True)),
            signal_ids=(make_raised(here, body=make_group(here)).pk,),
            holder_ids=(organisation.pk,),
        )
        for line in range(1 + more):
            make_cost(project, 100 + line, what=f"{word}kosten")
            make_coverage(project, 10 + line, funder=f"{word}fonds")
        spend(project, word)
        fill_card(project, word, more)
    told(programme, word)
    return programme


def told(programme: Programme, word: str) -> None:
    """Let the council have read of the programme, and of what was learned in it."""
    make_lesson(programme, f"{word} leerde: begin klein.")
    make_report(programme, f"{word} voortgang", settled=True)


def fill_card(project: Project, word: str, more: int) -> None:
    """Write lines of every kind on a card, and a note beside it."""
    by, many = installation(project.municipality_id), range(1 + more)
    values = {
        "plain": f"{word}woorden",
        "parties": [services.PartyDraft(f"{word}partij {at}", hours={2026: 1}) for at in many],
        "activities": [services.ActivityDraft(f"{word}werk {at}") for at in many],
        "decision_points": [services.PointDraft(f"{word}vraag {at}") for at in many],
        "risks": [services.RiskDraft(f"{word}risico {at}", 1, 1) for at in many],
    }
    holder = project.parties.exclude(organisation=None).earliest("pk").organisation
    assert holder is not None
    agreement = make_agreed(project.programme, holder, 2026, f"{word}afspraak")
    make_report_due(agreement, AT.date())
    version = Project.objects.get(pk=project.pk).version
    services.change_card(project.pk, services.CardEdit(version, values), by=by, at=AT)
    for at in many:
        note = services.NoteDraft(f"{word}voortgang {at}")
        services.add_note(project.pk, note, by=by, at=AT)


def spend(project: Project, word: str) -> None:
    """Let a project have a division, an order and a payment."""
    divide(project, percent(f"{word}fonds", "10"))
    make_payment(project, 1, commitment_id=make_order(project))


def evening(programme: Programme, area: Area, word: str, more: int) -> None:
    """Let a group have chosen main points in an area, of which the score is known."""
    by, group = installation(programme.municipality_id), make_group(programme.municipality)
    score = services.ScoreDraft(area.pk, "below", f"{word}opmerking")
    services.score_area(programme.pk, score, by=by, at=AT)
    draft = services.AnalysisDraft(area.pk, group.pk)
    pk = services.begin_analysis(programme.pk, draft, by=by, at=AT)
    lines = []
    for at in range(2 + more):
        said = services.StatementDraft("weakness", "residents", f"{word}uitspraak {at}")
        proof = services.EvidenceDraft(document=f"{word}stuk")
        lines.append(services.add_statement(pk, said, proof, by=by, at=AT))
    services.move_analysis(pk, AnalysisState.DIVIDING, by=by, at=AT)
    for number in range(1, 2 + more):
        services.enter_paper(pk, number, {lines[0]: 1}, by=by, at=AT)
    services.move_analysis(pk, AnalysisState.WEIGHED, by=by, at=AT)
    services.settle_analysis(pk, lines[:2], follow_up(group), by=by, at=AT)


def test_every_list_is_here() -> None:
    classes = {name for name in queries.__all__ if name[0].isupper()}

    assert set(queries.__all__) - classes == set(LISTS) | set(OTHERS)
    assert set(COSTS) == set(LISTS)


@pytest.fixture(scope="module")
def sides(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Municipality, Municipality, Programme]]:
    """A programme of our own and one of others, made once: lists only read them."""
    with django_db_blocker.unblock(), transaction.atomic():
        here, there = make_municipality(), make_municipality()
        fill(here, "Eigen")
        yield here, there, fill(there, "Kanarie")
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_crosses_municipalities(
    name: str, sides: tuple[Municipality, Municipality, Programme]
) -> None:
    here, there, theirs = sides
    member = Viewer(here.pk, person_id=1, group_ids=frozenset({1}))

    for viewer in (anonymous(here.pk), member, installation(here.pk), anonymous()):
        assert "kanarie" not in repr(LISTS[name](asked(viewer, theirs))).lower()
    allowed = Viewer(there.pk, person_id=1, group_ids=frozenset({1}))
    assert "kanarie" in repr(LISTS[name](asked(allowed, theirs))).lower()


def test_counts_stay_at_home() -> None:
    here, there = make_municipality(), make_municipality()
    fill(there, "Kanarie")

    assert queries.baselines(anonymous(here.pk)).of == 0
    assert queries.baselines(anonymous(there.pk)).of == 1
    (programme,) = queries.programmes_visible_to(anonymous(there.pk))
    assert queries.largest_cents(anonymous(there.pk), programme.id) > 0
    assert queries.largest_cents(anonymous(here.pk), programme.id) == 0


@pytest.mark.parametrize("more", [0, 4])
def test_a_list_costs_the_same_however_long_it_is(more: int) -> None:
    here = make_municipality()
    viewer = Viewer(here.pk, person_id=1, group_ids=frozenset({1}))
    fill(here, "Kort")
    wanted = asked(viewer, fill(here, f"Lijst{more}", more=more))
    counted = {}
    for name, ask in LISTS.items():
        with CaptureQueriesContext(connection) as queried:
            ask(wanted)
        counted[name] = len(queried)

    assert counted == COSTS
