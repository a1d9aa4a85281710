"""A programme file: once, twice, changed, and beside what was entered by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.agreements import hand_over
from tests.makers.indicators import make_own_indicator
from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.makers.programme import (
    make_cost,
    make_coverage,
    make_decision,
    make_programme,
    make_raised,
    project_draft,
)
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import (
    AreaScore,
    Bottleneck,
    Goal,
    Programme,
    Project,
    ProjectStep,
)
from wijkregie.domain.programme.states import GoalLevel, Pledge, ProjectState
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import Viewer, anonymous, installation
from wijkregie.sources import programme as reader

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.programme.services import ImportReport

pytestmark = pytest.mark.django_db
FILE = """\
programme:
  name: Samen verder
  period: 2026-2027
  societal_effect: Iedereen doet mee
  group: Kerngroep
  goals:
    - id: samenhang
      level: tactisch
      title: Meer samenhang
      indicators:
        - {id: eenzaam, title: Eenzaam, unit: percent, baseline: 40, target_max: 30,
           series: score, series_area: Molenwijk}
    - {id: open, level: operationeel, parent: samenhang, title: Een plek is open}
bottlenecks:
  - areas: [Molenwijk]
    items: [weinig plekken, veel leegstand]
    goals: [samenhang]
    projects: [1]
    evidence: [{figure: score, area: Molenwijk, year: 2025}]
projects:
  - number: 1
    title: Buurtkamer
    period: 2026-2027
    areas: [Molenwijk]
    goals: [samenhang]
    holders: [Kern8]
    parties: [bewoners]
    costs: [{year: 2026, amount: 300}, {year: 2027, amount: 100}]
    coverage: [{year: 2026, source: Wijkbudget, amount: 200}]
  - {number: 2, title: Samen eten}
