"""Checks against the measurements that are planned: L07, L08, L09, L15 and L25."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.core.logframe.catalogue import found
from wijkregie.core.logframe.detectable import is_detectable
from wijkregie.core.logframe.findings import About, Kind
from wijkregie.core.logframe.records import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from wijkregie.core.logframe.around import Arm, Asked, Evaluation, Wave
    from wijkregie.core.logframe.findings import Finding, Span
    from wijkregie.core.logframe.records import Indicator, Programme, Project

_FEWEST: Final = 2


def next_wave(programme: Programme, on: date) -> Wave | None:
    """Return the first survey that has yet to begin, ``None`` where none is planned."""
    ahead = [one for one in programme.waves if one.asks and one.when.first >= on]
    return min(ahead, key=lambda one: (one.when.first, one.id), default=None)


def not_asked(programme: Programme, on: date) -> Iterator[Finding]:
    """L07: the question of an indicator is not in the next wave."""
    wave = next_wave(programme, on)
    if wave is None:
        return
    for one in programme.indicators:
        if one.question and not wave.asked(one.question):
            yield found("L07 not_asked", one.about, wave=wave.title)


def asked_otherwise(programme: Programme) -> Iterator[Finding]:
    """L08: a question is asked in other words, or with other answers, than at the baseline."""
    waves = {one.id: one for one in programme.waves}
    for one in programme.indicators:
        first = waves.get(one.baseline.wave_id or 0)
        before = first.asked(one.question) if first else None
        for wave in programme.waves:
            after = wave.asked(one.question)
            if first and before and after and first.when.is_before(wave.when):
                changed = _changed(before, after)
                if changed:
                    yield found(
                        "L08 changed",
                        one.about,
                        place=str(wave.id),
                        changed=changed,
                        baseline=first.title,
                        wave=wave.title,
                    )


def _changed(before: Asked, after: Asked) -> tuple[str, ...]:
    """Return what differs; what is not known of one of the two is not called different."""
    pairs = {
        "wording": (before.wording, after.wording),
        "scale": (before.scale, after.scale),
        "answers": (before.answers, after.answers),
    }
    return tuple(name for name, (one, two) in pairs.items() if one and two and one != two)


def answers(wave: Wave, one: Indicator) -> int | None:
    """Return on how many answers to an indicator a survey counts, ``None`` if unknown.

    Of areas that the survey names those of the areas together, else those to the question,
    else those of the whole survey. What it does not ask is not answered: a register counts
    everybody, and of other figures nobody said that this survey tells them.
    """
    asked = wave.asked(one.question)
    if asked is None:
        return None
    by_area = dict(wave.by_area)
    if one.area_ids and all(pk in by_area for pk in one.area_ids):
        return _sum([by_area[pk] for pk in one.area_ids])
    return wave.n if asked.n is None else asked.n


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else sum(one or 0 for one in known)


def too_small(programme: Programme, on: date) -> Iterator[Finding]:
    """L09: a change that the planned number of answers cannot show."""
    wave = next_wave(programme, on)
    for one in programme.indicators:
        before = one.baseline
        n = answers(wave, one) if wave else None
        if wave is None or n is None or before.n is None or before.value is None:
            continue
        for at, target in enumerate(one.targets):
            shown = is_detectable(
                one.measure,
                (before.value, target.value),
                (before.n, n),
                deviation=one.deviation,
            )
            if shown is False:
                yield found(
                    "L09 too_small",
                    one.about,
                    place=str(at or ""),
                    change=abs(target.value - before.value),
                    unit=one.unit,
                    n=n,
                    wave=wave.title,
                )


def too_late(programme: Programme) -> Iterator[Finding]:
    """L15: work that ends after the last measurement that has to show it."""
    measured = _last_measured(programme.indicators)
    names = {one.id: one.title for one in programme.goals}
    for project in programme.projects:
        if project.stage in {Stage.STOPPED, Stage.DONE, Stage.HANDED_OVER}:
            continue
        for pk, when in _before(project.ends, project.goal_ids, measured):
            yield found(
                "L15 too_late",
                project.about,
                place=str(pk),
                goal=names.get(pk, ""),
                ends=project.ends,
                measured=when,
            )
        yield from _activities(project, measured, names)


def _activities(
    project: Project, measured: Mapping[int, Span], names: Mapping[int, str]
) -> Iterator[Finding]:
    for one in project.activities:
        for pk, when in _before(one.until, one.goal_ids or project.goal_ids, measured):
            yield found(
                "L15 activity",
                project.about,
                place=f"{one.id}-{pk}",
                activity=one.title,
                goal=names.get(pk, ""),
                ends=one.until,
                measured=when,
            )


def _last_measured(indicators: Iterable[Indicator]) -> dict[int, Span]:
    last: dict[int, Span] = {}
    for one in indicators:
        for target in one.targets:
            known = last.get(one.goal_id)
            if target.when and (known is None or known.last < target.when.last):
                last[one.goal_id] = target.when
    return last


def _before(
    ends: Span | None, goal_ids: Iterable[int], measured: Mapping[int, Span]
) -> Iterator[tuple[int, Span]]:
    if ends is None:
        return
    for pk in goal_ids:
        when = measured.get(pk)
        if when is not None and when.is_before(ends):
            yield pk, when


def evaluations(programme: Programme) -> Iterator[Finding]:
    """L25: a plan that cannot tell an effect from chance, or from another way of asking."""
    about = About(Kind.PROGRAMME, programme.id, programme.name)
    for one in programme.evaluations:
        for fault in _plan(one):
            yield found(
                f"L25 {fault}",
                about,
                place=str(one.id),
                plan=one.title,
                treated=len(one.treated.area_ids),
            )


def _plan(one: Evaluation) -> Iterator[str]:
    if not one.comparison.area_ids:
        yield "no_comparison"
    if len(one.treated.area_ids) < _FEWEST:
        yield "few_treated"
    if one.selection_wave_id is not None and one.selection_wave_id == one.baseline_wave_id:
        yield "same_wave"
    treated, other = (_otherwise(arm) for arm in (one.treated, one.comparison))
    if treated is not None and other is not None and treated != other:
        yield "mode"


def _otherwise(arm: Arm) -> bool | None:
    """Tell whether people answer in another way than before, ``None`` if not known."""
    return arm.before != arm.after if arm.before and arm.after else None
