"""Signs that nobody can read: control characters, halves of letters, and what is no letter.

They come along when text is pasted, or are sent by a machine. No font draws them, XML does
not hold them, and a terminal obeys some of them.
"""

from __future__ import annotations

import re
from typing import Final

#: Control characters that end a line or a page; the others mean nothing in a text.
_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85]")
_LAST: Final = "".join(
    chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
_UNREADABLE: Final = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST}]"
)


def readable(text: str) -> str:
    r"""Return a text without signs that nobody can read; where a line ended it still ends.

    >>> readable("Bel\x07 de\x0bschool\ufffe.")
    'Bel de\nschool.'
    """
    return _UNREADABLE.sub("", _BREAKS.sub("\n", text))


def is_readable(text: str) -> bool:
    r"""Tell whether a text has no signs that nobody can read.

    >>> is_readable("Zomerfeest 🎉 in 公园"), is_readable("Zomer\x1bfeest")
    (True, False)
    """
    return _UNREADABLE.search(text) is None
