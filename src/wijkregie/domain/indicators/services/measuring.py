"""Plan a measurement: when it is, what it asks or reads, and where on how many answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import Max, ProtectedError, Q
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import MeasurementPlan, MeasurementWave, PlannedArea
from wijkregie.domain.indicators.services.plan_drafts import (
    MeasuringRefused,
    PlanDraft,
    PlannedAreaDraft,
    WaveDraft,
    WaveInUse,
)
from wijkregie.domain.indicators.services.plan_fields import (
    count,
    modes,
    plan_fields,
    wave_fields,
)
from wijkregie.domain.places.models import Area, MunicipalityCode
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model, QuerySet

    from wijkregie.kit.viewer import Viewer

    AnyModel = TypeVar("AnyModel", bound=Model)
    AnyRow = TypeVar("AnyRow", MeasurementPlan, PlannedArea)


@transaction.atomic
def make_wave(draft: WaveDraft, *, by: Viewer, at: datetime) -> int:
    """Put a measurement on record, done or planned, and return its number."""
    here = _planner(by)
    fields = wave_fields(draft)
    _check_title(here, fields["title"])
    made = MeasurementWave.objects.create(municipality_id=here, **fields)
    audit.record("wave_made", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_wave(
    wave_id: int, draft: WaveDraft, *, before: WaveDraft, by: Viewer, at: datetime
) -> None:
    """Change a measurement; ``before`` is how it was when it was read."""
    wave = _wave(wave_id, by)
    _check_unchanged(before, wave_as_is(wave))
    fields = wave_fields(draft)
    _check_title(wave.municipality_id, fields["title"], but=wave.pk)
    _write(wave, fields)
    audit.record("wave_changed", wave, by=by, at=at)


@transaction.atomic
def remove_wave(wave_id: int, *, by: Viewer, at: datetime) -> None:
    """Remove a measurement with its plan.

    Raises ``WaveInUse`` with all that rests on it: programmes, values from before, plans to
    tell an effect.
    """
    wave = _wave(wave_id, by)
    audit.record("wave_removed", wave, by=by, at=at, why=wave.title)
    try:
        with transaction.atomic():
            wave.delete()
    except ProtectedError as rests:
        hangs = sorted({str(one) for one in rests.protected_objects})
        names = ", ".join(f"“{one}”" for one in hangs)
        raise WaveInUse(
            _("“%(title)s” cannot be removed: %(names)s rest on it. Undo that first.")
            % {"title": wave.title, "names": names},
            hangs,
        ) from rests


@transaction.atomic
def plan_measurement(wave_id: int, draft: PlanDraft, *, by: Viewer, at: datetime) -> int:
    """Let a measurement ask a question or read a register; return the number of the line."""
    wave = _wave(wave_id, by)
    fields = plan_fields(draft, by)
    _check_once(wave, fields)
    last = wave.lines.aggregate(last=Max("order"))["last"]
    made = MeasurementPlan.objects.create(
        municipality_id=wave.municipality_id,
        wave=wave,
        order=0 if last is None else last + 1,
        **fields,
    )
    audit.record("measurement_planned", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_measurement(
    line_id: int, draft: PlanDraft, *, before: PlanDraft, by: Viewer, at: datetime
) -> None:
    """Change what a measurement asks or reads; ``before`` is how it was when it was read."""
    line = _line(line_id, by)
    _check_unchanged(before, plan_as_is(line))
    fields = plan_fields(draft, by)
    _check_once(line.wave, fields, but=line.pk)
    _write(line, fields)
    audit.record("measurement_changed", line, by=by, at=at)


@transaction.atomic
def drop_measurement(line_id: int, *, by: Viewer, at: datetime) -> None:
    """Let a measurement ask or read something no longer."""
    line = _line(line_id, by)
    audit.record("measurement_dropped", line, by=by, at=at, why=line.question)
    line.delete()


@transaction.atomic
def plan_area(wave_id: int, draft: PlannedAreaDraft, *, by: Viewer, at: datetime) -> int:
    """Say on how many answers one counts in an area, and how people can answer there."""
    wave = _wave(wave_id, by)
    if not _areas_of(wave.municipality_id).filter(pk=draft.area_id).exists():
        raise MeasuringRefused(
            _("This area does not belong to your municipality. Choose another."), "area_id"
        )
    if wave.planned_areas.filter(area_id=draft.area_id).exists():
        raise MeasuringRefused(
            _("This area is there already. Change what is there."), "area_id"
        )
    made = PlannedArea.objects.create(
        municipality_id=wave.municipality_id,
        wave=wave,
        area_id=draft.area_id,
        n=count(draft.n),
        modes=modes(draft.modes),
    )
    audit.record("wave_area_planned", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_planned_area(
    planned_id: int,
    draft: PlannedAreaDraft,
    *,
    before: PlannedAreaDraft,
    by: Viewer,
    at: datetime,
) -> None:
    """Change the number of answers in an area, or how people can answer; the area stays."""
    row = _found(PlannedArea.objects.all(), planned_id, by)
    _check_unchanged(before, area_as_is(row))
    if draft.area_id != row.area_id:
        raise MeasuringRefused(_("Remove this area, and add the other one."), "area_id")
    _write(row, {"n": count(draft.n), "modes": modes(draft.modes)})
    audit.record("wave_area_changed", row, by=by, at=at)


@transaction.atomic
def drop_planned_area(planned_id: int, *, by: Viewer, at: datetime) -> None:
    """Count on no answers of their own in an area any more."""
    row = _found(PlannedArea.objects.all(), planned_id, by)
    audit.record("wave_area_dropped", row, by=by, at=at)
    row.delete()


@transaction.atomic
def repeat_wave(wave_id: int, draft: WaveDraft, *, by: Viewer, at: datetime) -> int:
    """Plan a measurement that asks the same in the same words as one that is there.

    Return its number. How many answered then says nothing of how many will: that stays open.
    """
    first = _wave(wave_id, by)
    made = make_wave(draft, by=by, at=at)
    lines, areas = first.lines.order_by("order", "pk"), first.planned_areas.order_by("pk")
    MeasurementPlan.objects.bulk_create(_copied(one, made) for one in lines)
    PlannedArea.objects.bulk_create(_copied(one, made) for one in areas)
    return made


def wave_as_is(one: MeasurementWave) -> WaveDraft:
    """Return a measurement as the draft that would leave it as it is."""
    return WaveDraft(one.title, one.begins_on, one.ends_on, one.note)


def plan_as_is(one: MeasurementPlan) -> PlanDraft:
    """Return a line of the plan as the draft that would leave it as it is."""
    return PlanDraft(
        question=one.question,
        wording=one.wording,
        scale=one.scale,
        answers=tuple(one.answers),
        series_id=one.series_id,
        n=one.n,
        modes=tuple(one.modes),
        owner=one.owner,
    )


def area_as_is(one: PlannedArea) -> PlannedAreaDraft:
    """Return an area of the plan as the draft that would leave it as it is."""
    return PlannedAreaDraft(one.area_id, one.n, tuple(one.modes))


def _copied(row: AnyRow, wave_id: int) -> AnyRow:
    row.pk, row.wave_id, row.n = None, wave_id, None
    return row


def _planner(by: Viewer) -> int:
    """Return the municipality of which ``by`` may plan measurements; refuse anybody else."""
    here = by.municipality_id or 0
    if not rules.may_plan(by, here):
        raise MeasuringRefused(
            _("Only the wijkregisseur or an administrator can do this. Ask one of them.")
        )
    return here


def _found(rows: QuerySet[AnyModel], pk: int, by: Viewer) -> AnyModel:
    """Return the row to change, locked; one of another municipality is as good as absent."""
    row = rows.filter(pk=pk, municipality_id=_planner(by)).select_for_update(
        of=("self",), no_key=True
    )
    found = row.first()
    if found is None:
        raise MeasuringRefused(_("This is not there any more. Go back and reload the page."))
    return found


def _wave(wave_id: int, by: Viewer) -> MeasurementWave:
    return _found(MeasurementWave.objects.all(), wave_id, by)


def _line(line_id: int, by: Viewer) -> MeasurementPlan:
    return _found(MeasurementPlan.objects.select_related("wave"), line_id, by)


def _areas_of(municipality_id: int) -> QuerySet[Area]:
    codes = MunicipalityCode.objects.filter(municipality_id=municipality_id).values("code")
    national = Q(municipality=None, gm_code__in=codes)
    return Area.objects.filter(Q(municipality_id=municipality_id) | national)


def _write(row: Model, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))


def _check_title(municipality_id: int, title: str, *, but: int = 0) -> None:
    there = MeasurementWave.objects.filter(municipality_id=municipality_id, title=title)
    if there.exclude(pk=but).exists():
        raise MeasuringRefused(
            _("There is a measurement “%(title)s” already. Give this one another name.")
            % {"title": title},
            "title",
        )


def _check_once(wave: MeasurementWave, fields: dict[str, Any], *, but: int = 0) -> None:
    same = {name: fields[name] for name in ("question", "series_id")}
    if wave.lines.filter(**same).exclude(pk=but).exists():
        field = "question" if fields["question"] else "series_id"
        raise MeasuringRefused(
            _("This measurement has that already. Change the line that is there."), field
        )


def _check_unchanged(before: object, now: object) -> None:
    if before != now:
        raise MeasuringRefused(
            _(
                "Somebody else changed this while you were at it. Open it again, look at what "
                "is different now, and save."
            )
        )
