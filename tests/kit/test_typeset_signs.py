"""Signs for which no letter is shipped: the document is made, with a square for each."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from tests.kit.test_typeset import LETTER, VALUES
from wijkregie.kit import typeset
from wijkregie.kit.typeset import picture, signs

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

STRANGE = (
    "Zomerfeest 🎉 in 公园, bel\x07\x1b, \ufffe, \ud83d, 👨‍👩‍👧 👍🏽 🇳🇱 1️⃣ ไทย \u0600, a\u0489, "
    "\U000e0041 शब्द, ❤️ ☎ Привет سلام"
)


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_no_sign_keeps_a_document_from_being_made(caplog: pytest.LogCaptureFixture) -> None:
    made = typeset.pdf(LETTER, {**VALUES, "title": STRANGE, "salutation": STRANGE})

    assert made.startswith(b"%PDF-")
    assert not caplog.records


@pytest.mark.parametrize("plane", [0, 1])
def test_every_sign_of_a_plane_prints(plane: int) -> None:
    """Also what two rounds do not find: then only what is certain stays."""
    text = " ".join(chr(plane << 16 | low) for low in range(0, 0x10000, 37))

    assert typeset.pdf(LETTER, {**VALUES, "closing": text}, keep=False).startswith(b"%PDF-")


def test_what_is_certain_has_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    every = signs.barest("".join(map(chr, range(0x20, 0x3000))))
    monkeypatch.setattr(signs, "lacking", lambda _said: frozenset())

    assert typeset.pdf(LETTER, {**VALUES, "closing": every}, keep=False)


def test_pictures_of_several_signs_are_one_and_marks_fall_away() -> None:
    joined = signs.printable("👨‍👩‍👧 👍🏽 🇳🇱 1️⃣")

    assert joined == "👨 👍 🇳 1"
    assert signs.without(joined, frozenset("👨👍🇳1")) == "□ □ □ 1"
    assert signs.without("ไท\u0e48", frozenset("ไท\u0e48")) == "□□"
    assert signs.barest("é e\u0301 a\u0489 公") == "é é a □"


def test_values_are_changed_however_deep_they_stand() -> None:
    deep = {"rows": [("a\x07", 3, None)], "a\x07": "b\x07"}

    assert signs.each(deep, signs.printable) == {"rows": [["a", 3, None]], "a\x07": "b"}


def test_a_document_that_cannot_be_made_is_in_the_log_without_its_values(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(typeset.TypesetFault):
        typeset.pdf(LETTER, {**VALUES, "parts": "Geheim"})

    (row,) = caplog.records
    assert LETTER in row.getMessage()
    assert "error" in row.getMessage()
    assert "Geheim" not in row.getMessage()


def test_what_still_fails_at_the_last_is_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def press(_asked: str) -> bytes:
        raise typeset.TypesetFault('error: the text `"x"` could not be displayed with `"y"`')

    monkeypatch.setattr(typeset, "pressed", press)

    with pytest.raises(typeset.TypesetFault):
        typeset.pdf(LETTER, VALUES)

    (row,) = caplog.records
    assert row.getMessage().endswith("error: the text … could not be displayed with …")


def test_what_went_wrong_is_told_without_quotes() -> None:
    assert signs.told('warning: a\nerror: b "Kees" `c`\n  = hint') == "error: b … …"
    assert signs.told("KeyError('x')\n") == "KeyError('x')"
    assert signs.told("") == ""


def test_a_picture_with_a_sign_that_nobody_can_read_is_drawn() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">'
        "<text x='4' y='30'>Bel\x07 🎉</text></svg>"
    )

    assert picture.png(svg, width=60, alt="Bel\x07")
