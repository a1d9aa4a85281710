"""Funds with their size per year, and the rounds in which it is spent."""

from wijkregie.domain.budgets.models.funds import (
    Fund,
    FundCount,
    FundGrant,
    FundSource,
    FundYear,
    Pot,
    SourceShare,
)
from wijkregie.domain.budgets.models.rounds import AmountRule, Criterion, Phase, Round

__all__ = [
    "AmountRule",
    "Criterion",
    "Fund",
    "FundCount",
    "FundGrant",
    "FundSource",
    "FundYear",
    "Phase",
    "Pot",
    "Round",
    "SourceShare",
]
