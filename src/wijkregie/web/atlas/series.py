"""The atlas and the sheet of many areas, for who prints a whole municipality at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.places import queries as places
from wijkregie.kit.typeset.documents import Document, Series
from wijkregie.web.atlas.gathered import around, gather
from wijkregie.web.atlas.listing import areas_of
from wijkregie.web.atlas.paper import MAKERS
from wijkregie.web.http.addresses import area_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


def series(viewer: Viewer, slug: str, *, at: datetime, codes: Collection[str] = ()) -> Series:
    """Return both documents of every area of a municipality, or of those with these codes.

    The municipality and the country are asked once, not for each area.
    """
    scope = places.scope(slug)
    if scope is None:
        return Series(0, iter(()))
    areas = [area for _level, found in areas_of(viewer, scope) for area in found]
    wanted = [area for area in areas if not codes or area.code in codes]
    return Series(len(MAKERS) * len(wanted), _documents(viewer, scope, wanted, at))


def _documents(
    viewer: Viewer, scope: Scope, areas: Sequence[Area], at: datetime
) -> Iterator[Document]:
    beside = around(viewer, scope)
    for area in areas:
        found = gather(viewer, scope, area, at=at, beside=beside)
        for kind, (template, values) in MAKERS.items():
            yield Document(f"{kind}-{area_words(area)}.pdf", template, values(found))
