"""The page of money: sentences, what one may choose, tables, and what to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.web.programme.finances import tables
from wijkregie.web.programme.plan import note
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import Finance
    from wijkregie.web.programme.finances.asked import Asked


def page(asked: Asked) -> dict[str, Any]:
    """Return the page of money, as ``programme/finance.html`` asks for it."""
    place, found = asked.place, asked.found
    shown = [tables.table(found)] if found.years else []
    if len(found.all_projects) > 1 or place.ways:
        shown.append(tables.projects_table(asked.desk, found))
    return {
        "crumbs": place.crumbs,
        "kicker": place.kicker,
        "heading": place.heading,
        "ways": place.ways,
        "sentences": [*tables.sentences(found), *_partly(asked)],
        "choices": asked.choices,
        "open": bool(asked.query),
        "all_url": asked.url("page") if asked.query else "",
        "tables": [one for one in shown if one["rows"]] if found.all_projects else [],
        "areas": _areas(asked),
        "none": _none(asked),
        "notes": [one for one in (note(), *spent_notes(found), place.note) if one],
        "files": [
            {"url": asked.url("book") + asked.query, "text": _("Everything as Excel")},
            {"url": asked.url("lines") + asked.query, "text": _("Every line as CSV")},
            {"url": asked.url("table") + asked.query, "text": _("The table as CSV")},
        ],
        "permalink": asked.desk.request.build_absolute_uri(asked.url("page") + asked.query),
    }


def _areas(asked: Asked) -> list[dict[str, str]]:
    """Return the areas of which the money has a page of its own."""
    if not asked.place.has_areas:
        return []
    found = {area.code: area.name for one in asked.whole.all_projects for area in one.areas}
    return [
        {"name": name or code, "url": asked.desk.url("area_money", code)}
        for code, name in sorted(found.items(), key=lambda one: one[1])
    ]


def about(asked: Asked) -> list[tuple[str, str]]:
    """Return what the figures of a workbook are about."""
    chosen = [
        f"{choice['label']}: {option['text']}"
        for choice in asked.choices
        for option in choice["options"]
        if option["selected"] and option["value"]
    ]
    address = asked.desk.request.build_absolute_uri(asked.url("page") + asked.query)
    return [
        (_("What"), f"{asked.place.heading}, {asked.place.kicker}"),
        (_("Chosen"), "; ".join(chosen) or _("everything")),
        (_("On"), date_text(timezone.localdate())),
        (_("Amounts"), _("In euros. A blank cell with a note is not known: it is not nought.")),
        (
            _("Counted"),
            " ".join(filter(None, (note(), *spent_notes(asked.found), asked.place.note))),
        ),
        (_("Where"), address),
    ]


def spent_notes(found: Finance) -> list[str]:
    """Tell how is counted what was ordered and paid."""
    notes = [
        _(
            "What is paid on an order counts in the year of that order; what is paid at once "
            "counts in the year of the payment."
        )
    ]
    if found.stopped:
        notes.append(tables.stopped_note())
    return notes


def _partly(asked: Asked) -> list[dict[str, str]]:
    """Tell what is in it only partly, or more than once."""
    told = []
    if asked.values["financier"]:
        words = _(
            "Of the funders you see one; the costs are those of the projects it pays for."
        )
        told.append({"text": words})
    told += _counted_elsewhere(asked)
    shared = tables.shared(asked.found.projects)
    if shared and (asked.values.get("wijk") or not asked.place.has_areas):
        words = ngettext(
            "%(number)d project lies in other areas too and counts whole here.",
            "%(number)d projects lie in other areas too and count whole here.",
            shared,
        )
        if asked.place.note or asked.values.get("wijk"):
            told.append({"text": words % {"number": shared}})
    return told


def _counted_elsewhere(asked: Asked) -> list[dict[str, str]]:
    """Tell which projects count with another partner or theme too."""
    projects = asked.found.projects
    told = []
    if asked.values.get("partij") and (many := sum(len(one.holders) > 1 for one in projects)):
        words = ngettext(
            "%(number)d project has other holders too and counts whole here.",
            "%(number)d projects have other holders too and count whole here.",
            many,
        )
        told.append({"text": words % {"number": many}})
    if asked.values.get("thema") and (many := sum(len(one.themes) > 1 for one in projects)):
        words = ngettext(
            "%(number)d project is about other themes too and counts whole here.",
            "%(number)d projects are about other themes too and count whole here.",
            many,
        )
        told.append({"text": words % {"number": many}})
    return told


def _none(asked: Asked) -> dict[str, str]:
    """Tell why there is nothing to see, as ``partials/empty.html`` asks for it."""
    if asked.whole.all_projects:
        return {
            "title": _("Nothing fits this choice"),
            "text": _("Choose another part, or look at all of it."),
            "url": asked.url("page"),
            "url_text": _("Look at all of it"),
        }
    return {
        "title": _("No money yet"),
        "text": _("As soon as somebody decides on a project, what it costs stands here."),
        "url": asked.desk.url("index"),
        "url_text": _("To the programmes"),
    }
