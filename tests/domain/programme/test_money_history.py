"""What was changed in the money of a project is kept among the changes of its card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.money import (
    divide,
    make_order,
    make_payment,
    order_draft,
    percent,
    rest,
    take_over,
)
from tests.makers.places import AT
from tests.makers.programme import make_cost, make_coverage, make_project
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import CoverageLine, Project, ProjectChange
from wijkregie.domain.programme.states import Pledge

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(programme: Programme) -> Project:
    return make_project(programme, number="1", from_year=2026, until_year=2027)


def last(project: Project) -> list[tuple[str, Any, Any]]:
    """The last version of the card: each line with its amounts, as it was and became."""
    one = project.changes.order_by("-version")[0]
    assert Project.objects.get(pk=project.pk).version == one.version
    return [
        (row["name"][0], *((row[side] or {}).get("cents", "-") for side in ("before", "after")))
        for row in one.fields
    ]


def test_a_line_of_costs_is_kept_from_its_first_amount_to_its_last(
    project: Project, by: Viewer
) -> None:
    cost = make_cost(project, 100_00, what="bank")
    assert last(project) == [("costs", "-", 100_00)]

    services.change_cost(cost, services.CostDraft(2027, None, "bank"), by=by, at=AT)
    assert last(project) == [("costs", 100_00, None)]
    (row,) = project.changes.latest("version").fields
    assert (row["before"]["year"], row["after"]["year"]) == (2026, 2027)

    services.remove_cost(cost, by=by, at=AT)
    assert last(project) == [("costs", None, "-")]
    one = project.changes.latest("version")
    assert (one.at, one.by_id) == (AT, by.person_id)


def test_coverage_is_kept_with_its_funder_and_how_sure_it_is(
    project: Project, by: Viewer
) -> None:
    line = make_coverage(project, 100_00)
    services.change_pledge(line, Pledge.COMMITTED, by=by, at=AT)

    (row,) = project.changes.latest("version").fields
    assert row["before"] | {"pledge": "committed"} == row["after"]
    assert row["after"]["what"] == "Wijkbudget"

    services.change_coverage(
        line, services.CoverageDraft("Fonds", None, 50_00, Pledge.COMMITTED), by=by, at=AT
    )
    assert last(project) == [("coverage", 100_00, 50_00)]
    services.remove_coverage(line, by=by, at=AT)
    assert last(project) == [("coverage", 50_00, "-")]


def test_what_follows_from_a_division_is_kept_too(project: Project, by: Viewer) -> None:
    cost = make_cost(project, 100_00)
    division = divide(project, percent("Kern8", "40"), rest("Fonds"))
    assert sorted(last(project)) == [("coverage", "-", 40_00), ("coverage", "-", 60_00)]

    services.change_cost(cost, services.CostDraft(2026, 200_00), by=by, at=AT)
    assert sorted(last(project)) == [
        ("costs", 100_00, 200_00),
        ("coverage", 40_00, 80_00),
        ("coverage", 60_00, 120_00),
    ]
    services.end_division(division, by=by, at=AT)
    assert sorted(last(project)) == [("coverage", 80_00, "-"), ("coverage", 120_00, "-")]


def test_an_order_and_a_payment_are_kept(project: Project, by: Viewer) -> None:
    order = make_order(project)
    assert last(project) == [("orders", "-", 1_000_00)]
    services.change_commitment(order, order_draft(900_00), by=by, at=AT)
    assert last(project) == [("orders", 1_000_00, 900_00)]
    services.end_commitment(order, AT.date(), "Klaar.", by=by, at=AT)
    (row,) = project.changes.latest("version").fields
    assert (row["before"]["ended_on"], row["after"]["ended_on"]) == (
        None,
        AT.date().isoformat(),
    )

    payment = make_payment(project)
    assert last(project) == [("payments", "-", 400_00)]
    services.take_back_payment(payment, "Dubbel betaald.", by=by, at=AT)
    (row,) = project.changes.latest("version").fields
    assert row["after"]["taken_back_because"] == "Dubbel betaald."
    assert row["after"]["taken_back_on"] == AT.date().isoformat()


def test_what_stays_or_is_refused_makes_no_version(project: Project, by: Viewer) -> None:
    cost = make_cost(project, 100_00, what="bank")
    line = make_coverage(project, 100_00)
    before = ProjectChange.objects.count()

    services.change_cost(cost, services.CostDraft(2026, 100_00, "bank"), by=by, at=AT)
    draft = services.CoverageDraft("Wijkbudget", 2026, 100_00, Pledge.PROMISED)
    services.change_coverage(line, draft, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused):
        services.change_cost(cost, services.CostDraft(2026, -1, "bank"), by=by, at=AT)

    assert ProjectChange.objects.count() == before


def test_a_table_is_kept_in_each_project_that_it_changes(
    programme: Programme, project: Project
) -> None:
    other = make_project(programme, number="2", from_year=2026, until_year=2027)
    rows = ("1;;kosten;2026;bank;;200", "2;;kosten;2026;boom;;50")
    take_over(programme, *rows)
    assert last(project) == [("costs", "-", 200_00)]

    take_over(programme, rows[0], "2;;kosten;2026;boom;;75")

    assert last(other) == [("costs", 50_00, 75_00)]
    assert project.changes.count() == 1


def test_who_had_the_card_open_while_its_money_changed_saves_it_all_the_same(
    project: Project, by: Viewer
) -> None:
    read = project.version
    make_cost(project, 100_00)

    edit = services.CardEdit(read, {"plain": "Elke week samen eten."})
    services.change_card(project.pk, edit, by=by, at=AT)

    after = Project.objects.get(pk=project.pk)
    assert (after.plain, after.version) == ("Elke week samen eten.", read + 2)
    assert project.costs.count() == 1


def test_a_funder_of_another_name_later_stays_readable_as_it_was(
    project: Project, by: Viewer
) -> None:
    line = make_coverage(project, 100_00, funder="Oud fonds")
    funder = CoverageLine.objects.get(pk=line).funder_id
    services.rename_funder(funder, "Nieuw fonds", by=by, at=AT)

    (row,) = project.changes.get().fields
    assert row["after"]["what"] == "Oud fonds"
