"""Every list of figures, as far as a viewer may see them."""

from wijkregie.domain.indicators.queries.catalogue import (
    editions,
    indicator,
    indicators_visible_to,
    latest_imports,
)
from wijkregie.domain.indicators.queries.profile import Line, Point, profile
from wijkregie.domain.indicators.queries.seen import FigureSeen
from wijkregie.domain.indicators.queries.spread import (
    Choice,
    Spread,
    SpreadRow,
    choices,
    spread,
)

__all__ = [
    "Choice",
    "FigureSeen",
    "Line",
    "Point",
    "Spread",
    "SpreadRow",
    "choices",
    "editions",
    "indicator",
    "indicators_visible_to",
    "latest_imports",
    "profile",
    "spread",
]
