"""What follows from sums: parts one by one, differences, bounds, and ways to a sum."""

from __future__ import annotations

from math import inf

from wijkregie.core.reckoning import Sum, bounds_of, differences, solved, ways_to, without


def told(parts: set[int], count: float, people: float | None = 100, by: int = 0) -> Sum:
    return Sum(frozenset(parts), count, people, frozenset({by}))


def test_parts_follow_one_by_one() -> None:
    known = solved(
        [told({1, 2, 3}, 60, 300, 0), told({1, 2}, 35, 200, 1), told({1}, 20, 120, 2)]
    )

    assert {part: (one.count, one.people) for part, one in known.items()} == {
        1: (20, 120),
        2: (15, 80),
        3: (25, 100),
    }
    assert known[3].shown == {0, 1, 2}


def test_what_is_left_of_a_sum_whose_people_nobody_counted_is_not_counted_either() -> None:
    rest = without(told({1, 2}, 30, None), {1: told({1}, 12)})

    assert (set(rest.parts), rest.count, rest.people) == ({2}, 18, None)


def test_differences_are_of_each_and_of_all_that_lie_apart() -> None:
    found = differences([told({1, 2, 3, 4, 5}, 50), told({1, 2}, 20), told({3, 4}, 22)])

    assert any(one.parts == {5} and one.count == 8 for one in found)
    assert any(one.parts == {3, 4, 5} and one.count == 30 for one in found)


def test_bounds_come_from_the_others() -> None:
    bounds = bounds_of([told({1, 2}, 14)], {1: 29, 2: 1})

    assert bounds == {1: (13, 14), 2: (0, 1)}
    assert bounds_of([told({1, 2}, 14)], {})[1] == (0, 14)
    assert inf not in bounds_of([told({1, 2}, 14)], {})[2]


def test_ways_to_a_sum() -> None:
    ab, bc, abc = told({1, 2}, 1, by=0), told({2, 3}, 1, by=1), told({1, 2, 3}, 1, by=2)

    assert {one.shown for one in ways_to(frozenset({1}), [bc, abc], {})} == {
        frozenset({1}),
        frozenset({2}),
    }
    assert ways_to(frozenset({1}), [ab], {}) == []
    assert ways_to(frozenset({9}), [ab], {}) == []
    assert ways_to(frozenset({1}), [ab], {1: abc}) == [abc]
