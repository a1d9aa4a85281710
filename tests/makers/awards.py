"""Chosen proposals with their money for tests; what a test is not about is filled in."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from tests.makers.budgets import TODAY, day, set_rules
from tests.makers.places import AT
from tests.makers.proposals import a_decision_on, again, desk, fitting, open_round
from wijkregie.domain.budgets import queries, services
from wijkregie.domain.budgets.models import Award, Round
from wijkregie.domain.budgets.services import outcomes
from wijkregie.domain.budgets.states import ProposalState
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Proposal
    from wijkregie.domain.budgets.queries import AwardSeen, YearAccount
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

CONTRACT: dict[str, Any] = {"contract": "Contract 12", "contract_on": TODAY}


def chosen(
    found: Round, title: str = "", *, mandate: str = "Besluit van de tafel", **more: Any
) -> Proposal:
    """A proposal that a body chose."""
    made = fitting(found, title, **more)
    outcomes.settle(
        made,
        ProposalState.CHOSEN,
        decision=a_decision_on(made, mandate=mandate),
        words="Gekozen.",
        by=desk(made),
        at=AT,
    )
    return again(made)


def choose(municipality: Municipality, path: str = "table", **more: Any) -> Proposal:
    """A chosen proposal of a fund and a round of its own, decided on by ``path``."""
    found = open_round(municipality)
    set_rules(found, services.AmountRuleDraft(path, "Zo spraken we af"))
    return chosen(Round.objects.get(pk=found.pk), **more)


def make_award(proposal: Proposal, **more: Any) -> Award:
    """The proposal as a project; in hands with a contract, a receiver and a day."""
    known = {"receiver": "Buurtgroep", "account_by": day(60), **CONTRACT} | more
    draft = services.AwardDraft(**known)
    return Award.objects.get(pk=services.award(proposal.pk, draft, by=desk(proposal), at=AT))


def ordered(made: Award, euros: int = 1000, **more: Any) -> int:
    known: dict[str, Any] = {
        "what": "Bankjes",
        "supplier": "Hovenier",
        "ordered_on": TODAY,
    } | more
    draft = services.OrderDraft(cents=euros * 100, **known)
    return services.order(made.pk, draft, by=installation(made.municipality_id), at=AT)


def paid(made: Award, order_id: int, euros: int = 1000, **more: Any) -> int:
    known: dict[str, Any] = {
        "what": "Voorschot",
        "paid_on": TODAY,
        "document": "Betaling 7",
    } | more
    draft = services.PaidDraft(order_id, cents=euros * 100, **known)
    return services.pay(made.pk, draft, by=installation(made.municipality_id), at=AT)


def shown(made: Award, euros: int, *, by: Viewer | None = None, **more: Any) -> int:
    known: dict[str, Any] = {"what": "Hout", "spent_on": TODAY, "document": "Bon 3"} | more
    draft = services.ExpenseDraft(cents=euros * 100, **known)
    by = by or installation(made.municipality_id)
    return services.show_expense(made.pk, draft, by=by, at=AT)


def settled(made: Award, back: int = 0, **more: Any) -> int:
    """Settle; ``back`` euros came out of hands. What is the fund's again, in cents."""
    known: dict[str, Any] = {
        "why": "Het plan is klaar.",
        "on": TODAY,
        "document": "Bon 9",
    } | more
    draft = services.ReturnDraft(back_cents=back * 100, **known)
    return services.settle_award(made.pk, draft, by=installation(made.municipality_id), at=AT)


def accounted(made: Award, text: str = "De bankjes staan er.") -> None:
    services.give_account(made.pk, text, by=installation(made.municipality_id), at=AT)


def award_seen(made: Award, viewer: Viewer | None = None) -> AwardSeen:
    found = queries.award_seen(viewer or installation(made.municipality_id), made.pk)
    assert found is not None
    return found


def account_of(found: Round, year: int = TODAY.year) -> YearAccount:
    """The account of the fund of a round over a year."""
    years = queries.account_of(installation(found.municipality_id), found.fund_id)
    (one,) = [one for one in years if one.year == year]
    return one


def chance() -> Random:
    return Random(7)  # noqa: S311 - a test that can be done again
