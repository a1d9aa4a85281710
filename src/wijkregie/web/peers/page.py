"""What the page about the comparison of an area shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.states import RESPECTS
from wijkregie.domain.places import queries as places
from wijkregie.web.http.addresses import area_url, area_words
from wijkregie.web.http.wording import area_name, kind_text
from wijkregie.web.peers.forms import WidthsForm
from wijkregie.web.peers.words import Words, counted

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import PeerRow, PeerSet, PeerTable
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Asked:
    """The area whose comparison is looked at, and who looks."""

    scope: Scope
    viewer: Viewer
    area: Area

    def url(self, name: str) -> str:
        """Return an address of this comparison."""
        return reverse(f"peers:{name}", args=[self.scope.slug, area_words(self.area)])


def page(asked: Asked, *, query: str = "", refused: str = "") -> dict[str, Any]:
    """Return what ``peers/detail.html`` asks for; ``refused`` is why nothing changed."""
    peers = indicators.peers_of(asked.viewer, asked.area)
    table = indicators.peer_table(asked.viewer, asked.area, peers)
    words = Words(asked.viewer)
    return {
        "crumbs": _crumbs(asked),
        "area": {
            "name": area_name(asked.area),
            "kind_text": kind_text(asked.scope, asked.area),
            "url": area_url(asked.scope, asked.area),
        },
        "lead": _lead(asked, peers),
        "notes": _notes(asked, peers),
        "criteria": [words.criterion(one) for one in peers.criteria],
        "heads": [one.label for one in peers.criteria],
        "caption": _caption(peers),
        "rows": [_row(asked, peers, words, row) for row in table.rows],
        "refused": refused,
        "choosing": _choosing(asked, peers, table, query),
    }


def _crumbs(asked: Asked) -> list[dict[str, str]]:
    above = [one for one in places.breadcrumbs(asked.area) if one.parent_id]
    chain = [*above, asked.area]
    links = [{"name": area_name(one), "url": area_url(asked.scope, one)} for one in chain]
    return [*links, {"name": _("Similar areas"), "url": ""}]


def _lead(asked: Asked, peers: PeerSet) -> str:
    number = len(peers.area_ids)
    if not number:
        return ""
    words = (
        ngettext(
            "We compare %(area)s with %(areas)s that is like it.",
            "We compare %(area)s with %(areas)s that are like it.",
            number,
        )
        if peers.partial
        else ngettext(
            "We compare %(area)s with %(areas)s from the whole country that is like it.",
            "We compare %(area)s with %(areas)s from the whole country that are like it.",
            number,
        )
    )
    told = words % {"area": area_name(asked.area), "areas": counted(peers.level, number)}
    why = _("So you see what is different here from what one may expect.")
    return f"{told} {why}"


def _notes(asked: Asked, peers: PeerSet) -> list[str]:
    found = []
    if peers.partial and peers.area_ids:
        found.append(
            _(
                "Figures of a part of the country have been imported. Areas outside it may be "
                "more like this one."
            )
        )
    if peers.changed:
        found.append(
            _("%(municipality)s changed this choice.") % {"municipality": asked.scope.name}
        )
    if peers.widened:
        found.append(
            _("Few areas are like this one. That is why we looked a little further around.")
        )
    return found


def _caption(peers: PeerSet) -> str:
    number = len(peers.area_ids)
    return ngettext(
        "One similar area, figures of %(year)d",
        "%(number)d similar areas, the most alike first, figures of %(year)d",
        number,
    ) % {"number": number, "year": peers.year}


def _row(asked: Asked, peers: PeerSet, words: Words, row: PeerRow) -> dict[str, Any]:
    return {
        "name": _name(row),
        "url": _url(asked, row),
        "cells": [words.value(one, row.values.get(one.key)) for one in peers.criteria],
        "taken_in": row.taken_in,
        "pk": row.area_id,
    }


def _name(row: PeerRow) -> str:
    name = row.name or _("Area %(code)s") % {"code": row.code}
    return f"{name} ({row.town})" if row.town else name


def _url(asked: Asked, row: PeerRow) -> str:
    """Return the page of an area: at home in this municipality, else in the country."""
    here = any(row.code[2:6] == code[2:6] for code in asked.scope.codes)
    return area_url(asked.scope if here else places.country_scope(), row)


def _choosing(
    asked: Asked, peers: PeerSet, table: PeerTable, query: str
) -> dict[str, Any] | None:
    """Return the means to change the comparison, for who may."""
    if not indicators.may_choose_peers(asked.viewer, asked.scope, asked.area):
        return None
    known = {one.key: one.width for one in peers.criteria}
    off = {key: at for key, at in table.widths.items() if at == "off"}
    shown = {one.key: (known | off)[one.key] for one in RESPECTS if one.key in known | off}
    return {
        "form": WidthsForm(shown),
        "widths_url": asked.url("widths"),
        "leave_out_url": asked.url("leave_out"),
        "take_in_url": asked.url("take_in"),
        "reset_url": asked.url("reset") if peers.changed else "",
        "search_url": asked.url("detail"),
        "query": query,
        "hits": _hits(asked, peers, query),
        "left_out": [
            {
                "name": _name(row),
                "action_url": asked.url("take_in"),
                "action_text": _("Put back"),
                "fields": [{"name": "area", "value": row.area_id}],
            }
            for row in table.left_out
        ],
    }


def _hits(asked: Asked, peers: PeerSet, query: str) -> list[dict[str, Any]]:
    """Return the areas that can be taken in and are called like this."""
    if not query.strip():
        return []
    country = places.country_scope()
    found = places.search(asked.viewer, country, query, most=40)
    parts = places.parts_of(asked.viewer, asked.area).values_list("pk", "parent_id")
    inside = {*peers.area_ids, asked.area.pk, *chain(*parts)}
    return [
        {
            "name": area_name(hit.area),
            "text": kind_text(country, hit.area),
            "action_url": asked.url("take_in"),
            "action_text": _("Add to the comparison"),
            "fields": [{"name": "area", "value": hit.area.pk}],
        }
        for hit in found
        if hit.area.level == peers.level and hit.area.pk not in inside
    ][:10]
