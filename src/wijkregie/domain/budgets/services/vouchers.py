"""Hand out vouchers of a fund, and take them in: one pays an initiative that is there at once.

A code is handed back once, to be printed, and is kept nowhere: there is a fingerprint of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core import codes
from wijkregie.domain.budgets.models import FundYear, Proposal, Round, Voucher
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.proposal_door import asked_cents
from wijkregie.domain.budgets.queries.rounds import rules_of, who_decides
from wijkregie.domain.budgets.services import finding, outcomes, proposal_finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.proposing import propose
from wijkregie.domain.budgets.services.vote_drafts import NewCode
from wijkregie.domain.budgets.states import Counted, Path, ProposalState, SourceKind
from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.services import finding as rows
from wijkregie.domain.programme.services import keeping
from wijkregie.kit import audit, sealing
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from wijkregie.domain.budgets.services.proposal_drafts import ProposalDraft
    from wijkregie.domain.signals.services import Receipt
    from wijkregie.kit.viewer import Viewer

#: So many at once: the letters of a district.
MOST: Final = 5000


@transaction.atomic
def hand_out_vouchers(
    fund_year_id: int, number: int, *, by: Viewer, at: datetime, chance: Random
) -> Sequence[NewCode]:
    """Draw codes of vouchers, each for what the formula of the year says; return them once.

    Raises ``BudgetRefused`` for more than were counted for the year, and before it is settled.
    """
    finding.runner(by)
    place = rows.found(FundYear.objects.select_related("pot"), fund_year_id, by)
    if place.cents is None:
        raise BudgetRefused(_("This year is not settled yet, so no voucher is worth anything."))
    worth = _worth(place)
    counted = place.counts.filter(what=Counted.VOUCHERS).values_list("number", flat=True)
    out = place.vouchers.filter(void=False).count()
    most = min((counted.first() or 0) - out, MOST)
    if not 0 < number <= most:
        raise BudgetRefused(
            _("At most %(most)d more can be handed out this year.") % {"most": max(most, 0)},
            "number",
        )
    new = _drawn(place, number, chance)
    Voucher.objects.bulk_create([_row(place, one, worth, at) for one in new], batch_size=500)
    audit.record("vouchers_handed_out", place, by=by, at=at, why=str(len(new)))
    return new


@transaction.atomic
def replace_voucher(  # noqa: PLR0913 - which, why, and the three that all changes ask
    fund_year_id: int, number: int, why: str, *, by: Viewer, at: datetime, chance: Random
) -> NewCode:
    """Make a lost voucher void and return a new one; refuse one that was handed in."""
    finding.runner(by)
    place = rows.found(FundYear.objects.all(), fund_year_id, by)
    needed = _("Write down why this voucher gets another code, without a name or an address.")
    said = finding.line(why, 200, "why", needed=needed)
    lost = place.vouchers.filter(number=number, void=False, proposal__isnull=True)
    old = lost.first()
    if old is None or not lost.update(void=True):
        raise BudgetRefused(
            _("There is no such voucher, or it was handed in or replaced already."), "number"
        )
    (new,) = _drawn(place, 1, chance)
    _row(place, new, old.cents, at).save()
    audit.record("voucher_replaced", place, by=by, at=at, why=said)
    return new


@transaction.atomic
def redeem(  # noqa: PLR0913 - where, with what, for what, and what all proposals ask
    fund_id: int,
    code: str,
    draft: ProposalDraft,
    *,
    by: Viewer,
    at: datetime,
    seed: int,
    submission: str,
) -> Receipt:
    """Hand a voucher in for an initiative: it is a chosen proposal at once.

    The group buys itself, on the mandate of the voucher. Without a cost it asks what the
    voucher is worth. The same ``submission`` again returns the same receipt. Raises
    ``BudgetRefused`` in one sentence for a code that is unknown, void or used, for an
    initiative that costs more, and where no round takes vouchers now.
    """
    voucher = _found(fund_id, code, by)
    again = Proposal.objects.filter(signal__submission=submission, voucher=voucher)
    if voucher.void or (voucher.proposal_id is not None and not again.exists()):
        raise unknown_or_used()
    found = _round_for(voucher)
    whole = replace(draft, cost_cents=draft.cost_cents or voucher.cents)
    receipt = propose(found.pk, whole, by=by, at=at, seed=seed, submission=submission)
    if voucher.proposal_id is not None:
        return receipt
    made = Proposal.objects.select_related("round__fund", "signal").get(
        round=found, signal_id=receipt.signal_id
    )
    asked = asked_cents(made)
    if asked is None or asked > voucher.cents:
        raise BudgetRefused(
            _("This voucher is worth %(worth)s. Ask at most that, or tell who pays the rest.")
            % {"worth": keeping.euros(voucher.cents)},
            "cost",
        )
    _choose(made, at=at)
    voucher.proposal = made
    voucher.save(update_fields=["proposal"])
    audit.record("voucher_redeemed", made, by=by, at=at, why=f"{voucher.number}")
    return receipt


def unknown_or_used() -> BudgetRefused:
    """Return the one refusal of a code that is not there, was replaced, or was handed in."""
    return BudgetRefused(
        _("This code is no voucher of this fund, or it was handed in already."), "code"
    )


def fingerprint(fund_id: int, code: str) -> str:
    """Return what is kept of a code: nobody makes it without the key of the seals.

    That key is kept apart and put back with a backup, as it is for the codes of a vote: so
    vouchers which were handed out stay worth what they were.
    """
    return sealing.fingerprint(code, about=f"budgets voucher {fund_id}")


def _found(fund_id: int, code: str, by: Viewer) -> Voucher:
    """Return a voucher of a fund that ``by`` may see, locked."""
    here = Voucher.objects.filter(
        municipality_id=by.municipality_id or 0, fund_year__fund__in=funds_here(by)
    )
    digest = fingerprint(fund_id, codes.clean(code) or "")
    rows_ = here.filter(fund_year__fund_id=fund_id, digest=digest)
    found = (
        rows_.select_for_update(of=("self",), no_key=True)
        .select_related("fund_year__pot")
        .first()
    )
    if found is None:
        raise unknown_or_used()
    return found


def _round_for(voucher: Voucher) -> Round:
    """Return the round of the year in which the group buys itself for such an amount."""
    year = voucher.fund_year.pot.year
    rounds = Round.objects.filter(
        fund_id=voucher.fund_year.fund_id, year=year, closed_on__isnull=True, declared=False
    )
    for found in rounds.order_by("-pk"):
        in_order = found.amount_rules.select_related("group").order_by("order")
        rule = who_decides(rules_of(in_order), voucher.cents)
        if rule is not None and rule.path == Path.GROUP_BUYS:
            return found
    raise BudgetRefused(_("No round of this fund takes vouchers now. Look on its page when."))


def _choose(made: Proposal, *, at: datetime) -> None:
    """Record that the voucher decides, and tell who handed it in."""
    by = installation(made.municipality_id)
    fund = made.round.fund
    decision = decisions.record(
        decisions.DecisionDraft(
            subject=_("Voucher for plan %(number)d of “%(round)s”")
            % {"number": made.number, "round": made.round.title},
            outcome=Outcome.FOLLOW_UP,
            reason=_("Who handed in the voucher decides on what it is spent."),
            mandate=_("A voucher that was handed in"),
            taken_on=timezone.localdate(at),
            officer=fund.officer or Role.DISTRICT_MANAGER,
            rung_planned=Rung.CODECIDE,
            rung_realised=Rung.CODECIDE,
        ),
        by=by,
        at=at,
    )
    for state in (ProposalState.CHECKED, ProposalState.FITS):
        proposal_finding.move(made, state)
    outcomes.settle(
        made,
        ProposalState.CHOSEN,
        decision=decision,
        words=_("Your voucher counts: this plan is chosen. You hear soon how it goes on."),
        by=by,
        at=at,
    )


def _worth(place: FundYear) -> int:
    sources = place.pot.sources.filter(kind=SourceKind.VOUCHER, cents__gt=0)
    worth: int | None = sources.aggregate(worth=Sum("cents"))["worth"]
    if worth is None:
        raise BudgetRefused(_("The formula of this year has no part for vouchers."))
    return worth


def _drawn(place: FundYear, number: int, chance: Random) -> list[NewCode]:
    last = place.vouchers.aggregate(last=Max("number"))["last"] or 0
    return [NewCode(last + at, codes.drawn(chance)) for at in range(1, number + 1)]


def _row(place: FundYear, one: NewCode, worth: int, at: datetime) -> Voucher:
    return Voucher(
        municipality_id=place.municipality_id,
        fund_year=place,
        number=one.letter,
        digest=fingerprint(place.fund_id, one.code),
        cents=worth,
        handed_on=timezone.localdate(at),
    )
