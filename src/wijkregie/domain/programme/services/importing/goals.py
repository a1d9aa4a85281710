"""The programme, its goals, and what is measured, out of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import (
    Goal,
    GoalIndicator,
    IndicatorTarget,
)
from wijkregie.domain.programme.states import Direction, GoalLevel
from wijkregie.sources.programme import GoalRow
from wijkregie.sources.programme.goals import EFFECT

if TYPE_CHECKING:
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.domain.programme.services.importing.names import Names
    from wijkregie.sources.programme import (
        IndicatorRow,
        ProgrammeFile,
        ProgrammeRow,
        TargetRow,
    )


_DEPTHS: Final = tuple(GoalLevel)


def programme_fields(row: ProgrammeRow, names: Names) -> Fields:
    """Return the columns of a programme."""
    return {
        "name": row.name,
        "summary": row.summary,
        "from_year": row.from_year,
        "until_year": row.until_year,
        "owner": row.owner,
        "accountable_to": list(row.accountable_to),
        "sounding_board": list(row.sounding_board),
        "group_id": names.group(row.group),
        "rung_planned": row.rung_planned,
        "rung_ambition": row.rung_ambition,
        "baseline_source": row.baseline_source,
        "vision": row.vision,
    }


def goals_of(file: ProgrammeFile | None) -> dict[str, GoalRow]:
    """Return the goals of a file by key, the societal effect first, parents before children."""
    if file is None:
        return {}
    effect = file.programme.societal_effect
    top = [GoalRow(EFFECT, GoalLevel.IMPACT, effect, (), "", "", ())] if effect else []
    rows = sorted(file.programme.goals, key=lambda row: _DEPTHS.index(GoalLevel(row.level)))
    return {row.key: row for row in (*top, *rows)}


def merge_goals(merge: Merge) -> dict[str, Goal]:
    """Bring the goals up to date; return them by key, also those made here."""
    old, new = goals_of(merge.old), goals_of(merge.new)
    rows = {goal.key: goal for goal in merge.programme.goals.all()}
    for order, (key, row) in enumerate(new.items()):
        what = _("goal “%(title)s”") % {"title": row.title}
        fields = _goal_fields(row, rows)
        if key not in old and key not in rows:
            programme = merge.programme
            rows[key] = merge.make(Goal, programme=programme, key=key, order=order, **fields)
            merge.added += 1
        else:
            before = _goal_fields(old[key], rows) if key in old else None
            merge.row(what, rows.get(key), before, fields)
        if key in rows:
            _merge_indicators(merge, rows[key], old.get(key), row)
    return rows


def remove_goals(merge: Merge) -> None:
    """Take away the goals that left the file, the lowest first."""
    old, new = goals_of(merge.old), goals_of(merge.new)
    for key in reversed([key for key in old if key not in new]):
        goal = merge.programme.goals.filter(key=key).first()
        if goal is not None:
            _merge_indicators(merge, goal, old[key], None)
            linked = [
                *goal.children.values_list("title", flat=True),
                *goal.indicators.values_list("title", flat=True),
                *goal.project_links.values_list("project__title", flat=True),
                *goal.bottleneck_links.values_list("bottleneck__title", flat=True),
            ]
            merge.remove(_("goal “%(title)s”") % {"title": goal.title}, goal, linked)


def _goal_fields(row: GoalRow, rows: dict[str, Goal]) -> Fields:
    parent = rows.get(row.parent)
    return {
        "level": row.level,
        "title": row.title,
        "aims": list(row.aims),
        "open_because": row.open_because,
        "parent_id": parent.pk if parent else None,
    }


def _merge_indicators(
    merge: Merge, goal: Goal, before: GoalRow | None, after: GoalRow | None
) -> None:
    old = {one.key: one for one in before.indicators} if before else {}
    new = {one.key: one for one in after.indicators} if after else {}
    rows = {one.key: one for one in goal.indicators.all()}
    for order, (key, row) in enumerate(new.items()):
        fields = _indicator_fields(row, merge.names)
        if key not in old and key not in rows:
            made = merge.make(GoalIndicator, goal=goal, key=key, order=order, **fields)
            for target in row.targets:
                _make_target(merge, made, target)
            merge.added += 1
        else:
            was = _indicator_fields(old[key], merge.old_names) if key in old else None
            what = _("indicator “%(title)s”") % {"title": row.title}
            merge.row(what, rows.get(key), was, fields)
            if key in rows:
                _merge_targets(merge, rows[key], old.get(key), row)
    for key in old:
        if key not in new and key in rows:
            plans = rows[key].plans.values_list("title", flat=True)
            merge.remove(rows[key].title, rows[key], plans)


def _merge_targets(
    merge: Merge, indicator: GoalIndicator, before: IndicatorRow | None, after: IndicatorRow
) -> None:
    old = {one.year: one for one in before.targets} if before else {}
    new = {one.year: one for one in after.targets}
    if old == new:
        return
    rows = {one.year: one for one in indicator.targets.all()}
    what = _("target of “%(title)s”") % {"title": after.title}
    for year, row in new.items():
        if year not in old and year not in rows:
            _make_target(merge, indicator, row)
            merge.added += 1
        else:
            was = _target_fields(old[year]) if year in old else None
            merge.row(what, rows.get(year), was, _target_fields(row))
    for year in old:
        if year not in new and year in rows:
            merge.remove(what, rows[year], ())


def _make_target(merge: Merge, indicator: GoalIndicator, row: TargetRow) -> None:
    fields = _target_fields(row)
    merge.make(IndicatorTarget, indicator=indicator, year=row.year, **fields)


def _target_fields(row: TargetRow) -> Fields:
    return {"on": row.on, "value": row.value}


def _indicator_fields(row: IndicatorRow, names: Names) -> Fields:
    return {
        "title": row.title,
        "source": row.source,
        "unit": row.unit,
        "direction": Direction.LOWER if row.lower_is_better else Direction.HIGHER,
        "baseline": row.baseline,
        "baseline_year": row.baseline_year,
        "baseline_n": row.baseline_n,
        "baseline_on": row.baseline_on,
        "baseline_source": row.baseline_source,
        "owner": row.owner,
        "series_id": names.series(row.series, row.unit),
        "series_area_id": names.area(row.series_area),
        "question": row.how.question,
        "baseline_wave_id": names.wave(row.how.baseline_wave),
        "deviation": row.how.deviation,
    }
