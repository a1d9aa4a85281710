"""Reference answers of other programs; they stand beside a checkout or nowhere."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest

from tests.conftest import SHARED

FOLDER = SHARED / "oracles"


def expected(name: str) -> Any:
    """Return the answers of one oracle; skip the test where they are not."""
    path = FOLDER / name / "expected.json"
    if not path.is_file():
        pytest.skip(f"the reference answers ../shared/data/oracles/{name} are not here")
    return json.loads(path.read_text(encoding="utf-8"))


def rows(name: str, table: str = "data") -> list[dict[str, str]]:
    """Return the rows of a table of one oracle, as text."""
    with (FOLDER / name / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
