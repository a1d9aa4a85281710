"""Themes, signals, who raised them, what happened with them, and the answer."""

from wijkregie.domain.signals.models.events import Event
from wijkregie.domain.signals.models.handing import HandOver
from wijkregie.domain.signals.models.routing import RoutingRule, StandardAnswer
from wijkregie.domain.signals.models.signals import (
    Answer,
    Photo,
    Raiser,
    Signal,
    SignalArea,
    Step,
)
from wijkregie.domain.signals.models.themes import Theme

__all__ = [
    "Answer",
    "Event",
    "HandOver",
    "Photo",
    "Raiser",
    "RoutingRule",
    "Signal",
    "SignalArea",
    "StandardAnswer",
    "Step",
    "Theme",
]
