"""What one may know about funds and rounds. Nothing here hands out a model."""

from wijkregie.domain.budgets.queries.cases import UnfitCase, case_of, cases
from wijkregie.domain.budgets.queries.counting import CountingFault, counting_of
from wijkregie.domain.budgets.queries.electorate import is_code_shaped
from wijkregie.domain.budgets.queries.funds import fund_seen, funds_visible_to
from wijkregie.domain.budgets.queries.open_votes import OpenVote, open_votes
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
from wijkregie.domain.budgets.queries.turns import (
    PurseSeen,
    RemarkSeen,
    TurnSeen,
    prices_in_coins,
    purse_of,
    remarks_of,
    remarks_shown,
    turns_of,
)
from wijkregie.domain.budgets.queries.unsealing import SheetRead
from wijkregie.domain.budgets.queries.voting_seen import (
    AreaTurnout,
    PlanOnBallot,
    TurnoutSeen,
    VotingSeen,
    turnout_of,
    voting_seen,
)

__all__ = [
    "AmountRuleSeen",
    "AreaTurnout",
    "BatchSeen",
    "CountSeen",
    "CountingFault",
    "DifferenceSeen",
    "FundListed",
    "FundSeen",
    "InclusionSeen",
    "OpenVote",
    "PartSeen",
    "PhaseSeen",
    "PlaceSeen",
    "PlanOnBallot",
    "PotSeen",
    "PurseSeen",
    "RemarkSeen",
    "RoundListed",
    "RoundSeen",
    "SheetRead",
    "SheetSeen",
    "Stand",
    "TurnSeen",
    "TurnoutSeen",
    "UnfitCase",
    "VotingSeen",
    "ballot_limits",
    "batch_seen",
    "batches_of",
    "case_of",
    "cases",
    "counting_of",
    "differences",
    "fund_seen",
    "funds_visible_to",
    "is_code_shaped",
    "open_votes",
    "phase_of",
    "pot_seen",
    "prices_in_coins",
    "purse_of",
    "receipt_of",
    "remarks_of",
    "remarks_shown",
    "round_seen",
    "rounds_visible_to",
    "sheets_of",
    "turnout_of",
    "turns_of",
    "voting_seen",
    "who_decides",
]
