"""Themes, signals, who raised them, what happened with them, and the answer."""

from wijkregie.domain.signals.models.signals import (
    Answer,
    Photo,
    Raiser,
    Signal,
    SignalArea,
    Step,
)
from wijkregie.domain.signals.models.themes import Theme

__all__ = ["Answer", "Photo", "Raiser", "Signal", "SignalArea", "Step", "Theme"]
