"""Planted in both sides: the money of chosen plans, what was bought with it, and vouchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.awards import chance, chosen, make_award, ordered, paid, settled, shown
from tests.makers.budgets import TODAY, make_fund, make_pot, part, set_rules, settle, tally
from tests.makers.places import AT
from tests.makers.proposals import open_round
from tests.matrix.allowed import Kind
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import FundYear, Round

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from wijkregie.domain.budgets.models import Award
    from wijkregie.domain.places.models import Area


def plant_awards(side: Side, hidden: Area) -> None:
    """Plant money in hands: sums and words for everyone, papers for who works along."""
    text = side.text
    fund = make_fund(side.municipality, text(Kind.PROGRAMME, "fund with plans"))
    pot = make_pot(fund, parts=(part("voucher", 100), part("fixed", 50_000)))
    tally(pot, fund, vouchers=3)
    settle(pot)
    found = open_round(side.municipality, fund=fund)
    set_rules(found, services.AmountRuleDraft("client", "Contract"))
    found = Round.objects.get(pk=found.pk)
    made = make_award(
        chosen(found, text(Kind.PROGRAMME, "chosen plan")),
        receiver=text(Kind.PROGRAMME, "in whose hands"),
        contract=text(Kind.PROGRAMME, "contract"),
    )
    _spend(side, made)
    chosen(found, text(Kind.PROGRAMME, "plan that waits for its project"))
    place = FundYear.objects.get(fund=fund)
    services.hand_out_vouchers(place.pk, 1, by=side.by, at=AT, chance=chance())
    behind = make_award(
        chosen(open_round(side.municipality), text(Kind.PROGRAMME, "plan of a closed fund")),
        receiver=text(Kind.IDEA, "in whose hands in a hidden area"),
    )
    type(fund).objects.filter(pk=behind.proposal.round.fund_id).update(area=hidden)


def _spend(side: Side, made: Award) -> None:
    text = side.text
    order = ordered(
        made,
        900,
        what=text(Kind.PROGRAMME, "order of a plan"),
        reference=text(Kind.IDEA, "reference of an order of a plan"),
        document=text(Kind.IDEA, "document of an order of a plan"),
    )
    paid(
        made,
        order,
        500,
        what=text(Kind.IDEA, "payment of a plan"),
        document=text(Kind.IDEA, "document of a payment of a plan"),
    )
    gone = shown(
        made,
        100,
        what=text(Kind.PROGRAMME, "what was bought"),
        document=text(Kind.IDEA, "paper of an expense"),
        address=f"https://{text(Kind.IDEA, 'where a paper stands').split()[1]}.nl",
    )
    why = text(Kind.PROGRAMME, "why an expense was taken back")
    services.take_back_expense(gone, why, by=side.by, at=AT)
    account = text(Kind.PROGRAMME, "account of a plan")
    services.give_account(made.pk, account, by=side.by, at=AT)
    why = text(Kind.PROGRAMME, "how the money of a plan ended")
    document = text(Kind.IDEA, "document of what came back")
    settled(made, 500, why=why, document=document, on=TODAY)
