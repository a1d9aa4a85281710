"""Perspective x initiative: read both sides, and write them down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.people import queries as people
from wijkregie.domain.programme import queries, services
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme import choices, perspectives
from wijkregie.web.programme.around import ask_of_programme
from wijkregie.web.programme.bridge_asked import AREA
from wijkregie.web.programme.desk import answered, done, for_work, open_to_all
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.bridge import InitiativeForm, PerspectiveForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.proof import signal_id
from wijkregie.web.programme.views.bridge import steered
from wijkregie.web.programme.words import project_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django import forms
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries import (
        InitiativeSeen,
        PerspectiveSeen,
        PerspectivesSeen,
        ProgrammeSeen,
    )
    from wijkregie.web.programme.choices import Choices
    from wijkregie.web.programme.desk import Desk

    Seen = TypeVar("Seen", PerspectiveSeen, InitiativeSeen)


@require_safe
@open_to_all
def both(desk: Desk, key: str) -> HttpResponse:
    """Show policy on one side, residents on the other, and where they meet."""
    code = desk.request.GET.get(AREA, "")
    context = perspectives.page(desk, _found(desk, key, code), code)
    return render(desk.request, "programme/perspectives.html", context)


@require_safe
@open_to_all
def table(desk: Desk, key: str) -> HttpResponse:
    """Give both sides as CSV."""
    seen = _found(desk, key, desk.request.GET.get(AREA, ""))
    return csv_answer(f"{key}-perspectieven.csv", *perspectives.rows_for_csv(seen))


@for_work
def perspective_new(desk: Desk, key: str) -> HttpResponse:
    """Write down what policy aims at."""
    programme = steered(desk, key)
    if not isinstance(programme, queries.ProgrammeSeen):
        return programme
    form = PerspectiveForm(desk.sent, offer=_perspective_offer(desk, programme, ()))

    def act() -> None:
        draft = form.draft()
        services.add_perspective(programme.id, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The aim is added."), desk.url("perspectives", key))
    heading = _("Add an aim of policy")
    return _asked(desk, programme, form, heading=heading, submit_text=_("Add aim"))


@for_work
def perspective_change(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Change what policy aims at."""
    programme = steered(desk, key)
    if not isinstance(programme, queries.ProgrammeSeen):
        return programme
    form = _perspective_form(desk, key, pk, desk.sent)
    kept = Kept(form, lambda: _perspective_form(desk, key, pk, None))

    def act() -> None:
        services.change_perspective(pk, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "perspective", pk, kept, act)):
        back = f"{desk.url('perspectives', key)}#perspectief-{pk}"
        return done(desk, _("The aim is changed."), back)
    return _asked(
        desk,
        programme,
        form,
        heading=_("Change the aim of policy"),
        submit_text=_("Save"),
        other_url=desk.url("perspective_remove", key, pk),
        other_text=_("Remove this aim"),
        **kept.told(),
    )


@for_work
def perspective_remove(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Take away an aim of policy."""
    programme = steered(desk, key)
    if not isinstance(programme, queries.ProgrammeSeen):
        return programme
    one = _one(_found(desk, key).perspectives, pk)
    form = Empty(desk.sent)

    def act() -> None:
        services.remove_perspective(pk, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The aim is removed."), desk.url("perspectives", key))
    return _asked(
        desk,
        programme,
        form,
        heading=_("Remove “%(title)s”") % {"title": one.title},
        consequences=[_("Projects and goals stay; the links with this aim go.")],
        submit_text=_("Remove aim"),
    )


@for_work
def initiative_new(desk: Desk, key: str) -> HttpResponse:
    """Write down what residents want to do."""
    seen = _found(desk, key)
    if not seen.may_add_initiative:
        return desk.refuse()
    initial = {"signal": desk.request.GET.get("melding", "")}
    form = InitiativeForm(desk.sent, offer=_initiative_offer(desk, seen, None), initial=initial)

    def act() -> None:
        draft = form.draft(_signal(desk, form))
        services.add_initiative(seen.programme.id, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The initiative is added."), desk.url("perspectives", key))
    heading = _("Add an initiative of residents")
    return _asked(desk, seen.programme, form, heading=heading, submit_text=_("Add initiative"))


@for_work
def initiative_change(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Change what residents want to do."""
    seen = _found(desk, key)
    one = _one(seen.initiatives, pk)
    if not one.may_change:
        return desk.refuse()
    form = _initiative_form(desk, key, pk, desk.sent)
    kept = Kept(form, lambda: _initiative_form(desk, key, pk, None))

    def act() -> None:
        draft = form.draft(_signal(desk, form))
        services.change_initiative(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "initiative", pk, kept, act)):
        back = f"{desk.url('perspectives', key)}#initiatief-{pk}"
        return done(desk, _("The initiative is changed."), back)
    return _asked(
        desk,
        seen.programme,
        form,
        heading=_("Change the initiative"),
        submit_text=_("Save"),
        other_url=desk.url("initiative_remove", key, pk),
        other_text=_("Remove this initiative"),
        **kept.told(),
    )


