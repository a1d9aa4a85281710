"""The public overview: what the address asks for, dots by area, and a page of the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.queries import SignalFilter
from wijkregie.domain.signals.states import OPEN, State
from wijkregie.web.http.addresses import area_url, signal_url
from wijkregie.web.http.asked import page_links, with_query
from wijkregie.web.http.wording import area_name, number
from wijkregie.web.signals.dots import dots
from wijkregie.web.signals.places import choosable
from wijkregie.web.signals.story import title_of
from wijkregie.web.signals.words import STATES, day, day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.signals.queries import AreaCounts, SignalSeen
    from wijkregie.web.signals.places import Choosable
    from wijkregie.web.signals.views.asked import Asked

PER_PAGE: Final = 25
_DONE: Final = frozenset(State) - OPEN
#: What one can ask for: the word in the address, and what it means.
_STANDS: Final[dict[str, tuple[_StrPromise, frozenset[State]]]] = {
    "open": (gettext_lazy("Waits for an answer"), OPEN),
    "klaar": (gettext_lazy("Has an answer"), _DONE),
}
_PERIODS: Final[dict[str, tuple[_StrPromise, int]]] = {
    "maand": (gettext_lazy("The last 30 days"), 30),
    "kwartaal": (gettext_lazy("The last 90 days"), 90),
    "alles": (gettext_lazy("Since the beginning"), 0),
}
_YEAR: Final = 365


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it asks for that is nothing, is left out."""

    found: Asked
    places: Choosable
    themes: Sequence[tuple[int, str]]

    def _get(self, name: str) -> str:
        return self.found.request.GET.get(name, "")

    @cached_property
    def area(self) -> Area | None:
        """The area that is asked for, or nothing for the whole municipality."""
        return self.places.codes.get(self._get("gebied").upper())

    @cached_property
    def filter(self) -> SignalFilter:
        """What to keep of the reports."""
        theme = next((pk for pk, _name in self.themes if str(pk) == self._get("thema")), None)
        days = _PERIODS.get(self._get("periode"), ("", _YEAR))[1]
        return SignalFilter(
            states=_STANDS.get(self._get("stand"), ("", frozenset()))[1],
            theme_id=theme,
            area_id=self.area.pk if self.area else None,
            since=self.found.on - timedelta(days=days) if days else None,
            newest=True,
        )

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The choices as fields of a form, with what was chosen."""
        areas = [one for one in self.places.options if isinstance(one[1], list)]
        stands = [(key, words) for key, (words, _states) in _STANDS.items()]
        periods = [(key, words) for key, (words, _days) in _PERIODS.items()]
        everywhere = _("All of %(place)s") % {"place": self.found.scope.name}
        return [
            self._field("thema", _("Subject"), [("", _("All subjects")), *self.themes]),
            self._field("gebied", _("Area"), [("", everywhere)])
            | {"groups": self._groups(areas)},
            self._field("stand", _("State"), [("", _("All states")), *stands]),
            self._field("periode", _("When"), [("", _("The last 365 days")), *periods]),
        ]

    def _groups(self, areas: Sequence[tuple[str, Any]]) -> list[dict[str, Any]]:
        chosen = self.area.code if self.area else ""
        return [{"name": name, "options": _options(listed, chosen)} for name, listed in areas]

    def _field(
        self, name: str, label: str, values: Sequence[tuple[Any, Any]]
    ) -> dict[str, Any]:
        options = _options(values, self._get(name))
        return {"name": name, "label": label, "options": options}


def _options(values: Sequence[tuple[Any, Any]], chosen: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "text": text, "selected": str(value) == chosen}
        for value, text in values
    ]


def page(found: Asked) -> dict[str, Any]:
    """Return what ``signals/overview.html`` asks for. Seventeen queries at most."""
    themes = [(one.pk, one.name) for one in queries.themes_visible_to(found.viewer)]
    known = choosable(found.viewer, found.scope, also=found.request.GET.get("gebied", ""))
    wanted = Wanted(found, known, themes)
    areas = _parts(wanted)
    counts = queries.counts_by_area(
        found.viewer, [area.pk for area in areas], wanted.filter, on=found.on
    )
    rows = queries.signals_visible_to(found.viewer, wanted.filter, on=found.on)
    pages = Paginator(rows, PER_PAGE)
    pages.__dict__["count"] = counts.total  # known already: not asked a second time
    shown = pages.get_page(found.request.GET.get("pagina"))
    slug = found.scope.slug
    return {
        "title": _title(wanted),
        "total_text": _reports(counts.total),
        "choices": wanted.choices,
        "table": _table(wanted, areas, counts),
        "map": dots(areas, counts.by_area, _urls(wanted, areas), _reports),
        "items": [_item(found, signal) for signal in shown.object_list],
        "pages": page_links(found.request, shown),
        "area_url": area_url(found.scope, wanted.area) if wanted.area else "",
        "back_url": with_query(found.request, gebied="", pagina=1) if wanted.area else "",
        "all_url": reverse("signals:overview", args=[slug]),
        "report_url": reverse("signals:report", args=[slug]),
        "lookup_url": reverse("signals:lookup", args=[slug]),
    }


def _parts(wanted: Wanted) -> list[Area]:
    """Return the areas to draw: wijken, or the buurten of the wijk that is asked for."""
    if wanted.area is None:
        return [*wanted.places.wijken]
    viewer, scope = wanted.found.viewer, wanted.found.scope
    year = places.latest_year(scope)
    return [*places.parts_of(viewer, wanted.area, year=year)] or [wanted.area]


def _urls(wanted: Wanted, areas: Sequence[Area]) -> dict[int, str]:
    """Return the address that narrows the page to an area; that area itself has none."""
    request = wanted.found.request
    return {
        area.pk: with_query(request, gebied=area.code, pagina=1)
        for area in areas
        if area != wanted.area
    }


def _title(wanted: Wanted) -> str:
    place = area_name(wanted.area) if wanted.area else wanted.found.scope.name
    return _("Reports in %(place)s") % {"place": place}


def _reports(count: int) -> str:
    return ngettext("%(number)s report", "%(number)s reports", count) % {
        "number": number(count)
    }


def _table(wanted: Wanted, areas: Sequence[Area], counts: AreaCounts) -> dict[str, Any]:
    """Return the numbers of the map as ``partials/stat_table.html`` asks for them."""
    urls, most = _urls(wanted, areas), max(counts.by_area.values(), default=0)
    rows = [
        _row(area_name(area), urls.get(area.pk, ""), counts.by_area.get(area.pk, 0), most)
        for area in areas
    ]
    if counts.elsewhere:
        rows.append(_row(_("The whole of it, or elsewhere"), "", counts.elsewhere, most))
    return {
        "caption": _("Reports by area"),
        "area_head": _("Area"),
        "value_head": _("Reports"),
        "bars": True,
        "rows": rows,
    }


def _row(name: str, url: str, count: int, most: int) -> dict[str, Any]:
    width = round(100 * count / most) if most else 0
    return {"name": name, "url": url, "value_text": number(count), "width": min(width, 100)}


def _item(found: Asked, signal: SignalSeen) -> dict[str, Any]:
    area = signal.area.name or signal.area.code if signal.area else found.scope.name
    return {
        "title": title_of(signal),
        "url": signal_url(found.scope, signal.reference),
        "state": str(STATES[signal.state]),
        "text": f"{signal.theme_name}, {area}",
        "late": signal.overdue,
        "date": day(day_of(signal.received_at)),
        "promised": day(signal.promised_on),
        "is_open": signal.state in OPEN,
    }
