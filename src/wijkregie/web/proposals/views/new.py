"""Propose a plan: what, where, what it costs, and how one hears back."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from wijkregie.domain.budgets import queries, services
from wijkregie.domain.programme import queries as programme
from wijkregie.web.http.desks import answered, shown_and_sent
from wijkregie.web.http.raisers import first_choices, fitted
from wijkregie.web.proposals import offered, words
from wijkregie.web.proposals.desk import open_to_all
from wijkregie.web.proposals.forms.plan import NewForm, RecordForm
from wijkregie.web.proposals.places import new_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import ProposalSeen, RoundSeen
    from wijkregie.domain.signals.services import Receipt
    from wijkregie.web.proposals.desk import Desk


@never_cache
@shown_and_sent
@open_to_all
def new(desk: Desk, pk: int) -> HttpResponse:
    """Ask for a plan, keep it, and lead to the private page of who proposes it.

    What looks very much like it is shown once before it is kept.
    """
    found = desk.round(pk)
    form = _form(desk, found)
    made: list[Receipt] = []

    def act() -> None:
        made.append(
            services.propose(
                pk,
                form.draft(form.raiser()),
                by=desk.viewer,
                at=desk.at,
                seed=secrets.randbits(63),
                submission=form.key(),
            )
        )

    if form.is_bound and form.is_valid():
        alike = _not_shown_yet(desk, pk, form)
        if alike:
            return _show(desk, found, form, alike)
        if answered(form, act, field="title"):
            return redirect("proposals:own", desk.scope.slug, made[0].token)
    return _show(desk, found, form)


def _form(desk: Desk, found: RoundSeen) -> NewForm:
    """Return the form as this viewer gets it."""
    wanted: dict[str, Any] = {
        "funders": programme.funder_names(desk.viewer),
        "free": desk.viewer.is_professional,
        "themes": offered.subjects(desk),
        "areas": offered.areas(desk, found),
        "key": uuid4().hex,
        "initial": first_choices(desk.viewer),
    }
    form = (RecordForm if desk.viewer.is_member else NewForm)(desk.sent, **wanted)
    fitted(form, desk.viewer, on=desk.on)
    return form


def _not_shown_yet(desk: Desk, pk: int, form: NewForm) -> Sequence[ProposalSeen]:
    """Return plans that look like what was sent, if one of them was not shown before."""
    asked = form.cleaned_data
    text = f"{asked['title']} {asked['plan']}"
    found = queries.proposals_alike(desk.viewer, pk, text, theme_id=int(asked["theme"]))
    missed = any(str(one.number) not in form.shown for one in found)
    return found if missed else ()


def _show(
    desk: Desk, found: RoundSeen, form: NewForm, alike: Sequence[ProposalSeen] = ()
) -> HttpResponse:
    heading = _("I have a plan")
    listed = found.listed
    context = {
        "crumbs": desk.crumbs(desk.of_round(listed.id, listed.title), here=heading),
        "heading": heading,
        "round": {"name": listed.title, "money": words.money_text(listed.money_cents)},
        "criteria": found.criteria,
        "asks": bool(new_url(desk, found)),
        "round_url": desk.of_round(listed.id, listed.title)[1],
        "form": form,
        "fields": [(field, field.errors) for field in form.visible_fields()],
        "alike": [
            {
                "number": one.number,
                "title": one.title,
                "url": desk.url("detail", one.reference),
                "text": words.money_text(one.asked_cents),
            }
            for one in alike
        ],
        "records": isinstance(form, RecordForm),
        "for_others": desk.viewer.is_professional,
        "privacy_url": reverse("home:privacy", args=[desk.scope.slug]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(desk.request, "proposals/new.html", context, status=status)
