"""What happens in an area, and what is new in a municipality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Max, Q

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.meetings.models import Meeting
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.reports.queries import dots
from wijkregie.domain.reports.queries.council import (
    Share,
    first_of_year,
    in_time,
    promised,
)
from wijkregie.domain.reports.rules import may_open, of_here
from wijkregie.domain.signals.models import Signal, SignalArea
from wijkregie.domain.signals.states import OPEN

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from wijkregie.domain.programme.queries.gaps import Amount, Gap
    from wijkregie.domain.reports.queries.seen import Dot
    from wijkregie.kit.viewer import Viewer

#: So many of each stand on the page of an area.
MOST: Final = 5
_DONE: Final = (ProjectState.FINISHED, ProjectState.HANDED_OVER, ProjectState.STOPPED)


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """How many signals there are of a theme, and of how many somebody still waits."""

    theme_id: int
    name: str
    number: int
    open: int


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with how far it is and its money."""

    id: int
    title: str
    state: ProjectState
    costs: Amount
    gap: Gap


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """When a group meets; ``open`` says whether the viewer may read the agenda."""

    id: int
    group: str
    series: str
    starts_at: datetime
    open: bool


@dataclass(frozen=True, slots=True)
class AreaStory:
    """What residents say, what is done and what is coming in an area.

    Of the lists the first few; the numbers count all.
    """

    themes: tuple[ThemeCount, ...]
    signals: int
    answered: Share
    projects: tuple[ProjectLine, ...]
    more_projects: int
    meetings: tuple[MeetingLine, ...]


def area_story(
    viewer: Viewer, area_id: int | None, around: Collection[int], *, on: date, at: datetime
) -> AreaStory:
    """Return what happens in an area; ``around`` are the areas that hold it, itself too.

    Without ``area_id`` it is the whole municipality. Six queries, five without projects.
    """
    themes, answered = _themes(viewer, area_id, on)
    projects, more = _projects(viewer, None if area_id is None else around)
    return AreaStory(
        themes=themes[:MOST],
        signals=sum(one.number for one in themes),
        answered=answered,
        projects=projects,
        more_projects=more,
        meetings=_meetings(viewer, None if area_id is None else around, at),
    )


def newest(viewer: Viewer, *, on: date, most: int = MOST) -> tuple[Dot, ...]:
    """Return the newest things that happened, newest first.

    What was raised, what was decided, and how far projects came. Four queries.
    """
    told = [*_raised(viewer, on, most), *_decided(viewer, on, most), *_progress(viewer, most)]
    return tuple(reversed(dots.in_order(told)))[:most]


def _themes(
    viewer: Viewer, area_id: int | None, on: date
) -> tuple[tuple[ThemeCount, ...], Share]:
    rows = Signal.objects.filter(of_here(viewer))
    if area_id is not None:
        rows = rows.filter(pk__in=SignalArea.objects.filter(area=area_id).values("signal"))
    due = promised(on) & Q(promised_on__gte=first_of_year(on))
    counted = (
        rows.order_by()
        .values("theme_id", "theme__name")
        .annotate(
            number=Count("pk"),
            open=Count("pk", filter=Q(state__in=OPEN)),
            due=Count("pk", filter=due),
            good=Count("pk", filter=due & in_time()),
        )
    )
    found = sorted(counted, key=lambda row: (-row["number"], row["theme__name"]))
    themes = tuple(
        ThemeCount(row["theme_id"], row["theme__name"], row["number"], row["open"])
        for row in found
    )
    share = Share(sum(row["good"] for row in found), sum(row["due"] for row in found))
    return themes, share


def _projects(
    viewer: Viewer, around: Collection[int] | None
) -> tuple[tuple[ProjectLine, ...], int]:
    rows = door.projects(viewer).exclude(state__in=_DONE)
    if around is not None:
        rows = rows.filter(areas__in=around).distinct()
    found = list(rows.order_by("order", "pk"))
    told = [
        ProjectLine(
            row.pk, row.title, ProjectState(row.state), money.total.costs, money.total.gap
        )
        for row, money in zip(found[:MOST], money_of(found[:MOST]), strict=True)
    ]
    return tuple(told), len(found) - len(told)


def _meetings(
    viewer: Viewer, around: Collection[int] | None, at: datetime
) -> tuple[MeetingLine, ...]:
    rows = Meeting.objects.filter(
        of_here(viewer), state=MeetingState.PLANNED, starts_at__gte=at
    ).select_related("series__group")
    if around is not None:
        rows = rows.filter(series__group__areas__in=around).distinct()
    return tuple(
        MeetingLine(
            row.pk,
            row.series.group.name,
            row.series.name,
            row.starts_at,
            may_open(viewer, public=row.series.public, group_id=row.series.group_id),
        )
        for row in rows.order_by("starts_at", "pk")[:MOST]
    )


def _raised(viewer: Viewer, on: date, most: int) -> list[Dot]:
    rows = Signal.objects.filter(of_here(viewer)).select_related("theme", "area")
    teller = dots.Teller(viewer, on)
    return [dots.of_signal(teller, row) for row in rows.order_by("-received_at", "-pk")[:most]]


def _decided(viewer: Viewer, on: date, most: int) -> list[Dot]:
    rows = Decision.objects.filter(of_here(viewer), taken_on__lte=on)
    found = rows.select_related("body", "handed_to").order_by("-taken_on", "-pk")[:most]
    return dots.of_decisions(viewer, list(found), named=True)


def _progress(viewer: Viewer, most: int) -> list[Dot]:
    rows = door.projects(viewer).select_related("programme")
    last = rows.annotate(last=Max("steps__at")).filter(last__isnull=False)
    return [dots.of_progress(row, row.last) for row in last.order_by("-last", "-pk")[:most]]
