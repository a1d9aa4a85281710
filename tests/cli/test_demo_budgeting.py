"""The budgets of the demo: started as a town did, settled, one in its phase of ideas."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from importlib import resources
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.makers.budgets import TODAY
from tests.makers.people import make_group, make_role, viewer_for
from tests.makers.places import AT, make_municipality, make_own_area
from wijkregie.cli.demo import budgeting
from wijkregie.cli.demo.files import DemoFault
from wijkregie.domain.budgets import queries
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db


def test_both_budgets_are_settled_and_one_asks_for_ideas() -> None:
    file = resources.files("wijkregie.cli.demo") / "data/year.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["funds"]
    here = make_municipality()
    manager = viewer_for(make_role(here, Role.DISTRICT_MANAGER).person, here)
    voices = SimpleNamespace(
        groups={one["group"]: make_group(here, one["group"]).pk for one in entries[:1]},
        areas={one["area"]: make_own_area(here, one["area"]).pk for one in entries},
        viewer=lambda _name: manager,
        passer_by=anonymous(here.pk),
    )
    year = cast("Any", SimpleNamespace(voices=voices, today=TODAY + timedelta(days=300)))

    budgeting.make_funds(entries, year, at=AT)
    budgeting.make_funds((), year, at=AT)

    found = list(queries.funds_visible_to(anonymous(here.pk), on=year.today))
    assert [one.year_cents for one in found] == [2_500_000, 4_000_000]
    phases = [one.rounds[0].now(year.today) for one in found]
    assert phases[1] is not None
    assert phases[1].kind == "ideas"


def test_who_may_not_see_the_area_starts_nothing() -> None:
    here = make_municipality()
    with pytest.raises(DemoFault):
        budgeting._settle(0, {"name": "Weg"}, by=anonymous(here.pk), at=AT)
    with pytest.raises(DemoFault):
        budgeting._fill(0, {"name": "Weg"}, by=anonymous(here.pk), at=AT)
