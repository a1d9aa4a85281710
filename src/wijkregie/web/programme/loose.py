"""Reports that no bottleneck and no project took up yet, per area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import queries
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.programme.words import capital, date_text, where_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import BridgeSeen, LooseSignal, LooseSignals
    from wijkregie.web.programme.desk import Desk


def part(desk: Desk, seen: BridgeSeen) -> dict[str, Any]:
    """Return what ``programme/bridge_loose.html`` asks for; nothing for who passes by."""
    every = queries.bridge_of(desk.viewer, seen.programme.key) if seen.may_link else None
    return {
        "loose": [_group(desk, one) for one in queries.loose_signals(desk.viewer)],
        "take_up_url": desk.url("bridge_signals", seen.programme.key) if seen.may_link else "",
        "bottlenecks": [
            {
                "value": row.id,
                "text": f"{capital(row.title)} ({where_text(row.areas)})",
            }
            for row in (every.rows if every else ())
        ],
    }


def _group(desk: Desk, one: LooseSignals) -> dict[str, Any]:
    more = one.count - len(one.signals)
    words = ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}
    return {
        "id": one.area.id if one.area else 0,
        "name": (one.area.name or one.area.code) if one.area else _("No area known"),
        "count": one.count,
        "more_text": words if more else "",
        "signals": [_signal(desk, each) for each in one.signals],
    }


def _signal(desk: Desk, one: LooseSignal) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title or one.theme_name,
        "url": signal_url(desk.scope, one.reference),
        "side": _("%(mark)s, %(day)s")
        % {
            "mark": one.reference,
            "day": date_text(timezone.localtime(one.received_at).date()),
        },
    }
