"""What the rooms share: the real files with a database that is ready for all of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def country(cbs: Path, db: None) -> Iterator[Path]:
    """The real files, to be stored whole.

    PostgreSQL checks relations at the end of a test by plans that it keeps per connection. One
    that was made while a table was empty reads all of it for every row: minutes for the
    country. A command has a connection of its own, and so no such plan.
    """
    yield cbs
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DISCARD PLANS")
