"""What is ordered for a project and what is paid of it, each with its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Commitment, Payment
from wijkregie.domain.programme.services import citing, finding, keeping
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.funding import funder
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.services.money_drafts import (
        CommitmentDraft,
        PaymentDraft,
    )
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def add_commitment(project_id: int, draft: CommitmentDraft, *, by: Viewer, at: datetime) -> int:
    """Write down what is ordered, from whom and on which paper, and return its number."""
    project = keeping.open_project(project_id, by)
    made = Commitment.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        recorded_at=at,
        **_fields(draft, project, at),
    )
    audit.record("commitment_added", made, by=by, at=at, why=keeping.euros(made.cents))
    return made.pk


@transaction.atomic
def change_commitment(
    commitment_id: int, draft: CommitmentDraft, *, by: Viewer, at: datetime
) -> None:
    """Change what is ordered; the log tells what the amount was and what it became."""
    row = _open_commitment(commitment_id, by)
    was = row.cents
    for name, value in _fields(draft, row.project, at).items():
        setattr(row, name, value)
    row.save()
    why = f"{keeping.euros(was)} → {keeping.euros(row.cents)}"
    audit.record("commitment_changed", row, by=by, at=at, why=why)


@transaction.atomic
def end_commitment(commitment_id: int, day: date, *, by: Viewer, at: datetime) -> None:
    """End what was ordered: nothing is paid on it any more, what was paid stays counted."""
    row = _open_commitment(commitment_id, by)
    finding.day(day, "day", happened=at)
    if day < row.ordered_on:
        raise ProgrammeRefused(_("It cannot end before it was ordered."))
    row.ended_on = day
    row.save(update_fields=["ended_on"])
    audit.record("commitment_ended", row, by=by, at=at, why=day.isoformat())


@transaction.atomic
def add_payment(project_id: int, draft: PaymentDraft, *, by: Viewer, at: datetime) -> int:
    """Write down what was paid, with its document, and return its number.

    Raises ``ProgrammeRefused`` where more would be paid than was ordered, unless the draft
    says that this is right.
    """
    project = keeping.open_project(project_id, by)
    cents = keeping.some_cents(draft.cents)
    finding.day(draft.paid_on, "paid_on", happened=at)
    order, more = None, 0
    if draft.commitment_id is not None:
        order = _open_commitment(draft.commitment_id, by, project_id=project.pk)
        more = _beyond(order, cents)
        if more > 0 and not draft.more:
            raise ProgrammeRefused(
                _("With this %(more)s more is paid than was ordered. Say that this is right.")
                % {"more": keeping.euros(more)}
            )
    made = Payment.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        commitment=order,
        cents=cents,
        paid_on=draft.paid_on,
        recorded_at=at,
        what=_said(draft.what, "what", needed=_("Write down what was paid.")),
        document=_said(
            draft.document, "document", needed=_("Name the document that shows the payment.")
        ),
        address=citing.address(draft.address),
    )
    why = (
        f"{keeping.euros(cents)} (> {keeping.euros(more)})"
        if more > 0
        else keeping.euros(cents)
    )
    audit.record("payment_added", made, by=by, at=at, why=why)
    return made.pk


@transaction.atomic
def take_back_payment(payment_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Undo a payment that was wrong; it stays readable, with the reason."""
    row = finding.found(Payment.objects.all(), payment_id, by)
    keeping.open_project(row.project_id, by)
    if row.taken_back_on is not None:
        raise ProgrammeRefused(_("This payment was taken back already."))
    reason = finding.line(why, 400, needed=_("Write down why this payment is taken back."))
    row.taken_back_because = checked_words(reason, field="why")
    row.taken_back_on = timezone.localdate(at)
    row.save(update_fields=["taken_back_on", "taken_back_because"])
    audit.record("payment_taken_back", row, by=by, at=at, why=keeping.euros(row.cents))


def _open_commitment(pk: int, by: Viewer, **where: Any) -> Commitment:
    rows = Commitment.objects.select_related("project__programme")
    row = finding.found(rows, pk, by, **where)
    keeping.open_project(row.project_id, by)
    if row.ended_on is not None:
        raise ProgrammeRefused(_("This order has ended. Write down a new one."))
    return row


def _beyond(order: Commitment, cents: int) -> int:
    """Return how much more than was ordered is paid with this; below nought while less."""
    kept = order.payments.filter(taken_back_on__isnull=True)
    paid: int = kept.aggregate(all=Sum("cents"))["all"] or 0
    return paid + cents - order.cents


def _fields(draft: CommitmentDraft, project: Project, at: datetime) -> dict[str, Any]:
    keeping.check_year(project, draft.year)
    finding.day(draft.ordered_on, "ordered_on", happened=at)
    name = finding.line(draft.funder, 120)
    return {
        "year": draft.year,
        "what": _said(draft.what, "what", needed=_("Write down what is ordered.")),
        "supplier": _said(
            draft.supplier, "supplier", needed=_("Write down from whom it is ordered.")
        ),
        "reference": checked_words(finding.line(draft.reference, 60), field="reference"),
        "funder": funder(name, project.municipality_id) if name else None,
        "cents": keeping.some_cents(draft.cents),
        "document": _said(draft.document, "document"),
        "address": citing.address(draft.address),
        "ordered_on": draft.ordered_on,
    }


def _said(words: str, field: str, *, needed: str = "") -> str:
    return checked_words(finding.line(words, 160, needed=needed), field=field)
