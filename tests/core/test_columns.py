"""One figure of very many areas as few bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core import columns
from wijkregie.core.columns import ColumnError


def test_values_come_back_and_what_is_unknown_stays_unknown() -> None:
    values = np.array([0.0, np.nan, -12.5, 30_000.0])

    assert columns.unpack(columns.pack(values, decimals=1)) == pytest.approx(
        values, nan_ok=True
    )


def test_counts_in_fives_take_no_more_room_than_their_steps() -> None:
    assert len(columns.pack(np.arange(0, 1250, 5, dtype=float), decimals=0)) == 28 + 250


@pytest.mark.parametrize("values", [[], [np.nan, np.nan], [7.0, 7.0]])
def test_nothing_and_always_the_same_come_back(values: list[float]) -> None:
    found = columns.unpack(columns.pack(np.array(values), decimals=0))

    assert found.tolist() == pytest.approx(values, nan_ok=True)


@given(st.lists(st.none() | st.integers(-(10**9), 10**9)))
def test_any_whole_numbers_come_back(numbers: list[int | None]) -> None:
    values = np.array([np.nan if one is None else one for one in numbers], np.float64)

    found = columns.unpack(columns.pack(values, decimals=0))

    assert np.array_equal(found, values, equal_nan=True)


@pytest.mark.parametrize("damaged", [b"", b"WRC2" + bytes(24)])
def test_what_is_no_column_is_refused(damaged: bytes) -> None:
    with pytest.raises(ColumnError):
        columns.unpack(damaged)


def test_a_column_that_stops_before_its_end_is_refused() -> None:
    packed = columns.pack(np.array([1.0, 2.0, 3.0]), decimals=0)

    with pytest.raises(ColumnError):
        columns.unpack(packed[:-1])
