"""What the front page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries as budgets
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.domain.reports import queries as reports
from wijkregie.web.http.addresses import area_url, optional
from wijkregie.web.http.drawing import plain_map
from wijkregie.web.http.threads import news
from wijkregie.web.http.wijken import main_areas
from wijkregie.web.http.wording import area_name, full_text

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.indicators.queries import Delivery
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_MOST_NEWS = 5
_SOURCES = {
    "kwb": "Kerncijfers wijken en buurten (CBS)",
    "kwb_map": "Wijk- en buurtkaart (CBS, Kadaster)",
    "crime": "Geregistreerde misdrijven (politie, CBS)",
    "health": "Gezondheid per wijk en buurt (RIVM)",
    "leefbaarometer": "Leefbaarometer (ministerie van BZK)",
}


def page(viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """Return what ``home/index.html`` asks for."""
    found, note = areas(viewer, scope)
    return {
        "map": _map(viewer, scope),
        "todo": _todo(viewer, scope),
        "doors": _doors(scope),
        "news": _all_news(viewer, scope),
        "areas": found,
        "areas_note": note,
        "whole": _whole(viewer, scope),
        "is_country": scope.is_country,
    }


def areas(viewer: Viewer, scope: Scope) -> tuple[list[dict[str, str]], str]:
    """Return the wijken with their inhabitants, and where those figures come from.

    Own wijken where the municipality made them, else those of CBS. Ten queries at most.
    """
    rows = main_areas(viewer, scope)
    inhabitants = indicators.indicator(viewer, "inhabitants")
    choices = indicators.choices(viewer, inhabitants) if inhabitants and rows else []
    if inhabitants is None or not choices:
        return [_entry(scope, area, "") for area in rows], ""
    choice = choices[0]
    spread = indicators.spread(viewer, scope, inhabitants, choice, rows)
    listed = [
        _entry(
            scope,
            row.area,
            full_text(inhabitants, row.figure) if row.figure and row.figure.has_value else "",
        )
        for row in spread.rows
    ]
    return listed, f"{inhabitants.name}, {inhabitants.source_nl}, {choice.period}"


def _entry(scope: Scope, area: Area, side_text: str) -> dict[str, str]:
    return {
        "name": area_name(area),
        "url": area_url(scope, area),
        "side_text": side_text,
        "text": "",
    }


def _whole(viewer: Viewer, scope: Scope) -> dict[str, str] | None:
    """Return the way to the page of the whole municipality, if CBS tells of it. One query."""
    found = places.visible_to(viewer).filter(
        code__in=scope.codes, level=Level.MUNICIPALITY, municipality=None
    )
    by_code = {area.code: area for area in found}
    area = next((by_code[code] for code in reversed(scope.codes) if code in by_code), None)
    if area is None:
        return None
    text = _("All of %(name)s in figures") % {"name": area_name(area)}
    return {"text": text, "url": area_url(scope, area)}


def _map(viewer: Viewer, scope: Scope) -> dict[str, Any] | None:
    rows = main_areas(viewer, scope)
    drawn = plain_map(scope, places.draw(rows, year=None), {area.pk: area for area in rows})
    if drawn is None:
        return None
    label = _("The wijken of %(place)s") % {"place": scope.name}
    return {**drawn, "id": "home", "label": label, "size": "middle"}


def _todo(viewer: Viewer, scope: Scope) -> list[dict[str, str]]:
    """Return what anybody can do now and not much longer: where one votes. One query."""
    if scope.is_country:
        return []
    return [
        {
            "name": _("Vote now: %(round)s") % {"round": one.title},
            "url": optional("voting:vote", scope.slug, one.round_id),
            "text": f"{one.fund_name} · {_until(one.closes_on)}",
            "side_text": "",
        }
        for one in budgets.open_votes(viewer, timezone.now())
    ]


def _until(day: date) -> str:
    return _("until %(day)s") % {"day": date_format(day, "j F Y")}


def _doors(scope: Scope) -> list[dict[str, str]]:
    slug = [scope.slug]
    if scope.is_country:
        return _country_doors(slug)
    return [
        {
            "icon": "report",
            "title": _("Report here"),
            "text": _("Something is broken, missing or could be better. Or you have an idea."),
            "url": reverse("signals:report", args=slug),
        },
        {
            "icon": "together",
            "title": _("Take part"),
            "text": _("See when your wijk meets, what is on the agenda and what was agreed."),
            "url": reverse("meetings:index", args=slug),
        },
        {
            "icon": "thread",
            "title": _("See what happens"),
            "text": _("Goals, projects and money: what was decided, why, and what came of it."),
            "url": reverse("programme:index", args=slug),
        },
    ]


def _country_doors(slug: list[str]) -> list[dict[str, str]]:
    return [
        {
            "icon": "search",
            "title": _("Find your wijk"),
            "text": _("By name, street or postcode. Or choose from the list."),
            "url": reverse("home:search", args=slug),
        },
        {
            "icon": "chart",
            "title": _("Compare figures"),
            "text": _("All areas beside each other, with the source and as a table."),
            "url": reverse("figures:index", args=slug),
        },
    ]


def _all_news(viewer: Viewer, scope: Scope) -> list[dict[str, Any]]:
    """Return the newest threads, and below them the figures that came in; five at most."""
    told = [] if scope.is_country else reports.newest(viewer, on=timezone.localdate())
    deliveries = [_news(scope, one) for one in indicators.latest_imports()]
    return [*(news(scope, dot) for dot in told), *deliveries][:_MOST_NEWS]


def _news(scope: Scope, delivery: Delivery) -> dict[str, str]:
    on = timezone.localdate(delivery.at)
    return {
        "date_text": date_format(on, "j F Y"),
        "date_iso": on.isoformat(),
        "text": _("Figures of %(years)s are here:") % {"years": _years(delivery.periods)},
        "url": reverse("figures:index", args=[scope.slug]),
        "url_text": _SOURCES.get(delivery.source, delivery.source),
    }


def _years(periods: tuple[int, ...]) -> str:
    if len(periods) > 2:  # noqa: PLR2004 - one or two are named
        return _("%(first)d to %(last)d") % {"first": periods[0], "last": periods[-1]}
    return get_text_list([str(period) for period in periods], _("and"))
