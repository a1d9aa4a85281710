"""The programmes of the demo: the old one as it was, and a living one on any day."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.cli.conftest import LOADED_AT as AT
from tests.makers.demo import quiet_folder
from wijkregie.cli.demo import files, plans
from wijkregie.cli.demo.accounts import account_lines
from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.states import ProjectState
from wijkregie.kit.viewer import anonymous, installation
from wijkregie.sources import programme
from wijkregie.sources.programme.measuring_records import HowRow

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import IndicatorLine, ProgrammeSeen
    from wijkregie.kit.viewer import Viewer

CASEBOOK = Path(__file__).resolve().parents[3] / "shared/casebook/heerhugowaard.yaml"


@pytest.fixture
def viewer(loaded_demo: datetime, db: None) -> Viewer:
    town = places.scope("heerhugowaard")
    assert town is not None
    return anonymous(town.municipality_id)


def living(viewer: Viewer) -> ProgrammeSeen:
    found = queries.programme_seen(viewer, "samen-wonen-samen-doen")
    assert found is not None
    return found


def line_of(viewer: Viewer, key: str) -> IndicatorLine:
    (effect,) = queries.goal_tree(viewer, living(viewer).id)
    goals = [*effect.children, *(below for goal in effect.children for below in goal.children)]
    (found,) = [line for goal in goals for line in goal.indicators if line.key == key]
    return found


@pytest.mark.parametrize(
    "on", [date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29)], ids=str
)
def test_the_living_programme_can_be_read_on_any_day(on: date) -> None:
    _old, now = plans.readings(files.FOLDER, on=on)

    assert (now.programme.from_year, now.programme.until_year) == (on.year - 1, on.year + 2)
    for project in now.projects:
        assert project.started_on is None or project.started_on <= on
        assert project.finished_on is None or project.finished_on <= on


def test_the_old_programme_is_that_of_the_casebook() -> None:
    if not CASEBOOK.is_file():
        pytest.skip("the casebook ../shared/casebook/heerhugowaard.yaml is not here")
    theirs = programme.read(CASEBOOK.read_bytes(), file="casebook")
    ours, _now = plans.readings(files.FOLDER, on=AT.date())

    # Which question of the Wijkmonitor it is the casebook says in words, as the source.
    figures = [one for goal in ours.programme.goals for one in goal.indicators]
    for one in figures:
        assert one.how.question == "wijkmonitor-" + one.source.split()[2]
    asked = {line.question for wave in ours.measured.waves for line in wave.lines}
    assert asked == {one.how.question for one in figures}
    goals = tuple(
        replace(goal, indicators=tuple(replace(one, how=HowRow()) for one in goal.indicators))
        for goal in ours.programme.goals
    )
    assert (replace(ours.programme, goals=goals), ours.areas) == (
        theirs.programme,
        theirs.areas,
    )
    assert (ours.bottlenecks, ours.activities) == (theirs.bottlenecks, theirs.activities)
    # Of 3 and 5 ``stated`` says as data what their remark says in words, for the checks.
    assert {one.number for one in ours.projects if one.stated} == {"3", "5"}
    # What became of a project the plan does not tell, and neither do we: none has a result.
    assert [replace(one, stated=()) for one in ours.projects] == [*theirs.projects]


def test_both_programmes_are_there_and_the_new_one_comes_first(viewer: Viewer) -> None:
    names = [one.name for one in queries.programmes_visible_to(viewer)]

    assert names == ["Samen wonen, samen doen", "Bewonersplannen 2026", "Meedoen is winnen"]
    assert "verzonnen" in living(viewer).summary


def test_the_goals_of_ijsselstein_are_those_of_the_casebook_and_nothing_measures_them(
    viewer: Viewer,
) -> None:
    town = places.scope("ijsselstein")
    assert town is not None
    inside = installation(town.municipality_id)

    seen = queries.checks_of(inside, "wijkregie", on=AT.date())

    assert seen is not None
    goals = [one.title for one in queries.goal_tree(inside, seen.programme.id)]
    told = {(one.finding.check, one.finding.about.name) for one in seen.checks}
    assert {name for check, name in told if check == "L01"} == set(goals)
    assert {name for check, name in told if check == "L11"} == set(goals)
    assert ("L19", "Wijkregie in IJsselstein") in told
    if CASEBOOK.is_file():
        text = CASEBOOK.with_name("ijsselstein.yaml").read_text(encoding="utf-8")
        assert goals == yaml.safe_load(text)["goals"]


def test_the_living_programme_has_projects_in_every_stage(viewer: Viewer) -> None:
    mine = queries.ProjectFilter(programme_id=living(viewer).id)
    of_all = {one.title: one.state for one in queries.projects_visible_to(viewer, mine)}
    inside = installation(viewer.municipality_id)

    assert of_all == {
        "Buurtkamer Molenwijk": ProjectState.RUNNING,
        "Samen eten in de Rivierenwijk": ProjectState.FINISHED,
        "Geldpunt Rivierenwijk": ProjectState.APPROVED,
    }
    assert len(queries.projects_visible_to(inside, mine)) == 4


def test_the_money_of_the_living_programme_is_exact(viewer: Viewer) -> None:
    total = queries.money_visible_to(viewer, programme_id=living(viewer).id).total

    # 2025: 4,500 covered. 2026: 6,000 + 24,000 + 7,250.50 covered.
    # 2027: 18,000 with 10,000 and 22,000 with 15,000. 2028: not known, nor what 60 % of it is.
    assert total.costs == queries.Amount(8_175_050, unknown=1)
    assert total.gap.known_cents == 800_000 + 700_000
    assert total.gap.bound == queries.Bound.AT_LEAST
    assert total.asked.cents == 800_000


def test_progress_is_told_from_real_figures(viewer: Viewer) -> None:
    moves = line_of(viewer, "moeite")
    assert (moves.baseline_year, moves.now_period) == (2012, 2020)
    assert moves.progress == Fraction(359 - 233, 359 - 200)
    # Its figure of now is the baseline itself: nobody measured again.
    assert line_of(viewer, "eenzaam").progress is None
    assert line_of(viewer, "buren").progress is None
    assert line_of(viewer, "dagdelen").now == 4


def test_bottlenecks_in_the_molenwijk_have_evidence(viewer: Viewer) -> None:
    mine = queries.BottleneckFilter(programme_id=living(viewer).id)
    found = queries.bottlenecks_visible_to(viewer, mine)

    shown = {one.title: [each.indicator_key for each in one.evidence] for one in found}
    assert shown["bijna de helft van de volwassenen voelt zich eenzaam"] == ["health_lonely"]
    assert sum(bool(keys) for keys in shown.values()) == 4


def test_the_flagship_lives_and_its_days_are_in_order(viewer: Viewer) -> None:
    inside = installation(viewer.municipality_id)
    ids = {one.title: one.id for one in queries.projects_visible_to(inside)}
    seen = queries.project_seen(inside, ids["Buurtkamer Molenwijk"])
    parts = queries.card_parts(inside, ids["Buurtkamer Molenwijk"])
    other = queries.card_parts(inside, ids["Samen eten in de Rivierenwijk"])
    assert seen is not None
    assert parts is not None
    assert other is not None

    assert len(parts.notes) == 2
    assert [bool(one.shows) for one in parts.notes].count(True) == 1
    assert len(parts.comments) == 1
    assert any(each.path == ("plain",) for one in parts.history for each in one.changes)
    assert other.notes
    decided = seen.decision and seen.decision.taken_on
    furnished = next(one for one in parts.activities if one.title == "ruimte inrichten")
    opened = next(one for one in parts.activities if one.title == "opening")
    assert decided
    assert furnished.begins_on
    assert furnished.done_on
    assert opened.ends_on
    assert decided < furnished.begins_on < furnished.done_on < opened.ends_on
    assert {one.year for one in seen.money.costs} == {AT.year, AT.year + 1}


def test_nobody_asks_for_a_room_that_is_there(viewer: Viewer) -> None:
    mine = queries.BottleneckFilter(programme_id=living(viewer).id)
    found = {one.title: one for one in queries.bottlenecks_visible_to(viewer, mine)}

    bridge = queries.bridge_of(viewer, "samen-wonen-samen-doen")
    assert bridge is not None
    worked_on = {one.title: one.worked_on for one in bridge.rows}
    assert worked_on["geen plek om zomaar binnen te lopen"]
    room = found["er is te weinig plek om elkaar te ontmoeten"]
    assert [one.document for one in room.evidence] == [
        "Verslag van de buurtgesprekken in de Molenwijk (verzonnen)"
    ]


def test_a_partner_can_be_tried_and_reports_for_its_organisation(viewer: Viewer) -> None:
    (line,) = [one for one in account_lines("http://x") if "partner@demo.invalid" in one]
    (account,) = [
        one for one in people.demo_accounts(on=AT.date()) if one.email.startswith("partner@")
    ]
    partner = people.viewer(
        account.person_id, municipality_id=viewer.municipality_id, on=AT.date(), strong=True
    )
    mine = queries.AgreementFilter(programme_id=living(viewer).id)
    agreed = queries.agreements_visible_to(partner, mine, on=AT.date())

    assert "Demo partner Kern8" in line
    assert [one.partner_name for one in agreed if one.may_report] == ["Kern8"]


def test_a_broken_programme_is_told_by_file_row_and_column(tmp_path: Path) -> None:
    folder = shutil.copytree(quiet_folder(), tmp_path / "data")
    path = folder / "programma_nu.yaml"
    broken = path.read_text(encoding="utf-8").replace("state: idee", "state: rent", 1)
    path.write_text(broken, encoding="utf-8")

    with pytest.raises(
        files.DemoFault, match=r"programma_nu.yaml, rij [0-9]+, kolom 12, .*“rent”"
    ):
        plans.readings(folder, on=AT.date())


def test_the_plan_of_measurements_shows_what_is_too_small_to_be_seen(viewer: Viewer) -> None:
    plan = queries.measurement_plan(viewer, living(viewer).key, on=AT.date())

    assert plan is not None
    assert plan.next_wave is not None
    assert plan.next_wave.title == "Buurtpeiling 2027"
    told = {one.key: one for one in plan.indicators}
    seen = {key: [each.shows for each in told[key].targets] for key in ("thuis", "meedenken")}
    assert seen == {"thuis": [True], "meedenken": [False]}
    assert (told["buren"].asked, told["buren"].guessed, told["buren"].n) == (True, True, 400)
    assert told["meedenken"].parts.share == Fraction(12800, 412)
    assert {told[key].smallest for key in ("eenzaam", "op-tijd")} == {None}


def test_the_checks_name_a_target_too_small_and_another_way_to_answer(viewer: Viewer) -> None:
    inside = installation(viewer.municipality_id)

    seen = queries.checks_of(inside, living(viewer).key, on=AT.date())

    assert seen is not None
    measured = {"L03", "L07", "L08", "L09", "L17", "L25"}
    told = [
        (one.finding.check, one.finding.fault, one.finding.about.name)
        for one in seen.checks
        if one.finding.check in measured
    ]
    assert told == [
        ("L03", "no_baseline", "Kent de buren bij naam"),
        ("L03", "no_baseline", "Vragen die binnen een week zijn beantwoord"),
        ("L09", "too_small", "Denkt mee over de eigen buurt"),
        ("L25", "mode", "Samen wonen, samen doen"),
    ]
