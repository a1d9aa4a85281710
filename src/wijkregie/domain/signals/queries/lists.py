"""Signals, as far as a viewer may see them. ``signals_visible_to`` is the door."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from wijkregie.core import reference as references
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Photo, Raiser, Signal, SignalArea
from wijkregie.domain.signals.queries.building import signal_seen_by
from wijkregie.domain.signals.states import OPEN, State
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.signals.queries.seen import SignalSeen
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class SignalFilter:
    """What to keep of the signals; ``mine``: of one's groups, or of the areas of one's role.

    ``own``: given to oneself. ``leading``: without the open ones that are handled together
    with another. ``of_group``: raised on behalf of a group that one attends.
    """

    states: Collection[str] = ()
    theme_id: int | None = None
    area_id: int | None = None
    owner_id: int | None = None
    overdue: bool = False
    mine: bool = False
    own: bool = False
    leading: bool = False
    of_group: bool = False
    since: date | None = None
    newest: bool = False


_ALL = SignalFilter()
_DONE: Final = tuple(state for state in State if state not in OPEN)


def signals_visible_to(
    viewer: Viewer, wanted: SignalFilter = _ALL, *, on: date
) -> Rows[SignalSeen]:
    """Return the signals of this municipality: what waits by promised day, then what is done.

    Everyone sees that a signal is there, its theme, area, state, title and dates. Two
    queries a page. Photos and who raised it are not in a list.
    """
    rows = chosen(viewer, wanted, on)
    whole = related(_known(viewer, Signal.objects.all()))
    return Rows(rows, lambda signal: signal_seen_by(viewer, signal, on=on), whole=whole)


def signal_seen(viewer: Viewer, reference: str, *, on: date) -> SignalSeen | None:
    """Return the signal with this reference, however it is typed. Four queries at most."""
    cleaned = references.clean(reference)
    return None if cleaned is None else _one(viewer, on=on, reference=cleaned)


def signal_by_id(viewer: Viewer, pk: int, *, on: date) -> SignalSeen | None:
    """Return one signal with its photos and who raised it. Four queries at most."""
    return _one(viewer, on=on, pk=pk)


def followed(viewer: Viewer, *, on: date) -> SignalSeen | None:
    """Return the signal that somebody follows by a private link. Four queries at most."""
    if viewer.raiser_id is None:
        return None
    return _one(viewer, on=on, raisers=viewer.raiser_id)


def counts_by_state(
    viewer: Viewer, wanted: SignalFilter = _ALL, *, on: date
) -> dict[State, int]:
    """Return how many signals are in each state, in the order of the states. One query."""
    counts: Counter[str] = Counter()
    for state, count in _counted(viewer, wanted, on):
        counts[state] += count
    return {state: counts[state] for state in State if counts[state]}


def _counted(
    viewer: Viewer, wanted: SignalFilter, on: date
) -> QuerySet[Signal, tuple[str, int]]:
    """Count by state. What leads is counted in two parts, each of them from an index alone."""
    rows = filtered(viewer, replace(wanted, leading=False), on)
    if not wanted.leading:
        return _by_state(rows)
    bundled = rows.filter(bundled_in__gt=0, state__in=_DONE)
    return _by_state(rows.filter(bundled_in__isnull=True)).union(_by_state(bundled), all=True)


def _by_state(rows: QuerySet[Signal]) -> QuerySet[Signal, tuple[str, int]]:
    return rows.order_by().values_list("state").annotate(count=Count("*"))


def _one(viewer: Viewer, *, on: date, **where: Any) -> SignalSeen | None:
    raisers = Raiser.objects.select_related("group").order_by("pk")
    rows = related(_visible(viewer)).filter(**where)
    signal = rows.prefetch_related(
        Prefetch("raisers", raisers), Prefetch("photos", Photo.objects.order_by("pk"))
    ).first()
    return None if signal is None else signal_seen_by(viewer, signal, on=on, whole=True)


def _visible(viewer: Viewer) -> QuerySet[Signal]:
    rows = Signal.objects.filter(municipality_id=viewer.municipality_id or 0)
    return _known(viewer, rows)


def _known(viewer: Viewer, rows: QuerySet[Signal]) -> QuerySet[Signal]:
    """Return the rows; who came by a private link, or attends a group, knows what is theirs.

    ``raised``: what they or their group raised or joined; ``own``: what they wrote.
    """
    mine = raised_by(viewer)
    if mine is None:
        return rows
    raised = Raiser.objects.filter(mine, signal=OuterRef("pk"))
    return rows.annotate(raised=Exists(raised), own=Exists(raised.filter(joined=False)))


def raised_by(viewer: Viewer) -> Q | None:
    """Return what selects the raisers that the viewer is, or speaks for; nothing for others."""
    if viewer.raiser_id is not None:
        return Q(pk=viewer.raiser_id)
    return Q(group_id__in=viewer.first_shell_ids) if viewer.first_shell_ids else None


def related(rows: QuerySet[Signal]) -> QuerySet[Signal]:
    """Fetch along what ``signal_seen_by`` needs: no query per signal. One query more."""
    areas = SignalArea.objects.select_related("area").order_by("pk")
    return rows.select_related(
        "theme",
        "area",
        "owner",
        "owner_person",
        "bundled_in",
        "decision__body",
        "decision__handed_to",
        "decision__recorded_by",
    ).prefetch_related(Prefetch("in_areas", areas))


def chosen(viewer: Viewer, wanted: SignalFilter, on: date) -> QuerySet[Signal]:
    """Return the rows that are wanted, in their order. For the queries of this room only."""
    return _ordered(filtered(viewer, wanted, on), wanted)


def filtered(viewer: Viewer, wanted: SignalFilter, on: date) -> QuerySet[Signal]:
    """Return the rows that are wanted, in no order. For the queries of this room only."""
    equal = {"theme_id": wanted.theme_id, "owner_id": wanted.owner_id}
    rows = _visible(viewer).filter(**{name: pk for name, pk in equal.items() if pk is not None})
    if wanted.states:
        rows = rows.filter(_in_states(wanted.states))
    if wanted.area_id is not None:
        rows = rows.filter(_in_areas([wanted.area_id]))
    if wanted.since is not None:
        since = timezone.make_aware(datetime.combine(wanted.since, time.min))
        rows = rows.filter(received_at__gte=since)
    if wanted.overdue:
        rows = rows.filter(state__in=OPEN, promised_on__lt=on)
    if wanted.own:
        rows = rows.filter(owner_person_id=viewer.person_id or 0)
    if wanted.of_group:
        ours = Raiser.objects.filter(group_id__in=viewer.first_shell_ids)
        rows = rows.filter(Exists(ours.filter(signal=OuterRef("pk"))))
    if wanted.leading:
        rows = rows.filter(Q(bundled_in__isnull=True) | Q(state__in=_DONE))
    return rows.filter(_mine(viewer)) if wanted.mine else rows


def _in_states(states: Collection[str]) -> Q:
    """Return what keeps these states; of most of them it names those that are left out.

    Then an index in the order of the list is walked until a page is full, where one on
    states would have all of them sorted first.
    """
    left_out = set(State) - set(states)
    if len(left_out) < len(states):
        return ~Q(state__in=sorted(left_out))
    return Q(state__in=sorted(states))


def _in_areas(area_ids: Collection[int]) -> Q:
    return Q(Exists(SignalArea.objects.filter(signal=OuterRef("pk"), area__in=area_ids)))


def _mine(viewer: Viewer) -> Q:
    """Return what somebody has to see to: of one's groups, of one's areas, or of nobody."""
    held = [grant for grant in viewer.grants if grant.role in rules.HANDLERS]
    area_ids = [grant.area_id for grant in held if grant.area_id is not None]
    found = Q(owner_id__in=viewer.group_ids) | Q(owner_person_id=viewer.person_id or 0)
    if area_ids:
        found |= _in_areas(area_ids)
    if any(grant.area_id is None for grant in held):
        found |= Q(owner__isnull=True, owner_person__isnull=True)
    return found


def _ordered(rows: QuerySet[Signal], wanted: SignalFilter) -> QuerySet[Signal]:
    """Put what waits first, by promised day: so what is late comes before all the rest."""
    if wanted.newest:
        return rows.order_by("-received_at", "-pk")
    if wanted.overdue or (wanted.states and OPEN.issuperset(wanted.states)):
        return rows.order_by("promised_on", "pk")
    return rows.order_by("-waits", "promised_on", "pk")
