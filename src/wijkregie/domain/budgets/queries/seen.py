"""What of funds and rounds may be seen: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wijkregie.domain.budgets.states import AXES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from wijkregie.domain.budgets.states import (
        BallotKind,
        CheckKind,
        Counted,
        Democracy,
        FundForm,
        Path,
        PhaseKind,
        Production,
        SourceKind,
    )
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.people.queries import AreaNamed


@dataclass(frozen=True, slots=True)
class PhaseSeen:
    """A phase of a round, both days included."""

    id: int
    kind: PhaseKind
    opens_on: date
    closes_on: date
    text: str

    def is_over(self, on: date) -> bool:
        """Tell whether it is over on this day."""
        return self.closes_on < on

    def is_on(self, on: date) -> bool:
        """Tell whether it goes on, on this day."""
        return self.opens_on <= on <= self.closes_on


@dataclass(frozen=True, slots=True)
class RoundListed:
    """A round in a list, with its phases in their order."""

    id: int
    fund_id: int
    title: str
    year: int
    budget_cents: int | None
    carried_cents: int | None
    phases: tuple[PhaseSeen, ...]
    closed_on: date | None

    def now(self, on: date) -> PhaseSeen | None:
        """Return the phase of this day; of a round that was closed none."""
        going = (one for one in self.phases if one.is_on(on))
        return None if self.closed_on is not None else next(going, None)

    def next(self, on: date) -> PhaseSeen | None:
        """Return the first phase that is to come; of a round that was closed none."""
        coming = (one for one in self.phases if one.opens_on > on)
        return None if self.closed_on is not None else next(coming, None)

    @property
    def money_cents(self) -> int | None:
        """Return what there is to spend with what was carried over; ``None``: unknown."""
        if self.budget_cents is None:
            return None
        return self.budget_cents + (self.carried_cents or 0)


@dataclass(frozen=True, slots=True)
class AmountRuleSeen:
    """Who decides on amounts above ``above_cents`` up to and including ``up_to_cents``."""

    above_cents: int
    up_to_cents: int | None
    path: Path
    checks: tuple[CheckKind, ...]
    mandate: str
    group_id: int | None = None
    group_name: str = ""


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round with all that one may ask of it.

    ``settled``: somebody decided what the fund gets in its year. Of an election that was
    taken over from elsewhere that is not asked.
    """

    listed: RoundListed
    fund_name: str
    fund_form: FundForm
    about: str
    ballot: BallotKind
    counting: Mapping[str, Any]
    template: str
    criteria: tuple[str, ...]
    rules: tuple[AmountRuleSeen, ...]
    carried_from: str
    carried_by: DecisionSeen | None
    closed_because: str
    may_run: bool
    repair_days: int | None = None
    settled: bool = True
    reopened_because: str = ""


@dataclass(frozen=True, slots=True)
class CountSeen:
    """What was counted, and where that is known from; ``number`` is ``None`` if unknown.

    Of a figure ``source`` is the name of its edition, with ``key`` and ``period``.
    """

    what: Counted
    number: int | None
    source: str = ""
    key: str = ""
    period: int | None = None


@dataclass(frozen=True, slots=True)
class PartSeen:
    """A part of a formula, with the names of who pays which share in percent."""

    kind: SourceKind
    cents: int | None
    shares: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A fund in a formula: what was counted, and what it gets from whom; or unknown."""

    id: int
    fund_id: int
    fund_name: str
    counts: tuple[CountSeen, ...]
    cents: int | None
    grants: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PotSeen:
    """The formula of a year. Until it is settled ``cents`` are a calculation.

    ``total_cents`` is what all funds get, also those that this viewer may not see.
    """

    id: int
    title: str
    year: int
    whole_cents: int | None
    parts: tuple[PartSeen, ...]
    places: tuple[PlaceSeen, ...]
    total_cents: int | None
    amount_missing: bool
    nothing_to_divide_by: bool
    changed_at: datetime
    decision: DecisionSeen | None
    may_run: bool

    @property
    def settled(self) -> bool:
        """Tell whether somebody decided on it."""
        return self.decision is not None


@dataclass(frozen=True, slots=True)
class FundListed:
    """A fund in a list, on its two axes; ``year_cents`` is what was settled for the year."""

    id: int
    name: str
    form: FundForm
    area: AreaNamed | None
    owner: str
    purpose: str
    year_cents: int | None
    rounds: tuple[RoundListed, ...]
    closed_on: date | None

    @property
    def production(self) -> Production:
        """Who carries out what is decided."""
        return AXES[self.form][0]

    @property
    def democracy(self) -> Democracy:
        """Who decides."""
        return AXES[self.form][1]


@dataclass(frozen=True, slots=True)
class FundSeen:
    """A fund with its size per year and its rounds."""

    listed: FundListed
    group_id: int | None
    organisation_id: int | None
    officer: str
    template: str
    closed_because: str
    may_run: bool
    pots: tuple[PotSeen, ...] = field(default_factory=tuple)
