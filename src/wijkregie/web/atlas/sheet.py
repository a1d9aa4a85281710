"""The wijk in short: one sheet A4 for the table in the community centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.kit import installation
from wijkregie.web.atlas import ground, people, telling
from wijkregie.web.atlas.book import day, judged
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.looks import code, colours
from wijkregie.web.http.wording import area_name, kind_text, why_no_figures

if TYPE_CHECKING:
    from wijkregie.web.atlas.gathered import Gathered

TEMPLATE: Final = "web/atlas/typst/sheet.typ"
_TILES: Final = 8
_MOST_ITEMS: Final = 3
_MOST_BARS: Final = 2


def values(found: Gathered) -> dict[str, Any]:
    """Return everything on the sheet of an area."""
    name = area_name(found.area)
    site = installation.reached_at()
    address = f"{site}{area_url(found.scope, found.area)}" if site else ""
    return {
        "title": _("%(area)s in short") % {"area": name},
        "municipality": found.scope.name,
        "name": name,
        "kind": kind_text(found.scope, found.area),
        "lead": people.lead(found),
        "place": ground.place_map(found),
        "colours": colours(found.scope),
        "tiles": people.tiles(found, most=_TILES),
        "none": why_no_figures(found.area, has_parts=bool(found.parts)),
        "bars": people.bars(found)[:_MOST_BARS],
        "strong": telling.strong(found),
        "weak": telling.weak(found),
        "judged": judged(found),
        "happening": [_shorter(block) for block in telling.happening(found)],
        "more": _("Everything about %(area)s, with sources:") % {"area": name},
        "address": address,
        "code": code(address) if address else "",
        "code-alt": _("Code that leads a phone to %(address)s") % {"address": address},
        "footer": _("%(place)s, %(day)s") % {"place": found.scope.name, "day": day(found)},
    }


def _shorter(block: dict[str, Any]) -> dict[str, Any]:
    return {**block, "items": block["items"][:_MOST_ITEMS], "more": ""}
