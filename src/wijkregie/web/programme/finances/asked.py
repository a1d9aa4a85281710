"""Of what the money is asked, and what of it the address chooses: year, partner and more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.utils.translation import gettext as _

from wijkregie.domain.programme.queries import NO_THEME
from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.programme.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wijkregie.domain.programme.queries import Finance, Keyed
    from wijkregie.web.programme.desk import Desk

#: The states of which the money counts, as they stand in an address; of what was stopped only
#: what was ordered and paid.
STATES: Final = {
    "goedgekeurd": ProjectState.APPROVED,
    "loopt": ProjectState.RUNNING,
    "afgerond": ProjectState.FINISHED,
    "overgedragen": ProjectState.HANDED_OVER,
    "gestopt": ProjectState.STOPPED,
}


@dataclass(frozen=True, slots=True)
class Place:
    """What the money is of: its words, the way to it, and the addresses of its files.

    ``routes`` are the names of the addresses of ``page``, ``lines``, ``table`` and ``book``,
    ``args`` what stands in them; ``file`` begins the names of files.
    """

    heading: str
    kicker: str
    crumbs: list[dict[str, str]]
    routes: Mapping[str, str]
    args: tuple[object, ...]
    file: str
    ways: dict[str, Any] = field(default_factory=dict)
    has_areas: bool = True
    #: Whether it is of several projects: then one may choose among partners and themes.
    has_projects: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The money asked for: all of the place, and what of it was chosen."""

    desk: Desk
    place: Place
    whole: Finance
    found: Finance
    values: Mapping[str, str]

    @property
    def query(self) -> str:
        """The query that asks for the same again."""
        query = self.desk.request.GET.copy()
        query.clear()
        for name, value in self.values.items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}" if query else ""

    def url(self, route: str) -> str:
        """Return the address of one of the pages or files of the place."""
        return self.desk.url(self.place.routes[route], *self.place.args)

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The fields of the filter, as ``partials/choose.html`` asks for them."""
        return [
            {
                "name": name,
                "label": label,
                "options": [
                    {"value": value, "text": text, "selected": value == self.values[name]}
                    for value, text in {"": empty, **options}.items()
                ],
            }
            for name, (label, empty, options) in _options(self.place, self.whole).items()
        ]


def asked(desk: Desk, place: Place, whole: Finance) -> Asked:
    """Return what the address asks for of the money; a value that is not there is not found."""
    values: dict[str, str] = {}
    for name, (_label, _empty, options) in _options(place, whole).items():
        value = desk.request.GET.get(name, "")
        if value and value not in options:
            raise Http404
        values[name] = value
    return Asked(desk, place, whole, _narrowed(whole, values), values)


def _narrowed(whole: Finance, values: Mapping[str, str]) -> Finance:
    areas = {area.code: area.id for one in whole.all_projects for area in one.areas}
    found = whole.of_projects(
        state=STATES.get(values["status"]),
        area_id=areas.get(values.get("wijk", "")),
        holder=values.get("partij", ""),
        theme=values.get("thema", ""),
    )
    if values["financier"]:
        found = found.of_funder(int(values["financier"]))
    return found.of_year(int(values["jaar"])) if values["jaar"] else found


def _options(place: Place, whole: Finance) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Return by name in the address: the label, the word for all, and what one may choose."""
    years = {str(one.year): str(one.year) for one in whole.years if one.year is not None}
    areas = {
        area.code: area.name or area.code for one in whole.all_projects for area in one.areas
    }
    funders = {str(one.funder_id): one.name for one in whole.funders}
    present = {one.state for one in whole.all_projects}
    states = {
        word: capital(str(state.label)) for word, state in STATES.items() if state in present
    }
    found = {
        "jaar": (_("Year"), _("All years"), years),
        "wijk": (
            _("Area"),
            _("All areas"),
            dict(sorted(areas.items(), key=lambda one: one[1])),
        ),
        "partij": (_("Partner that holds the project"), _("All partners"), _holders(whole)),
        "thema": (_("Theme"), _("All themes"), _themes(whole)),
        "financier": (_("Funder"), _("All funders"), funders),
        "status": (_("State"), _("Every state"), states),
    }
    left_out = set() if place.has_areas else {"wijk"}
    if not place.has_projects:
        left_out |= {"partij", "thema"}
    return {name: one for name, one in found.items() if name not in left_out}


def _holders(whole: Finance) -> dict[str, str]:
    return _keyed(each for one in whole.all_projects for each in one.holders)


def _themes(whole: Finance) -> dict[str, str]:
    bare = any(not one.themes for one in whole.all_projects)
    named = _keyed(each for one in whole.all_projects for each in one.themes)
    return named | ({NO_THEME: _("Without a known theme")} if bare else {})


def _keyed(found: Iterable[Keyed]) -> dict[str, str]:
    """Return each once, by name; the first way it is written counts."""
    names: dict[str, str] = {}
    for one in found:
        names.setdefault(one.key, one.name)
    return dict(sorted(names.items(), key=lambda one: one[1].casefold()))
