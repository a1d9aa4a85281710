"""Why a plan was not chosen, in plain words: what stood in the way, what would have done it.

Every number was counted. Where it is only known to suffice the sentence says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.budgets.states import BallotKind

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Fewer votes than this are told as "fewer than": few people are easily known.
FEW: Final = 5

_SCORED: Final = frozenset({BallotKind.POINTS, BallotKind.RANKING})
_BARRIERS: Final = {
    "lot": gettext_lazy("It stood level with plan %(rival)s, and the lot put that one first."),
    "pool not full": gettext_lazy("That was not enough to pay for it."),
    "withdrawn": gettext_lazy("This plan was withdrawn."),
    "threshold": gettext_lazy("A plan needed more votes than it got to take part at all."),
    "excluded": gettext_lazy("A plan was chosen that cannot go together with this one."),
    "limit": gettext_lazy("Of its area or theme so much was chosen that no more was allowed."),
    "too dear": gettext_lazy("It asks more money than there was in all."),
    "no money": gettext_lazy("Other plans came first, and what was left does not pay for it."),
    "stopped": gettext_lazy("The count had stopped before its turn came."),
    "fewer votes": gettext_lazy("Another plan got more votes."),
    "no votes": gettext_lazy("Nobody chose a plan."),
    "second vote": gettext_lazy("No plan had a majority, so there is a second vote."),
    "too few voters": gettext_lazy("Fewer people voted than had been agreed as the least."),
    "vetoed": gettext_lazy("The jury said no to it, and the coins went back to who gave them."),
}


@dataclass(frozen=True, slots=True)
class WhySeen:
    """What a count says of a plan that was not chosen.

    ``place`` is its place by votes (or points) of ``of`` plans; ``held`` what its voters held
    together by equal shares, or the coins behind it in a game. ``votes`` and ``cheaper`` are
    a number and whether it is the least; ``None`` where no number that was tried does.
    ``level_votes`` and ``level_cents`` are one less, where a lot would have decided. Where the
    lot did decide, ``rival`` is the number of the plan that it put first. ``open`` tells that
    no number of votes is known because that hangs on a lot between others.
    """

    ballot: BallotKind
    count: int
    points: int
    place: int
    of: int
    asked_cents: int | None
    barrier: str
    held: int | None
    votes: tuple[int, bool] | None
    cheaper: tuple[int, bool] | None
    level_votes: int | None = None
    level_cents: int | None = None
    rival: str = ""
    open: bool = False


def why_seen(told: Mapping[str, Any], **more: Any) -> WhySeen:
    """Return what was stored of why, with what stands beside it."""
    votes, cheaper = told["votes"], told["cheaper"]
    return WhySeen(
        barrier=told["barrier"],
        held=told["held"],
        votes=None if votes is None else (votes[0], votes[1]),
        cheaper=None if cheaper is None else (cheaper[0], cheaper[1]),
        level_votes=None if votes is None else votes[2],
        level_cents=None if cheaper is None else cheaper[2],
        rival=told["rival"],
        open=told["open"],
        **more,
    )


def why_lines(why: WhySeen) -> list[str]:
    """Return all sentences about a plan: its votes, what stood in the way, what would do it."""
    return [_got(why), _stood(why), *_enough_votes(why), *_enough_money(why)]


def why_words(why: WhySeen) -> str:
    """Return the same as one text, for the answer to who proposed the plan."""
    return " ".join(why_lines(why))


def euros(cents: int) -> str:
    """Return an amount as a sentence shows it."""
    places = 2 if cents % 100 else 0
    return f"€ {number_format(Decimal(cents) / 100, places, force_grouping=True)}"


def votes_text(count: int) -> str:
    """Return how many people were for a plan; few are not told exactly."""
    if 0 < count < FEW:
        return _("Fewer than %(few)d people were for this plan.") % {"few": FEW}
    words = ngettext(
        "%(count)d person was for this plan.", "%(count)d people were for this plan.", count
    )
    return words % {"count": count}


def _got(why: WhySeen) -> str:
    if why.ballot is BallotKind.COINS:
        return _("At most %(coins)d coins lay behind this plan.") % {"coins": why.held or 0}
    told = votes_text(why.count)
    if why.ballot in _SCORED and why.count >= FEW:
        points = ngettext(
            "Together they gave it %(points)d point.",
            "Together they gave it %(points)d points.",
            why.points,
        )
        told = f"{told} {points % {'points': why.points}}"
    place = _("That is place %(place)d of %(of)d.") % {"place": why.place, "of": why.of}
    return f"{told} {place}"


def _stood(why: WhySeen) -> str:
    if why.barrier == "support":
        return _not_together(why)
    told = _BARRIERS[why.barrier]
    return str(told) % {"rival": why.rival} if why.rival else str(told)


def _not_together(why: WhySeen) -> str:
    if 0 < why.count < FEW:
        return _(
            "By equal shares those who are for a plan pay for it together. They were too "
            "few for that."
        )
    return _(
        "By equal shares those who are for a plan pay for it together. In the end they "
        "had %(held)s, and the plan asks %(asked)s."
    ) % {"held": euros(why.held or 0), "asked": euros(why.asked_cents or 0)}


def _enough_votes(why: WhySeen) -> list[str]:
    if why.votes is None:
        return [] if _is_final(why) else [_("More votes alone would not have done it.")]
    number, least = why.votes
    if why.level_votes is not None:
        level = ngettext(
            "With %(level)d vote more it would have stood level, and the lot would have "
            "decided. With %(number)d more it would certainly have been chosen.",
            "With %(level)d votes more it would have stood level, and the lot would have "
            "decided. With %(number)d more it would certainly have been chosen.",
            why.level_votes,
        )
        return [level % {"level": why.level_votes, "number": number}]
    if why.ballot is BallotKind.COINS:
        words = ngettext(
            "With %(number)d coin more it would have been chosen; with fewer not.",
            "With %(number)d coins more it would have been chosen; with fewer not.",
            number,
        )
    elif least:
        words = ngettext(
            "With %(number)d vote more it would have been chosen; with fewer not.",
            "With %(number)d votes more it would have been chosen; with fewer not.",
            number,
        )
    else:
        words = ngettext(
            "With %(number)d vote more it would certainly have been chosen; perhaps with "
            "fewer too.",
            "With %(number)d votes more it would certainly have been chosen; perhaps with "
            "fewer too.",
            number,
        )
    return [words % {"number": number}]


def _enough_money(why: WhySeen) -> list[str]:
    if why.cheaper is None:
        return []
    cents, least = why.cheaper
    if why.level_cents is not None:
        told = {"level": euros(why.level_cents), "amount": euros(cents)}
        level = _(
            "Had it asked %(level)s less it would have stood level, and the lot would have "
            "decided. With %(amount)s less it would certainly have been chosen."
        )
        return [level % told]
    words = (
        _("Had it asked %(amount)s less it would have been chosen; with less than that not.")
        if least
        else _(
            "Had it asked %(amount)s less it would certainly have been chosen; perhaps with "
            "less than that too."
        )
    )
    return [words % {"amount": euros(cents)}]


def _is_final(why: WhySeen) -> bool:
    """Tell whether votes had nothing to do with it, or nobody can know what they would do."""
    return why.open or why.barrier in {"withdrawn", "vetoed"}
