"""Figures as they came, figures of a municipality itself, and what it plans to measure."""

from wijkregie.domain.indicators.models.figures import (
    AreaFigures,
    ColumnFigures,
    Edition,
    EditionOrder,
    Indicator,
    OwnFigure,
    PeerChoice,
    PeerMark,
)
from wijkregie.domain.indicators.models.measuring import (
    MeasurementPlan,
    MeasurementWave,
    PlannedArea,
)

__all__ = [
    "AreaFigures",
    "ColumnFigures",
    "Edition",
    "EditionOrder",
    "Indicator",
    "MeasurementPlan",
    "MeasurementWave",
    "OwnFigure",
    "PeerChoice",
    "PeerMark",
    "PlannedArea",
]
