"""The files of the demo without its year, for tests that are about the town itself."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from wijkregie.cli.demo import files


@cache
def quiet_folder() -> Path:
    """Return a copy of the files in which nobody raised anything and nobody met.

    Nobody decided on a project then, so nothing is ordered either.
    """
    folder = Path(tempfile.mkdtemp(prefix="wijkregie-demo-")) / "data"
    shutil.copytree(files.FOLDER, folder)
    nothing = "meetings = []\nsignals = []\nprojects = []\n"
    for town in files.TOWNS:
        (folder / town / files.YEAR).write_text(nothing, encoding="utf-8")
    (folder / files.ROUNDS).write_text("", encoding="utf-8")
    spending = (folder / files.SPENDING).read_text(encoding="utf-8").splitlines()
    programme = [line for line in spending if line.startswith("programme =")]
    lines = [*programme, "division = []", "order = []", ""]
    (folder / files.SPENDING).write_text("\n".join(lines), encoding="utf-8")
    short = (folder / files.SHORT).read_text(encoding="utf-8").splitlines()
    head = [line for line in short if not line.startswith("#")][:1]
    (folder / files.SHORT).write_text("\n".join([*head, ""]), encoding="utf-8")
    return folder
