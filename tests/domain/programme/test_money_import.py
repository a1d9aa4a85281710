"""A controller's table and the money here: what changes, what is wrong, and that sums agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from tests.makers.money import HEAD, divide, money_file_of, percent, rest, take_over
from tests.makers.places import AT, make_municipality
from tests.makers.programme import make_cost, make_coverage, make_programme, make_project
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import CostLine, CoverageLine, Funder
from wijkregie.domain.programme.queries import Amount
from wijkregie.domain.programme.services import LineSaid
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme, Project
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
Said = tuple[int | None, str, str, int | None]
ROWS = (
    "1;Samen eten;kosten;2026;bank;;12.500,00",
    "1;Samen eten;kosten;2026;hulp;;",
    "1;Samen eten;dekking;2026;WMO-budget;toegezegd;€ 10.000",
    "1;Samen eten;dekking;2026;Woonwaard;gevraagd;2500",
    "1;Samen eten;dekking;;Oranjefonds;vastgelegd;onbekend",
)


@pytest.fixture
def project(programme: Programme) -> Project:
    return make_project(programme, "Samen eten", number="1")


def rows_here() -> list[tuple[object, ...]]:
    costs = CostLine.objects.order_by("pk").values_list("pk", "year", "what", "cents")
    coverage = CoverageLine.objects.order_by("pk")
    paid = coverage.values_list("pk", "year", "funder__name", "pledge", "cents")
    return [*costs, *paid]


def refused(programme: Programme, *rows: str) -> tuple[services.LineFault, ...]:
    before = rows_here(), Funder.objects.count()
    with (
        pytest.raises(services.MoneyFileRefused) as told,
        transaction.atomic(),
    ):
        take_over(programme, *rows)
    assert (rows_here(), Funder.objects.count()) == before
    return told.value.faults


def test_a_table_brings_every_line_and_its_sums_are_those_of_the_file(
    programme: Programme, project: Project, by: Viewer
) -> None:
    report = take_over(programme, *ROWS)

    assert (report.lines, report.added, report.changed, report.removed) == (5, 5, 0, 0)
    assert [(one.year, one.costs, one.coverage) for one in report.years] == [
        (2026, Amount(12_500_00, unknown=1), Amount(10_000_00)),
        (None, Amount(), Amount(0, unknown=1)),
    ]
    assert all(one.same for one in report.years)
    assert report.total.costs == Amount(12_500_00, unknown=1)
    money = queries.money_visible_to(by).total
    assert (money.costs.cents, money.covered.cents, money.asked.cents) == (
        12_500_00,
        10_000_00,
        2_500_00,
    )
    assert LogRow.objects.get(what="money_imported").why == "geld.csv: +5 ~0 -0"


def test_the_same_table_again_changes_nothing(programme: Programme, project: Project) -> None:
    take_over(programme, *ROWS)
    before = rows_here()

    report = take_over(programme, *reversed(ROWS))

    assert report.changes == ()
    assert rows_here() == before
    assert LogRow.objects.filter(what="money_imported").count() == 1


@pytest.mark.parametrize(
    ("at", "row", "before", "after"),
    [
        (
            0,
            "1;;kosten;2026;bank;;12.500,01",
            (2026, "bank", "", 1250000),
            (2026, "bank", "", 1250001),
        ),
        (
            0,
            "1;;kosten;2027;bank;;12.500",
            (2026, "bank", "", 1250000),
            (2027, "bank", "", 1250000),
        ),
        (
            0,
            "1;;kosten;2026;kast;;12.500",
            (2026, "bank", "", 1250000),
            (2026, "kast", "", 1250000),
        ),
        (1, "1;;kosten;2026;hulp;;5", (2026, "hulp", "", None), (2026, "hulp", "", 500)),
        (
            2,
            "1;;dekking;2026;wmo-BUDGET;vastgelegd;10000",
            (2026, "WMO-budget", "promised", 1000000),
            (2026, "WMO-budget", "committed", 1000000),
        ),
        (
            3,
            "1;;dekking;2026;Rabofonds;gevraagd;2500",
            (2026, "Woonwaard", "asked", 250000),
            (2026, "Rabofonds", "asked", 250000),
        ),
        (
            4,
            "1;;dekking;2027;Oranjefonds;vastgelegd;",
            (None, "Oranjefonds", "committed", None),
            (2027, "Oranjefonds", "committed", None),
        ),
    ],
)  # fmt: skip - one line per cell
@pytest.mark.usefixtures("project")
def test_a_cell_that_changed_changes_exactly_that(
    at: int, row: str, before: Said, after: Said, programme: Programme
) -> None:
    take_over(programme, *ROWS)
    was = rows_here()
    changed = [*ROWS[:at], row, *ROWS[at + 1 :]]

    report = take_over(programme, *changed)

    (change,) = report.changes
    assert (change.before, change.after) == (LineSaid(*before), LineSaid(*after))
    now = rows_here()
    assert [one[0] for one in now] == [one[0] for one in was]
    assert sum(one != other for one, other in zip(was, now, strict=True)) == 1


def test_lines_that_left_the_table_go_and_other_projects_stay(
    programme: Programme, project: Project
) -> None:
    other = make_project(programme, number="2")
    make_cost(other, 1)
    make_project(programme, number="3")
    take_over(programme, *ROWS)

    report = take_over(programme, *ROWS[:2])

    assert (report.removed, report.added, report.changed) == (3, 0, 0)
    assert report.left_out == ("2",)
    assert CostLine.objects.count() == 3
    assert not CoverageLine.objects.exists()


def test_one_wrong_line_among_five_hundred_stores_nothing_and_is_named(
    programme: Programme, project: Project
) -> None:
    rows = [f"1;;kosten;2026;deel {at};;{at}" for at in range(500)]
    rows[316] = "1;;kosten;2026;deel 316;;-316"

    (fault,) = refused(programme, *rows)

    assert fault.sentence == (
        "Rij 318, kolom bedrag, waarde “-316”: een bedrag kan niet lager zijn dan nul."
    )


def test_everything_that_is_wrong_is_named(programme: Programme, project: Project) -> None:
    faults = refused(
        programme,
        "9;;kosten;2026;bank;;1",
        "1;Ander project;kosten;2026;bank;;1",
        "1;;kosten;2029;bank;;1",
        "1;;dekking;2025;WMO-budget;gevraagd;1",
        "1;;kosten;2026;stoel;;1,500",
        "1;;dekking;2026;WMO-budget;misschien;1",
        "1;;kosten;2026;tafel;;1",
        "1;;kosten;2026;tafel;;2",
        "1;;dekking;2026;Woonwaard;gevraagd;5",
        "1;;dekking;2026;woonwaard;gevraagd;5",
        "1;;kosten;2026;Bel Jan de Wit op 06-12345678;;5",
        "1;;kosten;2026;goed;;5",
    )

    said = {fault.row: fault.why for fault in faults}
    assert list(said) == [2, 3, 4, 5, 6, 7, 9, 11, 12]
    assert "geen project met dit nummer" in said[2]
    assert "heet hier “Samen eten”" in said[3]
    assert "loopt van 2026 tot en met 2027" in said[4]
    assert "loopt van 2026 tot en met 2027" in said[5]
    assert "1500, 1,50" in said[6]
    assert "toegezegd" in said[7]
    assert "staat al in rij 8" in said[9]
    assert "staat al in rij 10" in said[11]
    assert "telefoonnummer" in said[12]


def test_very_many_faults_are_counted(programme: Programme, project: Project) -> None:
    rows = [f"1;;kosten;2026;deel {at};;-1" for at in range(40)]

    with pytest.raises(services.MoneyFileRefused, match=r"En nog 10\."):
        take_over(programme, *rows)


def test_lines_that_are_twice_here_may_be_twice_in_the_table(
    programme: Programme, project: Project
) -> None:
    make_cost(project, 100)
    make_cost(project, 100)

    report = take_over(programme, "1;;kosten;2026;;;1", "1;;kosten;2026;;;1")

    assert report.changes == ()
    rows = ["1;;kosten;2026;;;1"] * 3
    assert [fault.row for fault in refused(programme, *rows)] == [4]


def test_a_table_uses_every_name_of_a_funder(
    programme: Programme, project: Project, by: Viewer
) -> None:
    make_coverage(project, 100_00, funder="Wmo")
    funder = Funder.objects.get()
    services.rename_funder(funder.pk, "WMO-budget", by=by, at=AT)

    report = take_over(programme, "1;;dekking;2026;wmo;toegezegd;100")

    assert report.changes == ()
    assert Funder.objects.get() == funder


def test_a_new_name_that_looks_like_a_known_one_is_told(
    programme: Programme, project: Project
) -> None:
    make_coverage(project, 100_00, funder="WMO-budget")

    report = take_over(
        programme,
        "1;;dekking;2026;Wmo budget;toegezegd;100",
        "1;;dekking;2026;Woonwaard;toegezegd;100",
        "1;;dekking;2027;woonwaard;toegezegd;100",
        "1;;dekking;2027;Woonwaart;toegezegd;100",
    )

    assert set(report.alike) == {("Wmo budget", "WMO-budget"), ("Woonwaart", "Woonwaard")}


def test_what_is_only_asked_for_covers_nothing_in_the_sums(
    programme: Programme, project: Project
) -> None:
    report = take_over(
        programme,
        "1;;kosten;2026;bank;;100",
        "1;;dekking;2026;Woonwaard;toegezegd;25",
        "1;;dekking;2026;WMO-budget;vastgelegd;30",
        "1;;dekking;2026;Fonds;gevraagd;8",
        "1;;dekking;2027;Fonds;gevraagd;9",
    )

    sums = [(one.year, one.coverage.cents, one.coverage_here.cents) for one in report.years]
    assert sums == [(2026, 55_00, 55_00), (2027, 0, 0)]
    assert all(one.same for one in report.years)


def test_what_follows_from_a_division_follows_the_table(
    programme: Programme, project: Project
) -> None:
    make_cost(project, 100_00, what="bank")
    divide(project, percent("Woonwaard", "60"), rest("WMO-budget"))
    rows = (
        "1;;dekking;2026;Woonwaard;toegezegd;60",
        "1;;dekking;2026;WMO-budget;toegezegd;40",
    )
    assert take_over(programme, "1;;kosten;2026;bank;;100", *rows).changes == ()

    report = take_over(programme, "1;;kosten;2026;bank;;200", *rows)

    (change,) = report.changes
    assert change.kind == "cost"
    (year,) = report.years
    assert not year.same
    assert (year.coverage.cents, year.coverage_here.cents) == (100_00, 200_00)
    (fault,) = refused(
        programme, "1;;kosten;2026;bank;;200", "1;;dekking;2026;Woonwaard;toegezegd;61"
    )
    assert "volgt uit de verdeling" in fault.why
    assert take_over(programme, "1;;kosten;2026;bank;;200").changes == ()


def test_the_money_of_a_project_that_ended_stays(
    programme: Programme, project: Project, by: Viewer
) -> None:
    make_cost(project, 100_00, what="bank")
    services.stop(project.pk, "Geen ruimte.", by=by, at=AT)

    assert take_over(programme, "1;;kosten;2026;bank;;100").changes == ()
    (fault,) = refused(programme, "1;;kosten;2026;bank;;101")

    assert "is voorbij" in fault.why


def test_a_trial_tells_the_same_and_stores_nothing(
    programme: Programme, project: Project, by: Viewer
) -> None:
    file = money_file_of(*ROWS)

    trial = services.try_money(programme.pk, file, by=by, at=AT)

    assert (rows_here(), Funder.objects.count()) == ([], 0)
    stored = services.import_money(programme.pk, file, by=by, at=AT, mark=trial.mark)
    assert (stored.changes, stored.years) == (trial.changes, trial.years)
    assert len(rows_here()) == 5


def test_money_that_changed_since_is_looked_at_again(
    programme: Programme, project: Project, by: Viewer
) -> None:
    file = money_file_of(*ROWS)
    trial = services.try_money(programme.pk, file, by=by, at=AT)
    make_cost(project, 5, what="bank")
    before = rows_here()

    with (
        pytest.raises(services.ProgrammeRefused, match="veranderd sinds je keek"),
        transaction.atomic(),
    ):
        services.import_money(programme.pk, file, by=by, at=AT, mark=trial.mark)

    assert rows_here() == before


def test_only_who_steers_takes_a_table_over(
    programme: Programme, project: Project, here: Municipality
) -> None:
    stranger = installation(make_municipality("Elders").pk)

    for by, said in ((anonymous(here.pk), "wijkregisseur"), (stranger, "is er niet meer")):
        for act in (services.import_money, services.try_money):
            with pytest.raises(services.ProgrammeRefused, match=said):
                act(programme.pk, money_file_of(*ROWS), by=by, at=AT)
    assert rows_here() == []


def test_a_table_reaches_no_project_of_another_programme(
    programme: Programme, project: Project, here: Municipality
) -> None:
    make_project(make_programme(here), number="7")

    (fault,) = refused(programme, "7;;kosten;2026;bank;;1")

    assert "geen project met dit nummer" in fault.why


def test_two_thousand_lines_cost_as_many_queries_as_ten(
    programme: Programme,
    project: Project,
    by: Viewer,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [f"1;;kosten;2026;deel {at};;{at},{at % 100:02}" for at in range(1_000)]
    rows += [
        f"1;;dekking;2026;Fonds {at % 9};{('gevraagd', 'toegezegd')[at % 2]};{at}"
        for at in range(18)
    ]
    file = money_file_of(*rows, head=HEAD)

    with django_assert_max_num_queries(90):
        report = services.import_money(programme.pk, file, by=by, at=AT)
    with django_assert_max_num_queries(14):
        again = services.import_money(programme.pk, file, by=by, at=AT)

    assert report.added == 1_018
    assert again.changes == ()
    assert all(one.same for one in again.years)
    assert CoverageLine.objects.filter(pledge=Pledge.ASKED).count() == 9
