"""Exactly the listed files are served, from what npm fetched."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from tools import frontend

if TYPE_CHECKING:
    from pathlib import Path


def test_the_manifest_is_copied_and_what_was_there_is_gone(tmp_path: Path) -> None:
    modules, vendor, printing = (tmp_path / name for name in ("modules", "vendor", "fonts"))
    for source in frontend.MANIFEST.values():
        (modules / source).parent.mkdir(parents=True, exist_ok=True)
        (modules / source).write_text(source)
    for source in frontend.PRINTED.values():
        (modules / source).parent.mkdir(parents=True, exist_ok=True)
        (modules / source).write_bytes(woff({b"head": b"x" * 100, b"name": b"ab"}))
    vendor.mkdir()
    (vendor / "old.js").touch()

    frontend.copy(modules, vendor, printing)

    assert {path.name for path in vendor.iterdir()} == set(frontend.MANIFEST)
    assert {path.name for path in printing.iterdir()} == set(frontend.PRINTED)
    assert (vendor / "htmx.min.js").read_text() == "htmx.org/dist/htmx.min.js"


def woff(tables: dict[bytes, bytes]) -> bytes:
    """Pack tables as a WOFF file: what becomes smaller is compressed."""
    at = frontend.WOFF_HEAD.size + frontend.WOFF_ENTRY.size * len(tables)
    entries, bodies = b"", b""
    for tag, table in tables.items():
        packed = min(zlib.compress(table), table, key=len)
        place = at + len(bodies)
        entries += frontend.WOFF_ENTRY.pack(tag, place, len(packed), len(table), 7)
        bodies += packed
    head = frontend.WOFF_HEAD.pack(b"wOFF", 0x10000, 0, len(tables), *([0] * 9))
    return head + entries + bodies


def test_a_packed_font_becomes_the_font_it_was_made_of() -> None:
    tables = {b"head": b"x" * 100, b"name": b"abcde", b"post": bytes(64)}

    made = frontend.unpack_woff(woff(tables))

    assert struct.unpack_from(">IH", made) == (0x10000, len(tables))
    for number, (tag, table) in enumerate(tables.items()):
        entry = frontend.FONT_ENTRY.unpack_from(made, 12 + frontend.FONT_ENTRY.size * number)
        assert entry[:2] == (tag, 7)
        assert made[entry[2] : entry[2] + entry[3]] == table
        assert entry[2] % 4 == 0


def test_letters_from_elsewhere_bear_a_name_of_their_own() -> None:
    """Under one name typst would take them for all letters, and miss the usual ones."""
    name = "Atkinson Hyperlegible Next".encode("utf-16-be")

    made = frontend.renamed(b"before" + name + b"after")

    assert made == b"before" + "Atkinson Hyperlegible More".encode("utf-16-be") + b"after"


def test_what_is_no_packed_font_is_refused() -> None:
    with pytest.raises(ValueError, match="no WOFF file"):
        frontend.unpack_woff(b"wOF2" + bytes(60))


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
