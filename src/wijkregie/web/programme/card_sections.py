"""The lines of a card in words: timeline, moments to decide, effort, risks, what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme.states import ActivityKind
from wijkregie.web.programme.changes import Telling
from wijkregie.web.programme.plan_words import then_text
from wijkregie.web.programme.words import capital, date_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from wijkregie.domain.programme.queries import (
        ActivitySeen,
        CardParts,
        DecisionPointSeen,
        ProjectSeen,
        RiskSeen,
    )
    from wijkregie.web.programme.desk import Desk

Item = dict[str, Any]


def sections(
    desk: Desk, seen: ProjectSeen, parts: CardParts, *, on: date
) -> list[dict[str, Any]]:
    """Return what a card holds in lines, as ``programme/card_sections.html`` asks for it."""
    found: list[dict[str, Any]] = [
        {
            "id": "planning",
            "name": _("Planning"),
            "lines": [_activity(one, on) for one in parts.activities],
            "none_text": _("No activity or milestone is written down yet."),
        },
        {
            "id": "beslismomenten",
            "name": _("Moments to decide"),
            "lines": [_point(desk, seen, one, on) for one in seen.decision_points],
            "none_text": _("No moment to decide is written down."),
        },
        {
            "id": "inzet",
            "name": _("Own effort in hours"),
            "lines": [],
            "table": effort(seen, parts),
            "none_text": _("How many hours the parties put in is not known yet."),
        },
        {
            "id": "risicos",
            "name": _("Risks"),
            "lines": [_risk(one) for one in parts.risks],
            "none_text": _("No risk is written down."),
        },
    ]
    if parts.lessons:
        lines = [_item(one.text, [date_text(one.learned_on)]) for one in parts.lessons]
        found.append({"id": "geleerd", "name": _("What was learned"), "lines": lines})
    return found


def effort(seen: ProjectSeen, parts: CardParts) -> dict[str, Any] | None:
    """Return the hours per party and year; what is not known says so, and makes no sum."""
    hours = {(one.party_id, one.year): one.hours for one in parts.efforts}
    if not hours:
        return None
    years = sorted({year for _party, year in hours})
    busy = {party for party, _year in hours}
    rows = [
        [one.name, *(_hours(hours.get((one.id, year))) for year in years)]
        for one in seen.parties
        if one.id in busy
    ]
    return {
        "caption": _("Own hours of each party, per year"),
        "heads": [_("Party"), *map(str, years)],
        "rows": rows,
    }


def notes(desk: Desk, seen: ProjectSeen, parts: CardParts) -> list[dict[str, str]]:
    """Return how the project goes, the last first, as ``programme/card_notes.html`` asks."""
    return [
        {
            "date_text": _when(one.at),
            "text": one.text,
            "by_text": _("By %(name)s.") % {"name": one.by_name} if one.by_name else "",
            "photo_url": desk.url("project_photo", seen.id, one.id) if one.has_photo else "",
            "shows": one.shows,
            "remove_url": desk.url("note_remove", seen.id, one.id) if seen.may_change else "",
        }
        for one in parts.notes
    ]


def comments(desk: Desk, seen: ProjectSeen, parts: CardParts) -> list[dict[str, str]]:
    """Return what the project group said, the last first."""
    return [
        {
            "name": one.by_name or _("somebody"),
            "date_text": _when(one.at),
            "text": one.text,
            "remove_url": desk.url("comment_remove", seen.id, one.id) if one.mine else "",
        }
        for one in parts.comments
    ]


def history(seen: ProjectSeen, parts: CardParts) -> list[dict[str, Any]]:
    """Return what was changed on the card, the last first."""
    telling = Telling(seen, parts)
    return [
        {
            "date_text": _when(one.at),
            "by_text": one.by_name or _("the installation"),
            "changes": [
                telling.told(each.path, each.before, each.after) for each in one.changes
            ],
        }
        for one in parts.history
    ]


def plain(seen: ProjectSeen) -> list[str]:
    """Return the project in plain words: what a resident reads first."""
    words = seen.plain or seen.intended_result
    return [part for part in words.split("\n") if part.strip()]


def day_span(one: ActivitySeen) -> str:
    """Tell when, from the first day to the last."""
    days = [date_text(day) for day in (one.begins_on, one.ends_on) if day is not None]
    if not days:
        return _("no day is known yet")
    if one.begins_on and not one.ends_on:
        return _("from %(day)s") % {"day": days[0]}
    if one.ends_on and not one.begins_on and one.kind != ActivityKind.MILESTONE:
        return _("up to and including %(day)s") % {"day": days[0]}
    return " \N{EN DASH} ".join(dict.fromkeys(days))


def _activity(one: ActivitySeen, on: date) -> Item:
    sort = _("Milestone") if one.kind == ActivityKind.MILESTONE else ""
    words = [capital(text) for text in (sort, day_span(one), one.party_name) if text]
    if one.done_on is not None:
        state = (_("done on %(day)s") % {"day": date_text(one.done_on)}, "safe", "ok")
    elif one.ends_on is not None and one.ends_on < on:
        state = (_("is not done yet"), "warning", "warning")
    else:
        state = ("", "", "")
    return _item(one.title, [" · ".join(words)], state)


def _point(desk: Desk, seen: ProjectSeen, one: DecisionPointSeen, on: date) -> Item:
    when = date_text(one.on) if one.on else str(one.year or "")
    texts = [then_text(one.then)] if one.then else []
    if one.decided_on is not None:
        said = {"day": date_text(one.decided_on), "outcome": one.outcome}
        texts.append(_("Decided on %(day)s: %(outcome)s") % said)
        return _item(
            one.question, [*filter(None, [when]), *texts], (_("decided"), "safe", "ok")
        )
    late = one.on < on if one.on else bool(one.year and one.year < on.year)
    state = (_("should have been decided"), "warning", "warning")
    if not late:
        state = (_("still to decide"), "neutral", "info")
    found = _item(
        one.question, [*filter(None, [when or _("no year is known yet")]), *texts], state
    )
    if seen.may_fill:
        found["url"] = desk.url("point_settle", seen.id, one.id)
        found["url_text"] = _("Write down what was decided")
    return found


def _risk(one: RiskSeen) -> Item:
    sizes = _("Chance: %(chance)s. Harm: %(harm)s.") % {
        "chance": one.chance.label,
        "harm": one.harm.label,
    }
    measure = _("What we do: %(measure)s") % {"measure": one.measure} if one.measure else ""
    over = ("", "", "")
    if one.over_on is not None:
        over = (_("over since %(day)s") % {"day": date_text(one.over_on)}, "safe", "ok")
    return _item(one.what, [sizes, *filter(None, [measure])], over)


def _item(title: str, texts: Iterable[str], state: tuple[str, str, str] = ("", "", "")) -> Item:
    return {
        "title": capital(title),
        "texts": list(texts),
        "state_text": state[0],
        "kind": state[1],
        "icon": state[2],
        "url": "",
        "url_text": "",
    }


def _hours(hours: int | None) -> str:
    if hours is None:
        return _("not known yet")
    return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}


def _when(at: datetime) -> str:
    return date_text(timezone.localtime(at).date())
