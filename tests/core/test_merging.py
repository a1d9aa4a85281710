"""Two editors of one card: nothing of either is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.merging import FIRST, SECOND, Change, Clash, changes, merge, undone

NAMES = st.sampled_from(["titel", "doel", "1", "2"])
LEAVES = st.none() | st.integers(0, 3) | st.sampled_from(["", "a", "b"])
TREES = st.dictionaries(
    NAMES, LEAVES | st.dictionaries(NAMES, LEAVES | st.dictionaries(NAMES, LEAVES))
)


def at(tree: Any, path: tuple[str, ...]) -> Any:
    """The value at a path, ``None`` where there is none."""
    for name in path:
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def bare(tree: Any) -> Any:
    """A tree without names that have no value, or nothing below them."""
    if not isinstance(tree, dict):
        return tree
    found = {name: bare(value) for name, value in tree.items()}
    return {name: value for name, value in found.items() if value not in (None, {})}


def within(path: tuple[str, ...], clashes: tuple[Clash, ...]) -> bool:
    return any(
        one.path == path[: len(one.path)] or path == one.path[: len(path)] for one in clashes
    )


def test_what_one_changed_alone_comes_along() -> None:
    was = {"titel": "a", "doel": "b", "rijen": {"1": {"naam": "x", "dag": 1}}}
    first = {"titel": "A", "doel": "b", "rijen": {"1": {"naam": "X", "dag": 1}}}
    second = {"titel": "a", "doel": "B", "rijen": {"1": {"naam": "x", "dag": 2}, "nieuw": {}}}

    merged = merge(was, first, second, {})

    assert merged.clashes == ()
    assert merged.values == {
        "titel": "A",
        "doel": "B",
        "rijen": {"1": {"naam": "X", "dag": 2}, "nieuw": {}},
    }


def test_what_both_changed_is_asked_and_the_choice_stands() -> None:
    was, first, second = {"titel": "a"}, {"titel": "eerste"}, {"titel": "tweede"}

    merged = merge(was, first, second, {})

    assert merged.clashes == (Clash(("titel",), "a", "eerste", "tweede"),)
    assert merged.values == {"titel": "tweede"}
    assert merge(was, first, second, {"titel": FIRST}).values == first
    assert merge(was, first, second, {"titel": FIRST}).clashes == ()
    assert merge(was, first, second, {"titel": SECOND}).clashes == ()


def test_the_same_change_twice_is_no_clash() -> None:
    assert merge({"titel": "a"}, {"titel": "b"}, {"titel": "b"}, {}).clashes == ()


def test_a_line_that_one_took_away_and_the_other_changed_is_asked() -> None:
    was = {"rijen": {"3/4": {"naam": "x"}}}
    second = {"rijen": {"3/4": {"naam": "y"}}}

    merged = merge(was, {"rijen": {}}, second, {})

    assert merged.clashes == (Clash(("rijen", "3/4"), {"naam": "x"}, None, {"naam": "y"}),)
    assert merged.clashes[0].key == "rijen/3%2F4"


def test_both_added_the_same_line() -> None:
    first, second = {"rijen": {"1": {"a": 1}}}, {"rijen": {"1": {"b": 2}}}

    merged = merge({}, first, second, {})

    assert merged.values == {"rijen": {"1": {"a": 1, "b": 2}}}


def test_undoing_a_change_below_what_is_gone_brings_it_back() -> None:
    assert undone({"a": 1}, [Change(("b", "c"), 5, None)]) == {"a": 1, "b": {"c": 5}}
    line = Change(("b",), {"c": {"d": 1}}, None)
    assert undone({}, [line]) == {"b": {"c": {"d": 1}}}


def lost(sides: tuple[Any, Any, Any], values: Any, clashes: tuple[Clash, ...]) -> list[Any]:
    """What one of the two changed, that is neither in the values nor asked."""
    was, first, second = sides
    return [
        one.path
        for mine, other in ((first, second), (second, first))
        for one in changes(was, mine)
        if not within(one.path, clashes)
        and not isinstance(at(other, one.path), dict)
        and bare(at(values, one.path)) != bare(at(mine, one.path))
    ]


@given(TREES, TREES, TREES)
def test_nothing_of_either_editor_is_lost(was: Any, first: Any, second: Any) -> None:
    merged = merge(was, first, second, {})

    assert lost((was, first, second), merged.values, merged.clashes) == []
    for clash in merged.clashes:
        assert clash.first == at(first, clash.path)
        assert clash.second == at(second, clash.path)
        assert at(merged.values, clash.path) == clash.second


def test_who_saves_last_would_wipe_out_the_first() -> None:
    sides = {"titel": "a"}, {"titel": "b"}, {"titel": "a"}

    assert lost(sides, sides[2], ()) == [("titel",)]


@given(TREES, TREES)
def test_without_a_first_change_the_second_stands(was: Any, second: Any) -> None:
    merged = merge(was, was, second, {})

    assert merged.clashes == ()
    assert bare(merged.values) == bare(second)


@given(TREES, TREES, TREES)
def test_whoever_comes_first_the_same_is_merged(was: Any, first: Any, second: Any) -> None:
    one, other = merge(was, first, second, {}), merge(was, second, first, {})

    assert {clash.path for clash in one.clashes} == {clash.path for clash in other.clashes}
    if not one.clashes:
        assert bare(one.values) == bare(other.values)


@given(TREES, TREES)
def test_what_was_changed_can_be_undone(before: Any, after: Any) -> None:
    assert bare(undone(after, changes(before, after))) == bare(before)
