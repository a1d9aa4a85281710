from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.core.tally.records import Ballots, Kind, TallyError, collected
from wijkregie.core.tally.themes import Divided, Split, divided, fault, weighed

VENLO = Split(90_000, step=10_000, least=4, themes=tuple(f"t{at:02}" for at in range(1, 13)))
SMALL = Split(40, step=10, least=2, themes=("green", "play", "safe"))


def cast(*splits: dict[str, int]) -> Ballots:
    return collected(Kind.POINTS, [(tuple(one), tuple(one.values())) for one in splits])


def test_venlo_splits_are_added_up_and_divided_pro_rata() -> None:
    first = {"t01": 60_000, "t02": 10_000, "t03": 10_000, "t04": 10_000}
    second = {f"t{at:02}": 10_000 for at in range(4, 12)} | {"t12": 10_000}

    found = divided(VENLO, cast(first, first, second))

    assert found.voters == 3
    assert sum(found.given) == 3 * 90_000
    assert found.parts == (40_000, 6_667, 6_667, 10_000, 3_334, 3_334, *[3_333] * 6)
    assert sum(found.parts) == 90_000


def test_what_rounding_took_goes_to_who_lost_most_then_by_the_declared_order() -> None:
    one = {"green": 20, "play": 20}
    two = {"green": 10, "safe": 30}
    three = {"play": 30, "safe": 10}

    assert divided(SMALL, cast(one, two, three)) == Divided((10, 17, 13), (30, 50, 40), 3)
    in_tens = Split(40, step=10, least=2, themes=SMALL.themes, unit=10)
    assert divided(in_tens, cast(one, two, three)).parts == (10, 20, 10)


def test_a_blank_ballot_is_a_voter_who_splits_nothing() -> None:
    one = {"green": 30, "play": 10}

    assert divided(SMALL, cast(one, {})) == Divided((30, 10, 0), (30, 10, 0), 2)


def test_tables_and_web_weigh_as_declared_and_an_empty_group_nothing() -> None:
    tables = cast({"green": 30, "play": 10})
    web = cast(*[{"safe": 30, "play": 10}] * 9)
    half = Fraction(1, 2)

    assert weighed(SMALL, [(half, tables), (half, web)]).parts == (15, 10, 15)
    assert weighed(SMALL, [(half, tables), (half, cast())]).parts == (30, 10, 0)


@pytest.mark.parametrize(
    ("split", "wrong"),
    [
        ({"green": 30, "play": 10}, ""),
        ({"green": 40}, "too few themes"),
        ({"green": 30}, "not the whole amount"),
        ({"green": 35, "play": 5}, "not in steps"),
        ({"green": 50, "play": -10}, "not in steps"),
        ({"green": 30, "pool": 10}, "unknown theme"),
    ],
)
def test_a_split_is_checked(split: dict[str, int], wrong: str) -> None:
    assert fault(SMALL, split) == wrong


def test_a_wrong_ballot_or_rule_is_never_counted() -> None:
    fine = cast({"green": 30, "play": 10})

    for rule, ballots, words in (
        (SMALL, cast({"green": 40}), "too few themes"),
        (SMALL, collected(Kind.APPROVAL, []), "ballot of points"),
        (SMALL, cast(), "above nought"),
        (Split(40, 0, 1, ("a",)), fine, "whole units"),
        (Split(40, 15, 1, ("a",)), fine, "in these steps"),
        (Split(40, 20, 3, ("a", "b", "c")), fine, "in these steps"),
        (Split(40, 10, 2, ("a", "a")), fine, "themes must differ"),
        (Split(45, 5, 2, ("a", "b"), unit=10), fine, "whole units"),
    ):
        with pytest.raises(TallyError, match=words):
            divided(rule, ballots)


@given(some.lists(some.lists(some.sampled_from(SMALL.themes), min_size=4, max_size=4)))
def test_the_parts_are_always_the_whole_amount(drawn: list[list[str]]) -> None:
    splits = [{name: 10 * steps.count(name) for name in sorted(set(steps))} for steps in drawn]
    splits = [one for one in splits if not fault(SMALL, one)]
    if not splits:
        return

    found = divided(SMALL, cast(*splits))

    assert sum(found.parts) == SMALL.amount
    assert divided(SMALL, cast(*reversed(splits))) == found
