"""Regular work beside a programme: read, add, change, and say what no longer works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries, services
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.programme import choices, regular
from wijkregie.web.programme.desk import answered, ask, done, for_work, open_to_all
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.handing import RegularForm, StoppedForm
from wijkregie.web.programme.regular import Asked

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.programme.queries import ProgrammeSeen, RegularSeen
    from wijkregie.web.programme.desk import Desk


@require_safe
@open_to_all
def listed(desk: Desk, key: str) -> HttpResponse:
    """Show the regular work, with the goals it serves and what was handed over to it."""
    return render(desk.request, "programme/regular.html", regular.page(_asked_for(desk, key)))


@require_safe
@open_to_all
def table(desk: Desk, key: str) -> HttpResponse:
    """Give the same regular work as CSV."""
    found = _asked_for(desk, key)
    return csv_answer(f"{key}-lijnwerk.csv", regular.csv_head(), regular.csv_rows(found))


def _asked_for(desk: Desk, key: str) -> Asked:
    """Return the regular work that the address asks for; a goal that is not there is none."""
    programme = _programme(desk, key)
    goals = tuple(queries.goals_visible_to(desk.viewer, programme_id=programme.id))
    goal = desk.request.GET.get("doel", "")
    if goal and all(one.key != goal for one in goals):
        raise Http404
    whole = queries.regular_work_of(desk.viewer, programme.id)
    return Asked(desk, programme, goals, whole, goal)


@for_work
def new(desk: Desk, key: str) -> HttpResponse:
    """Add regular work."""
    programme = _programme(desk, key)
    if not programme.may_steer:
        return desk.refuse()
    form = _form(desk, programme, desk.sent)

    def act() -> None:
        draft = _draft(form.cleaned_data)
        services.add_activity(programme.id, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="name"):
        return done(desk, _("The work is added."), desk.url("regular", key))
    return _asked(desk, programme, form, heading=_("Add regular work"), submit_text=_("Add"))


@for_work
def change(desk: Desk, pk: int) -> HttpResponse:
    """Change regular work, and the goals it serves."""
    one, programme = _found(desk, pk)
    if not one.may_change:
        return desk.refuse()
    form = _form(desk, programme, desk.sent, initial=_now(one))

    def fresh() -> RegularForm:
        return _form(desk, programme, None, initial=_now(_found(desk, pk)[0]))

    kept = Kept(form, fresh)

    def act() -> None:
        draft = _draft(form.cleaned_data)
        services.change_activity(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "regular", pk, kept, act), field="name"):
        return done(desk, _("The work is saved."), desk.url("regular", programme.key))
    words = _("Save")
    return _asked(desk, programme, form, heading=one.name, submit_text=words, **kept.told())


@for_work
def stop(desk: Desk, pk: int) -> HttpResponse:
    """Write down that regular work no longer works."""
    one, programme = _found(desk, pk)
    if not one.may_change:
        return desk.refuse()
    form = StoppedForm(desk.sent, initial={"on": timezone.localdate()})

    def act() -> None:
        asked = form.cleaned_data
        draft = services.RegularStopDraft(asked["on"], asked["why"])
        services.stop_activity(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="on"):
        said = _("Written down. Now you can make a project of it.")
        return done(desk, said, desk.url("regular", programme.key))
    return _asked(
        desk,
        programme,
        form,
        heading=_("“%(name)s” no longer works") % {"name": one.name},
        submit_text=_("Write it down"),
        consequences=[
            _("No project can be handed over to it any more."),
            _("After this you can make a project of it, to find what does work."),
        ],
    )


def _programme(desk: Desk, key: str) -> ProgrammeSeen:
    found = queries.programme_seen(desk.viewer, key)
    if found is None:
        raise Http404
    return found


def _found(desk: Desk, pk: int) -> tuple[RegularSeen, ProgrammeSeen]:
    one = queries.regular_seen(desk.viewer, pk)
    if one is None:
        raise Http404
    return one, _programme(desk, one.programme_key)


def _form(
    desk: Desk, programme: ProgrammeSeen, sent: QueryDict | None, **more: Any
) -> RegularForm:
    goals = choices.of_programme(desk, programme.id)["goals"]
    return RegularForm(sent, goals=goals, **more)


def _now(one: RegularSeen) -> dict[str, Any]:
    return {
        "name": one.name,
        "holder": one.holder,
        "goals": [goal.id for goal in one.goals],
    }


def _draft(asked: dict[str, Any]) -> services.RegularDraft:
    return services.RegularDraft(asked["name"], asked["holder"], tuple(asked["goals"]))


def _asked(
    desk: Desk, programme: ProgrammeSeen, form: forms.Form, *, heading: str, **more: Any
) -> HttpResponse:
    frame = {
        "crumbs": regular.crumbs(desk, programme, heading),
        "kicker": programme.name,
        "heading": heading,
        "cancel_url": desk.url("regular", programme.key),
    }
    return ask(desk, form, **frame | more)
