"""Planted in both sides: funds, formulas and rounds; of a hidden area for who works along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.budgets import (
    TODAY,
    decided,
    make_fund,
    make_pot,
    make_round,
    part,
    phase,
    plan,
    set_rules,
    settle,
)
from tests.makers.places import AT
from tests.matrix.allowed import Kind
from wijkregie.domain.budgets import services

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from wijkregie.domain.places.models import Area


def plant_funds(side: Side, hidden: Area) -> None:
    """Plant what is public of funds and rounds, and a fund of an area that is not."""
    name = side.text(Kind.PROGRAMME, "fund")
    fund = make_fund(
        side.municipality, name, purpose=side.text(Kind.PROGRAMME, "purpose of a fund")
    )
    pot = make_pot(
        fund,
        parts=(
            part("per_inhabitant", 2, (side.text(Kind.PROGRAMME, "funder of a fund"), 100)),
        ),
        title=side.text(Kind.PROGRAMME, "money of a fund"),
    )
    source = side.text(Kind.PROGRAMME, "source of a count")
    services.count(pot.places.get().pk, "inhabitants", 5, source, by=side.by, at=AT)
    settle(pot)
    make_pot(fund, title=side.text(Kind.PROGRAMME, "money that was not settled"))
    _round(side, fund.pk)
    behind = make_fund(side.municipality, side.text(Kind.IDEA, "fund of a hidden area"))
    type(behind).objects.filter(pk=behind.pk).update(area=hidden)
    make_round(behind, side.text(Kind.IDEA, "round of a hidden area"))


def _round(side: Side, fund_id: int) -> None:
    fund = make_fund(side.municipality, side.text(Kind.PROGRAMME, "fund that was closed"))
    services.close_fund(
        fund.pk, side.text(Kind.PROGRAMME, "why a fund closed"), by=side.by, at=AT
    )
    open_one = type(fund).objects.get(pk=fund_id)
    made = make_round(
        open_one,
        side.text(Kind.PROGRAMME, "round"),
        about=side.text(Kind.PROGRAMME, "about a round"),
        budget_cents=0,
    )
    plan(made, phase("ideas", 1, 2, side.text(Kind.PROGRAMME, "text of a phase")))
    services.set_criteria(made.pk, [side.text(Kind.PROGRAMME, "criterion")], by=side.by, at=AT)
    mandate = side.text(Kind.PROGRAMME, "mandate on an amount")
    set_rules(made, services.AmountRuleDraft("table", mandate))
    year = TODAY.year - 1
    title = side.text(Kind.PROGRAMME, "money of the year before")
    settle(make_pot(open_one, parts=(part("fixed", 1),), title=title, year=year))
    before = side.text(Kind.PROGRAMME, "round before")
    old = make_round(open_one, before, budget_cents=1, year=year)
    services.close_round(
        old.pk, side.text(Kind.PROGRAMME, "why a round closed"), by=side.by, at=AT
    )
    why = decided(reason=side.text(Kind.PROGRAMME, "why money was carried over"))
    draft = services.CarryDraft(old.pk, 1, why)
    services.carry_over(made.pk, draft, by=side.by, at=AT)
