"""The timeline as a table: for who reads it by ear, on paper, and for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.web.programme.plan_words import (
    days_text,
    holders_text,
    named,
    point_state,
    point_when,
    sort_text,
    work_state,
)
from wijkregie.web.programme.words import capital, joined, period_text, project_where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wijkregie.domain.programme.queries import (
        ActivityPlanned,
        PointPlanned,
        ProjectPlanned,
    )
    from wijkregie.web.programme.narrowing import Asked


def table(asked: Asked, projects: Sequence[ProjectPlanned], on: date) -> dict[str, Any]:
    """Return all of the timeline, as ``programme/timeline_table.html`` asks for it."""
    return {
        "caption": _("The timeline as a table"),
        "heads": [_("What"), _("Sort"), _("When"), _("Who"), _("How it stands")],
        "rows": [row for one in projects for row in _rows(asked, one, on)],
    }


def _rows(asked: Asked, one: ProjectPlanned, on: date) -> Iterator[dict[str, Any]]:
    heads = [_("Sort"), _("When"), _("Who"), _("How it stands")]
    yield named(asked.desk.scope, one) | {
        "whole": True,
        "cells": _cells(
            heads,
            _("Project"),
            period_text(one.from_year, one.until_year),
            holders_text(one),
            capital(str(one.state.label)),
        ),
    }
    for each in one.activities:
        yield {
            "name": capital(each.title),
            "cells": _cells(
                heads,
                sort_text(each),
                days_text(each.begins_on, each.ends_on),
                each.partner.name if each.partner else holders_text(one),
                capital(work_state(each, on)["text"]),
            ),
        }
    for point in one.points:
        yield {
            "name": capital(point.question),
            "cells": _cells(
                heads,
                _("To decide"),
                point_when(point),
                point.body_name or _("not known"),
                capital(point_state(point, on)["text"]),
            ),
        }


def _cells(heads: Sequence[str], *texts: str) -> list[tuple[str, str]]:
    return list(zip(heads, texts, strict=True))


def csv_head() -> list[str]:
    """Return the heads of the timeline as a file."""
    return [
        _("number"),
        _("project"),
        _("state"),
        _("sort"),
        _("what"),
        _("from"),
        _("until"),
        _("done on"),
        _("who"),
        _("areas"),
        _("themes"),
        _("how it stands"),
    ]


def csv_rows(projects: Sequence[ProjectPlanned], on: date) -> list[list[Any]]:
    """Return a row per project, and one for each thing on its timeline."""
    return [row for one in projects for row in _csv_of(one, on)]


def _csv_of(one: ProjectPlanned, on: date) -> Iterator[list[Any]]:
    lead = [one.number, one.title, capital(str(one.state.label))]
    tail = [project_where(one), joined(each.name for each in one.themes)]
    yield [
        *lead,
        _("Project"),
        "",
        one.from_year,
        one.until_year,
        "",
        holders_text(one),
        *tail,
        capital(str(one.state.label)),
    ]
    for each in one.activities:
        yield [*lead, sort_text(each), each.title, *_work(one, each), *tail, _of(each, on)]
    for point in one.points:
        yield [*lead, _("To decide"), point.question, *_decided(point), *tail, _at(point, on)]


def _work(one: ProjectPlanned, each: ActivityPlanned) -> list[Any]:
    who = each.partner.name if each.partner else holders_text(one)
    return [each.begins_on, each.ends_on, each.done_on, who]


def _decided(point: PointPlanned) -> list[Any]:
    return [None, point.on or point.year, point.decided_on, point.body_name]


def _of(each: ActivityPlanned, on: date) -> str:
    return capital(work_state(each, on)["text"])


def _at(point: PointPlanned, on: date) -> str:
    return capital(point_state(point, on)["text"])
