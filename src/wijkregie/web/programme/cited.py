"""What shows that something is so, in words with the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.web.http.addresses import figure_url, meeting_url, signal_url
from wijkregie.web.http.wording import amount, unit_text
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import EvidenceSeen, MeetingNamed


def cited(scope: Scope, one: EvidenceSeen) -> dict[str, Any]:
    """Return ``{sort, text, url, away}``; ``away`` where the address leads elsewhere."""
    if one.indicator is not None:
        return {
            "sort": _("Figure"),
            "text": _figure(one),
            "url": figure_url(scope, one.indicator_key),
        }
    if one.signal is not None:
        named = {"mark": one.signal.reference, "title": one.signal.title}
        text = _("%(mark)s: %(title)s") % named if one.signal.title else one.signal.reference
        return {
            "sort": _("Signal"),
            "text": text,
            "url": signal_url(scope, one.signal.reference),
        }
    if one.meeting is not None:
        return {
            "sort": _("Meeting"),
            "text": _meeting(one.meeting),
            "url": meeting_url(scope, one.meeting.id),
        }
    return {
        "sort": _("Document"),
        "text": one.document,
        "url": one.address,
        "away": bool(one.address),
    }


def _figure(one: EvidenceSeen) -> str:
    where = {
        "name": one.indicator_name,
        "area": (one.area.name or one.area.code) if one.area else "",
    }
    text = _("%(name)s in %(area)s") % where
    if one.indicator is not None and one.value is not None:
        value = f"{amount(one.indicator, one.value)}\u00a0{unit_text(one.indicator)}".strip()
        text = f"{text}: {value}"
    return f"{text} ({one.period})" if one.period else text


def _meeting(one: MeetingNamed) -> str:
    day = date_text(timezone.localtime(one.starts_at).date())
    return _("%(group)s, %(day)s") % {"group": one.group_name, "day": day}
