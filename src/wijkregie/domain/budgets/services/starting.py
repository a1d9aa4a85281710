"""Start a fund with its first round as a town did: one act, and all of it can be changed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.queries.cases import case_of
from wijkregie.domain.budgets.services.conditions import set_amount_rules, set_criteria
from wijkregie.domain.budgets.services.drafts import (
    AmountRuleDraft,
    BudgetRefused,
    FundDraft,
    PartDraft,
    PhaseDraft,
    PotDraft,
    RoundDraft,
)
from wijkregie.domain.budgets.services.formulas import make_pot
from wijkregie.domain.budgets.services.funds import make_fund
from wijkregie.domain.budgets.services.phases import plan_phases
from wijkregie.domain.budgets.services.rounds import make_round
from wijkregie.domain.budgets.states import PhaseKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from wijkregie.domain.budgets.services.drafts import StartDraft
    from wijkregie.kit.viewer import Viewer
    from wijkregie.sources.fund_cases import FundCase


@transaction.atomic
def start_as(draft: StartDraft, *, by: Viewer, at: datetime) -> tuple[int, int]:
    """Make a fund with its formula and its first round; return the numbers of both.

    Nothing is settled: amounts that the case does not tell stay unknown.
    """
    case = case_of(draft.case)
    if case is None:
        raise BudgetRefused(_("Choose as which town you want to start."), "case")
    fund = FundDraft(
        draft.name, case.form, draft.owner, area_id=draft.area_id, purpose=case.purpose
    )
    fund_id = make_fund(fund, by=by, at=at, case=case.key)
    make_pot(_pot(case, draft, fund_id), by=by, at=at)
    round_id = make_round(fund_id, _round(case, draft), by=by, at=at, case=case.key)
    phases = _phases(case, draft.first_day)
    _refuse_over(phases, timezone.localdate(at))
    plan_phases(round_id, phases, by=by, at=at)
    set_criteria(round_id, case.criteria, by=by, at=at)
    rules = [
        AmountRuleDraft(one.path, one.mandate, one.up_to_cents, one.checks)
        for one in case.rules
    ]
    set_amount_rules(round_id, rules, by=by, at=at)
    return fund_id, round_id


def _refuse_over(phases: Sequence[PhaseDraft], today: date) -> None:
    """Refuse a first day with which a phase is over or the vote began: nobody took part."""
    begun = any(one.kind == PhaseKind.VOTE and one.opens_on <= today for one in phases)
    if begun or any(one.closes_on < today for one in phases):
        raise BudgetRefused(
            _("With this day the first phase is over already. Choose today or a later day."),
            "first_day",
        )


def _pot(case: FundCase, draft: StartDraft, fund_id: int) -> PotDraft:
    return PotDraft(
        title=draft.name,
        year=draft.first_day.year,
        fund_ids=(fund_id,),
        parts=tuple(
            PartDraft(
                one.kind,
                one.cents,
                tuple((name, Decimal(percent)) for name, percent in one.funders),
            )
            for one in case.parts
        ),
    )


def _round(case: FundCase, draft: StartDraft) -> RoundDraft:
    return RoundDraft(
        title=_("Round %(year)d") % {"year": draft.first_day.year},
        year=draft.first_day.year,
        budget_cents=case.budget_cents,
        ballot=case.ballot,
        counting=case.counting,
    )


def _phases(case: FundCase, first_day: date) -> list[PhaseDraft]:
    found, opens = [], first_day
    for phase in case.phases:
        closes = opens + timedelta(days=phase.days - 1)
        found.append(PhaseDraft(phase.kind, opens, closes, phase.text))
        opens = closes + timedelta(days=1)
    return found
