"""Exactly the listed files are served, from what npm fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools import frontend

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_manifest_is_copied_and_what_was_there_is_gone(tmp_path: Path) -> None:
    modules, vendor = tmp_path / "node_modules", tmp_path / "vendor"
    for source in frontend.MANIFEST.values():
        (modules / source).parent.mkdir(parents=True, exist_ok=True)
        (modules / source).write_text(source)
    vendor.mkdir()
    (vendor / "old.js").touch()

    frontend.copy(modules, vendor)

    assert {path.name for path in vendor.iterdir()} == set(frontend.MANIFEST)
    assert (vendor / "htmx.min.js").read_text() == "htmx.org/dist/htmx.min.js"


def test_test_tools_are_not_served() -> None:
    assert not any("axe" in source for source in frontend.MANIFEST.values())


def test_an_old_or_absent_node_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert frontend.node_version() == 0

    for name, answer in (("npm", ""), ("node", "echo v16.20.2")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n")
        (tmp_path / name).chmod(0o755)

    assert frontend.node_version() == 16
    assert frontend.system_npm() is None


def test_a_recent_node_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, answer in (("npm", ""), ("node", "echo v20.1.0")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert frontend.system_npm() == str(tmp_path / "npm")
