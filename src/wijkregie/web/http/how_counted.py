"""How votes are counted, in plain sentences, with the money of the round as the example."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.core.tally.coins import Game, Pool, Unspent
from wijkregie.core.tally.declared import Family, Leftover, Misfit, Raise, Rule, TieKey, Utility
from wijkregie.core.tally.themes import Split
from wijkregie.core.tally.variants import Choice, Short
from wijkregie.domain.budgets.queries import counting_of
from wijkregie.web.http.money import euro_text
from wijkregie.web.http.shares import share_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

#: So many votes are the example of what one vote is worth.
_VOTES: Final = 100
_TIES: Final = {
    TieKey.LOWEST_COST: gettext_lazy("the cheapest goes first"),
    TieKey.HIGHEST_COST: gettext_lazy("the dearest goes first"),
    TieKey.MOST_VOTES: gettext_lazy("the one that most people chose goes first"),
    TieKey.ID: gettext_lazy("the number of the plan decides"),
    TieKey.PUBLISHED: gettext_lazy("the order on this page decides"),
    TieKey.LOT: gettext_lazy("a lot decides, and everyone can read how it was drawn"),
}


@dataclass(frozen=True, slots=True)
class Voted:
    """How many voted, and by equal shares what a vote was worth at first, in cents.

    It was raised ``steps`` times by ``step`` cents to spend more of the money.
    """

    voters: int
    share: Fraction | None = None
    step: Fraction = Fraction(0)
    steps: int = 0


def told(
    ballot: str, counting: Mapping[str, Any], cents: int | None, voted: Voted | None = None
) -> list[str]:
    """Return how the votes of a round are counted; of a round without a vote nothing.

    Once it was counted, ``voted`` makes its own figures the example.
    """
    rule = counting_of(ballot, counting)
    if isinstance(rule, Rule):
        return _projects(rule, cents, voted)
    if isinstance(rule, Choice):
        return _plans(rule)
    if isinstance(rule, Game):
        return _game(rule)
    return _split(rule) if isinstance(rule, Split) else []


def _projects(rule: Rule, cents: int | None, voted: Voted | None) -> list[str]:
    families = {
        Family.GREEDY: lambda: _by_votes(rule, cents),
        Family.EQUAL_SHARES: lambda: _equal_shares(rule, cents, voted),
        Family.PHRAGMEN: lambda: _by_turns(cents),
    }
    found = [*_worth(rule), *families[rule.family](), *_least(rule)]
    return [*found, *_level(rule)]


def _worth(rule: Rule) -> list[str]:
    """Return what a mark is worth, where that is more than one vote."""
    if rule.utility is Utility.RANK:
        points = ", ".join(str(one) for one in rule.rank_points)
        return [
            _("Your first choice gets the most points. By place: %(points)s.")
            % {"points": points}
        ]
    if rule.utility is Utility.BORDA:
        return [_("A plan gets one point of you for each plan that you put below it.")]
    if rule.utility is Utility.COST and rule.family is Family.GREEDY:
        return [_("A vote counts for as many euros as the plan asks.")]
    return []


def _by_votes(rule: Rule, cents: int | None) -> list[str]:
    counts_points = rule.utility in {Utility.POINTS, Utility.RANK, Utility.BORDA}
    if rule.per_cost:
        first = _("The plan with the most votes for each euro it asks goes first.")
    elif counts_points:
        first = _("The plan with the most points goes first. Then the next one, and so on.")
    else:
        first = _("The plan with the most votes goes first. Then the next one, and so on.")
    if rule.misfit is Misfit.SKIP:
        misfit = _("A plan that costs more than what is left is passed over.")
    else:
        misfit = _("At the first plan that costs more than what is left, it stops.")
    found = [first]
    if cents is not None:
        found.append(_("That goes on until %(money)s is spent.") % {"money": euro_text(cents)})
    return [*found, misfit]


def _equal_shares(rule: Rule, cents: int | None, voted: Voted | None) -> list[str]:
    found = [_("Every vote is worth an equal part of the money.")]
    if cents is not None:
        found.append(_each(cents, voted))
    found += [
        _("A plan goes ahead when those who chose it can pay for it together."),
        _("They pay as equally as can be. What they have left goes to their other plans."),
    ]
    if rule.completion.until is not Raise.NEVER:
        found.append(_raised(voted))
    if rule.completion.greedy:
        found.append(_("What is left then goes to plans that fit, most votes first."))
    return found


def _each(cents: int, voted: Voted | None) -> str:
    """Return what a vote is worth: in this count, or as an example before it."""
    if voted is None or voted.share is None:
        worth = {
            "votes": _VOTES,
            "money": euro_text(cents),
            "each": euro_text(cents // _VOTES),
        }
        return _("If %(votes)d people vote, that is %(each)s each of the %(money)s.") % worth
    words = ngettext(
        "%(voters)d person voted. So that was %(each)s of the %(money)s.",
        "%(voters)d people voted. So that was %(each)s each of the %(money)s.",
        voted.voters,
    )
    each = euro_text(round(voted.share))
    return words % {"voters": voted.voters, "each": each, "money": euro_text(cents)}


def _raised(voted: Voted | None) -> str:
    if voted is None or voted.share is None:
        return _("Is there money left? Then every vote gets a little more, until it is spent.")
    if not voted.steps:
        return _("That was enough to spend the money: it did not have to become more.")
    words = ngettext(
        "There was money left. So each vote got %(step)s more, and became worth %(last)s. All "
        "plans were counted again with that. What you read below is that count.",
        "There was money left. So each vote got %(step)s more %(steps)d times, and became "
        "worth %(last)s. All plans were counted again with that. What you read below is that "
        "count.",
        voted.steps,
    )
    last = voted.share + voted.steps * voted.step
    told = {"step": euro_text(round(voted.step)), "steps": voted.steps}
    return words % (told | {"last": euro_text(round(last))})


def _by_turns(cents: int | None) -> list[str]:
    found = [
        _("The plans are chosen one by one. Those who chose a plan pay for it together."),
        _("Who has paid little so far comes first. So every group gets its turn."),
    ]
    if cents is not None:
        found.append(_("That goes on until %(money)s is spent.") % {"money": euro_text(cents)})
    return found


def _least(rule: Rule) -> list[str]:
    """Return what a plan needs, how much may go to one theme or area, and what is left."""
    asked, found = rule.threshold, []
    if asked.votes:
        words = ngettext(
            "A plan needs at least %(votes)d vote.",
            "A plan needs at least %(votes)d votes.",
            asked.votes,
        )
        found.append(words % {"votes": asked.votes})
    if asked.score:
        found.append(_("A plan needs at least %(points)d points.") % {"points": asked.score})
    if asked.share:
        told = {"share": share_text(asked.share)}
        found.append(_("At least %(share)s%% of the voters must be for a plan.") % told)
    if asked.factor:
        text = _(
            "The dearer a plan, the more voters it needs: it takes at most %(factor)d times "
            "its share of the voters of the money."
        )
        found.append(text % {"factor": asked.factor})
    if rule.limits:
        limits = ", ".join(f"{one.name} {euro_text(one.most)}" for one in rule.limits)
        text = _("So much may go to one theme or area together: %(limits)s.")
        found.append(text % {"limits": limits})
    return [*found, *_rest(rule)]


def _rest(rule: Rule) -> list[str]:
    """Return what becomes of money that is left, and what an outcome is compared with."""
    found = []
    if rule.reserve is not None:
        text = _("The plan at which it stops is paid too if %(share)s%% of its price is left.")
        found.append(text % {"share": share_text(rule.reserve)})
    if rule.leftover is Leftover.FIT:
        found.append(_("What is left goes to further plans that fit, without these limits."))
    if rule.leftover is Leftover.PART:
        found.append(_("What is left goes to the first plan that got nothing."))
    if rule.compare is not None:
        found.append(
            _("Is more of you better off with most votes first? Then that outcome holds.")
        )
    return found


def _level(rule: Rule) -> list[str]:
    """Return who goes first of plans that stand level, a sentence for each rule."""
    first, *then = [str(_TIES[key]) for key in rule.ties.keys]
    return [
        _("Do plans stand level? Then %(first)s.") % {"first": first},
        *(_("Do they still stand level? Then %(then)s.") % {"then": one} for one in then),
    ]


def _plans(rule: Choice) -> list[str]:
    found = [_("The plan with the most votes wins, and gets all of the money.")]
    if rule.majority:
        told = {"share": share_text(rule.majority)}
        found.append(_("It needs more than %(share)s%% of the votes.") % told)
        if rule.short is Short.SECOND_VOTE:
            found.append(_("If no plan has that, the two highest go on to a second vote."))
        else:
            found.append(_("If no plan has that, the highest wins all the same."))
    if rule.voters:
        words = ngettext(
            "The vote counts if at least %(voters)d person votes.",
            "The vote counts if at least %(voters)d people vote.",
            rule.voters,
        )
        found.append(words % {"voters": rule.voters})
    return [*found, _("Do plans stand level? Then a lot decides, and you read how it fell.")]


def _game(rule: Game) -> list[str]:
    told = {"turns": rule.rounds, "coins": f"{rule.coins:,}".replace(",", ".")}
    kept = rule.unspent is Unspent.KEPT
    stays = rule.pool is Pool.STAYS
    return [
        _("There are %(turns)d turns. In each, %(coins)s coins are divided equally.") % told,
        _("You put coins behind plans. So do your neighbours."),
        _("Once there are enough coins behind a plan, it goes ahead."),
        _("Coins that you keep stay yours for the next turn.")
        if kept
        else _("Coins that you do not give in a turn go back to the pot."),
        _("Coins behind a plan that has not enough yet stay there for the next turn.")
        if stays
        else _("Coins behind a plan that has not enough come back to you after the turn."),
        _("Are there too many coins behind a plan? Then you get a part of yours back."),
    ]


def _split(rule: Split) -> list[str]:
    return [
        _("You divide the whole amount over at least %(least)d themes, in steps of %(step)s.")
        % {"least": rule.least, "step": euro_text(rule.step)},
        _("All divisions are added up. Each theme gets the share that all of you gave it."),
    ]
