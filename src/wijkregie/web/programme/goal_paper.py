"""The goals of a programme on paper, as ``goals.typ`` asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries
from wijkregie.kit import typeset
from wijkregie.web.programme import goal_tree
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.web.programme.goal_tree import Tree

TEMPLATE: Final = "web/programme/templates/programme/goals.typ"


def sheet(tree: Tree, *, on: date) -> bytes:
    """Return the tree as a PDF. Raises ``typeset.TypesetFault``.

    For who works along there may be ideas in it: that sheet is kept nowhere.
    """
    inside = queries.may_check(tree.asked.desk.viewer)
    return typeset.pdf(TEMPLATE, values(tree, on=on), keep=not inside)


def values(tree: Tree, *, on: date) -> dict[str, Any]:
    """Return everything on paper as words."""
    shown, scope = goal_tree.page(tree), tree.asked.desk.scope
    programme = tree.asked.planning.programme
    return {
        "title": _("The goals of %(name)s") % {"name": programme.name},
        "municipality": scope.name,
        "kicker": shown["kicker"],
        "lead": shown["lead"],
        "footer": _("%(name)s, as it was on %(day)s")
        % {"name": scope.name, "day": date_text(on)},
        "goals": [piece for one in shown["goals"] for piece in _goal(one, 0)],
        "loose": {
            "title": _("Projects without a goal"),
            "items": [_project(one) for one in shown["loose"]],
        },
        "words": {"projects": _("Projects"), "unknown": _("not known")},
        "note": shown["note_text"],
    }


def _goal(one: dict[str, Any], depth: int) -> Iterable[dict[str, Any]]:
    """Yield a goal and those below it, each with how deep it stands."""
    yield {
        "depth": depth,
        "level": one["level_text"],
        "title": one["title"],
        "aims": one["aims"],
        "remarks": [text for text in (one["open_text"], one["bare_text"]) if text],
        "lines": [_line(line) for line in one["indicators"]],
        "projects": [_project(each) for each in one["projects"]],
        "means": one["means_text"],
    }
    for child in one["children"]:
        yield from _goal(child, depth + 1)


def _line(line: dict[str, Any]) -> dict[str, Any]:
    source = ", ".join(filter(None, (line["source_text"], line["owner_text"])))
    return {
        "title": line["title"],
        "source": source,
        "values": [
            (one["name"], one["text"], one["detail"] if one["text"] else one["reason"])
            for one in line["values"]
        ],
        "progress": " ".join(
            filter(None, (line["progress_text"], line["expected_text"], line["shows_text"]))
        ),
    }


def _project(one: dict[str, Any]) -> str:
    told = (one["state_text"], one["text"], one["means_text"])
    return f"{one['name']}. {'. '.join(filter(None, told))}."
