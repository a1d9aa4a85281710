"""The parts of a plan or a report, made once: a page and a PDF place the same words.

A document is a list of sections, a section a list of blocks. Each block says which template
places it on a page (``template``) and which function of ``document.typ`` does on paper
(``kind``). An address stands under ``url``; on paper it leads to the site, if that is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Block = dict[str, Any]


def section(name: str, title: str, *blocks: Block | None) -> Block:
    """Return a section, named ``name`` in an address; what is nothing is left out."""
    return {"id": name, "title": title, "blocks": [one for one in blocks if one]}


def _block(kind: str, **more: Any) -> Block:
    return {"kind": kind, "template": f"programme/blocks/{kind}.html", **more}


def text(words: str, *, quiet: bool = False) -> Block | None:
    """Return a text with its paragraphs, nothing for no words."""
    parts = [part.strip() for part in words.split("\n") if part.strip()]
    return _block("text", parts=parts, quiet=quiet) if parts else None


def heading(title: str, url: str = "") -> Block:
    """Return a heading within a section."""
    return _block("heading", title=title, url=url)


def tiles(items: Sequence[Block]) -> Block | None:
    """Return figures that stand out: each with value, name, beside and url."""
    return _block("tiles", items=list(items)) if items else None


def tile(value: str, name: str, beside: str = "", url: str = "") -> Block:
    """Return a figure for ``tiles``."""
    return {"value": value, "name": name, "beside": beside, "url": url}


def facts(pairs: Iterable[tuple[str, str]]) -> Block | None:
    """Return names with their texts; a name without text is left out."""
    found = [{"name": name, "text": words} for name, words in pairs if words]
    return _block("facts", items=found) if found else None


def points(items: Sequence[Block]) -> Block | None:
    """Return a list: each with name, text, url and badge."""
    return _block("points", items=list(items)) if items else None


def point(name: str, words: str = "", url: str = "", badge: Block | None = None) -> Block:
    """Return one of ``points``: what it is about, and what is told of it."""
    return {"name": name, "text": words, "url": url, "badge": badge}


def badge(words: str, kind: str = "neutral", icon: str = "info") -> Block:
    """Return a state in a word, as ``partials/badge.html`` asks for it."""
    return {"text": words, "kind": kind, "icon": icon}


def cell(words: str, url: str = "", **more: Any) -> Block:
    """Return a cell of a table.

    ``more`` may hold ``note`` (smaller, below), ``number`` (stands right), ``unknown``
    (nobody knows), ``open`` (money that lacks), ``badge``, and ``track`` (see ``tracks``).
    """
    return {
        "text": words,
        "url": url,
        "note": "",
        "number": False,
        "unknown": False,
        "open": False,
        "badge": None,
        "track": None,
    } | more


def unknown(why: str = "", *, number: bool = False) -> Block:
    """Return a cell of what nobody knows, with the reason where there is one."""
    return cell(_("not known"), note=why, unknown=True, number=number)


def row(*cells: Block, whole: bool = False) -> Block:
    """Return a row: its first cell is the head of it; ``whole`` is a sum of the others."""
    return {"cells": list(cells), "whole": whole}


def table(
    caption: str, heads: Sequence[str], rows: Sequence[Block], widths: Sequence[int] = ()
) -> Block | None:
    """Return a table, nothing without rows. ``widths`` are parts of the width on paper."""
    if not rows:
        return None
    for one in rows:
        for head, each in zip(heads, one["cells"], strict=True):
            each["label"] = head
    numbers = [each["number"] for each in rows[0]["cells"]]
    return _block(
        "table",
        caption=caption,
        heads=[
            {"text": head, "number": number}
            for head, number in zip(heads, numbers, strict=True)
        ],
        rows=list(rows),
        widths=list(widths) or [1] * len(heads),
    )


def goal(name: str, level: str, url: str, inside: Block | None, **more: Any) -> Block:
    """Return a goal: ``inside`` is the table of what is measured.

    ``more`` may hold ``aims``, and ``why``: what is to be said where nothing is measured.
    """
    fields = {"title": name, "level_text": level, "url": url, "aims": [], "why": ""}
    return _block("goal", **(fields | more), inside=inside)


def gantt(alt: str, years: Sequence[int], rows: Sequence[Block]) -> Block | None:
    """Return bars per year; each row has name, url, text, tone, and begin and end as shares.

    On a page a bar stands from ``x`` over ``width``, of a hundred.
    """
    if not rows:
        return None
    step = 100 / len(years)
    marks = [
        {"text": str(year), "x": f"{at * step:.2f}", "at": at / len(years)}
        for at, year in enumerate(years)
    ]
    return _block("gantt", alt=alt, marks=marks, rows=list(rows))


def bar(begin: float, end: float) -> Block:
    """Return where a bar stands: as shares, and in parts of a hundred for a page."""
    return {
        "begin": begin,
        "end": end,
        "x": f"{100 * begin:.2f}",
        "width": f"{100 * (end - begin):.2f}",
    }
