"""Many rows at once: as stored by hand, inside a transaction, all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from wijkregie.domain.places.models import Area, Border
from wijkregie.kit.bulk import add_rows
from wijkregie.kit.models import Fact, NightlyRun

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = [("a", "één"), ("b", "tab\tand\\backslash\nand line"), ("c", "")]


def stored() -> list[tuple[str, str]]:
    return list(Fact.objects.order_by("key").values_list("key", "value"))


@pytest.mark.django_db
def test_rows_come_in_as_they_are() -> None:
    add_rows(Fact, ("key", "value"), iter(FACTS))

    assert stored() == FACTS


@pytest.mark.django_db
def test_no_rows_are_no_rows() -> None:
    add_rows(Fact, ("key", "value"), [])

    assert stored() == []


@pytest.mark.django_db
def test_keys_go_on_where_they_were() -> None:
    first = NightlyRun.objects.create(on="2026-01-01", started_at="2026-01-01T01:00Z")
    rows = [("2026-01-02", "2026-01-02T01:00:00Z", None, "{}")]

    add_rows(NightlyRun, ("on", "started_at", "finished_at", "report"), rows)
    after = NightlyRun.objects.create(on="2026-01-03", started_at="2026-01-03T01:00Z")

    keys = list(NightlyRun.objects.order_by("on").values_list("pk", flat=True))
    assert keys == sorted({*keys})
    assert (keys[0], keys[-1]) == (first.pk, after.pk)
    assert NightlyRun.objects.get(on="2026-01-02").report == {}


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_stored() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="inside a transaction"):
        add_rows(Fact, ("key", "value"), FACTS)

    assert stored() == []


@pytest.mark.django_db(transaction=True)
def test_a_row_that_the_database_refuses_takes_all_with_it() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add_rows(Fact, ("key", "value"), [*FACTS, FACTS[0]])

    assert stored() == []


@pytest.mark.django_db(transaction=True)
def test_a_fault_between_two_rows_takes_all_with_it() -> None:
    def breaking() -> Iterator[tuple[str, str]]:
        yield FACTS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        add_rows(Fact, ("key", "value"), breaking())

    assert stored() == []
    assert Fact.objects.create(key="after").pk  # the connection is as before


@pytest.mark.django_db
def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises((DatabaseError, ValueError)), transaction.atomic():
        add_rows(Fact, ("key", "value"), [("a",)])

    assert stored() == []


@pytest.mark.django_db
def test_bytes_come_back_as_bytes() -> None:
    """The packed figures are bytes: every value of a byte must survive both doors."""
    area = Area.objects.create(code="BU90010101", level="neighbourhood")
    every = bytes(range(256))
    columns = ("area", "year", "source", "shape", "outline", "min_x", "min_y", "max_x", "max_y")
    row = (area.pk, 2017, "cbs", every, b"", 0, 0, 1, 1)

    add_rows(Border, (*columns, "label_x", "label_y", "square_metres"), [(*row, 0, 0, 0.1)])

    kept = Border.objects.get()
    assert (bytes(kept.shape), bytes(kept.outline), kept.square_metres) == (every, b"", 0.1)


@pytest.mark.django_db
def test_a_table_that_grew_much_is_counted_anew() -> None:
    """PostgreSQL plans by what it knows of a table; SQLite looks at the table itself."""
    before = counted()

    add_rows(Fact, ("key", "value"), ((f"{n:03}", "") for n in range(999)))
    assert counted() == before

    add_rows(Fact, ("key", "value"), ((f"more {n:04}", "") for n in range(1000)))
    assert counted() == (before if connection.vendor == "sqlite" else 1999)


def counted() -> float:
    """Return how many facts the planner of PostgreSQL believes there are."""
    if connection.vendor == "sqlite":
        return -1
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'kit_fact'")
        return float(cursor.fetchone()[0])
