"""The goals of a programme as a table: a row for each target, or what there is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.web.programme.forms.numbers import moment_text
from wijkregie.web.programme.goal_tree import means_text
from wijkregie.web.programme.words import project_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from fractions import Fraction

    from wijkregie.core.logframe import Progress
    from wijkregie.domain.programme.queries import GoalSeen, IndicatorLine, TargetSeen
    from wijkregie.web.programme.goal_tree import Tree


def head() -> list[str]:
    """Return the names of the columns."""
    return [
        _("level"),
        _("goal"),
        _("under"),
        _("left open because"),
        _("what is measured"),
        _("unit"),
        _("direction"),
        _("who sees to it"),
        _("source"),
        _("baseline"),
        _("when"),
        _("answers"),
        _("source of the baseline"),
        _("now"),
        _("year"),
        _("answers now"),
        _("margin"),
        _("figure"),
        _("target"),
        _("by when"),
        _("way in %"),
        _("at least"),
        _("at most"),
        _("projects"),
        _("what the projects cost"),
    ]


def rows(tree: Tree) -> list[list[Any]]:
    """Return every goal that is asked for; what is not known stays empty, never nought."""
    return [row for one in tree.goals for row in _of_goal(tree, one, "")]


def on_page(goals: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return goals of the page as ``programme/timeline_table.html`` asks for them."""
    heads = [
        _("Goal"),
        _("Level"),
        _("Under"),
        _("What is measured"),
        _("From, now and to"),
        _("How far"),
        _("Projects"),
        _("What the projects cost"),
    ]
    found = [row for one in goals for row in _told(one, "", heads)]
    return {
        "caption": _("The goals with what is measured of them"),
        "heads": heads,
        "rows": found,
    }


def _told(one: Mapping[str, Any], above: str, heads: list[str]) -> Iterable[dict[str, Any]]:
    projects = "; ".join(each["name"] for each in one["projects"])
    lines: list[Mapping[str, Any]] = one["indicators"] or [{}]
    for line in lines:
        texts = (
            one["level_text"],
            above,
            line.get("title") or one["bare_text"] or one["open_text"],
            "; ".join(map(_value, line.get("values", ()))),
            line.get("progress_text", ""),
            projects,
            one["means_text"],
        )
        shown = [text or "\N{EN DASH}" for text in texts]
        cells = list(zip(heads[1:], shown, strict=True))
        yield {"name": one["title"], "url": one["url"], "cells": cells}
    for child in one["children"]:
        yield from _told(child, one["title"], heads)


def _value(one: Mapping[str, Any]) -> str:
    return f"{one['name']}: {one['text'] or _('not known')}"


def _of_goal(tree: Tree, one: GoalSeen, above: str) -> Iterable[list[Any]]:
    if not tree.shows(one):
        return
    about = [str(one.level.label), one.title, above, one.open_because]
    projects = tree.of(one)
    names = "; ".join(project_name(each.number, each.title) for each in projects)
    works = [names, means_text(projects)]
    for line in one.indicators:
        measured = _of_line(line)
        for target in line.targets or (None,):
            yield [*about, *measured, *_of_target(target), *works]
    if not one.indicators:
        yield [*about, *[""] * (len(head()) - len(about) - len(works)), *works]
    for child in one.children:
        yield from _of_goal(tree, child, one.title)


def _of_line(line: IndicatorLine) -> list[Any]:
    return [
        line.title,
        line.unit,
        str(line.direction.label),
        line.owner,
        line.source,
        _number(line.baseline),
        moment_text(line.baseline_year, line.baseline_on),
        line.baseline_n,
        line.baseline_source if line.baseline is not None else "",
        _number(line.now),
        line.now_period,
        line.now_n,
        _number(line.now_margin),
        line.series_name,
    ]


def _of_target(target: TargetSeen | None) -> list[Any]:
    if target is None:
        return [""] * 5
    moment = moment_text(target.year, target.on)
    return [_number(target.value), moment, *_of_way(target.way)]


def _of_way(way: Progress | None) -> list[Any]:
    if way is None:
        return [""] * 3
    return [_percent(one) for one in (way.share, way.low, way.high)]


def _number(value: Decimal | None) -> float | None:
    """Return a number for a spreadsheet; what is not known stays empty."""
    return None if value is None else float(value)


def _percent(part: Fraction | None) -> float | None:
    return None if part is None else round(float(part) * 100, 1)
