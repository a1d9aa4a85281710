"""What is measured of a goal: add, change and remove it, with its targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.domain.programme import services
from wijkregie.web.programme import choices
from wijkregie.web.programme.advice import advice_for_indicator
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.editing import advised, asked, asks_advice, page, saved
from wijkregie.web.programme.forms.goals import MOST_ROWS, ROWS, IndicatorForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.views.goals import found_goal, say_advice

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import GoalOpened, IndicatorLine
    from wijkregie.web.programme.desk import Desk


@for_work
def add(desk: Desk, key: str, pk: int) -> HttpResponse:
    """Add to a goal what tells whether it is reached."""
    opened = found_goal(desk, key, pk)
    if not opened.programme.may_steer:
        return desk.refuse()
    form = IndicatorForm(desk.sent, offer=_offer(desk), rows=_rows(desk, 0))
    around = _page(desk, opened, _("Add what you measure"), _("Add"))
    if asks_advice(desk):
        return advised(desk, form, lambda one: _advice(desk, opened, one), around)
    made: list[int] = []

    def act() -> None:
        draft = form.draft()
        made.append(services.add_indicator(pk, draft, by=desk.viewer, at=timezone.now()))

    if answered(form, act, field="title"):
        say_advice(desk, _advice(desk, opened, form, made[0]))
        return done(desk, _("What you measure is added."), _at(desk, key, pk))
    return asked(desk, form, around)


@for_work
def change(desk: Desk, key: str, pk: int, line: int) -> HttpResponse:
    """Change what is measured of a goal, and what is aimed at."""
    opened, one = _found(desk, key, pk, line)
    if not opened.programme.may_steer:
        return desk.refuse()
    form = _form(desk, one, desk.sent)
    around = _page(desk, opened, _("Change what you measure"), _("Save"))
    around["measuring_url"] = desk.url("indicator_measuring", key, pk, line)
    if asks_advice(desk):
        return advised(desk, form, lambda each: _advice(desk, opened, each, line), around)

    def act() -> None:
        draft, before = form.draft(), form.before(IndicatorForm.draft)
        at = timezone.now()
        services.change_indicator(line, draft, before=before or draft, by=desk.viewer, at=at)

    well, changed = saved(form, act, lambda: _form(desk, _found(desk, key, pk, line)[1], None))
    if well:
        say_advice(desk, _advice(desk, opened, form, line))
        return done(desk, _("What you measure is saved."), _at(desk, key, pk))
    return asked(desk, form, around | changed)


@for_work
def remove(desk: Desk, key: str, pk: int, line: int) -> HttpResponse:
    """Remove what is measured of a goal."""
    opened, one = _found(desk, key, pk, line)
    if not opened.programme.may_steer:
        return desk.refuse()
    form = Empty(desk.sent)
    if answered(
        form, lambda: services.remove_indicator(line, by=desk.viewer, at=timezone.now())
    ):
        return done(desk, _("What you measured is removed."), _at(desk, key, pk))
    return ask(
        desk,
        form,
        **_page(desk, opened, _("Remove what you measure"), _("Remove")),
        intro_text=_(
            "“%(title)s” goes, with its baseline and its targets. The figures themselves stay."
        )
        % {"title": one.title},
    )


def _found(desk: Desk, key: str, pk: int, line: int) -> tuple[GoalOpened, IndicatorLine]:
    opened = found_goal(desk, key, pk)
    one = next((each for each in opened.indicators if each.id == line), None)
    if one is None:
        raise Http404
    return opened, one


def _at(desk: Desk, key: str, pk: int) -> str:
    return f"{desk.url('goals', key)}#doel-{pk}"


def _page(desk: Desk, opened: GoalOpened, heading: str, submit_text: str) -> dict[str, Any]:
    around = page(
        desk,
        opened.programme,
        heading,
        submit_text=submit_text,
        cancel_url=_at(desk, opened.programme.key, opened.goal.id),
    )
    return around | {"kicker": opened.goal.title}


def _form(desk: Desk, one: IndicatorLine, sent: Any) -> IndicatorForm:
    known: dict[str, Any] = {
        "title": one.title,
        "unit": one.unit,
        "direction": one.direction,
        "owner": one.owner,
        "source": one.source,
        "series": one.series_id or "",
        "series_area": one.series_area.id if one.series_area else "",
        "baseline": one.baseline,
        "baseline_when": (one.baseline_year, one.baseline_on),
        "baseline_n": one.baseline_n,
        "baseline_source": one.baseline_source,
    }
    for at, target in enumerate(one.targets):
        known[f"value_{at}"] = target.value
        known[f"when_{at}"] = (target.year, target.on)
    rows = _rows(desk, len(one.targets))
    form = IndicatorForm(sent, offer=_offer(desk, one), rows=rows, initial=known)
    form.initial["voor"] = form.as_sent()
    return form


def _rows(desk: Desk, there: int) -> int:
    """Return how many targets may be filled in: those there, two more, and what was sent."""
    sent = sum(name.startswith("value_") for name in desk.sent or ())
    return min(max(ROWS, there + 2, sent), MOST_ROWS)


def _offer(desk: Desk, one: IndicatorLine | None = None) -> dict[str, Any]:
    """Return the figures by theme and the areas; what was chosen before is among them."""
    themes = indicators.theme_names()
    groups: dict[str, list[tuple[object, object]]] = {}
    units = {}
    for each in indicators.measured(desk.viewer):
        units[str(each.pk)] = each.unit
        groups.setdefault(themes[each.theme], []).append((each.pk, each.name))
    known = {pk for group in groups.values() for pk, _name in group}
    if one and one.series_id and one.series_id not in known:
        groups.setdefault(_("Chosen before"), []).append((one.series_id, one.series_name))
    none = ("", _("No figure: nothing is known of now"))
    beside = [one.series_area] if one and one.series_area else []
    return {
        "series": [none, *groups.items()],
        "series_area": [("", _("No area")), *_whole(desk), *choices.areas(desk, beside)],
        "units": units,
    }


def _whole(desk: Desk) -> list[tuple[object, object]]:
    year = places.latest_year(desk.scope)
    found = places.areas_of(desk.viewer, desk.scope, level=Level.MUNICIPALITY, year=year)
    return [(one.pk, _("%(name)s (whole municipality)") % {"name": one.name}) for one in found]


def _advice(desk: Desk, opened: GoalOpened, form: Any, line: int = 0) -> dict[str, Any]:
    draft = form.draft()
    return advice_for_indicator(desk, opened.programme, draft, opened.goal.id, line)
