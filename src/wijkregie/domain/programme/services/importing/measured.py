"""Measurements, and the parts of which percentages were taken together, out of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from wijkregie.domain.indicators.models import MeasurementPlan, MeasurementWave, PlannedArea
from wijkregie.domain.programme.models import (
    BaselinePart,
    GoalIndicator,
    ProgrammeWave,
)
from wijkregie.domain.programme.services.measured_days import misfits
from wijkregie.domain.programme.services.measuring import resting_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db.models import Model

    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.domain.programme.services.importing.names import Names
    from wijkregie.sources.programme import ProgrammeFile
    from wijkregie.sources.programme.goal_records import IndicatorRow
    from wijkregie.sources.programme.measuring_records import (
        LineRow,
        PlannedAreaRow,
        WaveRow,
    )

    Known = dict[Any, Fields]


def merge_waves(merge: Merge) -> None:
    """Bring the measurements up to date, and link those of the file to the programme.

    What other programmes took from them has to fit their new days.
    """
    old, new = _waves(merge.old), _waves(merge.new)
    here = MeasurementWave.objects.filter(municipality_id=merge.programme.municipality_id)
    rows = {one.title: one for one in here.filter(title__in=new)}
    linked = set(merge.programme.wave_links.values_list("wave_id", flat=True))
    shared = [one.pk for one in rows.values()]
    unfit = misfits(shared, merge.at, beside=merge.programme)
    for title, row in new.items():
        what, fields = _named(title), _wave_fields(row)
        if title in rows:
            before = _wave_fields(old[title]) if title in old else _as_is(rows[title], fields)
            merge.row(what, rows[title], before, fields)
        elif title in old:
            merge.row(what, None, _wave_fields(old[title]), fields)
            continue
        else:
            rows[title] = merge.make(MeasurementWave, title=title, **fields)
            merge.added += 1
        wave = rows[title]
        _merge_plan(merge, wave, old.get(title), row)
        if wave.pk not in linked and title not in old:
            merge.make(ProgrammeWave, programme=merge.programme, wave=wave, linked_at=merge.at)
            merge.added += 1
    now = misfits(shared, merge.at, beside=merge.programme)
    merge.conflicts += [words for key, words in now.items() if key not in unfit]


def remove_waves(merge: Merge) -> None:
    """Let the programme be measured no longer by what left the file.

    A measurement stays where something else rests on it.
    """
    new = _waves(merge.new)
    for title in _waves(merge.old):
        links = merge.programme.wave_links.filter(wave__title=title).select_related("wave")
        link = links.first() if title not in new else None
        if link is not None:
            rests = resting_on(merge.programme, link.wave_id)
            merge.remove(_named(title), link, rests)
            if not rests:
                _drop(link.wave)


def merge_parts(merge: Merge) -> None:
    """Bring the parts of percentages up to date."""
    old, new = _indicators(merge.old), _indicators(merge.new)
    rows = {
        (one.goal.key, one.key): one
        for one in GoalIndicator.objects.filter(goal__programme=merge.programme)
        .select_related("goal")
        .prefetch_related("parts")
    }
    for key, row in new.items():
        was = old.get(key)
        if key not in rows or not (row.how.parts or (was and was.how.parts)):
            continue
        _sync(
            merge,
            _("parts of “%(title)s”") % {"title": row.title},
            {(one.area_id, one.name): one for one in rows[key].parts.all()},
            (_parts(was, merge.old_names), _parts(row, merge.names)),
            _maker(merge, BaselinePart, indicator=rows[key]),
        )


def _merge_plan(
    merge: Merge, wave: MeasurementWave, before: WaveRow | None, after: WaveRow
) -> None:
    _sync(
        merge,
        _named(wave.title),
        {(one.question, one.series_id): one for one in wave.lines.all()},
        (
            _lines(before.lines if before else (), merge.old_names),
            _lines(after.lines, merge.names),
        ),
        _maker(merge, MeasurementPlan, wave=wave),
    )
    _sync(
        merge,
        _named(wave.title),
        {one.area_id: one for one in wave.planned_areas.all()},
        (
            _planned(before.planned if before else (), merge.old_names),
            _planned(after.planned, merge.names),
        ),
        lambda fields, _order: merge.make(PlannedArea, wave=wave, **fields),
    )


def _sync(
    merge: Merge,
    what: str,
    there: Mapping[Any, Model],
    versions: tuple[Known, Known],
    make: Callable[[Fields, int], object],
) -> None:
    """Make what is new in the file, change what changed, take away what left it."""
    old, new = versions
    for order, (key, fields) in enumerate(new.items()):
        if key in there:
            merge.row(what, there[key], old.get(key, _as_is(there[key], fields)), fields)
        elif key in old:
            merge.row(what, None, old[key], fields)
        else:
            make(fields, order)
            merge.added += 1
    for key in old:
        if key not in new and key in there:
            merge.remove(what, there[key], ())


def _maker(merge: Merge, model: Any, **of: Any) -> Callable[[Fields, int], object]:
    return lambda fields, order: merge.make(model, order=order, **of, **fields)


def _as_is(row: Any, fields: Fields) -> Fields | None:
    """Return the fields of a row that is not of this file, if the file says the same."""
    return fields if {name: getattr(row, name) for name in fields} == fields else None


def _drop(wave: MeasurementWave) -> None:
    try:
        with transaction.atomic():
            wave.delete()
    except ProtectedError:
        return


def _waves(file: ProgrammeFile | None) -> dict[str, WaveRow]:
    return {row.title: row for row in file.measured.waves} if file else {}


def _indicators(file: ProgrammeFile | None) -> dict[tuple[str, str], IndicatorRow]:
    goals = file.programme.goals if file else ()
    return {(goal.key, one.key): one for goal in goals for one in goal.indicators}


def _wave_fields(row: WaveRow) -> Fields:
    return {"begins_on": row.begins_on, "ends_on": row.ends_on, "note": row.note}


def _lines(rows: Iterable[LineRow], names: Names) -> Known:
    found: Known = {}
    for row in rows:
        series_id = names.series(row.series)
        if row.series is None or series_id is not None:
            found[row.question, series_id] = {
                "question": row.question,
                "series_id": series_id,
                "wording": row.wording,
                "scale": row.scale,
                "answers": list(row.answers),
                "n": row.n,
                "modes": list(row.modes),
                "owner": row.owner,
            }
    return found


def _planned(rows: Iterable[PlannedAreaRow], names: Names) -> Known:
    known = ((names.area(row.area), row) for row in rows)
    return {
        pk: {"area_id": pk, "n": row.n, "modes": list(row.modes)}
        for pk, row in known
        if pk is not None
    }


def _parts(row: IndicatorRow | None, names: Names) -> Known:
    found: Known = {}
    for part in row.how.parts if row else ():
        area_id = names.area(part.area)
        if part.area is None or area_id is not None:
            found[area_id, part.name] = {
                "area_id": area_id,
                "name": part.name,
                "numerator": part.numerator,
                "denominator": part.denominator,
            }
    return found


def _named(title: str) -> str:
    return _("measurement “%(title)s”") % {"title": title}
