"""Spans of days that follow each other: who moves one pushes those after it.

What is over never moves, and what has begun keeps its first day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_DAY: Final = timedelta(days=1)


class Clash(StrEnum):
    """Why spans cannot be so."""

    #: Its last day comes before its first day.
    BACKWARDS = "backwards"
    #: It is over.
    OVER = "over"
    #: It has begun, so its first day stays.
    BEGUN = "begun"
    #: It would begin or end before today.
    PAST = "past"
    #: It would begin before the one before it is over.
    EARLIER = "earlier"
    #: The one after it has begun, so that cannot be pushed.
    LATER = "later"


class PhasingError(ValueError):
    """Spans that cannot be so: ``clash`` says why, ``key`` names the other span if any."""

    def __init__(self, clash: Clash, key: str = "") -> None:
        super().__init__(f"{clash} {key}".strip())
        self.clash, self.key = clash, key


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``opens`` up to and including ``closes``."""

    key: str
    opens: date
    closes: date


def moved(
    spans: Sequence[Span], new: Span, *, order: Sequence[str], today: date
) -> tuple[Span, ...]:
    """Return the spans with ``new`` in the place of the one of its key, or added.

    ``order`` names all keys, the first first. A later span that would overlap begins the day
    after the one before it, as long as it was. Raises ``PhasingError``.

    >>> from datetime import date
    >>> ideas = Span("ideas", date(2026, 1, 1), date(2026, 1, 31))
    >>> vote = Span("vote", date(2026, 2, 1), date(2026, 2, 7))
    >>> late = Span("ideas", date(2026, 1, 1), date(2026, 2, 2))
    >>> day = date(2026, 1, 5)
    >>> moved([ideas, vote], late, order=("ideas", "vote"), today=day)[1].closes
    datetime.date(2026, 2, 9)
    """
    by_key = {one.key: one for one in spans}
    _check(by_key.get(new.key), new, today)
    by_key[new.key] = new
    found: list[Span] = []
    for key in (one for one in order if one in by_key):
        span = by_key[key]
        if found and span.opens <= found[-1].closes:
            span = _pushed(span, found[-1], moving=new.key, today=today)
        found.append(span)
    return tuple(found)


def follows(spans: Sequence[Span]) -> None:
    """Raise ``PhasingError`` unless each span comes after the one before it."""
    last: Span | None = None
    for span in spans:
        if span.closes < span.opens:
            raise PhasingError(Clash.BACKWARDS, span.key)
        if last is not None and span.opens <= last.closes:
            raise PhasingError(Clash.EARLIER, last.key)
        last = span


def _check(old: Span | None, new: Span, today: date) -> None:
    if new.closes < new.opens:
        raise PhasingError(Clash.BACKWARDS)
    if old is not None and old.closes < today:
        raise PhasingError(Clash.OVER)
    begun = old is not None and old.opens <= today
    if begun and old is not None and new.opens != old.opens:
        raise PhasingError(Clash.BEGUN)
    if new.closes < today or (not begun and new.opens < today):
        raise PhasingError(Clash.PAST)


def _pushed(span: Span, before: Span, *, moving: str, today: date) -> Span:
    if span.key == moving:
        raise PhasingError(Clash.EARLIER, before.key)
    if span.opens <= today:
        raise PhasingError(Clash.LATER, span.key)
    push = before.closes + _DAY - span.opens
    return replace(span, opens=span.opens + push, closes=span.closes + push)
