"""What can go wrong between us and a service, as codes; the sentences are in ``saying``."""

from __future__ import annotations

from enum import StrEnum, auto
from urllib.parse import urlsplit


class Kind(StrEnum):
    """Why nothing usable came."""

    UNREACHABLE = auto()
    BROKEN_OFF = auto()
    BUSY = auto()
    FAILED = auto()
    UNREADABLE = auto()
    SHORT = auto()
    TOO_LARGE = auto()
    NOT_THERE = auto()
    REFUSED = auto()
    MOVED = auto()
    CONTRADICTS = auto()
    INCOMPLETE = auto()
    OTHER_YEAR = auto()
    NO_AREAS = auto()
    NOT_OFFERED = auto()


PASSING = frozenset(
    {Kind.UNREACHABLE, Kind.BROKEN_OFF, Kind.BUSY, Kind.FAILED, Kind.UNREADABLE, Kind.SHORT}
)
"""Kinds that may be over when one asks again a little later."""


class FetchFault(Exception):
    """A service gave no usable answer; ``wait`` is how many seconds it asked us to wait."""

    def __init__(
        self, kind: Kind, address: str = "", detail: object = "", *, wait: float | None = None
    ) -> None:
        super().__init__(kind, address, detail)
        self.kind = kind
        self.address = address
        self.detail = str(detail)
        self.wait = wait

    @property
    def passes(self) -> bool:
        """Tell whether asking again may help."""
        return self.kind in PASSING

    @property
    def host(self) -> str:
        """Return the name of the service that was asked."""
        return urlsplit(self.address).hostname or self.address
