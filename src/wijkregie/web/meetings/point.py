"""One point of an agenda: the report it is about, where that is, what happened with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.domain.signals import queries as signals
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.http.drawing import plain_map
from wijkregie.web.meetings import inquiring
from wijkregie.web.meetings.asking import (
    action_form,
    decision_form,
    notes_form,
    signal_name,
)
from wijkregie.web.meetings.words import action_row, day_text, decision_facts, outcome_text

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import ItemSeen, MeetingSeen
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.signals.queries import SignalSeen, StepSeen
    from wijkregie.web.meetings.asking import Refused
    from wijkregie.web.meetings.desk import Desk


def point(
    desk: Desk, meeting: MeetingSeen, item: ItemSeen, number: int, refused: Refused
) -> dict[str, Any]:
    """Return a point as ``meetings/point.html`` and ``meetings/work.html`` ask for it.

    Once the meeting was held what was said stands in the minutes, which may be corrected.
    """
    held = meeting.whole and meeting.state == MeetingState.HELD
    minutes_url = desk.url("minutes", meeting.id) if held else ""
    return {
        "id": item.id,
        "number": number,
        "title": item.title,
        "fixed": item.fixed,
        "kicker": _kicker(item, number),
        "signal": _signal(desk, item),
        "notes": "" if minutes_url else item.notes,
        "minutes_url": minutes_url,
        "actions": [_action(desk, one) for one in item.actions],
        **_decision(desk, meeting, item, refused),
        **_writing(desk, meeting, item, refused),
        **inquiring.of_point(desk, meeting, item, refused),
    }


def _action(desk: Desk, one: Any) -> dict[str, Any]:
    return {**action_row(one), "url": desk.url("settle", one.id)}


def _kicker(item: ItemSeen, number: int) -> str:
    told = [_("Point %(number)d") % {"number": number}]
    if item.carried_at is not None:
        told.append(
            _("carried over from %(day)s")
            % {"day": day_text(timezone.localdate(item.carried_at))}
        )
    return " · ".join(told)


def _decision(
    desk: Desk, meeting: MeetingSeen, item: ItemSeen, refused: Refused
) -> dict[str, Any]:
    taken = item.decision
    decides = meeting.may_write and bool(meeting.may_decide or meeting.officer_roles)
    asks = decides and taken is None and desk.has_begun(meeting)
    form = refused.of("decision") or (decision_form(desk, meeting) if asks else None)
    starts = taken is not None and taken.outcome == Outcome.FOLLOW_UP and meeting.whole
    return {
        "decision": decision_facts(taken) if taken else None,
        "undecided_text": _undecided(desk, meeting),
        "nothing_agreed_text": _("Nothing has been agreed yet.")
        if meeting.is_planned
        else _("Nothing was agreed about this in this meeting."),
        "decision_form": form,
        "decide_url": desk.url("decide", meeting.id, item.id),
        "project_url": _project_url(desk, item) if starts else "",
    }


def _undecided(desk: Desk, meeting: MeetingSeen) -> str:
    """Return what stands where no decision stands."""
    if not meeting.is_planned:
        return _("Nothing was decided about this in this meeting.")
    if desk.has_begun(meeting):
        return _("Nothing has been decided yet.")
    day = day_text(timezone.localdate(meeting.starts_at))
    return _("The group decides on this on %(day)s.") % {"day": day}


def _project_url(desk: Desk, item: ItemSeen) -> str:
    taken = item.decision
    asked = f"?besluit={taken.id if taken else ''}"
    if item.signal_reference:
        asked += f"&melding={item.signal_reference}"
    return reverse("programme:project_new", args=[desk.scope.slug]) + asked


def _writing(
    desk: Desk, meeting: MeetingSeen, item: ItemSeen, refused: Refused
) -> dict[str, Any]:
    if not meeting.may_write:
        return {"notes_form": None, "action_form": None, "take_off_url": ""}
    empty = not (item.notes or item.decision or item.actions)
    return {
        "notes_form": refused.of("notes") or notes_form(item),
        "note_url": desk.url("note", meeting.id, item.id),
        "version": item.version,
        "theirs": refused.theirs,
        "their_version": refused.version,
        "action_form": refused.of("action") or action_form(desk, meeting),
        "agree_url": desk.url("agree", meeting.id, item.id),
        "take_off_url": desk.url("take_off", meeting.id, item.id) if empty else "",
    }


def _signal(desk: Desk, item: ItemSeen) -> dict[str, Any] | None:
    """Return the report of a point with a small map of its area and its history."""
    if item.signal_id is None:
        return None
    found = signals.signal_by_id(desk.viewer, item.signal_id, on=desk.on)
    if found is None:  # pragma: no cover - a report is never removed
        return None
    return {
        "name": signal_name(found),
        "reference": found.reference,
        "url": signal_url(desk.scope, found.reference),
        "text": found.text or "",
        "facts": _facts(found),
        "overdue": found.overdue,
        "place_map": _place_map(desk, found),
        "story": [_dot(step) for step in signals.story_of(desk.viewer, found.id)],
    }


def _facts(found: SignalSeen) -> list[dict[str, str]]:
    told = [
        (_("Theme"), found.theme_name),
        (_("Area"), found.area.name if found.area else ""),
        (_("Place"), found.place or ""),
        (_("Raised on"), day_text(timezone.localdate(found.received_at))),
        (_("Answer promised by"), day_text(found.promised_on)),
        (_("State"), str(found.state.label).capitalize()),
    ]
    return [{"name": name, "text": text, "url": ""} for name, text in told if text]


def _dot(step: StepSeen) -> dict[str, str]:
    day = timezone.localdate(step.at)
    text = str(step.to_state.label).capitalize()
    why = outcome_text(step.decision.outcome) if step.decision else step.why
    return {
        "date_text": day_text(day),
        "date_iso": day.isoformat(),
        "text": f"{text}: {why}" if why else f"{text}.",
        "url": "",
    }


def _place_map(desk: Desk, found: SignalSeen) -> dict[str, Any] | None:
    """Return where the area of a report lies among the wijken, drawn without a point."""
    if found.area is None:
        return None
    scope, viewer = desk.scope, desk.viewer
    area = places.visible_to(viewer).get(pk=found.area.id)
    own = list(places.areas_of(viewer, scope, level=OwnKind.WIJK))
    around = own or list(places.areas_of(viewer, scope, level=Level.DISTRICT))
    by_id: dict[int, Area] = {one.pk: one for one in [*around, area]}
    year = places.latest_year(scope)
    drawn = plain_map(scope, indicators.draw([*by_id.values()], year=year), by_id, here=area.pk)
    if drawn is None or not drawn["here"]:
        return None
    label = _("Where %(area)s lies") % {"area": found.area.name}
    return {**drawn, "id": "place", "label": label, "size": "small"}
