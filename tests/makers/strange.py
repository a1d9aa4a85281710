"""Words as people paste them, with signs that no paper has a letter for."""

from __future__ import annotations

from typing import Final

#: With an emoji, Chinese and Thai, a family of signs, a flag, and an accent on nothing.
PICTURES: Final = "Feest 🎉 in 公园 ไท 👨‍👩‍👧 🇳🇱 1️⃣ a\u0489"
#: With control characters, and what is no letter.
UNREADABLE: Final = "Bel\x07 de\x1b wijk\ufffe"
STRANGE: Final = f"{PICTURES} {UNREADABLE}"
