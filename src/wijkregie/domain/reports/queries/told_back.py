"""Whether a residents' group heard in its own meeting what came of reports in its area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Exists, Max, OuterRef

from wijkregie.domain.meetings.models import AgendaItem, Meeting
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.models import Group
from wijkregie.domain.reports.queries.council import Share, first_of_year, moments
from wijkregie.domain.reports.queries.lists import rows_of
from wijkregie.domain.reports.queries.voice import PROFESSIONAL
from wijkregie.domain.reports.rules import of_here, sees_inside
from wijkregie.domain.signals.models import Raiser, Signal, SignalArea

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from wijkregie.domain.reports.queries.lists import SignalRow
    from wijkregie.kit.rows import Rows
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class GroupTold:
    """Of one group: the answered signals of individuals in its areas that it heard about."""

    group_id: int
    name: str
    told: Share


@dataclass(frozen=True, slots=True)
class ToldBack:
    """Over all residents' groups, and (for members only) of each of them."""

    told: Share
    groups: tuple[GroupTold, ...]


def told_back(viewer: Viewer, *, on: date, area_id: int | None = None) -> ToldBack:
    """Return how much of what individuals raised came back to the group of their area.

    Of the signals of individuals answered in the last four quarters: those that stood on the
    agenda of a meeting of the group that was held, or for which the group met after the
    answer: its agenda lists what was answered since the time before. A signal in the areas
    of two groups counts for both. Four queries.
    """
    groups = _groups(viewer, area_id)
    held = _held(groups)
    discussed = set(
        AgendaItem.objects.filter(
            meeting__state=MeetingState.HELD,
            meeting__series__group__in=groups,
            signal__isnull=False,
        ).values_list("meeting__series__group_id", "signal_id")
    )
    found = []
    answered = _answered(viewer, groups, on, area_id)
    for pk, (name, area_ids) in groups.items():
        own = {key: at for area in area_ids for key, at in answered.get(area, {}).items()}
        last = held.get(pk)
        told = sum(
            (pk, key) in discussed or (last is not None and at < last)
            for key, at in own.items()
        )
        found.append(GroupTold(pk, name, Share(told, len(own))))
    whole = sum((one.told for one in found), start=Share())
    return ToldBack(whole, tuple(found) if sees_inside(viewer) else ())


def answered_since(viewer: Viewer, meeting_id: int) -> Rows[SignalRow]:
    """Return what individuals in the area of a residents' group were answered, newest first.

    Since the meeting that the group held before this one (or ever, at the first), until this
    one was closed: what the agenda tells the group about the people it speaks for. Nothing
    for a wijkteam, or for a group without areas. Two queries and those of the list.
    """
    meeting = (
        Meeting.objects.filter(of_here(viewer), pk=meeting_id)
        .exclude(series__group__kind__in=PROFESSIONAL)
        .first()
    )
    if meeting is None:
        return rows_of(viewer, Signal.objects.none())
    group = Group.objects.filter(series=meeting.series_id)
    before = Meeting.objects.filter(
        series__group__in=group, state=MeetingState.HELD, starts_at__lt=meeting.starts_at
    ).aggregate(last=Max("closed_at"))["last"]
    of_group = Raiser.objects.filter(signal=OuterRef("pk"), joined=False, group__isnull=False)
    inside = SignalArea.objects.filter(signal=OuterRef("pk"), area__groups__in=group)
    found = Signal.objects.filter(
        of_here(viewer), ~Exists(of_group), Exists(inside), answered_at__isnull=False
    )
    if before is not None:
        found = found.filter(answered_at__gt=before)
    if meeting.closed_at is not None:
        found = found.filter(answered_at__lte=meeting.closed_at)
    return rows_of(viewer, found.order_by("-answered_at", "pk"))


def _groups(viewer: Viewer, area_id: int | None) -> dict[int, tuple[str, frozenset[int]]]:
    """Return the residents' groups that are there for an area, with their areas."""
    rows = (
        Group.objects.filter(of_here(viewer), ended_on__isnull=True, areas__isnull=False)
        .exclude(kind__in=PROFESSIONAL)
        .order_by("name", "pk")
        .values_list("pk", "name", "areas", "areas__parent")
    )
    found: dict[int, tuple[str, set[int]]] = {}
    around: dict[int, set[int | None]] = defaultdict(set)
    for pk, name, own, parent in rows:
        found.setdefault(pk, (name, set()))[1].add(own)
        around[pk].update({own, parent})
    return {
        pk: (name, frozenset(ids))
        for pk, (name, ids) in found.items()
        if area_id is None or area_id in around[pk]
    }


def _held(groups: Mapping[int, object]) -> dict[int, datetime]:
    """Return when each group last closed a meeting."""
    rows = Meeting.objects.filter(state=MeetingState.HELD, series__group__in=groups)
    told = rows.order_by("closed_at").values_list("series__group_id", "closed_at")
    return {pk: at for pk, at in told if at is not None}


def _answered(
    viewer: Viewer,
    groups: Mapping[int, tuple[str, frozenset[int]]],
    on: date,
    area_id: int | None,
) -> dict[int, dict[int, datetime]]:
    """Return per area which signals of individuals were answered, and when."""
    area_ids = {pk for _name, ids in groups.values() for pk in ids}
    of_group = Raiser.objects.filter(
        signal=OuterRef("signal"), joined=False, group__isnull=False
    )
    rows = SignalArea.objects.filter(
        of_here(viewer),
        ~Exists(of_group),
        area__in=area_ids,
        signal__answered_at__range=moments(first_of_year(on), on),
    )
    if area_id is not None:
        rows = rows.filter(signal__in_areas__area=area_id)
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    for area, signal, at in rows.values_list("area_id", "signal_id", "signal__answered_at"):
        found[area][signal] = cast("datetime", at)  # it lies in the period
    return found
