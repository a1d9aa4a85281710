"""Handle signals that are alike as one: each keeps its own story, raisers and promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Raiser, Signal, Step
from wijkregie.domain.signals.services import moving
from wijkregie.domain.signals.services.drafts import SignalRefused, not_there, not_yours
from wijkregie.domain.signals.states import JOINS, OPEN, EventKind, HearBack, State
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer

_MOST: Final = 100


@transaction.atomic
def bundle(signal_id: int, other_ids: Collection[int], *, by: Viewer, at: datetime) -> int:
    """Handle signals as one from now on; return the one that leads.

    The one that is farthest leads, and else ``signal_id``; the others come to where it is.
    What is promised to each stays promised. By who handles all of them. Raises
    ``SignalRefused`` where two are farther than triage, and for one that was answered.
    """
    chosen = _chosen({signal_id, *other_ids}, by)
    if len(chosen) == 1:
        raise SignalRefused(_("Choose at least one other report to handle together."))
    lead = _leading(chosen[signal_id], chosen.values())
    lead.along = _followers([lead.pk])
    if lead.state in {State.RECEIVED, State.REOPENED}:
        moving.move(lead, State.IN_TRIAGE, by=by, at=at)
        moving.keep(lead, by=by, at=at)
    others = [one for pk, one in chosen.items() if pk != lead.pk]
    for one in (*others, *_followers([one.pk for one in others])):
        take_in(lead, one, by=by, at=at)
    audit.record("signal_bundled", lead, by=by, at=at)
    return lead.pk


@transaction.atomic
def unbundle(signal_id: int, *, by: Viewer, at: datetime) -> None:
    """Handle a signal on its own again, until it is answered; its history stays.

    It stays where it is, but for an agenda or a hand-over of the one that leads: then
    somebody looks at it again.
    """
    here = Signal.objects.filter(municipality_id=by.municipality_id or 0)
    lead_id = here.filter(pk=signal_id).values_list("bundled_in", flat=True).first()
    locked = {one.pk: one for one in _in_order(here.filter(pk__in={signal_id, lead_id or 0}))}
    signal = locked.get(signal_id)
    if signal is None:
        raise not_there()
    if not rules.may_handle(by, moving.area_ids_of(signal)):
        raise not_yours()
    if signal.state not in OPEN:
        raise SignalRefused(_("This report has been answered. Reopen it first."))
    if lead_id is None or signal.bundled_in_id != lead_id:
        raise SignalRefused(_("This report is handled on its own already. Reload the page."))
    take_out(signal, by=by, at=at)
    if signal.state in {State.ON_AGENDA, State.HANDED_OVER}:
        moving.move(signal, State.IN_TRIAGE, by=by, at=at)
        signal.decision = None
    moving.keep(signal, "decision", by=by, at=at)
    audit.record("signal_unbundled", signal, by=by, at=at)


def take_out(signal: Signal, *, by: Viewer, at: datetime) -> None:
    """Take a signal out of its bundle, if it is in one; part of a larger change."""
    lead = signal.bundled_in
    if lead is None:
        return
    signal.bundled_in = None
    signal.save(update_fields=["bundled_in"])
    moving.happened(signal, EventKind.UNBUNDLED, by=by, at=at, other_id=lead.pk)
    moving.happened(lead, EventKind.UNBUNDLED, by=by, at=at, other_id=signal.pk)


def _chosen(ids: Collection[int], by: Viewer) -> Mapping[int, Signal]:
    """Return these signals, locked with those bundled in them; refuse what cannot be one."""
    if len(ids) > _MOST:
        raise SignalRefused(_("Choose at most 100 reports at once."))
    here = Signal.objects.filter(municipality_id=by.municipality_id or 0)
    rows = _in_order(here.filter(Q(pk__in=ids) | Q(bundled_in__in=ids, state__in=OPEN)))
    chosen = {one.pk: one for one in rows if one.pk in ids}
    if len(chosen) < len(ids):
        raise not_there()
    for one in chosen.values():
        if not rules.may_handle(by, moving.area_ids_of(one)):
            raise not_yours()
        if one.state not in OPEN:
            raise SignalRefused(
                _("Report %(reference)s has been answered. Choose one that is still open.")
                % {"reference": one.reference}
            )
        if one.bundled_in_id is not None:
            raise SignalRefused(
                _("Report %(reference)s is handled together with another one already.")
                % {"reference": one.reference}
            )
    return chosen


def _leading(signal: Signal, chosen: Collection[Signal]) -> Signal:
    """Return the one that leads: the one that is past triage, of which there is one at most."""
    ahead = [one for one in chosen if one.state not in JOINS]
    if len(ahead) > 1:
        raise SignalRefused(
            _("These reports are too far to become one: %(references)s. Choose one of them.")
            % {"references": ", ".join(one.reference for one in ahead)}
        )
    return ahead[0] if ahead else signal


def take_in(lead: Signal, signal: Signal, *, by: Viewer, at: datetime) -> None:
    """Put a signal in a bundle, and bring it to where the one that leads is.

    Part of a larger change, which has locked both.
    """
    former, signal.bundled_in = signal.bundled_in_id, None
    told = _brought(lead, signal, by=by, at=at)
    signal.decision_id = lead.decision_id
    signal.owner_id, signal.owner_person_id = lead.owner_id, lead.owner_person_id
    signal.bundled_in = lead
    moving.keep(signal, "decision", "owner", "owner_person", "bundled_in", by=by, at=at)
    if former is None:
        moving.happened(lead, EventKind.BUNDLED, by=by, at=at, other_id=signal.pk)
    moving.happened(signal, EventKind.BUNDLED, by=by, at=at, other_id=lead.pk)
    audit.record("signal_bundled", signal, by=by, at=at)
    if told is not None:
        mailed = Raiser.objects.filter(signal=signal, hear_back=HearBack.MAIL).order_by("pk")
        for raiser in mailed:
            moving.tell(raiser, "signal_moved", f"{told.pk}", at=at)


def _brought(lead: Signal, signal: Signal, *, by: Viewer, at: datetime) -> Step | None:
    """Take the steps to the state of the one that leads; return that into a project."""
    if signal.state == lead.state:
        return None
    last = Step.objects.filter(signal=lead).order_by("-at", "-pk")[0]
    why, decision = last.why, last.decision
    if lead.state != State.IN_PROJECT:
        moving.move(signal, State(lead.state), by=by, at=at, why=why, decision=decision)
        return None
    moving.move(signal, State.DECIDED, by=by, at=at, decision=lead.decision)
    return moving.move(signal, State.IN_PROJECT, by=by, at=at, why=why, decision=decision)


def _followers(lead_ids: Sequence[int]) -> tuple[Signal, ...]:
    """Return the open signals of these bundles; their leads are locked by now."""
    rows = Signal.objects.filter(bundled_in__in=lead_ids, state__in=OPEN)
    return tuple(rows.order_by("pk"))


def _in_order(rows: QuerySet[Signal]) -> list[Signal]:
    """Return rows, locked in the order of their numbers, as in ``moving.locked``."""
    return list(rows.select_for_update(no_key=True).order_by("pk"))
