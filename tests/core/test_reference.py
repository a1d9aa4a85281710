"""References that one can say by phone and mistype without reaching somebody else's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core import reference

NUMBERS = st.integers(min_value=0, max_value=reference.COUNT - 1)


def test_a_reference_by_hand() -> None:
    """ISO 7064, mod 33,32: seven noughts, 16 -> 32 -> 31 ... leave 4 and so want X (29)."""
    check = 16
    for _digit in "0000000":
        check = ((check or 32) * 2) % 33 % 32
    wanted = (1 - ((check or 32) * 2) % 33) % 32

    assert reference.make(0) == "0000000" + reference.ALPHABET[wanted]


@given(NUMBERS)
def test_what_is_made_is_right_and_unlike_any_other(number: int) -> None:
    made = reference.make(number)

    assert len(made) == 8
    assert reference.clean(made) == made
    assert sum(reference.ALPHABET.index(s) * 32**p for p, s in enumerate(made[6::-1])) == number


@given(NUMBERS, st.integers(0, 7), st.integers(1, 31))
def test_no_single_wrong_sign_is_another_reference(number: int, at: int, off: int) -> None:
    made = reference.make(number)
    sign = reference.ALPHABET[(reference.ALPHABET.index(made[at]) + off) % 32]

    assert reference.clean(made[:at] + sign + made[at + 1 :]) is None


@given(NUMBERS, st.integers(0, 6))
def test_two_signs_in_the_wrong_order_are_hardly_ever_another_reference(
    number: int, at: int
) -> None:
    made = list(reference.make(number))
    one, other = made[at], made[at + 1]
    made[at], made[at + 1] = other, one

    found = reference.clean("".join(made))

    # Of this system only the pair of the first and the last sign of the alphabet slips through.
    assert found is None or one == other or {one, other} == {"0", "Z"}


@given(NUMBERS)
def test_it_may_be_typed_as_people_type(number: int) -> None:
    made = reference.make(number)
    typed = made.lower().replace("0", "o").replace("1", "l")

    assert reference.clean(f" {typed[:4]}-{typed[4:]} ") == made
    assert reference.clean(made.replace("0", "O").replace("1", "I")) == made


@pytest.mark.parametrize(
    "text", ["", "0", "0000000", "000000000", "0000000U", "ĳĳĳĳĳĳĳĳ", "0000000X" * 9, "é" * 8]
)
def test_anything_else_is_none(text: str) -> None:
    assert reference.clean(text) is None


@given(st.text(max_size=60))
def test_any_text_is_a_reference_or_none(text: str) -> None:
    found = reference.clean(text)

    assert found is None or reference.clean(found) == found


@pytest.mark.parametrize("number", [-1, reference.COUNT])
def test_a_number_without_reference_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="below"):
        reference.make(number)
