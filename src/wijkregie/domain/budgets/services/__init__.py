"""Every change to funds and rounds, one function per thing that people do."""

from wijkregie.domain.budgets.services.conditions import set_amount_rules, set_criteria
from wijkregie.domain.budgets.services.counting import cite_counts, count
from wijkregie.domain.budgets.services.drafts import (
    AmountRuleDraft,
    BudgetRefused,
    CarryDraft,
    FundDraft,
    OwnerDraft,
    PartDraft,
    PhaseDraft,
    PotDraft,
    RoundDraft,
    StartDraft,
)
from wijkregie.domain.budgets.services.formulas import change_pot, make_pot, remove_pot
from wijkregie.domain.budgets.services.funds import change_fund, close_fund, make_fund
from wijkregie.domain.budgets.services.holding import holding_fund, holding_pot, holding_round
from wijkregie.domain.budgets.services.phases import drop_phase, plan_phase, plan_phases
from wijkregie.domain.budgets.services.reminding import remind_phases
from wijkregie.domain.budgets.services.rounds import (
    carry_over,
    change_round,
    close_round,
    make_round,
)
from wijkregie.domain.budgets.services.settling import settle_pot
from wijkregie.domain.budgets.services.starting import start_as

__all__ = [
    "AmountRuleDraft",
    "BudgetRefused",
    "CarryDraft",
    "FundDraft",
    "OwnerDraft",
    "PartDraft",
    "PhaseDraft",
    "PotDraft",
    "RoundDraft",
    "StartDraft",
    "carry_over",
    "change_fund",
    "change_pot",
    "change_round",
    "cite_counts",
    "close_fund",
    "close_round",
    "count",
    "drop_phase",
    "holding_fund",
    "holding_pot",
    "holding_round",
    "make_fund",
    "make_pot",
    "make_round",
    "plan_phase",
    "plan_phases",
    "remind_phases",
    "remove_pot",
    "set_amount_rules",
    "set_criteria",
    "settle_pot",
    "start_as",
]