@for_work
def initiative_remove(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Take away an initiative."""
    seen = _found(desk, key)
    one = _one(seen.initiatives, pk)
    if not one.may_change:
        return desk.refuse()
    form = Empty(desk.sent)

    def act() -> None:
        services.remove_initiative(pk, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The initiative is removed."), desk.url("perspectives", key))
    return _asked(
        desk,
        seen.programme,
        form,
        heading=_("Remove “%(title)s”") % {"title": one.title},
        consequences=[_("Projects stay, and so does the report that it came from.")],
        submit_text=_("Remove initiative"),
    )


def _found(desk: Desk, key: str, code: str = "") -> PerspectivesSeen:
    seen = queries.perspectives_of(desk.viewer, key, code)
    if seen is None:
        raise Http404
    return seen


def _one(rows: Iterable[Seen], pk: int) -> Seen:
    found = next((one for one in rows if one.id == pk), None)
    if found is None:
        raise Http404
    return found


def _perspective_form(desk: Desk, key: str, pk: int, sent: QueryDict | None) -> PerspectiveForm:
    found = _found(desk, key)
    one = _one(found.perspectives, pk)
    initial = {
        "title": one.title,
        "text": one.text,
        "goal": one.goal.id if one.goal else "",
        "areas": [each.id for each in one.areas],
        "projects": list(one.project_ids),
    }
    offer = _perspective_offer(desk, found.programme, one.areas)
    return PerspectiveForm(sent, offer=offer, initial=initial)


def _initiative_form(desk: Desk, key: str, pk: int, sent: QueryDict | None) -> InitiativeForm:
    seen = _found(desk, key)
    one = _one(seen.initiatives, pk)
    initial = {
        "title": one.title,
        "text": one.text,
        "brought_by": one.brought_by,
        "group": one.group_id or "",
        "signal": one.signal.reference if one.signal else "",
        "came_on": one.came_on,
        "areas": [each.id for each in one.areas],
        "projects": list(one.project_ids),
    }
    return InitiativeForm(sent, offer=_initiative_offer(desk, seen, one), initial=initial)


def _perspective_offer(
    desk: Desk, programme: ProgrammeSeen, beside: Iterable[AreaNamed]
) -> dict[str, Choices]:
    goals = queries.goals_visible_to(desk.viewer, programme_id=programme.id)
    return {
        "goal": [("", _("No goal")), *((one.id, one.title) for one in goals)],
        "areas": choices.areas(desk, beside),
        "projects": _projects(desk, programme),
    }


def _initiative_offer(
    desk: Desk, seen: PerspectivesSeen, one: InitiativeSeen | None
) -> dict[str, Choices]:
    groups = people.groups_visible_to(desk.viewer, on=timezone.localdate())
    named: Choices = [(each.id, each.name) for each in groups]
    if one and one.group_id and one.group_id not in {pk for pk, _name in named}:
        named.append((one.group_id, one.group_name))
    return {
        "group": [("", _("No group")), *named],
        "areas": choices.areas(desk, one.areas if one else ()),
        "projects": _projects(desk, seen.programme),
    }


def _projects(desk: Desk, programme: ProgrammeSeen) -> Choices:
    wanted = queries.ProjectFilter(programme_id=programme.id)
    found = queries.projects_visible_to(desk.viewer, wanted)
    return [(one.id, project_name(one.number, one.title)) for one in found]


def _signal(desk: Desk, form: InitiativeForm) -> int | None:
    word = form.cleaned_data["signal"].strip()
    return signal_id(desk, word) if word else None


def _asked(desk: Desk, programme: ProgrammeSeen, form: forms.Form, **more: Any) -> HttpResponse:
    page = ("perspectives", _("Policy and residents"))
    return ask_of_programme(desk, programme, form, page=page, **more)
