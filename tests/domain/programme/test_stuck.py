"""What is stuck in a programme: since when, who is to move, and what is not stuck."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_organisation
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.makers.planning import (
    make_activity,
    make_agreed,
    make_offer,
    make_party,
    make_point,
    make_report_due,
)
from tests.makers.programme import make_cost, make_goal, make_programme, make_project
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.models import (
    AgreementReport,
    PerformanceAgreement,
    ProgressNote,
    Project,
    ProjectStep,
)
from wijkregie.domain.programme.queries import Cause, PlanFilter
from wijkregie.domain.programme.states import AgreementState, ProjectState
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.queries import StuckSeen

pytestmark = pytest.mark.django_db
NOW = AT.date()
YEAR = NOW.year


@pytest.fixture
def municipality() -> Municipality:
    return make_municipality("Heuvelstad", code="GM9398")


@pytest.fixture
def programme(municipality: Municipality) -> Programme:
    return make_programme(municipality, key="samen", owner="Wijkzaken")


def stuck(
    programme: Programme, wanted: PlanFilter | None = None, *, on: date = NOW
) -> list[StuckSeen]:
    viewer = installation(programme.municipality_id)
    planning = queries.planning_of(viewer, programme.key)
    assert planning is not None
    return list(queries.stuck_in(viewer, planning, wanted or PlanFilter(), on=on))


def set_state(project: Project, state: ProjectState) -> None:
    Project.objects.filter(pk=project.pk).update(state=state)


def test_a_project_that_goes_on_after_its_last_year_is_stuck_since_the_day_after(
    programme: Programme,
) -> None:
    make_project(programme, "over", from_year=YEAR - 2, until_year=YEAR - 1)
    make_project(programme, "nog niet", from_year=YEAR - 2, until_year=YEAR)

    (found,) = stuck(programme)

    assert (found.cause, found.since) == (Cause.OVER, date(YEAR, 1, 1))
    assert found.project is not None
    assert found.project.title == "over"


def test_work_past_its_day_is_of_its_party_else_of_the_holder(programme: Programme) -> None:
    holder = make_organisation(programme.municipality, "Stichting Samen")
    project = make_project(programme, holder_ids=(holder.pk,))
    buren = make_party(project, "Buren")
    day = NOW - timedelta(days=10)
    make_activity(project, "Oplevering", day, party=buren)
    make_activity(project, "Schilderen", day - timedelta(days=9), day - timedelta(days=1))
    make_activity(project, "Al klaar", day, done_on=day)
    make_activity(project, "Vandaag", NOW)

    found = stuck(programme)

    assert [(one.what, one.who) for one in found] == [
        ("Schilderen", ("Stichting Samen",)),
        ("Oplevering", ("Buren",)),
    ]
    assert {one.cause for one in found} == {Cause.LATE}


def test_what_had_to_be_decided_waits_for_who_decides(programme: Programme) -> None:
    project = make_project(programme)
    make_point(project, "Gaat het door?", YEAR - 1)
    make_point(project, "Nu al besloten", YEAR - 1, decided=(NOW, "ja"))
    make_point(project, "Ooit", None)
    make_point(project, "Dit jaar nog", YEAR)

    (found,) = stuck(programme)

    assert (found.cause, found.since) == (Cause.UNDECIDED, date(YEAR - 1, 12, 31))
    assert project.decision is not None
    assert project.decision.body is not None
    assert found.who == (project.decision.body.name,)


def test_what_had_to_be_decided_is_stuck_after_the_project_too(programme: Programme) -> None:
    project = make_project(programme, from_year=YEAR - 2, until_year=YEAR - 1)
    make_point(project, "Gaat het door?", YEAR - 1)
    make_activity(project, "Oplevering", NOW - timedelta(days=9))
    Project.objects.filter(pk=project.pk).update(
        state=ProjectState.FINISHED, result="Het staat er.", finished_at=AT
    )

    (found,) = stuck(programme)

    assert (found.cause, found.what) == (Cause.UNDECIDED, "Gaat het door?")


@pytest.mark.parametrize("state", [ProjectState.STOPPED, ProjectState.HANDED_OVER])
def test_of_a_closed_project_nothing_has_to_be_decided_any_more(
    programme: Programme, state: ProjectState
) -> None:
    project = make_project(programme)
    make_point(project, "Gaat het door?", YEAR - 1)
    make_point(project, "Al besloten", YEAR - 1, decided=(NOW, "ja"))
    Project.objects.filter(pk=project.pk).update(
        state=state, result="Het staat er.", finished_at=AT
    )

    planning = queries.planning_of(anonymous(programme.municipality_id), programme.key)

    assert planning is not None
    assert [one.moot for one in planning.projects[0].points] == [True, False]
    assert stuck(programme) == []


def test_where_nobody_decides_the_holder_has_to_move(programme: Programme) -> None:
    type(programme).objects.filter(pk=programme.pk).update(owner="")
    project = make_project(programme)
    make_party(project, "Buren", "holder")  # type: ignore[arg-type] # a value of Part
    Project.objects.filter(pk=project.pk).update(decision=None)
    make_point(project, "Gaat het door?", YEAR - 1)

    (found,) = stuck(programme)

    assert found.who == ("Buren",)


def test_an_approved_project_is_stuck_after_sixty_days_and_not_before(
    programme: Programme,
) -> None:
    project = make_project(programme)
    set_state(project, ProjectState.APPROVED)
    ProjectStep.objects.filter(project=project).update(to_state=ProjectState.APPROVED)

    assert stuck(programme, on=NOW + timedelta(days=60)) == []
    (found,) = stuck(programme, on=NOW + timedelta(days=61))
    assert (found.cause, found.since) == (Cause.NOT_BEGUN, NOW)

    ProjectStep.objects.filter(project=project).delete()
    (found,) = stuck(programme, on=NOW + timedelta(days=61))
    assert found.since == NOW


def test_a_running_project_is_silent_after_ninety_days_without_a_sign(
    programme: Programme,
) -> None:
    project = make_project(programme)

    assert stuck(programme, on=NOW + timedelta(days=90)) == []
    (found,) = stuck(programme, on=NOW + timedelta(days=91))
    assert (found.cause, found.since) == (Cause.SILENT, NOW)

    ProgressNote.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        text="Het loopt.",
        at=AT + timedelta(days=5),
    )
    assert stuck(programme, on=NOW + timedelta(days=95)) == []
    make_activity(project, "Klaar", NOW, done_on=NOW + timedelta(days=30))
    assert stuck(programme, on=NOW + timedelta(days=120)) == []
    make_point(project, "Door?", NOW, decided=(NOW + timedelta(days=40), "ja"))
    assert stuck(programme, on=NOW + timedelta(days=130)) == []
    (found,) = stuck(programme, on=NOW + timedelta(days=131))
    assert found.since == NOW + timedelta(days=40)


def test_money_that_lacks_this_year_is_stuck_and_that_of_later_years_is_not(
    programme: Programme,
) -> None:
    project = make_project(programme, from_year=YEAR, until_year=YEAR + 1)
    make_cost(project, 5_000_00, year=YEAR)
    make_cost(make_project(programme), 9_000_00, year=YEAR + 1)

    (found,) = stuck(programme)

    assert found.cause == Cause.GAP
    assert found.gap is not None
    assert found.gap.known_cents == 5_000_00
    assert found.since == date(YEAR, 1, 1)


def test_a_hand_over_that_nobody_answered_is_stuck_whatever_the_state(
    programme: Programme,
) -> None:
    project = make_project(programme, "Samen eten")
    set_state(project, ProjectState.STOPPED)
    make_offer(project, "Team Zorg")
    without = make_project(programme)
    set_state(without, ProjectState.STOPPED)
    make_offer(without)

    first, second = stuck(programme)

    assert (first.cause, first.since, first.what) == (
        Cause.UNANSWERED,
        NOW,
        "Werk na Samen eten",
    )
    assert first.who == ("Team Zorg",)
    assert second.who == ()


def test_a_report_that_did_not_come_is_stuck_and_one_of_a_proposal_is_not(
    programme: Programme,
) -> None:
    partner = make_organisation(programme.municipality, "Welzijn")
    agreement = make_agreed(programme, partner, YEAR)
    make_report_due(agreement, NOW - timedelta(days=3))
    make_report_due(agreement, NOW - timedelta(days=30), sent_at=AT)
    make_report_due(agreement, NOW)
    proposed = make_agreed(programme, partner, YEAR, "Nog niet afgesproken")
    PerformanceAgreement.objects.filter(pk=proposed.pk).update(
        state=AgreementState.PROPOSED, agreed_on=None
    )
    make_report_due(proposed, NOW - timedelta(days=3))

    (found,) = stuck(programme)

    assert (found.cause, found.what, found.who) == (
        Cause.REPORT,
        "Huisbezoeken",
        ("Welzijn",),
    )
    assert (found.agreement_id, found.project) == (agreement.pk, None)
    assert AgreementReport.objects.count() == 4


def test_reports_are_narrowed_by_partner_area_and_goal_and_have_no_theme_or_state(
    programme: Programme,
) -> None:
    make_areas(area_row("GM9398", "Heuvelstad"), area_row("WK939801", "Molenwijk"))
    area = make_own_area(programme.municipality, "Molenwijk", "WK939801")
    goal = make_goal(programme)
    partner = make_organisation(programme.municipality, "Welzijn")
    agreement = make_agreed(programme, partner, YEAR)
    agreement.areas.add(area)
    agreement.goals.add(goal)
    make_report_due(agreement, NOW - timedelta(days=3))
    make_project(programme, area_ids=(area.pk,))

    def asked(**wanted: Any) -> int:
        return len(stuck(programme, PlanFilter(**wanted)))

    assert asked(partner="welzijn") == asked(area=area.code) == asked(goal=goal.key) == 1
    assert asked(partner="anders") == asked(area="ergens") == asked(goal="anders") == 0
    assert asked(theme="zorg") == asked(state=ProjectState.RUNNING) == 0


def test_the_oldest_comes_first_and_it_costs_seven_queries_more(
    programme: Programme, django_assert_num_queries: Any
) -> None:
    partner = make_organisation(programme.municipality, "Welzijn")
    make_report_due(make_agreed(programme, partner, YEAR), NOW - timedelta(days=3))
    for days in (5, 9):
        project = make_project(programme)
        make_activity(project, "Oplevering", NOW - timedelta(days=days))
    viewer = installation(programme.municipality_id)
    planning = queries.planning_of(viewer, programme.key)
    assert planning is not None

    with django_assert_num_queries(7):
        found = queries.stuck_in(viewer, planning, PlanFilter(), on=NOW)

    assert [(NOW - one.since).days for one in found] == [9, 5, 3]


def test_that_of_another_municipality_is_not_there(programme: Programme) -> None:
    other = make_programme(make_municipality(), key="samen")
    partner = make_organisation(other.municipality, "Kanarie")
    make_report_due(make_agreed(other, partner, YEAR), NOW - timedelta(days=3))

    assert stuck(programme) == []
    assert len(stuck(other)) == 1
