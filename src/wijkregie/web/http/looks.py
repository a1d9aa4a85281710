"""The colours of a municipality on paper, and the mark that leads a phone to its site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import qrcode
import qrcode.constants

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope

_OURS: Final = {"primary": "#0f4c5c", "on-primary": "#ffffff", "thread": "#c1272d"}


def colours(scope: Scope) -> dict[str, str]:
    """Return our colours, and those of the municipality where it chose other ones."""
    chosen = dict(scope.tokens)
    return {name: chosen.get(name, ours) for name, ours in _OURS.items()}


def code(address: str) -> str:
    """Return a code to point a phone at, as a drawing without a border."""
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    made.add_data(address)
    made.make(fit=True)
    dots = made.get_matrix()
    path = "".join(
        f"M{x},{y}h1v1h-1z"
        for y, line in enumerate(dots)
        for x, dark in enumerate(line)
        if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(dots)} {len(dots)}">'
        f'<path d="{path}" fill="#14212b" shape-rendering="crispEdges"/></svg>'
    )
