"""The goals of a programme: add, change and remove one, with advice while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.web.programme.advice import advice_for_goal
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.editing import advised, asked, asks_advice, page, saved
from wijkregie.web.programme.forms.goals import GoalForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.words import capital

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import GoalOpened, ProgrammeSeen
    from wijkregie.web.programme.desk import Desk

_MOST_ADVICE = 3


@for_work
def add(desk: Desk, key: str) -> HttpResponse:
    """Add a goal; ``onder`` in the address names the one above it."""
    programme = found_programme(desk, key)
    if not programme.may_steer:
        return desk.refuse()
    form = GoalForm(desk.sent, offer=_offer(desk, programme), initial=_begun(desk, programme))
    around = page(
        desk,
        programme,
        _("Add a goal"),
        submit_text=_("Add goal"),
        cancel_url=desk.url("goals", key),
    )
    if asks_advice(desk):
        return advised(desk, form, lambda one: _advice(desk, programme, one), around)
    made: list[int] = []

    def act() -> None:
        draft = form.draft()
        pk = services.add_goal(programme.id, draft, by=desk.viewer, at=timezone.now())
        made.append(pk)

    if answered(form, act, field="title"):
        say_advice(desk, advice_for_goal(desk, programme, form.draft(), made[0]))
        said = _("The goal is added. Now write down how one sees whether it is reached.")
        return done(desk, said, _at(desk, key, made[0]))
    return asked(desk, form, around)


@for_work
def change(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Change a goal, or put it below another."""
    opened = found_goal(desk, key, pk)
    programme = opened.programme
    if not programme.may_steer:
        return desk.refuse()
    form = _form(desk, opened, desk.sent)
    around = page(
        desk,
        programme,
        _("Change the goal"),
        submit_text=_("Save"),
        cancel_url=_at(desk, key, pk),
    )
    if asks_advice(desk):
        return advised(desk, form, lambda one: _advice(desk, programme, one, pk), around)

    def act() -> None:
        draft, before = form.draft(), form.before(GoalForm.draft)
        at = timezone.now()
        services.change_goal(pk, draft, before=before or draft, by=desk.viewer, at=at)

    well, changed = saved(form, act, lambda: _form(desk, found_goal(desk, key, pk), None))
    if well:
        say_advice(desk, advice_for_goal(desk, programme, form.draft(), pk))
        return done(desk, _("The goal is saved."), _at(desk, key, pk))
    return asked(desk, form, around | changed)


@for_work
def remove(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Remove a goal on which nothing hangs; else tell what does."""
    opened = found_goal(desk, key, pk)
    if not opened.programme.may_steer:
        return desk.refuse()
    around = page(
        desk,
        opened.programme,
        _("Remove the goal"),
        submit_text=_("Remove goal"),
        cancel_url=_at(desk, key, pk),
    )
    stays = services.told_why_it_stays(pk, by=desk.viewer) if desk.sent is None else None
    if stays is not None:
        about = [_hanging(desk, key, one) for one in stays.hangs]
        return ask(desk, None, **around, intro_text=str(stays), about=about)
    form = Empty(desk.sent)
    hangs: list[services.Hanging] = []

    def act() -> None:
        try:
            services.remove_goal(pk, by=desk.viewer, at=timezone.now())
        except services.GoalInUse as used:
            hangs.extend(used.hangs)
            raise

    if answered(form, act):
        return done(desk, _("The goal is removed."), desk.url("goals", key))
    return ask(
        desk,
        form,
        **around,
        intro_text=_("“%(title)s” goes, and what is measured of it without a value too.")
        % {"title": opened.goal.title},
        about=[_hanging(desk, key, one) for one in hangs],
    )


def found_programme(desk: Desk, key: str) -> ProgrammeSeen:
    """Return a programme. Raises ``Http404`` where it is not there."""
    seen = queries.programme_seen(desk.viewer, key)
    if seen is None:
        raise Http404
    return seen


def found_goal(desk: Desk, key: str, pk: int) -> GoalOpened:
    """Return a goal of this programme. Raises ``Http404`` where it is not there."""
    opened = queries.goal_opened(desk.viewer, pk)
    if opened is None or opened.programme.key != key:
        raise Http404
    return opened


def say_advice(desk: Desk, advice: dict[str, Any]) -> None:
    """Say the first advice on the page that follows, for who fills in without a script."""
    for one in advice["points"][:_MOST_ADVICE]:
        messages.info(desk.request, f"{one['severity_text']}: {one['text']}")


def _at(desk: Desk, key: str, pk: int) -> str:
    return f"{desk.url('goals', key)}#doel-{pk}"


def _form(desk: Desk, opened: GoalOpened, sent: Any) -> GoalForm:
    goal = opened.goal
    offer = _offer(desk, opened.programme, but=goal.id)
    known = {
        "title": goal.title,
        "level": goal.level,
        "parent": goal.parent_id or "",
        "aims": "\n".join(opened.aims),
        "open_because": opened.open_because,
    }
    form = GoalForm(sent, offer=offer, initial=known)
    form.initial["voor"] = form.as_sent()
    return form


def _offer(desk: Desk, programme: ProgrammeSeen, but: int = 0) -> dict[str, Any]:
    goals = queries.goals_from_the_top(desk.viewer, programme.id)
    named = [
        (one.id, f"{capital(str(one.level.label))}: {one.title}")
        for one in goals
        if one.id != but
    ]
    return {"parent": [("", _("Under none: it stands on top")), *named]}


def _begun(desk: Desk, programme: ProgrammeSeen) -> dict[str, Any]:
    """Return what a new goal begins with: below the goal that the address names."""
    word = desk.request.GET.get("onder", "")
    goals = queries.goals_from_the_top(desk.viewer, programme.id)
    above = next((one for one in goals if str(one.id) == word), None)
    levels = list(GoalLevel)
    at = levels.index(above.level) + 1 if above else 0
    return {
        "parent": above.id if above else "",
        "level": levels[min(at, len(levels) - 1)],
    }


def _advice(desk: Desk, programme: ProgrammeSeen, form: Any, pk: int = 0) -> dict[str, Any]:
    return advice_for_goal(desk, programme, form.draft(), pk)


def _hanging(desk: Desk, key: str, one: services.Hanging) -> dict[str, str]:
    """Return what hangs on a goal, with where it is linked otherwise."""
    places = {
        "goal": (_("Goal below it"), _at(desk, key, one.pk)),
        "project": (_("Project"), desk.url("project", one.pk)),
        "bottleneck": (_("Bottleneck"), f"{desk.url('detail', key)}#bottlenecks"),
        "agreement": (_("Performance agreement"), ""),
        "regular": (_("Regular work"), f"{desk.url('detail', key)}#regular"),
        "indicator": (_("Figure with a value"), desk.url("goals", key)),
    }
    name, url = places[one.kind]
    return {"name": name, "text": one.title, "url": url}
