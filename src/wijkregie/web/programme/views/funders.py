"""Funders: the list, another name for one, and two that become one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import queries, rules, services
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.forms.funders import FunderNameForm, MergeForm
from wijkregie.web.programme.words import amount_text, joined

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import FunderSeen
    from wijkregie.web.programme.desk import Desk


@for_work
def listed(desk: Desk) -> HttpResponse:
    """Show every funder with what it pays, and which names look like another."""
    if not rules.may_steer(desk.viewer):
        return desk.refuse()
    found = queries.funders_visible_to(desk.viewer)
    alike = queries.pairs_alike(found)
    context = {
        "crumbs": _crumbs(desk),
        "kicker": desk.scope.name,
        "heading": _("Funders"),
        "alike": [
            {
                "text": _("“%(one)s” looks like “%(other)s”.")
                % {"one": one.name, "other": other.name},
                "url": f"{desk.url('funder_merge', one.id)}?met={other.id}",
            }
            for one, other in alike
        ],
        "funders": [_item(desk, one) for one in found],
        "none": {
            "title": _("No funders yet"),
            "text": _(
                "As soon as somebody writes down who pays for a project, it stands here."
            ),
            "url": desk.url("index"),
            "url_text": _("To the programmes"),
        },
    }
    return render(desk.request, "programme/funders.html", context)


@for_work
def rename(desk: Desk, pk: int) -> HttpResponse:
    """Give a funder another name; the page also leads to making it one with another."""
    if not rules.may_steer(desk.viewer):
        return desk.refuse()
    found = _found(desk, pk)
    form = FunderNameForm(desk.sent, initial={"name": found.name})

    def act() -> None:
        name = form.cleaned_data["name"]
        services.rename_funder(pk, name, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="name"):
        return done(desk, _("The name is saved."), desk.url("funders"))
    return _asked(
        desk,
        form,
        _("Change the name of “%(name)s”") % {"name": found.name},
        submit_text=_("Save"),
        other_url=desk.url("funder_merge", pk),
        other_text=_("It is the same as another funder"),
    )


@for_work
def merge(desk: Desk, pk: int) -> HttpResponse:
    """Make one funder of two, after telling what that means."""
    if not rules.may_steer(desk.viewer):
        return desk.refuse()
    found = _found(desk, pk)
    others = [one for one in queries.funders_visible_to(desk.viewer) if one.id != pk]
    form = MergeForm(desk.sent, funders=others, initial={"into": desk.request.GET.get("met")})

    def act() -> None:
        into = form.cleaned_data["into"]
        services.merge_funders(pk, into, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="into"):
        return done(desk, _("The two are one funder now."), desk.url("funders"))
    return _asked(
        desk,
        form,
        _("Make “%(name)s” one with another funder") % {"name": found.name},
        submit_text=_("Make them one"),
        consequences=[
            _("All money of “%(name)s” goes to the other one. That cannot be undone.")
            % {"name": found.name},
            _("Tables that use the name “%(name)s” go on to work.") % {"name": found.name},
        ],
    )


def _found(desk: Desk, pk: int) -> FunderSeen:
    for one in queries.funders_visible_to(desk.viewer):
        if one.id == pk:
            return one
    raise Http404


def _item(desk: Desk, one: FunderSeen) -> dict[str, str]:
    projects = ngettext("%(number)d project", "%(number)d projects", one.projects)
    amount = amount_text(queries.Amount(one.known_cents, one.unknown))
    told = [projects % {"number": one.projects}, amount]
    if one.other_names:
        told.append(_("also called %(names)s") % {"names": joined(one.other_names)})
    return {"name": one.name, "url": desk.url("funder", one.id), "text": "; ".join(told)}


def _crumbs(desk: Desk, last: str = "") -> list[dict[str, str]]:
    way = [
        {"name": _("Programme"), "url": desk.url("index")},
        {"name": _("Money"), "url": desk.url("town_money")},
        {"name": _("Funders"), "url": desk.url("funders") if last else ""},
    ]
    return [*way, {"name": last, "url": ""}] if last else way


def _asked(desk: Desk, form: Any, heading: str, **more: Any) -> HttpResponse:
    frame = {
        "crumbs": _crumbs(desk, heading),
        "kicker": _("Funders"),
        "heading": heading,
        "cancel_url": desk.url("funders"),
    }
    return ask(desk, form, **frame | more)
