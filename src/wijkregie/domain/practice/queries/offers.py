"""What a programme has to offer to others: words only, no figures of areas and no persons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.domain.places.models import MunicipalityCode
from wijkregie.domain.programme.models import Goal, GoalIndicator, Programme
from wijkregie.domain.programme.states import Direction
from wijkregie.sources.practice import (
    TemplateFile,
    TemplateGoal,
    TemplateIndicator,
    TemplateVision,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.kit.viewer import Viewer

_GAP: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Offered:
    """Which parts of a programme go along, with the licence and a note in plain words."""

    vision: bool = True
    goals: bool = True
    indicators: bool = True
    licence: str = ""
    note: str = ""


def template_of(viewer: Viewer, key: str, offered: Offered, *, on: date) -> TemplateFile | None:
    """Return a programme as a template, ``None`` where it is not there. Four queries.

    A programme is public, so anybody may have it. Values, targets, own series and owners of
    indicators stay at home: they are of this municipality. A national series goes along by
    its key: the other has the same.
    """
    rows = Programme.objects.filter(municipality_id=viewer.municipality_id or 0)
    programme = rows.select_related("municipality").filter(key=key).first()
    if programme is None:
        return None
    goals = list(programme.goals.order_by("order", "pk"))
    indicators = GoalIndicator.objects.filter(goal__in=goals).select_related("series")
    lines = list(indicators.order_by("goal__order", "order", "pk"))
    codes = MunicipalityCode.objects.filter(municipality_id=programme.municipality_id)
    code = codes.order_by("pk").last()
    return TemplateFile(
        name=programme.name,
        municipality=programme.municipality.name,
        code=code.code if code else "",
        exported_on=on,
        licence=offered.licence,
        note=offered.note,
        vision=_vision(programme.vision) if offered.vision else (),
        goals=_goals(goals, lines if offered.indicators else ()) if offered.goals else (),
        indicators=_apart(lines) if offered.indicators and not offered.goals else (),
    )


def paragraphs_of(vision: str) -> tuple[str, ...]:
    """Return the paragraphs of a vision: they stand apart by an empty line."""
    found = (part.strip() for part in _GAP.split(vision))
    return tuple(part for part in found if part)


def _vision(text: str) -> tuple[TemplateVision, ...]:
    parts = enumerate(paragraphs_of(text), start=1)
    return tuple(TemplateVision(f"visie-{at}", part) for at, part in parts)


def _goals(goals: Iterable[Goal], lines: Iterable[GoalIndicator]) -> tuple[TemplateGoal, ...]:
    found = list(goals)
    keys = {one.pk: one.key for one in found}
    held = list(lines)
    return tuple(
        TemplateGoal(
            key=one.key,
            level=one.level,
            title=one.title,
            aims=tuple(one.aims),
            parent=keys.get(one.parent_id or 0, ""),
            open_because=one.open_because,
            indicators=tuple(_line(each, each.key) for each in held if each.goal_id == one.pk),
        )
        for one in found
    )


def _apart(lines: Iterable[GoalIndicator]) -> tuple[TemplateIndicator, ...]:
    """Return indicators without their goals; of two with one key the second gets a number."""
    found: dict[str, TemplateIndicator] = {}
    for one in lines:
        key, number = one.key, 2
        while key in found:
            key, number = f"{one.key}-{number}", number + 1
        found[key] = _line(one, key)
    return tuple(found.values())


def _line(one: GoalIndicator, key: str) -> TemplateIndicator:
    return TemplateIndicator(
        key=key,
        title=one.title,
        unit=one.unit,
        source=one.source,
        lower_is_better=one.direction == Direction.LOWER,
        series=_national(one.series),
    )


def _national(series: Indicator | None) -> str:
    return series.key if series is not None and series.municipality_id is None else ""
