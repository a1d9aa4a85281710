"""What the checks find in a programme, as a page and as a table; accept a finding."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries, services
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme import checks
from wijkregie.web.programme.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.programme.forms.checks import AcceptForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.sentences import sentence
from wijkregie.web.programme.words import capital

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import CheckSeen, ChecksSeen
    from wijkregie.web.programme.desk import Desk

Args = ParamSpec("Args")


def for_members(
    view: Callable[Concatenate[Desk, ChecksSeen, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view what the checks find in the programme in the address, for who may read it."""

    @wraps(view)
    def checked(desk: Desk, key: str, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        if queries.programme_seen(desk.viewer, key) is None:
            raise Http404
        seen = queries.checks_of(desk.viewer, key, on=timezone.localdate())
        return desk.refuse() if seen is None else view(desk, seen, *args, **kwargs)

    return checked


@require_safe
@never_cache
@open_to_all
@for_members
def listed(desk: Desk, seen: ChecksSeen) -> HttpResponse:
    """Show what the checks find, the worst first."""
    return render(desk.request, "programme/checks.html", checks.page(desk, seen))


@require_safe
@never_cache
@open_to_all
@for_members
def count(desk: Desk, seen: ChecksSeen) -> HttpResponse:
    """Tell how much the checks find, as a piece of a page."""
    told = {"text": checks.lead(seen)}
    return render(desk.request, "programme/check_count.html", told)


@require_safe
@never_cache
@open_to_all
@for_members
def table(desk: Desk, seen: ChecksSeen) -> HttpResponse:
    """Give the same list as CSV."""
    rows = checks.csv_rows(desk, seen)
    return csv_answer(f"{seen.programme.key}-controle.csv", checks.csv_head(), rows)


@for_work
@for_members
def accept(desk: Desk, seen: ChecksSeen, mark: str) -> HttpResponse:
    """Ask why a finding may stay as it is."""
    one = _found(seen, mark)
    if one is None or not one.is_open:
        return _gone(desk, seen)
    if not one.may_accept:
        return desk.refuse()
    form = AcceptForm(desk.sent)

    def act() -> None:
        found = one.finding
        draft = services.AcceptDraft(*found.key, found.fingerprint, form.cleaned_data["reason"])
        services.accept_finding(seen.programme.id, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="reason"):
        return done(desk, _("The point is accepted."), _list(desk, seen))
    heading = _("Leave this as it is")
    return ask(
        desk,
        form,
        crumbs=checks.crumbs(desk, seen, heading),
        kicker=seen.programme.name,
        heading=heading,
        about=_about(one),
        submit_text=_("Accept with this reason"),
        cancel_url=_list(desk, seen),
    )


@for_work
@for_members
def withdraw(desk: Desk, seen: ChecksSeen, mark: str) -> HttpResponse:
    """Take back that a finding was accepted."""
    one = _found(seen, mark)
    if one is None or one.acceptance is None or one.is_open:
        return _gone(desk, seen)
    if not one.may_accept:
        return desk.refuse()
    form, pk = Empty(desk.sent), one.acceptance.id

    def act() -> None:
        services.withdraw_acceptance(pk, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The point asks for attention again."), _list(desk, seen))
    heading = _("Take the acceptance back")
    given = checks.accepted(one.acceptance)
    return ask(
        desk,
        form,
        crumbs=checks.crumbs(desk, seen, heading),
        kicker=seen.programme.name,
        heading=heading,
        about=[
            *_about(one),
            {"name": _("Accepted because"), "text": given["reason"]},
            {"name": _("By whom and when"), "text": given["by_text"]},
        ],
        consequences=[_("The point comes back in the list. The log keeps that you did this.")],
        submit_text=_("Take the acceptance back"),
        cancel_url=_list(desk, seen),
    )


def _list(desk: Desk, seen: ChecksSeen) -> str:
    return desk.url("checks", seen.programme.key)


def _found(seen: ChecksSeen, mark: str) -> CheckSeen | None:
    return next((one for one in seen.checks if checks.mark_of(one) == mark), None)


def _gone(desk: Desk, seen: ChecksSeen) -> HttpResponse:
    """Lead back to the list: what was asked about was mended, or is another fault now."""
    text = _("Somebody changed this since you looked. Here is the list as it is now.")
    messages.info(desk.request, text)
    return redirect(_list(desk, seen))


def _about(one: CheckSeen) -> list[dict[str, str]]:
    return [
        {"name": _("What it is about"), "text": capital(one.finding.about.name)},
        {"name": _("What we found"), "text": sentence(one.finding)},
    ]
