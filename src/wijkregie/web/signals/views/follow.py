"""The private page of who raised a signal: the receipt, and later the answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.states import DONE, State
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import follower
from wijkregie.web.http.addresses import thread_url
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.http.viewer import viewer_of
from wijkregie.web.signals import photos, story
from wijkregie.web.signals.forms.satisfied import AGAIN, NO, YES, SatisfiedForm, asked_for
from wijkregie.web.signals.planned import plan_link
from wijkregie.web.signals.receipt import receipt_of
from wijkregie.web.signals.views.asked import Asked, asked, not_there, quiet
from wijkregie.web.signals.words import day, day_of, grouped

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from wijkregie.domain.signals.queries import SignalSeen

_THANKS: Final = {
    YES: gettext_lazy("Thank you. We are glad to hear that."),
    AGAIN: gettext_lazy("Your report is open again. You hear from us."),
    NO: gettext_lazy("Thank you for telling us. We learn from it."),
}


@require_safe
def follow(request: HttpRequest, slug: str, token: str) -> HttpResponseBase:
    """Show who raised a signal the receipt, what happens, and the answer."""
    return quiet(_follow(request, slug, token))


@require_POST
def satisfied(request: HttpRequest, slug: str, token: str) -> HttpResponseBase:
    """Say whether the answer satisfies, and if not, perhaps why and that it is not done."""
    return quiet(_satisfied(request, slug, token))


@require_safe
def photo(request: HttpRequest, slug: str, token: str, pk: int) -> HttpResponseBase:
    """Give the photo that somebody sent along."""
    found = _asked(request, slug, token)
    signal = queries.followed(found.viewer, on=found.on) if found else None
    if found is None or signal is None:
        return quiet(_unknown(request))
    return quiet(photos.answer(found.viewer, signal.reference, pk))


def _follow(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    found = _asked(request, slug, token)
    signal = queries.followed(found.viewer, on=found.on) if found else None
    if found is None or signal is None:
        return _unknown(request)
    form = SatisfiedForm(initial=asked_for(request.GET.get("tevreden", "")))
    return _show(found, signal, token, form)


def _satisfied(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    found = _asked(request, slug, token)
    signal = queries.followed(found.viewer, on=found.on) if found else None
    if found is None or signal is None:
        return _unknown(request)
    form = SatisfiedForm(request.POST)
    if form.is_valid():
        try:
            _note(found, form.cleaned_data["tevreden"], form.cleaned_data["why"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, str(_THANKS[form.cleaned_data["tevreden"]]))
            return redirect("signals:follow", slug, token)
    return _show(found, signal, token, form)


def _note(found: Asked, reply: str, why: str) -> None:
    if reply == YES:
        services.satisfied(by=found.viewer, at=found.at)
    else:
        services.unsatisfied(why, by=found.viewer, at=found.at, again=reply == AGAIN)


def _own(signal: SignalSeen, raiser_id: int | None) -> str:
    """Return what who looks said of the answer before, as a sentence."""
    for one in signal.raisers:
        if one.id == raiser_id and one.satisfied is not None and one.satisfied_at:
            words = {"date": day(day_of(one.satisfied_at))}
            if one.satisfied:
                return _("On %(date)s you said that you are satisfied.") % words
            return _("On %(date)s you said that you are not satisfied.") % words
    return ""


def _asked(request: HttpRequest, slug: str, token: str) -> Asked | None:
    """Return who comes by this link; nothing for a link that is not, or not any more."""
    passer = asked(request, slug)
    raiser_id = queries.raiser_of_link(passer.municipality_id, token, on=passer.on)
    if raiser_id is None:
        return None
    viewer = follower(passer.municipality_id, raiser_id)
    return Asked(request, passer.scope, viewer, passer.at)


def _unknown(request: HttpRequest) -> HttpResponse:
    return not_there(
        request,
        _("This private link does not work"),
        _(
            "It may have lost a letter on the way, or it has expired. You can still look up "
            "your report by its reference."
        ),
    )


def _work(found: Asked, signal: SignalSeen) -> dict[str, str] | None:
    """Return where somebody who wrote it down for another goes on; nothing for a resident."""
    if not viewer_of(found.request, found.scope).is_professional:
        return None
    slug = found.scope.slug
    return {
        "signal_url": reverse("signals:detail", args=[slug, signal.reference]),
        "again_url": reverse("signals:report_place", args=[slug]),
    }


def _show(found: Asked, signal: SignalSeen, token: str, form: SatisfiedForm) -> HttpResponse:
    slug = found.scope.slug
    context: dict[str, Any] = {
        "signal": signal,
        "title": story.title_of(signal),
        "reference": grouped(signal.reference),
        "is_new": signal.state == State.RECEIVED,
        **receipt_of(signal),
        "stand": story.stand_of(signal),
        "promise": story.promise_of(signal, own=True),
        "later_text": story.later_of(signal),
        "facts": story.facts_of(found.scope, signal),
        "photos": [
            reverse("signals:follow_photo", args=[slug, token, pk]) for pk in signal.photo_ids
        ],
        "steps": story.told(found, signal),
        "decision": story.decision_of(found, signal.decision),
        "answers": story.answers(queries.answers_of(found.viewer, signal.id)),
        "link": found.request.build_absolute_uri(reverse("signals:follow", args=[slug, token])),
        "thread_url": thread_url(found.scope, "melding", signal.id),
        "plan": plan_link(found, signal, token),
        "public_url": reverse("signals:detail", args=[slug, signal.reference]),
        "work": _work(found, signal),
        "form": form if signal.state in DONE else None,
        "said_before": _own(signal, found.viewer.raiser_id),
        "satisfied_url": reverse("signals:follow_satisfied", args=[slug, token]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(found.request, "signals/follow.html", context, status=status)
