"""Checks of the tree of goals: L11, L12, L19 and L26."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from wijkregie.core.free_text.listed import listed
from wijkregie.core.logframe.catalogue import found
from wijkregie.core.logframe.crossings import crossings
from wijkregie.core.logframe.records import Level, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijkregie.core.logframe.findings import Finding
    from wijkregie.core.logframe.records import Goal, Programme

MOST: Final = 7
_WORD: Final = re.compile(r"[^\W\d_]+")
#: Words for what one does, where a goal says what has to change.
MEANS: Final = listed(
    """
    aanleggen aanpak aanstellen activiteiten app bijeenkomst bijeenkomsten bouwen brochure
    campagne campagnes convenant cursus cursussen folder folders fte inhuren invoeren
    nieuwsbrief nieuwsbrieven oprichten opzetten organiseren overleggen plaatsen project
    projecten subsidie subsidies subsidiëren training trainingen website workshop workshops
    """
)
_NUMBERS: Final = listed(
    """
    twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig
    zestig zeventig tachtig negentig honderd duizend helft kwart driekwart verdubbelen
    dag dagen werkdag week weken maand maanden kwartaal jaar jaren
    verdubbeld halveren gehalveerd januari februari maart april mei juni juli augustus
    september oktober november december
    """
)


def no_project(programme: Programme) -> Iterator[Finding]:
    """L11: a goal that nobody works for; one with goals below it leaves that to those."""
    served = {
        pk for one in programme.projects if one.stage != Stage.STOPPED for pk in one.goal_ids
    }
    above = {one.parent_id for one in programme.goals}
    for goal in programme.goals:
        if goal.id not in above and goal.id not in served:
            yield found("L11 no_project", goal.about)


def wording(programme: Programme) -> Iterator[Finding]:
    """L12: an operational goal without number, date or area; any goal that names a means.

    That is advice: some goals are better left open, and say why.
    """
    named_areas = {*programme.area_names, *(one.name for one in programme.areas)}
    areas = [name.casefold() for name in named_areas if name]
    for goal in programme.goals:
        text = goal.title.casefold()
        words = _WORD.findall(text)
        named = next((word for word in words if word in MEANS), "")
        if goal.open_because or goal.level == Level.RESULT:
            continue
        if named:
            yield found("L12 means", goal.about, word=named)
        if goal.level == Level.OPERATIONAL and not _is_exact(text, words, areas):
            yield found("L12 vague", goal.about)


def _is_exact(text: str, words: list[str], areas: list[str]) -> bool:
    digit = any(sign.isdigit() for sign in text)
    return digit or not _NUMBERS.isdisjoint(words) or any(name in text for name in areas)


def tree_broken(programme: Programme) -> Iterator[Finding]:
    """L19: goals in a circle, a goal that hangs nowhere, or one above a higher one."""
    goals = {one.id: one for one in programme.goals}
    tops = any(one.level == Level.IMPACT for one in programme.goals)
    if goals and not tops:
        yield found("L19 no_top", programme.about)
    for circle in _circles(goals):
        names = tuple(goals[pk].title for pk in circle)
        yield found("L19 cycle", goals[circle[0]].about, goals=names)
    for goal in programme.goals:
        parent = goals.get(goal.parent_id) if goal.parent_id is not None else None
        if parent is None and _hangs_loose(goal, tops=tops):
            yield found("L19 orphan", goal.about)
        if parent is not None and goal.level < parent.level:
            yield found("L19 upside_down", goal.about, parent=parent.title)


def _hangs_loose(goal: Goal, *, tops: bool) -> bool:
    """Tell whether a goal should have one above it, or names one that is not there."""
    if goal.parent_id is not None or goal.level > Level.TACTICAL:
        return True
    return goal.level == Level.TACTICAL and tops


def _circles(goals: Mapping[int, Goal]) -> Iterator[list[int]]:
    """Yield each circle once, from its lowest number on."""
    done: set[int] = set()
    for start in goals:
        way: list[int] = []
        here: int | None = start
        while here is not None and here in goals and here not in done and here not in way:
            way.append(here)
            here = goals[here].parent_id
        if here is not None and here in way:
            circle = way[way.index(here) :]
            lowest = circle.index(min(circle))
            yield circle[lowest:] + circle[:lowest]
        done.update(way)


def too_many(programme: Programme) -> Iterator[Finding]:
    """L26: more below one goal than a group can hold in mind, or lines in a tangle."""
    below = Counter(one.parent_id for one in programme.goals)
    links = [(goal, one.id) for one in programme.projects for goal in one.goal_ids]
    works = Counter(goal for goal, _project in links)
    for goal in programme.goals:
        if below[goal.id] > MOST:
            yield found("L26 goals", goal.about, count=below[goal.id])
        if works[goal.id] > MOST:
            yield found("L26 projects", goal.about, count=works[goal.id])
    count = crossings([one.id for one in programme.goals], links)
    if count > len(links):
        yield found("L26 crossings", programme.about, lines=len(links), count=count)
