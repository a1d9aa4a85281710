"""Every change to funds and rounds, one function per thing that people do."""

from wijkregie.domain.budgets.services.award_drafts import (
    AwardDraft,
    ExpenseDraft,
    OrderDraft,
    PaidDraft,
    ReturnDraft,
)
from wijkregie.domain.budgets.services.awarding import award, change_award
from wijkregie.domain.budgets.services.casting import cast, check_ballot
from wijkregie.domain.budgets.services.checking import answer_check, ask_check, remind_repairs
from wijkregie.domain.budgets.services.choosing import set_choosing
from wijkregie.domain.budgets.services.conditions import set_amount_rules, set_criteria
from wijkregie.domain.budgets.services.counting import cite_counts, count
from wijkregie.domain.budgets.services.counting_votes import LotWanted, count_votes
from wijkregie.domain.budgets.services.deciding import (
    decide_on,
    decline_proposal,
    record_counsel,
)
from wijkregie.domain.budgets.services.declaring import NotReady, declare, set_publishing
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
from wijkregie.domain.budgets.services.explaining import explain
from wijkregie.domain.budgets.services.formulas import change_pot, make_pot, remove_pot
from wijkregie.domain.budgets.services.frozen import DeclaredStands
from wijkregie.domain.budgets.services.funds import change_fund, close_fund, make_fund
from wijkregie.domain.budgets.services.giving import give_coins
from wijkregie.domain.budgets.services.holding import (
    holding_award,
    holding_fund,
    holding_pot,
    holding_round,
)
from wijkregie.domain.budgets.services.lots import record_lot
from wijkregie.domain.budgets.services.mending import change_order, end_order, take_back_paid
from wijkregie.domain.budgets.services.merging import agree_merge, ask_merge, refuse_merge
from wijkregie.domain.budgets.services.opening import empty_urn, open_urn
from wijkregie.domain.budgets.services.paper import (
    book_paper,
    enter_sheet,
    open_batch,
    pour,
    settle_sheet,
)
from wijkregie.domain.budgets.services.phases import drop_phase, plan_phase, plan_phases
from wijkregie.domain.budgets.services.proposal_drafts import (
    AnswerDraft,
    CheckDraft,
    CofinancingDraft,
    CostDraft,
    CounselDraft,
    HeardDraft,
    ProposalDraft,
)
from wijkregie.domain.budgets.services.proposing import (
    change_cost,
    change_proposal,
    hand_in,
    propose,
    publish,
    set_conflict,
)
from wijkregie.domain.budgets.services.remarks import judge_remark
from wijkregie.domain.budgets.services.reminding import remind_phases
from wijkregie.domain.budgets.services.reopening import reopen_round
from wijkregie.domain.budgets.services.returning import remind_accounts, settle_award
from wijkregie.domain.budgets.services.rolling import draw_roll, hand_out_code, replace_code
from wijkregie.domain.budgets.services.rounds import (
    carry_over,
    change_round,
    close_round,
    make_round,
)
from wijkregie.domain.budgets.services.settling import settle_pot
from wijkregie.domain.budgets.services.shuffling import shuffle, shuffle_urns
from wijkregie.domain.budgets.services.spending import (
    give_account,
    order,
    pay,
    show_expense,
    take_back_expense,
)
from wijkregie.domain.budgets.services.starting import start_as
from wijkregie.domain.budgets.services.taking_in import take_into_round
from wijkregie.domain.budgets.services.taking_over import RULES, ElectionDraft, take_over
from wijkregie.domain.budgets.services.telling import hand_out_ballots, tell
from wijkregie.domain.budgets.services.turn_settling import settle_turn
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
from wijkregie.domain.budgets.services.vouchers import (
    hand_out_vouchers,
    redeem,
    replace_voucher,
)
from wijkregie.domain.budgets.services.withdrawing import withdraw_proposal

__all__ = [
    "RULES",
    "AmountRuleDraft",
    "AnswerDraft",
    "AwardDraft",
    "BallotDraft",
    "BudgetRefused",
    "CarryDraft",
    "CheckDraft",
    "CofinancingDraft",
    "CostDraft",
    "CounselDraft",
    "DeclaredStands",
    "ElectionDraft",
    "ElectorateDraft",
    "ExpenseDraft",
    "FundDraft",
    "HeardDraft",
    "LotWanted",
    "NewCode",
    "NotReady",
    "OrderDraft",
    "OwnerDraft",
    "PaidDraft",
    "PartDraft",
    "PhaseDraft",
    "PotDraft",
    "ProposalDraft",
    "ReceiptSeen",
    "ReturnDraft",
    "RollEntry",
    "RoundDraft",
    "SheetDraft",
    "StartDraft",
    "TurnDraft",
    "agree_merge",
    "answer_check",
    "ask_check",
    "ask_merge",
    "award",
    "book_paper",
    "carry_over",
    "cast",
    "change_award",
    "change_cost",
    "change_fund",
    "change_order",
    "change_pot",
    "change_proposal",
    "change_round",
    "check_ballot",
    "cite_counts",
    "close_fund",
    "close_round",
    "close_turn",
    "close_turns",
    "count",
    "count_votes",
    "decide_on",
    "declare",
    "decline_proposal",
    "draw_roll",
    "drop_phase",
    "empty_urn",
    "end_order",
    "enter_sheet",
    "explain",
    "give_account",
    "give_coins",
    "hand_in",
    "hand_out_ballots",
    "hand_out_code",
    "hand_out_vouchers",
    "holding_award",
    "holding_fund",
    "holding_pot",
    "holding_round",
    "judge_remark",
    "make_fund",
    "make_pot",
    "make_round",
    "open_batch",
    "open_urn",
    "order",
    "pay",
    "plan_phase",
    "plan_phases",
    "plan_turns",
    "pour",
    "propose",
    "publish",
    "put_up",
    "record_counsel",
    "record_lot",
    "redeem",
    "refuse_merge",
    "remind_accounts",
    "remind_phases",
    "remind_repairs",
    "remove_pot",
    "reopen_round",
    "replace_code",
    "replace_voucher",
    "set_amount_rules",
    "set_choosing",
    "set_conflict",
    "set_criteria",
    "set_electorate",
    "set_publishing",
    "settle_award",
    "settle_pot",
    "settle_sheet",
    "settle_turn",
    "show_expense",
    "shuffle",
    "shuffle_urns",
    "start_as",
    "take_back_expense",
    "take_back_paid",
    "take_into_round",
    "take_over",
    "tell",
    "veto",
    "withdraw_proposal",
]
