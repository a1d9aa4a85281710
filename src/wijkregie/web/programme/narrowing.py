"""What of the planning an address asks for: the filter that every view of it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries
from wijkregie.domain.programme.queries import NO_THEME, NOWHERE, WHOLE, PlanFilter
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.http.addresses import programme_url
from wijkregie.web.programme.desk import open_to_all
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import capital, period_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import Keyed, Planning, ProjectPlanned
    from wijkregie.web.programme.desk import Desk

Args = ParamSpec("Args")
#: The states as they stand in an address.
STATES: Final = {
    "idee": ProjectState.IDEA,
    "goedgekeurd": ProjectState.APPROVED,
    "loopt": ProjectState.RUNNING,
    "afgerond": ProjectState.FINISHED,
    "overgedragen": ProjectState.HANDED_OVER,
    "gestopt": ProjectState.STOPPED,
}
#: Of the most that a value in an address is repeated in a sentence.
_LONGEST: Final = 40
_WRONG: Final = {
    "wijk": gettext_lazy("There is no area “%(value)s” among the projects."),
    "thema": gettext_lazy("There is no theme “%(value)s” among the projects."),
    "partij": gettext_lazy("No partner “%(value)s” takes part in this programme."),
    "status": gettext_lazy("No project can stand at “%(value)s”."),
    "doel": gettext_lazy("This programme has no goal “%(value)s”."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of the filter: its name in the address, its label, what one may choose."""

    name: str
    label: str
    options: Mapping[str, str]
    #: What stands there for nothing chosen; ``None`` where something is always chosen.
    empty: str | None = None
    #: What is chosen where the address says nothing; else the first, or nothing.
    usual: str = ""

    @property
    def preset(self) -> str:
        """What is chosen where the address says nothing; it stays out of addresses."""
        if self.usual or self.empty is not None:
            return self.usual
        return next(iter(self.options), "")

    def wrong(self, value: str) -> str:
        """Tell in plain words that there is no such value; nothing where there is."""
        if not value or value in self.options:
            return ""
        words = _WRONG.get(self.name, gettext_lazy("One cannot choose “%(value)s” here."))
        return str(words) % {"value": value[:_LONGEST]}

    def shown(self, value: str) -> dict[str, Any]:
        """Return the field as ``partials/choose.html`` asks for it."""
        options = dict(self.options)
        if self.empty is not None:
            options = {"": self.empty} | options
        return {
            "name": self.name,
            "label": self.label,
            "options": [
                {"value": key, "text": text, "selected": key == value}
                for key, text in options.items()
            ],
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """The planning, and what of it is asked for."""

    desk: Desk
    planning: Planning
    choices: tuple[Choice, ...]
    values: Mapping[str, str]

    @property
    def wrong(self) -> tuple[str, ...]:
        """What of the question is not possible, in plain sentences."""
        told = (one.wrong(self.values[one.name]) for one in self.choices)
        return tuple(filter(None, told))

    @property
    def wanted(self) -> PlanFilter:
        """The filter; nothing of it while some of the question is not possible."""
        if self.wrong:
            return PlanFilter()
        return PlanFilter(
            area=self.values["wijk"],
            theme=self.values["thema"],
            partner=self.values["partij"],
            state=STATES.get(self.values["status"]),
            goal=self.values["doel"],
        )

    @property
    def projects(self) -> tuple[ProjectPlanned, ...]:
        """The projects asked for: none while some of the question is not possible."""
        return () if self.wrong else self.wanted.narrow(self.planning)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether some projects are left out."""
        return self.wanted != PlanFilter()

    def with_choices(self, more: Iterable[Choice], **preset: str) -> Asked:
        """Return the same with the choices of one page; ``preset`` is for what is not asked."""
        added = tuple(more)
        asked = self.desk.request.GET
        values = {
            one.name: asked.get(one.name, "") or preset.get(one.name, "") or one.preset
            for one in added
        }
        kept = tuple(one for one in self.choices if one.name not in values)
        return replace(self, choices=(*kept, *added), values={**self.values, **values})

    @property
    def status(self) -> HTTPStatus:
        """What the answer says to a program."""
        return HTTPStatus.BAD_REQUEST if self.wrong else HTTPStatus.OK


def planned(
    view: Callable[Concatenate[Asked, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the planning of the programme in the address, and what of it is asked."""

    @wraps(view)
    def found(desk: Desk, key: str, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        planning = queries.planning_of(desk.viewer, key)
        if planning is None:
            raise Http404
        return view(asked_of(desk, planning), *args, **kwargs)

    opened: Callable[..., HttpResponse] = found
    return require_safe(open_to_all(opened))


def asked_of(desk: Desk, planning: Planning) -> Asked:
    """Return what the address asks for."""
    choices = _choices(planning, ideas=queries.may_check(desk.viewer))
    values = {one.name: desk.request.GET.get(one.name, "") for one in choices}
    return Asked(desk, planning, choices, values)


def _choices(planning: Planning, *, ideas: bool) -> tuple[Choice, ...]:
    areas = {area.code: area.name or area.code for area in planning.areas}
    whole = _beside_areas(planning)
    bare = {NO_THEME: _("Without a known theme")} if _themeless(planning) else {}
    states = {
        word: capital(str(state.label))
        for word, state in STATES.items()
        if ideas or state != ProjectState.IDEA
    }
    goals = {one.key: one.title for one in planning.goals}
    return (
        Choice("wijk", _("Area"), areas | whole, _("All areas")),
        Choice("thema", _("Theme"), _keyed(planning.themes) | bare, _("All themes")),
        Choice("partij", _("Partner"), _keyed(planning.partners), _("All partners")),
        Choice("status", _("How it stands"), states, _("It does not matter")),
        Choice("doel", _("Goal"), goals, _("All goals")),
    )


def _beside_areas(planning: Planning) -> dict[str, str]:
    """Return what one may choose beside areas: for everybody, or not filled in yet."""
    found = {}
    if any(one.for_everybody for one in planning.projects):
        found[WHOLE] = _("Whole municipality")
    if any(one.nowhere_yet for one in planning.projects):
        found[NOWHERE] = _("Area not known yet")
    return found


def _themeless(planning: Planning) -> bool:
    return any(not one.themes for one in planning.projects)


def _keyed(found: Iterable[Keyed]) -> dict[str, str]:
    return {one.key: one.name for one in found}


def frame(asked: Asked, page: str, name: str, files: Mapping[str, str]) -> dict[str, Any]:
    """Return what stands around each view: the way there, the filter, what to take along.

    ``files`` are the names of addresses that give the same as a file, with their words.
    """
    desk, programme = asked.desk, asked.planning.programme
    query = kept_query(asked)
    here = desk.url(page, programme.key) + query
    return {
        "crumbs": [
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": programme.name, "url": programme_url(desk.scope, programme.key)},
            {"name": name, "url": ""},
        ],
        "kicker": _("%(name)s, %(years)s")
        % {
            "name": programme.name,
            "years": period_text(programme.from_year, programme.until_year),
        },
        "heading": name,
        "ways": ways(desk, programme.key, page),
        "choices": [one.shown(asked.values[one.name]) for one in asked.choices],
        "open": asked.is_narrowed or bool(asked.wrong),
        "wrong": asked.wrong,
        "all_url": desk.url(page, programme.key),
        "files": [
            {"url": desk.url(route, programme.key) + query, "text": text}
            for route, text in files.items()
        ],
        "permalink": desk.request.build_absolute_uri(here),
    }


def kept_query(asked: Asked) -> str:
    """Return the query that asks for the same again; what is not chosen stays out."""
    query = asked.desk.request.GET.copy()
    query.clear()
    if not asked.wrong:
        for one in asked.choices:
            if asked.values[one.name] != one.preset:
                query[one.name] = asked.values[one.name]
    return f"?{query.urlencode()}" if query else ""


def shown(asked: Asked, template: str, context: dict[str, Any]) -> HttpResponse:
    """Answer with a view; 400 with what is wrong where the question is not possible."""
    return render(asked.desk.request, template, context, status=asked.status)


def none_here(asked: Asked) -> dict[str, str]:
    """Tell why there are no projects, and what one can do: as ``partials/empty.html`` asks."""
    if asked.planning.projects:
        return {
            "title": _("Nothing fits this choice"),
            "text": _("Choose another area, theme, partner or state, or look at all of it."),
            "url": asked.desk.request.path,
            "url_text": _("Look at all projects"),
        }
    return {
        "title": _("No projects yet"),
        "text": _("As soon as this programme has projects with years, they stand here."),
        "url": programme_url(asked.desk.scope, asked.planning.programme.key),
        "url_text": _("To the programme"),
    }
