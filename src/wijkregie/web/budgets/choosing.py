"""How residents may vote and how it is counted: each choice in one plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wijkregie.core.tally.declared import Family
from wijkregie.domain.budgets.states import BallotKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

#: How a ballot and a way of counting are called in an address.
BALLOT_WORDS: Final[Mapping[BallotKind, str]] = {
    BallotKind.NONE: "geen",
    BallotKind.APPROVAL: "aankruisen",
    BallotKind.ONE: "een-plan",
    BallotKind.VARIANTS: "hele-plannen",
    BallotKind.RANKING: "volgorde",
    BallotKind.POINTS: "punten",
    BallotKind.KNAPSACK: "tot-het-geld-op-is",
    BallotKind.COINS: "munten",
    BallotKind.THEMES: "themas",
}
BALLOT_OF: Final = {word: kind for kind, word in BALLOT_WORDS.items()}
FAMILY_WORDS: Final[Mapping[Family, str]] = {
    Family.GREEDY: "meeste-stemmen",
    Family.EQUAL_SHARES: "gelijke-delen",
    Family.PHRAGMEN: "om-de-beurt",
}
FAMILY_OF: Final = {word: family for family, word in FAMILY_WORDS.items()}
#: For a ballot that is counted in one way only.
ONLY: Final = "instellen"
_MARKS: Final = tuple(Family)
_WEIGHED: Final = (Family.GREEDY, Family.EQUAL_SHARES)
#: In which ways each ballot over plans can be counted.
FAMILIES: Final[Mapping[BallotKind, tuple[Family, ...]]] = {
    BallotKind.APPROVAL: _MARKS,
    BallotKind.ONE: _MARKS,
    BallotKind.KNAPSACK: _MARKS,
    BallotKind.RANKING: _WEIGHED,
    BallotKind.POINTS: _WEIGHED,
}
_BALLOTS: Final[Mapping[BallotKind, _StrPromise]] = {
    BallotKind.NONE: _("Nobody votes: a body decides and says why."),
    BallotKind.APPROVAL: _("A voter marks every plan that is good: easy, and no vote is lost."),
    BallotKind.ONE: _("A voter chooses one plan, as in an election."),
    BallotKind.VARIANTS: _("A voter chooses one plan, and that one gets all of the money."),
    BallotKind.RANKING: _("A voter puts plans in order, the best one first."),
    BallotKind.POINTS: _("A voter gives more points to what matters more."),
    BallotKind.KNAPSACK: _("A voter chooses plans that cost no more together than there is."),
    BallotKind.COINS: _(
        "Households get coins in every turn and pay for plans together, some turns long."
    ),
    BallotKind.THEMES: _("A voter divides the whole amount over themes, not over plans."),
}
_FAMILIES: Final[Mapping[Family, _StrPromise]] = {
    Family.GREEDY: _("Most votes first: what is chosen most goes first, as long as it fits."),
    Family.EQUAL_SHARES: _(
        "Equal shares: every voter holds an equal part of the money, so that a smaller group "
        "counts too."
    ),
    Family.PHRAGMEN: _(
        "By turns (Phragmén): the plan whose voters have paid least so far goes first."
    ),
}


def ballot_choices() -> list[tuple[object, object]]:
    """Return all ballots with what they mean."""
    return [(one.value, f"{capfirst(one.label)}. {_BALLOTS[one]}") for one in BallotKind]


def family_choices(kind: BallotKind) -> list[tuple[object, object]]:
    """Return the ways in which a ballot can be counted, with what they mean."""
    return [(one.value, str(_FAMILIES[one])) for one in FAMILIES[kind]]
