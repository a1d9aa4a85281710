"""The agenda of what has to be decided on the way: by date, with what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.kit.calendar import Event
from wijkregie.web.http.addresses import project_url
from wijkregie.web.programme.narrowing import Choice, frame
from wijkregie.web.programme.plan_words import named, point_state, point_when, then_text
from wijkregie.web.programme.words import capital, date_text, project_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from wijkregie.domain.programme.queries import PointPlanned, ProjectPlanned
    from wijkregie.web.programme.narrowing import Asked

_GROUPS: Final = (
    ("late", gettext_lazy("Had to be decided already")),
    ("ahead", gettext_lazy("Still to come")),
    ("undated", gettext_lazy("Without a date yet")),
    ("decided", gettext_lazy("Decided")),
    ("moot", gettext_lazy("No longer needed")),
)
_STANDS: Final = {
    "open": gettext_lazy("Not decided yet"),
    "besloten": gettext_lazy("Decided"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to decide, with the project that it is about."""

    project: ProjectPlanned
    point: PointPlanned

    def stand(self, on: date) -> str:
        """Tell in which group it stands on a day."""
        if self.point.decided_on is not None:
            return "decided"
        if self.point.moot:
            return "moot"
        if self.point.due is None:
            return "undated"
        return "late" if self.point.is_late(on) else "ahead"


def asked_for(asked: Asked) -> Asked:
    """Return the question with the choice that only this page has."""
    stands = {word: str(text) for word, text in _STANDS.items()}
    return asked.with_choices([Choice("besluit", _("Decided?"), stands, _("Both"))])


def found_in(asked: Asked) -> list[Moment]:
    """Return the moments asked for, by day."""
    wanted = asked.values["besluit"]
    found = [
        Moment(one, point)
        for one in asked.projects
        for point in one.points
        if not wanted or (_is_open(point) if wanted == "open" else point.decided_on)
    ]
    return sorted(found, key=lambda one: one.point.decided_on or one.point.due or date.max)


def _is_open(point: PointPlanned) -> bool:
    """Tell whether it still has to be decided."""
    return point.decided_on is None and not point.moot


def page(asked: Asked, on: date) -> dict[str, Any]:
    """Return the agenda, as ``programme/moments.html`` asks for it."""
    found = found_in(asked)
    here = frame(
        asked,
        "moments",
        _("Moments to decide"),
        {
            "moments_csv": _("This agenda as a table (CSV)"),
            "moments_ics": _("The days in your own calendar (iCalendar)"),
        },
    )
    return here | {
        "lead": _lead(found, on),
        "groups": [
            {
                "id": word,
                "title": str(title),
                "items": [_item(asked, one, on) for one in found if one.stand(on) == word],
            }
            for word, title in _GROUPS
            if any(one.stand(on) == word for one in found)
        ],
        "table": table(asked, found, on) if found else None,
        "none": _none(asked),
    }


def table(asked: Asked, found: Sequence[Moment], on: date) -> dict[str, Any]:
    """Return the same agenda as ``programme/timeline_table.html`` asks for it."""
    heads = [
        _("What is decided"),
        _("Project"),
        _("When"),
        _("How it stands"),
        _("Who decides"),
        _("What follows, or the outcome"),
    ]
    rows = []
    for one in found:
        item = _item(asked, one, on)
        follows = item["outcome"] or item["then"]
        cells = (item["project"]["name"], item["day"], capital(item["badge"]["text"]))
        texts = (*cells, item["who"] or "\N{EN DASH}", follows or "\N{EN DASH}")
        rows.append(
            {
                "name": item["question"],
                "url": item["project"]["url"],
                "cells": list(zip(heads[1:], texts, strict=True)),
            }
        )
    return {"caption": _("Moments to decide"), "heads": heads, "rows": rows}


def _lead(found: Sequence[Moment], on: date) -> str:
    left = sum(_is_open(one.point) for one in found)
    late = sum(one.stand(on) == "late" for one in found)
    told = ngettext(
        "%(n)d thing has to be decided.", "%(n)d things have to be decided.", left
    ) % {"n": left}
    if not late:
        return told
    words = ngettext("%(n)d is past its day.", "%(n)d are past their day.", late)
    return f"{told} {words % {'n': late}}"


def _none(asked: Asked) -> dict[str, str]:
    if any(one.points for one in asked.planning.projects):
        return {
            "title": _("Nothing fits this choice"),
            "text": _("Choose another area, theme, partner or state, or look at all of it."),
            "url": asked.desk.url("moments", asked.planning.programme.key),
            "url_text": _("Look at all moments"),
        }
    return {
        "title": _("Nothing has to be decided on the way yet"),
        "text": _(
            "Write on the card of a project what has to be decided, when, and what follows: "
            "“if this, then that”. It stands here then."
        ),
        "url": asked.desk.url("detail", asked.planning.programme.key) + "#projects",
        "url_text": _("To the projects"),
    }


def _item(asked: Asked, one: Moment, on: date) -> dict[str, Any]:
    point = one.point
    decided = point.decided_on is not None
    return {
        "day": date_text(point.decided_on) if point.decided_on else capital(point_when(point)),
        "question": capital(point.question),
        "then": "" if decided else then_text(point.then),
        "outcome": capital(point.outcome),
        "who": point.body_name,
        "badge": point_state(point, on),
        "project": named(asked.desk.scope, one.project),
    }


def csv_head() -> list[str]:
    """Return the heads of the agenda as a file."""
    return [
        _("number"),
        _("project"),
        _("day"),
        _("year"),
        _("question"),
        _("then"),
        _("who decides"),
        _("how it stands"),
        _("decided on"),
        _("outcome"),
    ]


def csv_rows(asked: Asked, on: date) -> list[list[Any]]:
    """Return a row per moment."""
    return [
        [
            one.project.number,
            one.project.title,
            one.point.on,
            one.point.year,
            one.point.question,
            one.point.then,
            one.point.body_name,
            capital(point_state(one.point, on)["text"]),
            one.point.decided_on,
            one.point.outcome,
        ]
        for one in found_in(asked)
    ]


def events(asked: Asked, now: datetime) -> Iterable[Event]:
    """Yield the moments that have a day and are not decided, as whole days of a calendar."""
    for one in found_in(asked):
        if one.point.on is None or not _is_open(one.point):
            continue
        address = project_url(asked.desk.scope, one.project.id)
        yield Event(
            uid=f"decision-point-{one.point.id}@{settings.WIJKREGIE_URL.split('://')[-1]}",
            sequence=0,
            changed_at=now,
            starts=one.point.on,
            ends=one.point.on + timedelta(days=1),
            summary=capital(one.point.question),
            url=f"{settings.WIJKREGIE_URL}{address}",
            description="\n".join(
                filter(
                    None,
                    (
                        project_name(one.project.number, one.project.title),
                        one.point.then,
                        one.point.body_name,
                    ),
                )
            ),
        )
