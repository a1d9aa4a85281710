"""Settle a year: a body decides, on its mandate, what each fund gets to the cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets.models import FundGrant
from wijkregie.domain.budgets.queries.sizes import size_of
from wijkregie.domain.budgets.queries.year_money import got_of, own_rounds, spoken_for
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.services import keeping
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.budgets.queries.sizes import Size
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def settle_pot(
    pot_id: int,
    draft: decisions.DecisionDraft,
    *,
    read_at: datetime,
    by: Viewer,
    at: datetime,
) -> int:
    """Record the decision by which a formula is settled, and what it gives; return its number.

    Raises ``BudgetRefused`` where an amount or a count is not known, where somebody changed
    the formula since ``read_at``, and where the rounds of a fund come to more than it gets
    once all of its year is settled.
    """
    pot = finding.pot_to_change(pot_id, by)
    if pot.changed_at != read_at:
        raise BudgetRefused(
            _("Somebody else changed this formula. Reload the page and try again.")
        )
    if draft.outcome != Outcome.FOLLOW_UP:
        raise ValueError(draft.outcome)
    size = size_of(pot)
    _refuse_unknown(size)
    decision = decisions.record(draft, by=by, at=at)
    FundGrant.objects.bulk_create(
        FundGrant(
            municipality_id=pot.municipality_id,
            fund_year_id=place_id,
            funder_id=funder_id,
            cents=cents,
        )
        for place_id, of_place in size.grants.items()
        for funder_id, cents in of_place.items()
    )
    for place in pot.places.all():
        place.cents = sum(size.grants.get(place.pk, {}).values())
        place.save(update_fields=["cents"])
        _refuse_rounds_beyond(place.fund_id, pot.year)
    pot.decision, pot.settled_at = decision, at
    pot.save(update_fields=["decision", "settled_at"])
    audit.record("pot_settled", pot, by=by, at=at)
    return decision.pk


def _refuse_rounds_beyond(fund_id: int, year: int) -> None:
    """Refuse to settle less than what rounds of the year speak for already."""
    fund = finding.hold_fund(fund_id)
    got = got_of(fund_id).get(year)
    asked = spoken_for(own_rounds(fund_id).filter(year=year))
    if got is not None and asked > got:
        raise BudgetRefused(
            _(
                "The rounds of “%(fund)s” in %(year)d come to %(asked)s, and the fund gets "
                "%(got)s. Lower the amount of a round first, or change the formula."
            )
            % {
                "fund": fund.name,
                "year": year,
                "asked": keeping.euros(asked),
                "got": keeping.euros(got),
            }
        )


def _refuse_unknown(size: Size) -> None:
    if size.amount_missing:
        raise BudgetRefused(
            _("An amount of the formula is not known yet. Fill that in, then settle the year.")
        )
    if size.missing:
        number = len(size.missing)
        words = ngettext(
            "%(number)d count is not known yet. Fill that in, then settle the year.",
            "%(number)d counts are not known yet. Fill those in, then settle the year.",
            number,
        )
        raise BudgetRefused(words % {"number": number})
    if size.nothing_to_divide_by:
        raise BudgetRefused(
            _("All counts are nought, so there is nothing to divide by. Change the formula.")
        )
