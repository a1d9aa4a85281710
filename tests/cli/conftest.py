"""Databases of their own, for tests of what guards a database, and the demo, loaded once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import override_settings

from tests.makers.installations import (  # noqa: F401 - fixtures
    cluster,
    file_database,
    own_database,
    prepared_file,
    prepared_server,
    server_database,
)
from wijkregie.cli.demo.load import load_demo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

LOADED_AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded_demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[datetime]:
    """The demo with its year, loaded once for a module, and when: a test undoes its own."""
    with (
        django_db_blocker.unblock(),
        override_settings(WIJKREGIE_DEMO=True),
        transaction.atomic(),
    ):
        load_demo(at=LOADED_AT)
        yield LOADED_AT
        transaction.set_rollback(True)
