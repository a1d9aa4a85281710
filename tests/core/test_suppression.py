"""Holding back small groups, tried by somebody who reckons back whatever can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.makers.outsider import given_away, small_differences
from wijkregie.core import suppression
from wijkregie.core.suppression import Because, Cell, Limits, protect, small

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMITS = Limits(sample=30, cell=10)


def cell(
    places: str,
    people: float | None,
    count: float | None,
    answer: str = "yes",
    *,
    before: bool = False,
) -> Cell:
    return Cell(frozenset(places), answer, people, count, before)


# --- by hand


@pytest.mark.parametrize(
    ("count", "people", "why"),
    [
        (15, 30, None),
        (14, 29, Because.SAMPLE),
        (10, 40, None),
        (9, 40, Because.CELL),
        (30, 40, None),
        (31, 40, Because.CELL),
        (0, 100, Because.CELL),
        (100, 100, Because.CELL),
        (10, None, None),
        (9, None, Because.CELL),
    ],
)
def test_what_is_small_by_itself(
    count: float, people: float | None, why: Because | None
) -> None:
    assert small(count, people, LIMITS) == why


def test_large_groups_are_all_shown() -> None:
    assert protect([cell("A", 80, 40), cell("B", 60, 30), cell("AB", 140, 70)], LIMITS) == {}
    assert protect([], LIMITS) == {}


def test_the_smallest_other_part_goes_too() -> None:
    cells = [cell("A", 12, 5), cell("B", 80, 30), cell("C", 60, 20), cell("ABC", 152, 55)]

    assert protect(cells, LIMITS) == {0: Because.SAMPLE, 2: Because.REST}


def test_the_whole_goes_where_no_part_is_left() -> None:
    cells = [cell("A", 12, 5), cell("A", 12, 5), cell("AB", 90, 40), cell("AB", 90, 40)]

    held = protect(cells, LIMITS)

    assert held[0] == held[1] == Because.SAMPLE
    assert protect([cell("A", None, 5), cell("B", None, 30), cell("AB", None, 35)], LIMITS) == {
        0: Because.CELL,
        1: Because.REST,
    }


def test_a_part_that_nobody_mentions_is_not_given_away() -> None:
    """Buurt A is in no row, but the wijk without B and C is buurt A."""
    cells = [cell("B", 80, 30), cell("C", 60, 20), cell("ABC", 152, 55)]

    assert protect(cells, LIMITS) == {1: Because.REST}


def test_a_part_in_which_nobody_lives_is_no_secret() -> None:
    cells = [cell("B", 80, 30), cell("C", 60, 20), cell("ABC", 140, 50)]

    assert protect(cells, LIMITS) == {}


def test_areas_across_each_other_are_looked_at_together() -> None:
    """BC is an own area across two wijken: AB and CD, with A + D = ABCD - BC."""
    cells = [
        cell("AB", 100, 40),
        cell("CD", 100, 40),
        cell("BC", 180, 70),
        cell("ABCD", 200, 80),
    ]

    held = protect(cells, LIMITS)

    assert held
    assert not small_differences(cells, held, LIMITS)


def test_a_lonely_neighbour_hides_nobody() -> None:
    """Of 29 and 1 together 14 said yes: then of the 29 it were 13 or 14."""
    cells = [cell("A", 29, 14), cell("B", 1, 0), cell("C", 60, 25), cell("ABC", 90, 39)]

    assert protect(cells, LIMITS) == {
        0: Because.SAMPLE,
        1: Because.SAMPLE,
        2: Because.REST,
    }


def test_the_last_answer_of_a_question_is_no_secret_keeper() -> None:
    """A: 5, 40 and 55 of 100. Who knows two answers knows the third."""
    shares = {"A": (100, 5, 40, 55), "B": (80, 30, 20, 30), "AB": (180, 35, 60, 85)}
    cells = [
        cell(places, people, count, answer)
        for places, (people, *counts) in shares.items()
        for answer, count in zip("abc", counts, strict=True)
    ]
    question = frozenset("abc")

    held = protect(cells, LIMITS, question=question)

    assert held[0] == Because.CELL
    assert not given_away(cells, held, question)
    assert given_away(cells, {0: Because.CELL}, question) == [0]
    alone = protect(cells, LIMITS)
    assert given_away(cells, alone, question) == [0], "the control: without knowing that"


def test_an_answer_without_the_others_is_just_an_answer() -> None:
    cells = [cell("A", 100, 50, "a"), cell("B", 100, 50, "a")]

    assert protect(cells, LIMITS, question=frozenset("ab")) == {}


def test_counts_without_their_group_have_no_rest_to_reckon_with() -> None:
    cells = [cell("A", None, 50, "a"), cell("A", None, 5, "b")]

    assert protect(cells, LIMITS, question=frozenset("ab")) == {1: Because.CELL}


def test_what_was_held_back_before_stays_so() -> None:
    cells = [cell("A", None, None), cell("B", 80, 30), cell("C", 60, 20), cell("ABC", 170, 60)]

    assert protect(cells, LIMITS) == {0: Because.UNKNOWN, 2: Because.REST}


def test_what_was_held_back_for_the_rest_is_the_first_to_be_so_again() -> None:
    cells = [
        cell("A", 12, 5),
        cell("B", 80, 30, before=True),
        cell("C", 60, 20),
        cell("ABC", 152, 55),
    ]

    assert protect(cells, LIMITS) == {0: Because.SAMPLE, 1: Because.REST}


def test_what_was_held_back_for_the_rest_is_shown_when_nothing_is_small() -> None:
    cells = [cell("A", 90, 50), cell("B", 80, 30, before=True), cell("AB", 170, 80)]

    assert protect(cells, LIMITS) == {}


def test_what_does_not_add_up_is_held_back_rather_than_told() -> None:
    """Weighted figures: the whole is not the sum of its parts."""
    cells = [cell("A", 12, 5), cell("B", 80, 30), cell("C", 60, 20), cell("ABC", 100, 10)]

    held = protect(cells, LIMITS)

    assert not given_away(cells, held)
    assert not small_differences(cells, held, LIMITS)


# --- a property: nobody reckons back a small group, whatever the table


TABLES = st.lists(
    st.tuples(st.integers(0, 90), st.floats(0, 1)), min_size=2, max_size=6
).flatmap(
    lambda leaves: st.tuples(
        st.just(leaves),
        st.lists(
            st.sets(st.integers(0, len(leaves) - 1), min_size=1),
            max_size=4,
            unique_by=frozenset,
        ),
    )
)


def table(leaves: Sequence[tuple[int, float]], wholes: Sequence[set[int]]) -> list[Cell]:
    """Cells of each leaf, of wholes that lie in and across each other, and of all of it."""
    counts = [(people, round(people * share)) for people, share in leaves]
    sets = [{index} for index in range(len(leaves))] + [
        *(whole for whole in wholes if len(whole) > 1),
        set(range(len(leaves))),
    ]
    return [
        Cell(
            frozenset(one),
            "yes",
            sum(counts[index][0] for index in one),
            sum(counts[index][1] for index in one),
        )
        for one in dict.fromkeys(map(frozenset, sets))
    ]


@settings(deadline=None, max_examples=150)
@given(TABLES)
@example(([(12, 0.5), (80, 0.5), (60, 0.5)], [{0, 1}, {1, 2}]))
def test_nobody_reckons_back_a_small_group(
    drawn: tuple[list[tuple[int, float]], list[set[int]]],
) -> None:
    cells = table(*drawn)

    held = protect(cells, LIMITS)

    assert {
        index for index, one in enumerate(cells) if small(one.count or 0, one.people, LIMITS)
    } <= set(held)
    assert not given_away(cells, held)
    assert not small_differences(cells, held, LIMITS)


@settings(deadline=None, max_examples=60)
@given(TABLES)
def test_the_same_figures_give_the_same_answer_again(
    drawn: tuple[list[tuple[int, float]], list[set[int]]],
) -> None:
    cells = table(*drawn)
    held = protect(cells, LIMITS)

    again = [
        Cell(one.places, one.answer, one.people, one.count, held.get(index) == Because.REST)
        for index, one in enumerate(cells)
    ]

    assert protect(again, LIMITS) == held


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=2, max_size=4))
def test_nobody_reckons_back_an_answer(areas: list[list[int]]) -> None:
    rows = [*areas, [sum(column) for column in zip(*areas, strict=True)]]
    cells = [
        Cell(
            frozenset(range(len(areas))) if number == len(areas) else frozenset({number}),
            answer,
            sum(row),
            count,
        )
        for number, row in enumerate(rows)
        for answer, count in zip("abc", row, strict=True)
    ]

    held = protect(cells, LIMITS, question=frozenset("abc"))

    assert not given_away(cells, held, frozenset("abc"))
    assert not small_differences(cells, held, LIMITS)


def test_the_outsider_finds_what_is_not_guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where only small groups themselves are held back, they are found."""
    monkeypatch.setattr(suppression._Table, "leak", lambda *_args: None)
    cells = [cell("A", 12, 5), cell("B", 80, 30), cell("C", 60, 20), cell("ABC", 152, 55)]

    held = protect(cells, LIMITS)

    assert given_away(cells, held) == [0]
    assert small_differences(cells, held, LIMITS)
