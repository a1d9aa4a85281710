"""What is ordered for a project and what is paid of it, each with its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Min, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Commitment, Payment
from wijkregie.domain.programme.services import citing, finding, keeping
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.funding import funder
from wijkregie.domain.programme.services.money_history import kept
from wijkregie.domain.programme.states import ProjectState
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from django.db.models import QuerySet

    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.services.money_drafts import (
        CommitmentDraft,
        PaymentDraft,
    )
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def add_commitment(
    project_id: int, draft: CommitmentDraft, *, by: Viewer, at: datetime, held: bool = False
) -> int:
    """Write down what is ordered, from whom and on which paper, and return its number.

    ``held``: a room above keeps this order, for money with an owner of its own. All that is
    done with it afterwards says ``held`` too, for that room looks at who may and how much.
    """
    project = _decided_project(project_id, by)
    with kept(project, by=by, at=at):
        made = Commitment.objects.create(
            municipality_id=project.municipality_id,
            project=project,
            recorded_at=at,
            held=held,
            **_fields(draft, project, at),
        )
    audit.record("commitment_added", made, by=by, at=at, why=keeping.euros(made.cents))
    return made.pk


@transaction.atomic
def change_commitment(
    commitment_id: int, draft: CommitmentDraft, *, by: Viewer, at: datetime, held: bool = False
) -> None:
    """Change what is ordered; the log tells what the amount was and what it became."""
    row = _open_commitment(commitment_id, by)
    _refuse_held(row, held=held)
    was = row.cents
    for name, value in _fields(draft, row.project, at).items():
        setattr(row, name, value)
    _refuse_below_paid(row, was)
    with kept(row.project, by=by, at=at):
        row.save()
    why = f"{keeping.euros(was)} → {keeping.euros(row.cents)}"
    audit.record("commitment_changed", row, by=by, at=at, why=why)


@transaction.atomic
def end_commitment(  # noqa: PLR0913 - which, when, why, by whom, at what time, for which room
    commitment_id: int, day: date, why: str, *, by: Viewer, at: datetime, held: bool = False
) -> None:
    """End what was ordered: what was paid stays counted, the rest of it falls free.

    Nothing is paid on it any more. A project that has ended still allows this: an order goes
    on until somebody ends it.
    """
    row = _running_commitment(commitment_id, by)
    _refuse_held(row, held=held)
    finding.project_to_change(row.project_id, by)
    reason = finding.line(why, 400, needed=_("Write down why this order ends."))
    finding.day(day, "day", happened=at)
    if day < row.ordered_on:
        raise ProgrammeRefused(_("It cannot end before it was ordered."))
    last = _paid(row).aggregate(last=Max("paid_on"))["last"]
    if last is not None and day < last:
        raise ProgrammeRefused(
            _("On %(day)s something was still paid on it. Choose that day or a later one.")
            % {"day": date_format(last, "j F Y")}
        )
    row.ended_on, row.ended_because = day, checked_words(reason, field="why")
    with kept(row.project, by=by, at=at):
        row.save(update_fields=["ended_on", "ended_because"])
    audit.record("commitment_ended", row, by=by, at=at, why=day.isoformat())


@transaction.atomic
def add_payment(
    project_id: int, draft: PaymentDraft, *, by: Viewer, at: datetime, held: bool = False
) -> int:
    """Write down what was paid, with its document, and return its number.

    The last bill of an order often comes after its project ended: on an open order one still
    pays then, and at once no more. Raises ``ProgrammeRefused`` where more would be paid than
    was ordered, unless the draft says that this is right.
    """
    project = _paying_project(project_id, draft.commitment_id, by)
    cents = keeping.some_cents(draft.cents)
    finding.day(draft.paid_on, "paid_on", happened=at)
    _refuse_too_early(draft.paid_on, project)
    order, more = None, 0
    if draft.commitment_id is not None:
        order = _running_commitment(draft.commitment_id, by, project_id=project.pk)
        _refuse_held(order, held=held)
        if draft.paid_on < order.ordered_on:
            raise ProgrammeRefused(
                _("This was ordered on %(day)s. It cannot be paid before that.")
                % {"day": date_format(order.ordered_on, "j F Y")}
            )
        more = _beyond(order, cents)
        if more > 0 and not draft.more:
            raise ProgrammeRefused(
                _("With this %(more)s more is paid than was ordered. Say that this is right.")
                % {"more": keeping.euros(more)}
            )
    told = _payment_told(draft)
    with kept(project, by=by, at=at):
        made = Payment.objects.create(
            municipality_id=project.municipality_id,
            project=project,
            commitment=order,
            cents=cents,
            recorded_at=at,
            **told,
        )
    over = f" (> {keeping.euros(more)})" if more > 0 else ""
    why = f"{keeping.euros(cents)}{over}"
    audit.record("payment_added", made, by=by, at=at, why=why)
    return made.pk


@transaction.atomic
def take_back_payment(
    payment_id: int, why: str, *, by: Viewer, at: datetime, held: bool = False
) -> None:
    """Undo a payment that was wrong; it stays readable, with the reason."""
    row = finding.found(Payment.objects.select_related("commitment"), payment_id, by)
    project = finding.project_to_change(row.project_id, by)
    if row.commitment is None or row.commitment.ended_on is not None:
        keeping.check_open(project)
    if row.commitment is not None:
        _refuse_held(row.commitment, held=held)
    if row.taken_back_on is not None:
        raise ProgrammeRefused(_("This payment was taken back already."))
    reason = finding.line(why, 400, needed=_("Write down why this payment is taken back."))
    row.taken_back_because = checked_words(reason, field="why")
    row.taken_back_on = timezone.localdate(at)
    with kept(project, by=by, at=at):
        row.save(update_fields=["taken_back_on", "taken_back_because"])
    audit.record("payment_taken_back", row, by=by, at=at, why=keeping.euros(row.cents))


def _open_commitment(pk: int, by: Viewer) -> Commitment:
    row = _running_commitment(pk, by)
    keeping.open_project(row.project_id, by)
    return row


def _running_commitment(pk: int, by: Viewer, **where: Any) -> Commitment:
    rows = Commitment.objects.select_related("project__programme")
    row = finding.found(rows, pk, by, **where)
    if row.ended_on is not None:
        raise ProgrammeRefused(_("This order has ended. Write down a new one."))
    return row


def _refuse_held(order: Commitment, *, held: bool) -> None:
    """Refuse what a room above looks at: there nobody goes past who may, or how much."""
    if order.held and not held:
        raise ProgrammeRefused(
            _(
                "This order is paid with money that the plan was given. Open “The money of "
                "this plan” on the card and do it there."
            )
        )


def _decided_project(project_id: int, by: Viewer) -> Project:
    """Return a project on which money may go out; of an idea nobody decided that yet."""
    project = keeping.open_project(project_id, by)
    _refuse_idea(project)
    return project


def _paying_project(project_id: int, order_id: int | None, by: Viewer) -> Project:
    """Return a project on which something may be paid; once it ended only on an order."""
    project = finding.project_to_change(project_id, by)
    _refuse_idea(project)
    if project.state in keeping.ENDED and order_id is None:
        raise ProgrammeRefused(
            _("This project has ended. Choose the open order on which this was paid.")
        )
    return project


def _refuse_idea(project: Project) -> None:
    if project.state == ProjectState.IDEA:
        raise ProgrammeRefused(
            _("This project is still an idea. Once it is approved you can order and pay.")
        )


def _refuse_too_early(day: date, project: Project) -> None:
    """Refuse a payment before the project; bills may come after its last year."""
    first, _last = project.money_years
    if day.year < first:
        raise ProgrammeRefused(
            _("This project begins in %(first)s. It cannot be paid before that.")
            % {"first": first}
        )


def _refuse_below_paid(order: Commitment, was: int) -> None:
    """Refuse to make an order smaller than what is paid on it, or later than that."""
    paid = _beyond(order, 0) + order.cents
    if order.cents < min(paid, was):
        raise ProgrammeRefused(
            _("%(paid)s is paid on this order. Its amount cannot become lower than that.")
            % {"paid": keeping.euros(paid)}
        )
    first = _paid(order).aggregate(first=Min("paid_on"))["first"]
    if first is not None and first < order.ordered_on:
        raise ProgrammeRefused(
            _("On %(day)s something was paid on it. It was ordered on that day or before.")
            % {"day": date_format(first, "j F Y")}
        )


def _paid(order: Commitment) -> QuerySet[Payment]:
    return order.payments.filter(taken_back_on__isnull=True)


def _beyond(order: Commitment, cents: int) -> int:
    """Return how much more than was ordered is paid with this; below nought while less."""
    paid: int = _paid(order).aggregate(all=Sum("cents"))["all"] or 0
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


def _payment_told(draft: PaymentDraft) -> dict[str, Any]:
    return {
        "paid_on": draft.paid_on,
        "what": _said(draft.what, "what", needed=_("Write down what was paid.")),
        "document": _said(
            draft.document, "document", needed=_("Name the document that shows the payment.")
        ),
        "address": citing.address(draft.address),
    }


def _said(words: str, field: str, *, needed: str = "") -> str:
    return checked_words(finding.line(words, 160, needed=needed), field=field)
