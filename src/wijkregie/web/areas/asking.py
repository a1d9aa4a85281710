"""What was asked of an area: which area, and until which year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.web.http.addresses import area_words
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.http.wording import area_name, level_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest

    from wijkregie.domain.indicators.queries import Line, PeerSet, Standing
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """An area, who looks, and the figures that are shown: the last ones until ``until``."""

    viewer: Viewer
    scope: Scope
    area: Area
    lines: Sequence[Line]
    years: Sequence[int]
    until: int | None

    @property
    def words(self) -> list[str]:
        """What addresses about this area begin with."""
        return [self.scope.slug, area_words(self.area)]

    @property
    def query(self) -> str:
        """The year as it stands in an address, or nothing for the last one known."""
        return f"?jaar={self.until}" if self.until is not None else ""

    def url(self, name: str, *more: str) -> str:
        """Return the address of another page about this area, in the same year."""
        return reverse(f"areas:{name}", args=[*self.words, *more]) + self.query


@dataclass(frozen=True, slots=True)
class Compared:
    """The areas that are alike, and where each figure stands among theirs."""

    peers: PeerSet
    standings: Mapping[str, Standing]


def found_area(request: HttpRequest, slug: str, words: str) -> tuple[Viewer, Scope, Area]:
    """Return the area whose code the address begins with; its name in it is for people."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    area = area_of(viewer, scope, words.partition("-")[0])
    if area is None:
        raise Http404
    return viewer, scope, area


def area_of(viewer: Viewer, scope: Scope, code: str) -> Area | None:
    """Return the area with this code, in whatever letters it was written, or nothing."""
    return places.area(viewer, scope, code.upper()) if code.isalnum() else None


def asked(request: HttpRequest, viewer: Viewer, scope: Scope, area: Area) -> Asked:
    """Return the figures of an area until the year asked for; such a year must be there."""
    until = asked_year(request)
    lines = indicators.profile(viewer, area, until=until)
    years = years_of(lines)
    if until is not None and until not in years:
        raise Http404
    return Asked(viewer, scope, area, lines, years, until)


def asked_year(request: HttpRequest) -> int | None:
    """Return the year in an address, or nothing; what is no year is not found."""
    text = request.GET.get("jaar", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == _LONGEST):
        raise Http404
    return int(text)


def years_of(lines: Sequence[Line]) -> list[int]:
    """Return the years of which there is a figure, the last one first."""
    return sorted({period for line in lines for period in line.periods}, reverse=True)


def compared(found: Asked) -> Compared:
    """Return the similar areas, and where each figure of this one stands among theirs."""
    peers = indicators.peers_of(found.viewer, found.area)
    return Compared(peers, indicators.standings(found.viewer, found.area, found.lines, peers))


def year_choice(years: Sequence[int], chosen: int | None) -> dict[str, Any]:
    """Return the years as a field of a form of choices; nothing stands for the last ones."""
    last = {"value": "", "text": _("The latest known"), "selected": chosen is None}
    told = _("Up to and including %(year)d")
    options = [
        {"value": year, "text": told % {"year": year}, "selected": year == chosen}
        for year in years
    ]
    return {"name": "jaar", "label": _("Year"), "options": [last, *options]}


def level_choice(found: Asked, around: Sequence[Area], parts: Sequence[Area]) -> dict[str, Any]:
    """Return the areas around, this one and its parts as a field of a form of choices."""
    here = found.area
    groups = [
        (_("Larger"), [one for one in reversed(around) if one.pk != here.pk]),
        (_("This area"), [here]),
        (_("Smaller"), [one for one in parts if one.pk != here.pk]),
    ]
    return {
        "name": "code",
        "label": _("Level and area"),
        "groups": [
            {
                "name": name,
                "options": [
                    {
                        "value": one.code,
                        "text": f"{level_name(one)} {area_name(one)}",
                        "selected": one.pk == here.pk,
                    }
                    for one in areas
                ],
            }
            for name, areas in groups
            if areas
        ],
    }
