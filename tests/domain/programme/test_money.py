"""Costs and coverage: what may be written down, by whom, and in which years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.makers.people import make_group, make_organisation
from tests.makers.places import AT
from tests.makers.programme import (
    follow_up,
    make_cost,
    make_coverage,
    make_programme,
    make_project,
)
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import CostLine, CoverageLine, Funder
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit.models import LogRow
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("years", "year"),
    [
        ((2026, 2027), 2025),
        ((2026, 2027), 2028),
        ((2027, 2027), 2026),
        ((None, None), 2025),
        ((None, None), 2028),
        ((2026, None), 2028),
        ((None, 2025), 2026),
        ((2030, None), 2031),
    ],
)
def test_costs_outside_the_years_are_refused_and_the_years_are_named(
    years: tuple[int | None, int | None], year: int, programme: Programme, by: Viewer
) -> None:
    project = make_project(programme, from_year=years[0], until_year=years[1])
    first, last = project.money_years

    with pytest.raises(services.ProgrammeRefused, match=f"van {first} tot en met {last}"):
        services.add_cost(project.pk, services.CostDraft(year, 100), by=by, at=AT)
    draft = services.CoverageDraft("Wijkbudget", year, 100)
    with pytest.raises(services.ProgrammeRefused, match=f"{year} valt daarbuiten"):
        services.add_coverage(project.pk, draft, by=by, at=AT)

    assert not CostLine.objects.exists()
    assert not CoverageLine.objects.exists()


def test_a_project_that_reaches_beyond_the_programme_has_its_own_years(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme, from_year=2025, until_year=2029)

    make_cost(project, 100, year=2025)
    make_coverage(project, 100, year=2029)
    make_coverage(project, 30, year=None)

    assert queries.money_visible_to(by).total.gap.known_cents == 70


@pytest.mark.parametrize(
    ("cents", "said"), [(-1, "lager zijn dan nul"), (10**14 + 1, "aantal nullen")]
)
def test_an_amount_that_cannot_be_is_refused(
    cents: int, said: str, programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)

    with pytest.raises(services.ProgrammeRefused, match=said):
        services.add_cost(project.pk, services.CostDraft(2026, cents), by=by, at=AT)


def test_the_database_keeps_amounts_from_being_negative(programme: Programme) -> None:
    pk = make_cost(make_project(programme), 100)

    with pytest.raises(IntegrityError), transaction.atomic():
        CostLine.objects.filter(pk=pk).update(cents=-1)


def test_a_funder_is_made_once_and_is_an_organisation_where_it_is_one(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    corporation = make_organisation(here, "Woonwaard")
    project = make_project(programme)
    make_coverage(project, 100, funder="woonwaard")
    make_coverage(project, 200, funder="Woonwaard")
    make_coverage(project, 300, funder="Wijkbudget")

    assert {one.name: one.organisation_id for one in Funder.objects.all()} == {
        "woonwaard": corporation.pk,
        "Wijkbudget": None,
    }
    assert queries.funder_names(by) == sorted(["Wijkbudget", "woonwaard"])


def test_a_pledge_changes_and_lines_go_with_a_row_in_the_log(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)
    cost, coverage = make_cost(project, 100), make_coverage(project, 60, pledge=Pledge.ASKED)
    assert queries.money_visible_to(by).total.gap.known_cents == 100

    services.change_pledge(coverage, Pledge.COMMITTED, by=by, at=AT)
    assert queries.money_visible_to(by).total.gap.known_cents == 40
    services.remove_coverage(coverage, by=by, at=AT)
    services.remove_cost(cost, by=by, at=AT)

    total = queries.money_visible_to(by).total
    assert (total.costs, total.covered) == (queries.Amount(unknown=1), queries.Amount())
    words = set(LogRow.objects.values_list("what", flat=True))
    assert {"coverage_changed", "coverage_removed", "cost_removed"} <= words


def test_lines_change_and_the_log_tells_what_they_were(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)
    cost, coverage = make_cost(project, 100_00, what="bank"), make_coverage(project, None)
    costs = services.CostDraft(2027, 125_50, "kast")
    paid = services.CoverageDraft("Woonwaard", None, 60_00, Pledge.COMMITTED)

    for _twice in range(2):
        services.change_cost(cost, costs, by=by, at=AT)
        services.change_coverage(coverage, paid, by=by, at=AT)

    seen, line = queries.cost_seen(by, cost), queries.coverage_seen(by, coverage)
    assert seen is not None
    assert line is not None
    assert (seen.year, seen.what, seen.cents) == (2027, "kast", 125_50)
    assert (line.funder, line.year, line.cents, line.pledge) == (
        "Woonwaard",
        None,
        60_00,
        Pledge.COMMITTED,
    )
    rows = LogRow.objects.filter(what__in=("cost_changed", "coverage_changed"))
    assert {row.why for row in rows} == {
        "2026: € 100,00, bank → 2027: € 125,50, kast",
        "2026: € ?, Wijkbudget (promised) → -: € 60,00, Woonwaard (committed)",
    }
    assert rows.count() == 2


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (services.CostDraft(2031, 1), "2031 valt daarbuiten"),
        (services.CostDraft(2026, -1), "lager zijn dan nul"),
        (services.CostDraft(2026, 1, "x" * 161), "langer dan 160"),
        (services.CostDraft(2026, 1, "Bel 06-12345678"), "telefoonnummer"),
    ],
)
def test_a_line_does_not_become_what_cannot_be(
    draft: services.CostDraft, said: str, programme: Programme, by: Viewer
) -> None:
    cost = make_cost(make_project(programme), 100)

    with pytest.raises(Refusal, match=said):
        services.change_cost(cost, draft, by=by, at=AT)

    assert CostLine.objects.get().cents == 100


def test_a_pledge_is_one_of_three_and_somebody_pays(programme: Programme, by: Viewer) -> None:
    project = make_project(programme)
    coverage = make_coverage(project, 60)

    with pytest.raises(services.ProgrammeRefused, match="hoe zeker dit geld is"):
        services.change_pledge(coverage, "perhaps", by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="wie dit betaalt"):
        services.add_coverage(project.pk, services.CoverageDraft(" ", 2026, 1), by=by, at=AT)


def test_the_money_of_what_was_stopped_stays_and_counts_no_more(
    programme: Programme, by: Viewer
) -> None:
    project = make_project(programme)
    make_cost(project, 100)
    services.stop(project.pk, "Geen ruimte.", by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="Het geld blijft zoals het is"):
        services.add_cost(project.pk, services.CostDraft(2026, 1), by=by, at=AT)

    seen = queries.project_seen(by, project.pk)
    assert seen is not None
    assert (seen.money.counted, seen.money.total.costs.cents) == (False, 100)
    assert queries.money_visible_to(by).total.gap.known_cents == 0


def test_the_sums_are_the_same_for_all_who_look(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    idea = make_project(programme, decision_id=None)
    make_cost(idea, 100)
    public = anonymous(here.pk)
    assert queries.money_visible_to(public).total == queries.money_visible_to(by).total

    services.approve(idea.pk, follow_up(make_group(here)), by=by, at=AT)

    assert queries.money_visible_to(public).total.gap.known_cents == 100
    assert queries.money_visible_to(by).total.gap.known_cents == 100


def test_the_money_of_one_programme_leaves_the_others_out(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    other = make_programme(here)
    make_cost(make_project(programme), 100)
    make_cost(make_project(other), 30)

    found = queries.money_visible_to(by, programme_id=other.pk)

    assert found.total.gap.known_cents == 30
    assert queries.money_visible_to(by).total.gap.known_cents == 130


def test_a_line_of_money_can_be_looked_up(programme: Programme, here: Municipality) -> None:
    public = anonymous(here.pk)
    project, idea = make_project(programme), make_project(programme, decision_id=None)
    cost, coverage = make_cost(project, 100, what="huur"), make_coverage(project, None)
    hidden = make_cost(idea, 1), make_coverage(idea, 1)

    found, line = queries.cost_seen(public, cost), queries.coverage_seen(public, coverage)

    assert found is not None
    assert (found.project_id, found.what, found.cents) == (project.pk, "huur", 100)
    assert line is not None
    assert (line.funder, line.cents) == ("Wijkbudget", None)
    assert queries.cost_seen(public, hidden[0]) is None
    assert queries.coverage_seen(public, hidden[1]) is None
