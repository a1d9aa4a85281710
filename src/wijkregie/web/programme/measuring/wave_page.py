"""The measurements of a municipality, and one of them, as their pages show them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.core.logframe import Measure, smallest_change
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.programme import queries
from wijkregie.web.http.addresses import figure_url
from wijkregie.web.programme.measuring_words import (
    answers_text,
    count_text,
    modes_text,
    points_text,
    stand_of,
    when_text,
)
from wijkregie.web.programme.plan_words import cell
from wijkregie.web.programme.words import capital, joined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.indicators.queries import (
        MeasurementSeen,
        PlannedAreaSeen,
        WaveListed,
        WaveSeen,
    )
    from wijkregie.domain.programme.queries import WaveUse
    from wijkregie.web.programme.desk import Desk

#: The share at which chance has most to say: what shows here shows everywhere.
_HALF: Final = Decimal(50)


def index(desk: Desk, on: date) -> dict[str, Any]:
    """Return all measurements, as ``programme/waves.html`` asks for them."""
    found = list(indicators.waves_visible_to(desk.viewer))
    ahead = [one for one in found if one.ends_on >= on]
    done = [one for one in found if one.ends_on < on]
    return {
        "crumbs": [
            {"name": _("Programme"), "url": desk.url("index")},
            {"name": _("Measurements"), "url": ""},
        ],
        "lead": _lead(len(ahead), len(done)),
        "groups": [
            {"id": name, "title": title, "waves": [listed(desk, one, on) for one in some]}
            for name, title, some in (
                ("planned", _("Under way and planned"), list(reversed(ahead))),
                ("done", _("Done"), done),
            )
            if some
        ],
        "new_url": desk.url("wave_new") if indicators.may_plan(desk.viewer) else "",
    }


def _lead(ahead: int, done: int) -> str:
    if not ahead + done:
        return _("No measurement is known here yet.")
    planned = ngettext(
        "%(n)d measurement is under way or planned.",
        "%(n)d measurements are under way or planned.",
        ahead,
    )
    was = ngettext("%(n)d was done.", "%(n)d were done.", done)
    return f"{planned % {'n': ahead}} {was % {'n': done}}"


def listed(desk: Desk, one: WaveListed | WaveSeen, on: date) -> dict[str, Any]:
    """Return a measurement in a list, as ``programme/wave_line.html`` asks for it."""
    return {
        "title": one.title,
        "url": desk.url("wave", one.id),
        "when": when_text(one.begins_on, one.ends_on),
        "text": ". ".join(filter(None, (capital(_asks(one)), answers_text(one.n)))),
        "badge": stand_of(one.begins_on, one.ends_on, on),
    }


def _asks(one: WaveListed | WaveSeen) -> str:
    questions, registers = _counted(one)
    told = []
    if questions:
        words = ngettext("%(n)d question", "%(n)d questions", questions)
        told.append(words % {"n": questions})
    if registers:
        words = ngettext("%(n)d register", "%(n)d registers", registers)
        told.append(words % {"n": registers})
    return ", ".join(told) or _("what it asks is not known yet")


def _counted(one: WaveListed | WaveSeen) -> tuple[int, int]:
    if isinstance(one, indicators.WaveListed):
        return one.questions, one.registers
    asks = sum(bool(line.question) for line in one.lines)
    return asks, len(one.lines) - asks


def page(desk: Desk, seen: WaveSeen, on: date) -> dict[str, Any]:
    """Return one measurement, as ``programme/wave.html`` asks for it."""
    asks = [one for one in seen.lines if one.question]
    reads = [one for one in seen.lines if not one.question]
    use = queries.wave_use(desk.viewer, seen.id)
    return {
        "crumbs": crumbs(desk, seen.title),
        "title": seen.title,
        "when": when_text(seen.begins_on, seen.ends_on),
        "note": seen.note,
        "badge": stand_of(seen.begins_on, seen.ends_on, on),
        "lead": _together(seen),
        "questions": _questions(asks, use) if asks else None,
        "registers": _registers(desk, reads) if reads else None,
        "areas": _areas(seen.areas) if seen.areas else None,
        "programmes": [
            {"name": one.title, "url": desk.url("measuring", one.programme_key)}
            for one in use.programmes
        ],
        "actions": _actions(desk, seen) if seen.may_plan else [],
    }


def crumbs(desk: Desk, name: str, seen: WaveSeen | None = None) -> list[dict[str, str]]:
    """Return the way to a page below the list of measurements."""
    between = [{"name": seen.title, "url": desk.url("wave", seen.id)}] if seen else []
    return [
        {"name": _("Programme"), "url": desk.url("index")},
        {"name": _("Measurements"), "url": desk.url("waves")},
        *between,
        {"name": name, "url": ""},
    ]


def _together(seen: WaveSeen) -> str:
    if not any(one.question for one in seen.lines):
        return _("%(what)s.") % {"what": capital(_asks(seen))}
    n = answers_text(seen.n)
    if not n:
        return _("%(what)s. On how many answers one counts is not known.") % {
            "what": capital(_asks(seen))
        }
    return _("%(what)s. One counts on %(n)s.") % {"what": capital(_asks(seen)), "n": n}


def _actions(desk: Desk, seen: WaveSeen) -> list[dict[str, str]]:
    return [
        {"url": desk.url("wave_change", seen.id), "text": _("Change")},
        {"url": desk.url("wave_repeat", seen.id), "text": _("Measure the same again")},
        {"url": desk.url("wave_remove", seen.id), "text": _("Remove")},
    ]


def _questions(lines: Iterable[MeasurementSeen], use: WaveUse) -> dict[str, Any]:
    heads = [
        _("Question"),
        _("Tells of"),
        _("Scale and answers"),
        _("How many answers"),
        _("How people answer"),
    ]
    return {
        "caption": _("What is asked"),
        "heads": heads,
        "rows": [
            {
                "name": one.wording or one.question,
                "note": ", ".join(filter(None, (one.wording and one.question, one.owner))),
                "cells": [
                    _known(_tells(one, use), heads[1], otherwise=_("no indicator")),
                    _known("; ".join(filter(None, (one.scale, *one.answers))), heads[2]),
                    _known(count_text(one.n), heads[3], otherwise=_("as the areas say")),
                    _known(
                        capital(modes_text(one.modes)),
                        heads[4],
                        otherwise=_("as the areas say"),
                    ),
                ],
            }
            for one in lines
        ],
    }


def _tells(one: MeasurementSeen, use: WaveUse) -> str:
    return joined(each.title for each in use.by_question.get(one.question, ()))


def _registers(desk: Desk, lines: Iterable[MeasurementSeen]) -> dict[str, Any]:
    heads = [_("Figure"), _("Looked after by")]
    return {
        "caption": _("Which registers are read"),
        "heads": heads,
        "rows": [
            {
                "name": one.series_name,
                "url": figure_url(desk.scope, one.series_key),
                "cells": [_known(one.owner, heads[1])],
            }
            for one in lines
        ],
    }


def _areas(areas: Iterable[PlannedAreaSeen]) -> dict[str, Any]:
    heads = [
        _("Area"),
        _("How many answers"),
        _("How people answer"),
        _("Smaller than this one does not see"),
    ]
    return {
        "caption": _("Where people answer"),
        "heads": heads,
        "rows": [
            {
                "name": one.area_name,
                "cells": [
                    _known(count_text(one.n), heads[1], number=True),
                    _known(capital(modes_text(one.modes)), heads[2]),
                    _known(_smallest(one.n), heads[3], number=True),
                ],
            }
            for one in areas
        ],
    }


def _smallest(n: int | None) -> str:
    """Tell which change of a percentage about half this many answers can show twice."""
    if n is None:
        return ""
    change = smallest_change(Measure.SHARE, _HALF, (n, n))
    if change is None:
        return _("nothing: too few answers")
    return points_text(change)


def _known(
    text: str, head: str, *, otherwise: str = "", number: bool = False
) -> dict[str, Any]:
    if text:
        return cell(text, head, number=number)
    return cell(otherwise or _("not known"), head, unknown=True, number=number)
