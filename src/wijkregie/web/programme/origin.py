"""What a new project comes from: a decision, a signal, a bottleneck, or regular work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.decisions import queries as decisions
from wijkregie.domain.programme import queries
from wijkregie.domain.signals import queries as signals
from wijkregie.web.http.addresses import signal_url, thread_url
from wijkregie.web.programme.words import capital, date_text, where_text

if TYPE_CHECKING:
    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.programme.queries import ActivityNamed, BottleneckSeen
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.programme.desk import Desk

_MARK: Final = 8  # the length of a reference; a number is shorter
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Origin:
    """What leads to a project, as far as there is anything."""

    decision: DecisionSeen | None = None
    signal: SignalSeen | None = None
    bottleneck: BottleneckSeen | None = None
    activity: ActivityNamed | None = None
    programme_id: int | None = None

    @property
    def title(self) -> str:
        """How the project may be called."""
        found = [
            self.signal.title if self.signal else "",
            self.decision.subject if self.decision else "",
            self.activity.name if self.activity else "",
        ]
        return next(filter(None, found), "")[:_LONGEST]

    @property
    def reason(self) -> str:
        """Why it is needed."""
        if self.decision:
            return self.decision.reason[:2000]
        return capital(self.bottleneck.title) if self.bottleneck else ""

    @property
    def area_ids(self) -> tuple[int, ...]:
        """Where it is: where the signal is, or the bottleneck."""
        if self.signal and self.signal.area:
            return (self.signal.area.id,)
        return tuple(one.id for one in self.bottleneck.areas) if self.bottleneck else ()

    @property
    def bottleneck_ids(self) -> tuple[int, ...]:
        """What it takes on."""
        return (self.bottleneck.id,) if self.bottleneck else ()

    @property
    def goal_ids(self) -> tuple[int, ...]:
        """What it is for: the goals of the bottleneck."""
        return tuple(one.id for one in self.bottleneck.goals) if self.bottleneck else ()

    def about(self, desk: Desk) -> list[dict[str, str]]:
        """Return what the project comes from, to look at while writing."""
        found = [self._signal(desk), self._decision(), self._bottleneck(desk), self._work()]
        return [one for one in found if one]

    def _signal(self, desk: Desk) -> dict[str, str]:
        if self.signal is None:
            return {}
        return {
            "name": _("Signal %(mark)s") % {"mark": self.signal.reference},
            "text": self.signal.title or self.signal.theme_name,
            "url": signal_url(desk.scope, self.signal.reference),
        }

    def _decision(self) -> dict[str, str]:
        if self.decision is None:
            return {}
        words = _("%(body)s on %(day)s: %(reason)s") % {
            "body": self.decision.body_name,
            "day": date_text(self.decision.taken_on),
            "reason": self.decision.reason,
        }
        return {"name": _("Decision"), "text": words, "url": ""}

    def _bottleneck(self, desk: Desk) -> dict[str, str]:
        if self.bottleneck is None:
            return {}
        where = where_text(self.bottleneck.areas)
        return {
            "name": _("Bottleneck"),
            "text": f"{capital(self.bottleneck.title)} ({where})",
            "url": thread_url(desk.scope, "knelpunt", self.bottleneck.id),
        }

    def _work(self) -> dict[str, str]:
        if self.activity is None:
            return {}
        return {"name": _("Regular work"), "text": self.activity.name, "url": ""}


def origin_of(desk: Desk) -> Origin:
    """Return what the address names, each by its number; ``melding`` also by its mark.

    ``besluit``, ``melding``, ``knelpunt`` or ``lijnwerk``. The decision on a signal comes
    along. Raises ``Http404`` for one that is not there.
    """
    signal = _signal(desk, desk.request.GET.get("melding", ""))
    decision = _decision(desk, desk.request.GET.get("besluit", ""))
    if decision is None and signal is not None:
        decision = signal.decision
    bottleneck = _bottleneck(desk, desk.request.GET.get("knelpunt", ""))
    activity, programme_id = _work(desk, desk.request.GET.get("lijnwerk", ""))
    if bottleneck is not None:
        programme_id = bottleneck.programme_id
    return Origin(decision, signal, bottleneck, activity, programme_id)


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
    found = decisions.visible_to(desk.viewer).get(_number(asked))
    if found is None:
        raise Http404
    return found


def _bottleneck(desk: Desk, asked: str) -> BottleneckSeen | None:
    if not asked:
        return None
    found = queries.bottlenecks_visible_to(desk.viewer).get(_number(asked))
    if found is None:
        raise Http404
    return found


def _work(desk: Desk, asked: str) -> tuple[ActivityNamed | None, int | None]:
    """Return regular work with the programme beside which it stands."""
    if not asked:
        return None, None
    number = _number(asked)
    for programme in queries.programmes_visible_to(desk.viewer):
        for one in queries.activities_of(desk.viewer, programme.id):
            if one.id == number:
                return one, programme.id
    raise Http404


def _number(asked: str) -> int:
    """Return a number out of an address. Raises ``Http404`` for anything else."""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 2 * _MARK):
        raise Http404
    return int(asked)
