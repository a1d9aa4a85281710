"""Targets moved from two columns to rows of their own: nothing is lost, both ways."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.makers.places import AT, make_municipality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COLUMNS = [("programme", "0005_whole_programme")]
ROWS = [("programme", "0006_targets_per_date")]


@pytest.fixture
def at(transactional_db: None) -> Iterator[Callable[[list[tuple[str, str]]], Any]]:
    """Bring the tables to a migration, and back to the last one afterwards."""

    def bring(where: list[tuple[str, str]]) -> Any:
        executor = MigrationExecutor(connection)
        executor.migrate(where)
        return executor.loader.project_state(where).apps

    # Of every room: going back took the tables along of the rooms that stand on this one.
    last = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield bring
    bring(last)


def test_every_target_becomes_a_row_and_the_last_one_goes_back(at: Callable[..., Any]) -> None:
    here = make_municipality()
    apps = at(COLUMNS)
    programme = apps.get_model("programme", "Programme").objects.create(
        municipality_id=here.pk, key="a", name="A", from_year=2026, until_year=2030, made_at=AT
    )
    goal = apps.get_model("programme", "Goal").objects.create(
        municipality_id=here.pk, programme=programme, key="d", level="tactical", title="D"
    )

    def make(key: str, target: str | None, year: int | None) -> None:
        apps.get_model("programme", "GoalIndicator").objects.create(
            municipality_id=here.pk,
            goal=goal,
            key=key,
            title=key,
            unit="%",
            target=target and Decimal(target),
            target_year=year,
        )

    make("both", "6.2", 2028)
    make("value", "7", None)
    make("year", None, 2028)

    rows = at(ROWS).get_model("programme", "IndicatorTarget")

    told = rows.objects.order_by("pk").values_list("indicator__key", "value", "year", "on")
    assert list(told) == [("both", Decimal("6.2"), 2028, None), ("value", 7, None, None)]
    first = rows.objects.get(year=2028)
    rows.objects.create(
        municipality_id=here.pk, indicator_id=first.indicator_id, year=2030, value=8
    )

    old = at(COLUMNS).get_model("programme", "GoalIndicator")

    again = old.objects.order_by("key").values_list("key", "target", "target_year")
    assert list(again) == [("both", 8, 2030), ("value", 7, None), ("year", None, None)]
