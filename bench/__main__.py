"""Measure and print one table: ``python -m bench [imports|pages|thread|checks ...]``."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench import (
    checks,
    court,
    hear,
    imports,
    know_figures,
    know_pages,
    know_paper,
    know_places,
    money,
    pages,
    programme,
    reports,
    starts,
    tally,
    thread,
    views,
    voting,
)
from bench.place import place
from bench.table import Row, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What each measures by itself: the thread, hearing and deciding, the checks and the pages of
#: a programme, what knowing costs (figures, places, pages of areas, the atlas on paper),
#: casting votes and counting them, and what is called an effect.
ALONE = {
    "thread": thread.measure,
    "hear": hear.measure,
    "checks": checks.measure,
    "programme": programme.measure,
    "money": money.measure,
    "views": views.measure,
    "reports": reports.measure,
    "figures": know_figures.measure,
    "places": know_places.measure,
    "areas": know_pages.measure,
    "paper": know_paper.measure,
    "voting": voting.measure,
    "tally": tally.measure,
    "court": court.measure,
}
PARTS = ("imports", "pages", *ALONE, "starts")
#: Counting a hundred thousand elections takes the better part of an hour: only when asked for.
NIGHTLY = frozenset({"tally"})


def measured(parts: list[str]) -> Iterator[Row]:
    """Yield each number as soon as it is known; pages need the imports before them."""
    if {"imports", "pages"} & set(parts):
        with place() as here:
            found = imports.measure(here)
            yield from found if "imports" in parts else list(found)[-2:]
            if "pages" in parts:
                yield from pages.measure(here)
    for name, measure in ALONE.items():
        if name in parts:
            yield from measure()
    if "starts" in parts:
        yield from starts.measure()


def machine() -> str:
    """Return on what was measured."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores ({platform.machine()}), "
        f"load {load}; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; "
        f"{'real files' if imports.is_real() else 'made-up files'}"
    )


def main() -> int:
    """Measure the parts asked for, or all; the code tells whether something was over."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parts = parser.parse_args().parts or [one for one in PARTS if one not in NIGHTLY]
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    about = machine()
    rows = []
    for row in measured(parts):
        sys.stderr.write(f"{row.what}: {row.measured:.1f} {row.unit}\n")
        rows.append(row)
    print(about, "", *lines(rows), sep="\n")
    return int(any(row.is_over for row in rows))


if __name__ == "__main__":
    sys.exit(main())
