"""The complete programme of the casebook, taken over from its own file."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.makers.people import make_organisation
from tests.makers.places import AT, make_municipality, make_own_area
from wijkregie.domain.people.states import OrganisationKind
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.queries import Bound
from wijkregie.domain.programme.states import GoalLevel, Part, Pledge, ProjectState
from wijkregie.kit.viewer import anonymous, installation
from wijkregie.sources import programme as reader

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import ProjectSeen
    from wijkregie.domain.programme.services import ImportReport
    from wijkregie.kit.viewer import Viewer

CASEBOOK = Path(__file__).resolve().parents[4] / "shared/casebook/heerhugowaard.yaml"
AREAS = (
    "Butterhuizen",
    "Oostertocht",
    "De Noord",
    "Schrijverswijk/Planetenwijk",
    "Schilderwijk",
    "Edelstenenwijk/stationsgebied",
    "Stad van de Zon/Zuidwijk/Huygenhoek",
    "Bomenwijk/recreatiegebied/Lommerhof/Heemradenwijk",
    "Molenwijk",
    "Rivierenwijk",
    "Centrumwaard",
)
#: Per project: its years, costs and coverage per year in euros; None is not known.
MONEY: dict[
    str,
    tuple[
        tuple[int | None, int | None],
        list[tuple[int, int | None]],
        list[tuple[int | None, str, int | None]],
    ],
] = {
    "1": ((2010, None), [], [(None, "programmaplan Centrumwaard", None)]),
    "2": (
        (2009, 2010),
        [(2009, 20_000), (2010, 31_000)],
        [
            (2009, "Woonwaard", 10_000),
            (2009, "WMO-budget", 10_000),
            (2010, "algemeen budget wijkbeheer", 31_000),
        ],
    ),
    "3": (
        (2010, 2011),
        [(2010, 12_500), (2011, 25_000)],
        [(2010, "WMO-budget", 12_500), (2011, "WMO-budget", 25_000)],
    ),
    "4": ((2009, 2010), [(2010, 35_000)], [(2010, "algemeen budget wijkbeheer", 35_000)]),
    "5": (
        (2010, 2011),
        [(2010, 3_000), (2011, 3_000)],
        [(2010, "WMO-budget", 3_000), (2011, "WMO-budget", 3_000)],
    ),
    "6": ((2010, 2011), [(2010, 30_000)], [(2010, "Zo kan het ook 2010", 20_000)]),
    "7": ((2010, 2011), [(2010, None), (2011, None)], [(None, "participatiebudget", None)]),
    "8": ((2009, 2010), [], [(None, "provinciale subsidie via Primo", None)]),
    "de-horst": ((2010, 2012), [], []),
    "ontwerplab": ((None, None), [], []),
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer() -> Viewer:
    here = make_municipality("Heerhugowaard", code="GM0398")
    for name in AREAS:
        make_own_area(here, name)
    make_organisation(here, "Gemeente Heerhugowaard", kind=OrganisationKind.MUNICIPALITY)
    make_organisation(here, "Kern8")
    return anonymous(here.pk)


@pytest.fixture
def report(viewer: Viewer) -> ImportReport:
    if not CASEBOOK.is_file():
        pytest.skip("the casebook ../shared/casebook/heerhugowaard.yaml is not here")
    return take_over(viewer)


def take_over(viewer: Viewer) -> ImportReport:
    reading = reader.read(CASEBOOK.read_bytes(), file=CASEBOOK.name)
    pk = viewer.municipality_id or 0
    return services.import_programme(reading, municipality_id=pk, by=installation(pk), at=AT)


def projects(viewer: Viewer) -> dict[str, ProjectSeen]:
    listed = queries.projects_visible_to(viewer)
    seen = [queries.project_seen(viewer, one.id) for one in listed]
    return {one.number: one for one in seen if one is not None}


def test_the_report_tells_what_the_file_holds(report: ImportReport) -> None:
    assert (report.key, report.rows) == ("meedoen-is-winnen", 163)
    assert (report.projects, report.bottlenecks) == (10, 20)
    assert (report.goals, report.indicators) == (2, 8)
    assert report.costs == queries.Amount(15_950_000, unknown=6)  # two years, four projects
    assert report.coverage == queries.Amount(14_950_000, unknown=3)
    assert report.gap.known_cents == 1_000_000
    assert report.differs == ()


def test_every_project_has_the_costs_and_coverage_of_the_plan(
    report: ImportReport, viewer: Viewer
) -> None:
    found = projects(viewer)

    assert list(found) == list(MONEY)
    for number, (years, costs, coverage) in MONEY.items():
        one = found[number]
        assert (one.from_year, one.until_year) == years, number
        assert [(line.year, _euros(line.cents)) for line in one.money.costs] == costs
        told = [(line.year, line.funder, _euros(line.cents)) for line in one.money.coverage]
        assert sorted(told, key=str) == sorted(coverage, key=str), number
        assert {line.pledge for line in one.money.coverage} <= {Pledge.PROMISED}


def _euros(cents: int | None) -> int | None:
    assert cents is None or cents % 100 == 0
    return None if cents is None else cents // 100


def test_project_6_has_10_000_euros_without_coverage(
    report: ImportReport, viewer: Viewer
) -> None:
    gaps = {number: one.money.total.gap for number, one in projects(viewer).items()}

    assert gaps["6"].known_cents == 1_000_000
    assert not gaps["6"].unknown
    assert {number for number, gap in gaps.items() if gap.known_cents} == {"6"}


def test_the_finance_table_is_that_of_the_plan_per_project_year_and_funder(
    report: ImportReport, viewer: Viewer
) -> None:
    """The file of the casebook itself, read apart from the importer, is the other side."""
    plan = yaml.safe_load(CASEBOOK.read_text(encoding="utf-8"))["projects"]
    wanted: dict[tuple[str, int | None, str], list[int | None]] = defaultdict(list)
    for one in plan:
        for line in one.get("costs") or ():
            wanted[str(one["number"]), line["year"], ""].append(line["amount"])
        for line in one.get("coverage") or ():
            key = str(one["number"]), line["year"], line["source"]
            wanted[key].append(line["amount"])

    found = queries.finance_visible_to(viewer, queries.MoneyFilter())
    seen: dict[tuple[str, int | None, str], list[int | None]] = defaultdict(list)
    for project in found.projects:
        money = project.money
        for cost in money.costs:
            seen[money.number, cost.year, ""].append(_euros(cost.cents))
        for paid in money.coverage:
            seen[money.number, paid.year, paid.funder].append(_euros(paid.cents))

    assert seen == wanted
    years = {one.year: one.money for one in found.years}
    assert {year: one.costs.cents // 100 for year, one in years.items() if year} == {
        2009: 20_000,
        2010: 111_500,
        2011: 28_000,
    }
    assert {year: one.gap.known_cents // 100 for year, one in years.items() if year} == {
        2009: 0,
        2010: 10_000,
        2011: 0,
    }
    rows = {
        one.name: {y: a.cents // 100 for y, a in one.years.items()} for one in found.funders
    }
    assert rows["WMO-budget"] == {2009: 10_000, 2010: 15_500, 2011: 28_000}
    assert found.total.money.gap.known_cents == 1_000_000


def test_project_3_is_covered_for_37_500_while_its_card_says_25_000(
    report: ImportReport, viewer: Viewer
) -> None:
    one = projects(viewer)["3"]

    assert one.money.total.covered.cents == 3_750_000
    assert "25.000" in one.remark


def test_what_is_unknown_stays_unknown(report: ImportReport, viewer: Viewer) -> None:
    found = projects(viewer)

    assert found["7"].money.total.costs == queries.Amount(0, unknown=2)
    assert found["7"].money.total.gap.bound == Bound.AT_LEAST
    assert {number for number, one in found.items() if one.money.total.covered.unknown} == {
        "1",
        "7",
        "8",
    }
    whole = queries.money_visible_to(viewer).total
    assert (whole.gap.known_cents, whole.gap.unknown) == (1_000_000, True)


def test_eight_indicators_have_a_target_and_no_baseline(
    report: ImportReport, viewer: Viewer
) -> None:
    programme = queries.programme_seen(viewer, "meedoen-is-winnen")
    assert programme is not None
    (effect,) = queries.goal_tree(viewer, programme.id)

    assert effect.level == GoalLevel.IMPACT
    assert [goal.key for goal in effect.children] == ["participatie", "samenhang"]
    lines = [line for goal in effect.children for line in goal.indicators]
    assert [str(line.target.normalize()) for line in lines if line.target] == [
        "2E+1",
        "35",
        "8E+1",
        "33",
        "6.2",
        "41",
        "39",
        "82",
    ]  # fmt: skip - eight numbers
    assert all(line.baseline is None and line.progress is None for line in lines)
    assert [line.unit for line in lines if line.target == Decimal("6.2")] == [
        "score van 0 tot 10"
    ]
    assert queries.baselines(viewer) == queries.Baselines(without=8, of=8)
    assert {one.number for one in effect.children[1].projects} == {
        "1",
        "2",
        "6",
        "7",
        "8",
        "de-horst",
    }  # fmt: skip - six numbers


def test_every_bottleneck_has_its_areas_and_projects(
    report: ImportReport, viewer: Viewer
) -> None:
    found = list(queries.bottlenecks_visible_to(viewer))

    assert len(found) == 20
    last = found[-1]
    assert last.title == "zwak netwerk van organisaties"
    assert last.priority == "high"
    assert {area.name for area in last.areas} == {"Molenwijk", "Rivierenwijk"}
    assert {one.number for one in last.projects} == {"2", "6", "7"}
    assert sum("Molenwijk" in {area.name for area in one.areas} for one in found) == 9
    assert not any(
        area.name.startswith("Edelstenenwijk") for one in found for area in one.areas
    )


def test_cards_areas_and_parties_are_those_of_the_plan(
    report: ImportReport, viewer: Viewer
) -> None:
    found = projects(viewer)

    assert [area.name for area in found["1"].areas] == ["Centrumwaard"]
    assert found["3"].areas == ()
    assert {number for number, one in found.items() if not one.has_card} == {
        "de-horst",
        "ontwerplab",
    }
    holders = {
        party.name: party.organisation_id is not None
        for party in found["2"].parties
        if party.part == Part.HOLDER
    }
    assert holders == {"gemeente Heerhugowaard": True, "Woonwaard": False}
    assert [party.name for party in found["8"].parties if party.organisation_id] == [
        "Kern8 (locatiemanager Mediaan)"
    ]
    assert found["6"].lead_roles == ("trekker Rivierenwijk en Molenwijk", "trekker Bomenwijk")
    assert {one.state for one in found.values()} == {ProjectState.APPROVED}


def test_the_regular_work_is_there(report: ImportReport, viewer: Viewer) -> None:
    programme = queries.programme_seen(viewer, "meedoen-is-winnen")
    assert programme is not None
    names = [one.name for one in queries.activities_of(viewer, programme.id)]

    assert len(names) == 12
    assert names[0] == "Welzijnswerk algemeen en ontmoetingsfunctie"


def test_the_same_file_again_changes_nothing(report: ImportReport, viewer: Viewer) -> None:
    before = [one.version for one in projects(viewer).values()]

    again = take_over(viewer)

    assert again.nothing_changed
    assert not report.nothing_changed
    assert [one.version for one in projects(viewer).values()] == before
    assert again.gap == report.gap
