"""A hand-over in words: to whom, from which budget, since when, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.queries import HandOverSeen
    from wijkregie.web.programme.desk import Desk


def about(made: HandOverSeen) -> list[dict[str, str]]:
    """Return what is known of a hand-over, as ``partials/facts.html`` asks for it."""
    unknown = _("not known yet")
    found = {
        _("Goes on as regular work of"): made.activity_name,
        _("Who takes it over"): made.team,
        _("From which budget"): made.budget_line or unknown,
        _("From which day"): date_text(made.on) if made.on else unknown,
        _("Offered"): _moment(made.offered_at, made.offered_by),
        _("What they answered"): answer_text(made),
    }
    return [{"name": name, "text": text, "url": ""} for name, text in found.items()]


def notice(desk: Desk, made: HandOverSeen | None) -> dict[str, str] | None:
    """Return how a hand-over stands, for the card: ``partials/alert.html``."""
    if made is None:
        return None
    if made.accepted is None:
        text = _("Offered to %(team)s. It is handed over once they accept it.")
    elif made.accepted:
        text = _("%(team)s goes on with it as regular work.")
    else:
        text = _("%(team)s did not take it over: %(why)s")
    return {
        "text": text % {"team": made.team, "why": made.why_not},
        "url": "" if made.accepted else desk.url("hand_over", made.project_id),
        "url_text": _("Answer") if made.may_answer else _("Read about the hand-over"),
    }


def actions(
    desk: Desk, made: HandOverSeen | None, found: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what one may do with a card; who waits for an answer does not offer it again."""
    if made is None or made.accepted is not None:
        return found
    offer = desk.url("project_hand_over", made.project_id)
    waits = {
        "text": _("Look at the offer that is open"),
        "url": desk.url("hand_over", made.project_id),
    }
    return [one | waits if one["url"] == offer else one for one in found]


def answer_text(made: HandOverSeen) -> str:
    """Tell what was answered, by whom and when."""
    if made.answered_at is None:
        return _("no answer yet")
    told = _moment(made.answered_at, made.answered_as or made.answered_by)
    if made.accepted:
        return _("accepted (%(when)s)") % {"when": told}
    return _("refused (%(when)s): %(why)s") % {"when": told, "why": made.why_not}


def _moment(at: datetime, who: str | None) -> str:
    day = date_text(timezone.localdate(at))
    return f"{day}, {who}" if who else day
