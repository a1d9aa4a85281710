"""Make, change and close a round, and carry over to it what another did not spend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Round
from wijkregie.domain.budgets.queries.year_money import (
    got_of,
    left_of,
    own_rounds,
    spoken_for,
)
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.choosing import fit_ballot, refuse_uncountable
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import watched
from wijkregie.domain.budgets.states import REPAIR_DAYS
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.budgets.services.drafts import CarryDraft, RoundDraft
    from wijkregie.kit.viewer import Viewer

_MOST_REPAIR_DAYS: Final = 180
#: What a vote is about: it stays once voting has opened.
_VOTED = ("year", "budget_cents", "ballot", "counting")


@transaction.atomic
def make_round(
    fund_id: int, draft: RoundDraft, *, by: Viewer, at: datetime, case: str = ""
) -> int:
    """Write down a round of a fund, and return its number."""
    fund = finding.fund_to_change(fund_id, by)
    made = Round(municipality_id=fund.municipality_id, fund=fund, made_at=at, template=case)
    _fill(made, draft)
    audit.record("round_made", made, by=by, at=at)
    return made.pk


@watched
@transaction.atomic
def change_round(round_id: int, draft: RoundDraft, *, by: Viewer, at: datetime) -> None:
    """Change a round; once voting has opened only its name and its text."""
    found = finding.round_to_change(round_id, by)
    before = [getattr(found, name) for name in _VOTED]
    after = [draft.year, draft.budget_cents, draft.ballot, dict(draft.counting)]
    if before != after:
        finding.before_the_vote(found, "money or rules", by=by, at=at)
    _fill(found, draft)
    audit.record("round_changed", found, by=by, at=at)


@transaction.atomic
def close_round(round_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Close a round, with what everyone reads of it: it is done, or it stopped."""
    found = finding.round_to_change(round_id, by)
    needed = _("Write down why the round closes. Everyone can read this.")
    found.closed_because = finding.line(why, 400, "why", needed=needed)
    found.closed_on = timezone.localdate(at)
    found.save(update_fields=["closed_on", "closed_because"])
    audit.record("round_closed", found, by=by, at=at)


@watched
@transaction.atomic
def carry_over(round_id: int, draft: CarryDraft, *, by: Viewer, at: datetime) -> int:
    """Record the decision to carry money of an earlier round over; return its number.

    Raises ``BudgetRefused`` while the year of the earlier round is not settled, and for more
    than is left of what the fund really got for it: after what plans were promised and what
    came back, and what was carried over from it before.
    """
    found = finding.round_to_change(round_id, by)
    finding.before_the_vote(found, "money", by=by, at=at)
    if found.carried_cents is not None:
        raise BudgetRefused(_("Money was carried over to this round already."))
    source = _source(found, draft.from_id, by)
    finding.hold_fund(found.fund_id)
    if got_of(found.fund_id).get(source.year) is None:
        raise BudgetRefused(
            _(
                "What the fund got in %(year)d is not settled yet, so nothing of it can be "
                "carried over. Settle that year first."
            )
            % {"year": source.year},
            "source",
        )
    if not 0 < draft.cents <= (left_of(source) or 0):
        raise BudgetRefused(
            _("That round cannot have so much left. Fill in at most what it had."), "amount"
        )
    if draft.decision.outcome != Outcome.FOLLOW_UP:
        raise ValueError(draft.decision.outcome)
    found.carried_by = decisions.record(draft.decision, by=by, at=at)
    found.carried_from, found.carried_cents = source, draft.cents
    found.save(update_fields=["carried_by", "carried_from", "carried_cents"])
    audit.record("round_carried_over", found, by=by, at=at)
    return found.carried_by.pk


def _source(found: Round, from_id: int, by: Viewer) -> Round:
    rows = Round.objects.filter(fund=found.fund).exclude(pk=found.pk)
    source = programme.found(rows, from_id, by)
    if source.year > found.year or source.closed_on is None:
        raise BudgetRefused(
            _("Choose an earlier round that is closed: before that it may still be spent."),
            "source",
        )
    return source


def _fill(found: Round, draft: RoundDraft) -> None:
    needed = _("Write down how the round is called.")
    found.title = finding.line(draft.title, 160, "title", needed=needed)
    same = Round.objects.filter(fund=found.fund, title__iexact=found.title)
    if same.exclude(pk=found.pk).exists():
        raise BudgetRefused(
            _("This fund has a round “%(name)s” already. Choose another name.")
            % {"name": found.title},
            "title",
        )
    programme.years(draft.year, None)
    found.year = draft.year
    found.about = finding.text(draft.about, 2000, "about")
    found.budget_cents = finding.amount(draft.budget_cents, "budget")
    found.repair_days = _repair_days(draft.repair_days)
    refuse_uncountable(draft.ballot, draft.counting)
    if found.pk:
        fit_ballot(found, draft.ballot)
    found.ballot, found.counting = draft.ballot, dict(draft.counting)
    _refuse_more_than_the_fund(found)
    found.save()


def _repair_days(days: int | None) -> int | None:
    """Return how long a plan may be repaired; refuse fewer days than everyone has."""
    if days is not None and not REPAIR_DAYS <= days <= _MOST_REPAIR_DAYS:
        raise BudgetRefused(
            _("Give %(least)d to %(most)d days to repair a plan, or leave it empty.")
            % {"least": REPAIR_DAYS, "most": _MOST_REPAIR_DAYS},
            "repair_days",
        )
    return days


def _refuse_more_than_the_fund(found: Round) -> None:
    """Refuse rounds that come to more than what was settled for their year.

    Before it is settled nobody knows that: then settling it looks at the rounds.
    """
    finding.hold_fund(found.fund_id)
    settled = got_of(found.fund_id).get(found.year)
    if settled is None or found.budget_cents is None:
        return
    others = own_rounds(found.fund_id).filter(year=found.year).exclude(pk=found.pk)
    if spoken_for(others) + found.budget_cents > settled:
        raise BudgetRefused(
            _("With this the rounds of %(year)d come to more than the fund has that year.")
            % {"year": found.year},
            "budget",
        )
