"""What a partner tells of its agreement, on the same card; nobody tells it for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import AgreementReport
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.agreeing import check_amount
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import AgreementState
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PartnerReportDraft:
    """What was done in a period. What is not known is ``None``, never nought."""

    text: str
    quantity: Decimal | None = None
    free_room_used: str = ""
    free_hours_used: int | None = None
    free_cents_used: int | None = None


@transaction.atomic
def send_report(report_id: int, draft: PartnerReportDraft, *, by: Viewer, at: datetime) -> None:
    """Tell what was done, for the partner; one may mend it until the agreement ends.

    What was told before stays readable beside it, with the day on which it was mended.
    Raises ``ProgrammeRefused`` for who holds no seat for that partner, also for the
    wijkregisseur, and where nothing was agreed or the agreement ended.
    """
    rows = AgreementReport.objects.select_related("agreement", "agreement__partner")
    row = finding.found(rows, report_id, by)
    agreement = row.agreement
    if agreement.state == AgreementState.PROPOSED and not rules.may_see_ideas(by):
        raise finding.not_there()
    if not rules.may_report(by, agreement.partner_id):
        raise ProgrammeRefused(
            _("Only who has a seat for %(partner)s can report on this. Ask one of them.")
            % {"partner": agreement.partner.name}
        )
    if agreement.state != AgreementState.AGREED:
        raise ProgrammeRefused(_("One reports on what is agreed and has not ended."))
    check_amount(
        quantity=draft.quantity,
        cents=draft.free_cents_used,
        hours=draft.free_hours_used,
        fields=("free_amount_used", "free_hours_used"),
    )
    told = _told(row)
    _fill(row, draft)
    row.by_id = by.person_id
    if row.sent_at is None:
        row.sent_at = at
        audit.record("agreement_report_sent", row, by=by, at=at)
    elif _told(row) != told:
        row.before = [*row.before, {**told, "until": at.isoformat()}]
        audit.record("agreement_report_corrected", row, by=by, at=at)
    row.save()


def _told(row: AgreementReport) -> dict[str, str | int | None]:
    """Return what a report tells, as it is kept once it was mended."""
    return {
        "text": row.text,
        "quantity": None if row.quantity is None else f"{row.quantity:.2f}",
        "free_room_used": row.free_room_used,
        "free_hours_used": row.free_hours_used,
        "free_cents_used": row.free_cents_used,
    }


def _fill(row: AgreementReport, draft: PartnerReportDraft) -> None:
    needed = _("Write down what was done. Everyone can read this.")
    row.text = checked_words(finding.text(draft.text, 2000, needed=needed), field="text")
    row.quantity = draft.quantity
    used = finding.line(draft.free_room_used, 400)
    row.free_room_used = checked_words(used, field="free_room_used")
    row.free_hours_used, row.free_cents_used = draft.free_hours_used, draft.free_cents_used
