"""Open signals that look like what somebody is writing down, by what everyone may read.

The words of who raised them are never compared: else one could find out, by trying words,
what somebody wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.utils import timezone

from wijkregie.core.likeness import Typed
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.domain.signals.models import Signal, SignalArea
from wijkregie.domain.signals.queries.building import area_named
from wijkregie.domain.signals.states import OPEN, State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

#: How far back is looked, and at how many of the last signals of an area.
RECENT: Final = timedelta(days=180)
NEWEST: Final = 1500
#: From here on the title says what somebody is writing: worth asking before it is sent.
STRONG: Final = 0.65
_LIKE: Final = 0.5
_LIKE_IN_THEME: Final = 0.33
_SAME_THEME: Final = 0.15
_SAME_AREA: Final = 0.1
_NAMED: Final = 1.0


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody is writing down, so far. ``point`` goes before ``area_id``."""

    text: str = ""
    theme_id: int | None = None
    area_id: int | None = None
    point: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SimilarSeen:
    """A signal that looks like it; all of this is public. ``strong``: the title says it."""

    id: int
    reference: str
    title: str
    theme_name: str
    area: AreaNamed | None
    state: State
    received_at: datetime
    promised_on: date
    strong: bool


class _Row(NamedTuple):
    pk: int
    title: str
    theme_id: int
    area_id: int | None


def similar_to(
    viewer: Viewer, written: Written, *, on: date, most: int = 3
) -> tuple[SimilarSeen, ...]:
    """Return open signals nearby that look like what is written, the most alike first.

    Nearby is the same wijk, or without a place all of the municipality. Signals that the team
    has not named yet come after those, and only one of the same theme and area: of several
    nobody can tell which is theirs. Two queries, and six at most to find the place.
    """
    if not written.text.strip():
        return ()
    here, wijk = _nearby(viewer, written)
    typed = Typed(written.text)
    scored = [
        (score, row.pk)
        for row in _candidates(viewer, wijk, on=on)
        if (score := _score(row, typed, written.theme_id, here))
    ]
    unnamed = sum(score < _NAMED for score, _pk in scored)
    ranked = sorted((one for one in scored if one[0] >= _NAMED or unnamed == 1), reverse=True)
    return _seen(viewer, {pk: score for score, pk in ranked[:most]})


def _nearby(viewer: Viewer, written: Written) -> tuple[int | None, int | None]:
    """Return the area that is meant and the area to look in: its wijk, or itself."""
    if written.point is None:
        found = places.areas_in(viewer, [written.area_id] if written.area_id else [])
        return _with_wijk(found.values())
    scope = places.scope_of(viewer.municipality_id or 0)
    if scope is None:
        return None, None
    x, y = written.point
    return _with_wijk(places.areas_at(viewer, scope, x=x, y=y))


def _with_wijk(areas: Iterable[Area]) -> tuple[int | None, int | None]:
    area = next(iter(areas), None)
    if area is None:
        return None, None
    return area.pk, area.parent_id if area.level == Level.NEIGHBOURHOOD else area.pk


def _candidates(viewer: Viewer, wijk: int | None, *, on: date) -> list[_Row]:
    """Return the open ones among the last signals of an area. One query, at a fixed price."""
    here = viewer.municipality_id or 0
    newest: Any  # numbers of signals, asked for within the other query
    if wijk is None:
        last = Signal.objects.filter(municipality_id=here).order_by("-received_at")
        newest = last.values("pk")[:NEWEST]
    else:
        lying = SignalArea.objects.filter(area_id=wijk).order_by("-signal_id")
        newest = lying.values("signal_id")[:NEWEST]
    found = Signal.objects.filter(
        pk__in=newest,
        municipality_id=here,
        state__in=OPEN,
        bundled_in__isnull=True,
        received_at__gte=timezone.make_aware(datetime.combine(on - RECENT, time.min)),
    )
    return [_Row(*row) for row in found.values_list("pk", "title", "theme_id", "area_id")]


def _score(row: _Row, typed: Typed, theme_id: int | None, here: int | None) -> float:
    """Return how much a signal looks like what is written; 0 for one that does not."""
    same_theme, same_area = row.theme_id == theme_id, here is not None and row.area_id == here
    more = _SAME_THEME * same_theme + _SAME_AREA * same_area
    if not row.title:
        return more if same_theme and same_area else 0.0  # below _NAMED
    alike = typed.holds(row.title)
    if alike < (_LIKE_IN_THEME if same_theme else _LIKE):
        return 0.0
    return _NAMED + alike + more


def _seen(viewer: Viewer, scores: dict[int, float]) -> tuple[SimilarSeen, ...]:
    rows: QuerySet[Signal] = Signal.objects.filter(
        pk__in=scores, municipality_id=viewer.municipality_id or 0
    ).select_related("theme", "area")
    ordered = sorted(rows, key=lambda one: (scores[one.pk], one.pk), reverse=True)
    return tuple(
        SimilarSeen(
            id=one.pk,
            reference=one.reference,
            title=one.title,
            theme_name=one.theme.name,
            area=area_named(one.area, viewer),
            state=State(one.state),
            received_at=one.received_at,
            promised_on=one.promised_on,
            strong=scores[one.pk] >= _NAMED + STRONG,
        )
        for one in ordered
    )
