"""Handling a signal: every action is one form that is sent to an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.signals import services
from wijkregie.domain.signals.states import Kind
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.signals import bundling, photos
from wijkregie.web.signals.deciding import GROUP, OFFICER, PERSON
from wijkregie.web.signals.handling import ACTIONS, Refused, form_of
from wijkregie.web.signals.story import title_of
from wijkregie.web.signals.views.asked import asked, for_members
from wijkregie.web.signals.views.public import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import FileResponse, HttpRequest, HttpResponse

    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.signals.views.asked import Asked

_DONE: Final = {
    "oppakken": gettext_lazy("You look at this report."),
    "besluiten": gettext_lazy("The decision is recorded."),
    "antwoorden": gettext_lazy("The answer goes to everyone who reported it."),
    "agenda": gettext_lazy("The report is on the agenda."),
    "aanpassen": gettext_lazy("Saved."),
    "toewijzen": gettext_lazy("The report is assigned. The promised date stays."),
    "bundelen": gettext_lazy("These reports are handled as one. Everyone gets an answer."),
    "losmaken": gettext_lazy("This report is handled on its own again."),
    "uitstellen": gettext_lazy("Saved. Who reported it hears the new date."),
    "heropenen": gettext_lazy("The report is open again."),
}


@require_POST
@for_members
def act(found: Asked, reference: str, action: str) -> HttpResponse:
    """Do one thing with a signal; what is refused stands at the form, with what was typed."""
    if action not in ACTIONS:
        raise Http404
    signal = found.signal(reference)
    if not signal.may_handle:
        raise PermissionDenied
    form = form_of(found, signal, action, found.request.POST)
    if form.is_valid():
        try:
            _ACTS[action](found, signal, form)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(found.request, str(_DONE[action]))
            return redirect("signals:detail", found.scope.slug, signal.reference)
    return shown(found, signal, Refused(action, form))


@require_safe
def photo(request: HttpRequest, slug: str, reference: str, pk: int) -> FileResponse:
    """Give a photo to who handles the signal."""
    return photos.answer(asked(request, slug).viewer, reference, pk)


def _take_up(found: Asked, signal: SignalSeen, _form: Any) -> None:
    services.take_up(signal.id, by=found.viewer, at=found.at)


def _describe(found: Asked, signal: SignalSeen, form: Any) -> None:
    sent = form.cleaned_data
    words = services.SignalWords(
        title=sent["title"],
        kind=Kind(sent["kind"]),
        theme_id=int(sent["theme"]),
        area_id=form.area_id,
    )
    services.describe(signal.id, words, by=found.viewer, at=found.at)


def _agenda(found: Asked, signal: SignalSeen, form: Any) -> None:
    meeting_id = int(form.cleaned_data["meeting"])
    meetings.add_signal(meeting_id, signal.id, by=found.viewer, at=found.at)


def _assign(found: Asked, signal: SignalSeen, form: Any) -> None:
    sent = form.cleaned_data["owner"]
    group_id = int(sent.removeprefix(GROUP)) if sent.startswith(GROUP) else None
    person_id = int(sent.removeprefix(PERSON)) if sent.startswith(PERSON) else None
    services.assign(signal.id, group_id, person_id=person_id, by=found.viewer, at=found.at)


def _later(found: Asked, signal: SignalSeen, form: Any) -> None:
    sent = form.cleaned_data
    services.promise_later(
        signal.id, sent["expected_on"], sent["why"], by=found.viewer, at=found.at
    )


def _decide(found: Asked, signal: SignalSeen, form: Any) -> None:
    sent = form.cleaned_data
    body = sent["body"]
    draft = DecisionDraft(
        subject=title_of(signal),
        outcome=sent["outcome"],
        reason=sent["reason"],
        mandate=sent["mandate"],
        taken_on=found.on,
        rung_planned=sent["rung"],
        body_id=int(body.removeprefix(GROUP)) if body.startswith(GROUP) else None,
        officer=body.removeprefix(OFFICER) if body.startswith(OFFICER) else "",
        dissent=sent["dissent"],
        handed_to_id=int(sent["handed_to"]) if sent["handed_to"] else None,
    )
    services.decide(signal.id, draft, by=found.viewer, at=found.at)


def _answer(found: Asked, signal: SignalSeen, form: Any) -> None:
    sent = form.cleaned_data
    services.answer(
        signal.id, sent["text"], public=not sent["private"], by=found.viewer, at=found.at
    )


def _reopen(found: Asked, signal: SignalSeen, form: Any) -> None:
    services.reopen(signal.id, form.cleaned_data["why"], by=found.viewer, at=found.at)


_ACTS: Final[dict[str, Callable[[Asked, SignalSeen, Any], None]]] = {
    "oppakken": _take_up,
    "besluiten": _decide,
    "antwoorden": _answer,
    "agenda": _agenda,
    "aanpassen": _describe,
    "toewijzen": _assign,
    "bundelen": bundling.bundle,
    "losmaken": bundling.unbundle,
    "uitstellen": _later,
    "heropenen": _reopen,
}
