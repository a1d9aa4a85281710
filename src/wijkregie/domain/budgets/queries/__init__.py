"""What one may know about funds and rounds. Nothing here hands out a model."""

from wijkregie.domain.budgets.queries.accounts import account_of
from wijkregie.domain.budgets.queries.alike import proposals_alike
from wijkregie.domain.budgets.queries.awards import (
    award_of_expense,
    award_of_project,
    award_of_proposal,
    award_seen,
    chosen_of,
    has_chosen,
    own_award,
)
from wijkregie.domain.budgets.queries.building import LIVE, TAKES_PLANS, WAITING_FOR_ANSWER
from wijkregie.domain.budgets.queries.cases import UnfitCase, case_of, cases
from wijkregie.domain.budgets.queries.contests import LEAST_GROUP, contest_of_round
from wijkregie.domain.budgets.queries.count_desk import (
    CountDesk,
    DeclarationSeen,
    Step,
    count_desk,
    declaration_seen,
)
from wijkregie.domain.budgets.queries.counting import CountingFault, counting_of
from wijkregie.domain.budgets.queries.counts import (
    OutcomeSeen,
    PlanCounted,
    audit_file,
    ballots_file,
    is_told,
    lot_of,
    outcome_seen,
)
from wijkregie.domain.budgets.queries.electorate import is_code_shaped
from wijkregie.domain.budgets.queries.funds import fund_seen, funds_visible_to
from wijkregie.domain.budgets.queries.guards import Course, Days, Guards, Spread, guards_of
from wijkregie.domain.budgets.queries.missing_words import missing_text
from wijkregie.domain.budgets.queries.needed import HAND_IN
from wijkregie.domain.budgets.queries.open_votes import OpenVote, open_votes
from wijkregie.domain.budgets.queries.pabulib import pabulib_file
from wijkregie.domain.budgets.queries.paper import (
    BatchSeen,
    DifferenceSeen,
    SheetSeen,
    batch_seen,
    batches_of,
    differences,
    sheets_of,
)
from wijkregie.domain.budgets.queries.polling import Stand, ballot_limits
from wijkregie.domain.budgets.queries.pots import pot_seen
from wijkregie.domain.budgets.queries.proposal_seen import (
    CheckAsked,
    CheckSeen,
    CofinancingSeen,
    CounselSeen,
    MayDo,
    MergeSeen,
    ProposalNamed,
    ProposalSeen,
    ProposalWhole,
)
from wijkregie.domain.budgets.queries.proposals import (
    check_waiting,
    checks_asked_of,
    own_proposal,
    proposal_by_id,
    proposal_by_number,
    proposal_of_signal,
    proposal_seen,
    proposals_on_ballot,
    proposals_visible_to,
)
from wijkregie.domain.budgets.queries.proposals_to_do import (
    Todo,
    ToDoSeen,
    proposals_to_do,
)
from wijkregie.domain.budgets.queries.remarks import RemarkSeen, remarks_of, remarks_shown
from wijkregie.domain.budgets.queries.roll import InclusionSeen, receipt_of
from wijkregie.domain.budgets.queries.rounds import (
    phase_of,
    round_seen,
    rounds_visible_to,
    who_decides,
)
from wijkregie.domain.budgets.queries.seen import (
    AmountRuleSeen,
    CountSeen,
    FundListed,
    FundSeen,
    PartSeen,
    PhaseSeen,
    PlaceSeen,
    PotSeen,
    RoundListed,
    RoundSeen,
)
from wijkregie.domain.budgets.queries.seen_awards import (
    AwardNamed,
    AwardSeen,
    ExpenseSeen,
    OrderOfAward,
    PaymentOfAward,
    Sums,
    VouchersSeen,
    YearAccount,
)
from wijkregie.domain.budgets.queries.stopping import reopens_until
from wijkregie.domain.budgets.queries.taking_part import (
    GroupTurnout,
    TookPart,
    turnout_seen,
    turnouts_of_fund,
    turnouts_since,
)
from wijkregie.domain.budgets.queries.turns import (
    GoingAhead,
    PurseSeen,
    TurnSeen,
    going_ahead,
    prices_in_coins,
    purse_of,
    turns_of,
    vetoes_of,
)
from wijkregie.domain.budgets.queries.unsealing import SheetRead
from wijkregie.domain.budgets.queries.urn_check import UrnCheck
from wijkregie.domain.budgets.queries.voted_on import VotedOn, voted_on
from wijkregie.domain.budgets.queries.voting_seen import (
    AreaTurnout,
    PlanOnBallot,
    TurnoutSeen,
    VotingSeen,
    turnout_of,
    voting_seen,
)
from wijkregie.domain.budgets.queries.voucher_years import VoucherYear, voucher_years
from wijkregie.domain.budgets.queries.why import WhySeen, why_lines, why_words

