"""Funds, formulas and rounds for tests; what a test is not about is filled in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.makers.places import AT
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Fund, Pot, Round
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.budgets.queries import PotSeen, RoundSeen
    from wijkregie.domain.places.models import Municipality

TODAY = AT.date()
MANAGER = services.OwnerDraft(officer=Role.DISTRICT_MANAGER)
TOWN = (("Gemeente", Decimal(100)),)
_numbers = count(1)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def fund_draft(name: str = "", **more: Any) -> services.FundDraft:
    known: dict[str, Any] = {"form": "district", "owner": MANAGER}
    return services.FundDraft(name or f"Fonds {next(_numbers)}", **known | more)


def make_fund(municipality: Municipality, name: str = "", **more: Any) -> Fund:
    by = installation(municipality.pk)
    made = services.make_fund(fund_draft(name, **more), by=by, at=AT)
    return Fund.objects.get(pk=made)


def part(kind: str = "fixed", euros: int | None = 1000, *funders: tuple[str, int]) -> Any:
    paid = tuple((name, Decimal(percent)) for name, percent in funders) or TOWN
    return services.PartDraft(kind, None if euros is None else euros * 100, paid)


def pot_draft(funds: Iterable[Fund], *parts: Any, **more: Any) -> services.PotDraft:
    known: dict[str, Any] = {"title": "Wijkgeld", "year": TODAY.year}
    return services.PotDraft(
        fund_ids=tuple(fund.pk for fund in funds), parts=parts or (part(),), **known | more
    )


def make_pot(*funds: Fund, parts: Iterable[Any] = (), **more: Any) -> Pot:
    by = installation(funds[0].municipality_id)
    made = services.make_pot(pot_draft(funds, *parts, **more), by=by, at=AT)
    return Pot.objects.get(pk=made)


def tally(pot: Pot, fund: Fund, **numbers: int) -> None:
    """Count in a fund; the numbers of tests are invented."""
    by = installation(pot.municipality_id)
    place = pot.places.get(fund=fund)
    for what, number in numbers.items():
        services.count(place.pk, what, number, "Verzonnen telling 2026", by=by, at=AT)


def decided(subject: str = "Wijkgeld", **more: Any) -> DecisionDraft:
    known: dict[str, Any] = {
        "outcome": Outcome.FOLLOW_UP,
        "reason": "Zo is het begroot.",
        "mandate": "Besluit van het college",
        "taken_on": TODAY,
        "officer": Role.DISTRICT_MANAGER,
    }
    return DecisionDraft(subject, **known | more)


def settle(pot: Pot) -> None:
    by = installation(pot.municipality_id)
    read_at = Pot.objects.get(pk=pot.pk).changed_at
    services.settle_pot(pot.pk, decided(), read_at=read_at, by=by, at=AT)


def pot_seen(pot: Pot) -> PotSeen:
    found = queries.pot_seen(installation(pot.municipality_id), pot.pk)
    assert found is not None
    return found


def cents_of(pot: Pot) -> dict[str, int | None]:
    return {one.fund_name: one.cents for one in pot_seen(pot).places}


def round_draft(title: str = "", **more: Any) -> services.RoundDraft:
    return services.RoundDraft(
        title or f"Ronde {next(_numbers)}", **{"year": TODAY.year} | more
    )


def make_round(fund: Fund, title: str = "", **more: Any) -> Round:
    by = installation(fund.municipality_id)
    made = services.make_round(fund.pk, round_draft(title, **more), by=by, at=AT)
    return Round.objects.get(pk=made)


def round_seen(found: Round) -> RoundSeen:
    seen = queries.round_seen(installation(found.municipality_id), found.pk)
    assert seen is not None
    return seen


def phase(kind: str, opens: int, closes: int, text: str = "") -> services.PhaseDraft:
    """A phase from so many days after today up to and including so many."""
    return services.PhaseDraft(kind, day(opens), day(closes), text)


def plan(found: Round, *phases: services.PhaseDraft) -> None:
    services.plan_phases(found.pk, phases, by=installation(found.municipality_id), at=AT)


def days_of(found: Round) -> dict[str, tuple[int, int]]:
    """The phases of a round in days from today."""
    return {
        str(one.kind): ((one.opens_on - TODAY).days, (one.closes_on - TODAY).days)
        for one in round_seen(found).listed.phases
    }


def set_rules(found: Round, *rules: services.AmountRuleDraft) -> None:
    by = installation(found.municipality_id)
    services.set_amount_rules(found.pk, rules, by=by, at=AT)


def start_as(case: str, municipality: Municipality, name: str = "") -> tuple[Fund, Round]:
    draft = services.StartDraft(case, name or f"Zoals {case}", MANAGER, TODAY)
    fund_id, round_id = services.start_as(draft, by=installation(municipality.pk), at=AT)
    return Fund.objects.get(pk=fund_id), Round.objects.get(pk=round_id)
