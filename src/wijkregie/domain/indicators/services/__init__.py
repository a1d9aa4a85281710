"""Every change to figures."""

from wijkregie.domain.indicators.services.measuring import (
    change_measurement,
    change_planned_area,
    change_wave,
    drop_measurement,
    drop_planned_area,
    make_wave,
    plan_area,
    plan_measurement,
    remove_wave,
    repeat_wave,
)
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
from wijkregie.domain.indicators.services.plan_drafts import (
    MeasuringRefused,
    PlanDraft,
    PlannedAreaDraft,
    WaveDraft,
    WaveInUse,
)
from wijkregie.domain.indicators.services.plan_fields import question_key
from wijkregie.domain.indicators.services.whole_plans import (
    AreaRow,
    LineRow,
    WholePlan,
    change_whole_wave,
    holding_wave,
    make_whole_wave,
)

__all__ = [
    "AreaRow",
    "LineRow",
    "MeasuringRefused",
    "NewFigure",
    "NewIndicator",
    "OwnFigureRefused",
    "OwnTableStored",
    "PeersRefused",
    "PlanDraft",
    "PlannedAreaDraft",
    "SheetRefused",
    "SheetStored",
    "WaveDraft",
    "WaveInUse",
    "WholePlan",
    "change_measurement",
    "change_planned_area",
    "change_wave",
    "change_whole_wave",
    "define_own_indicator",
    "drop_measurement",
    "drop_planned_area",
    "holding_wave",
    "keep_catalogue",
    "leave_out_peer",
    "make_wave",
    "make_whole_wave",
    "plan_area",
    "plan_measurement",
    "question_key",
    "record_own_figures",
    "record_own_table",
    "remove_wave",
    "repeat_wave",
    "reset_peers",
    "set_peer_widths",
    "store_reading",
    "take_in_peer",
    "try_own_table",
]
