"""Offering a report to an organisation, mailing the link, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals import services
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.signals import offering
from wijkregie.web.signals.deciding import GROUP, OFFICER
from wijkregie.web.signals.handling import Refused
from wijkregie.web.signals.story import title_of
from wijkregie.web.signals.views.asked import for_members
from wijkregie.web.signals.views.public import shown

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.signals.queries import OfferSeen, SignalSeen
    from wijkregie.web.signals.views.asked import Asked


@require_POST
@for_members
def offer(found: Asked, reference: str) -> HttpResponse:
    """Ask an organisation whether it takes a report over: that is a decision."""
    signal = found.signal(reference)
    return change(found, signal, offering.OFFER, None)


def change(
    found: Asked, signal: SignalSeen, action: str, last: OfferSeen | None
) -> HttpResponse:
    """Do what was sent; what is refused stands at the form, with what was typed."""
    if not signal.may_handle:
        raise PermissionDenied
    form = offering.form_of(found, signal, action, last, found.request.POST)
    if form.is_valid():
        try:
            done = _do(found, signal, action, last, form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(found.request, done)
            return redirect("signals:detail", found.scope.slug, signal.reference)
    return shown(found, signal, Refused(action, form))


def _do(
    found: Asked, signal: SignalSeen, action: str, last: OfferSeen | None, sent: Any
) -> str:
    by, at = found.viewer, found.at
    if action == offering.LINK and last is not None:
        draft = services.OfferDraft(sent["message"], sent["email"])
        services.send_link(last.id, draft, by=by, at=at)
        return _("The link is on its way. An earlier link works no more.")
    if action == offering.WITHDRAW and last is not None:
        services.withdraw(last.id, sent["why"], by=by, at=at)
        return _("The report is yours again. Decide what happens now.")
    return _offer(found, signal, sent)


def _offer(found: Asked, signal: SignalSeen, sent: Any) -> str:
    body = sent["body"]
    decision = DecisionDraft(
        subject=title_of(signal),
        outcome=Outcome.HAND_OVER,
        reason=sent["reason"],
        mandate=sent["mandate"],
        taken_on=found.on,
        body_id=int(body.removeprefix(GROUP)) if body.startswith(GROUP) else None,
        officer=body.removeprefix(OFFICER) if body.startswith(OFFICER) else "",
        handed_to_id=int(sent["organisation"]),
    )
    draft = services.OfferDraft(sent["message"], sent["email"])
    services.decide(signal.id, decision, by=found.viewer, at=found.at, offer=draft)
    return _("The organisation is asked. You hear what it says.")
