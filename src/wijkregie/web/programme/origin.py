"""What a new project comes from: a decision, a signal, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import queries as decisions
from wijkregie.domain.signals import queries as signals
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.programme.desk import Desk

_MARK: Final = 8  # the length of a reference; a number is shorter


@dataclass(frozen=True, slots=True)
class Origin:
    """The decision and the signal that lead to a project, as far as there are."""

    decision: DecisionSeen | None = None
    signal: SignalSeen | None = None

    @property
    def filled_in(self) -> dict[str, Any]:
        """What is known of the project already."""
        found: dict[str, Any] = {}
        if self.decision:
            found |= {"title": self.decision.subject, "reason": self.decision.reason}
        if self.signal:
            found["title"] = self.signal.title or found.get("title", "")
            found["areas"] = [self.signal.area.id] if self.signal.area else []
        return found

    def about(self, desk: Desk) -> list[dict[str, str]]:
        """Return what the project comes from, to look at while writing."""
        found = []
        if self.signal:
            found.append(
                {
                    "name": _("Signal %(mark)s") % {"mark": self.signal.reference},
                    "text": self.signal.title or self.signal.theme_name,
                    "url": signal_url(desk.scope, self.signal.reference),
                }
            )
        if self.decision:
            words = _("%(body)s on %(day)s: %(reason)s") % {
                "body": self.decision.body_name,
                "day": date_text(self.decision.taken_on),
                "reason": self.decision.reason,
            }
            found.append({"name": _("Decision"), "text": words, "url": ""})
        return found


def origin_of(desk: Desk) -> Origin:
    """Return what the address names: ``besluit`` a number, ``melding`` a mark or a number.

    The decision on a signal comes along. Raises ``Http404`` for one that is not there.
    """
    signal = _signal(desk, desk.request.GET.get("melding", ""))
    decision = _decision(desk, desk.request.GET.get("besluit", ""))
    if decision is None and signal is not None:
        decision = signal.decision
    return Origin(decision, signal)


def _signal(desk: Desk, asked: str) -> SignalSeen | None:
    if not asked:
        return None
    on = timezone.localdate()
    number = asked.isascii() and asked.isdigit() and len(asked) < _MARK
    found = (
        signals.signal_by_id(desk.viewer, int(asked), on=on)
        if number
        else signals.signal_seen(desk.viewer, asked, on=on)
    )
    if found is None:
        raise Http404
    return found


def _decision(desk: Desk, asked: str) -> DecisionSeen | None:
    if not asked:
        return None
    number = asked.isascii() and asked.isdigit() and len(asked) < 2 * _MARK
    found = decisions.visible_to(desk.viewer).get(int(asked)) if number else None
    if found is None:
        raise Http404
    return found
