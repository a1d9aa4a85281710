"""Every list of places. ``visible_to`` is the door that guards an area."""

from wijkregie.domain.places.queries.areas import (
    area,
    areas_around,
    areas_in,
    areas_of,
    breadcrumbs,
    latest_year,
    listed,
    parts_of,
    visible_to,
)
from wijkregie.domain.places.queries.bordered import bordered
from wijkregie.domain.places.queries.country import (
    DrawingSeen,
    drawing,
    drawing_of,
    drawing_parts,
    ids_at,
)
from wijkregie.domain.places.queries.ground import Ground, same_ground
from wijkregie.domain.places.queries.look import READABLE, THEME, Reading, readings
from wijkregie.domain.places.queries.maps import (
    Drawn,
    DrawnMap,
    Outline,
    areas_at,
    draw,
    outline,
)
from wijkregie.domain.places.queries.sameness import (
    Layouts,
    layouts_of,
    layouts_of_many,
)
from wijkregie.domain.places.queries.scopes import (
    COUNTRY_SLUG,
    Scope,
    code_periods,
    country_scope,
    only_scope,
    phone_numbers,
    scope,
    scope_of,
    scopes,
)
from wijkregie.domain.places.queries.searching import Hit, search

__all__ = [
    "COUNTRY_SLUG",
    "READABLE",
    "THEME",
    "DrawingSeen",
    "Drawn",
    "DrawnMap",
    "Ground",
    "Hit",
    "Layouts",
    "Outline",
    "Reading",
    "Scope",
    "area",
    "areas_around",
    "areas_at",
    "areas_in",
    "areas_of",
    "bordered",
    "breadcrumbs",
    "code_periods",
    "country_scope",
    "draw",
    "drawing",
    "drawing_of",
    "drawing_parts",
    "ids_at",
    "latest_year",
    "layouts_of",
    "layouts_of_many",
    "listed",
    "only_scope",
    "outline",
    "parts_of",
    "phone_numbers",
    "readings",
    "same_ground",
    "scope",
    "scope_of",
    "scopes",
    "search",
    "visible_to",
]
