"""The page on which an organisation answers: by its link, or by a seat here."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.signals import queries, services
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import partner
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.signals import offering, story
from wijkregie.web.signals.forms import offer as forms
from wijkregie.web.signals.views import offer as ours
from wijkregie.web.signals.views.asked import Asked, asked, for_members, not_there, quiet
from wijkregie.web.signals.words import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.signals.queries import OfferSeen, SignalSeen
    from wijkregie.web.signals.forms.handling import HandlingForm

_FORMS: Final[dict[str, Callable[[Any], HandlingForm]]] = {
    "aannemen": forms.AcceptForm,
    "weigeren": forms.RefuseForm,
    "gedaan": forms.OutcomeForm,
}
_DONE: Final = {
    "aannemen": gettext_lazy("Thank you. You take this report over."),
    "weigeren": gettext_lazy("Thank you. The municipality reads your reason and looks again."),
    "gedaan": gettext_lazy("Thank you. The municipality answers who reported it."),
}


@dataclass(frozen=True, slots=True)
class Door:
    """How somebody came to a question: the address to come back to, and who they are."""

    found: Asked
    offer: OfferSeen
    page: str
    key: str | int

    def url(self, action: str = "") -> str:
        """Return the address of the page, or of one of its forms."""
        name, args = f"signals:{self.page}", [self.found.scope.slug, self.key]
        return (
            reverse(f"{name}_act", args=[*args, action]) if action else reverse(name, args=args)
        )


@require_safe
def by_link(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show an organisation what it is asked; a link that works no more says why."""
    door = _linked(request, slug, token)
    return quiet(_page(door) if isinstance(door, Door) else door)


@require_POST
def act_by_link(request: HttpRequest, slug: str, token: str, action: str) -> HttpResponse:
    """Answer by the link, once."""
    door = _linked(request, slug, token)
    return quiet(_act(door, action) if isinstance(door, Door) else door)


@require_safe
@for_members
def by_seat(found: Asked, pk: int) -> HttpResponse:
    """Show who holds a seat for an organisation what it is asked."""
    return _page(_seated(found, pk))


@require_POST
@for_members
def act_by_seat(found: Asked, pk: int, action: str) -> HttpResponse:
    """Answer for the organisation; or, for who handles the report, mail the link or end it."""
    door = _seated(found, pk)
    if action in {offering.LINK, offering.WITHDRAW}:
        return ours.change(found, found.signal(door.offer.reference), action, door.offer)
    return _act(door, action)


def _seated(found: Asked, pk: int) -> Door:
    offer = queries.offer_seen(found.viewer, pk)
    if offer is None:
        raise Http404
    return Door(found, offer, "hand_over", pk)


def _linked(request: HttpRequest, slug: str, token: str) -> Door | HttpResponse:
    passer = asked(request, slug)
    link = queries.offer_of_link(passer.municipality_id, token, on=passer.on)
    if link is None:
        return not_there(
            request,
            _("This link does not work"),
            _(
                "It may have lost a letter on the way, or a newer link was mailed since. Look "
                "in your mail, or ask the municipality."
            ),
        )
    viewer = partner(passer.municipality_id, link.offer_id)
    found = Asked(request, passer.scope, viewer, passer.at)
    offer = queries.offer_seen(viewer, link.offer_id)
    if offer is None:
        raise Http404
    if (offer.may_reply or offer.may_report) and not link.works:
        return _expired(found, offer)
    return Door(found, offer, "partner", token)


def _expired(found: Asked, offer: OfferSeen) -> HttpResponse:
    words = {"date": day(offer.link_until), "place": found.scope.name}
    return not_there(
        found.request,
        _("This link has expired"),
        _("It worked until %(date)s. Ask the municipality of %(place)s for a new one.") % words,
    )


def _act(door: Door, action: str) -> HttpResponse:
    found, offer = door.found, door.offer
    if action not in _FORMS:
        raise Http404
    form = _FORMS[action](found.request.POST)
    if form.is_valid():
        try:
            _answer(door, action, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(found.request, str(_DONE[action]))
            return redirect(door.url())
    again = queries.offer_seen(found.viewer, offer.id) or offer
    return _page(Door(found, again, door.page, door.key), {action: form})


def _answer(door: Door, action: str, form: HandlingForm) -> None:
    by, at, pk = door.found.viewer, door.found.at, door.offer.id
    if action == "aannemen":
        services.accept(pk, by=by, at=at)
    elif action == "weigeren":
        services.refuse(pk, form.cleaned_data["reason"], by=by, at=at)
    else:
        services.report_outcome(pk, form.cleaned_data["text"], by=by, at=at)


def _page(door: Door, sent: dict[str, HandlingForm] | None = None) -> HttpResponse:
    found, offer = door.found, door.offer
    signal = queries.signal_by_id(found.viewer, offer.signal_id, on=found.on)
    if signal is None:
        raise Http404
    context = _context(door, signal) | _asks(door, sent or {})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    return render(found.request, "signals/partner.html", context, status=status)


def _asks(door: Door, sent: dict[str, HandlingForm]) -> dict[str, Any]:
    """Return the forms that can be sent now, and what was refused."""
    offer = door.offer
    possible = ["aannemen", "weigeren"] if offer.may_reply else []
    possible += ["gedaan"] if offer.may_report else []
    late = [form for name, form in sent.items() if name not in possible]
    return {
        "refused": [str(words) for form in late for words in form.non_field_errors()],
        "asks": {
            name: {"url": door.url(name), "form": sent.get(name) or _FORMS[name](None)}
            for name in possible
        },
    }


def _context(door: Door, signal: SignalSeen) -> dict[str, Any]:
    found, offer = door.found, door.offer
    return {
        "offer": offer,
        "organisation": offer.organisation_name,
        "place": found.scope.name,
        "title": story.title_of(signal),
        "stand_text": offering.sentence(offer),
        "promise": story.promise_of(signal),
        "facts": story.facts_of(found.scope, signal),
        "steps": story.told(found, signal),
        "decision": story.decision_of(found, signal.decision),
        "public_url": reverse("signals:detail", args=[found.scope.slug, signal.reference]),
        "work_url": reverse("signals:work", args=[found.scope.slug]),
        "by_seat": door.page == "hand_over",
    }
