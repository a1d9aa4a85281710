"""What a check finds: which fault, about what, and what a sentence about it needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

_MONTHS = 12


class Severity(StrEnum):
    """How bad: it contradicts itself, it is not there, or it is worth a thought."""

    WRONG = "wrong"
    MISSING = "missing"
    ADVICE = "advice"


class Kind(StrEnum):
    """What a finding is about."""

    PROGRAMME = "programme"
    GOAL = "goal"
    INDICATOR = "indicator"
    PROJECT = "project"
    BOTTLENECK = "bottleneck"
    AREA = "area"
    ANALYSIS = "analysis"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class About:
    """The thing that a finding is about, with its name to read."""

    kind: Kind
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """From one day up to and including another: how exactly a moment is known.

    A year is all its days, so that nothing within one year counts as before or after.
    """

    first: date
    last: date

    @classmethod
    def of_years(cls, first: int, last: int) -> Span:
        """Return whole years, both included."""
        return cls(date(first, 1, 1), date(last, _MONTHS, 31))

    @classmethod
    def of_year(cls, year: int) -> Span:
        """Return one whole year.

        >>> Span.of_year(2010).is_before(Span.of_year(2011))
        True
        >>> Span.of_year(2010).is_before(Span(date(2010, 5, 1), date(2010, 5, 1)))
        False

        """
        return cls.of_years(year, year)

    def is_before(self, other: Span) -> bool:
        """Tell whether all of this lies before all of ``other``."""
        return self.last < other.first


Plain = str | int | Decimal | date | Span | None
Value = Plain | tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. ``place`` tells several of one fault about one thing apart."""

    check: str
    fault: str
    severity: Severity
    about: About
    data: tuple[tuple[str, Value], ...] = ()
    place: str = ""

    @property
    def key(self) -> tuple[str, str, str, int, str]:
        """Which fault about which thing: the same as long as the fault stands."""
        return self.check, self.fault, self.about.kind, self.about.id, self.place

    @property
    def values(self) -> dict[str, Value]:
        """What its sentence needs, by name."""
        return dict(self.data)

    @property
    def fingerprint(self) -> str:
        """What the fault is exactly; another amount or name in it makes it another.

        The name of the thing itself does not count.
        """
        told = repr((self.key, [(name, _plain(value)) for name, value in self.data]))
        return hashlib.sha256(told.encode()).hexdigest()


def _plain(value: Value) -> object:
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, Span):
        return f"{value.first}/{value.last}"
    return str(value) if isinstance(value, date) else value
