"""The planning of a programme: what it holds, what it may be narrowed to, what it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.indicators import make_own_indicator
from tests.makers.people import make_organisation
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.makers.planning import make_activity, make_party, make_point
from tests.makers.programme import (
    make_bottleneck,
    make_cost,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
    make_raised,
    make_theme_of,
)
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.queries import NO_THEME, NOWHERE, WHOLE, PlanFilter
from wijkregie.domain.programme.states import GoalLevel, ProjectState, Track
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.queries import Planning, ProjectPlanned

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipality() -> Municipality:
    return make_municipality("Heuvelstad", code="GM9398")


def read(municipality: Municipality, key: str = "samen") -> Planning:
    found = queries.planning_of(anonymous(municipality.pk), key)
    assert found is not None
    return found


def titles(found: tuple[ProjectPlanned, ...]) -> list[str]:
    return [one.title for one in found]


def test_a_project_stands_in_it_with_years_work_and_moments_to_decide(
    municipality: Municipality,
) -> None:
    programme = make_programme(municipality, key="samen", owner="Wijkzaken")
    holder = make_organisation(municipality, "Stichting Samen")
    project = make_project(
        programme,
        "Samen eten",
        holder_ids=(holder.pk,),
        from_year=2026,
        track=Track.NOW,
    )
    Project.objects.filter(pk=project.pk).update(lead_roles=["opbouwwerker"])
    party = project.parties.get()
    make_activity(project, "Koken", date(2026, 3, 1), date(2026, 6, 30), party=party)
    make_activity(project, "Keuken open", date(2026, 3, 1))
    make_point(project, "Gaat het door?", 2027, then="dan stoppen we")
    make_cost(project, 30_000_00)

    (seen,) = read(municipality).projects

    assert (seen.begins, seen.ends) == (date(2026, 1, 1), None)
    assert seen.work_days == (date(2026, 3, 1), date(2026, 6, 30))
    assert [one.name for one in seen.holders] == ["Stichting Samen"]
    assert seen.partner_keys == {"stichting-samen"}
    work, moment = seen.activities
    assert (work.is_milestone, moment.is_milestone) == (False, True)
    assert work.partner == seen.holders[0]
    assert moment.partner is None
    (point,) = seen.points
    assert point.due == date(2027, 12, 31)
    assert point.body_name == str(getattr(project.decision, "body", None))
    assert seen.money.total.gap.known_cents == 30_000_00
    assert seen.track == Track.NOW
    assert seen.lead_roles == ("opbouwwerker",)


def test_without_years_on_the_card_the_days_of_the_work_are_its_period(
    municipality: Municipality,
) -> None:
    programme = make_programme(municipality, key="samen")
    project = make_project(programme, "Zonder jaren", from_year=None, until_year=None)
    (bare,) = read(municipality).projects
    assert (bare.begins, bare.ends, bare.work_days) == (None, None, (None, None))

    make_point(project, "Beginnen we?", date(2026, 2, 1))
    make_activity(project, "Bouwen", None, date(2026, 9, 1))

    (seen,) = read(municipality).projects
    assert (seen.begins, seen.ends) == (date(2026, 2, 1), date(2026, 9, 1))


def test_who_decides_is_who_let_it_begin_else_the_owner_of_the_programme(
    municipality: Municipality,
) -> None:
    programme = make_programme(municipality, key="samen", owner="Wijkzaken")
    idea = make_project(programme, "Een idee", decision_id=None)
    make_point(idea, "Doen we dit?")

    seen = queries.planning_of(installation(municipality.pk), "samen")

    assert seen is not None
    (point,) = seen.projects[0].points
    assert point.body_name == "Wijkzaken"
    assert point.due is None
    assert not point.is_late(date(2030, 1, 1))


def test_work_is_late_after_its_day_and_not_once_it_is_done(
    municipality: Municipality,
) -> None:
    programme = make_programme(municipality, key="samen")
    project = make_project(programme)
    make_activity(project, "Oplevering", date(2026, 3, 1))
    make_activity(project, "Opening", date(2026, 3, 1), done_on=date(2026, 3, 9))
    make_activity(project, "Zonder dag", None, None)
    (seen,) = read(municipality).projects

    assert [one.is_late(date(2026, 3, 1)) for one in seen.activities] == [False] * 3
    assert [one.is_late(date(2026, 3, 2)) for one in seen.activities] == [True, False, False]
    march = (date(2026, 3, 1), date(2026, 3, 31))
    assert [one.runs_in(*march) for one in seen.activities] == [True, True, False]


def test_it_is_narrowed_by_area_with_those_that_hold_it_and_lie_in_it(
    municipality: Municipality,
) -> None:
    make_areas(
        area_row("GM9398", "Heuvelstad"),
        area_row("WK939801", "Molenwijk"),
        area_row("BU93980101", "Molenbuurt"),
        area_row("WK939802", "Rivierenwijk"),
    )
    own = make_own_area(municipality, "Twee wijken", "WK939801", "WK939802")
    programme = make_programme(municipality, key="samen")
    areas = {one.code: one.pk for one in queries.door.areas(anonymous(municipality.pk))}
    for code in ("WK939801", "BU93980101", "WK939802"):
        make_project(programme, code, area_ids=(areas[code],))
    make_project(programme, "eigen", area_ids=(own.pk,))
    make_project(programme, "overal")
    make_project(programme, "nergens", decision_id=None)
    planning = queries.planning_of(installation(municipality.pk), "samen")
    assert planning is not None

    def asked(code: str) -> list[str]:
        return titles(PlanFilter(area=code).narrow(planning))

    assert asked("WK939801") == ["WK939801", "BU93980101", "eigen"]
    assert asked("BU93980101") == ["WK939801", "BU93980101", "eigen"]
    assert asked("WK939802") == ["WK939802", "eigen"]
    assert asked(WHOLE) == ["overal"]
    assert asked(NOWHERE) == ["nergens"]
    assert asked("BESTAATNIET") == []
    assert {one.code for one in planning.areas} == {
        "WK939801",
        "BU93980101",
        "WK939802",
        own.code,
    }


def test_its_theme_is_that_of_its_signals_else_that_of_what_its_goals_are_measured_by(
    municipality: Municipality,
) -> None:
    programme = make_programme(municipality, key="samen")
    series = make_own_indicator(municipality, "eenzaam")
    goal = make_goal(programme)
    area = make_areas(area_row("GM9398", "Heuvelstad"))["GM9398"]
    make_goal_indicator(goal, series_id=series.pk, series_area_id=area.pk)
    theme = make_theme_of(municipality)
    signal = make_raised(municipality)
    bottleneck = make_bottleneck(programme)
    services.add_evidence(
        bottleneck.pk,
        services.EvidenceDraft(signal_id=signal.pk),
        by=installation(municipality.pk),
        at=AT,
    )
    make_project(programme, "antwoordt", goal_ids=(goal.pk,), signal_ids=(signal.pk,))
    make_project(programme, "werkt", goal_ids=(goal.pk,), bottleneck_ids=(bottleneck.pk,))
    make_project(programme, "meet", goal_ids=(goal.pk,))
    make_project(programme, "niets")

    # A figure of the municipality itself tells nothing of what it is about.
    planning = read(municipality)
    own = {one.title: [each.name for each in one.themes] for one in planning.projects}
    Indicator.objects.filter(pk=series.pk).update(theme="safety")
    planning = read(municipality)
    found = {one.title: [each.name for each in one.themes] for one in planning.projects}

    assert own["meet"] == []
    assert found == {
        "antwoordt": [theme.name],
        "werkt": [theme.name],
        "meet": ["Veiligheid"],
        "niets": [],
    }
    assert [one.key for one in planning.themes] == ["ontmoeten", "veiligheid"]
    assert titles(PlanFilter(theme="veiligheid").narrow(planning)) == ["meet"]
    assert titles(PlanFilter(theme=NO_THEME).narrow(planning)) == ["niets"]


def test_it_is_narrowed_by_partner_state_and_goal(municipality: Municipality) -> None:
    programme = make_programme(municipality, key="samen")
    goal = make_goal(programme)
    child = make_goal(programme, level=GoalLevel.OPERATIONAL, parent=goal)
    other = make_organisation(municipality, "Woonwaard")
    first = make_project(programme, "eerste", goal_ids=(child.pk,))
    make_party(first, "Buren")
    second = make_project(programme, "tweede", holder_ids=(other.pk,))
    make_party(second, "de buren")
    make_party(second, "BUREN ")
    Project.objects.filter(pk=first.pk).update(state=ProjectState.APPROVED)
    planning = read(municipality)

    assert titles(PlanFilter(partner="buren").narrow(planning)) == ["eerste", "tweede"]
    assert titles(PlanFilter(partner="woonwaard").narrow(planning)) == ["tweede"]
    assert titles(PlanFilter(state=ProjectState.APPROVED).narrow(planning)) == ["eerste"]
    assert titles(PlanFilter(goal=goal.key).narrow(planning)) == ["eerste"]
    assert titles(PlanFilter(goal="weg").narrow(planning)) == []
    assert titles(PlanFilter().narrow(planning)) == ["eerste", "tweede"]
    assert [one.name for one in planning.partners] == ["Buren", "de buren", "Woonwaard"]
    assert planning.partner_of == {other.pk: planning.partners[2]}


def test_ideas_are_in_it_for_who_works_along_only(municipality: Municipality) -> None:
    programme = make_programme(municipality, key="samen")
    organisation = make_organisation(municipality, "Geheime club")
    make_project(programme, "idee", decision_id=None, holder_ids=(organisation.pk,))

    outside = read(municipality)
    inside = queries.planning_of(installation(municipality.pk), "samen")

    assert (outside.projects, outside.partners) == ((), ())
    assert inside is not None
    assert titles(inside.projects) == ["idee"]


def test_that_of_another_municipality_is_not_there(municipality: Municipality) -> None:
    other = make_municipality()
    make_project(make_programme(other, key="samen"))

    assert queries.planning_of(anonymous(municipality.pk), "samen") is None


def test_it_costs_the_same_number_of_queries_however_large_it_is(
    municipality: Municipality, django_assert_num_queries: Any
) -> None:
    make_areas(area_row("GM9398", "Heuvelstad"), area_row("WK939801", "Molenwijk"))
    area = make_own_area(municipality, "Molenwijk", "WK939801")
    holder = make_organisation(municipality, "Stichting Samen")
    programme = make_programme(municipality, key="samen")
    for at in range(3):
        goal = make_goal(programme)
        project = make_project(
            programme,
            f"project {at}",
            goal_ids=(goal.pk,),
            area_ids=(area.pk,),
            holder_ids=(holder.pk,),
        )
        make_activity(project, "Werk", date(2026, 1, 1), date(2026, 2, 1))
        make_point(project, "Gaat het door?", 2027)
        make_cost(project, 1_00)

    with django_assert_num_queries(17):
        planning = read(municipality)

    assert replace(planning, projects=()).projects == ()
    assert len(planning.projects) == 3
