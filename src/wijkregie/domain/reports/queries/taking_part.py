"""Who takes part beside who lives there: who raised, sat at the table, or voted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q

from wijkregie.domain.budgets.queries import turnouts_since
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.meetings.models import Attendance
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.states import OrganisationKind, Shell
from wijkregie.domain.reports.queries.council import Share, first_of_year, moments
from wijkregie.domain.reports.rules import of_here
from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.states import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.budgets.queries import TookPart
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

_INHABITANTS: Final = "inhabitants"


@dataclass(frozen=True, slots=True)
class AreaPart:
    """Of an area: how many live there (of the year ``period``), and who raised something.

    ``inhabitants`` is ``None`` where no figure is known. ``channels`` counts by the way in.
    """

    area_id: int
    inhabitants: int | None
    period: int | None
    raisers: int
    channels: tuple[tuple[Channel, int], ...]


@dataclass(frozen=True, slots=True)
class SeatPart:
    """Of a sort of seats: how often somebody was there, of how often there was a meeting.

    ``kind`` is ``None`` for residents: a seat that no organisation holds.
    """

    kind: OrganisationKind | None
    shell: Shell
    present: Share


@dataclass(frozen=True, slots=True)
class TakingPart:
    """The last four quarters, from ``since`` to ``on``; ``votes`` that were told by then."""

    since: date
    on: date
    areas: tuple[AreaPart, ...]
    channels: tuple[tuple[Channel, int], ...]
    seats: tuple[SeatPart, ...]
    votes: tuple[TookPart, ...] = ()


def taking_part(viewer: Viewer, areas: Sequence[Area], *, on: date) -> TakingPart:
    """Return who raised something per area and channel, and who was at meetings, by seat.

    ``areas`` are those that the viewer may see. Raisers who wrote to be asked no more are
    counted too: a raiser is one report by one person or group. Fourteen queries at most.
    """
    since = first_of_year(on)
    here = Raiser.objects.filter(of_here(viewer), raised_at__range=moments(since, on))
    figures = _inhabitants(viewer, areas)
    by_area = _by_area(here, areas)
    return TakingPart(
        since=since,
        on=on,
        areas=tuple(
            AreaPart(
                area.pk,
                *figures.get(area.pk, (None, None)),
                raisers=sum(by_area[area.pk].values()),
                channels=_ordered(by_area[area.pk]),
            )
            for area in areas
        ),
        channels=_ordered(
            Counter(dict(here.order_by().values_list("channel").annotate(Count("pk"))))
        ),
        seats=_seats(viewer, since, on),
        votes=turnouts_since(viewer, since, on),
    )


def _inhabitants(
    viewer: Viewer, areas: Sequence[Area]
) -> dict[int, tuple[int | None, int | None]]:
    """Return how many live in each area, and of which year that is."""
    indicator = indicators.indicator(viewer, _INHABITANTS)
    if indicator is None:
        return {}
    found = indicators.latest_of(viewer, [(indicator, area) for area in areas])
    return {
        area_id: (round(seen.value), seen.period)
        for (_indicator, area_id), seen in found.items()
        if seen.value is not None
    }


def _by_area(here: QuerySet[Raiser], areas: Sequence[Area]) -> dict[int, Counter[str]]:
    counts: dict[int, Counter[str]] = {area.pk: Counter() for area in areas}
    rows = (
        here.filter(signal__in_areas__area__in=list(counts))
        .order_by()
        .values_list("signal__in_areas__area", "channel")
        .annotate(Count("pk"))
    )
    for area_id, channel, number in rows:
        counts[area_id][channel] = number
    return counts


def _ordered(counts: Counter[str]) -> tuple[tuple[Channel, int], ...]:
    return tuple((one, counts[one]) for one in Channel if counts[one])


def _seats(viewer: Viewer, since: date, on: date) -> tuple[SeatPart, ...]:
    """Return the attendance in meetings that were held, residents first."""
    rows = (
        Attendance.objects.filter(
            of_here(viewer),
            meeting__state=MeetingState.HELD,
            meeting__starts_at__range=moments(since, on),
        )
        .order_by()
        .values_list("seat__organisation__kind", "seat__shell")
        .annotate(of=Count("pk"), present=Count("pk", filter=Q(present=True)))
    )
    found = {(kind, shell): Share(present, of) for kind, shell, of, present in rows}
    kinds: list[OrganisationKind | None] = [None, *OrganisationKind]
    return tuple(
        SeatPart(kind, shell, found[kind, shell])
        for shell in Shell
        for kind in kinds
        if (kind, shell) in found
    )
