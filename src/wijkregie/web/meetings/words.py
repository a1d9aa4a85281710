"""Words for meetings, decisions and actions: who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings.states import ActionState, MeetingState
from wijkregie.web.http.deciding import rung_text, votes_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.meetings.queries import ActionSeen, Attended, MeetingSeen

_BADGES: Final = {
    MeetingState.PLANNED: ("neutral", "info", gettext_lazy("Planned")),
    MeetingState.HELD: ("safe", "ok", gettext_lazy("Held")),
    MeetingState.CANCELLED: ("warning", "warning", gettext_lazy("Cancelled")),
}
_OUTCOMES: Final = {
    Outcome.FOLLOW_UP: gettext_lazy("We take this up"),
    Outcome.DECLINE: gettext_lazy("We do not take this up"),
    Outcome.HAND_OVER: gettext_lazy("We hand this over"),
    Outcome.MORE_INFORMATION: gettext_lazy("We find out more first"),
}
_ENDS: Final = {
    ActionState.DONE: gettext_lazy("Done"),
    ActionState.DROPPED: gettext_lazy("Dropped"),
}


def day_text(day: date) -> str:
    """Return a day as it is written: "3 maart 2026"."""
    return date_format(day, "j F Y")


def moment_text(at: datetime) -> str:
    """Return day and hour: "dinsdag 3 maart 2026, 20.00 uur"."""
    local = timezone.localtime(at)
    return _("%(day)s, %(time)s") % {
        "day": date_format(local, "l j F Y"),
        "time": clock_text(at),
    }


def clock_text(at: datetime) -> str:
    """Return the hour: "20.00 uur"."""
    return _("%(time)s o'clock") % {"time": date_format(timezone.localtime(at), "G.i")}


def meeting_name(meeting: MeetingSeen) -> str:
    """Return a meeting as it is named: "Wijkteam Molenwijk, 3 maart 2026"."""
    return f"{meeting.group_name}, {day_text(timezone.localdate(meeting.starts_at))}"


def meeting_badge(state: MeetingState) -> dict[str, str]:
    """Return the state of a meeting as ``partials/badge.html`` asks for it."""
    kind, icon, text = _BADGES[state]
    return {"kind": kind, "icon": icon, "text": str(text)}


def outcome_text(outcome: Outcome) -> str:
    """Return what was decided, as a sentence without its end."""
    return str(_OUTCOMES[outcome])


def decision_facts(decision: DecisionSeen) -> list[dict[str, str]]:
    """Return a decision as ``partials/facts.html`` asks for it: what, why, who, on what."""
    rung = decision.rung_realised or decision.rung_planned
    found = [
        (_("Outcome"), outcome_text(decision.outcome)),
        (_("Handed over to"), decision.handed_to_name),
        (_("Reason"), decision.reason),
        (_("Decided by"), decision.body_name),
        (_("Mandate"), decision.mandate),
        (_("How residents took part"), rung_text(rung)),
        (_("Votes"), votes_text(decision.votes)),
        (_("Other voices"), decision.dissent),
        (_("Decided on"), day_text(decision.taken_on)),
    ]
    return [{"name": name, "text": text, "url": ""} for name, text in found if text]


def who_text(action: ActionSeen) -> str:
    """Return who does something, as far as one may know."""
    if action.person_name and action.organisation_name:
        names = {"person": action.person_name, "organisation": action.organisation_name}
        return _("%(person)s, on behalf of %(organisation)s") % names
    known = action.person_name or action.organisation_name
    return known or _("A member of %(group)s") % {"group": action.group_name}


def action_row(action: ActionSeen) -> dict[str, Any]:
    """Return an action as ``meetings/action.html`` asks for it."""
    return {
        "id": action.id,
        "what": action.what,
        "who": who_text(action),
        "due_text": _("by %(day)s") % {"day": day_text(action.due_on)},
        "due_iso": action.due_on.isoformat(),
        "overdue": action.overdue,
        "end_text": str(_ENDS.get(action.state, "")),
        "is_open": action.is_open,
        "may_settle": action.may_settle,
    }


def attended_text(there: Attended) -> str:
    """Return who of an organisation was there: "Vera Voorbeeld; 1 afwezig"."""
    absent = ngettext("%(n)d absent", "%(n)d absent", there.absent) % {"n": there.absent}
    if not there.present:
        return absent
    present = ngettext("%(n)d present", "%(n)d present", there.present) % {"n": there.present}
    told = [", ".join(there.names) if there.names else present]
    return "; ".join([*told, absent] if there.absent else told)


def attended_name(there: Attended) -> str:
    """Return for whom they came."""
    return there.organisation_name or _("On their own behalf")
