"""Import all years of a folder into one database: run by ``bench.know_figures``."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

OF_FIGURES = """
SELECT sum(pg_total_relation_size(oid)) FROM pg_class
WHERE relkind = 'r' AND relname LIKE 'indicators\\_%'
"""


def size(*, of_figures: bool) -> float:
    """Return how many megabytes the database takes, or what holds the figures in it.

    SQLite does not tell tables apart: there it is always the whole file.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            whole = "SELECT pg_database_size(current_database())"
            cursor.execute(OF_FIGURES if of_figures else whole)
        else:
            cursor.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            )
        return float(cursor.fetchone()[0]) / 1024 / 1024


def main() -> None:
    """Read and store each year, and print what that cost."""
    django.setup()
    from wijkregie.domain.indicators import services  # noqa: PLC0415 - after the setup
    from wijkregie.sources import kwb  # noqa: PLC0415 - after the setup

    call_command("prepare", stdout=sys.stderr)
    empty, cpu, clock = size(of_figures=False), time.process_time(), time.monotonic()
    for path in sorted(Path(sys.argv[1]).iterdir()):
        services.store_reading(kwb.read(path.read_bytes(), file=path.name), at=timezone.now())
    found = {
        "cpu": time.process_time() - cpu,
        "clock": time.monotonic() - clock,
        "size": size(of_figures=True),
        "all": size(of_figures=False) - empty,
        "most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
