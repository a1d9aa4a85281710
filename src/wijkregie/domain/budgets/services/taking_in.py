"""Take an idea that came in before into a round, as a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Proposal
from wijkregie.domain.budgets.services import proposal_finding as finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.proposing import (
    next_number,
    outcome_day,
    refuse_when_closed,
)
from wijkregie.domain.signals import rules as signal_rules
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Signal, SignalArea
from wijkregie.domain.signals.states import JOINS, Kind
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from wijkregie.domain.budgets.models import Round
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def take_into_round(signal_id: int, round_id: int, *, by: Viewer, at: datetime) -> int:
    """Make a proposal of an idea that came in before; return its number.

    By who handles it. What was promised stays promised; a later day is announced where the
    round decides later. Raises ``BudgetRefused`` for what is no idea, was decided on, or is
    a proposal already.
    """
    found = finding.round_of(round_id, by)
    refuse_when_closed(found, timezone.localdate(at))
    here = Signal.objects.select_for_update(no_key=True).filter(
        municipality_id=found.municipality_id
    )
    signal = here.filter(pk=signal_id).first()
    areas = SignalArea.objects.filter(signal_id=signal_id)
    if signal is None or not signal_rules.may_handle(
        by, set(areas.values_list("area_id", flat=True))
    ):
        raise BudgetRefused(_("Only who handles this idea can take it into a round."))
    if signal.kind != Kind.IDEA or signal.state not in JOINS or signal.bundled_in_id:
        raise BudgetRefused(
            _("Only an idea that nobody decided on yet, and that stands on its own, can go in.")
        )
    if signal.proposals.exists():
        raise BudgetRefused(_("This idea is a proposal in a round already."))
    made = Proposal(
        municipality_id=found.municipality_id,
        round=found,
        signal=signal,
        made_at=at,
        worded_at=at,
        title=signal.title or signal.theme.name,
        plan=signal.text,
        area_id=signal.area_id if _lies_in(found, areas) else found.fund.area_id,
        group_id=signal.raisers.order_by("pk").values_list("group_id", flat=True).first(),
        number=next_number(found),
    )
    made.save()
    _announce_later(found, signal, by=by, at=at)
    audit.record("budget_plan_made", made, by=by, at=at)
    finding.news(made, _("Your idea is a proposal in a budget round now."), by=by, at=at)
    return made.pk


def _announce_later(found: Round, signal: Signal, *, by: Viewer, at: datetime) -> None:
    """Announce a later day to who raised an idea, where the round decides after the promise."""
    day = outcome_day(found, timezone.localdate(at))
    if day is not None and day > max(signal.expected_on, timezone.localdate(at)):
        why = _("Your idea goes along in the round “%(round)s”.") % {"round": found.title}
        signals.promise_later(signal.pk, day, why, by=by, at=at)


def _lies_in(found: Round, areas: QuerySet[SignalArea]) -> bool:
    fund_area = found.fund.area_id
    return fund_area is None or areas.filter(area_id=fund_area).exists()
