"""The projects of a programme by area: how many, on which track, with what money, what next."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import queries
from wijkregie.domain.programme.states import Track
from wijkregie.web.programme.narrowing import frame, none_here
from wijkregie.web.programme.plan_words import cell
from wijkregie.web.programme.words import amount_text, capital, date_text, gap_cell

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.programme.queries import AreaPlanned
    from wijkregie.web.programme.narrowing import Asked


def page(asked: Asked, on: date) -> dict[str, Any]:
    """Return what is done in each area, as ``programme/per_area.html`` asks for it."""
    projects = asked.projects
    found = queries.by_area(projects, on=on)
    together = queries.planned(projects, on=on)
    here = frame(
        asked, "per_area", _("By area"), {"per_area_csv": _("This list as a table (CSV)")}
    )
    several = any(len(one.areas) > 1 for one in projects)
    return here | {
        "lead": _lead(found),
        "table": {
            "caption": _("Projects, money and the next day by area"),
            "heads": _heads(),
            "kind": "counts",
            "rows": [
                *(_row(asked, one) for one in found),
                _row(asked, together) | {"name": _("Together"), "url": "", "whole": True},
            ],
        }
        if projects
        else None,
        "several": several,
        "none": none_here(asked),
    }


def _lead(found: tuple[AreaPlanned, ...]) -> str:
    areas = sum(one.area is not None for one in found)
    without = sum(one.area is not None and bool(one.lacks) for one in found)
    told = ngettext("%(n)d area has projects.", "%(n)d areas have projects.", areas)
    if not without:
        return told % {"n": areas}
    words = ngettext(
        "In %(n)d of them one of the two tracks is empty.",
        "In %(n)d of them one of the two tracks is empty.",
        without,
    )
    return f"{told % {'n': areas}} {words % {'n': without}}"


def _heads() -> list[str]:
    return [
        _("Area"),
        _("Projects"),
        _("Visible now"),
        _("Structural"),
        _("Costs"),
        _("Not covered yet"),
        _("What comes first"),
    ]


def _row(asked: Asked, one: AreaPlanned) -> dict[str, Any]:
    heads = _heads()
    gap = gap_cell(one.money) if one.counted else {"text": _("not known"), "unknown": True}
    whole = queries.NOWHERE if one.nowhere else queries.WHOLE
    code = one.area.code if one.area else whole
    costs = amount_text(one.money.costs) if one.counted else _("not known")
    return {
        "name": _name(one),
        "url": _url(asked, code),
        "cells": [
            cell(str(len(one.projects)), heads[1], number=True),
            _track(one, Track.NOW, heads[2]),
            _track(one, Track.STRUCTURAL, heads[3]),
            cell(costs, heads[4], number=True, unknown=costs == _("not known")),
            gap | {"label": heads[5], "number": True},
            _next(one, heads[6]),
        ],
    }


def _name(one: AreaPlanned) -> str:
    if one.area:
        return one.area.name or one.area.code
    return _("Area not known yet") if one.nowhere else _("Whole municipality")


def _url(asked: Asked, code: str) -> str:
    """Return the timeline of this area, with the rest of what was chosen."""
    query = asked.desk.request.GET.copy()
    query.clear()
    for name, value in {**asked.values, "wijk": code}.items():
        if value:
            query[name] = value
    return f"{asked.desk.url('timeline', asked.planning.programme.key)}?{query.urlencode()}"


def _track(one: AreaPlanned, track: Track, head: str) -> dict[str, Any]:
    number = one.on_track(track)
    if not number and one.on_track(None) == len(one.projects):
        return cell(_("not known"), head, unknown=True, number=True)
    return cell(str(number or _("none")), head, number=True, open=track in one.lacks)


def _next(one: AreaPlanned, head: str) -> dict[str, Any]:
    if one.next is None:
        return cell(_("nothing with a day"), head, unknown=True)
    return cell(f"{date_text(one.next.on)}: {capital(one.next.what)}", head)


def csv_head() -> list[str]:
    """Return the heads of the list as a file."""
    return [
        _("code"),
        _("area"),
        _("projects"),
        _("visible now"),
        _("structural"),
        _("track not known"),
        _("costs in euros"),
        _("covered in euros"),
        _("not covered yet in euros"),
        _("next day"),
        _("what"),
        _("which projects"),
    ]


def csv_rows(asked: Asked, on: date) -> list[list[Any]]:
    """Return a row per area; sums with an amount that is not known stay empty."""
    return [_csv(one) for one in queries.by_area(asked.projects, on=on)]


def _csv(one: AreaPlanned) -> list[Any]:
    money = one.money
    sums = (
        (money.costs.unknown, money.costs.cents),
        (money.covered.unknown, money.covered.cents),
        (money.gap.bound != queries.Bound.EXACT, money.gap.known_cents),
    )
    return [
        one.area.code if one.area else "",
        _name(one),
        len(one.projects),
        one.on_track(Track.NOW),
        one.on_track(Track.STRUCTURAL),
        one.on_track(None),
        *("" if vague or not one.counted else _euros(cents) for vague, cents in sums),
        one.next.on if one.next else None,
        one.next.what if one.next else "",
        "; ".join(capital(each.title) for each in one.projects),
    ]


def _euros(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}".replace(".", ",")
