"""What a change is asked with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wijkregie.domain.budgets.states import BallotKind
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from wijkregie.domain.decisions.services import DecisionDraft


class BudgetRefused(Refusal):
    """A change to a fund or a round that this person may not make, or not so.

    ``field`` is where it was filled in, if it is about one field.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class OwnerDraft:
    """Whose a fund is: one group, one organisation or one role."""

    group_id: int | None = None
    organisation_id: int | None = None
    officer: str = ""


@dataclass(frozen=True, slots=True)
class FundDraft:
    """A fund as it should be; without an area it is for the whole municipality."""

    name: str
    form: str
    owner: OwnerDraft
    area_id: int | None = None
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One part of a formula: ``cents`` may be unknown; ``funders`` by name, in percent."""

    kind: str
    cents: int | None
    funders: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class PotDraft:
    """The formula of a year for one fund or several.

    ``whole_cents`` where the whole amount is given and the formula only divides it.
    """

    title: str
    year: int
    fund_ids: tuple[int, ...]
    parts: tuple[PartDraft, ...]
    whole_cents: int | None = None


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round as it should be; ``counting`` are the declared settings of its count.

    ``repair_days`` are the days that who proposes has to repair a plan, where more than 14.
    """

    title: str
    year: int
    about: str = ""
    budget_cents: int | None = None
    ballot: str = BallotKind.NONE
    counting: Mapping[str, Any] = field(default_factory=dict)
    repair_days: int | None = None


@dataclass(frozen=True, slots=True)
class CarryDraft:
    """Money of an earlier round that was not spent, and who decided to carry it over."""

    from_id: int
    cents: int
    decision: DecisionDraft


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """A phase of a round: its days, both included, and what everyone may read of it."""

    kind: str
    opens_on: date
    closes_on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class AmountRuleDraft:
    """Who decides on amounts up to and including ``up_to_cents``; without it on all more."""

    path: str
    mandate: str
    up_to_cents: int | None = None
    checks: tuple[str, ...] = ()
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class StartDraft:
    """A fund and its first round, as a town did it."""

    case: str
    name: str
    owner: OwnerDraft
    first_day: date
    area_id: int | None = None
