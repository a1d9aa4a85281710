"""The environment is made in whatever way the machine allows, and repaired when half made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import environment
from tools.steps import SetUpError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_package_that_was_installed_half_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "lib/python3.11/site-packages"
    whole, half = packages / "whole-1.dist-info", packages / "half-1.dist-info"
    for metadata in (whole, half):
        metadata.mkdir(parents=True)
        (metadata / "METADATA").touch()
    (whole / "RECORD").touch()
    monkeypatch.setattr(environment, "VENV", tmp_path)

    environment.discard_half_installed()

    assert whole.is_dir()
    assert not half.exists()


def test_a_folder_without_a_working_python_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert environment.is_whole()  # this very environment
    monkeypatch.setattr(environment, "PYTHON", str(tmp_path / "python"))
    assert not environment.is_whole()


def test_the_first_way_that_is_possible_is_taken() -> None:
    taken: list[str] = []
    ways = (
        (lambda: False, lambda: taken.append("venv")),
        (lambda: True, lambda: taken.append("uv")),
        (lambda: True, lambda: taken.append("pip")),
    )

    environment.make_by(ways)

    assert taken == ["uv"]


def test_without_any_way_it_says_in_two_languages_what_to_type() -> None:
    with pytest.raises(
        SetUpError, match=r"Type: sudo apt-get install python3\.\d+-venv\n.*Typ:"
    ):
        environment.make_by(())
