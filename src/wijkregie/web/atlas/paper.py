"""The atlas and the sheet as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wijkregie.kit import typeset
from wijkregie.web.atlas import book, sheet
from wijkregie.web.atlas.gathered import gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer
    from wijkregie.web.atlas.gathered import Gathered

BOOK: Final = "wijkatlas"
SHEET: Final = "in-het-kort"
MAKERS: Final[dict[str, tuple[str, Callable[[Gathered], dict[str, Any]]]]] = {
    BOOK: (book.TEMPLATE, book.values),
    SHEET: (sheet.TEMPLATE, sheet.values),
}


def pdf(kind: str, viewer: Viewer, scope: Scope, area: Area, *, at: datetime) -> bytes:
    """Return one document of an area. Raises ``typeset.TypesetFault``."""
    template, values = MAKERS[kind]
    return typeset.pdf(template, values(gather(viewer, scope, area, at=at)))
