"""Who pays which part: coverage that is reckoned from shares, and again when costs change."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.money import divide, fixed, percent, rest
from tests.makers.places import AT
from tests.makers.programme import make_cost, make_coverage, make_project
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import CoverageLine, Division
from wijkregie.domain.programme.states import Pledge, ShareKind
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Programme, Project
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(programme: Programme) -> Project:
    return make_project(programme)


def paid(project: Project) -> dict[tuple[str, int | None], int | None]:
    rows = CoverageLine.objects.filter(project=project).select_related("funder")
    return {(one.funder.name, one.year): one.cents for one in rows}


def test_coverage_follows_from_the_shares_to_the_cent(project: Project, by: Viewer) -> None:
    make_cost(project, 60_00)
    make_cost(project, 40_01)
    make_cost(project, 10_00, year=2027)

    divide(project, percent("Woonwaard", "50"), percent("WMO-budget", "50"))

    assert paid(project) == {
        ("Woonwaard", 2026): 50_01,
        ("WMO-budget", 2026): 50_00,
        ("Woonwaard", 2027): 5_00,
        ("WMO-budget", 2027): 5_00,
    }
    assert queries.money_visible_to(by).total.gap.known_cents == 0


def test_it_is_reckoned_again_whenever_the_costs_change(project: Project, by: Viewer) -> None:
    cost = make_cost(project, 100_00)
    divide(project, percent("Woonwaard", "25"), rest("WMO-budget"))
    first = CoverageLine.objects.get(funder__name="Woonwaard").pk

    services.change_cost(cost, services.CostDraft(2026, 200_00), by=by, at=AT)
    assert paid(project) == {("Woonwaard", 2026): 50_00, ("WMO-budget", 2026): 150_00}
    services.change_cost(cost, services.CostDraft(2026, None), by=by, at=AT)
    assert paid(project) == {("Woonwaard", 2026): None, ("WMO-budget", 2026): None}
    make_cost(project, 40_00, year=2027)
    assert paid(project)[("Woonwaard", 2027)] == 10_00
    assert CoverageLine.objects.get(funder__name="Woonwaard", year=2026).pk == first
    services.remove_cost(cost, by=by, at=AT)

    assert paid(project) == {("Woonwaard", 2027): 10_00, ("WMO-budget", 2027): 30_00}


def test_a_year_may_have_a_division_of_its_own(project: Project, by: Viewer) -> None:
    make_cost(project, 100_00)
    make_cost(project, 100_00, year=2027)
    whole = divide(project, percent("Woonwaard", "100"))
    own = divide(project, fixed("Oranjefonds", 30_00), rest("Woonwaard"), year=2027)

    assert paid(project) == {
        ("Woonwaard", 2026): 100_00,
        ("Oranjefonds", 2027): 30_00,
        ("Woonwaard", 2027): 70_00,
    }
    services.end_division(own, by=by, at=AT)
    assert paid(project)[("Woonwaard", 2027)] == 100_00
    services.end_division(whole, by=by, at=AT)
    assert paid(project) == {}
    divide(project, percent("Woonwaard", "100"), year=2027)

    assert paid(project) == {("Woonwaard", 2027): 100_00}
    services.end_division(Division.objects.get().pk, by=by, at=AT)
    assert not Division.objects.exists()
    words = set(LogRow.objects.values_list("what", flat=True))
    assert {"costs_divided", "division_ended"} <= words


def test_a_division_is_changed_in_its_place(project: Project) -> None:
    make_cost(project, 100_00)
    first = divide(project, percent("Woonwaard", "60"), rest("WMO-budget"))
    again = divide(project, percent("Woonwaard", "60", Pledge.COMMITTED))

    assert first == again
    assert paid(project) == {("Woonwaard", 2026): 60_00}
    assert CoverageLine.objects.get().pledge == Pledge.COMMITTED


def test_what_was_written_by_hand_stays_beside_it(project: Project, by: Viewer) -> None:
    make_cost(project, 100_00)
    hand = make_coverage(project, 20_00, funder="Bewoners")
    divide(project, percent("Woonwaard", "80"))

    services.remove_coverage(hand, by=by, at=AT)

    assert paid(project) == {("Woonwaard", 2026): 80_00}


def test_a_reckoned_line_is_changed_in_the_division_only(project: Project, by: Viewer) -> None:
    make_cost(project, 100_00)
    divide(project, percent("Woonwaard", "80"))
    line = CoverageLine.objects.get().pk
    draft = services.CoverageDraft("Woonwaard", 2026, 1)

    with pytest.raises(services.ProgrammeRefused, match="Wijzig de verdeling"):
        services.change_coverage(line, draft, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="Wijzig de verdeling"):
        services.change_pledge(line, Pledge.ASKED, by=by, at=AT)
    with pytest.raises(services.ProgrammeRefused, match="Wijzig de verdeling"):
        services.remove_coverage(line, by=by, at=AT)

    seen = queries.coverage_seen(by, line)
    assert seen is not None
    assert seen.reckoned


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((), "minstens één financier"),
        ((percent("A", "60"), percent("B", "40.5")), "100,5, en dat is meer dan honderd"),
        ((percent("A", "60"), percent("a", "40")), "staat hier twee keer"),
        ((rest("A"), rest("B")), "wat overblijft"),
        ((percent("A", "0"),), "boven de 0"),
        ((percent("A", "100.1"),), "hoogstens 100"),
        ((percent("A", "33.33333"),), "hooguit 4"),
        ((services.ShareDraft("A", ShareKind.PERCENT),), "boven de 0"),
        ((services.ShareDraft("A", ShareKind.FIXED),), "vaste bedrag"),
        ((fixed("A", -1),), "lager zijn dan nul"),
        ((percent(" ", "10"),), "wie dit betaalt"),
    ],
)
def test_shares_that_cannot_be_are_refused(
    shares: tuple[services.ShareDraft, ...], said: str, project: Project
) -> None:
    with pytest.raises(services.ProgrammeRefused, match=said):
        divide(project, *shares)

    assert not Division.objects.exists()


def test_a_division_of_a_year_outside_the_project_is_refused(project: Project) -> None:
    with pytest.raises(services.ProgrammeRefused, match="2030 valt daarbuiten"):
        divide(project, percent("A", "10"), year=2030)


def test_divisions_are_read_in_order(project: Project, by: Viewer) -> None:
    divide(project, fixed("Oranjefonds", 30_00), rest("Woonwaard"), year=2027)
    divide(project, percent("Woonwaard", "12.5"), percent("Bewoners", "2.5"))

    whole, own = queries.divisions_of(by, project.pk)

    assert (whole.year, own.year) == (None, 2027)
    assert [(one.funder, one.percent) for one in whole.shares] == [
        ("Woonwaard", Decimal("12.5")),
        ("Bewoners", Decimal("2.5")),
    ]
    assert [(one.kind, one.cents) for one in own.shares] == [
        (ShareKind.FIXED, 30_00),
        (ShareKind.REST, None),
    ]


def test_percentages_that_are_no_whole_are_found_by_the_checks(
    project: Project, by: Viewer
) -> None:
    def found() -> list[tuple[str, str]]:
        seen = queries.checks_of(by, project.programme.key, on=AT.date())
        assert seen is not None
        told = [one.finding for one in seen.checks if one.finding.check == "L18"]
        return [(str(one.values["division"]), str(one.values["sum"])) for one in told]

    divide(project, percent("Woonwaard", "45"), percent("WMO-budget", "45"))
    divide(project, percent("Woonwaard", "45"), rest("WMO-budget"), year=2026)
    divide(project, percent("Woonwaard", "33.3"), percent("WMO-budget", "66"), year=2027)

    assert found() == [("kosten", "90.0000"), ("kosten van 2027", "99.3000")]
    divide(project, percent("Woonwaard", "45"), percent("WMO-budget", "55"))
    divide(project, percent("Woonwaard", "34"), percent("WMO-budget", "66"), year=2027)
    assert found() == []
