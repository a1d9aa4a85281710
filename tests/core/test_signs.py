"""Signs that nobody can read."""

from __future__ import annotations

import sys

import pytest

from wijkregie.core.signs import is_readable, readable


def test_a_text_in_any_language_and_with_pictures_stays_as_it_is() -> None:
    text = "Zomerfeest 🎉 in 公园, Şahin, شارع, 👨‍👩‍👧 ❤️\n\tTweede regel."

    assert readable(text) == text
    assert is_readable(text)


@pytest.mark.parametrize(
    "sign", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ud83d", "\ufdd0", "\ufffe", "\U0010ffff"]
)
def test_what_nobody_can_read_falls_away(sign: str) -> None:
    assert not is_readable(f"een{sign}twee")
    assert readable(f"een{sign}twee") == "eentwee"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x1e", "\x85"])
def test_a_line_that_ended_still_ends(end: str) -> None:
    assert readable(f"een{end}twee") == "een\ntwee"


def test_what_is_made_readable_is_readable() -> None:
    assert is_readable(readable("".join(map(chr, range(sys.maxunicode + 1)))))
