"""Every change to funds and rounds, one function per thing that people do."""

from wijkregie.domain.budgets.services.casting import cast, check_ballot
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
from wijkregie.domain.budgets.services.electorate import set_electorate
from wijkregie.domain.budgets.services.formulas import change_pot, make_pot, remove_pot
from wijkregie.domain.budgets.services.funds import change_fund, close_fund, make_fund
from wijkregie.domain.budgets.services.giving import give_coins
from wijkregie.domain.budgets.services.holding import holding_fund, holding_pot, holding_round
from wijkregie.domain.budgets.services.opening import empty_urn, open_urn, shuffle, shuffle_urns
from wijkregie.domain.budgets.services.paper import (
    book_paper,
    enter_sheet,
    open_batch,
    pour,
    settle_sheet,
)
from wijkregie.domain.budgets.services.phases import drop_phase, plan_phase, plan_phases
from wijkregie.domain.budgets.services.remarks import judge_remark
from wijkregie.domain.budgets.services.reminding import remind_phases
from wijkregie.domain.budgets.services.rolling import draw_roll, hand_out_code, replace_code
from wijkregie.domain.budgets.services.rounds import (
    carry_over,
    change_round,
    close_round,
    make_round,
)
from wijkregie.domain.budgets.services.settling import settle_pot
from wijkregie.domain.budgets.services.starting import start_as
from wijkregie.domain.budgets.services.turns import (
    close_turn,
    close_turns,
    plan_turns,
    put_up,
    veto,
)
from wijkregie.domain.budgets.services.vote_drafts import (
    BallotDraft,
    ElectorateDraft,
    NewCode,
    ReceiptSeen,
    RollEntry,
    SheetDraft,
    TurnDraft,
)

__all__ = [
    "AmountRuleDraft",
    "BallotDraft",
    "BudgetRefused",
    "CarryDraft",
    "ElectorateDraft",
    "FundDraft",
    "NewCode",
    "OwnerDraft",
    "PartDraft",
    "PhaseDraft",
    "PotDraft",
    "ReceiptSeen",
    "RollEntry",
    "RoundDraft",
    "SheetDraft",
    "StartDraft",
    "TurnDraft",
    "book_paper",
    "carry_over",
    "cast",
    "change_fund",
    "change_pot",
    "change_round",
    "check_ballot",
    "cite_counts",
    "close_fund",
    "close_round",
    "close_turn",
    "close_turns",
    "count",
    "draw_roll",
    "drop_phase",
    "empty_urn",
    "enter_sheet",
    "give_coins",
    "hand_out_code",
    "holding_fund",
    "holding_pot",
    "holding_round",
    "judge_remark",
    "make_fund",
    "make_pot",
    "make_round",
    "open_batch",
    "open_urn",
    "plan_phase",
    "plan_phases",
    "plan_turns",
    "pour",
    "put_up",
    "remind_phases",
    "remove_pot",
    "replace_code",
    "set_amount_rules",
    "set_criteria",
    "set_electorate",
    "settle_pot",
    "settle_sheet",
    "shuffle",
    "shuffle_urns",
    "start_as",
    "veto",
]
