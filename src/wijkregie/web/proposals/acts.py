"""What one can do with a plan, by the word in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.web.proposals import joining, judging, planning

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wijkregie.domain.budgets.queries import ProposalWhole
    from wijkregie.web.proposals.desk import Desk
    from wijkregie.web.proposals.wanted import Wanted

    Make = Callable[[Desk, ProposalWhole, int], Wanted | None]

#: Each gives its form, or nothing for who may not do it.
ACTS: Final[Mapping[str, Make]] = {
    "wijzigen": planning.change,
    "kosten": planning.cost,
    "indienen": planning.hand_in,
    "openbaar": planning.publish,
    "intrekken": planning.withdraw,
    "samen": joining.merge,
    "sluit-uit": joining.exclude,
    "vraag-toets": judging.ask,
    "advies": judging.counsel,
    "besluiten": judging.decide,
    "afwijzen": judging.decline,
}
#: The same, about one check or question of a plan.
ON_ONE: Final[Mapping[str, Make]] = {
    "toets": judging.answer,
    "antwoord": joining.reply,
}
