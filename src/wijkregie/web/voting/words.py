"""A vote in words: days, who may vote, what one is asked to do, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.budgets.queries import Stand
from wijkregie.domain.budgets.states import BallotKind, VoterUnit
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.budgets.queries import TurnSeen, VotingSeen
    from wijkregie.web.voting.sheet import Sheet


def day_text(day: date) -> str:
    """Return a day as it is written: "3 maart 2026"."""
    return date_format(day, "j F Y")


def lead(seen: VotingSeen, turn: TurnSeen | None = None) -> str:
    """Return whether one can vote now, and until when; of a game, in which turn (``turn``)."""
    if turn is not None:
        told = {"turn": turn.number, "last": day_text(turn.closes_on), "end": last_day(seen)}
        return (
            _(
                "It is turn %(turn)d now. You can give coins in it up to and including "
                "%(last)s. The game goes on until %(end)s."
            )
            % told
        )
    between = seen.ballot is BallotKind.COINS and not seen.turn
    words = {
        Stand.NOT_DECLARED: _(
            "Voting is not open yet. The plans and the rules are still being settled."
        ),
        Stand.NOT_YET: _("You can vote from %(first)s up to and including %(last)s."),
        Stand.OPEN: _("The game goes on until %(last)s. Today is between two turns.")
        if between
        else _("You can vote up to and including %(last)s."),
        Stand.CLOSED: _("Voting is over. The outcome comes on the page of the round."),
    }
    return words[seen.stand] % {"first": first_day(seen), "last": last_day(seen)}


def first_day(seen: VotingSeen) -> str:
    """Return the first day of the vote; empty where none was planned."""
    return day_text(seen.opens_on) if seen.opens_on else ""


def last_day(seen: VotingSeen) -> str:
    """Return the last day of the vote; empty where none was planned."""
    return day_text(seen.closes_on) if seen.closes_on else ""


def between(first: date, last: date) -> str:
    """Return from when to when; one day is named once."""
    if first == last:
        return day_text(first)
    told = {"first": day_text(first), "last": day_text(last)}
    return _("%(first)s up to and including %(last)s") % told


def who(seen: VotingSeen) -> str:
    """Return who may vote, in a sentence."""
    told = {"area": ", ".join(seen.areas) or _("the whole municipality")}
    household = seen.unit is VoterUnit.HOUSEHOLD
    if seen.least_age is None:
        if household:
            return _("Every household in %(area)s has one vote.") % told
        return _("Everyone in %(area)s has one vote.") % told
    told["age"] = str(seen.least_age)
    if household:
        return (
            _("Every household in %(area)s has one vote. Who votes is %(age)s or older.") % told
        )
    return _("Everyone in %(area)s of %(age)s years or older has one vote.") % told


def asks(sheet: Sheet) -> str:
    """Return what one is asked to do on the ballot."""
    total = "" if sheet.total is None else amount(sheet, sheet.total)
    kinds = {
        BallotKind.APPROVAL: lambda: _many(sheet.least, sheet.most),
        BallotKind.KNAPSACK: lambda: (
            _("Choose plans that together cost no more than %(total)s.") % {"total": total}
        ),
        BallotKind.ONE: lambda: _("Choose one plan."),
        BallotKind.VARIANTS: lambda: _("Choose one of these plans for all of the money."),
        BallotKind.RANKING: lambda: _(
            "Put the plans in your order: the best one first. You need not place all of them."
        ),
        BallotKind.POINTS: lambda: (
            _("Divide %(total)s over the plans. The more, the better you find a plan.")
            % {"total": total}
        ),
        BallotKind.COINS: lambda: (
            _("You have %(total)s. Put them behind the plans that you want.") % {"total": total}
        ),
        BallotKind.THEMES: lambda: (
            _("Divide %(total)s over at least %(least)d themes.")
            % {"total": total, "least": sheet.least}
        ),
    }
    return kinds[sheet.kind]()


def _many(least: int, most: int | None) -> str:
    if most is None:
        words = ngettext(
            "Choose at least %(least)d plan.", "Choose at least %(least)d plans.", least
        )
        return words % {"least": least}
    if least == most:
        return ngettext(
            "Choose exactly %(most)d plan.", "Choose exactly %(most)d plans.", most
        ) % {"most": most}
    return _("Choose %(least)d to %(most)d plans.") % {"least": least, "most": most}


def amount(sheet: Sheet, number: int) -> str:
    """Return an amount as one divides it: points, coins, or money in cents."""
    if sheet.in_money:
        return euro_text(number)
    if sheet.kind is BallotKind.COINS:
        return coins(number)
    told = {"number": f"{number:,}".replace(",", ".")}
    return ngettext("%(number)s point", "%(number)s points", number) % told


def coins(number: int) -> str:
    """Return a number of coins."""
    told = {"number": f"{number:,}".replace(",", ".")}
    return ngettext("%(number)s coin", "%(number)s coins", number) % told


def purse(sheet: Sheet, spent: int) -> dict[str, Any] | None:
    """Return what is left to divide, with the words for a script; nothing without a total.

    In those words ``#`` is the number.
    """
    if sheet.total is None:
        return None
    all_ = amount(sheet, sheet.total)
    left = _("You have # left of %(all)s.") % {"all": all_}
    over = _("You are # above %(all)s. Take some away.") % {"all": all_}
    rest = sheet.total - spent
    number = euro_text(abs(rest)) if sheet.in_money else f"{abs(rest):,}".replace(",", ".")
    return {
        "all": sheet.total,
        "left": left,
        "over": over,
        "text": (over if rest < 0 else left).replace("#", number),
        "is_over": rest < 0,
        "money": sheet.in_money,
    }


def label(text: object) -> str:
    """Return a label with a capital."""
    return capfirst(str(text))


def limit(name: str) -> str:
    """Return how a limit of a ballot is called."""
    names = {
        "least": _("Plans at least"),
        "most": _("Plans at most"),
        "points": _("Points to divide"),
        "most_each": _("Points for one plan at most"),
        "blank": _("Vote for none of them"),
    }
    return names[name]


def limit_text(name: str, number: int) -> str:
    """Return a limit of a ballot."""
    if name == "blank":
        return _("yes") if number else _("no")
    return str(number)
