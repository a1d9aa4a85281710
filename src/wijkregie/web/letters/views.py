"""Letters to post, calls to make, and mail that came back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.signals import services
from wijkregie.kit.outbox_states import Stand
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.typeset import TypesetFault
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.letters import paper
from wijkregie.web.letters.desk import for_workers

if TYPE_CHECKING:
    from wijkregie.web.letters.desk import Desk, Item


@require_safe
@for_workers
def index(desk: Desk) -> HttpResponse:
    """Show what still has to go out by hand, the oldest first."""
    context = {
        "letters": [_shown(desk, item) for item in desk.letters()],
        "calls": [_shown(desk, item) for item in desk.calls()],
        "returned": [_shown(desk, item) for item in desk.returned()],
    }
    return render(desk.request, "letters/index.html", context)


@require_safe
@for_workers
def pdf(desk: Desk, pk: int) -> HttpResponse:
    """Give a letter as a PDF for an envelope with a window."""
    item = desk.item(pk)
    try:
        made = paper.pdf(desk, item)
    except TypesetFault as fault:
        messages.error(desk.request, str(fault))
        return redirect("letters:index", desk.scope.slug)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="brief-{item.facts.reference}.pdf"'
    return answer


@require_POST
@for_workers
def done(desk: Desk, pk: int) -> HttpResponse:
    """Note that a letter was posted or a call made."""
    desk.item(pk)
    note = desk.request.POST.get("note", "")
    try:
        first = services.told_by_hand(pk, by=desk.viewer, at=desk.at, note=note)
    except Refusal as refusal:
        messages.error(desk.request, str(refusal))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        context = {"back_url": reverse("letters:index", args=[desk.scope.slug])}
        return render(desk.request, "letters/refused.html", context, status=status)
    if first:
        messages.success(desk.request, _("Noted. The resident has been told."))
    else:
        messages.info(desk.request, _("A colleague noted this already."))
    return redirect("letters:index", desk.scope.slug)


def _shown(desk: Desk, item: Item) -> dict[str, Any]:
    message, facts = item.message, item.facts
    late = message.stand != Stand.FAILED and facts.expected_on < desk.on
    return {
        "id": message.id,
        "subject": paper.subject(item),
        "told": paper.told(item),
        "reference": facts.reference,
        "url": signal_url(desk.scope, facts.reference),
        "name": facts.name or _("Resident"),
        "address": facts.address,
        "phone": facts.phone,
        "email": facts.email,
        "since": date_format(timezone.localdate(message.made_at), "j F Y"),
        "late": late,
        "pdf_url": reverse("letters:pdf", args=[desk.scope.slug, message.id]),
        "done_url": reverse("letters:done", args=[desk.scope.slug, message.id]),
    }
