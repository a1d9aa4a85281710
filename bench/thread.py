"""What the thread costs: the work list, receiving a report, the story."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.place import ROOT
from bench.table import Row
from tools import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNALS: Final = 10_000
#: What is measured, in which unit, and what it may be; budgets as the project set them.
NUMBERS: Final = (
    ("work list, 50 of 10,000", "work_list_cpu", "ms CPU", 40.0),
    ("work list, queries of its own", "work_list_queries", "queries", 6.0),
    ("a report received", "receive_cpu", "ms CPU", 30.0),
    ("thread page, queries of its own", "thread_queries", "queries", 15.0),
    ("thread page", "thread_cpu", "ms CPU", None),
    ("council page", "council_cpu", "ms CPU", None),
    ("programme page", "programme_cpu", "ms CPU", None),
)


def measure() -> Iterator[Row]:
    """Measure on SQLite, and on PostgreSQL where it is; the demo with many signals in it."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="wijkregie-bench-"))
        yield from _rows("SQLite", Path(folder), {})
    if postgres.programs() is None:
        return
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="wijkregie-bench-"))
        url = stack.enter_context(postgres.cluster()).url
        yield from _rows("PostgreSQL", Path(folder), {"DATABASE_URL": url})


def _rows(database: str, folder: Path, more: dict[str, str]) -> Iterator[Row]:
    found = _asked(folder, more)
    for what, key, unit, budget in NUMBERS:
        remark = str(found.get(f"{key}_remark", ""))
        yield Row(f"{what} ({database})", float(found[key]), unit, budget, remark)


def _asked(folder: Path, more: dict[str, str]) -> dict[str, float | str]:
    """Run the measurement in a process of its own, on an installation of its own."""
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = kept | {
        "WIJKREGIE_DATA_DIR": str(folder / "data"),
        "WIJKREGIE_DEMO": "1",
        "WIJKREGIE_URL": "http://testserver",
        "DJANGO_SETTINGS_MODULE": "wijkregie.config.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
        **more,
    }
    command = [sys.executable, "-m", "bench.inside", str(SIGNALS)]
    done = subprocess.run(  # noqa: S603 - our own program
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    answer: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    return answer
