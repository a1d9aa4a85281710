"""Figures come back as they were packed, to the bit."""

from __future__ import annotations

import math
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.packing import PackingError, pack, pack_rows, unpack

DOUBLES = st.floats(allow_nan=True, allow_infinity=True, allow_subnormal=True)
ROWS = st.integers(0, 40).flatmap(
    lambda width: st.lists(
        st.lists(st.tuples(DOUBLES, st.integers(0, 255)), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


def bits(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[int]:
    return [int(bit) for bit in values.astype("<f8").ravel().view(np.uint64)]


@given(ROWS)
def test_every_bit_comes_back(rows: list[list[tuple[float, int]]]) -> None:
    shape = (len(rows), len(rows[0]))
    values = np.array([[value for value, _ in row] for row in rows], np.float64).reshape(shape)
    statuses = np.array([[status for _, status in row] for row in rows], np.uint8).reshape(
        shape
    )

    packed = pack_rows(values, statuses)

    assert len(packed) == len(rows)
    for row, kept in enumerate(packed):
        found, status = unpack(kept)
        assert bits(found) == bits(values[row])
        assert status.tolist() == statuses[row].tolist()
        assert pack(values[row], statuses[row]) == kept


def test_the_odd_ones_stay_apart() -> None:
    odd = np.array([math.nan, math.inf, -math.inf, -0.0, 0.0, 5e-324, 1.7976931348623157e308])

    found, _ = unpack(memoryview(pack(odd, np.zeros(7, np.uint8))))

    assert bits(found) == bits(odd)
    assert math.copysign(1, found[3]) == -1


@given(
    st.lists(
        st.one_of(
            st.integers(-(2**40), 2**40).map(lambda tenths: tenths / 10),
            st.sampled_from(
                [math.nan, -0.0, 0.0, 214748364.7, -214748364.8, 0.30000000000000004]
            ),
        ),
        max_size=30,
    )
)
def test_tenths_come_back_to_the_bit_whether_they_fit_or_not(given_values: list[float]) -> None:
    values = np.array(given_values, np.float64)

    found, _ = unpack(pack(values, np.zeros(len(values), np.uint8)))

    assert bits(found) == bits(values)


def test_figures_with_tenths_take_half_the_room_of_others() -> None:
    chance = np.random.default_rng(5)
    tenths = chance.integers(0, 1000, 150) / 10

    short = len(pack(tenths, np.zeros(150, np.uint8)))

    assert short < len(pack(tenths / 7, np.zeros(150, np.uint8))) / 2
    assert short < 9 * 150 / 3


def test_figures_take_less_room_than_their_bytes() -> None:
    alike = np.round(np.linspace(0, 100, 150), 1)

    assert len(pack(alike, np.zeros(150, np.uint8))) < 9 * 150 / 2


@pytest.mark.parametrize(
    ("values", "statuses"), [((2, 3), (3, 2)), ((6,), (6,)), ((2, 3), (6,))]
)
def test_another_shape_is_a_mistake(values: tuple[int, ...], statuses: tuple[int, ...]) -> None:
    with pytest.raises(PackingError, match="one shared shape"):
        pack_rows(np.zeros(values), np.zeros(statuses, np.uint8))


def test_a_table_is_no_row() -> None:
    with pytest.raises(PackingError, match="one shared length"):
        pack(np.zeros((2, 3)), np.zeros((2, 3), np.uint8))


@given(st.integers(0, 40), st.data())
def test_what_was_cut_short_is_refused(length: int, drawn: st.DataObject) -> None:
    whole = pack(np.arange(length, dtype=np.float64), np.zeros(length, np.uint8))
    cut = drawn.draw(st.integers(0, len(whole) - 1))

    with pytest.raises(PackingError, match="damaged"):
        unpack(whole[:cut])


@given(st.data())
def test_one_changed_byte_of_a_row_is_refused(drawn: st.DataObject) -> None:
    whole = bytearray(pack(np.arange(60, dtype=np.float64), np.zeros(60, np.uint8)))
    # The two bytes that open the compressed part are about how it was made, not what it holds.
    place = drawn.draw(st.integers(7, len(whole) - 1))
    whole[place] ^= drawn.draw(st.integers(1, 255))

    try:
        values, statuses = unpack(bytes(whole))
    except PackingError:
        return
    assert values.tolist() == list(range(60))  # a byte without meaning: nothing else came out
    assert not statuses.any()


def test_a_wrong_length_is_refused() -> None:
    with pytest.raises(PackingError, match="damaged"):
        unpack(struct.pack("<IB", 3, 0) + bytes(9 * 2))
