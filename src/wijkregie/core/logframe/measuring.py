"""Checks of what is measured: L01 to L06, L16 and L17."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.core.logframe.catalogue import found
from wijkregie.core.logframe.records import Level, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from wijkregie.core.logframe.findings import Finding
    from wijkregie.core.logframe.records import Indicator, Programme, Target


def unmeasured(programme: Programme) -> Iterator[Finding]:
    """L01: a goal that has to show what changed, without an indicator.

    That is an operational goal, and a higher one of which no goal below tells more.
    Results are told by what was delivered.
    """
    measured = {one.goal_id for one in programme.indicators}
    above = {one.parent_id for one in programme.goals if one.level != Level.RESULT}
    for goal in programme.goals:
        tells = goal.level == Level.OPERATIONAL or goal.id not in above
        if tells and goal.level != Level.RESULT and goal.id not in measured:
            yield found("L01 no_indicator", goal.about)


def incomplete(programme: Programme) -> Iterator[Finding]:
    """L02: an indicator without unit, direction or owner."""
    for one in programme.indicators:
        left = {
            "unit": not one.unit,
            "direction": one.higher is None,
            "owner": one.owner == "",
        }
        lacks = tuple(name for name, open_ in left.items() if open_)
        if lacks:
            yield found("L02 lacks", one.about, lacks=lacks)


def no_baseline(programme: Programme) -> Iterator[Finding]:
    """L03: no value from before, or one without its date, source or number of answers.

    A register counts everybody: there nobody asks for a number of answers.
    """
    for one in programme.indicators:
        before = one.baseline
        if before.value is None:
            yield found("L03 no_baseline", one.about)
            continue
        left = {
            "date": before.when is None,
            "source": not before.source and not one.series,
            "n": before.n is None and not one.series,
        }
        lacks = tuple(name for name, open_ in left.items() if open_)
        if lacks:
            yield found("L03 lacks", one.about, lacks=lacks)


def targets_wrong(programme: Programme) -> Iterator[Finding]:
    """L04: a target that asks for no change, or for the wrong one."""
    for one in programme.indicators:
        for at, target in enumerate(one.targets):
            fault = _way(one, target.value)
            if fault:
                yield found(
                    f"L04 {fault}",
                    one.about,
                    place=str(at or ""),
                    baseline=one.baseline.value,
                    target=target.value,
                    unit=one.unit,
                )


def _way(one: Indicator, target: Decimal) -> str:
    before = one.baseline.value
    if before is None:
        return ""
    if target == before:
        return "equal"
    wrong = one.higher is not None and (target > before) != one.higher
    return "against" if wrong else ""


def dates_wrong(programme: Programme) -> Iterator[Finding]:
    """L05: a target outside the programme or before its baseline, or without a date."""
    for one in programme.indicators:
        if not one.targets:
            yield found("L05 no_target", one.about)
        for at, target in enumerate(one.targets):
            yield from _date_wrong(programme, one, target, str(at or ""))


def _date_wrong(
    programme: Programme, one: Indicator, target: Target, place: str
) -> Iterator[Finding]:
    when, span = target.when, programme.span
    if when is None:
        yield found("L05 no_date", one.about, place=place)
        return
    if when.is_before(span) or span.is_before(when):
        yield found("L05 outside", one.about, place=place, when=when, programme=span)
    before = one.baseline.when
    if before is not None and when.is_before(before):
        yield found("L05 before", one.about, place=place, when=when, baseline=before)


def no_source(programme: Programme) -> Iterator[Finding]:
    """L06: an indicator of which nobody knows where its values come from."""
    for one in programme.indicators:
        if not (one.source or one.question or one.series):
            yield found("L06 no_source", one.about)


def counted_twice(programme: Programme) -> Iterator[Finding]:
    """L16: the same figure, or the same result, under two goals."""
    names = {goal.id: goal.title for goal in programme.goals}
    first: dict[str, Indicator] = {}
    for one in programme.indicators:
        known = first.setdefault(_figure(one), one)
        if known.goal_id != one.goal_id:
            other, here = names.get(known.goal_id, ""), names.get(one.goal_id, "")
            yield found("L16 twice", one.about, goal=here, other=other)
    results: dict[str, int | None] = {}
    for goal in programme.goals:
        if goal.level != Level.RESULT:
            continue
        parent_id = results.setdefault(_same(goal.title), goal.parent_id)
        if parent_id != goal.parent_id:
            here, other = names.get(goal.parent_id or 0, ""), names.get(parent_id or 0, "")
            yield found("L16 twice", goal.about, goal=here, other=other)


def _figure(one: Indicator) -> str:
    """Return what two indicators share when they are the same figure."""
    return f"series {one.series}" if one.series else one.question or _same(one.title)


def _same(title: str) -> str:
    return " ".join(title.casefold().split())


def no_counts(programme: Programme) -> Iterator[Finding]:
    """L17: a percentage of several areas together, of which the counts are not known."""
    for one in programme.indicators:
        several = one.measure == Measure.SHARE and len(one.parts) > 1
        if several and any(
            part.numerator is None or not part.denominator for part in one.parts
        ):
            yield found("L17 no_counts", one.about, areas=len(one.parts))
