"""What is sealed opens with its own key, in its own row, whole, and in no other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.kit import sealing

if TYPE_CHECKING:
    from pytest_django import Settings

TEXT = "Mevrouw Kanarie komt haar huis niet meer uit."


@given(st.binary(max_size=5000))
def test_what_was_sealed_comes_back(plain: bytes) -> None:
    assert sealing.unseal(sealing.seal(plain, about="row"), about="row") == plain


def test_the_same_text_twice_is_sealed_in_two_ways_and_says_nothing() -> None:
    one, two = (sealing.seal(TEXT.encode(), about="row") for _time in range(2))

    assert one != two
    assert b"Kanarie" not in one


def test_the_length_says_next_to_nothing() -> None:
    lengths = {len(sealing.seal(bytes(length), about="row")) for length in (0, 1, 500, 1000)}

    assert len(lengths) == 1


def test_it_opens_in_its_own_row_only() -> None:
    sealed = sealing.seal(TEXT.encode(), about="concern:1:AAAA")

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealed, about="concern:2:AAAA")


def test_another_key_does_not_open_it_and_says_what_to_do(settings: Settings) -> None:
    sealed, mark = sealing.seal(TEXT.encode(), about="row"), sealing.key_mark()
    settings.WIJKREGIE_SEALED_KEY = "another" * 10

    with pytest.raises(sealing.SealBroken, match=r"sealed\.key"):
        sealing.unseal(sealed, about="row")
    assert sealing.key_mark() != mark


@pytest.mark.parametrize("place", [0, 5, 20, 60, -1])
def test_damage_is_noticed(place: int) -> None:
    sealed = bytearray(sealing.seal(TEXT.encode(), about="row"))
    sealed[place] ^= 1

    with pytest.raises(sealing.SealBroken):
        sealing.unseal(bytes(sealed), about="row")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" * 40])
def test_what_was_never_sealed_is_refused(sealed: bytes) -> None:
    with pytest.raises(sealing.SealBroken):
        sealing.unseal(sealed, about="row")


def test_the_mark_of_the_key_is_not_the_key(settings: Settings) -> None:
    assert settings.WIJKREGIE_SEALED_KEY not in sealing.key_mark()
    assert len(sealing.key_mark()) == 16
