"""Funds with their size per year, rounds in which it is spent, proposals and votes."""

from wijkregie.domain.budgets.models.awards import (
    Award,
    AwardOrder,
    Expense,
    Returned,
    VoteShare,
    Voucher,
)
from wijkregie.domain.budgets.models.counsels import Counsel
from wijkregie.domain.budgets.models.counts import Count, CountAct, CountedProposal, Declaration
from wijkregie.domain.budgets.models.funds import (
    Fund,
    FundCount,
    FundGrant,
    FundSource,
    FundYear,
    Pot,
    SourceShare,
)
from wijkregie.domain.budgets.models.proposals import (
    Cofinancing,
    Merge,
    MergeHeard,
    Proposal,
    ProposalCheck,
)
from wijkregie.domain.budgets.models.rounds import AmountRule, Criterion, Phase, Round
from wijkregie.domain.budgets.models.votes import (
    Electorate,
    PaperBatch,
    PaperSheet,
    Receipt,
    Remark,
    SealedBallot,
    Turn,
    Voter,
)

__all__ = [
    "AmountRule",
    "Award",
    "AwardOrder",
    "Cofinancing",
    "Counsel",
    "Count",
    "CountAct",
    "CountedProposal",
    "Criterion",
    "Declaration",
    "Electorate",
    "Expense",
    "Fund",
    "FundCount",
    "FundGrant",
    "FundSource",
    "FundYear",
    "Merge",
    "MergeHeard",
    "PaperBatch",
    "PaperSheet",
    "Phase",
    "Pot",
    "Proposal",
    "ProposalCheck",
    "Receipt",
    "Remark",
    "Returned",
    "Round",
    "SealedBallot",
    "SourceShare",
    "Turn",
    "VoteShare",
    "Voter",
    "Voucher",
]
