"""How well the colours of a municipality can be read: what it chose, with ours for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.core.colours import contrast

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The colours that a municipality may choose, with those of our own theme.
THEME: Final = {
    "primary": "#0f4c5c",
    "primary-dark": "#0a3641",
    "thread": "#c1272d",
    "ink": "#14212b",
    "muted": "#52626e",
    "surface": "#f5f2ec",
    "line": "#c9d3d9",
}
#: The least contrast at which text can be read, by WCAG 2.2 (success criterion 1.4.3).
READABLE: Final = 4.5
_WHITE: Final = "#ffffff"
_TEXTS: Final = ("primary", "primary-dark", "thread", "ink", "muted")


@dataclass(frozen=True, slots=True)
class Reading:
    """How one colour is read on a ground; ``ratio`` is the contrast, from 1 to 21 to one."""

    key: str
    colour: str
    ground: str
    ratio: float

    @property
    def is_readable(self) -> bool:
        """Tell whether text of this colour can be read there."""
        return self.ratio >= READABLE


def readings(chosen: Mapping[str, str]) -> list[Reading]:
    """Return how every text is read, on white and on the tinted ground; no query.

    A colour that is not chosen is that of the theme. Raises ``ColourError`` for text that
    is no colour. Lines carry no text and no meaning alone: they need no contrast.
    """
    look = THEME | dict(chosen)
    grounds = ((_("white"), _WHITE), (_("the tinted ground"), look["surface"]))
    return [
        Reading(key, look[key], name, contrast(look[key], ground))
        for key in _TEXTS
        for name, ground in grounds
    ]
