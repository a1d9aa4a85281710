"""The two commands find a Python, or say plainly that there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tools.steps import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def put(folder: Path, name: str, *lines: str) -> None:
    """Put a program into a folder."""
    program = folder / name
    program.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    program.chmod(0o755)


def find_python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the finder where only one folder is searched for a Python."""
    command = ["/bin/sh", "tools/python.sh", *words]
    environment = {"PATH": str(folder)}
    return subprocess.run(  # noqa: S603 - our own script
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_without_python_it_says_so_in_dutch_and_english(tmp_path: Path) -> None:
    done = find_python(tmp_path, "-V")

    assert done.returncode == 1
    assert "heeft Python 3.11 of nieuwer nodig" in done.stderr
    assert "needs Python 3.11 or newer" in done.stderr


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "python3", "exit 1")  # what an older one answers to the question
    put(tmp_path, "python3.12", f'exec {sys.executable} "$@"')

    done = find_python(tmp_path, "-c", "print('found')")

    assert done.stdout == "found\n"


def test_only_an_old_python_is_none(tmp_path: Path) -> None:
    put(tmp_path, "python3", "exit 1")
    assert find_python(tmp_path, "-V").returncode == 1


@pytest.mark.parametrize("command", ["start", "test", ".ci/run"])
def test_the_commands_can_be_run_and_are_plain_sh(command: str) -> None:
    path = ROOT / command

    assert os.access(path, os.X_OK)
    assert path.read_text().startswith("#!/bin/sh\n")
    checked = subprocess.run(["/bin/sh", "-n", path], check=False)  # noqa: S603 - only parsed
    assert checked.returncode == 0


def test_an_unknown_part_is_refused_before_anything_is_installed() -> None:
    command = [sys.executable, "-m", "tools.test", "nonsense"]
    done = subprocess.run(  # noqa: S603 - our own script
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "there is no part nonsense" in done.stderr
