"""Every change to figures."""

from wijkregie.domain.indicators.services.national import (
    SheetRefused,
    SheetStored,
    keep_catalogue,
    store_reading,
)
from wijkregie.domain.indicators.services.own import (
    NewFigure,
    NewIndicator,
    OwnFigureRefused,
    define_own_indicator,
    record_own_figures,
)

__all__ = [
    "NewFigure",
    "NewIndicator",
    "OwnFigureRefused",
    "SheetRefused",
    "SheetStored",
    "define_own_indicator",
    "keep_catalogue",
    "record_own_figures",
    "store_reading",
]
