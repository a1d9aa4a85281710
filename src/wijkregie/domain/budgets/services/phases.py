"""The days of a round: plan a phase, and move those that come after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.phasing import Clash, PhasingError, Span, follows, moved
from wijkregie.domain.budgets.models import Phase
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import refuse_declared, watched
from wijkregie.domain.budgets.states import PHASES, PhaseKind
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.services.drafts import PhaseDraft
    from wijkregie.kit.viewer import Viewer


@watched
@transaction.atomic
def plan_phase(
    round_id: int, draft: PhaseDraft, *, by: Viewer, at: datetime
) -> tuple[PhaseKind, ...]:
    """Plan a phase, or give it other days; return the phases that moved along with it.

    Later phases that would overlap are pushed by as many days as that takes. Raises
    ``BudgetRefused`` for what is over or has begun, and for days before an earlier phase
    ends. Words of a phase may change at any time, and the days of a declared vote never.
    """
    found = finding.round_to_change(round_id, by)
    _days_that_can_be(draft)
    rows = {row.kind: row for row in found.phases.all()}
    new = Span(draft.kind, draft.opens_on, draft.closes_on)
    spans = [Span(row.kind, row.opens_on, row.closes_on) for row in rows.values()]
    pushed: list[PhaseKind] = []
    if new not in spans:
        today = timezone.localdate(at)
        try:
            planned = moved(spans, new, order=PHASES, today=today)
        except PhasingError as clash:
            raise _refusal(clash) from None
        _refuse_other_days_to_vote(found, rows, planned, by=by, at=at)
        pushed = _move(rows, planned, draft.kind)
    _write(found, draft, rows.get(draft.kind))
    audit.record("phase_planned", found, by=by, at=at, why=draft.kind)
    return tuple(pushed)


@transaction.atomic
def plan_phases(
    round_id: int, drafts: Sequence[PhaseDraft], *, by: Viewer, at: datetime
) -> None:
    """Plan all phases of a round that has none yet, also those that are over by now."""
    found = finding.round_to_change(round_id, by)
    if found.phases.exists():
        raise BudgetRefused(_("This round has phases already. Reload the page."))
    for draft in drafts:
        _days_that_can_be(draft)
    ordered = sorted(drafts, key=lambda draft: PHASES.index(draft.kind))
    try:
        follows([Span(one.kind, one.opens_on, one.closes_on) for one in ordered])
    except PhasingError as clash:
        raise _refusal(clash) from None
    for draft in ordered:
        _write(found, draft, None)
    audit.record("phases_planned", found, by=by, at=at)


@watched
@transaction.atomic
def drop_phase(round_id: int, kind: str, *, by: Viewer, at: datetime) -> None:
    """Take a phase out of a round, as long as it has not begun."""
    found = finding.round_to_change(round_id, by)
    phase = found.phases.filter(kind=kind).first()
    if phase is None:
        raise programme.not_there()
    if phase.opens_on <= timezone.localdate(at):
        raise BudgetRefused(_("This phase has begun, so it stays."))
    if kind == PhaseKind.VOTE:
        refuse_declared(found, "days", by=by, at=at)
    phase.delete()
    audit.record("phase_dropped", found, by=by, at=at, why=kind)


def _refuse_other_days_to_vote(
    found: Round, rows: dict[str, Phase], planned: Sequence[Span], *, by: Viewer, at: datetime
) -> None:
    vote = rows.get(PhaseKind.VOTE)
    if vote and Span(vote.kind, vote.opens_on, vote.closes_on) not in planned:
        refuse_declared(found, "days", by=by, at=at)


def _days_that_can_be(draft: PhaseDraft) -> None:
    if draft.kind not in PHASES:
        raise BudgetRefused(_("Choose which phase it is."), "kind")
    programme.day(draft.opens_on, "opens_on")
    programme.day(draft.closes_on, "closes_on")


def _move(rows: dict[str, Phase], planned: Sequence[Span], kind: str) -> list[PhaseKind]:
    pushed = []
    for span in planned:
        row = rows.get(span.key)
        if span.key != kind and row is not None and row.opens_on != span.opens:
            row.opens_on, row.closes_on = span.opens, span.closes
            row.save(update_fields=["opens_on", "closes_on"])
            pushed.append(PhaseKind(span.key))
    return pushed


def _write(found: Round, draft: PhaseDraft, row: Phase | None) -> None:
    phase = row or Phase(municipality_id=found.municipality_id, round=found, kind=draft.kind)
    phase.opens_on, phase.closes_on = draft.opens_on, draft.closes_on
    phase.text = finding.text(draft.text, 2000, "text")
    phase.save()


def _refusal(clash: PhasingError) -> BudgetRefused:
    """Say in a plain sentence why phases cannot be so, and what to do."""
    other = str(PhaseKind(clash.key).label) if clash.key else ""
    words = {
        Clash.BACKWARDS: _("The last day cannot come before the first day."),
        Clash.OVER: _("This phase is over, so its days stay as they are."),
        Clash.BEGUN: _("This phase has begun, so its first day stays. Move the last day."),
        Clash.PAST: _("This day has passed. Fill in today or a day to come."),
        Clash.EARLIER: _(
            "The phase “%(other)s” is not over by then. Choose a later day, or move that one "
            "first."
        ),
        Clash.LATER: _(
            "The phase “%(other)s” has begun and cannot be pushed. Choose an earlier last day."
        ),
    }
    field = "closes_on" if clash.clash in {Clash.BACKWARDS, Clash.LATER} else "opens_on"
    return BudgetRefused(words[clash.clash] % {"other": other}, field)
