"""A count in plain sentences: what happened in each round, and why one of equals came first."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.budgets.queries.why import FEW
from wijkregie.web.http.how_counted import Voted
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from wijkregie.domain.budgets.queries import OutcomeSeen

    Plain = Mapping[str, Any]

_BY: Final = {
    "lowest cost": gettext_lazy("the cheapest goes first"),
    "highest cost": gettext_lazy("the dearest goes first"),
    "most votes": gettext_lazy("the one that most people chose goes first"),
    "id": gettext_lazy("the number of the plan decides"),
    "published": gettext_lazy("the order on this page decides"),
    "lot": gettext_lazy("the lot decided"),
    "one fate": gettext_lazy("for the outcome the order does not matter"),
}
#: Utilities by which voters give more than one vote.
_SCORED: Final = frozenset({"points", "rank", "borda"})
_PARTS: Final = {
    "acts": gettext_lazy("the lot, and what was withdrawn"),
    "ballots": gettext_lazy("the ballots"),
    "codes": gettext_lazy("the receipts"),
    "declaration": gettext_lazy("what was declared"),
    "declared": gettext_lazy("the number of what was declared"),
    "entitled": gettext_lazy("how many could vote"),
    "outcome": gettext_lazy("the outcome"),
    "seal": gettext_lazy("the number of the whole count"),
    "totals": gettext_lazy("the votes for each plan"),
    "turnout": gettext_lazy("how many voted"),
}
_ENDED: Final = {
    "chosen": gettext_lazy("One plan was chosen."),
    "too few voters": gettext_lazy("Fewer people voted than had been agreed as the least."),
    "no votes": gettext_lazy("Nobody chose a plan."),
    "second vote": gettext_lazy("No plan had a majority, so there is a second vote."),
}


def parts_json() -> str:
    """Return the parts of a count in words, for the script that counts again."""
    return json.dumps({name: str(word) for name, word in _PARTS.items()})


def lot_text(order: Sequence[str], why: str) -> str:
    """Return in which order the lot was drawn, and its minutes."""
    told = {"plans": ", ".join(order), "how": why}
    return _("The lot was drawn in this order: %(plans)s. How: %(how)s") % told


def moment_text(at: datetime) -> str:
    """Return a moment as it is written: "3 maart 2026, 14.05 uur"."""
    return _("%(day)s, %(time)s hours") % {
        "day": date_format(localtime(at), "j F Y"),
        "time": date_format(localtime(at), "G.i"),
    }


def few_text(count: int) -> str:
    """Return a number of people; few are not told exactly."""
    if 0 < count < FEW:
        return _("fewer than %(few)d") % {"few": FEW}
    return number_text(count)


def number_text(count: int) -> str:
    """Return a whole number as it is written."""
    return f"{count:,}".replace(",", ".")


def rounds_text(seen: OutcomeSeen) -> list[str]:
    """Return what happened in every round of a count, one text each."""
    names = {str(one.number): one.title for one in seen.plans}
    tellers = {"plans": _standings, "coins": _turns, "themes": _parts}
    family = seen.audit["declaration"]["family"]
    return list(tellers.get(family, _bought)(seen.audit, names))


def voted_of(seen: OutcomeSeen) -> Voted:
    """Return what a vote was worth in this count, where it was an equal share of the money."""
    outcome, rule = seen.audit["outcome"], seen.audit["declaration"]["rule"]
    endowment = outcome.get("endowment")
    if endowment is None:
        return Voted(seen.cast)
    step, steps = Fraction(rule["completion"]["step"]), outcome["steps"]
    return Voted(seen.cast, Fraction(endowment) - steps * step, step, steps)


def ties_text(seen: OutcomeSeen) -> list[str]:
    """Return which plans stood level in the count, and what decided which came first."""
    outcome = seen.audit["outcome"]
    found = []
    for one in outcome.get("ties", ()):
        level = ", ".join(one["projects"])
        told = {"plans": level, "why": _BY[one["by"]], "first": one["chosen"]}
        found.append(_("Plans %(plans)s stood level: %(why)s. First: plan %(first)s.") % told)
    for standing in outcome.get("standings", ()):
        if standing["level"]:
            told = {"plans": ", ".join(standing["level"])}
            found.append(_("Plans %(plans)s stood level: the lot decided.") % told)
    return found


def ended_text(seen: OutcomeSeen) -> str:
    """Return how a choice between whole plans ended; empty for another vote."""
    ended = seen.audit["outcome"].get("ended", "")
    return str(_ENDED[ended]) if ended else ""


def _bought(audit: Plain, names: Mapping[str, str]) -> Iterator[str]:
    outcome, rule = audit["outcome"], audit["declaration"]["rule"]
    votes = {mark: count for mark, count, _points in audit["totals"]}
    for number, one in enumerate(outcome["rounds"], start=1):
        head = _("Round %(number)d: plan %(plan)s, %(name)s.") % {
            "number": number,
            "plan": one["project"],
            "name": names.get(one["project"], ""),
        }
        how = _how_bought(one, rule, votes.get(one["project"], 0))
        left = _("It costs %(paid)s; %(left)s is left.") % {
            "paid": euro_text(one["paid"]),
            "left": euro_text(one["left"]),
        }
        yield f"{head} {how} {left}"


def _how_bought(one: Plain, rule: Plain, votes: int) -> str:
    """Return why this plan was next, by the part of the rule that it was funded in."""
    if one["phase"] == "equal shares":
        return _shared(one, rule, votes)
    told = {"votes": few_text(votes)}
    are_few = 0 < votes < FEW
    texts = {
        "phragmen": _("Those who chose it had paid least so far: %(votes)s people."),
        "completion": _("Of the plans that were left it had the most votes: %(votes)s."),
        "greedy": _("It had the most votes: %(votes)s."),
    }
    if one["phase"] == "greedy" and rule["utility"] in _SCORED:
        told = {"points": number_text(int(Fraction(one["price"])))}
        most = _("It had the most points: %(points)s.")
        # Points tell how many gave them, so of a few they are not told.
        texts["greedy"] = _("It had the most points.") if are_few else most
    if rule["per_cost"]:
        told = {"votes": few_text(votes)}
        texts["greedy"] = _("It had the most votes for each euro: %(votes)s votes.")
    return texts.get(one["phase"], _("It got what was left of the money.")) % told


def _shared(one: Plain, rule: Plain, votes: int) -> str:
    """Return who paid how much; of a few that is not told, for the price tells how many."""
    if 0 < votes < FEW:
        told = {"people": few_text(votes)}
        return _("%(people)s people pay for it together.") % told
    price = Fraction(one["price"])
    told = {"people": number_text(one["payers"]), "each": euro_text(round(price))}
    if rule["utility"] in _SCORED:
        text = _("%(people)s people pay about %(each)s for each point that they gave it.")
    else:
        text = _("%(people)s people pay about %(each)s each.")
    found = text % told
    if one["emptied"]:
        emptied = {"people": number_text(one["emptied"])}
        found += " " + _("%(people)s people give all that they have left.") % emptied
    return found


def _standings(audit: Plain, names: Mapping[str, str]) -> Iterator[str]:
    for number, standing in enumerate(audit["outcome"]["standings"], start=1):
        votes = "; ".join(
            _("plan %(plan)s, %(name)s: %(votes)s")
            % {"plan": plan, "name": names.get(plan, ""), "votes": few_text(count)}
            for plan, count in standing["votes"]
        )
        yield _("Round %(number)d. Votes: %(votes)s.") % {"number": number, "votes": votes}


def _turns(audit: Plain, _names: Mapping[str, str]) -> Iterator[str]:
    for number, turn in enumerate(audit["outcome"]["rounds"], start=1):
        told = [
            ngettext(
                "Turn %(number)d: every household got %(each)d coin.",
                "Turn %(number)d: every household got %(each)d coins.",
                turn["each"],
            )
            % {"number": number, "each": turn["each"]}
        ]
        pools = ", ".join(f"{plan}: {number_text(coins)}" for plan, coins in turn["pools"])
        if pools:
            told.append(_("Coins behind plans: %(pools)s.") % {"pools": pools})
        if turn["funded"]:
            told.append(_("Paid for: plan %(plans)s.") % {"plans": ", ".join(turn["funded"])})
        if turn["vetoed"]:
            gone = ", ".join(turn["vetoed"])
            told.append(_("The jury said no to plan %(plans)s.") % {"plans": gone})
        yield " ".join(told)


def _parts(audit: Plain, _names: Mapping[str, str]) -> Iterator[str]:
    for name, part, given in parts_of(audit):
        yield _("%(theme)s: residents gave it %(given)s together; it gets %(part)s.") % {
            "theme": name,
            "given": euro_text(given),
            "part": euro_text(part),
        }


def parts_of(audit: Plain) -> Sequence[tuple[str, int, int]]:
    """Return what each theme gets and what residents gave it together, in cents."""
    outcome, names = audit["outcome"], audit["declaration"]["rule"]["themes"]
    return list(zip(names, outcome["parts"], outcome["given"], strict=True))
