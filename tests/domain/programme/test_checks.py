"""What the checks find in the rooms, who reads it, and what somebody accepts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.makers.agreements import (
    hand_over,
    make_activity,
    make_agreement,
    make_offer,
    report,
    speaker_for,
)
from tests.makers.analyses import make_table
from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import (
    follow_up,
    make_bottleneck,
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
)
from wijkregie.core.logframe import Kind
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import (
    AcceptedFinding,
    Goal,
    GoalIndicator,
    HandOver,
    IndicatorTarget,
    Project,
    ProjectStep,
)
from wijkregie.domain.programme.states import AnalysisState, Direction, GoalLevel, Pledge
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.domain.programme.queries import CheckSeen
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
A_DAY = timedelta(days=1)


def checks(programme: Programme, viewer: Viewer, rule: str = "") -> list[CheckSeen]:
    seen = queries.checks_of(viewer, programme.key, on=ON)
    assert seen is not None
    return [
        one
        for one in seen.checks
        if f"{one.finding.check} {one.finding.fault}".startswith(rule)
    ]


def faults(programme: Programme, viewer: Viewer) -> set[str]:
    return {f"{one.finding.check} {one.finding.fault}" for one in checks(programme, viewer)}


def draft(found: CheckSeen, reason: str = "Dit is zo besloten.") -> services.AcceptDraft:
    one = found.finding
    return services.AcceptDraft(
        one.check, one.fault, one.about.kind, one.about.id, one.place, one.fingerprint, reason
    )


def accept(programme: Programme, found: CheckSeen, by: Viewer, **more: Any) -> int:
    return services.accept_finding(programme.pk, replace(draft(found), **more), by=by, at=LATER)


LATER = AT + timedelta(days=1)


def tidy(programme: Programme, area: Area) -> Project:
    """Fill a programme with all that the checks ask for, and return its project."""
    impact = make_goal(programme, "Prettig wonen", level=GoalLevel.IMPACT)
    goal = make_goal(
        programme,
        "In 2027 kent 40 procent de buren",
        level=GoalLevel.OPERATIONAL,
        parent=impact,
    )
    make_goal_indicator(
        goal,
        "Kent buren",
        source="Wijkenquête vraag 7",
        owner="welzijnsstichting",
        baseline=Decimal(30),
        baseline_year=2025,
        baseline_n=400,
        target=Decimal(40),
        target_year=2027,
    )
    bottleneck = make_bottleneck(programme, "weinig ontmoeting", areas=[area])
    score = services.ScoreDraft(area.pk, "below", "")
    here = programme.municipality
    by = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    services.score_area(programme.pk, score, by=by, at=AT)
    project = make_project(
        programme,
        "Samen eten",
        goal_ids=(goal.pk,),
        bottleneck_ids=(bottleneck.pk,),
        area_ids=(area.pk,),
        holder_ids=(make_organisation(here).pk,),
        from_year=2026,
        until_year=2027,
    )
    Project.objects.filter(pk=project.pk).update(lead_roles=["trekker"])
    make_cost(project, 30_000_00)
    make_coverage(project, 30_000_00, pledge=Pledge.COMMITTED)
    return project


@pytest.fixture
def area(here: Municipality) -> Area:
    return make_own_area(here, "Molenwijk")


@pytest.fixture
def project(programme: Programme, area: Area) -> Project:
    return tidy(programme, area)


@pytest.fixture
def manager(here: Municipality) -> Viewer:
    return viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)


def test_a_tidy_programme_has_no_findings(
    programme: Programme, project: Project, by: Viewer
) -> None:
    assert checks(programme, by) == []


def test_who_works_along_reads_the_checks_and_nobody_else(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    resident = viewer_for(make_seat(make_group(here)).person, here)
    elsewhere = make_municipality()
    stranger = viewer_for(make_role(elsewhere, Role.DISTRICT_MANAGER).person, elsewhere)

    assert queries.may_check(resident)
    assert queries.checks_of(resident, programme.key, on=ON) is not None
    for outsider in (anonymous(here.pk), stranger):
        assert queries.checks_of(outsider, programme.key, on=ON) is None
    assert queries.checks_of(by, "elders", on=ON) is None


def test_what_a_goal_and_its_figures_lack_is_found(programme: Programme, by: Viewer) -> None:
    make_goal(programme, "Een betere aanpak", level=GoalLevel.OPERATIONAL)
    goal = make_goal(programme, "Meer samenhang")
    make_goal_indicator(goal, "Cijfer")
    GoalIndicator.objects.update(unit="")

    assert faults(programme, by) == {
        "L01 no_indicator",
        "L02 lacks",
        "L03 no_baseline",
        "L05 no_target",
        "L06 no_source",
        "L11 no_project",
        "L12 means",
        "L12 vague",
        "L19 no_top",
        "L19 orphan",
    }


def test_what_a_target_gets_wrong_is_found(
    programme: Programme, project: Project, by: Viewer
) -> None:
    GoalIndicator.objects.update(direction=Direction.LOWER, baseline_year=2032)
    IndicatorTarget.objects.update(year=2031)
    assert faults(programme, by) == {"L04 against", "L05 outside", "L05 before"}

    GoalIndicator.objects.update(baseline_year=None, baseline_n=None)
    IndicatorTarget.objects.update(value=Decimal(30))
    found = checks(programme, by, "L04") + checks(programme, by, "L03")
    assert [one.finding.fault for one in found] == ["equal", "lacks"]
    assert found[1].finding.values["lacks"] == ("date", "n")


def test_a_finding_of_an_indicator_knows_its_goal(programme: Programme, by: Viewer) -> None:
    goal = make_goal(programme)
    make_goal_indicator(goal)

    (found,) = checks(programme, by, "L03")

    assert found.goal_id == goal.pk
    assert checks(programme, by, "L19 no_top")[0].goal_id is None


def test_what_a_project_lacks_is_found(
    programme: Programme, project: Project, by: Viewer
) -> None:
    lone = make_project(programme, "Los", until_year=2030)

    found = {
        f"{one.finding.check} {one.finding.fault}": one.finding.values
        for one in checks(programme, by)
    }

    assert set(found) == {
        "L10 no_goal",
        "L13 lacks",
        "L13 after",
        "L14 no_costs",
        "L20 no_bottleneck",
    }
    assert found["L13 lacks"] == {"lacks": ("holder", "lead")}
    assert {one.finding.about.id for one in checks(programme, by)} == {lone.pk}


def test_money_that_does_not_add_up_is_found(
    programme: Programme, project: Project, by: Viewer
) -> None:
    make_cost(project, 10_000_50)
    make_cost(project, None, year=2027)
    make_coverage(project, None, year=2027, funder="Fonds")
    make_coverage(project, 5_00, pledge=Pledge.PROMISED)

    found = {one.finding.fault: one.finding.values for one in checks(programme, by, "L14")}

    assert found == {
        "unknown_costs": {"years": (2027,)},
        "unknown_coverage": {"funders": ("Fonds",)},
        "gap": {"year": 2026, "cents": 9_995_50, "at_least": 0},
        "unconfirmed": {"cents": 5_00, "funders": ("Wijkbudget",)},
    }


def test_a_project_that_ends_after_the_last_measurement_is_found(
    programme: Programme, project: Project, by: Viewer
) -> None:
    IndicatorTarget.objects.update(year=2026)

    assert faults(programme, by) == {"L15 too_late"}


def test_goals_in_a_circle_are_found(
    programme: Programme, project: Project, by: Viewer
) -> None:
    goal = Goal.objects.get(level=GoalLevel.OPERATIONAL)
    Goal.objects.filter(pk=goal.pk).update(parent=goal)

    assert "L19 cycle" in faults(programme, by)


def test_areas_without_anything_are_shown(
    programme: Programme, project: Project, here: Municipality, by: Viewer
) -> None:
    other = make_own_area(here, "De Noord")
    services.score_area(programme.pk, services.ScoreDraft(other.pk, "above", ""), by=by, at=AT)
    make_bottleneck(programme, "te weinig groen")

    found = [
        (one.finding.fault, one.finding.about.name) for one in checks(programme, by, "L20")
    ]

    assert found == [("no_project", "te weinig groen"), ("untouched", "De Noord")]


def test_statements_that_nobody_used_are_found_once_the_group_decided() -> None:
    table = make_table()
    programme, by = table.programme, table.by

    def evening(*texts: str) -> int:
        asked = services.AnalysisDraft(table.area.pk, table.group.pk)
        pk = services.begin_analysis(programme.pk, asked, by=by, at=AT)
        proof = services.EvidenceDraft(document="Verslag")
        lines = [
            services.add_statement(
                pk, services.StatementDraft("weakness", "residents", text), proof, by=by, at=AT
            )
            for text in texts
        ]
        services.move_analysis(pk, AnalysisState.DIVIDING, by=by, at=AT)
        services.enter_paper(pk, 1, {lines[0]: 1}, by=by, at=AT)
        services.move_analysis(pk, AnalysisState.WEIGHED, by=by, at=AT)
        assert checks(programme, by, "L21 unused") == before
        services.settle_analysis(pk, lines[:1], follow_up(table.group), by=by, at=AT)
        return pk

    before: list[CheckSeen] = []
    evening("weinig groen", "veel verloop")
    before = checks(programme, by, "L21")
    last = evening("stille straten", "geen winkel", "veel stoepen")

    (found,) = checks(programme, by, "L21")
    assert found.finding.about.id == last
    assert found.finding.values == {"items": ("geen winkel", "veel stoepen"), "of": 3}
    second = next(one for one in table.seen(last).statements if one.text == "geen winkel")
    services.statement_to_bottleneck(
        second.id, services.BottleneckDraft("geen winkel"), by=by, at=AT
    )
    assert len(checks(programme, by, "L21")[0].finding.values["items"]) == 1  # type: ignore[arg-type] # a tuple


def test_a_hand_over_without_a_budget_a_day_or_a_team_is_found(
    programme: Programme, project: Project, by: Viewer
) -> None:
    services.finish(project.pk, "Elke week zestig mensen aan tafel.", by=by, at=AT)
    hand_over(project, make_activity(programme, "Welzijnswerk"))
    assert checks(programme, by) == []

    HandOver.objects.update(budget_line="")
    (found,) = checks(programme, by)
    assert found.finding.values == {"lacks": ("budget",)}
    # One that came out of a file has no hand-over of its own: nobody asks for its budget.
    HandOver.objects.all().delete()
    assert checks(programme, by) == []
    ProjectStep.objects.filter(to_state="handed_over").delete()
    Project.objects.update(handed_to=None)
    (found,) = checks(programme, by)
    assert found.finding.values == {"lacks": ("team", "date")}


def test_the_day_of_the_answer_is_not_the_day_since_when(
    programme: Programme, project: Project, here: Municipality, by: Viewer
) -> None:
    services.finish(project.pk, "Elke week zestig mensen aan tafel.", by=by, at=AT)
    partner, group = make_organisation(here), make_group(here)
    speaker = speaker_for(partner, group)
    work = make_activity(programme, "Welzijnswerk")
    made = make_offer(project, work, organisation_id=partner.pk, on=None)

    services.accept_hand_over(made.pk, by=speaker, at=AT)

    (found,) = checks(programme, by)
    assert found.finding.values == {"lacks": ("date",)}


def test_a_report_of_a_partner_that_is_late_is_found(
    programme: Programme, project: Project, here: Municipality, by: Viewer
) -> None:
    partner = make_organisation(here)
    made = make_agreement(programme, partner, title="Huisbezoeken", due=(ON - A_DAY, ON))
    make_agreement(programme, partner, due=(ON - A_DAY,), agreed=False)

    (found,) = checks(programme, by)

    assert (found.finding.about.kind, found.finding.about.id) == (Kind.AGREEMENT, made.pk)
    assert found.finding.values == {"report": "Huisbezoeken", "due": ON - A_DAY}
    assert found.may_accept
    report(made.reports.earliest("due_on"), speaker_for(partner, make_group(here)))
    assert checks(programme, by) == []


def test_a_baseline_that_differs_from_the_figure_of_its_year_is_found(
    programme: Programme, project: Project, area: Area, here: Municipality, by: Viewer
) -> None:
    series = make_own_indicator(here, "buren")
    make_own_figure(series, area.code, 30.4, period=2025)
    GoalIndicator.objects.update(series=series, series_area=area)
    assert checks(programme, by) == []

    GoalIndicator.objects.update(baseline=Decimal("30.5"))
    (found,) = checks(programme, by)
    assert found.finding.values == {
        "fact": "baseline",
        "sources": ("plan", "figures"),
        "told": (Decimal("30.5"), Decimal("30.4")),
    }
    GoalIndicator.objects.update(baseline=None)
    assert "L27 differ" not in faults(programme, by)


def test_it_costs_the_same_queries_however_large_it_is_and_two_more_by_area(
    programme: Programme, project: Project, area: Area, here: Municipality, by: Viewer
) -> None:
    def asked(viewer: Viewer) -> int:
        with CaptureQueriesContext(connection) as queried:
            queries.checks_of(viewer, programme.key, on=ON)
        return len(queried)

    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER, area=area).person, here)
    assert (asked(by), asked(worker)) == (23, 25)
    for at in range(3):
        tidy(programme, make_own_area(here, f"Wijk {at}"))
    assert (asked(by), asked(worker)) == (23, 25)


def test_a_finding_is_accepted_with_a_reason_name_and_date(
    programme: Programme, here: Municipality
) -> None:
    person = make_person("Mira Manager", municipality=here)
    make_role(here, Role.DISTRICT_MANAGER, person=person)
    viewer = viewer_for(person, here)
    goal = make_goal(programme)
    (found,) = checks(programme, viewer, "L01")
    assert found.is_open
    assert found.may_accept

    accept(programme, found, viewer, reason="  We laten dit doel\nbewust open. ")

    (again,) = checks(programme, viewer, "L01")
    assert not again.is_open
    assert again.acceptance is not None
    assert again.acceptance.reason == "We laten dit doel bewust open."
    assert (again.acceptance.by_name, again.acceptance.at) == ("Mira Manager", LATER)
    seen = queries.checks_of(viewer, programme.key, on=ON)
    assert seen is not None
    assert seen.open == len(seen.checks) - 1
    row = LogRow.objects.get(what="finding_accepted")
    assert (row.by_id, row.why) == (person.pk, "L01")
    assert AcceptedFinding.objects.get().object_id == goal.pk
    assert str(AcceptedFinding.objects.get()) == "L01 no_indicator"


def test_an_acceptance_lapses_when_the_fault_becomes_another(
    programme: Programme, project: Project, by: Viewer
) -> None:
    make_cost(project, 10_000_00)
    (found,) = checks(programme, by, "L14 gap")
    accept(programme, found, by)
    assert not checks(programme, by, "L14 gap")[0].is_open

    make_cost(project, 1)
    (lapsed,) = checks(programme, by, "L14 gap")
    assert lapsed.is_open
    assert lapsed.acceptance is not None
    assert not lapsed.acceptance.holds
    assert lapsed.acceptance.by_name == ""

    accept(programme, lapsed, by, reason="Ook dit bedrag.")
    assert not checks(programme, by, "L14 gap")[0].is_open
    assert AcceptedFinding.objects.get().reason == "Ook dit bedrag."


def test_an_acceptance_is_taken_back(programme: Programme, by: Viewer) -> None:
    make_goal(programme)
    pk = accept(programme, checks(programme, by, "L01")[0], by)

    services.withdraw_acceptance(pk, by=by, at=LATER)

    assert checks(programme, by, "L01")[0].is_open
    assert LogRow.objects.filter(what="acceptance_withdrawn", why="L01").count() == 1
    with pytest.raises(services.ProgrammeRefused, match="niet meer"):
        services.withdraw_acceptance(pk, by=by, at=LATER)


def test_what_was_mended_or_changed_since_it_was_read_is_refused(
    programme: Programme, project: Project, by: Viewer
) -> None:
    make_cost(project, 10_000_00)
    (found,) = checks(programme, by, "L14 gap")
    make_coverage(project, 5_000_00, pledge=Pledge.COMMITTED)

    for late in ({}, {"place": "2030"}):
        with pytest.raises(services.ProgrammeRefused, match="al verbeterd, of het is nu iets"):
            accept(programme, found, by, **late)
    assert not AcceptedFinding.objects.exists()


def test_a_finding_is_accepted_once_and_with_plain_words(
    programme: Programme, by: Viewer
) -> None:
    make_goal(programme)
    (found,) = checks(programme, by, "L01")

    with pytest.raises(services.ProgrammeRefused, match="waarom dit zo mag blijven"):
        accept(programme, found, by, reason=" ")
    with pytest.raises(WordsRefused):
        accept(programme, found, by, reason="Bel 06-12345678.")
    accept(programme, found, by)
    with pytest.raises(services.ProgrammeRefused, match="al geaccepteerd"):
        accept(programme, found, by)


def test_who_runs_a_project_accepts_what_is_about_that_and_no_more(
    programme: Programme, project: Project, area: Area, here: Municipality
) -> None:
    make_cost(project, 10_000_00)
    make_goal(programme)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER, area=area).person, here)
    elsewhere = make_own_area(here, "De Noord")
    other = viewer_for(make_role(here, Role.COMMUNITY_WORKER, area=elsewhere).person, here)
    resident = viewer_for(make_seat(make_group(here)).person, here)
    (gap,), (goal,) = (checks(programme, worker, rule) for rule in ("L14 gap", "L01"))

    assert (gap.may_accept, goal.may_accept) == (True, False)
    for viewer in (other, resident):
        assert not any(one.may_accept for one in checks(programme, viewer))
        with pytest.raises(services.ProgrammeRefused, match="de opbouwwerker van het gebied"):
            accept(programme, gap, viewer)
    with pytest.raises(services.ProgrammeRefused, match="Alleen de wijkregisseur"):
        accept(programme, goal, worker)
    with pytest.raises(services.ProgrammeRefused, match="niet meer"):
        accept(programme, gap, anonymous(here.pk))
    pk = accept(programme, gap, worker)
    with pytest.raises(services.ProgrammeRefused, match="de opbouwwerker van het gebied"):
        services.withdraw_acceptance(pk, by=other, at=LATER)
    services.withdraw_acceptance(pk, by=worker, at=LATER)


def test_nobody_accepts_anything_of_another_municipality(
    programme: Programme, by: Viewer
) -> None:
    make_goal(programme)
    (found,) = checks(programme, by, "L01")
    pk = accept(programme, found, by)
    there = make_municipality()
    stranger = viewer_for(make_role(there, Role.DISTRICT_MANAGER).person, there)

    with pytest.raises(services.ProgrammeRefused, match="niet meer"):
        accept(programme, found, stranger)
    with pytest.raises(services.ProgrammeRefused, match="niet meer"):
        services.withdraw_acceptance(pk, by=stranger, at=LATER)
    theirs = make_programme(there)
    make_goal(theirs)
    assert all(one.acceptance is None for one in checks(theirs, stranger))


def test_the_database_keeps_one_acceptance_of_a_finding_and_a_reason(
    programme: Programme, by: Viewer
) -> None:
    make_goal(programme)
    accept(programme, checks(programme, by, "L01")[0], by)
    row = AcceptedFinding.objects.get()

    for changed in ({}, {"place": "x", "reason": ""}):
        row.pk = None
        row._state.adding = True
        for name, value in changed.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_an_idea_is_not_told_to_who_may_not_read_it(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    make_project(programme, "Geheim plan", decision_id=None)

    assert any(one.finding.about.name == "Geheim plan" for one in checks(programme, by))
    assert queries.checks_of(anonymous(here.pk), programme.key, on=ON) is None


def test_kinds_fit_in_the_table() -> None:
    longest = AcceptedFinding._meta.get_field("kind").max_length
    assert longest is not None
    assert max(len(one) for one in Kind) <= longest
