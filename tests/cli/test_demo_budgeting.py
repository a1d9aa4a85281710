"""The budgets of the demo: what their file tells, and what of it cannot be."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.makers.places import AT, make_municipality
from wijkregie.cli.demo import budgeting, deciding, files, voting
from wijkregie.cli.demo.files import DemoFault
from wijkregie.domain.budgets import queries
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db


def test_every_budget_says_that_it_is_invented_and_starts_as_a_town_did() -> None:
    funds = files.year()["funds"]

    assert all("verzonnen" in one["name"] for one in funds)
    assert all(queries.case_of(one["case"]) for one in funds)
    told = next(one["vote"] for one in funds if "tell" in one.get("vote", ()))
    by_plan: dict[str, int] = {}
    for one in (*told["ballots"], *told["paper"]):
        by_plan[one["marks"][0]] = by_plan.get(one["marks"][0], 0) + one["times"]
    assert sum(by_plan.values()) >= 200
    assert min(by_plan.values()) >= queries.LEAST_GROUP


def test_who_may_not_see_the_area_starts_nothing() -> None:
    here = make_municipality()
    with pytest.raises(DemoFault):
        budgeting._settle(0, {"name": "Weg"}, by=anonymous(here.pk), at=AT)
    with pytest.raises(DemoFault):
        budgeting._fill(0, {"name": "Weg"}, by=anonymous(here.pk), at=AT)
    nobody = SimpleNamespace(viewer=lambda _name: anonymous(here.pk))
    year = cast("Any", SimpleNamespace(voices=nobody, today=AT.date()))
    plans = deciding.Plans(0, "", year)
    with pytest.raises(DemoFault):
        plans.seen(0)
    with pytest.raises(DemoFault):
        voting.Vote({}, plans, year)._plan_turns(AT)
