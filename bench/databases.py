"""Measure on both databases, each time in a process and on an installation of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bench.place import ROOT
from bench.table import Row
from tools import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: What is measured, its key, in which unit, and what it may be.
Number = tuple[str, str, str, float | None]


def measured(module: str, signals: int, numbers: Sequence[Number]) -> Iterator[Row]:
    """Measure on SQLite, and on PostgreSQL where it is; the demo with many signals in it."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="wijkregie-bench-"))
        yield from _rows("SQLite", _asked(module, signals, Path(folder), {}), numbers)
    if postgres.programs() is None:
        return
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="wijkregie-bench-"))
        url = stack.enter_context(postgres.cluster()).url
        found = _asked(module, signals, Path(folder), {"DATABASE_URL": url})
        yield from _rows("PostgreSQL", found, numbers)


def _rows(
    database: str, found: dict[str, float | str], numbers: Sequence[Number]
) -> Iterator[Row]:
    for what, key, unit, budget in numbers:
        remark = str(found.get(f"{key}_remark", ""))
        yield Row(f"{what} ({database})", float(found[key]), unit, budget, remark)


def _asked(
    module: str, signals: int, folder: Path, more: dict[str, str]
) -> dict[str, float | str]:
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
    command = [sys.executable, "-m", module, str(signals)]
    done = subprocess.run(  # noqa: S603 - our own program
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    answer: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    return answer
