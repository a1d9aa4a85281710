"""The parts of ``./test``: which programs each part runs, and what it needs of the machine."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tools import apt, browser, postgres, rendered
from tools.environment import PYTHON
from tools.steps import ROOT, VENV

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack

REQUIRED = "WIJKREGIE_TEST_REQUIRE"  # "all": nothing is skipped, and apt-get may be used
PYTEST = (PYTHON, "-m", "pytest", "-q")
TWO = ("-n", "2", "--dist", "worksteal")
ON_ONE = ("-m", "not browser", *TWO)
ON_OTHER = ("-m", "not browser and not once", *TWO)
NO_DATABASE = ("core", "sources", "house", "bench", "tools")
EXACT = "src/wijkregie/core/*,src/wijkregie/domain/*"  # here every branch is tested


class SkippedError(Exception):
    """The machine lacks what a part needs."""


@dataclass(frozen=True)
class Check:
    """One program to run; it passes when it ends with 0."""

    name: str
    command: tuple[str, ...]
    shown: bool = False  # as it runs; otherwise only when it fails


@dataclass(frozen=True)
class Part:
    """Checks that belong together; ``needs`` finds what they need and names it in variables."""

    name: str
    checks: Callable[[], list[Check]]
    needs: Callable[[ExitStack], dict[str, str]] = field(default=lambda _stack: {})


def is_required() -> bool:
    """Tell whether a part that cannot run counts as failed."""
    return os.environ.get(REQUIRED) == "all"


def tool(name: str, *words: str) -> Check:
    """Return a check by a program of the environment."""
    return Check(name, (str(VENV / "bin" / name), *words))


def module(name: str, *words: str) -> Check:
    """Return a check by a Python module."""
    return Check(f"{name} {words[0]}" if words else name, (PYTHON, "-m", name, *words))


def lint() -> list[Check]:
    """Return the checks of the text of the code, from form to contracts."""
    pages = sorted(
        str(path.relative_to(ROOT)) for path in ROOT.glob("src/**/templates/**/*.html")
    )
    return [
        Check("ruff format", (str(VENV / "bin/ruff"), "format", "--check", ".")),
        Check("ruff check", (str(VENV / "bin/ruff"), "check", ".")),
        tool("djade", "--check", "--target-version", "5.2", *pages),
        tool("djlint", "--lint", "--quiet", "src"),
        tool("lint-imports"),
        module("django", "makemigrations", "--check", "--dry-run", "--settings=tests.settings"),
        module("tools.messages", "check"),
    ]


def types() -> list[Check]:
    """Return the check of the types."""
    return [tool("mypy")]


def unit() -> list[Check]:
    """Return the suite without browser, and how much of the code it ran."""
    report = (PYTHON, "-m", "coverage", "report", "--skip-covered", "--show-missing")
    measured = ("--cov", "--cov-report=", "--cov-fail-under=0")
    return [
        Check("pytest", (*PYTEST, *ON_ONE, *measured), shown=True),
        module("tools.rendered"),
        Check("coverage of all", (*report, "--fail-under=95")),
        Check("coverage of core, domain", (*report, "--fail-under=100", f"--include={EXACT}")),
    ]


def on_postgres() -> list[Check]:
    """Return the same suite; its database is what ``DATABASE_URL`` names.

    Without the tests that know no database, and those that bring both: the part before ran
    them.
    """
    without = [f"--ignore=tests/{name}" for name in NO_DATABASE]
    return [Check("pytest", (*PYTEST, *ON_OTHER, *without), shown=True)]


def in_browser() -> list[Check]:
    """Return the tests that open a browser."""
    return [Check("pytest", (*PYTEST, "-m", "browser", *TWO), shown=True)]


def story_on_postgres() -> list[Check]:
    """Return the thread in a browser on the other database; the pages are the same."""
    return [Check("pytest", (*PYTEST, "-m", "story"), shown=True)]


def need_folder(_stack: ExitStack) -> dict[str, str]:
    """Make an empty folder for what the suite writes down of templates."""
    shutil.rmtree(rendered.FOLDER, ignore_errors=True)
    rendered.FOLDER.mkdir(parents=True)
    return {rendered.VARIABLE: str(rendered.FOLDER)}


def need_both(stack: ExitStack) -> dict[str, str]:
    """Find a browser and start a PostgreSQL."""
    return need_browser(stack) | need_postgres(stack)


def need_postgres(stack: ExitStack) -> dict[str, str]:
    """Start a PostgreSQL for the tests."""
    if postgres.programs() is None and is_required() and apt.is_possible():
        apt.install("postgresql")
    if postgres.programs() is None:
        raise SkippedError(
            "no PostgreSQL here (Debian, Ubuntu: sudo apt-get install postgresql)"
        )
    return {"DATABASE_URL": stack.enter_context(postgres.cluster()).url}


def need_browser(_stack: ExitStack) -> dict[str, str]:
    """Find a browser, or install one where that can be done without asking."""
    may_install = is_required() or os.geteuid() == 0
    if browser.find() is None and may_install and browser.has_package() and apt.is_possible():
        apt.install("chromium")
    path = browser.find()
    if path is None:
        raise SkippedError(f"no Chromium or Chrome here, and {browser.VARIABLE} names none")
    return {browser.VARIABLE: path}


PARTS = (
    Part("lint", lint),
    Part("types", types),
    Part("unit", unit, need_folder),
    Part("postgres", on_postgres, need_postgres),
    Part("browser", in_browser, need_browser),
    Part("story", story_on_postgres, need_both),
)
