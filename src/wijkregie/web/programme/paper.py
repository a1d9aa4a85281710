"""The project card on one sheet: what the page shows, as ``card.typ`` asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.kit import typeset
from wijkregie.web.programme import card, tables
from wijkregie.web.programme.words import capital, date_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.programme.queries import CardParts, ProjectSeen
    from wijkregie.web.programme.desk import Desk

TEMPLATE: Final = "web/programme/templates/programme/card.typ"
MOST_STEPS: Final = 8


def sheet(desk: Desk, seen: ProjectSeen, parts: CardParts, *, on: date) -> bytes:
    """Return the card as a PDF. Raises ``typeset.TypesetFault``."""
    return typeset.pdf(TEMPLATE, values(desk, seen, parts, on=on), keep=seen.lead_name is None)


def values(desk: Desk, seen: ProjectSeen, parts: CardParts, *, on: date) -> dict[str, Any]:
    """Return everything on the sheet as words."""
    shown = card.page(desk, seen, parts, on=on)
    return {
        "title": seen.title,
        "municipality": desk.scope.name,
        "kicker": shown["card"]["kicker"],
        "lead": f"{shown['card']['lead']} {shown['card']['state_text']}.",
        "footer": _("%(name)s, as it was on %(day)s")
        % {"name": desk.scope.name, "day": date_text(on)},
        "facts": [_pair(fact) for fact in shown["facts"]],
        "money": {
            "title": _("What it costs, and who pays"),
            "sentence": " ".join(piece["text"] for piece in shown["money"]["sentences"]),
            "tables": [_table(one) for one in tables.of_project(desk.scope, seen.money, None)],
        },
        "links": {
            "title": _("What it hangs on"),
            "pairs": [(group["name"], _named(group)) for group in shown["links"]],
        },
        "story": {
            "title": _("How it went"),
            "items": [
                (dot["date_text"], f"{dot['text']} {dot['url_text']}".strip())
                for dot in shown["story"][:MOST_STEPS]
            ],
        },
        "sections": [
            *((one["name"], _lines(one)) for one in shown["sections"] if _lines(one)),
            *_notes(shown["notes"]),
        ],
        "remark-title": _("Good to know"),
        "remark": "\n".join(shown["remarks"]),
    }


def _pair(fact: dict[str, Any]) -> tuple[str, list[str]]:
    named = ", ".join(link["name"] for link in fact["links"])
    return fact["name"], [*fact["texts"], *filter(None, [named, fact["unknown_text"]])]


def _named(group: dict[str, Any]) -> list[str]:
    return [_item(one) for one in group["items"]] or [group["none_text"]]


def _item(one: dict[str, str]) -> str:
    return _sentences([one["name"], one["text"]]) if one.get("text") else one["name"]


def _table(table: dict[str, Any]) -> dict[str, Any]:
    return {
        "caption": table["caption"],
        "heads": table["heads"],
        "rows": [_cells(row) for row in table["rows"]],
    }


def _cells(row: dict[str, Any]) -> list[str]:
    texts: Iterable[str] = (cell["text"] for cell in row["cells"])
    return [row["name"], *texts]


def _lines(section: dict[str, Any]) -> list[str]:
    """Return the lines of a section, a sentence or two each; of a table a line a row."""
    if table := section.get("table"):
        return [_row_text(row, table["heads"]) for row in table["rows"]]
    return [_ended(_sentences(_texts(one))) for one in section["lines"]]


def _sentences(texts: Iterable[str]) -> str:
    """Return texts behind each other, each ended once.

    >>> _sentences(["Gaat het door?", "", "24 oktober", "Nu."])
    'Gaat het door? 24 oktober. Nu.'
    """
    *first, last = filter(None, texts)
    return " ".join([*map(_ended, first), last])


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _notes(notes: list[dict[str, str]]) -> list[tuple[str, list[str]]]:
    """Return how it goes as a section, the last first; nothing where nobody told."""
    lines = [f"{one['date_text']}: {one['text']}" for one in notes[:MOST_STEPS]]
    return [(_("How it goes"), lines)] if lines else []


def _row_text(row: list[str], heads: list[str]) -> str:
    cells = zip(heads[1:], row[1:], strict=True)
    return f"{row[0]}: " + ", ".join(f"{head} {text}" for head, text in cells) + "."


def _texts(one: dict[str, Any]) -> list[str]:
    return [one["title"], *one["texts"], capital(one["state_text"])]
