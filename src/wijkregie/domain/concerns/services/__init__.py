"""Everything that people do with a concern, and the alarms that the clock sounds."""

from wijkregie.domain.concerns.services.alarms import called, sound_alarms
from wijkregie.domain.concerns.services.drafts import (
    ConcernDraft,
    ConcernRefused,
    Opened,
    Receipt,
)
from wijkregie.domain.concerns.services.opening import close, confirm, open_concern
from wijkregie.domain.concerns.services.receiving import receive_concern

__all__ = [
    "ConcernDraft",
    "ConcernRefused",
    "Opened",
    "Receipt",
    "called",
    "close",
    "confirm",
    "open_concern",
    "receive_concern",
    "sound_alarms",
]
