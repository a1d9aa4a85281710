"""A hand-over in words: to whom, from which budget, since when, and what they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.queries import HandOverSeen


def about(made: HandOverSeen) -> list[dict[str, str]]:
    """Return what is known of a hand-over, as ``partials/facts.html`` asks for it."""
    unknown = _("not known yet")
    found = {
        _("Goes on as regular work of"): made.activity_name,
        _("Who takes it over"): made.team,
        _("From which budget"): made.budget_line or unknown,
        _("From which day"): date_text(made.on) if made.on else unknown,
        _("Offered"): _moment(made.offered_at, made.offered_by),
        _("Answer"): answer_text(made),
    }
    return [{"name": name, "text": text, "url": ""} for name, text in found.items()]


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
