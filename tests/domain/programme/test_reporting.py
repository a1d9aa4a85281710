"""Reports to the council: what they hold, who reads them, and that they stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.people import make_person, make_role, viewer_for
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.programme import (
    make_cost,
    make_coverage,
    make_goal,
    make_goal_indicator,
    make_programme,
    make_project,
)
from tests.makers.reporting import LATER, make_lesson, make_report
from wijkregie.core.reporting import (
    Answers,
    Lack,
    LessonFact,
    Overdue,
    PointFact,
    Sum,
    Why,
    YearFact,
    changes,
    exceptional,
)
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import (
    Activity,
    Commitment,
    DecisionPoint,
    Lesson,
    Payment,
    Programme,
    ProgressNote,
    ProgressReport,
    Project,
)
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.domain.programme.states import GoalLevel, Pledge
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import Viewer, anonymous, installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from wijkregie.core.reporting import Facts

pytestmark = pytest.mark.django_db
ON = LATER.date()


@pytest.fixture
def programme() -> Programme:
    return make_programme(make_municipality())


@pytest.fixture
def by(programme: Programme) -> Viewer:
    return installation(programme.municipality_id)


def facts(programme: Programme, on: date = ON, answers: Answers | None = None) -> Facts:
    viewer = anonymous(programme.municipality_id)
    return queries.facts_of(viewer, programme.pk, on=on, answers=answers)


def draft(**more: Any) -> services.ReportDraft:
    return replace(services.ReportDraft("Voortgang", ON), **more)


# --------------------------------------------------------------------------- facts


def test_a_goal_comes_with_its_figures_and_how_sure_they_are(programme: Programme) -> None:
    area = make_own_area(programme.municipality, "Molenwijk")
    series = make_own_indicator(programme.municipality, "eigen")
    make_own_figure(series, area.code)
    top = make_goal(programme, "Meer contact")
    goal = make_goal(programme, "Buren kennen elkaar", level=GoalLevel.OPERATIONAL, parent=top)
    make_goal_indicator(
        goal,
        baseline=Decimal(10),
        baseline_year=2024,
        series_id=series.pk,
        series_area_id=area.pk,
    )

    first, second = facts(programme).goals

    assert (first.title, second.parent_id) == ("Meer contact", first.id)
    (line,) = second.indicators
    assert (line.baseline, line.series, line.area) == (Decimal(10), series.key, area.code)
    assert (line.now is not None, line.period is not None) == (True, True)


def test_what_is_not_known_is_nowhere_nought(programme: Programme) -> None:
    make_goal_indicator(make_goal(programme))
    project = make_project(programme)
    make_cost(project, None)

    found = facts(programme)

    (line,) = found.goals[0].indicators
    assert (line.now, line.baseline, line.target, line.progress) == (None,) * 4
    assert found.projects[0].costs == Sum(0, unknown=1)
    assert (found.total.committed, found.total.paid) == (None, None)
    assert found.answers is None


def test_money_is_told_per_year_with_what_was_ordered_and_paid(programme: Programme) -> None:
    project = make_project(programme)
    make_cost(project, 300_00)
    make_coverage(project, 200_00)
    make_coverage(project, 50_00, pledge=Pledge.ASKED)
    order(project, 120_00)
    ended = order(project, 999_00, ended_on=ON)
    pay(project, 70_00, date(2027, 2, 1))
    pay(project, 60_00, date(2027, 2, 2), commitment=ended)
    pay(project, 5_00, date(2026, 3, 10), taken_back_on=ON, taken_back_because="Dubbel.")

    found = facts(programme, on=date(2027, 3, 1))

    year, next_year = found.years
    assert (year.costs, year.covered, year.asked) == (Sum(300_00), Sum(200_00), Sum(50_00))
    assert (year.gap, year.committed, year.paid) == (Lack(100_00), 180_00, 60_00)
    assert (next_year.year, next_year.committed, next_year.paid) == (2027, 70_00, 70_00)
    assert (found.total.committed, found.total.paid) == (250_00, 130_00)


def test_orders_without_payments_tell_that_nothing_is_paid(programme: Programme) -> None:
    project = make_project(programme)
    make_cost(project, 300_00, year=2027)
    order(project, 60_00)

    found = facts(programme)

    assert [(one.year, one.committed, one.paid) for one in found.years] == [
        (2026, 60_00, 0),
        (2027, 0, 0),
    ]


def test_what_was_spent_on_a_stopped_project_stays_in_what_was_ordered_and_paid(
    programme: Programme,
) -> None:
    runs, stops = make_project(programme), make_project(programme)
    make_cost(runs, 300_00)
    make_cost(stops, 900_00)
    order(runs, 60_00)
    pay(stops, 40_00, AT.date(), commitment=order(stops, 70_00))
    assert facts(programme).stopped == YearFact()
    stops.steps.create(
        municipality=programme.municipality, at=AT, to_state="stopped", why="Het werkt niet."
    )

    found = facts(programme)

    assert (found.total.costs, found.total.committed, found.total.paid) == (
        Sum(300_00),
        130_00,
        40_00,
    )
    assert found.stopped == YearFact(committed=70_00, paid=40_00)
    assert [(one.year, one.committed, one.paid) for one in found.years] == [
        (2026, 130_00, 40_00)
    ]


def order(project: Project, cents: int, **more: Any) -> Commitment:
    return Commitment.objects.create(
        municipality=project.municipality,
        project=project,
        year=2026,
        what="Keuken",
        supplier="De Timmerman",
        cents=cents,
        ordered_on=AT.date(),
        recorded_at=AT,
        **more,
    )


def pay(project: Project, cents: int, on: date, **more: Any) -> None:
    Payment.objects.create(
        municipality=project.municipality,
        project=project,
        paid_on=on,
        what="Keuken",
        cents=cents,
        document="Factuur 12",
        recorded_at=AT,
        **more,
    )


def test_a_project_is_told_as_it_was_on_the_day(programme: Programme, by: Viewer) -> None:
    project = make_project(programme)
    make_cost(project, 100_00)
    before = facts(programme).projects[0]
    later = LATER + timedelta(days=5)
    services.finish(project.pk, "Iedereen eet samen.", by=by, at=later)

    assert facts(programme).projects[0] == before
    after = facts(programme, on=later.date()).projects[0]
    assert (before.state, before.result, before.costs) == ("running", "", Sum(100_00))
    assert (after.state, after.since) == ("finished", later.date())
    assert after.result == "Iedereen eet samen."


def test_money_counts_by_the_state_of_the_day(programme: Programme, by: Viewer) -> None:
    project = make_project(programme)
    make_cost(project, 100_00)
    services.stop(project.pk, "Geen plek.", by=by, at=LATER + timedelta(days=5))

    stopped = facts(programme, on=(LATER + timedelta(days=5)).date())
    assert (facts(programme).total.costs, stopped.total.costs) == (Sum(100_00), Sum())
    assert stopped.projects[0].why == "Geen plek."


def test_what_began_later_was_not_there(programme: Programme) -> None:
    make_project(programme)

    assert facts(programme, on=date(2020, 1, 1)).projects == ()


def test_an_idea_is_no_fact_also_where_somebody_may_see_it(
    programme: Programme, by: Viewer
) -> None:
    make_project(programme, "Nog maar een idee", decision_id=None)

    assert queries.facts_of(by, programme.pk, on=ON).projects == ()


def test_what_was_an_idea_on_the_day_is_no_fact_of_it(programme: Programme) -> None:
    project = make_project(programme)
    project.steps.all().delete()
    project.steps.create(municipality=project.municipality, at=AT, to_state="idea")

    assert facts(programme).projects == ()


def test_a_note_tells_that_something_happened(programme: Programme) -> None:
    project = make_project(programme)
    quiet = AT + timedelta(days=300)
    assert found_why(programme, quiet.date()) == [Why.STUCK]

    ProgressNote.objects.create(
        municipality=programme.municipality,
        project=project,
        text="De keuken staat er.",
        at=quiet - timedelta(days=3),
    )

    assert found_why(programme, quiet.date()) == []
    moved = facts(programme, on=quiet.date()).projects[0].moved_on
    assert moved == (quiet - timedelta(days=3)).date()


def found_why(programme: Programme, on: date) -> list[Why]:
    return [each.why for one in exceptional(facts(programme, on=on)) for each in one.reasons]


def test_a_moment_that_passed_is_told_until_it_is_reached(programme: Programme) -> None:
    project = make_project(programme)
    moment = Activity.objects.create(
        municipality=programme.municipality,
        project=project,
        kind="milestone",
        title="Kok gevonden",
        ends_on=ON - timedelta(days=2),
    )

    assert facts(programme).projects[0].overdue == (Overdue("Kok gevonden", moment.ends_on),)  # type: ignore[arg-type] # it has a day
    Activity.objects.update(done_on=ON)
    assert facts(programme).projects[0].overdue == ()


def test_a_decision_to_come_is_told_with_its_outcome_once_it_was_taken(
    programme: Programme,
) -> None:
    project = make_project(programme, "Samen eten")
    for year, on in ((None, None), (2027, None), (None, date(2026, 6, 1))):
        DecisionPoint.objects.create(
            municipality=programme.municipality,
            project=project,
            question=f"Door in {year}?",
            year=year,
            on=on,
        )
    DecisionPoint.objects.filter(year=2027).update(outcome="Ja.", decided_on=ON)

    dated, decided, loose = facts(programme).points
    assert (dated.year, loose.year) == (2026, None)
    assert decided == PointFact(
        decided.id, project.pk, "Samen eten", "Door in 2027?", "", 2027, None, "Ja.", ON
    )
    assert facts(programme, on=AT.date()).points[1].outcome == ""


def test_a_decision_is_not_coming_of_a_project_that_ended_by_then(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)
    rows = {"municipality": programme.municipality, "project": project}
    DecisionPoint.objects.create(**rows, question="Door?", year=2027)
    DecisionPoint.objects.create(**rows, question="Groter?", outcome="Ja.", decided_on=ON)
    services.stop(project.pk, "Geen plek.", by=by, at=LATER + timedelta(days=2))

    def moot(on: date) -> list[bool]:
        return [one.moot for one in facts(programme, on=on).points]

    assert moot(ON + timedelta(days=1)) == [False, False]
    assert moot(ON + timedelta(days=2)) == [True, False]


def test_lessons_are_told_but_not_those_of_an_idea(programme: Programme) -> None:
    project = make_project(programme, "Samen eten")
    idea = make_project(programme, decision_id=None)
    told = make_lesson(programme, project=project)
    make_lesson(programme, "Van een idee.", project=idea)
    loose = make_lesson(programme, "Begin klein.", learned_on=AT.date() + timedelta(days=1))

    assert facts(programme).lessons == (
        LessonFact(told.pk, told.text, AT.date(), project.pk, "Samen eten"),
        LessonFact(loose.pk, "Begin klein.", loose.learned_on),
    )


# ------------------------------------------------------------------------ services


def test_a_report_is_begun_written_and_settled(programme: Programme, by: Viewer) -> None:
    number = services.begin_report(programme.pk, draft(), by=by, at=LATER)
    pk = ProgressReport.objects.get(number=number).pk
    services.write_report(pk, draft(words="Het gaat goed."), by=by, at=LATER)
    answers = Answers(17, 20, date(2025, 4, 1), ON)
    services.settle_report(pk, answers=answers, by=by, at=LATER)

    seen = queries.report_seen(anonymous(programme.municipality_id), programme.key, number)

    assert seen is not None
    assert (seen.words, seen.listed.settled_at) == ("Het gaat goed.", LATER)
    assert seen.facts is not None
    assert seen.facts.answers == answers
    words = LogRow.objects.filter(what__startswith="report").order_by("pk")
    assert list(words.values_list("what", flat=True)) == [
        "report_begun",
        "report_written",
        "report_settled",
    ]


def test_a_settled_report_stays_as_it_is_when_the_programme_changes(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)
    make_cost(project, 300_00)
    report = make_report(programme, settled=True)
    before = told(programme, report)

    services.finish(project.pk, "Klaar.", by=by, at=LATER)
    make_cost(project, 100_00)
    programme.goals.all().delete()
    Project.objects.update(title="Anders")

    assert told(programme, report) == before
    # The fault planted: facts that are read anew would be others.
    assert changes(before, facts(programme)) != ()


def told(programme: Programme, report: ProgressReport) -> Facts:
    viewer = anonymous(programme.municipality_id)
    seen = queries.report_seen(viewer, programme.key, report.number)
    assert seen is not None
    assert seen.facts is not None
    return seen.facts


def test_a_draft_is_for_who_steers_only(programme: Programme, by: Viewer) -> None:
    report = make_report(programme, "Nog niet klaar")
    here = programme.municipality
    manager = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)

    for viewer in (anonymous(here.pk), worker, installation(make_municipality().pk)):
        assert not list(queries.reports_visible_to(viewer))
        assert queries.report_seen(viewer, programme.key, report.number) is None
    for viewer in (by, manager):
        assert [one.title for one in queries.reports_visible_to(viewer)] == ["Nog niet klaar"]
        seen = queries.report_seen(viewer, programme.key, report.number)
        assert seen is not None
        assert seen.facts is None


def test_a_report_knows_the_settled_one_before_it(programme: Programme, by: Viewer) -> None:
    first = make_report(programme, settled=True)
    second = make_report(programme, at=LATER + timedelta(days=9))

    seen = queries.report_seen(by, programme.key, second.number)
    earliest = queries.report_seen(by, programme.key, first.number)

    assert seen is not None
    assert earliest is not None
    assert (seen.before, seen.before_number) == (told(programme, first), 1)
    assert (earliest.before, earliest.before_number) == (None, None)
    found = queries.reports_visible_to(by, programme_id=programme.pk)
    assert [one.number for one in found] == [2, 1]
    assert queries.report_seen(by, "weg", 1) is None


def test_one_report_is_written_at_a_time(programme: Programme, by: Viewer) -> None:
    report = make_report(programme)

    with pytest.raises(ProgrammeRefused, match="nog niet vastgesteld"):
        services.begin_report(programme.pk, draft(), by=by, at=LATER)
    services.withdraw_report(report.pk, by=by, at=LATER)
    assert services.begin_report(programme.pk, draft(), by=by, at=LATER) == 1


def test_what_is_settled_changes_no_more(programme: Programme, by: Viewer) -> None:
    report = make_report(programme, settled=True)

    with pytest.raises(ProgrammeRefused, match="is vastgesteld"):
        services.write_report(report.pk, draft(), by=by, at=LATER)
    with pytest.raises(ProgrammeRefused, match="is vastgesteld"):
        services.settle_report(report.pk, answers=None, by=by, at=LATER)
    with pytest.raises(ProgrammeRefused, match="is vastgesteld"):
        services.withdraw_report(report.pk, by=by, at=LATER)
    assert ProgressReport.objects.get().words == ""


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"title": " "}, "titel"),
        ({"as_of": ON + timedelta(days=1)}, "nog komen"),
        ({"words": "x" * 2001}, "langer"),
    ],
)
def test_a_report_needs_a_title_and_a_day_that_was(
    programme: Programme, by: Viewer, more: dict[str, Any], why: str
) -> None:
    with pytest.raises(ProgrammeRefused, match=why):
        services.begin_report(programme.pk, draft(**more), by=by, at=LATER)
    assert not ProgressReport.objects.exists()


def test_the_next_report_tells_of_a_later_day(programme: Programme, by: Viewer) -> None:
    make_report(programme, settled=True)

    with pytest.raises(ProgrammeRefused, match="latere dag"):
        services.begin_report(programme.pk, draft(), by=by, at=LATER)


def test_words_for_everyone_hold_nothing_of_a_person(programme: Programme, by: Viewer) -> None:
    with pytest.raises(WordsRefused):
        services.begin_report(
            programme.pk, draft(words="Bel 06-12345678 voor meer."), by=by, at=LATER
        )
    with pytest.raises(WordsRefused):
        make_lesson(programme, "Mail naar wie@voorbeeld.nl voor een sleutel.")


def test_who_does_not_steer_is_refused(programme: Programme) -> None:
    report, lesson = make_report(programme), make_lesson(programme)
    here = programme.municipality
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER).person, here)
    stranger = viewer_for(make_person("Nina", municipality=here), here)
    learned = services.LessonDraft("Begin klein.", ON)
    for viewer in (worker, stranger, anonymous(here.pk), anonymous()):
        for refused in (
            lambda who: services.begin_report(programme.pk, draft(), by=who, at=LATER),
            lambda who: services.write_report(report.pk, draft(), by=who, at=LATER),
            lambda who: services.settle_report(report.pk, answers=None, by=who, at=LATER),
            lambda who: services.withdraw_report(report.pk, by=who, at=LATER),
            lambda who: services.add_lesson(programme.pk, learned, by=who, at=LATER),
            lambda who: services.remove_lesson(lesson.pk, by=who, at=LATER),
        ):
            with pytest.raises(ProgrammeRefused):
                refused(viewer)
    report.refresh_from_db()
    assert (report.settled_at, Lesson.objects.count()) == (None, 1)


def test_a_lesson_is_written_down_and_taken_away(programme: Programme, by: Viewer) -> None:
    project = make_project(programme, "Samen eten")
    lesson = make_lesson(programme, project=project)

    (seen,) = queries.lessons_visible_to(by, programme_id=programme.pk)
    assert (seen.text, seen.project_title) == (lesson.text, "Samen eten")
    assert not list(queries.lessons_visible_to(anonymous(programme.municipality_id)))
    services.remove_lesson(lesson.pk, by=by, at=LATER)
    assert not list(queries.lessons_visible_to(by))


def test_a_lesson_that_cannot_be_is_refused(programme: Programme, by: Viewer) -> None:
    elsewhere = make_project(make_programme(programme.municipality))
    for lesson, why in (
        (services.LessonDraft("", ON), "geleerd"),
        (services.LessonDraft("Later.", ON + timedelta(days=2)), "nog komen"),
        (services.LessonDraft("Elders.", ON, elsewhere.pk), "er niet meer"),
    ):
        with pytest.raises(ProgrammeRefused, match=why):
            services.add_lesson(programme.pk, lesson, by=by, at=LATER)


def test_a_loose_lesson_names_no_project(programme: Programme, by: Viewer) -> None:
    make_lesson(programme)

    assert [one.project_title for one in queries.lessons_visible_to(by)] == [""]
