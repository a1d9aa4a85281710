"""Decide on a signal, and take it into a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import services as decisions
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.models import Group
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.services import handing, moving
from wijkregie.domain.signals.services.drafts import SignalRefused, line
from wijkregie.domain.signals.services.handing import OfferDraft
from wijkregie.domain.signals.states import UNDECIDED, HearBack, State
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from wijkregie.domain.decisions.services import DecisionDraft
    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

_PLAIN: Final = OfferDraft()
_BECOMES: Final[Mapping[str, State]] = {
    Outcome.FOLLOW_UP: State.DECIDED,
    Outcome.DECLINE: State.DECIDED,
    Outcome.HAND_OVER: State.HANDED_OVER,
    Outcome.MORE_INFORMATION: State.UNDER_REVIEW,
}


@transaction.atomic
def decide(
    signal_id: int,
    draft: DecisionDraft,
    *,
    by: Viewer,
    at: datetime,
    offer: OfferDraft = _PLAIN,
) -> Decision:
    """Record a decision on a signal: it is decided, handed over, or looked into first.

    What is handed over is offered to the organisation: see ``handing``. An earlier offer
    that is still open is taken back.

    By who leads the group that decided, or attends it with a role for the area; or by who
    holds the role that decided. Raises ``SignalRefused`` for anybody else, and if somebody
    was first; ``DecisionRefused`` for a decision that is not complete.
    """
    signal = moving.locked(signal_id, by.municipality_id)
    _check_who(signal, draft, by)
    if signal.state not in UNDECIDED:
        raise SignalRefused(_("This report has been decided on. Reload the page."))
    decision = decisions.record(draft, by=by, at=at)
    handing.end_open(signal, by=by, at=at)
    moving.move(signal, _BECOMES[decision.outcome], by=by, at=at, decision=decision)
    if decision.outcome != Outcome.MORE_INFORMATION:
        signal.decision = decision
    moving.keep(signal, "decision", by=by, at=at)
    if decision.outcome == Outcome.HAND_OVER:
        handing.offer(signal, decision, offer, by=by, at=at)
    audit.record("signal_decided", signal, by=by, at=at)
    return decision


@transaction.atomic
def put_in_project(
    signal_id: int, project_title: str, *, decision_id: int, by: Viewer, at: datetime
) -> None:
    """Note that a project does what was decided; who raised it by mail is told.

    Called by ``programme``, which checks who may. Raises ``SignalRefused`` for a signal
    that was not decided to be followed up.
    """
    signal = moving.locked(signal_id, by.municipality_id)
    here = Decision.objects.filter(municipality_id=signal.municipality_id)
    decision = here.filter(pk=decision_id, outcome=Outcome.FOLLOW_UP).first()
    own = signal.decision
    if decision is None or own is None or own.outcome != Outcome.FOLLOW_UP:
        raise SignalRefused(_("Only what was decided to be followed up becomes a project."))
    why = line(project_title, longest=400)
    step = moving.move(signal, State.IN_PROJECT, by=by, at=at, why=why, decision=decision)
    moving.keep(signal, by=by, at=at)
    bundle = (signal, *signal.along)
    for raiser in Raiser.objects.filter(signal__in=bundle, hear_back=HearBack.MAIL).order_by(
        "pk"
    ):
        moving.tell(raiser, "signal_moved", f"{step.pk}", at=at)
    audit.record("signal_in_project", signal, by=by, at=at)


def _check_who(signal: Signal, draft: DecisionDraft, by: Viewer) -> None:
    area_ids = moving.area_ids_of(signal)
    if draft.body_id is None:
        if draft.officer and not rules.may_decide_as(by, draft.officer, area_ids):
            raise SignalRefused(_("Only who holds this role for the area decides in it."))
        return
    if not rules.may_decide_in(by, draft.body_id, area_ids):
        raise SignalRefused(
            _("Only the chair, the secretary or a professional of this group decides here.")
        )
    if draft.body_id != signal.owner_id and not _is_for(draft.body_id, area_ids):
        raise SignalRefused(
            _("This group is not there for the area of this report. Choose another group.")
        )


def _is_for(group_id: int, area_ids: Collection[int]) -> bool:
    """Tell whether a group is there for one of these areas; without areas it is for all."""
    own = set(
        Group.areas.through.objects.filter(group_id=group_id).values_list("area_id", flat=True)
    )
    return not own or not area_ids or bool(own.intersection(area_ids))
