"""What an area is called, who lives there, and where its figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Change, Level
from wijkregie.web.areas.parts import INHABITANTS
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.licences import source_fact
from wijkregie.web.http.wording import area_name, kind_text, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.queries import Line
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope


def head(scope: Scope, area: Area) -> dict[str, str]:
    """Return the name of an area and what sort of area it is."""
    return {
        "name": area_name(area),
        "kind_text": kind_text(scope, area),
        "code": area.code,
        "url": area_url(scope, area),
        "remark": area.remark,
    }


def crumbs(scope: Scope, area: Area) -> list[dict[str, str]]:
    """Return the way to an area: the municipality first."""
    found = [{"name": scope.name, "url": reverse("home:index", args=[scope.slug])}]
    for above in places.breadcrumbs(area):
        outside = scope.is_country and above.level != Level.COUNTRY
        if outside or above.level == Level.DISTRICT:
            found.append({"name": area_name(above), "url": area_url(scope, above)})
    return [*found, {"name": area_name(area), "url": ""}]


def deeper(scope: Scope, area: Area, name: str) -> list[dict[str, str]]:
    """Return the way to a page about an area that lies behind its own."""
    here = {"name": area_name(area), "url": area_url(scope, area)}
    return [*crumbs(scope, area)[:-1], here, {"name": name, "url": ""}]


def lead(area: Area, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return in one sentence who lives here, in pieces, the figures strong."""
    known = {line.indicator.key: line for line in lines if line.now.has_value}
    people = known.get(INHABITANTS)
    if people is None or people.now.value is None:
        return []
    pieces = [
        _piece(_("%(area)s has ") % {"area": area_name(area)}),
        _piece(_("%(number)s inhabitants") % {"number": number(people.now.value)}, strong=True),
        _piece(_(" (%(year)d)") % {"year": people.now.period}),
    ]
    for key, words in (
        ("aged_0_14", _(" are younger than 15")),
        ("aged_65_plus", _(" are 65 or older")),
    ):
        share = known[key].now.share if key in known else None
        if share is not None:
            pieces += [
                _piece(_(", of whom ") if len(pieces) == 3 else f" {_('and')} "),  # noqa: PLR2004 - the first
                _piece(_("%(share)s %%") % {"share": number(share)}, strong=True),
                _piece(words),
            ]
    return [*pieces, _piece(".")]


def _piece(text: str, *, strong: bool = False) -> dict[str, Any]:
    return {"text": text, "strong": strong}


def sources(lines: Sequence[Line]) -> list[dict[str, str]]:
    """Return where the figures of an area come from, with years and licence."""
    years: dict[tuple[str, str], set[int]] = {}
    for line in lines:
        source = (line.indicator.source_nl, line.now.source)
        years.setdefault(source, set()).update(line.periods)
    return [
        source_fact(name, sorted(found), source)
        for (name, source), found in sorted(years.items())
    ]


def changes(area: Area, made_of: Sequence[Area], lines: Sequence[Line]) -> str:
    """Tell since which years the border is another one, as far as figures are older."""
    layouts = (
        lines[0].layouts
        if lines and area.level != Level.OWN
        else places.layouts_of(area, [part.pk for part in made_of])
    )
    first = min((year for line in lines for year in line.divisions), default=0)
    years = {
        year
        for changes in layouts.changes.values()
        for year, change in changes.items()
        if change == Change.CHANGED and year > first
    }
    if not years:
        return ""
    told = get_text_list([str(year) for year in sorted(years)], _("and"))
    return _(
        "The border changed in %(years)s. Figures from before are about another area, so we "
        "draw no line between them."
    ) % {"years": told}
