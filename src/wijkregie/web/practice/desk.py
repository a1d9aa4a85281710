"""Who borrows or shares, in which municipality, and how a change is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wijkregie.web.http import desks
from wijkregie.web.http.desks import answered, opened_at

__all__ = ["Desk", "answered", "at_desk"]


@dataclass(frozen=True, slots=True)
class Desk(desks.Desk):
    """The municipality, who looks, and what is asked of what others made."""

    pages: ClassVar[str] = "practice"


at_desk = opened_at(Desk)
