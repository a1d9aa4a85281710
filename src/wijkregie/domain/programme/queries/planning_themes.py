"""Which themes a project is about: no card names them, what it is linked to does."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.utils.translation import override

from wijkregie.core import names
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.programme.models import (
    GoalIndicator,
    ProjectBottleneck,
    ProjectSignal,
)
from wijkregie.domain.programme.queries.seen_planning import Keyed
from wijkregie.domain.signals import queries as signals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.domain.programme.models import Project
    from wijkregie.kit.viewer import Viewer

#: That a municipality measured a figure itself says nothing of what it is about.
_NO_SUBJECT: Final = "own"


def themes_of(
    viewer: Viewer, projects: Sequence[Project], goals_of: Mapping[int, Iterable[int]]
) -> dict[int, tuple[Keyed, ...]]:
    """Return the themes of each project, by name: three queries.

    A project has the themes of the signals that it answers, and those of the signals and
    figures that show the bottlenecks it works on. Only where none of these is known it has the
    themes of the figures that tell whether its goals are reached: a goal is wide, and much
    that serves it is about one theme only. A project of which nothing is known is absent; it
    is never put under a theme because of its words. Themes of signals and of figures
    with the same name are one theme.
    """
    figures = _of_figures()
    shown = set(signals.themes_visible_to(viewer).values_list("name", flat=True))
    found: dict[int, set[Keyed]] = defaultdict(set)
    answers = ProjectSignal.objects.filter(project__in=projects)
    for pk, name in answers.values_list("project_id", "signal__theme__name"):
        found[pk] |= _said(name, shown)
    works = ProjectBottleneck.objects.filter(project__in=projects).values_list(
        "project_id",
        "bottleneck__evidence__signal__theme__name",
        "bottleneck__evidence__indicator__theme",
    )
    for pk, name, theme in works:
        found[pk] |= _said(name, shown) | ({figures[theme]} if theme in figures else set())
    by_goal: dict[int, set[Keyed]] = defaultdict(set)
    wanted = {pk for goals in goals_of.values() for pk in goals}
    lines = GoalIndicator.objects.filter(goal__in=wanted, series__isnull=False)
    for pk, theme in lines.values_list("goal_id", "series__theme"):
        by_goal[pk] |= {figures[theme]} if theme in figures else set()
    for pk, goals in goals_of.items():
        found[pk] = found[pk] or {one for goal in goals for one in by_goal[goal]}
    return {pk: tuple(sorted(themes)) for pk, themes in found.items() if themes}


def _said(name: str | None, shown: set[str]) -> set[Keyed]:
    return {Keyed(names.slug(name), name)} if name in shown and name else set()


def _of_figures() -> dict[str, Keyed]:
    """Return the themes of figures: an address has the Dutch word, in whatever language."""
    with override("nl"):
        dutch = indicators.theme_names()
    here = indicators.theme_names()
    return {
        theme: Keyed(names.slug(dutch[theme]), name)
        for theme, name in here.items()
        if theme != _NO_SUBJECT
    }