line_activities: [Welzijnswerk, Beheer]
"""
LAST_GOAL = (
    "    - {id: open, level: operationeel, parent: samenhang, title: Een plek is open}\n"
)


@pytest.fixture
def area(here: Municipality) -> Area:
    make_group(here, "Kerngroep")
    make_own_indicator(here)
    make_organisation(here, "Kern8")
    return make_own_area(here, "Molenwijk")


def take(here: Municipality, text: str = FILE, *changes: tuple[str, str]) -> ImportReport:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    reading = reader.read(text.encode(), file="plan.yaml")
    return services.import_programme(
        reading, municipality_id=here.pk, by=installation(here.pk), at=AT
    )


def refused(here: Municipality, *changes: tuple[str, str], text: str = FILE) -> list[str]:
    """Import a changed file that is refused; return the reasons. Nothing may be stored."""
    before = everything()
    with pytest.raises(services.ProgrammeRefused) as caught:
        take(here, text, *changes)
    assert everything() == before
    return str(caught.value).split("\n")


def everything() -> list[list[tuple[object, ...]]]:
    models = (Programme, Goal, Bottleneck, Project, ProjectStep, LogRow)
    return [list(model._default_manager.order_by("pk").values_list()) for model in models]


def project(number: str = "1") -> Project:
    return Project.objects.get(number=number)


def money(here: Municipality) -> tuple[int, int, int]:
    total = queries.money_visible_to(anonymous(here.pk)).total
    return total.costs.cents, total.covered.cents, total.gap.known_cents


def test_a_file_brings_all_of_it_with_one_row_in_the_log(
    here: Municipality, area: Area, by: Viewer
) -> None:
    report = take(here)

    assert (report.goals, report.projects, report.bottlenecks) == (2, 2, 2)
    assert money(here) == (40_000, 20_000, 20_000)
    (effect,) = queries.goal_tree(by, Programme.objects.get().pk)
    assert effect.children[0].children[0].title == "Een plek is open"
    (line,) = effect.children[0].indicators
    assert (line.series_key, line.direction) == ("score", "lower")
    first, second = queries.bottlenecks_visible_to(by)
    assert [len(one.evidence) for one in (first, second)] == [1, 1]
    assert [one.key for one in first.goals] == ["samenhang"]
    row = LogRow.objects.get(what="programme_imported")
    assert row.why == "plan.yaml"
    seen = queries.programme_seen(by, "samen-verder")
    assert seen is not None
    assert seen.group_name == "Kerngroep"


def test_the_same_file_twice_changes_nothing(here: Municipality, area: Area) -> None:
    take(here)
    before = everything()

    again = take(here)

    assert again.nothing_changed
    assert everything() == before


def test_other_spaces_and_remarks_change_nothing_but_the_file(
    here: Municipality, area: Area
) -> None:
    take(here)

    again = take(here, f"# een opmerking\n{FILE}")

    assert again.nothing_changed
    assert Programme.objects.get().imported.startswith("# een opmerking")


def test_a_changed_file_changes_what_changed_in_it(here: Municipality, area: Area) -> None:
    take(here)
    make_own_area(here, "Rivierenwijk")

    report = take(
        here,
        FILE,
        ("title: Buurtkamer", "title: Huiskamer"),
        (
            "    areas: [Molenwijk]\n    goals: [samenhang]\n    holders: [Kern8]",
            "    areas: [Rivierenwijk]\n    goals: [open]\n    holders: [Woonwaard]",
        ),
        ("amount: 300", "amount: 350.50"),
        (", {year: 2027, amount: 100}", ""),
        ("baseline: 40", "baseline: 41"),
        ("Een plek is open", "Elke dag is een plek open"),
        ("name: Samen verder", "key: samen-verder\n  name: Samen nog verder"),
        ("items: [weinig plekken", "priority: hoog\n    items: [weinig plekken"),
        ("[Welzijnswerk, Beheer]", "[Welzijnswerk, Buurthulp]"),
        ("  - {number: 2, title: Samen eten}\n", "  - {number: 3, title: Samen koken}\n"),
    )  # fmt: skip - a change a line

    assert (report.name, report.projects) == ("Samen nog verder", 2)
    assert report.removed >= 4
    one = project()
    assert (one.title, one.version) == ("Huiskamer", 2)
    assert [area.name for area in one.areas.all()] == ["Rivierenwijk"]
    assert [link.goal.key for link in one.goal_links.all()] == ["open"]
    assert sorted(party.name for party in one.parties.all()) == ["Woonwaard", "bewoners"]
    assert money(here) == (35_050, 20_000, 15_050)
    amounts = [
        [(row[side] or {}).get("cents") for side in ("before", "after")]
        for row in one.changes.get().fields
        if row["name"][0] == "costs"
    ]
    assert amounts == [[30_000, 35_050], [10_000, None]]
    assert {row.number for row in Project.objects.all()} == {"1", "3"}
    assert Goal.objects.get(key="samenhang").indicators.get().baseline == 41
    assert {row.priority for row in Bottleneck.objects.all()} == {"high"}
    names = [row.name for row in Programme.objects.get().regular_activities.all()]
    assert sorted(names) == ["Buurthulp", "Welzijnswerk"]


def test_what_was_entered_by_hand_stays(here: Municipality, area: Area, by: Viewer) -> None:
    take(here)
    programme = Programme.objects.get()
    one = project()
    extra = make_cost(one, 700, year=2026, what="verf")
    line = one.coverage.get()
    services.change_pledge(line.pk, Pledge.COMMITTED, by=by, at=AT)
    own = services.GoalDraft("Eigen doel", GoalLevel.TACTICAL)
    services.add_goal(programme.pk, own, by=by, at=AT)
    draft = project_draft(programme, "Met de hand", decision_id=make_decision(here).pk)
    services.start_project(draft, by=by, at=AT)
    changed = project_draft(
        programme,
        "Buurtkamer",
        intended_result="Elke dag open.",
        area_ids=(area.pk,),
        goal_ids=tuple(link.goal_id for link in one.goal_links.all()),
        from_year=2026,
        until_year=2027,
    )
    services.change_project(one.pk, changed, version=1, by=by, at=AT)

    take(here, FILE, ("title: Buurtkamer", "title: Huiskamer"), ("amount: 300", "amount: 400"))

    kept = project()
    assert (kept.title, kept.intended_result) == ("Huiskamer", "Elke dag open.")
    assert kept.costs.get(pk=extra).cents == 700
    assert kept.coverage.get().pledge == Pledge.COMMITTED
    assert Goal.objects.filter(title="Eigen doel").exists()
    assert Project.objects.filter(title="Met de hand").exists()
    assert money(here)[0] == 40_000 + 10_000 + 700


def test_what_changed_on_both_sides_is_named_and_nothing_is_stored(
    here: Municipality, area: Area, by: Viewer
) -> None:
    take(here)
    one = project()
    services.remove_cost(one.costs.get(year=2027).pk, by=by, at=AT)
    draft = project_draft(one.programme, "Andere titel", from_year=2026, until_year=2027)
    services.change_project(one.pk, draft, version=1, by=by, at=AT)

    said = refused(
        here, ("title: Buurtkamer", "title: Huiskamer"), ("amount: 100", "amount: 150")
    )
    gone = refused(here, (", {year: 2027, amount: 100}", ""))

    assert [line.partition(":")[0] for line in said] == ["project 1", "project 1, kosten"]
    assert [line.partition(":")[0] for line in gone] == ["project 1, kosten"]


def test_the_same_change_on_both_sides_is_no_conflict(
    here: Municipality, area: Area, by: Viewer
) -> None:
    take(here)
    one = project()
    draft = project_draft(one.programme, "Huiskamer", from_year=2026, until_year=2027)
    services.change_project(one.pk, draft, version=1, by=by, at=AT)

    take(here, FILE, ("title: Buurtkamer", "title: Huiskamer"))

    assert (project().title, project().version) == ("Huiskamer", 2)


def test_what_left_the_file_but_is_linked_is_named(
    here: Municipality, area: Area, by: Viewer
) -> None:
    take(here)
    two, first = project("2"), Bottleneck.objects.earliest("pk")
    signal = make_raised(here)
    services.link_signal(two.pk, signal.pk, by=by, at=AT)
    make_coverage(two, 100)
    services.add_evidence(first.pk, services.EvidenceDraft(signal_id=signal.pk), by=by, at=AT)
    parent = Goal.objects.get(key="samenhang")
    below = services.GoalDraft("Eronder", GoalLevel.OPERATIONAL, parent.pk)
    services.add_goal(two.programme_id, below, by=by, at=AT)

    without_two = refused(here, ("  - {number: 2, title: Samen eten}\n", ""))
    without_first = refused(here, ("[weinig plekken, veel leegstand]", "[veel leegstand]"))
    without_goals = refused(
        here,
        (FILE[FILE.index("  goals:") : FILE.index("bottlenecks:")], ""),
        ("    goals: [samenhang]\n", ""),
    )

    gone = "staat niet meer in het bestand, maar is gekoppeld aan:"
    assert without_two == [f"project 2 {gone} {signal.reference}, geld."]
    assert without_first == [f"knelpunt “weinig plekken” {gone} onderbouwing."]
    assert without_goals == [f"doel “Meer samenhang” {gone} Eronder."]


def test_regular_work_with_a_project_stays(here: Municipality, area: Area, by: Viewer) -> None:
    take(here)
    one = project()
    services.begin(one.pk, by=by, at=AT)
    services.finish(one.pk, "Klaar.", by=by, at=AT)
    beheer = one.programme.regular_activities.get(name="Beheer")
    hand_over(one, beheer)

    (said,) = refused(here, ("[Welzijnswerk, Beheer]", "[Welzijnswerk]"))

    assert said.startswith("lijnactiviteit “Beheer” staat niet meer")


def test_a_project_that_ended_has_its_steps_at_the_days_of_the_file(
    here: Municipality, area: Area
) -> None:
    ended = "number: 2, title: Samen eten, state: afgerond, result: Klaar., period: 2024-2025"
    take(here, FILE, ("number: 2, title: Samen eten", ended))

    two = project("2")
    steps = [(step.to_state, step.at.date().isoformat()) for step in two.steps.order_by("pk")]
    assert steps == [("running", "2024-01-01"), ("finished", "2025-12-31")]
    assert two.made_at.date().isoformat() == "2024-01-01"


def test_a_step_in_the_file_is_a_step_of_the_project(
    here: Municipality, area: Area, by: Viewer
) -> None:
    begun = ("number: 2, title: Samen eten", "number: 2, title: Samen eten, state: loopt")
    take(here)

    take(here, FILE, begun)

    assert [step.to_state for step in project("2").steps.order_by("pk")] == [
        "approved",
        "running",
    ]
    services.link_signal(project("2").pk, make_raised(here).pk, by=by, at=AT)
    (said,) = refused(here, text=FILE)
    assert said.startswith("project 2 heeft meldingen.")
    assert project("2").state == ProjectState.RUNNING


def test_years_that_leave_out_money_entered_here_are_refused(
    here: Municipality, area: Area
) -> None:
    take(here)
    make_cost(project(), 100, year=2027)

    (said,) = refused(
        here,
        ("    period: 2026-2027\n    areas", "    period: 2026\n    areas"),
        (", {year: 2027, amount: 100}", ""),
    )

    assert said.startswith("Er staat geld in 2027.")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            (
                "    areas: [Molenwijk]\n    goals: [samenhang]\n    hold",
                "    areas: [Elders]\n    hold",
            ),
            r"plan.yaml, rij 24, kolom 13, waarde “Elders”: geen gebied",
        ),
        (
            ("series: score", "series: scores"),
            r"rij 12, kolom 20, waarde “scores”: geen cijfer",
        ),
        (("group: Kerngroep", "group: Groep"), r"rij 5, kolom 10, waarde “Groep”: geen groep"),
        (
            ("programme:\n", "municipality: {cbs_code: GM0001}\nprogramme:\n"),
            r"rij 1, kolom 26, waarde “GM0001”: dit bestand gaat over een andere gemeente",
        ),
    ],
)  # fmt: skip - a case a line
def test_a_name_that_is_not_known_here_is_told_by_row_and_column(
    change: tuple[str, str], said: str, here: Municipality, area: Area
) -> None:
    reasons = refused(here, change)

    assert any(said in reason for reason in reasons), reasons


def test_a_figure_and_a_value_that_do_not_fit_the_unit_are_named(
    here: Municipality, area: Area
) -> None:
    Indicator.objects.update(unit="inwoners")

    reasons = refused(here, ("baseline: 40", "baseline: 140"))

    assert len(reasons) == 2
    assert "waarde “score”: dit cijfer is in “inwoners”, en wat je meet in “%”" in reasons[0]
    assert "“Eenzaam”: Een waarde in “%” ligt tussen 0 en 100." in reasons[1]


def test_a_name_of_several_areas_asks_for_a_code(here: Municipality) -> None:
    code = here.codes.get().code[2:]
    rows = (f"GM{code}", f"WK{code}01", f"BU{code}0101")
    make_areas(area_row(rows[0]), *(area_row(row, "Nieuwland") for row in rows[1:]))
    text = FILE[: FILE.index("  group")] + (
        "projects:\n  - {number: 1, title: X, areas: [Nieuwland]}\n"
    )

    (said,) = refused(here, text=text)
    assert (
        f"meer gebieden heten zo. Schrijf de code van één gebied: {rows[2]}, {rows[1]}." in said
    )

    take(here, text, ("areas: [Nieuwland]", f"areas: [{rows[1]}]"))
    assert [area.code for area in project().areas.all()] == [rows[1]]


def test_an_own_area_goes_before_one_of_cbs(here: Municipality) -> None:
    code = here.codes.get().code[2:]
    make_areas(area_row(f"GM{code}"), area_row(f"WK{code}01", "Molenwijk"))
    own = make_own_area(here, "Molenwijk", f"WK{code}01")
    projects = "projects: [{number: 1, title: X, areas: [molenwijk]}]"
    text = f"programme: {{name: A, period: 2026}}\n{projects}"

    take(here, text)

    assert [area.pk for area in project().areas.all()] == [own.pk]


def test_what_was_taken_away_here_stays_away(here: Municipality, area: Area) -> None:
    take(here)
    gone = Bottleneck.objects.get(title="veel leegstand")
    gone.project_links.all().delete()
    gone.delete()
    project("2").delete()
    Goal.objects.get(key="open").delete()

    report = take(here, FILE, ("amount: 300", "amount: 310"))
    after = take(here, Programme.objects.get().imported, (LAST_GOAL, ""))

    assert (report.added, report.changed, report.removed) == (0, 1, 0)
    assert (after.added, after.changed, after.removed) == (0, 0, 0)
    assert Bottleneck.objects.get().title == "weinig plekken"
    assert [one.number for one in Project.objects.all()] == ["1"]


def test_of_two_lines_in_a_year_the_right_one_goes(
    here: Municipality, area: Area, by: Viewer
) -> None:
    take(here, FILE, ("amount: 100}", "amount: 100}, {year: 2026, amount: 55}"))
    services.remove_cost(project().costs.get(cents=30_000).pk, by=by, at=AT)
    make_cost(project(), 30_000)
    assert money(here)[0] == 45_500

    take(here, FILE)

    assert sorted(line.cents or 0 for line in project().costs.all()) == [10_000, 30_000]


def test_an_area_that_has_another_name_by_now_is_told_once(
    here: Municipality, area: Area
) -> None:
    take(here)
    area.name = "Molendorp"
    area.save()

    said = refused(here, ("title: Buurtkamer", "title: Huiskamer"))

    assert len(said) == len(set(said))
    assert any("rij 15" in line for line in said)
    assert all("waarde “Molenwijk”: geen gebied" in line for line in said)


def test_a_gap_that_the_file_states_otherwise_is_told(here: Municipality, area: Area) -> None:
    stated = ("    holders: [Kern8]", "    holders: [Kern8]\n    coverage_gap: 1")

    report = take(here, FILE, stated)

    assert report.differs == (services.GapDiffers("1", 100, 20_000),)


def test_a_programme_made_here_is_not_taken_over(here: Municipality, area: Area) -> None:
    make_programme(here, "Samen verder")

    (said,) = refused(here)

    assert "“samen-verder” dat hier is gemaakt" in said


def test_a_project_made_here_under_the_number_of_the_file_is_named(
    here: Municipality, area: Area, by: Viewer
) -> None:
    take(here)
    services.start_project(
        project_draft(Programme.objects.get(), "Van hier", number="3"), by=by, at=AT
    )
    third = (
        "  - {number: 2, title: Samen eten}\n",
        "  - {number: 2, title: Samen eten}\n  - {number: 3, title: Van daar}\n",
    )

    (said,) = refused(here, third)

    assert said.startswith("project 3: dit is hier ook gewijzigd")


def test_a_file_is_taken_over_in_ones_own_municipality_only(
    here: Municipality, area: Area
) -> None:
    reading = reader.read(FILE.encode(), file="plan.yaml")
    elsewhere = installation(make_municipality().pk)

    for by in (elsewhere, Viewer(here.pk, 1), anonymous(here.pk)):
        with pytest.raises(services.ProgrammeRefused):
            services.import_programme(reading, municipality_id=here.pk, by=by, at=AT)
    assert not Programme.objects.exists()


SORTED = """\
areas:
  - {name: Molenwijk, score: below, remark: Let op}
  - {name: Rivierenwijk, score: above}
"""


def scores() -> list[tuple[str, str, str]]:
    rows = AreaScore.objects.order_by("area__name")
    return [*rows.values_list("area__name", "score", "remark")]


def test_how_a_file_sorts_areas_changes_with_the_file(here: Municipality, area: Area) -> None:
    make_own_area(here, "Rivierenwijk")
    take(here, FILE + SORTED)
    assert scores() == [("Molenwijk", "below", "Let op"), ("Rivierenwijk", "above", "")]

    take(here, FILE + SORTED, ("score: below, remark: Let op", "score: average"))
    assert scores() == [("Molenwijk", "average", ""), ("Rivierenwijk", "above", "")]

    take(here, FILE + SORTED.split("  - {name: Riv", maxsplit=1)[0])
    assert scores() == [("Molenwijk", "below", "Let op")]


def test_a_file_that_was_read_before_areas_were_sorted_sorts_them_now(
    here: Municipality, area: Area
) -> None:
    make_own_area(here, "Rivierenwijk")
    take(here, FILE + SORTED)
    AreaScore.objects.all().delete()

    assert not take(here, FILE + SORTED).nothing_changed
    assert len(scores()) == 2
