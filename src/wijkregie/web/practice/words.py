"""A template and its paragraphs, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.practice.states import Choice, ParagraphKind

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.practice.queries import (
        ParagraphSeen,
        ParagraphWords,
        TemplateListed,
        TemplateSeen,
    )
    from wijkregie.web.practice.desk import Desk

_KINDS: Final = {
    ParagraphKind.VISION: gettext_lazy("Vision"),
    ParagraphKind.GOAL: gettext_lazy("Goal"),
    ParagraphKind.INDICATOR: gettext_lazy("Indicator"),
}
_CHOICES: Final = {
    Choice.KEPT: (gettext_lazy("taken over as it is"), "safe", "ok"),
    Choice.CHANGED: (gettext_lazy("taken over in own words"), "safe", "ok"),
    Choice.DROPPED: (gettext_lazy("not taken over"), "neutral", "error"),
}


def day_text(day: date) -> str:
    """Return a day as it is written: "3 maart 2026"."""
    return date_format(day, "j F Y")


def from_text(name: str, day: date) -> str:
    """Tell of whom a template is, and of when."""
    return _("of %(name)s, %(day)s") % {"name": name, "day": day_text(day)}


def listed(desk: Desk, one: TemplateListed) -> dict[str, str]:
    """Return a template as ``partials/index_list.html`` asks for it."""
    words = ngettext(
        "%(done)d of %(n)d paragraph done",
        "%(done)d of %(n)d paragraphs done",
        one.paragraphs,
    )
    return {
        "name": one.name,
        "url": desk.url("template", one.id),
        "text": _("%(source)s, for %(programme)s")
        % {
            "source": from_text(one.from_name, one.exported_on),
            "programme": one.programme_name,
        },
        "side_text": words % {"done": one.settled, "n": one.paragraphs},
    }


def page(desk: Desk, seen: TemplateSeen) -> dict[str, Any]:
    """Return a template, as ``practice/template.html`` asks for it."""
    done = sum(not one.waits for one in seen.paragraphs)
    words = ngettext(
        "%(done)d of %(n)d paragraph is done.",
        "%(done)d of %(n)d paragraphs are done.",
        len(seen.paragraphs),
    )
    waiting = seen.next_one if seen.may_borrow else None
    return {
        "crumbs": crumbs(desk, seen.name),
        "name": seen.name,
        "source": from_text(seen.from_name, seen.exported_on),
        "done_text": words % {"done": done, "n": len(seen.paragraphs)},
        "facts": [
            {"name": _("For programme"), "text": seen.programme_name, "url": _plan(desk, seen)},
            {"name": _("Licence"), "text": seen.licence, "url": ""},
            {"name": _("File"), "text": seen.file, "url": ""},
            *([{"name": _("Note"), "text": seen.note, "url": ""}] if seen.note else []),
        ],
        "next_url": desk.url("paragraph", seen.id, waiting.id) if waiting else "",
        "paragraphs": [_listed(desk, seen, one) for one in seen.paragraphs],
        "files": [{"url": desk.url("lineage", seen.id), "text": _("Where it came from (CSV)")}],
    }


def crumbs(desk: Desk, *names: str) -> list[dict[str, str]]:
    """Return the way to a page of a template."""
    index = reverse("programme:index", args=[desk.scope.slug])
    return [
        {"name": _("Programme"), "url": index},
        {"name": _("Borrow from others"), "url": desk.url("index") if names else ""},
        *({"name": name, "url": ""} for name in names),
    ]


def lines_of(words: ParagraphWords) -> list[str]:
    """Return what a paragraph says besides its title, a line each."""
    found = [str(words.level.label)] if words.level else []
    found += words.aims
    if words.open_because:
        found.append(_("deliberately open: %(why)s") % {"why": words.open_because})
    if words.unit:
        better = _("lower is better") if words.lower_is_better else _("higher is better")
        found.append(f"{words.unit}, {better}")
    return [*found, words.source] if words.source else found


def kind_text(kind: ParagraphKind) -> str:
    """Return what a paragraph is, in a word."""
    return str(_KINDS[kind])


def earlier_text(one: ParagraphSeen) -> str:
    """Tell that the same was taken over before, or nothing."""
    if one.earlier is None:
        return ""
    return _("You took the same over on %(day)s from %(name)s already.") % {
        "day": day_text(one.earlier.settled_at.date()),
        "name": one.earlier.from_name,
    }


def rows_for_csv(seen: TemplateSeen) -> tuple[list[str], list[list[Any]]]:
    """Return where each paragraph came from and what was done with it."""
    head = [
        _("sort"),
        _("original"),
        _("what we did"),
        _("our words"),
        _("why"),
        _("day"),
        _("from"),
        _("file"),
    ]
    source = from_text(seen.from_name, seen.exported_on)
    rows = [
        [
            kind_text(one.kind),
            one.original.title,
            str(_CHOICES[one.choice][0]) if one.choice else _("not looked at yet"),
            one.words.title if one.words else "",
            one.reason,
            one.settled_at.date().isoformat() if one.settled_at else "",
            source,
            seen.file,
        ]
        for one in seen.paragraphs
    ]
    return head, rows


def _plan(desk: Desk, seen: TemplateSeen) -> str:
    return reverse("programme:detail", args=[desk.scope.slug, seen.programme_key])


def _listed(desk: Desk, seen: TemplateSeen, one: ParagraphSeen) -> dict[str, Any]:
    badge = None
    if one.choice:
        text, kind, icon = _CHOICES[one.choice]
        badge = {"text": str(text), "kind": kind, "icon": icon}
    own = one.words if one.words and one.words != one.original else None
    taken = one.choice in {Choice.KEPT, Choice.CHANGED}
    return {
        "kind_text": kind_text(one.kind),
        "title": one.original.title,
        "lines": lines_of(one.original),
        "badge": badge,
        "own": {"title": own.title, "lines": lines_of(own)} if own else None,
        "reason": one.reason,
        "earlier": earlier_text(one),
        "url": desk.url("paragraph", seen.id, one.id) if seen.may_borrow and not taken else "",
        "url_text": _("Look at this") if one.waits else _("Look at this again"),
    }
