"""How long a newcomer waits: from a fresh clone to an address, and the next time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.place import ROOT
from bench.table import Row
from tools.postgres import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

COLD_BUDGET: Final = 180.0
WARM_BUDGET: Final = 5.0
PATIENCE: Final = 1800
_SET_UP: Final = re.compile(r"([0-9]+) s of work and ([0-9]+) s of downloads")


def measure() -> Iterator[Row]:
    """Clone what is committed, start it twice, and throw it away."""
    folder = Path(tempfile.mkdtemp(prefix="wijkregie-bench-start-"))
    try:
        clone = folder / "wijkregie"
        subprocess.run(  # noqa: S603 - our own repository
            ["git", "clone", "--quiet", str(ROOT), str(clone)],  # noqa: S607 - wherever git is
            check=True,
        )
        cold, said = started(clone)
        found = _SET_UP.search(said)
        downloads = float(found[2]) if found else 0.0
        yield Row(
            "start from nothing, without downloads",
            cold - downloads,
            "s",
            COLD_BUDGET,
            f"{cold:.0f} s by the clock, {downloads:.0f} s of it downloads",
        )
        warm, _said = started(clone)
        yield Row("start again", warm, "s", WARM_BUDGET, "until the address answers")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def started(clone: Path) -> tuple[float, str]:
    """Start the demo; return the seconds until it told its address, and what it said."""
    port = str(free_port())
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WIJKREGIE")}
    for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"):
        kept.pop(name, None)
    began = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - the product itself
        ["./start", "--port", port],
        cwd=clone,
        env=kept,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        said = ""
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if f":{port}" in line or time.monotonic() - began > PATIENCE:
                break
        took = time.monotonic() - began
        process.terminate()
        process.communicate(timeout=60)
    if f":{port}" not in said:
        raise RuntimeError(said)
    return took, said
