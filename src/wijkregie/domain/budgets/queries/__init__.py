"""What one may know about funds and rounds. Nothing here hands out a model."""

from wijkregie.domain.budgets.queries.cases import UnfitCase, case_of, cases
from wijkregie.domain.budgets.queries.counting import CountingFault, counting_of
from wijkregie.domain.budgets.queries.electorate import is_code_shaped
from wijkregie.domain.budgets.queries.funds import fund_seen, funds_visible_to
from wijkregie.domain.budgets.queries.polling import Stand, ballot_limits
from wijkregie.domain.budgets.queries.pots import pot_seen
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

__all__ = [
    "AmountRuleSeen",
    "CountSeen",
    "CountingFault",
    "FundListed",
    "FundSeen",
    "PartSeen",
    "PhaseSeen",
    "PlaceSeen",
    "PotSeen",
    "RoundListed",
    "RoundSeen",
    "Stand",
    "UnfitCase",
    "ballot_limits",
    "case_of",
    "cases",
    "counting_of",
    "fund_seen",
    "funds_visible_to",
    "is_code_shaped",
    "phase_of",
    "pot_seen",
    "round_seen",
    "rounds_visible_to",
    "who_decides",
]
