"""See that every template of the project was rendered by the suite.

`python -m tools.rendered` reads what each process of the suite left in the folder that
``WIJKREGIE_TEST_RENDERED`` names, and ends with 1 where a template is in none of it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.steps import ROOT

VARIABLE = "WIJKREGIE_TEST_RENDERED"
FOLDER = ROOT / "test-results/rendered"


def templates(root: Path = ROOT) -> set[str]:
    """Return the names of all templates of pages, mails and texts, as Django asks for them.

    Those of papers are read by the typesetter, and are measured by the papers they make.
    """
    found = (
        path
        for path in root.glob("src/**/templates/**/*")
        if path.is_file() and path.suffix != ".typ"
    )
    return {path.as_posix().rpartition("/templates/")[2] for path in found}


def rendered(folder: Path) -> set[str]:
    """Return the names that the processes of the suite wrote down."""
    return {line for path in folder.glob("*.txt") for line in path.read_text().split("\n")}


def main() -> int:
    """Name the templates that no test rendered."""
    missing = sorted(templates() - rendered(Path(os.environ.get(VARIABLE) or FOLDER)))
    for name in missing:
        print(f"{name}: no test renders this template")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
