"""Ways of choosing that a round can declare from a list; a case brings its own settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.states import BallotKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from wijkregie.domain.budgets.queries import RoundSeen


@dataclass(frozen=True, slots=True)
class Declared:
    """A ballot with the settings of its count, and how a page calls it."""

    text: _StrPromise
    ballot: BallotKind = BallotKind.NONE
    counting: Mapping[str, Any] = field(default_factory=dict)


DECLARED: Final[Mapping[str, Declared]] = {
    "none": Declared(_("Nobody votes: a body decides")),
    "most_votes": Declared(
        _("Mark plans; what is marked most goes first"),
        BallotKind.APPROVAL,
        {"family": "greedy", "utility": "cardinality"},
    ),
    "equal_shares": Declared(
        _("Mark plans; by equal shares, so that every voter weighs as much"),
        BallotKind.APPROVAL,
        {
            "family": "equal shares",
            "utility": "cost",
            "until": "until overspent",
            "start": "exact",
            "step": 100,
            "ties": ["lowest cost", "most votes", "lot"],
        },
    ),
    "variants": Declared(
        _("Choose one whole plan; the plan with the most votes wins"),
        BallotKind.VARIANTS,
        {"majority": "0", "short": "highest", "voters": 0},
    ),
}


def kept_settings(key: str, seen: RoundSeen | None) -> tuple[str, Mapping[str, Any]]:
    """Return the ballot and settings that were chosen, or those that stand."""
    if seen is not None and key not in DECLARED:
        return seen.ballot, seen.counting
    chosen = DECLARED[key]
    return chosen.ballot, chosen.counting
