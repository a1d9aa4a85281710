"""What is ordered and paid, with a document; who may read from whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.makers.money import make_order, make_payment, order_draft, payment_draft
from tests.makers.places import AT, make_own_area
from tests.makers.programme import make_cost, make_coverage, make_programme, make_project
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import Commitment, Payment, ProjectChange
from wijkregie.domain.programme.queries import MoneyFilter, Spent
from wijkregie.domain.programme.states import Pledge, ProjectState
from wijkregie.kit.models import LogRow
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from typing import Any

    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.programme.models import Programme, Project
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
EVERYTHING = MoneyFilter()


@pytest.fixture
def project(programme: Programme) -> Project:
    return make_project(programme)


def test_an_order_and_what_is_paid_of_it_take_from_the_costs(
    project: Project, by: Viewer
) -> None:
    make_cost(project, 2_000_00)
    order = make_order(project, 1_000_00, funder="WMO-budget")
    make_payment(project, 400_00, commitment_id=order)
    make_payment(project, 50_00, what="koffie")

    found = queries.project_finance_seen(by, project.pk)

    assert found is not None
    assert found.total.spent == Spent(ordered=1_050_00, paid=450_00, to_pay=600_00)
    assert found.total.to_order == 950_00
    assert (found.projects[0].orders[0].paid_cents, found.projects[0].orders[0].funder) == (
        400_00,
        "WMO-budget",
    )
    assert queries.finance_visible_to(by, EVERYTHING).total == found.total


def test_what_is_left_is_not_known_while_costs_are_not(project: Project, by: Viewer) -> None:
    make_cost(project, None)
    make_order(project)

    found = queries.project_finance_seen(by, project.pk)

    assert found is not None
    assert found.total.to_order is None


def test_an_order_that_ended_counts_for_what_was_paid(project: Project, by: Viewer) -> None:
    make_cost(project, 2_000_00)
    order = make_order(project, 1_000_00)
    make_payment(project, 400_00, commitment_id=order)

    services.end_commitment(order, AT.date(), "De zaal sloot.", by=by, at=AT)

    found = queries.project_finance_seen(by, project.pk)
    assert found is not None
    assert found.total.spent == Spent(ordered=400_00, paid=400_00, to_pay=0)
    with pytest.raises(services.ProgrammeRefused, match="is beëindigd"):
        make_payment(project, 1_00, commitment_id=order)
    with pytest.raises(services.ProgrammeRefused, match="is beëindigd"):
        services.change_commitment(order, order_draft(), by=by, at=AT)


def test_an_order_does_not_end_before_it_begins(project: Project, by: Viewer) -> None:
    order = make_order(project)

    with pytest.raises(services.ProgrammeRefused, match="voordat het besteld was"):
        services.end_commitment(order, AT.date() - timedelta(days=1), "Te duur.", by=by, at=AT)


def test_an_order_can_end_on_a_project_that_stopped_and_nothing_else_changes(
    project: Project, by: Viewer
) -> None:
    order = make_order(project, 1_000_00)
    paid = make_payment(project, 400_00, commitment_id=order)
    services.stop(project.pk, "er kwam niemand", by=by, at=AT)

    with pytest.raises(services.ProgrammeRefused, match="waarom deze verplichting"):
        services.end_commitment(order, AT.date(), " ", by=by, at=AT)
    services.end_commitment(order, AT.date(), "De bus rijdt niet meer.", by=by, at=AT)

    found = queries.finance_visible_to(by, EVERYTHING)
    assert found.total.stopped == Spent(ordered=400_00, paid=400_00, to_pay=0)
    assert Commitment.objects.get().ended_because == "De bus rijdt niet meer."
    assert LogRow.objects.filter(what="commitment_ended", object_id=order).exists()
    kept = ProjectChange.objects.filter(project=project).latest("version")
    assert kept.by_id == by.person_id
    assert kept.fields[0]["after"]["ended_because"] == "De bus rijdt niet meer."
    for refused in (
        lambda: services.change_commitment(order, order_draft(), by=by, at=AT),
        lambda: services.take_back_payment(paid, "Fout.", by=by, at=AT),
        lambda: make_payment(project, 1_00),
        lambda: make_order(project, 1_00),
    ):
        with pytest.raises(services.ProgrammeRefused):
            refused()
    with pytest.raises(services.ProgrammeRefused, match="is beëindigd"):
        services.end_commitment(order, AT.date(), "Nog eens.", by=by, at=AT)


def test_on_a_project_that_ended_the_last_bill_of_an_open_order_is_paid(
    project: Project, by: Viewer
) -> None:
    order, later = make_order(project, 1_000_00), AT + timedelta(days=20)
    at_once = make_payment(project, 1_00)
    services.stop(project.pk, "er kwam niemand", by=by, at=AT)
    draft = payment_draft(400_00, commitment_id=order, paid_on=later.date())

    paid = services.add_payment(project.pk, draft, by=by, at=later)
    services.take_back_payment(paid, "Dubbel.", by=by, at=later)
    services.add_payment(project.pk, draft, by=by, at=later)

    found = queries.finance_visible_to(by, EVERYTHING)
    assert found.total.stopped == Spent(ordered=1_001_00, paid=401_00, to_pay=600_00)
    with pytest.raises(services.ProgrammeRefused, match="Kies de openstaande verplichting"):
        services.add_payment(project.pk, payment_draft(1_00), by=by, at=later)
    with pytest.raises(services.ProgrammeRefused, match="Het geld blijft zoals het is"):
        services.take_back_payment(at_once, "Fout.", by=by, at=later)


def test_who_may_not_run_a_project_ends_no_order_of_it(
    project: Project, here: Municipality
) -> None:
    order = make_order(project)

    with pytest.raises(services.ProgrammeRefused):
        services.end_commitment(order, AT.date(), "x", by=anonymous(here.pk), at=AT)

    assert Commitment.objects.get().ended_on is None


def test_more_is_paid_than_was_ordered_only_when_somebody_says_so(
    project: Project, by: Viewer
) -> None:
    order = make_order(project, 500_00)
    make_payment(project, 400_00, commitment_id=order)
    draft = payment_draft(100_01, commitment_id=order)

    with pytest.raises(services.ProgrammeRefused, match="€ 0,01 meer betaald"):
        services.add_payment(project.pk, draft, by=by, at=AT)
    make_payment(project, 100_01, commitment_id=order, more=True)

    found = queries.project_finance_seen(by, project.pk)
    assert found is not None
    assert found.total.spent == Spent(ordered=500_01, paid=500_01, to_pay=0)
    assert LogRow.objects.filter(what="payment_added", why="€ 100,01 (> € 0,01)").exists()


def test_a_payment_is_taken_back_with_a_reason_and_stays_readable(
    project: Project, by: Viewer
) -> None:
    order = make_order(project, 500_00)
    paid = make_payment(project, 500_00, commitment_id=order)

    with pytest.raises(services.ProgrammeRefused, match="waarom"):
        services.take_back_payment(paid, " ", by=by, at=AT)
    services.take_back_payment(paid, "Dubbel geboekt.", by=by, at=AT)

    found = queries.project_finance_seen(by, project.pk)
    assert found is not None
    assert found.total.spent == Spent(ordered=500_00, paid=0, to_pay=500_00)
    assert [(one.counts, one.taken_back_because) for one in found.projects[0].payments] == [
        (False, "Dubbel geboekt.")
    ]
    with pytest.raises(services.ProgrammeRefused, match="al teruggenomen"):
        services.take_back_payment(paid, "Nog een keer.", by=by, at=AT)
    make_payment(project, 500_00, commitment_id=order)


def test_an_order_changes_and_the_log_tells_what_it_was(project: Project, by: Viewer) -> None:
    order = make_order(project, 500_00)

    services.change_commitment(order, order_draft(600_00, reference="26-118"), by=by, at=AT)

    row = Commitment.objects.get()
    assert (row.cents, row.reference) == (600_00, "26-118")
    logged = LogRow.objects.get(what="commitment_changed")
    assert logged.why == "€ 500,00 → € 600,00"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"cents": 0}, "boven nul"),
        ({"cents": -5}, "lager zijn dan nul"),
        ({"year": 2031}, "2031 valt daarbuiten"),
        ({"what": " "}, "wat er besteld is"),
        ({"supplier": ""}, "bij wie"),
        ({"supplier": "Jan de Wit"}, "de naam van iemand"),
        ({"address": "http://stukken.example.nl"}, "https://"),
        ({"ordered_on": AT.date() + timedelta(days=2)}, "nog komen"),
        ({"ordered_on": date(1890, 1, 1)}, "van 1990"),
    ],
)
def test_an_order_that_cannot_be_is_refused(
    more: dict[str, Any], said: str, project: Project
) -> None:
    with pytest.raises(Refusal, match=said):
        make_order(project, **more)

    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"cents": 0}, "boven nul"),
        ({"document": ""}, "stuk"),
        ({"what": ""}, "wat er betaald is"),
        ({"paid_on": AT.date() + timedelta(days=2)}, "nog komen"),
        ({"commitment_id": 999_999}, "is er niet meer"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(
    more: dict[str, Any], said: str, project: Project
) -> None:
    with pytest.raises(Refusal, match=said):
        make_payment(project, **more)

    assert not Payment.objects.exists()


def test_a_payment_is_on_an_order_of_its_own_project(
    programme: Programme, project: Project
) -> None:
    order = make_order(make_project(programme))

    with pytest.raises(services.ProgrammeRefused, match="is er niet meer"):
        make_payment(project, commitment_id=order)


def test_the_database_asks_for_a_document_and_for_a_reason(project: Project) -> None:
    pk = make_payment(project)

    for fields in ({"document": ""}, {"taken_back_on": AT.date()}, {"cents": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.filter(pk=pk).update(**fields)


def test_from_whom_is_ordered_is_for_who_works_along_and_the_sums_for_all(
    project: Project, here: Municipality, by: Viewer
) -> None:
    make_payment(project, 400_00, commitment_id=make_order(project))
    public = queries.project_finance_seen(anonymous(here.pk), project.pk)
    inside = queries.project_finance_seen(by, project.pk)

    assert public is not None
    assert inside is not None
    assert "Meubelhuis" in repr(inside)
    assert "Meubelhuis" not in repr(public)
    assert "Factuur" not in repr(public)
    assert public.total == inside.total


def test_the_table_is_funders_by_years_and_adds_up(project: Project, by: Viewer) -> None:
    make_cost(project, 30_000_00)
    make_cost(project, 10_000_00, year=2027)
    make_coverage(project, 20_000_00, pledge=Pledge.COMMITTED)
    make_coverage(project, 5_000_00, pledge=Pledge.ASKED)
    make_coverage(project, 4_000_00, year=2027, funder="Woonwaard")
    make_coverage(project, None, year=None, funder="Woonwaard")

    found = queries.finance_visible_to(by, EVERYTHING)

    assert [one.year for one in found.years] == [2026, 2027, None]
    rows = {(one.name, one.pledge): one for one in found.funders}
    assert list(rows) == [
        ("Wijkbudget", Pledge.COMMITTED),
        ("Wijkbudget", Pledge.ASKED),
        ("Woonwaard", Pledge.PROMISED),
    ]
    assert rows[("Woonwaard", Pledge.PROMISED)].years[None] == queries.Amount(0, unknown=1)
    assert rows[("Woonwaard", Pledge.PROMISED)].total == queries.Amount(4_000_00, unknown=1)
    firm = [one.total for one in found.funders if one.pledge != Pledge.ASKED]
    assert sum(firm, queries.Amount()) == found.total.money.covered
    assert sum((one.money.costs for one in found.years), queries.Amount()) == (
        found.total.money.costs
    )
    assert found.total.money.gap.known_cents == 16_000_00


def test_one_year_and_one_funder_of_the_table(programme: Programme, by: Viewer) -> None:
    first, second = make_project(programme), make_project(programme)
    make_cost(first, 100_00)
    make_cost(first, 50_00, year=2027)
    make_coverage(first, 100_00)
    make_cost(second, 70_00)
    make_coverage(second, 30_00, funder="Woonwaard", year=2027)
    found = queries.finance_visible_to(by, EVERYTHING)
    woonwaard = next(one for one in found.funders if one.name == "Woonwaard")

    year, one = found.of_year(2026), found.of_funder(woonwaard.funder_id)

    assert [row.name for row in year.funders] == ["Wijkbudget"]
    assert year.total.money.costs.cents == 170_00
    assert [row.money.project_id for row in one.projects] == [second.pk]
    assert [row.name for row in one.funders] == ["Woonwaard"]
    assert one.total.money.costs.cents == 70_00


def test_a_project_of_several_areas_counts_whole_in_each(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    areas = [make_own_area(here, name) for name in ("Molenwijk", "Rivierenwijk", "De Noord")]
    both = make_project(programme, area_ids=(areas[0].pk, areas[1].pk))
    make_cost(both, 100_00)
    make_cost(make_project(programme), 7_00)

    sums = [
        queries.finance_visible_to(by, MoneyFilter(area_id=area.pk)).total.money.costs.cents
        for area in areas
    ]

    assert sums == [100_00, 100_00, 0]


def test_the_money_of_a_programme_in_one_state_and_area(
    programme: Programme, here: Municipality, by: Viewer
) -> None:
    area = make_own_area(here, "Molenwijk")
    make_cost(make_project(programme, area_ids=(area.pk,)), 100_00)
    make_cost(make_project(make_programme(here)), 30_00)
    idea = make_project(programme, decision_id=None)
    make_cost(idea, 5_00)

    def sums(
        wanted: MoneyFilter, state: ProjectState | None = None, area_id: int | None = None
    ) -> int:
        found = queries.finance_visible_to(by, wanted)
        return found.of_projects(state=state, area_id=area_id).total.money.costs.cents

    assert sums(EVERYTHING) == 130_00
    assert sums(MoneyFilter(programme_id=programme.pk)) == 100_00
    assert sums(EVERYTHING, ProjectState.FINISHED) == 0
    assert sums(EVERYTHING, ProjectState.RUNNING) == 130_00
    assert sums(EVERYTHING, area_id=area.pk) == 100_00
    assert queries.project_finance_seen(anonymous(here.pk), idea.pk) is None
    seen = queries.project_finance_seen(by, idea.pk)
    assert seen is not None
    assert not seen.projects[0].money.counted


@pytest.fixture
def stopped(programme: Programme, here: Municipality, by: Viewer) -> Project:
    """A project in Molenwijk that stopped when something was paid, beside one that runs."""
    make_order(runs := make_project(programme), 100_00)
    make_cost(runs, 300_00)
    area = make_own_area(here, "Molenwijk")
    made = make_project(programme, area_ids=(area.pk,))
    make_cost(made, 900_00)
    make_coverage(made, 800_00)
    make_payment(made, 150_00, commitment_id=make_order(made, 200_00))
    make_cost(unspent := make_project(programme), 5_00)
    for one in (made, unspent):
        services.stop(one.pk, "Het werkt niet.", by=by, at=AT)
    return made


def test_what_was_spent_on_a_stopped_project_stays_and_its_costs_and_coverage_do_not(
    stopped: Project, by: Viewer
) -> None:
    found = queries.finance_visible_to(by, EVERYTHING)

    total = found.total
    assert (total.money.costs.cents, total.money.covered.cents) == (300_00, 0)
    assert (total.spent, total.to_order) == (Spent(100_00, 0, 100_00), 200_00)
    assert total.stopped == Spent(ordered=200_00, paid=150_00, to_pay=50_00)
    assert total.all_spent == Spent(ordered=300_00, paid=150_00, to_pay=150_00)
    assert [one.stopped for one in found.years] == [total.stopped]
    assert [one.money.project_id for one in found.stopped] == [stopped.pk]
    assert len(found.all_projects) == 2
    assert not found.only_stopped
    alone = queries.project_finance_seen(by, stopped.pk)
    assert alone is not None
    assert (alone.total.money.costs.cents, alone.total.spent) == (900_00, total.stopped)
    assert alone.stopped == ()


def test_what_was_spent_on_a_stopped_project_is_chosen_as_the_rest(
    stopped: Project, by: Viewer
) -> None:
    found = queries.finance_visible_to(by, EVERYTHING)
    spent, area = found.total.stopped, stopped.areas.get()

    year = found.of_year(2026)
    assert (year.stopped, year.total.stopped) == (found.stopped, spent)
    paid = found.of_funder(stopped.coverage.get().funder_id)
    assert (paid.projects, paid.funders, paid.total.stopped) == ((), (), spent)
    only = found.of_projects(state=ProjectState.STOPPED, area_id=None)
    assert (only.projects, only.total.stopped, only.only_stopped) == ((), spent, True)
    assert not found.of_projects(state=ProjectState.RUNNING, area_id=None).stopped
    assert found.of_projects(state=None, area_id=area.pk).total == only.total
    assert queries.finance_visible_to(by, MoneyFilter(area_id=area.pk)).total == only.total


def test_a_stopped_project_has_no_year_of_its_own_where_nothing_was_spent(
    programme: Programme, by: Viewer
) -> None:
    stops = make_project(programme, from_year=2025, until_year=2027)
    make_cost(stops, 900_00, year=2025)
    make_order(stops, 200_00, year=2027)
    services.stop(stops.pk, "Het werkt niet.", by=by, at=AT)

    found = queries.finance_visible_to(by, EVERYTHING)

    assert [(one.year, one.money.costs.cents) for one in found.years] == [(2027, 0)]


def test_the_table_takes_six_queries(
    programme: Programme, by: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        one = make_project(programme)
        make_cost(one, 1)
        make_coverage(one, 1)
        make_payment(one, commitment_id=make_order(one))

    with django_assert_num_queries(6):
        queries.finance_visible_to(by, EVERYTHING)
