"""Money in tables, calculated by hand and by a property."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.makers.places import AT
from wijkregie.domain.programme.queries.gaps import Amount, Bound, Gap
from wijkregie.domain.programme.queries.tables import (
    FIRM,
    CostSeen,
    CoverageSeen,
    Lines,
    MoneyTable,
    YearMoney,
    money_of_project,
    table_of,
)
from wijkregie.domain.programme.states import Pledge, ProjectState

if TYPE_CHECKING:
    from collections.abc import Sequence

Cost = tuple[int, int | None]
Coverage = tuple[int | None, str, int | None, Pledge]
PROMISED, ASKED, COMMITTED = Pledge.PROMISED, Pledge.ASKED, Pledge.COMMITTED
_numbers = count(1)


def lines(costs: Sequence[Cost], coverage: Sequence[Coverage], *, project: int = 1) -> Lines:
    return Lines(
        project_id=project,
        number=str(project),
        title=f"Project {project}",
        state=ProjectState.RUNNING,
        costs=[CostSeen(next(_numbers), project, year, "", cents, AT) for year, cents in costs],
        coverage=[
            CoverageSeen(next(_numbers), project, ord(funder), funder, year, cents, pledge, AT)
            for year, funder, cents, pledge in coverage
        ],
    )


def table(*projects: Lines) -> MoneyTable:
    return table_of(money_of_project(one, counted=True) for one in projects)


def gaps(found: Sequence[YearMoney]) -> dict[int | None, int]:
    return {row.year: row.gap.known_cents for row in found}


def test_a_gap_is_what_is_neither_promised_nor_committed() -> None:
    one = lines(
        [(2026, 1_000_000), (2026, 500_01)],
        [
            (2026, "a", 300_000, PROMISED),
            (2026, "b", 200_000, COMMITTED),
            (2026, "c", 9, ASKED),
        ],
    )

    found = table(one)

    assert found.total.costs == Amount(1_050_001)
    assert found.total.covered == Amount(500_000)
    assert found.total.asked == Amount(9)
    assert found.total.gap == Gap(550_001)


def test_what_one_year_has_over_pays_for_no_other() -> None:
    one = lines([(2026, 100), (2027, 100)], [(2026, "a", 150, PROMISED)])

    assert gaps(table(one).years) == {2026: 0, 2027: 100}


def test_what_one_project_has_over_pays_for_no_other() -> None:
    rich = lines([(2026, 100)], [(2026, "a", 900, PROMISED)])
    poor = lines([(2026, 70)], [], project=2)

    assert table(rich, poor).total.gap == Gap(70)


def test_coverage_without_a_year_fills_the_years_from_the_first() -> None:
    one = lines(
        [(2027, 100), (2026, 100), (2028, 100)],
        [(None, "a", 130, PROMISED), (2026, "b", 20, PROMISED), (None, "c", 500, ASKED)],
    )

    assert gaps(table(one).years) == {2026: 0, 2027: 50, 2028: 100, None: 0}


@pytest.mark.parametrize(
    ("costs", "coverage", "known", "bound"),
    [
        ([(2026, 100)], [(2026, "a", 60, PROMISED)], 40, Bound.EXACT),
        ([(2026, 100), (2026, None)], [(2026, "a", 60, PROMISED)], 40, Bound.AT_LEAST),
        ([(2026, None)], [], 0, Bound.AT_LEAST),
        ([(2026, 100)], [(2026, "a", None, PROMISED)], 100, Bound.AT_MOST),
        ([(2026, 100)], [(None, "a", None, COMMITTED)], 100, Bound.AT_MOST),
        ([(2026, 100)], [(2026, "a", None, ASKED)], 100, Bound.EXACT),
        ([(2026, 50), (2026, None)], [(2026, "a", None, PROMISED)], 50, Bound.UNSURE),
        ([(2026, None)], [(None, "a", None, PROMISED)], 0, Bound.AT_LEAST),
        ([], [(None, "a", None, PROMISED)], 0, Bound.AT_LEAST),
        ([], [(None, "a", 500, PROMISED)], 0, Bound.AT_LEAST),
        ([], [(2026, "a", 500, PROMISED)], 0, Bound.AT_LEAST),
        ([], [], 0, Bound.AT_LEAST),
    ],
)
def test_the_bound_says_how_to_read_a_gap(
    costs: list[Cost], coverage: list[Coverage], known: int, bound: Bound
) -> None:
    gap = table(lines(costs, coverage)).total.gap

    assert (gap.known_cents, gap.bound) == (known, bound)
    open_costs = not costs or None in [cents for *_year, cents in costs]
    assert gap.unknown == open_costs or any(
        cents is None and pledge in FIRM for _year, _funder, cents, pledge in coverage
    )


def test_costs_that_nobody_wrote_down_are_not_known_in_each_year_that_is_named() -> None:
    nothing, loose, dated = (
        table(lines([], coverage)).years
        for coverage in (
            [],
            [(None, "a", 500, PROMISED)],
            [(2026, "a", 500, PROMISED), (2027, "a", 500, ASKED)],
        )
    )

    assert [(row.year, row.costs, row.gap.all_unknown) for row in nothing] == [
        (None, Amount(unknown=1), True)
    ]
    assert [(row.year, row.costs.unknown, row.covered.cents) for row in loose] == [
        (None, 1, 500)
    ]
    assert [(row.year, row.costs.unknown) for row in dated] == [(2026, 1), (2027, 1)]
    assert all(row.gap.all_unknown for row in (*loose, *dated))


def test_a_sum_with_a_project_without_costs_is_no_more_than_at_least() -> None:
    found = table(lines([(2026, 100)], []), lines([], [], project=2)).total

    assert (found.costs, found.gap.known_cents) == (Amount(100, unknown=1), 100)
    assert found.gap.bound == Bound.AT_LEAST


def test_what_does_not_count_is_left_out_of_the_table() -> None:
    stopped = money_of_project(lines([(2026, 100)], []), counted=False)

    found = table_of([stopped])

    assert (found.projects, found.years, found.total) == ((), (), YearMoney(None))
    assert stopped.total.gap == Gap(100)


def test_a_funder_has_a_row_per_year_and_the_years_come_in_order() -> None:
    one = lines(
        [(2027, 100)],
        [(2027, "b", 5, PROMISED), (None, "a", 7, PROMISED), (2026, "a", 3, ASKED)],
    )

    found = table(one)

    assert [funder.name for funder in found.funders] == ["a", "b"]
    assert [row.year for row in found.funders[0].years] == [2026, None]
    assert found.funders[0].total.covered == Amount(7)
    assert found.funders[0].total.asked == Amount(3)
    assert [row.year for row in found.years] == [2026, 2027, None]


#: What a second year holds beside a first one that lacks exactly 100, and how the sum reads.
CORNERS: dict[str, tuple[list[Cost], list[Coverage], int, Bound]] = {
    "nothing is known of it": (
        [(2027, None)],
        [(2027, "a", None, PROMISED)],
        100,
        Bound.AT_LEAST,
    ),
    "it lacks something, its costs are open": (
        [(2027, 50), (2027, None)],
        [],
        150,
        Bound.AT_LEAST,
    ),
    "it lacks something, its coverage is open": (
        [(2027, 50)],
        [(2027, "a", None, PROMISED)],
        150,
        Bound.AT_MOST,
    ),
    "it lacks something, both are open": (
        [(2027, 50), (2027, None)],
        [(2027, "a", None, PROMISED)],
        150,
        Bound.UNSURE,
    ),
    "it is covered, its costs are open": (
        [(2027, 50), (2027, None)],
        [(2027, "a", 50, PROMISED)],
        100,
        Bound.AT_LEAST,
    ),
    "it is covered, its coverage is open": (
        [(2027, 50)],
        [(2027, "a", 50, PROMISED), (2027, "b", None, PROMISED)],
        100,
        Bound.EXACT,
    ),
    "it has more than it costs, its costs are open": (
        [(2027, 50), (2027, None)],
        [(2027, "a", 90, PROMISED)],
        100,
        Bound.AT_LEAST,
    ),
    "it has more than it costs, its coverage is open": (
        [(2027, 50)],
        [(2027, "a", 90, PROMISED), (2027, "b", None, PROMISED)],
        100,
        Bound.EXACT,
    ),
}


@pytest.mark.parametrize("corner", CORNERS)
def test_a_gap_that_is_known_stays_so_beside_a_year_that_is_not(corner: str) -> None:
    costs, coverage, known, bound = CORNERS[corner]

    gap = table(lines([(2026, 100), *costs], coverage)).total.gap

    assert (gap.known_cents, gap.bound) == (known, bound)


def test_what_fills_an_earlier_year_may_lack_in_a_later_one() -> None:
    open_costs = lines([(2026, None), (2027, 100)], [(None, "a", 100, PROMISED)])
    open_coverage = lines(
        [(2026, 100), (2027, 100)], [(2026, "a", None, PROMISED), (None, "b", 100, PROMISED)]
    )

    dear, cheap = (table(one).years[1].gap for one in (open_costs, open_coverage))

    assert (dear.known_cents, dear.higher_by, dear.all_unknown) == (0, 100, True)
    assert (cheap.known_cents, cheap.lower_by, cheap.bound) == (100, 100, Bound.AT_MOST)


YEARS = st.integers(2025, 2028)
CENTS = st.none() | st.integers(0, 10**12)
COSTS = st.lists(st.tuples(YEARS, CENTS), max_size=6)
COVERAGE = st.lists(
    st.tuples(st.none() | YEARS, st.sampled_from("abc"), CENTS, st.sampled_from(Pledge)),
    max_size=6,
)


@given(st.lists(st.tuples(COSTS, COVERAGE), max_size=5))
def test_rows_columns_and_funders_add_up_to_one_total(
    projects: list[tuple[list[Cost], list[Coverage]]],
) -> None:
    found = table(
        *(lines(costs, coverage, project=at) for at, (costs, coverage) in enumerate(projects))
    )

    by_row = sum((one.total for one in found.projects), start=YearMoney(None))
    by_column = sum(found.years, start=YearMoney(None))
    by_funder = sum((one.total for one in found.funders), start=YearMoney(None))
    assert by_row == by_column == found.total
    assert (by_funder.covered, by_funder.asked) == (found.total.covered, found.total.asked)
    assert found.total.costs.cents == sum(
        cents or 0 for costs, _coverage in projects for _year, cents in costs
    )


@given(COSTS, COVERAGE)
def test_a_gap_lies_between_nought_and_the_costs(
    costs: list[Cost], coverage: list[Coverage]
) -> None:
    total = table(lines(costs, coverage)).total

    assert 0 <= total.gap.known_cents <= total.costs.cents
    assert total.gap.known_cents >= total.costs.cents - total.covered.cents


@given(COSTS, COVERAGE, st.integers(0, 10**9))
def test_more_costs_in_a_year_without_coverage_raise_the_gap_by_as_much(
    costs: list[Cost], coverage: list[Coverage], more: int
) -> None:
    dated = [line for line in coverage if line[0] is not None]
    before = table(lines(costs, dated)).total.gap.known_cents

    after = table(lines([*costs, (2030, more)], dated)).total.gap.known_cents

    assert after == before + more


def filled_in(
    projects: list[tuple[list[Cost], list[Coverage]]], cost: int, paid: int
) -> MoneyTable:
    """Return the table once every open cost turns out to be ``cost``, and the rest ``paid``."""
    return table(
        *(
            lines(
                [(year, cost if cents is None else cents) for year, cents in costs],
                [
                    (year, who, paid if cents is None else cents, how)
                    for year, who, cents, how in coverage
                ],
                project=at,
            )
            for at, (costs, coverage) in enumerate(projects)
        )
    )


PROJECTS = st.lists(st.tuples(COSTS, COVERAGE), max_size=4)
MUCH = 10**15


@given(PROJECTS, st.integers(0, 10**13), st.integers(0, 10**13))
def test_whatever_is_open_turns_out_to_be_the_gap_lies_within_its_bounds(
    projects: list[tuple[list[Cost], list[Coverage]]], cost: int, paid: int
) -> None:
    found, truth = (
        filled_in(projects, cost, paid),
        table(*(lines(*one, project=at) for at, one in enumerate(projects))),
    )

    for real, told in zip(
        [*found.years, found.total], [*truth.years, truth.total], strict=True
    ):
        lacks = real.gap.known_cents
        assert told.gap.known_cents - told.gap.lower_by <= lacks
        if told.gap.higher_by is not None:
            assert lacks <= told.gap.known_cents + told.gap.higher_by
        if told.gap.bound == Bound.EXACT:
            assert lacks == told.gap.known_cents


@given(PROJECTS)
def test_the_bounds_of_a_gap_are_what_it_can_come_to(
    projects: list[tuple[list[Cost], list[Coverage]]],
) -> None:
    gap = table(*(lines(*one, project=at) for at, one in enumerate(projects))).total.gap
    told = [(costs or [(2029, None)], coverage) for costs, coverage in projects]
    least = filled_in(told, 0, MUCH).total.gap.known_cents
    most = filled_in(told, MUCH, 0).total.gap.known_cents

    assert least == gap.known_cents - gap.lower_by
    if gap.higher_by is None:
        assert most >= MUCH - 10**14
    else:
        assert most == gap.known_cents + gap.higher_by
