"""What the checks say while somebody fills in a form. It is advice: it never blocks.

``advice_for_goal``, ``advice_for_indicator`` and ``advice_for_project`` take what is filled in
so far and return what ``programme/advice.html`` shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core import logframe
from wijkregie.core.logframe import NEW, Measure, Severity, Span
from wijkregie.domain.programme import queries
from wijkregie.domain.programme.states import Direction, GoalLevel
from wijkregie.web.programme import ahead
from wijkregie.web.programme.sentences import SEVERITIES, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.core.logframe import Finding
    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.domain.programme.services import GoalDraft, IndicatorDraft
    from wijkregie.web.programme.desk import Desk

_LEVELS: Final = dict(zip(GoalLevel, logframe.Level, strict=True))
_SHARES: Final = frozenset({"%", "percent", "procent"})
_ICONS: Final = {
    Severity.WRONG: ("warning", "error"),
    Severity.MISSING: ("warning", "unknown"),
    Severity.ADVICE: ("neutral", "info"),
}


def advice_for_goal(
    desk: Desk, programme: ProgrammeSeen, draft: GoalDraft, pk: int = NEW
) -> dict[str, Any]:
    """Return what the checks say of a goal as it is filled in now."""
    level = _LEVELS[GoalLevel(draft.level)]
    goal = logframe.Goal(pk, draft.title, level, draft.parent_id, draft.open_because)
    return shown(desk, programme, goal)


def advice_for_indicator(
    desk: Desk, programme: ProgrammeSeen, draft: IndicatorDraft, goal_id: int, pk: int = NEW
) -> dict[str, Any]:
    """Return what the checks say of what is measured, as it is filled in now."""
    linked = draft.series_id is not None
    line = logframe.Indicator(
        id=pk,
        goal_id=goal_id,
        title=draft.title,
        unit=draft.unit,
        higher=draft.direction == Direction.HIGHER,
        owner=draft.owner,
        source=draft.source,
        series=f"{draft.series_id}:{draft.series_area_id or ''}" if linked else "",
        measure=Measure.SHARE if draft.unit in _SHARES else Measure.OTHER,
        baseline=logframe.Baseline(
            value=draft.baseline,
            when=_span(draft.baseline_on, draft.baseline_year),
            source=draft.baseline_source or draft.source or programme.baseline_source,
            n=draft.baseline_n,
        ),
        targets=tuple(
            logframe.Target(one.value, _span(one.on, one.year)) for one in draft.targets
        ),
    )
    frame, today = queries.frame_for_advice(desk.viewer, programme), timezone.localdate()
    line = ahead.as_known(line, frame)
    return told(logframe.advice(frame, line, on=today), ahead.points(frame, line, today))


def advice_for_project(
    desk: Desk, programme: ProgrammeSeen, project: logframe.Project
) -> dict[str, Any]:
    """Return what the checks say of a project as its card is filled in now."""
    return shown(desk, programme, project)


def shown(
    desk: Desk,
    programme: ProgrammeSeen,
    changed: logframe.Goal | logframe.Project,
) -> dict[str, Any]:
    """Return advice about one thing, as ``programme/advice.html`` asks for it."""
    frame = queries.frame_for_advice(desk.viewer, programme)
    return told(logframe.advice(frame, changed, on=timezone.localdate()))


def told(found: Iterable[Finding], beside: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return what was found, and what is good to know ``beside`` it."""
    return {
        "points": [
            {
                "text": sentence(one),
                "kind": _ICONS[one.severity][0],
                "icon": _ICONS[one.severity][1],
                "severity_text": str(SEVERITIES[one.severity]),
            }
            for one in found
        ]
        + list(beside),
        "none_text": _("The checks find nothing to say about this."),
    }


def _span(on: date | None, year: int | None) -> Span | None:
    if on is not None:
        return Span(on, on)
    return Span.of_year(year) if year else None
