"""Store a measurement with its whole plan at once, as one form shows it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.indicators.models import MeasurementWave
from wijkregie.domain.indicators.services.measuring import (
    area_as_is,
    change_measurement,
    change_planned_area,
    change_wave,
    drop_measurement,
    drop_planned_area,
    make_wave,
    plan_area,
    plan_as_is,
    plan_measurement,
    wave_as_is,
)
from wijkregie.domain.indicators.services.plan_drafts import MeasuringRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from wijkregie.domain.indicators.services.plan_drafts import (
        PlanDraft,
        PlannedAreaDraft,
        WaveDraft,
    )
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class LineRow:
    """A question or register in a form: ``name`` is how the form calls it.

    ``id`` is the line of the plan that it changes, ``None`` for a new one.
    """

    name: str
    draft: PlanDraft
    id: int | None = None


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area in a form; ``name`` is how the form calls it."""

    name: str
    draft: PlannedAreaDraft


@dataclass(frozen=True, slots=True)
class WholePlan:
    """A measurement with all that it asks and reads, and all its areas."""

    wave: WaveDraft
    lines: tuple[LineRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()


@transaction.atomic
def make_whole_wave(whole: WholePlan, *, by: Viewer, at: datetime) -> int:
    """Put a measurement on record with its plan, and return its number.

    Raises ``MeasuringRefused`` of which ``field`` begins with the name of the row.
    """
    made = MeasurementWave.objects.get(pk=make_wave(whole.wave, by=by, at=at))
    _store_lines(made, whole, by, at)
    _store_areas(made, whole, by, at)
    return made.pk


@transaction.atomic
def change_whole_wave(wave_id: int, whole: WholePlan, *, by: Viewer, at: datetime) -> None:
    """Make a measurement and its plan as they are given: what is not there any more goes.

    What stays as it was is not touched. Raises ``MeasuringRefused`` as the other does.
    """
    wave = _held(wave_id, by)
    if whole.wave != wave_as_is(wave):
        change_wave(wave.pk, whole.wave, before=wave_as_is(wave), by=by, at=at)
    _store_lines(wave, whole, by, at)
    _store_areas(wave, whole, by, at)


@transaction.atomic
def holding_wave(wave_id: int, act: Callable[[], object], *, by: Viewer) -> None:
    """Do ``act`` while nobody else can change this measurement: what it reads stays so."""
    _held(wave_id, by)
    act()


def _held(wave_id: int, by: Viewer) -> MeasurementWave:
    here = MeasurementWave.objects.filter(pk=wave_id, municipality_id=by.municipality_id or 0)
    found = here.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise _gone()
    return found


def _gone() -> MeasuringRefused:
    return MeasuringRefused(_("This is not there any more. Go back and reload the page."))


def _store_lines(wave: MeasurementWave, whole: WholePlan, by: Viewer, at: datetime) -> None:
    there = {one.pk: one for one in wave.lines.all()}
    for pk in there.keys() - {row.id for row in whole.lines}:
        drop_measurement(pk, by=by, at=at)
    for row in sorted(whole.lines, key=lambda one: one.id is None):
        with _at(row):
            if row.id is None:
                plan_measurement(wave.pk, row.draft, by=by, at=at)
            elif row.id not in there:
                raise _gone()
            elif row.draft != (now := plan_as_is(there[row.id])):
                change_measurement(row.id, row.draft, before=now, by=by, at=at)


def _store_areas(wave: MeasurementWave, whole: WholePlan, by: Viewer, at: datetime) -> None:
    there = {one.area_id: one for one in wave.planned_areas.all()}
    for area_id in there.keys() - {row.draft.area_id for row in whole.areas}:
        drop_planned_area(there[area_id].pk, by=by, at=at)
    for row in whole.areas:
        old = there.get(row.draft.area_id)
        with _at(row):
            if old is None:
                plan_area(wave.pk, row.draft, by=by, at=at)
            elif row.draft != (now := area_as_is(old)):
                change_planned_area(old.pk, row.draft, before=now, by=by, at=at)


@contextmanager
def _at(row: LineRow | AreaRow) -> Iterator[None]:
    """Let what is refused be about this row of the form."""
    try:
        yield
    except MeasuringRefused as refused:
        raise MeasuringRefused(str(refused), f"{row.name}_{refused.field}") from refused
