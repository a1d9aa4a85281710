"""The table of faults names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

import tests.faults

ROOT: Final = Path(__file__).parents[2]
A_FILE: Final = re.compile(r"^  (tests/\S+\.py)$", re.MULTILINE)
A_TEST: Final = re.compile(r"^    (test_\w+)$", re.MULTILINE)


def missing(words: str) -> list[str]:
    """Return the tests that these words name under a file that does not hold them."""
    _head, *parts = A_FILE.split(words)
    return [
        name
        for path, names in zip(parts[::2], parts[1::2], strict=True)
        for name in A_TEST.findall(names)
        if not (ROOT / path).is_file() or f"def {name}(" not in (ROOT / path).read_text("utf-8")
    ]


def test_every_fault_has_tests_that_are_there() -> None:
    table = tests.faults.__doc__ or ""
    faults = re.split(r"\n- ", table)[1:]

    assert missing(table) == []
    assert len(faults) == 12  # as many as the issue names, a text file beside HEIC
    assert all(A_TEST.search(fault) for fault in faults)


@pytest.mark.parametrize("path", ["tests/faults/test_named.py", "tests/gone/test_it.py"])
def test_a_test_that_is_gone_is_noticed(path: str) -> None:
    assert missing(f"- something\n  {path}\n    test_gone") == ["test_gone"]
