"""What goes well and what could be better, found by rule and told with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.indicators import queries as indicators
from wijkregie.web.areas.facing import beside_text, median_text
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.wording import cited, sample_text, unit_text, value_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.indicators.queries import Line, PeerSet, Standing
    from wijkregie.web.areas.asking import Asked, Compared


def highlights(found: Asked, beside: Compared) -> list[dict[str, Any]]:
    """Return the strong and the weak points as ``areas/detail_points.html`` asks for them."""
    strong, weak = indicators.strengths_and_weaknesses(beside.standings, found.lines)
    lines = {line.indicator.key: line for line in found.lines}
    known = bool(beside.peers.area_ids)
    return [
        _points(found, lines, strong, known=known, kind="better"),
        _points(found, lines, weak, known=known, kind="worse"),
    ]


def _points(
    found: Asked,
    lines: Mapping[str, Line],
    points: tuple[Standing, ...],
    *,
    known: bool,
    kind: str,
) -> dict[str, Any]:
    better = kind == "better"
    none = (
        _("No figure is clearly better than in similar areas.")
        if better
        else _("No figure is clearly less good than in similar areas.")
    )
    unknown = _("There are no similar areas to compare with yet.")
    return {
        "id": kind,
        "kind": kind,
        "title": _("What goes well") if better else _("What could be better"),
        "items": [_point(found, lines[one.key], one) for one in points],
        "empty_text": none if known else unknown,
    }


def _point(found: Asked, line: Line, standing: Standing) -> dict[str, str]:
    indicator = line.indicator
    own = beside_text(indicator, line.now)
    unit = "" if own.endswith("%") or line.now.share is not None else unit_text(indicator)
    return {
        "name": indicator.name,
        "url": found.url("figure", indicator.key),
        "value_text": own or value_text(indicator, line.now),
        "unit_text": unit,
        "beside_text": _beside(line, standing),
        "sample_text": sample_text(indicator, line.now),
        "reason": standing.reason,
        "source_text": cited(indicator.source_nl, line.now.period),
    }


def _beside(line: Line, standing: Standing) -> str:
    middle = median_text(line.indicator, standing)
    if standing.among == "municipality":
        return _("In the middle of the other areas here: %(middle)s.") % {"middle": middle}
    return _("In the middle of similar areas: %(middle)s.") % {"middle": middle}


def _of_country(number: int) -> str:
    return ngettext(
        "Similar areas: %(number)d area in the Netherlands that is like this one (%(year)d).",
        "Similar areas: the %(number)d areas in the Netherlands that are most like this one "
        "(%(year)d).",
        number,
    )


def _of_part(number: int) -> str:
    return ngettext(
        "Similar areas: %(number)d area that is like this one (%(year)d), of the part of the "
        "country of which figures were imported.",
        "Similar areas: the %(number)d areas that are most like this one (%(year)d), of the "
        "part of the country of which figures were imported.",
        number,
    )


def peers_told(found: Asked, peers: PeerSet) -> dict[str, str]:
    """Return with how many areas this one is compared, and where one sees which."""
    if not peers.area_ids:
        return {"text": "", "how": "", "url": "", "url_text": ""}
    number = len(peers.area_ids)
    text = _of_part(number) if peers.partial else _of_country(number)
    changed = _("The municipality changed this choice.") if peers.changed else ""
    return {
        "text": " ".join(
            filter(None, (text % {"number": number, "year": peers.year}, changed))
        ),
        "how": _(
            "Higher, lower, better or less good: beside the middle one of these areas. Place 1 "
            "is the best; of what is neither good nor bad it is the highest."
        ),
        "url": optional("peers:detail", *found.words),
        "url_text": _("Which areas are these?"),
    }
