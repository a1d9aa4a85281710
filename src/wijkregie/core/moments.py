"""Moments to decide as people write them: "2010: does it help, then it goes on"."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import Final

LONGEST: Final = 400
_YEAR: Final = re.compile(r"\s*(?P<year>(19|20)[0-9]{2})\s*:\s*(?P<rest>.*)", re.DOTALL)


def moments_of(text: str) -> list[tuple[int | None, str]]:
    """Return each moment with its year, where the line begins with one; nothing is lost.

    >>> moments_of("2010: helpt het?")
    [(2010, 'helpt het?')]
    """
    return [
        (year, piece)
        for line in text.splitlines()
        for year, words in [_parted(line)]
        for piece in wrap(words, LONGEST, break_on_hyphens=False)
    ]


def _parted(line: str) -> tuple[int | None, str]:
    found = _YEAR.fullmatch(line)
    if found is None or not found["rest"].strip():
        return None, line
    return int(found["year"]), found["rest"]
