"""Handling reports as one: what looks alike, what goes along, and taking one out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.states import OPEN
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.signals.forms.bundle import BundleForm, UnbundleForm
from wijkregie.web.signals.story import title_of
from wijkregie.web.signals.words import STATES, day, day_of, grouped

if TYPE_CHECKING:
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.signals.views.asked import Asked

_SNIPPET: Final = 140
#: What is done where the one that leads is handled.
_WITH_LEAD: Final = frozenset(
    {"oppakken", "besluiten", "antwoorden", "agenda", "toewijzen", "bundelen"}
)


def bundle_of(found: Asked, signal: SignalSeen) -> dict[str, Any]:
    """Return with which reports this one is handled: the one that leads, or those along."""
    lead = signal.lead_reference
    along = queries.bundled_in(found.viewer, signal.id, on=found.on)
    return {
        "lead": grouped(lead) if lead else "",
        "lead_url": signal_url(found.scope, lead) if lead else "",
        "is_open": signal.state in OPEN,
        "along": [
            {
                "title": title_of(one),
                "reference": grouped(one.reference),
                "url": signal_url(found.scope, one.reference),
                "text": _along(one),
            }
            for one in along
        ],
    }


def goes_along(signal: SignalSeen) -> bool:
    """Tell whether a report is decided on and answered with another one."""
    return bool(signal.lead_reference) and signal.state in OPEN


def is_possible(signal: SignalSeen, name: str) -> bool:
    """Tell whether an action is for a report that goes along, or for one that does not."""
    return name not in _WITH_LEAD if goes_along(signal) else name != "losmaken"


def form(found: Asked, signal: SignalSeen, sent: Any) -> BundleForm:
    """Return the form with the reports that look like this one."""
    alike = queries.alike(found.viewer, signal.id, on=found.on)
    return BundleForm(sent, alike=[(one.id, _choice(one)) for one in alike])


def empty_form(_found: Asked, _signal: SignalSeen, sent: Any) -> UnbundleForm:
    """Return the form that asks nothing."""
    return UnbundleForm(sent)


def bundle(found: Asked, signal: SignalSeen, form: Any) -> None:
    """Handle the chosen reports as one with this one."""
    ids = {int(pk) for pk in form.cleaned_data.get("alike", ())}
    written = form.cleaned_data["reference"]
    if written:
        other = queries.signal_seen(found.viewer, written, on=found.on)
        if other is None:
            raise services.SignalRefused(
                _("We do not know this reference. Look whether every letter is right.")
            )
        ids.add(other.id)
    services.bundle(signal.id, ids, by=found.viewer, at=found.at)


def unbundle(found: Asked, signal: SignalSeen, _form: Any) -> None:
    """Handle this report on its own again."""
    services.unbundle(signal.id, by=found.viewer, at=found.at)


def _choice(one: SignalSeen) -> str:
    """Return a report as one recognises it: what it is called, what was written, how far."""
    words = " ".join((one.text or "").split())
    if len(words) > _SNIPPET:
        words = f"{words[:_SNIPPET].rsplit(' ', 1)[0]}…"
    name = one.title or (f"“{words}”" if words else title_of(one))
    return f"{name} {_along(one)}"


def _along(one: SignalSeen) -> str:
    words = {"state": STATES[one.state], "date": day(day_of(one.received_at))}
    return _("%(state)s, reported on %(date)s.") % words