__all__ = [
    "HAND_IN",
    "LEAST_GROUP",
    "LIVE",
    "TAKES_PLANS",
    "WAITING_FOR_ANSWER",
    "AmountRuleSeen",
    "AreaTurnout",
    "AwardNamed",
    "AwardSeen",
    "BatchSeen",
    "CheckAsked",
    "CheckSeen",
    "CofinancingSeen",
    "CounselSeen",
    "CountDesk",
    "CountSeen",
    "CountingFault",
    "Course",
    "Days",
    "DeclarationSeen",
    "DifferenceSeen",
    "ExpenseSeen",
    "FundListed",
    "FundSeen",
    "GoingAhead",
    "GroupTurnout",
    "Guards",
    "InclusionSeen",
    "MayDo",
    "MergeSeen",
    "OpenVote",
    "OrderOfAward",
    "OutcomeSeen",
    "PartSeen",
    "PaymentOfAward",
    "PhaseSeen",
    "PlaceSeen",
    "PlanCounted",
    "PlanOnBallot",
    "PotSeen",
    "ProposalNamed",
    "ProposalSeen",
    "ProposalWhole",
    "PurseSeen",
    "RemarkSeen",
    "RoundListed",
    "RoundSeen",
    "SheetRead",
    "SheetSeen",
    "Spread",
    "Stand",
    "Step",
    "Sums",
    "ToDoSeen",
    "Todo",
    "TookPart",
    "TurnSeen",
    "TurnoutSeen",
    "UnfitCase",
    "UrnCheck",
    "VotedOn",
    "VotingSeen",
    "VoucherYear",
    "VouchersSeen",
    "WhySeen",
    "YearAccount",
    "account_of",
    "audit_file",
    "award_of_expense",
    "award_of_project",
    "award_of_proposal",
    "award_seen",
    "ballot_limits",
    "ballots_file",
    "batch_seen",
    "batches_of",
    "case_of",
    "cases",
    "check_waiting",
    "checks_asked_of",
    "chosen_of",
    "contest_of_round",
    "count_desk",
    "counting_of",
    "declaration_seen",
    "differences",
    "fund_seen",
    "funds_visible_to",
    "going_ahead",
    "guards_of",
    "has_chosen",
    "is_code_shaped",
    "is_told",
    "lot_of",
    "missing_text",
    "open_votes",
    "outcome_seen",
    "own_award",
    "own_proposal",
    "pabulib_file",
    "phase_of",
    "pot_seen",
    "prices_in_coins",
    "proposal_by_id",
    "proposal_by_number",
    "proposal_of_signal",
    "proposal_seen",
    "proposals_alike",
    "proposals_on_ballot",
    "proposals_to_do",
    "proposals_visible_to",
    "purse_of",
    "receipt_of",
    "remarks_of",
    "remarks_shown",
    "reopens_until",
    "round_seen",
    "rounds_visible_to",
    "sheets_of",
    "turnout_of",
    "turnout_seen",
    "turnouts_of_fund",
    "turnouts_since",
    "turns_of",
    "vetoes_of",
    "voted_on",
    "voting_seen",
    "voucher_years",
    "who_decides",
    "why_lines",
    "why_words",
]
