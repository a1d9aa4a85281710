"""Every part runs and tells what failed; a part that cannot run is skipped only at home."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tools import browser, parts, test
from tools.parts import Check, Part, SkippedError
from tools.test import run_part, table, what_failed

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the output of the checks in a folder of the test."""
    monkeypatch.setattr(test, "RESULTS", tmp_path)
    monkeypatch.delenv(parts.REQUIRED, raising=False)
    return tmp_path


def says(text: str, code: int = 0) -> Check:
    """Return a check that prints a text and ends with a code."""
    return Check(text, (sys.executable, "-c", f"print('{text}!'); raise SystemExit({code})"))


def lacks(_stack: ExitStack) -> dict[str, str]:
    """Need what is not there."""
    raise SkippedError("no oven here")


def test_all_checks_of_a_part_run_and_the_failed_one_is_named(results: Path) -> None:
    part = Part("bake", lambda: [says("flour"), says("ashes", 1), says("bread")])

    result = run_part(part)

    assert result.word == "FAILED"
    assert list(result.failed) == ["ashes"]
    assert "ashes!" in what_failed([result])
    assert (results / "bake-bread.txt").read_text() == "bread!\n"


def test_a_passed_part_says_nothing_more() -> None:
    result = run_part(Part("bake", lambda: [says("bread")]))

    assert result.word == "passed"
    assert what_failed([result]) == ""


def test_what_is_lacking_skips_a_part_with_its_reason() -> None:
    result = run_part(Part("bake", lambda: [says("bread")], lacks))

    assert result.word == "skipped"
    assert "no oven here" in table([result])
    assert what_failed([result]) == ""


def test_where_all_is_required_a_skip_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(parts.REQUIRED, "all")

    result = run_part(Part("bake", lambda: [says("bread")], lacks))

    assert result.word == "FAILED"
    assert "no oven here" in what_failed([result])


def test_a_part_hands_its_checks_what_they_need() -> None:
    code = "import os; raise SystemExit(os.environ['OVEN'] != 'hot')"
    checks = [Check("oven", (sys.executable, "-c", code))]

    assert (
        run_part(Part("bake", lambda: checks, lambda _stack: {"OVEN": "hot"})).word == "passed"
    )
    assert (
        run_part(Part("bake", lambda: checks, lambda _stack: {"OVEN": "off"})).word == "FAILED"
    )


def test_no_part_is_run_on_the_database_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://the-real-one/")
    code = "import os; raise SystemExit('DATABASE_URL' in os.environ)"

    result = run_part(Part("bake", lambda: [Check("url", (sys.executable, "-c", code))]))

    assert result.word == "passed"


def test_the_browser_that_is_named_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKREGIE_CHROMIUM", "/opt/own/chromium")
    assert browser.find() == "/opt/own/chromium"
