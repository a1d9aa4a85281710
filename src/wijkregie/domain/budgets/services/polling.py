"""Refuse a ballot in one plain sentence that says which limit it breaks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.core.tally.slips import Wrong, fault, without_noughts
from wijkregie.domain.budgets.models import Electorate, Round
from wijkregie.domain.budgets.queries import polling
from wijkregie.domain.budgets.queries.polling import Stand
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import BallotKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from wijkregie.core.tally.slips import Fault, Slip

Ballot = tuple[tuple[str, ...], tuple[int, ...]]
"""Marks, and the points of each where the ballot has points."""


def round_to_vote_in(round_id: int, at: datetime) -> Round:
    """Return a round in which one can vote now; refuse in words that say why not."""
    rows = Round.objects.select_related("electorate", "declaration")
    found = rows.filter(pk=round_id).first()
    days = None if found is None else polling.days_of_vote(found)
    stand = Stand.NOT_DECLARED if found is None else polling.stand_of(found, days, at)
    if found is not None and stand is Stand.OPEN:
        return found
    raise BudgetRefused(
        {
            Stand.NOT_DECLARED: _("Voting in this round is not open. Come back later."),
            Stand.NOT_YET: _("Voting has not begun yet. Come back on the first day."),
            Stand.CLOSED: _("Voting is closed. Your vote can no longer be cast."),
        }[stand]
    )


def hold(found: Round) -> None:
    """Let one at a time write in the roll and the urn of a round; refuse an opened urn.

    So what shuffles or opens the urn never meets a vote that is half written. Whether it was
    opened is looked at once it is held: who waited for the opening has to see that.
    """
    Electorate.objects.select_for_update(no_key=True).get(round=found)
    opened = Q(urn_opened_at__isnull=False) | Q(count__isnull=False)
    if Round.objects.filter(opened | Q(closed_on__isnull=False), pk=found.pk).exists():
        raise BudgetRefused(_("Voting is closed. Your vote can no longer be cast."))


def checked(found: Round, marks: tuple[str, ...], points: tuple[int, ...]) -> Ballot:
    """Return a ballot that may go into the urn, without points of nought."""
    declared = polling.declared_of(found)
    slip = polling.slip_of(found, found.electorate.limits, declared)
    ballot = without_noughts(slip.kind, marks, points)
    wrong = fault(slip, *ballot)
    if wrong is not None:
        raise BudgetRefused(_sentence(BallotKind(found.ballot), wrong, slip), "marks")
    return ballot


def refuse_withdrawn(found: Round, marks: tuple[str, ...]) -> None:
    """Refuse a plan that was withdrawn while one could vote for it."""
    gone = polling.withdrawn_of(found)
    for mark in marks:
        if mark in gone:
            raise BudgetRefused(
                _("Plan %(number)s was withdrawn. Choose without it.") % {"number": mark},
                "marks",
            )


def euros(cents: int) -> str:
    """Return an amount as a sentence shows it."""
    places = 2 if cents % 100 else 0
    return f"€ {number_format(Decimal(cents) / 100, places, force_grouping=True)}"


def _sentence(ballot: BallotKind, wrong: Fault, slip: Slip) -> str:
    named = {"mark": wrong.mark, "allowed": wrong.allowed, "was": wrong.was}
    if ballot is BallotKind.THEMES:
        money = {"allowed": euros(wrong.allowed), "was": euros(wrong.was)}
        words = _of_themes(named | money | {"least": slip.least})
    else:
        words = _OF_PLANS
    return words.get(wrong.wrong, _unfit)(named)


def _unfit(_named: Mapping[str, Any]) -> str:
    return _("This ballot does not fit with what is on it. Reload the page and vote anew.")


def _of_themes(named: Mapping[str, Any]) -> dict[Wrong, Callable[[Mapping[str, Any]], str]]:
    def few(_named: Mapping[str, Any]) -> str:
        return _("Divide the amount over at least %(least)d themes.") % {
            "least": named["least"]
        }

    def steps(_named: Mapping[str, Any]) -> str:
        return (
            _("Give each theme an amount in steps of %(allowed)s; %(mark)s has another.")
            % named
        )

    def below(_named: Mapping[str, Any]) -> str:
        return _("Give each theme € 0 or more; %(mark)s has less than that.") % named

    def whole(_named: Mapping[str, Any]) -> str:
        return _("Divide the whole amount of %(allowed)s; you divided %(was)s so far.") % named

    return {
        Wrong.BLANK: few,
        Wrong.TOO_FEW: few,
        Wrong.NEGATIVE: below,
        Wrong.NOT_IN_STEPS: steps,
        Wrong.TOO_MUCH: whole,
        Wrong.NOT_ALL: whole,
    }


def _too_few(named: Mapping[str, Any]) -> str:
    return (
        ngettext(
            "Choose at least %(allowed)d plan; you chose %(was)d.",
            "Choose at least %(allowed)d plans; you chose %(was)d.",
            named["allowed"],
        )
        % named
    )


def _too_many(named: Mapping[str, Any]) -> str:
    return (
        ngettext(
            "Choose at most %(allowed)d plan; you chose %(was)d.",
            "Choose at most %(allowed)d plans; you chose %(was)d.",
            named["allowed"],
        )
        % named
    )


def _too_dear(named: Mapping[str, Any]) -> str:
    money = {"allowed": euros(named["allowed"]), "was": euros(named["was"])}
    return (
        _("Your plans cost %(was)s together, and there is %(allowed)s. Take a plan out.")
        % money
    )


#: The sentence for each fault in a choice of plans.
_OF_PLANS: dict[Wrong, Callable[[Mapping[str, Any]], str]] = {
    Wrong.BLANK: lambda _named: _("You chose nothing yet. Choose at least one plan."),
    Wrong.UNKNOWN: lambda named: (
        _("Plan %(mark)s is not on the ballot. Choose another.") % named
    ),
    Wrong.TWICE: lambda named: (
        _("You chose plan %(mark)s twice. Choose each plan at most once.") % named
    ),
    Wrong.TOO_FEW: _too_few,
    Wrong.TOO_MANY: _too_many,
    Wrong.NEGATIVE: lambda named: (
        _("Give plan %(mark)s nought points or more, in whole numbers.") % named
    ),
    Wrong.TOO_MUCH_EACH: lambda named: (
        _("Give plan %(mark)s at most %(allowed)d points; you gave %(was)d.") % named
    ),
    Wrong.TOO_MUCH: lambda named: (
        _("Divide at most %(allowed)d points; you divided %(was)d.") % named
    ),
    Wrong.TOO_DEAR: _too_dear,
}
