"""Where money is looked at: the municipality, a programme, an area, a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.wording import area_name
from wijkregie.web.programme.card import crumbs, kicker
from wijkregie.web.programme.finances.asked import Place
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import period_text

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.queries import ProgrammeSeen, ProjectSeen
    from wijkregie.web.programme.desk import Desk

_PARTS: Final = ("page", "lines", "table", "book")


def _routes(name: str) -> dict[str, str]:
    return {part: name if part == "page" else f"{name}_{part}" for part in _PARTS}


def of_municipality(desk: Desk) -> Place:
    """Return the whole municipality."""
    heading = _("Money of all programmes")
    return Place(
        heading=heading,
        kicker=desk.scope.name,
        crumbs=[
            {"name": desk.scope.name, "url": reverse("home:index", args=[desk.scope.slug])},
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": heading, "url": ""},
        ],
        routes=_routes("town_money"),
        args=(),
        file="geld",
    )


def of_programme(desk: Desk, seen: ProgrammeSeen) -> Place:
    """Return a programme."""
    return Place(
        heading=_("Money"),
        kicker=_("%(name)s, %(years)s")
        % {"name": seen.name, "years": period_text(seen.from_year, seen.until_year)},
        crumbs=[
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": seen.name, "url": desk.url("detail", seen.key)},
            {"name": _("Money"), "url": ""},
        ],
        routes=_routes("money"),
        args=(seen.key,),
        file=f"{seen.key}-geld",
        ways=ways(desk, seen.key, "money"),
    )


def of_area(desk: Desk, area: Area) -> Place:
    """Return an area: a project that lies in several counts whole in each of them."""
    name = area_name(area)
    return Place(
        heading=_("Money in %(area)s") % {"area": name},
        kicker=desk.scope.name,
        crumbs=[
            {"name": name, "url": area_url(desk.scope, area)},
            {"name": _("Money"), "url": ""},
        ],
        routes=_routes("area_money"),
        args=(area.code,),
        file=f"geld-{area.code}",
        has_areas=False,
        note=_(
            "A project that lies in several areas counts whole in each of them, so sums of "
            "areas cannot be added up. Projects for the whole municipality are not in it."
        ),
    )


def of_project(desk: Desk, seen: ProjectSeen) -> Place:
    """Return a project."""
    return Place(
        heading=_("Money of “%(title)s”") % {"title": seen.title},
        kicker=kicker(seen),
        crumbs=crumbs(desk, seen, _("Money")),
        routes=_routes("project_money"),
        args=(seen.id,),
        file=f"project-{seen.id}-geld",
        has_areas=False,
        has_projects=False,
    )
