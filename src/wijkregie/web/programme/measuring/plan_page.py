"""How a programme is measured: indicators beside the next measurement, waves, and effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme import queries
from wijkregie.web.http.addresses import figure_url
from wijkregie.web.programme.measuring import told
from wijkregie.web.programme.measuring.effect import card
from wijkregie.web.programme.measuring.wave_page import listed
from wijkregie.web.programme.measuring_words import count_text, modes_text
from wijkregie.web.programme.narrowing import frame

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.programme.queries import IndicatorPlanned, MeasurementPlanSeen
    from wijkregie.web.programme.narrowing import Asked


def shown_of(asked: Asked, seen: MeasurementPlanSeen) -> list[IndicatorPlanned]:
    """Return the indicators asked for: of goals for which a project asked for works.

    Who asks for a goal only gets what is measured of it also where no project works for it.
    """
    if asked.wrong:
        return []
    if not asked.is_narrowed:
        return list(seen.indicators)
    goals = {pk for one in asked.projects for pk in one.goal_ids}
    if asked.wanted == queries.PlanFilter(goal=asked.values["doel"]):
        goals |= _below(asked)
    return [one for one in seen.indicators if one.goal.id in goals]


def _below(asked: Asked) -> set[int]:
    every = asked.planning.goals
    found = {one.id for one in every if one.key == asked.values["doel"]}
    for _depth in every:  # at most as deep as there are goals
        found |= {one.id for one in every if one.parent_id in found}
    return found


def page(asked: Asked, seen: MeasurementPlanSeen, on: date) -> dict[str, Any]:
    """Return how a programme is measured, as ``programme/measuring.html`` asks for it."""
    desk, key = asked.desk, seen.programme.key
    found = shown_of(asked, seen)
    inside = queries.may_check(desk.viewer)
    context = frame(
        asked, "measuring", _("Measuring"), {"measuring_csv": _("This list as a table (CSV)")}
    )
    steers = seen.programme.may_steer
    return context | {
        "lead": _lead(seen, found),
        "rows": [row(asked, seen, one, on) for one in found],
        "none": _none(asked, seen),
        "waves": [listed(desk, one, on) for one in seen.waves],
        "plans": [
            card(desk, one, on, inside=inside)
            for one in queries.evaluations_of(desk.viewer, key)
        ],
        "checks_url": desk.url("checks", key) if inside else "",
        "waves_url": desk.url("waves"),
        "choose_url": desk.url("measuring_waves", key) if steers else "",
        "new_url": f"{desk.url('wave_new')}?programma={key}" if steers else "",
        "plan_url": desk.url("effect_new", key) if steers else "",
    }


def _lead(seen: MeasurementPlanSeen, found: Iterable[IndicatorPlanned]) -> str:
    targets = [target for one in found for target in one.targets]
    small = sum(target.shows is False for target in targets)
    unknown = sum(target.shows is None for target in targets)
    if seen.next_wave is None:
        said = _("No measurement is planned.")
    else:
        said = _("The next measurement is “%(wave)s”.") % {"wave": seen.next_wave.title}
    if not targets:
        return said
    counted = [
        ngettext(
            "%(n)d target is too small to be seen.",
            "%(n)d targets are too small to be seen.",
            small,
        )
        % {"n": small}
        if small
        else "",
        ngettext(
            "Of %(n)d target nobody knows whether one will see it.",
            "Of %(n)d targets nobody knows whether one will see them.",
            unknown,
        )
        % {"n": unknown}
        if unknown
        else "",
    ]
    all_well = "" if any(counted) else _("It can show every target.")
    return " ".join(filter(None, (said, *counted, all_well)))


def row(
    asked: Asked, seen: MeasurementPlanSeen, one: IndicatorPlanned, on: date
) -> dict[str, Any]:
    """Return an indicator, as ``programme/measuring_row.html`` asks for it."""
    desk, key = asked.desk, seen.programme.key
    steers = seen.programme.may_steer
    wave = seen.next_wave
    reads = None if one.question else told.reading(seen, one, on)
    next_one = reads or (wave if one.asked else None)
    return {
        "id": one.id,
        "title": one.title,
        "goal": {"name": one.goal.title, "url": f"{desk.url('goals', key)}#doel-{one.goal.id}"},
        "asked": told.asked_text(seen, one),
        "asked_note": _asked_note(one),
        "asked_url": ""
        if one.question or not one.series_key
        else figure_url(desk.scope, one.series_key),
        "wave": reads.title if reads else told.wave_text(seen, one),
        "wave_missing": one.asked is False,
        "wave_url": desk.url("wave", next_one.id) if next_one else "",
        "is_asked": bool(one.asked),
        "answers": count_text(one.n),
        "modes": modes_text(one.modes),
        "smallest": told.smallest_text(one),
        "smallest_note": told.smallest_note(one) or told.why_unknown(seen, one),
        "targets": [told.target_shown(seen, one, each) for each in one.targets],
        "notes": list(filter(None, (told.baseline_text(one), told.parts_text(one)))),
        "change_url": desk.url("indicator_measuring", key, one.goal.id, one.id)
        if steers
        else "",
        "wave_change_url": desk.url("wave_change", wave.id) if steers and wave else "",
    }


def _asked_note(one: IndicatorPlanned) -> str:
    if one.question:
        return _("question %(key)s") % {"key": one.question}
    return _("from a register") if one.series_name else ""


def _none(asked: Asked, seen: MeasurementPlanSeen) -> dict[str, str]:
    if seen.indicators:
        return {
            "title": _("Nothing fits this choice"),
            "text": _("Choose another area, theme, partner or state, or look at all of it."),
            "url": asked.desk.url("measuring", seen.programme.key),
            "url_text": _("Look at all that is measured"),
        }
    return {
        "title": _("Nothing is measured yet"),
        "text": _("Write down of each goal what tells whether it is reached."),
        "url": asked.desk.url("goals", seen.programme.key),
        "url_text": _("To the goals"),
    }


def csv_head() -> list[str]:
    """Return the heads of the list as a file."""
    return [
        _("goal"),
        _("indicator"),
        _("question"),
        _("register"),
        _("next measurement"),
        _("is asked in it"),
        _("planned answers"),
        _("how people answer"),
        _("answers at the baseline"),
        _("baseline"),
        _("unit"),
        _("smallest change that shows"),
        _("target"),
        _("target for"),
        _("change to the target"),
        _("can be seen"),
        _("why that is not known"),
    ]


def csv_rows(asked: Asked, seen: MeasurementPlanSeen) -> Iterable[list[Any]]:
    """Yield a row per target, one for an indicator without any."""
    wave = seen.next_wave.title if seen.next_wave else ""
    for one in shown_of(asked, seen):
        begin = [
            one.goal.title,
            one.title,
            one.question,
            one.series_name,
            wave,
            _yes_no(one.asked),
            one.n,
            modes_text(one.modes),
            one.baseline_n,
            _number(one.baseline),
            one.unit,
            _number(one.smallest),
        ]
        for target in one.targets:
            why = "" if target.shows is not None else told.why_target_unknown(seen, one)
            yield [
                *begin,
                _number(target.value),
                target.on or target.year,
                _number(target.change),
                _yes_no(target.shows),
                why,
            ]
        if not one.targets:
            yield [*begin, "", "", "", "", told.why_unknown(seen, one)]


def _yes_no(said: bool | None) -> str:  # noqa: FBT001 - it is what it tells of
    return "" if said is None else _("yes") if said else _("no")


def _number(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
