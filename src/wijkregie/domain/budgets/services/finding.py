"""Find what a change is about, locked, and refuse who may not or what is not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Fund, Pot, Round
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import refuse_declared
from wijkregie.domain.budgets.states import PhaseKind
from wijkregie.domain.programme.services import finding
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

MOST_CENTS = finding.MOST_CENTS


def runner(by: Viewer) -> int:
    """Return the municipality whose funds ``by`` may change; refuse anybody else."""
    if by.municipality_id is None or not rules.may_run_funds(by):
        raise BudgetRefused(
            _("Only the wijkregisseur or an administrator can change funds. Ask one of them.")
        )
    return by.municipality_id


def fund_to_change(fund_id: int, by: Viewer) -> Fund:
    """Return a fund that ``by`` may change, locked; refuse one that was closed."""
    runner(by)
    fund = finding.found(Fund.objects.all(), fund_id, by)
    if fund.closed_on is not None:
        raise BudgetRefused(_("This fund is closed. It stays as it was; make a new one."))
    return fund


def hold_fund(fund_id: int) -> Fund:
    """Return a fund, locked: until this change is done nobody gives its money away twice."""
    return Fund.objects.select_for_update(of=("self",), no_key=True).get(pk=fund_id)


def pot_to_change(pot_id: int, by: Viewer) -> Pot:
    """Return a formula that ``by`` may change, locked; refuse one that was settled."""
    runner(by)
    pot = finding.found(Pot.objects.all(), pot_id, by)
    if pot.settled_at is not None:
        raise BudgetRefused(
            _("This year is settled and stays as it is. Write down another formula beside it.")
        )
    return pot


def round_to_change(round_id: int, by: Viewer) -> Round:
    """Return a round that ``by`` may change, locked; refuse one that was closed."""
    runner(by)
    found = finding.found(Round.objects.select_related("fund"), round_id, by)
    if found.closed_on is not None:
        raise BudgetRefused(_("This round is closed. It stays as it was; make a new one."))
    return found


def before_the_vote(found: Round, what: str, *, by: Viewer, at: datetime) -> None:
    """Refuse a change of what votes are about once they were declared or voting has opened."""
    refuse_declared(found, what, by=by, at=at)
    today = timezone.localdate(at)
    if found.phases.filter(kind=PhaseKind.VOTE, opens_on__lte=today).exists():
        raise BudgetRefused(
            _(
                "Voting has begun, so money, rules and criteria of this round stay as they "
                "are. Close the round and start a new one if it really cannot go on so."
            )
        )


def line(words: str, longest: int, field: str, *, needed: str = "") -> str:
    """Return one line that everyone may read; refuse what leads to a person."""
    said = finding.line(words, longest)
    if needed and not said:
        raise BudgetRefused(needed, field)
    return checked_words(said, field=field)


def text(words: str, longest: int, field: str) -> str:
    """Return a text that everyone may read; refuse what leads to a person."""
    return checked_words(finding.text(words, longest), field=field)


def amount(cents: int | None, field: str) -> int | None:
    """Return an amount; refuse one that cannot be."""
    if cents is not None and not 0 <= cents < MOST_CENTS:
        raise BudgetRefused(_("Fill in an amount of nought or more, without slips."), field)
    return cents
