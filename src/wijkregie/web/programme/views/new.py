"""Start a project: a title is enough. The rest is filled in step by step, on its card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, rules, services
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.programme import choices
from wijkregie.web.programme.around import ask_of_project, card_stays
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.forms.project import MoveForm, StartForm
from wijkregie.web.programme.origin import origin_of
from wijkregie.web.programme.views.card import found_project

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.domain.programme.services import ProjectDraft
    from wijkregie.web.programme.desk import Desk
    from wijkregie.web.programme.origin import Origin


@for_work
def start(desk: Desk) -> HttpResponse:
    """Ask what the project is called, and write it down with what is known already."""
    if not rules.may_start_somewhere(desk.viewer):
        return desk.refuse()
    origin = origin_of(desk)
    living = choices.living(desk)
    if origin.programme_id is not None:
        living = [one for one in living if one.id == origin.programme_id]
    if not living:
        return _nowhere(desk)
    areas = _areas(desk, origin)
    mine = {grant.area_id for grant in desk.viewer.grants}
    offer = {"programme": choices.programmes(living), "areas": areas}
    known = {
        "programme": _programme_id(desk, living),
        "title": origin.title,
        "areas": [pk for pk, _name in areas if pk in mine],
    }
    form = StartForm(desk.sent, offer=offer, initial=known)
    made: list[int] = []

    def act() -> None:
        draft = _draft(form.cleaned_data, origin)
        made.append(services.start_project(draft, by=desk.viewer, at=timezone.now()))

    if answered(form, act, field="title"):
        return done(desk, _said(origin), desk.url("project_fill", made[0], "wat"))
    return ask(
        desk,
        form,
        crumbs=_crumbs(desk),
        kicker=_("Start a project"),
        heading=_("What are you going to do?"),
        intro_text=_(
            "A title is enough to begin. Then you fill in the card step by step; what you "
            "typed is kept, also when you stop half-way."
        ),
        about=origin.about(desk),
        submit_text=_("Start project"),
        cancel_url=desk.url("index"),
    )


@for_work
def move(desk: Desk, pk: int) -> HttpResponse:
    """Move an idea to another programme."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    if desk.sent is None and seen.state != ProjectState.IDEA:
        return card_stays(desk, seen)
    others = [one for one in choices.living(desk) if one.id != seen.programme_id]
    form = MoveForm(desk.sent, offer={"programme": choices.programmes(others)})

    def act() -> None:
        there = form.cleaned_data["programme"]
        services.move_idea(pk, there, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The idea is moved."), desk.url("project", pk))
    return ask_of_project(
        desk,
        seen,
        form if others else None,
        heading=_("Move to another programme"),
        submit_text=_("Move"),
        intro_text=_("Its card, money and reports go along. It gets a new number there.")
        if others
        else _("There is no other programme that runs now."),
    )


def _programme_id(desk: Desk, living: list[ProgrammeSeen]) -> int:
    """Return the programme that the address names (``programma``), or else the first."""
    asked = desk.request.GET.get("programma", "")
    return next((one.id for one in living if one.key == asked), living[0].id)


def _areas(desk: Desk, origin: Origin) -> list[tuple[object, object]]:
    """Return the areas to choose from, for who may not start one for everybody."""
    if origin.area_ids or queries.may_start(desk.viewer):
        return []
    return choices.areas(desk)


def _draft(asked: dict[str, Any], origin: Origin) -> ProjectDraft:
    """Return the project with what is known of what it comes from."""
    programme_id = asked["programme"]
    return services.ProjectDraft(
        programme_id,
        asked["title"],
        decision_id=origin.decision.id if origin.decision else None,
        signal_ids=(origin.signal.id,) if origin.signal else (),
        bottleneck_ids=origin.bottleneck_ids,
        goal_ids=origin.goal_ids,
        area_ids=origin.area_ids or tuple(asked.get("areas", ())),
        reason=origin.reason,
        from_year=timezone.localdate().year,
        begun_from_id=origin.activity.id if origin.activity else None,
    )


def _said(origin: Origin) -> str:
    if origin.decision:
        return _("The project is started. Now fill in the card, and what it costs.")
    return _("The project is written down as an idea. Fill in the card; then it is decided on.")


def _crumbs(desk: Desk) -> list[dict[str, str]]:
    return [
        {"name": _("Programme"), "url": desk.url("index")},
        {"name": _("Start a project"), "url": ""},
    ]


def _nowhere(desk: Desk) -> HttpResponse:
    return ask(
        desk,
        None,
        crumbs=_crumbs(desk),
        kicker=_("Programme"),
        heading=_("Start a project"),
        intro_text=_(
            "There is no programme that runs now. Ask the wijkregisseur to add one; "
            "then you can start a project."
        ),
        cancel_url=desk.url("index"),
    )
