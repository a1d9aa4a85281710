"""Join in with a report that is yours too, instead of writing it again."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkregie.domain.signals import services
from wijkregie.domain.signals.states import OPEN
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.words import WordsRefused
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.http.raisers import first_choices, fitted
from wijkregie.web.signals import story
from wijkregie.web.signals.forms.join import SAID, JoinForm, RecordJoinForm
from wijkregie.web.signals.views.asked import asked

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.domain.signals.services import Receipt
    from wijkregie.web.signals.views.asked import Asked

#: What is taken along from the form to report something.
_ALONG = ("hear_back", "email", "name", "address", "phone", "channel", "received_on", "group")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Ask how somebody wants to hear back, then lead to their own receipt."""
    found = asked(request, slug)
    signal = found.signal(reference)
    form = _form(found)
    if form.is_bound and form.is_valid():
        receipt = _joined(found, signal, form)
        if receipt is not None:
            messages.success(request, _("You joined in. You hear about this too."))
            return redirect("signals:follow", slug, receipt.token)
    return _show(found, signal, form)


def _form(found: Asked) -> JoinForm:
    """Return the form; who comes from the form to report keeps what was filled in there."""
    sent, viewer = found.request.POST, found.viewer
    along = {name: sent[name] for name in _ALONG if name in sent}
    wanted: dict[str, Any] = {"initial": {**first_choices(viewer), "submission": uuid4().hex}}
    if "text" in sent:
        said = sent["text"] if len(sent["text"]) <= SAID else ""
        wanted["initial"] |= {**along, "said": said}
    elif found.request.method == "POST":
        wanted["data"] = sent
    form = (RecordJoinForm if viewer.is_member else JoinForm)(**wanted)
    fitted(form, viewer, on=found.on)
    return form


def _came_with(found: Asked) -> list[tuple[str, str]]:
    """Return what was filled in to report something, so that one can go back to it."""
    sent = found.request.POST
    if "text" not in sent:
        return []
    return [(name, sent.get(name, "")) for name in sent if name != "csrfmiddlewaretoken"]


def _joined(found: Asked, signal: SignalSeen, form: JoinForm) -> Receipt | None:
    """Join in; what is refused becomes an error of the form."""
    sent = form.cleaned_data
    draft = services.JoinDraft(
        submission=sent["submission"] or uuid4().hex, said=sent["said"], raiser=form.raiser()
    )
    seed = secrets.randbits(63)
    try:
        return services.join(signal.id, draft, by=found.viewer, at=found.at, seed=seed)
    except WordsRefused as refusal:
        form.add_error("said", str(refusal))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None


def _show(found: Asked, signal: SignalSeen, form: JoinForm) -> HttpResponse:
    slug = found.scope.slug
    context = {
        "form": form,
        "fields": [(field, field.errors) for field in form.visible_fields()],
        "title": story.title_of(signal),
        "stand": story.stand_of(signal),
        "promise": story.promise_of(signal, own=True),
        "later_text": story.later_of(signal),
        "facts": story.facts_of(found.scope, signal),
        "is_open": signal.state in OPEN,
        "is_late": signal.overdue,
        "records": isinstance(form, RecordJoinForm),
        "for_others": found.viewer.is_professional,
        "signal_url": signal_url(found.scope, signal.reference),
        "report_url": reverse("signals:report_place", args=[slug]),
        "came_with": _came_with(found),
        "privacy_url": reverse("home:privacy", args=[slug]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(found.request, "signals/join.html", context, status=status)
