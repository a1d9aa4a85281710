"""A plan to tell the effect of a programme: who is compared with whom, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core import logframe
from wijkregie.core.logframe import Arm, Evaluation, Span
from wijkregie.web.programme.measuring.told import wave_when
from wijkregie.web.programme.measuring_words import modes_text
from wijkregie.web.programme.sentences import sentence
from wijkregie.web.programme.words import date_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.core.logframe import Finding
    from wijkregie.domain.programme.queries import ArmSeen, EvaluationSeen, WaveNamed
    from wijkregie.web.programme.desk import Desk


def card(desk: Desk, one: EvaluationSeen, on: date, *, inside: bool) -> dict[str, Any]:
    """Return a plan, as ``programme/effect_card.html`` asks for it.

    ``inside``: for who works along, who sees all areas and so also what is wrong with it.
    """
    key = one.programme_key
    return {
        "id": f"effect-{one.id}",
        "title": one.title,
        "facts": [
            {"name": _("By which figure"), "text": _figure(one)},
            {"name": _("With the programme"), "text": _arm(one.treated)},
            {"name": _("Without the programme"), "text": _arm(one.comparison)},
            {"name": _("Areas chosen by"), "text": _wave(one.selection_wave)},
            {"name": _("Before"), "text": _wave(one.baseline_wave)},
            {"name": _("Afterwards"), "text": _wave(one.follow_up_wave)},
        ],
        "wrong": [sentence(each) for each in faults(evaluation_of(one), on)] if inside else [],
        "inside": inside,
        "change_url": desk.url("effect_change", key, one.id) if one.may_steer else "",
        "remove_url": desk.url("effect_remove", key, one.id) if one.may_steer else "",
    }


def evaluation_of(one: EvaluationSeen) -> Evaluation:
    """Return a plan as the checks ask for it."""
    return Evaluation(
        id=one.id,
        title=one.title,
        treated=_plain(one.treated),
        comparison=_plain(one.comparison),
        selection_wave_id=one.selection_wave.id if one.selection_wave else None,
        baseline_wave_id=one.baseline_wave.id if one.baseline_wave else None,
    )


def _plain(arm: ArmSeen) -> Arm:
    return Arm(tuple(one.id for one in arm.areas), frozenset(arm.before), frozenset(arm.after))


def faults(one: Evaluation, on: date) -> Iterable[Finding]:
    """Return what the checks find wrong with a plan by itself."""
    alone = logframe.Programme(1, "", Span.of_year(on.year), evaluations=(one,))
    return [each for each in logframe.findings(alone, on=on) if each.check == "L25"]


def _figure(one: EvaluationSeen) -> str:
    if one.indicator is None:
        return _("not chosen yet")
    if one.fixed_at is None:
        return one.indicator.title
    day = date_text(timezone.localtime(one.fixed_at).date())
    return _("%(figure)s, chosen on %(day)s") % {"figure": one.indicator.title, "day": day}


def _arm(arm: ArmSeen) -> str:
    names = joined(one.name or one.code for one in arm.areas)
    if not names:
        return _("no areas")
    before, after = modes_text(arm.before), modes_text(arm.after)
    if not before or not after or before == after:
        how = before or after
    else:
        how = _("first %(before)s, then %(after)s") % {"before": before, "after": after}
    return f"{names} ({how})" if how else names


def _wave(wave: WaveNamed | None) -> str:
    return wave_when(wave.title, wave.begins_on) if wave else _("not chosen yet")
