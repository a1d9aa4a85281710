"""Which signals are handled as one, and which are alike enough to ask.

Handlers read the words of who raised them, so these are compared here. Nothing of it goes to
anybody else: see ``similar`` for what everyone may be shown.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from wijkregie.core.likeness import Typed
from wijkregie.domain.places.states import Level
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Signal, SignalArea
from wijkregie.domain.signals.queries.building import signal_seen_by
from wijkregie.domain.signals.queries.lists import related
from wijkregie.domain.signals.states import OPEN

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.signals.queries.seen import SignalSeen
    from wijkregie.kit.viewer import Viewer

#: How far back is looked, and at how many at most.
RECENT: Final = timedelta(days=366)
NEWEST: Final = 300
#: Of a text these first letters are compared.
_LETTERS: Final = 400
_LIKE: Final = 0.35
_SAME_THEME: Final = 0.15
_SAME_AREA: Final = 0.1
_WIDE: Final = (Level.MUNICIPALITY, Level.COUNTRY)


def bundled_in(viewer: Viewer, signal_id: int, *, on: date) -> tuple[SignalSeen, ...]:
    """Return the signals that are handled together with this one. Two queries."""
    rows = Signal.objects.filter(
        municipality_id=viewer.municipality_id or 0, bundled_in=signal_id
    )
    return tuple(
        signal_seen_by(viewer, one, on=on)
        for one in related(rows).order_by("received_at", "pk")
    )


def alike(viewer: Viewer, signal_id: int, *, on: date, most: int = 6) -> tuple[SignalSeen, ...]:
    """Return open signals nearby that say the same, the most alike first. Five queries.

    Nearby is a shared buurt, wijk or own area. For who handles this signal, and only those
    that they handle too.
    """
    here = viewer.municipality_id or 0
    own = Signal.objects.filter(pk=signal_id, municipality_id=here).first()
    lies_in = SignalArea.objects.filter(signal_id=signal_id, municipality_id=here)
    areas = dict(lies_in.values_list("area_id", "area__level"))
    if own is None or not rules.may_handle(viewer, areas):
        return ()
    near = [pk for pk, level in areas.items() if level not in _WIDE]
    typed = Typed(_words(own))
    ranked = sorted(
        (
            (score, one.pk)
            for one in _candidates(own, near, on=on)
            if (score := _score(one, own, typed))
        ),
        reverse=True,
    )
    best = {pk: score for score, pk in ranked[: 3 * most]}
    rows = related(Signal.objects.filter(pk__in=best))
    found = (signal_seen_by(viewer, one, on=on) for one in rows)
    mine = (one for one in found if one.may_handle)
    return tuple(sorted(mine, key=lambda one: (-best[one.id], -one.id))[:most])


def _candidates(own: Signal, near: Collection[int], *, on: date) -> QuerySet[Signal]:
    """Return the last open signals nearby that stand alone, at a fixed price."""
    rows = Signal.objects.filter(
        municipality_id=own.municipality_id,
        state__in=OPEN,
        bundled_in__isnull=True,
        received_at__date__gte=on - RECENT,
    )
    if near:
        lying = SignalArea.objects.filter(area__in=near).values("signal_id")
        rows = rows.filter(pk__in=lying)
    kept = rows.exclude(pk=own.pk).order_by("-received_at", "-pk")
    return kept.only("title", "text", "place", "theme_id", "area_id")[:NEWEST]


def _score(one: Signal, own: Signal, typed: Typed) -> float:
    """Return how alike a signal is, from 0: too little to ask."""
    score = typed.holds(_words(one))
    score += _SAME_THEME * (one.theme_id == own.theme_id)
    score += _SAME_AREA * (one.area_id is not None and one.area_id == own.area_id)
    return score if score >= _LIKE else 0.0


def _words(signal: Signal) -> str:
    return f"{signal.title} {signal.place} {signal.text[:_LETTERS]}"
