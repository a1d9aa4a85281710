"""What the atlas tells of projects: their costs as far as those are known."""

from __future__ import annotations

import pytest
from django.utils import translation

from wijkregie.domain.programme.queries import Amount
from wijkregie.domain.programme.queries.gaps import NO_GAP
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.reports.queries import ProjectLine
from wijkregie.web.atlas.telling import project_item


@pytest.mark.parametrize(
    ("costs", "told"),
    [
        (Amount(10_000_00), "Loopt, kost € 10.000."),
        (Amount(10_000_00, unknown=1), "Loopt, kost minstens € 10.000."),
        (Amount(unknown=2), "Loopt, kosten niet bekend."),
        (Amount(), "Loopt."),
    ],
)
def test_what_a_project_costs_is_told_as_far_as_it_is_known(costs: Amount, told: str) -> None:
    line = ProjectLine(1, "Bankjes", ProjectState.RUNNING, costs, NO_GAP)

    with translation.override("nl"):
        text = project_item(line)["text"]

    assert text.replace("\u00a0", " ") == told
