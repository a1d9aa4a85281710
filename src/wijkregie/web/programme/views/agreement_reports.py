"""Reports on an agreement: planned by the municipality, told by the partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import services
from wijkregie.web.http.kept import Kept
from wijkregie.web.programme import agreed
from wijkregie.web.programme.around import ask_of_agreement
from wijkregie.web.programme.desk import answered, done, for_work
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.agreements import (
    PartnerReportForm,
    PlanForm,
    whole_cents,
)
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.views.agreement_list import euros
from wijkregie.web.programme.views.agreements import found_agreement
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import AgreementSeen, PartnerReportSeen
    from wijkregie.web.programme.desk import Desk


@for_work
def plan(desk: Desk, pk: int) -> HttpResponse:
    """Plan a report for a day."""
    one = found_agreement(desk, pk)
    if not one.may_change:
        return desk.refuse()
    form = PlanForm(desk.sent)

    def act() -> None:
        due_on = form.cleaned_data["due_on"]
        services.plan_report(pk, due_on, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="due_on"):
        return done(desk, _("The report is planned."), desk.url("agreement", pk))
    return ask_of_agreement(
        desk, one, form, heading=_("Plan a report"), submit_text=_("Plan it")
    )


@for_work
def report(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Let the partner tell what was done, or mend what was told."""
    one, row = _found(desk, pk, line)
    if not one.may_report:
        return desk.refuse()
    form = PartnerReportForm(desk.sent, unit=one.unit, initial=_now(row))

    def fresh() -> PartnerReportForm:
        now = _now(_found(desk, pk, line)[1])
        return PartnerReportForm(unit=one.unit, initial=now)

    kept = Kept(form, fresh)

    def act() -> None:
        draft = _draft(form.cleaned_data)
        services.send_report(line, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "agreement_report", line, kept, act)):
        return done(desk, _("Your report stands on the card."), desk.url("agreement", pk))
    return ask_of_agreement(
        desk,
        one,
        form,
        heading=_("Report by %(day)s") % {"day": date_text(row.due_on)},
        submit_text=_("Send it in"),
        about=_agreed(one),
        **kept.told(),
    )


@for_work
def drop(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Take a planned report away."""
    one, row = _found(desk, pk, line)
    if not one.may_change or row.sent_at is not None:
        return desk.refuse()
    form = Empty(desk.sent)
    if answered(form, lambda: services.drop_report(line, by=desk.viewer, at=timezone.now())):
        return done(desk, _("The planned report is gone."), desk.url("agreement", pk))
    day = {"day": date_text(row.due_on)}
    return ask_of_agreement(
        desk,
        one,
        form,
        heading=_("Take the report by %(day)s away") % day,
        submit_text=_("Take away"),
        consequences=[_("The partner does not have to report by this day any more.")],
    )


def _found(desk: Desk, pk: int, line: int) -> tuple[AgreementSeen, PartnerReportSeen]:
    one = found_agreement(desk, pk)
    row = next((each for each in one.reports if each.id == line), None)
    if row is None:
        raise Http404
    return one, row


def _now(row: PartnerReportSeen) -> dict[str, Any]:
    return {
        "text": row.text,
        "quantity": row.quantity,
        "free_room_used": row.free_room_used,
        "free_hours_used": row.free_hours_used,
        "free_amount_used": euros(row.free_cents_used),
    }


def _draft(asked: dict[str, Any]) -> services.PartnerReportDraft:
    return services.PartnerReportDraft(
        text=asked["text"],
        quantity=asked["quantity"],
        free_room_used=asked["free_room_used"],
        free_hours_used=asked["free_hours_used"],
        free_cents_used=whole_cents(asked["free_amount_used"]),
    )


def _agreed(one: AgreementSeen) -> list[dict[str, str]]:
    """Return what was agreed, to look at while reporting."""
    found = {
        _("Agreed"): agreed.agreed_text(one) or one.what,
        _("So far"): agreed.progress_text(one),
        _("Free room"): one.free_room,
    }
    return [{"name": name, "text": text, "url": ""} for name, text in found.items() if text]
