"""What a vote lacks, in sentences that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.queries.declared import Lack, Warn
from wijkregie.domain.budgets.queries.fillable import Unfillable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from wijkregie.domain.budgets.queries.declared import Missing

_WORDS: Final[Mapping[Lack | Warn | Unfillable, _StrPromise]] = {
    Lack.NO_BALLOT: _("Choose how residents vote: now a body decides."),
    Lack.NO_RULE: _("The settings of the count are not those of a rule. Choose one anew."),
    Lack.NO_MONEY: _("Fill in how much money there is."),
    Lack.NO_DAYS: _("Plan the days of the vote."),
    Lack.DAYS_OVER: _("The last day of the vote has passed. Plan other days."),
    Lack.NO_ELECTORATE: _("Write down who may vote."),
    Lack.NO_PROPOSAL: _("No plan fits yet. At least one plan must have passed its checks."),
    Lack.NO_PRICE: _("The price is not known of plan %(names)s. Fill in cost and cofinancing."),
    Lack.PRICE_BELOW_NOUGHT: _(
        "Others pay more than the whole cost of plan %(names)s. Look at its cofinancing."
    ),
    Lack.NO_SPLIT: _(
        "The money cannot be divided in these steps over so many themes. Change the amount, "
        "the step or the number of themes."
    ),
    Lack.NO_HOUSEHOLDS: _(
        "Draw the codes first: a game needs to know how many households play."
    ),
    Lack.NO_TURNS: _("Plan the days of every turn of the game."),
    Lack.UNKNOWN_LIMIT: _("A limit is of an area or theme that is not here: %(names)s."),
    Unfillable.TOO_FEW_PLANS: _(
        "A voter must choose more plans than there are on the ballot. Lower that number."
    ),
    Unfillable.TOO_DEAR: _(
        "Nobody can fill in this ballot: so many plans cost more together than there is. "
        "Lower that number, or look at the prices."
    ),
    Unfillable.NO_POINTS: _(
        "Write down how many points each voter divides, where it says who may vote."
    ),
    Unfillable.TOO_FEW_COINS: _(
        "There are more households than coins in a turn, so nobody gets a coin. "
        "Give more coins in each turn."
    ),
    Warn.NO_LETTERS: _("No codes were drawn yet, so nobody can vote yet."),
    Warn.WAITING: _("Not ready yet, and so not on the ballot: plan %(names)s."),
    Warn.ALL_TOO_DEAR: _("Every plan costs more than there is, so none of them can be chosen."),
}


def missing_text(one: Missing) -> str:
    """Return one thing that is missing, or to look at, as a sentence."""
    return str(_WORDS[one.what]) % {"names": ", ".join(one.names)}
