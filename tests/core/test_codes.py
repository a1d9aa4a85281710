"""Codes of letters: chance, a sign that checks, and a receipt that leads nowhere."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.core import codes, reference

CODE = codes.drawn(Random(1))  # noqa: S311 - of a test


@given(some.integers(0, 2**codes.BITS - 1))
def test_every_code_is_read_as_it_is_printed_and_typed(number: int) -> None:
    code = reference.spelled(number, codes.SIGNS)

    assert len(code) == codes.SIGNS
    assert codes.clean(codes.grouped(code)) == code
    assert codes.clean(code.lower().replace("0", "o").replace("1", "l")) == code


@given(some.integers(0, codes.SIGNS - 1), some.sampled_from(reference.ALPHABET))
def test_a_single_wrong_sign_is_no_code(place: int, sign: str) -> None:
    wrong = CODE[:place] + sign + CODE[place + 1 :]

    assert (codes.clean(wrong) == CODE) if sign == CODE[place] else codes.clean(wrong) is None


@pytest.mark.parametrize("typed", ["", "abc", CODE[:-1], CODE + "0", CODE * 5, "U" * 16])
def test_what_is_no_code_is_not_read(typed: str) -> None:
    assert codes.clean(typed) is None


def test_a_code_holds_75_bits_of_chance() -> None:
    class Highest(Random):
        def getrandbits(self, k: int, /) -> int:
            return (1 << k) - 1

    assert codes.drawn(Highest())[:-1] == "Z" * 15
    with pytest.raises(ValueError, match="below"):
        reference.spelled(2**codes.BITS, codes.SIGNS)


def test_receipt_and_purse_are_of_one_code_in_one_round() -> None:
    own = codes.receipt(7, CODE)

    assert len(own) == codes.RECEIPT_BYTES
    others = {codes.receipt(8, CODE), codes.receipt(7, CODE[::-1]), own}
    assert len(others) == 3
    assert codes.purse(7, CODE) != codes.purse(8, CODE)
    assert own.hex() not in codes.purse(7, CODE)
