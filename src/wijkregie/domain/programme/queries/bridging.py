"""The bridge: bottlenecks beside projects, and the signals that nobody took up yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, F, Prefetch, Window
from django.db.models.functions import RowNumber

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Bottleneck, Evidence, ProjectBottleneck
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.names import priority
from wijkregie.domain.programme.queries.plans import area_of, held_by
from wijkregie.domain.programme.queries.programmes import programme_seen
from wijkregie.domain.programme.queries.seen_bridge import (
    AreaTracks,
    BridgeProject,
    BridgeRow,
    BridgeSeen,
    EvidenceCount,
    LooseSignal,
    LooseSignals,
)
from wijkregie.domain.programme.queries.tracks import tracks_of
from wijkregie.domain.programme.states import Priority, ProjectState, Track
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import UNDECIDED, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.kit.viewer import Viewer

#: So many signals of an area are shown at once; of the others there is a number.
LOOSE_SHOWN: Final = 8
#: What nobody took up yet; handed over or in a project it is on its way already.
_LOOSE: Final = (*UNDECIDED, State.DECIDED)


@dataclass(frozen=True, slots=True)
class BridgeFilter:
    """What of the bridge is asked for; what is not named does not count.

    ``code`` is that of an area: with it, what is in the area or in one that it holds.
    """

    code: str = ""
    priorities: tuple[Priority, ...] = ()
    states: tuple[ProjectState, ...] = ()


WHOLE: Final = BridgeFilter()


def bridge_of(viewer: Viewer, key: str, wanted: BridgeFilter = WHOLE) -> BridgeSeen | None:
    """Return bottlenecks beside projects, ``None`` where there is no such programme.

    Nine queries, three more with an area, however large it is. What nobody works on is told
    by all projects, also those that were not asked for.
    """
    programme = programme_seen(viewer, key)
    if programme is None:
        return None
    projects = bridge_projects(viewer, programme.id)
    rows = _rows(viewer, programme.id, projects)
    areas = _areas(rows, projects)
    inside = areas_within(viewer, wanted.code, areas)
    shown = tuple(one for one in rows if _row_wanted(one, wanted, inside))
    linked = {pk for one in shown for pk in one.project_ids}
    return BridgeSeen(
        programme=programme,
        areas=areas,
        rows=shown,
        projects=tuple(
            one
            for one in projects
            if (not wanted.states or one.state in wanted.states)
            and (inside is None or one.id in linked or within(one.areas, inside))
        ),
        tracks=_tracks(areas, inside, rows, projects),
        may_link=programme.may_steer,
    )


def loose_signals(viewer: Viewer) -> tuple[LooseSignals, ...]:
    """Return per area the open signals that no bottleneck and no project took up.

    The area with the most first, those without an area last. For who works along; nobody
    else gets any. Three queries.
    """
    if not rules.may_see_ideas(viewer):
        return ()
    rows = _loose(viewer)
    counts = dict(rows.values_list("area_id").annotate(n=Count("pk")).order_by())
    places = door.areas(viewer).in_bulk([pk for pk in counts if pk is not None])
    newest = Window(
        RowNumber(), partition_by=F("area_id"), order_by=(F("received_at").desc(), F("pk"))
    )
    first: dict[int | None, list[LooseSignal]] = defaultdict(list)
    ranked = rows.annotate(nth=newest).filter(nth__lte=LOOSE_SHOWN)
    for one in ranked.select_related("theme").order_by("-received_at", "pk"):
        first[one.area_id].append(
            LooseSignal(one.pk, one.reference, one.title, one.theme.name, one.received_at)
        )
    found = [
        LooseSignals(door.area_named(places[pk]) if pk in places else None, n, tuple(first[pk]))
        for pk, n in counts.items()
    ]
    return tuple(sorted(found, key=_most_first))


def bridge_projects(viewer: Viewer, programme_id: int) -> tuple[BridgeProject, ...]:
    """Return the projects of a programme with areas and bottlenecks: three queries."""
    rows = (
        door.projects(viewer)
        .filter(programme_id=programme_id)
        .prefetch_related(
            Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
            Prefetch(
                "bottleneck_links",
                ProjectBottleneck.objects.order_by("bottleneck__order", "bottleneck_id"),
            ),
        )
        .order_by("order", "pk")
    )
    return tuple(_project(one) for one in rows)


def areas_within(
    viewer: Viewer, code: str, named: Collection[AreaNamed]
) -> frozenset[int] | None:
    """Return the area with a code and those of these that it holds; ``None`` without a code.

    None of them for an area that is not there. Three queries.
    """
    if not code:
        return None
    area = area_of(viewer, code)
    return frozenset(held_by(area, named)) if area else frozenset()


def within(areas: Iterable[AreaNamed], inside: Collection[int] | None) -> bool:
    """Tell whether one of these is asked for."""
    return inside is None or any(one.id in inside for one in areas)


def _loose(viewer: Viewer) -> QuerySet[Signal]:
    return Signal.objects.filter(
        municipality_id=door.here(viewer),
        state__in=_LOOSE,
        bundled_in__isnull=True,
        evidence_of__isnull=True,
        project_links__isnull=True,
        initiatives__isnull=True,
    )


def _most_first(one: LooseSignals) -> tuple[bool, int, str]:
    return one.area is None, -one.count, one.area.name if one.area else ""


def _rows(
    viewer: Viewer, programme_id: int, projects: Sequence[BridgeProject]
) -> tuple[BridgeRow, ...]:
    rows = Bottleneck.objects.filter(programme_id=programme_id).prefetch_related(
        Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
        Prefetch("evidence", Evidence.objects.order_by("pk")),
    )
    taken: dict[int, list[BridgeProject]] = defaultdict(list)
    for project in projects:
        for pk in project.bottleneck_ids:
            taken[pk].append(project)
    return tuple(_row(one, taken) for one in rows.order_by("order", "pk"))


def _row(one: Any, taken: Mapping[int, Sequence[BridgeProject]]) -> BridgeRow:
    by = taken.get(one.pk, ())
    return BridgeRow(
        id=one.pk,
        title=one.title,
        remark=one.remark,
        priority=priority(one),
        areas=tuple(door.area_named(area) for area in one.areas_seen),
        evidence=_count(one.evidence.all()),
        project_ids=tuple(project.id for project in by),
        counted=sum(project.at_work for project in by),
    )


def _count(evidence: Iterable[Evidence]) -> EvidenceCount:
    found = list(evidence)
    return EvidenceCount(
        figures=sum(one.indicator_id is not None for one in found),
        signals=sum(one.signal_id is not None for one in found),
        meetings=sum(one.meeting_id is not None for one in found),
        documents=sum(bool(one.document) for one in found),
    )


def _project(one: Any) -> BridgeProject:
    return BridgeProject(
        id=one.pk,
        number=one.number,
        title=one.title,
        state=ProjectState(one.state),
        track=Track(one.track) if one.track else None,
        areas=tuple(door.area_named(area) for area in one.areas_seen),
        bottleneck_ids=tuple(link.bottleneck_id for link in one.bottleneck_links.all()),
    )


def _row_wanted(one: BridgeRow, wanted: BridgeFilter, inside: Collection[int] | None) -> bool:
    if wanted.priorities and one.priority not in wanted.priorities:
        return False
    return within(one.areas, inside)


def _areas(
    rows: Iterable[BridgeRow], projects: Iterable[BridgeProject]
) -> tuple[AreaNamed, ...]:
    """Return the areas of a programme, those with bottlenecks first."""
    named = [area for row in rows for area in row.areas]
    named += [area for one in projects for area in one.areas]
    return tuple(dict.fromkeys(named))


def _tracks(
    areas: Iterable[AreaNamed],
    inside: Collection[int] | None,
    rows: Sequence[BridgeRow],
    projects: Sequence[BridgeProject],
) -> tuple[AreaTracks, ...]:
    """Return the tracks of each area: of the projects in it, and on its bottlenecks."""
    found = []
    for area in areas:
        if inside is not None and area.id not in inside:
            continue
        along = {pk for row in rows if area in row.areas for pk in row.project_ids}
        tracks = tracks_of(one for one in projects if one.id in along or area in one.areas)
        found.append(
            AreaTracks(area, tracks.now, tracks.structural, tracks.unsorted, tracks.missing)
        )
    return tuple(found)
