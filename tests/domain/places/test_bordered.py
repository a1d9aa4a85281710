"""Of how many areas the borders are known."""

from __future__ import annotations

import pytest

from tests.makers.places import make_borders, square_row
from wijkregie.domain.places import queries
from wijkregie.domain.places.states import Level

pytestmark = pytest.mark.django_db


def test_each_level_and_year_is_counted_by_itself() -> None:
    make_borders(square_row("BU90010101", 0, 0, 10), square_row("BU90010102", 10, 0, 10))

    assert queries.bordered(Level.NEIGHBOURHOOD, 2017) == 2
    assert queries.bordered(Level.NEIGHBOURHOOD, 2018) == 0
    assert queries.bordered(Level.DISTRICT, 2017) == 0
