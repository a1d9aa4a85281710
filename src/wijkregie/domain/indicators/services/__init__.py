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
from wijkregie.domain.indicators.services.own_tables import (
    OwnTableStored,
    record_own_table,
    try_own_table,
)
from wijkregie.domain.indicators.services.peers import (
    PeersRefused,
    leave_out_peer,
    reset_peers,
    set_peer_widths,
    take_in_peer,
)

__all__ = [
    "NewFigure",
    "NewIndicator",
    "OwnFigureRefused",
    "OwnTableStored",
    "PeersRefused",
    "SheetRefused",
    "SheetStored",
    "define_own_indicator",
    "keep_catalogue",
    "leave_out_peer",
    "record_own_figures",
    "record_own_table",
    "reset_peers",
    "set_peer_widths",
    "store_reading",
    "take_in_peer",
    "try_own_table",
]
