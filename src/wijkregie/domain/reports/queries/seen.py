"""What a thread consists of, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.reports.states import Knot


@dataclass(frozen=True, slots=True)
class Target:
    """Something on the thread that can be walked to.

    ``words`` stand in the address of its own page where the number does not: the reference
    of a signal, the key of an indicator. ``open`` says whether the viewer may read that page.
    """

    kind: Knot
    pk: int
    words: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing that happened: when, and one plain sentence that says who did what.

    ``quote`` is the reason or the answer in the words of who gave it. Of some things only
    the year is known (``year_only``); what has not happened yet is ``planned``. ``rank`` is
    the turn on one day: from need to answer.
    """

    on: date
    kind: Knot
    text: str
    target: Target
    quote: str = ""
    year_only: bool = False
    planned: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """Something that this thread runs through."""

    target: Target
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """All things of one sort that the thread runs through; ``more`` are not in the list."""

    kind: Knot
    links: tuple[Link, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Thread:
    """The story of one thing: what happened, oldest first, and what it hangs together with.

    ``standing`` says in a sentence how things are now. ``more`` counts what belongs to the
    story but is left out of it, to keep it readable: those things stand in ``groups``.
    """

    start: Target
    title: str
    standing: str
    dots: tuple[Dot, ...]
    groups: tuple[Links, ...]
    more: int = 0
    invented: bool = False
