"""Moments to decide moved from one column of words to rows of their own, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.makers.places import AT, make_municipality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = [("programme", "0007_hand_over_on_paper")]
ROWS = [("programme", "0008_decision_points")]
LONG = "woord " * 80


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


def test_every_moment_in_words_becomes_a_row_and_goes_back(at: Callable[..., Any]) -> None:
    here = make_municipality()
    apps = at(WORDS)
    programme = apps.get_model("programme", "Programme").objects.create(
        municipality_id=here.pk, key="a", name="A", from_year=2010, until_year=2012, made_at=AT
    )

    def make(number: str, words: str) -> int:
        made = apps.get_model("programme", "Project").objects.create(
            municipality_id=here.pk,
            programme=programme,
            number=number,
            title=number,
            made_at=AT,
            decision_point=words,
        )
        return int(made.pk)

    several = make(
        "1", "2010: gaat het door?\nNa de zomer: opnieuw kijken.\n\n 2011 : stoppen?"
    )
    long, empty = make("2", f"2012: {LONG}"), make("3", "")

    rows = at(ROWS).get_model("programme", "DecisionPoint").objects.order_by("pk")

    found = rows.filter(project_id=several).values_list("year", "question", "order")
    assert list(found) == [
        (2010, "gaat het door?", 0),
        (None, "Na de zomer: opnieuw kijken.", 1),
        (2011, "stoppen?", 2),
    ]
    pieces = rows.filter(project_id=long)
    assert [one.year for one in pieces] == [2012, 2012]
    assert all(len(one.question) <= 400 for one in pieces)
    assert " ".join(one.question for one in pieces) == LONG.strip()
    assert {one.municipality_id for one in rows} == {here.pk}
    assert not rows.filter(project_id=empty).exists()

    old = at(WORDS).get_model("programme", "Project").objects

    assert old.get(pk=several).decision_point == (
        "2010: gaat het door?\nNa de zomer: opnieuw kijken.\n2011: stoppen?"
    )
    assert old.get(pk=empty).decision_point == ""
