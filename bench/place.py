"""A place to measure in: an installation of its own, thrown away afterwards."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[1]
PROGRAM: Final = (sys.executable, "-m", "wijkregie.config.main")
MEGABYTE: Final = 1024 * 1024
_NOT_OURS: Final = re.compile(r"WIJKREGIE_|DATABASE_URL|DJANGO_|PYTHON")


@dataclass(frozen=True)
class Cost:
    """What a program took: seconds of processor and of the clock, and its largest memory."""

    cpu: float
    clock: float
    megabytes: float


@dataclass(frozen=True)
class Place:
    """A folder with an installation in it; modules are compiled there, as pip does."""

    folder: Path

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the programs, with nothing of our own settings in it."""
        kept = {key: value for key, value in os.environ.items() if not _NOT_OURS.match(key)}
        return kept | {
            "WIJKREGIE_DATA_DIR": str(self.data),
            "WIJKREGIE_PROXIES": "1",  # each request may come from another client
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
        }

    def run(self, *words: str) -> Cost:
        """Run ``wijkregie`` to its end and tell what it took; ends ours if it refuses."""
        log = self.folder / "said.txt"
        began = time.monotonic()
        with log.open("w") as said:
            process = subprocess.Popen(  # noqa: S603 - the product itself
                [*PROGRAM, *words],
                env=self.environment,
                cwd=self.folder,
                stdout=said,
                stderr=said,
            )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"wijkregie {' '.join(words)}:\n{log.read_text(encoding='utf-8')}")
        unit = MEGABYTE if sys.platform == "darwin" else 1024
        return Cost(
            used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / unit
        )

    def areas(self) -> dict[str, str]:
        """Return the names of all areas by code, in an order that is the same each time."""
        with closing(sqlite3.connect(self.data / "wijkregie.sqlite3")) as database:
            return dict(database.execute("SELECT code, name FROM places_area ORDER BY code"))


@contextmanager
def place() -> Iterator[Place]:
    """Make a place with a prepared installation, all modules compiled; remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="wijkregie-bench-"))
    try:
        made = Place(folder)
        made.run("prepare")
        made.run("import", "kwb", "--help")
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)
