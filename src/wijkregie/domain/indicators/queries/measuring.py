"""What a municipality measured and plans to measure: public, as its programmes are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import MeasurementPlan, MeasurementWave, PlannedArea
from wijkregie.domain.indicators.states import Mode
from wijkregie.domain.places import queries as places
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class WaveListed:
    """A measurement in a list; ``n`` is on how many answers it counts in all its areas.

    ``n`` is ``None`` where that is not known of each of them.
    """

    id: int
    title: str
    begins_on: date
    ends_on: date
    note: str
    questions: int
    registers: int
    areas: int
    n: int | None


@dataclass(frozen=True, slots=True)
class MeasurementSeen:
    """A line of the plan: a question as it is asked here, or a register that is read."""

    id: int
    question: str
    wording: str
    scale: str
    answers: tuple[str, ...]
    series_id: int | None
    series_key: str
    series_name: str
    n: int | None
    modes: tuple[Mode, ...]
    owner: str


@dataclass(frozen=True, slots=True)
class PlannedAreaSeen:
    """An area of a measurement; ``n`` is ``None`` where nobody knows how many answer."""

    id: int
    area_id: int
    area_code: str
    area_name: str
    n: int | None
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class WaveSeen:
    """A measurement with its plan."""

    id: int
    title: str
    begins_on: date
    ends_on: date
    note: str
    lines: tuple[MeasurementSeen, ...]
    areas: tuple[PlannedAreaSeen, ...]
    may_plan: bool

    @property
    def n(self) -> int | None:
        """On how many answers it counts; ``None`` where an area does not say, or none is."""
        known = [one.n for one in self.areas if one.n is not None]
        return sum(known) if known and len(known) == len(self.areas) else None

    def asked(self, question: str) -> MeasurementSeen | None:
        """Return how it asks a question, ``None`` where it does not."""
        asked = (one for one in self.lines if one.question)
        return next((one for one in asked if one.question == question), None)


def may_plan(viewer: Viewer) -> bool:
    """Tell whether the viewer may plan measurements here."""
    return rules.may_plan(viewer, viewer.municipality_id or 0)


def waves_visible_to(viewer: Viewer) -> Rows[WaveListed]:
    """Return the measurements of a municipality, the last first. One query."""
    rows = _with_counts(viewer).filter(municipality_id=viewer.municipality_id or 0)
    return Rows(rows.order_by("-begins_on", "-pk"), _listed)


def wave_seen(viewer: Viewer, wave_id: int) -> WaveSeen | None:
    """Return a measurement with its plan, ``None`` where it is not there. Three queries."""
    return waves_seen(viewer, [wave_id]).get(wave_id)


def waves_seen(viewer: Viewer, wave_ids: Iterable[int]) -> Mapping[int, WaveSeen]:
    """Return measurements with their plans, by number and in order of time.

    Three queries, one where none of them is there.
    """
    here = MeasurementWave.objects.filter(municipality_id=viewer.municipality_id or 0)
    waves = list(here.filter(pk__in=list(wave_ids)).order_by("begins_on", "pk"))
    if not waves:
        return {}
    lines: dict[int, list[MeasurementSeen]] = defaultdict(list)
    asked = MeasurementPlan.objects.filter(wave__in=waves).select_related("series")
    for line in asked.order_by("order", "pk"):
        lines[line.wave_id].append(_line(line))
    areas: dict[int, list[PlannedAreaSeen]] = defaultdict(list)
    seen = PlannedArea.objects.filter(wave__in=waves, area__in=places.visible_to(viewer))
    for row in seen.select_related("area").order_by("area__name", "area__code"):
        areas[row.wave_id].append(_area(row))
    mine = may_plan(viewer)
    return {
        one.pk: WaveSeen(
            id=one.pk,
            title=one.title,
            begins_on=one.begins_on,
            ends_on=one.ends_on,
            note=one.note,
            lines=tuple(lines[one.pk]),
            areas=tuple(areas[one.pk]),
            may_plan=mine,
        )
        for one in waves
    }


def wave_of_line(viewer: Viewer, line_id: int) -> int | None:
    """Return the measurement that a line of a plan is of, ``None`` where it is not there."""
    return _wave_of(MeasurementPlan, viewer, line_id)


def wave_of_area(viewer: Viewer, planned_id: int) -> int | None:
    """Return the measurement that a planned area is of, ``None`` where it is not there."""
    return _wave_of(PlannedArea, viewer, planned_id)


def _wave_of(model: type[MeasurementPlan | PlannedArea], viewer: Viewer, pk: int) -> int | None:
    rows = model._default_manager.filter(municipality_id=viewer.municipality_id or 0, pk=pk)
    return rows.values_list("wave_id", flat=True).first()


def _with_counts(viewer: Viewer) -> QuerySet[MeasurementWave]:
    areas = PlannedArea.objects.filter(
        wave=OuterRef("pk"), area__in=places.visible_to(viewer)
    ).order_by()
    each = areas.values("wave")
    return MeasurementWave.objects.annotate(
        questions_n=Count("lines", filter=~Q(lines__question="")),
        registers_n=Count("lines", filter=Q(lines__question="")),
        areas_n=Subquery(each.annotate(rows=Count("pk")).values("rows")),
        known_n=Subquery(each.annotate(rows=Count("n")).values("rows")),
        answers_n=Subquery(each.annotate(all=Sum("n")).values("all")),
    )


def _listed(row: MeasurementWave) -> WaveListed:
    told = vars(row)
    areas = told["areas_n"] or 0
    return WaveListed(
        id=row.pk,
        title=row.title,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        note=row.note,
        questions=told["questions_n"],
        registers=told["registers_n"],
        areas=areas,
        n=told["answers_n"] if told["known_n"] == areas else None,
    )


def _line(one: MeasurementPlan) -> MeasurementSeen:
    return MeasurementSeen(
        id=one.pk,
        question=one.question,
        wording=one.wording,
        scale=one.scale,
        answers=tuple(one.answers),
        series_id=one.series_id,
        series_key=one.series.key if one.series else "",
        series_name=one.series.name if one.series else "",
        n=one.n,
        modes=_modes(one.modes),
        owner=one.owner,
    )


def _area(one: PlannedArea) -> PlannedAreaSeen:
    area = one.area
    return PlannedAreaSeen(
        one.pk, area.pk, area.code, area.name or area.code, one.n, _modes(one.modes)
    )


def _modes(words: Iterable[str]) -> tuple[Mode, ...]:
    return tuple(Mode(word) for word in words)
