"""What a change to the rules would have meant for the signals of the last year."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Signal, SignalArea
from wijkregie.domain.signals.queries import routes
from wijkregie.domain.signals.queries.routing import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.signals.queries.routes import Known, Routed, RuleDraft, Team
    from wijkregie.domain.signals.states import RuleFault
    from wijkregie.kit.viewer import Viewer

YEAR: Final = timedelta(days=365)
_EXAMPLES: Final = 5

#: A theme, and the areas of a signal that rules or teams are about: what decides of it.
Sort = tuple[int, frozenset[int]]
#: A group and an organisation.
Goal = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """A change to the rules that is tried: of which rule (0: a new one), into what, and where.

    Without a ``draft`` the rule is taken away, without a ``place`` it stays where it is.
    """

    rule_id: int
    draft: RuleDraft | None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class GoalCount:
    """How many signals go to a group and an organisation: by the rules now, and then.

    Without a name for either it is the district manager.
    """

    group_name: str
    organisation_name: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class Example:
    """A signal that would go elsewhere. A name is empty for the district manager."""

    reference: str
    theme_name: str
    area: AreaNamed | None
    from_names: tuple[str, str]
    to_names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class FailedCount:
    """At how many signals a rule could not be followed then: to whom it points, and why."""

    group_name: str
    organisation_name: str
    fault: RuleFault
    count: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a change would have meant. ``followed``: by how many signals the rule itself.

    ``of`` counts the signals since a day, ``moved`` those that would go elsewhere.
    """

    since: date
    of: int
    moved: int
    followed: int
    goals: tuple[GoalCount, ...]
    examples: tuple[Example, ...]
    failed: tuple[FailedCount, ...]


@dataclass(slots=True)
class _Tally:
    """What is counted, sort by sort."""

    now: Counter[Goal] = field(default_factory=Counter)
    then: Counter[Goal] = field(default_factory=Counter)
    failed: Counter[tuple[Goal, RuleFault]] = field(default_factory=Counter)
    moved: dict[Sort, tuple[Goal, Goal]] = field(default_factory=dict)
    followed: int = 0


@dataclass(frozen=True, slots=True)
class _World:
    """To whom signals can go at all."""

    known: Known
    teams: Sequence[Team]

    def goes(self, listed: Iterable[tuple[int, RuleDraft]], sort: Sort) -> Routed:
        """Return where signals of a sort go by these rules."""
        fitting = [rule for _pk, rule in listed if rule.fits(*sort)]
        return routes.destination(fitting, self.known, routes.team_for(self.teams, sort[1]))


def rehearse(viewer: Viewer, asked: ChangeAsked, *, on: date) -> Rehearsal | None:
    """Return what a change would have meant for the signals of the last year.

    Nothing for who may not set rules. Seven queries, however many signals there are; what
    is decided, is decided once per theme and set of areas.
    """
    if not rules.may_set_routing(viewer):
        return None
    here = viewer.municipality_id or 0
    before = routes.rules_of(here)
    after = routes.placed(before, asked.rule_id, asked.draft, asked.place)
    known = routes.known(here, on=on)
    world = _World(known, routes.teams_in(here, on=on))
    watched = {rule.area_id for _pk, rule in (*before, *after)}
    watched |= {team.area_id for team in world.teams}
    signals = _by_sort(here, {pk for pk in watched if pk is not None}, since=on - YEAR)
    tally = _tallied(signals, before, after, asked, world)
    return Rehearsal(
        since=on - YEAR,
        of=sum(len(pks) for pks in signals.values()),
        moved=sum(len(signals[sort]) for sort in tally.moved),
        followed=tally.followed,
        goals=_goals(tally, known),
        examples=_examples(signals, tally, known),
        failed=tuple(
            FailedCount(*_names(goal, known), fault, count)
            for (goal, fault), count in tally.failed.most_common()
        ),
    )


def _by_sort(municipality_id: int, watched: set[int], *, since: date) -> dict[Sort, list[int]]:
    """Return the signals since a day, the newest first, by what decides of them."""
    midnight = timezone.make_aware(datetime.combine(since, time.min))
    found = Signal.objects.filter(municipality_id=municipality_id, received_at__gte=midnight)
    areas: defaultdict[int, set[int]] = defaultdict(set)
    inside = SignalArea.objects.filter(signal__in=found, area__in=watched)
    for signal_id, area_id in inside.values_list("signal_id", "area_id"):
        areas[signal_id].add(area_id)
    sorts: defaultdict[Sort, list[int]] = defaultdict(list)
    for pk, theme_id in found.order_by("-received_at").values_list("pk", "theme_id"):
        sorts[theme_id, frozenset(areas.get(pk, ()))].append(pk)
    return dict(sorts)


def _tallied(
    signals: dict[Sort, list[int]],
    before: Sequence[tuple[int, RuleDraft]],
    after: Sequence[tuple[int, RuleDraft]],
    asked: ChangeAsked,
    world: _World,
) -> _Tally:
    tally = _Tally()
    for sort, pks in signals.items():
        now, then = world.goes(before, sort), world.goes(after, sort)
        tally.now[_goal(now)] += len(pks)
        tally.then[_goal(then)] += len(pks)
        if _goal(now) != _goal(then):
            tally.moved[sort] = (_goal(now), _goal(then))
        if asked.draft is not None and then.rule is asked.draft:
            tally.followed += len(pks)
        for one in then.failed:
            goal = (one.rule.group_id, one.rule.organisation_id)
            tally.failed[goal, one.fault] += len(pks)
    return tally


def _goal(routed: Routed) -> Goal:
    return routed.group_id, routed.organisation_id


def _names(goal: Goal, known: Known) -> tuple[str, str]:
    group_id, organisation_id = goal
    return known.groups.get(group_id or 0, ""), known.organisations.get(
        organisation_id or 0, ""
    )


def _goals(tally: _Tally, known: Known) -> tuple[GoalCount, ...]:
    """Return the counts, what changes most first."""
    goals = sorted(
        tally.now | tally.then,
        key=lambda goal: (-abs(tally.then[goal] - tally.now[goal]), _names(goal, known)),
    )
    return tuple(
        GoalCount(*_names(goal, known), tally.now[goal], tally.then[goal]) for goal in goals
    )


def _examples(
    signals: dict[Sort, list[int]], tally: _Tally, known: Known
) -> tuple[Example, ...]:
    """Return some signals that would go elsewhere: of each way there is one first."""
    ways: dict[tuple[Goal, Goal], list[int]] = defaultdict(list)
    for sort, way in tally.moved.items():
        ways[way].extend(signals[sort][:_EXAMPLES])
    turns = sorted(
        (n, pk, way) for way, pks in ways.items() for n, pk in enumerate(pks[:_EXAMPLES])
    )
    chosen = {pk: way for _n, pk, way in turns[:_EXAMPLES]}
    rows = Signal.objects.filter(pk__in=chosen).select_related("theme", "area")
    return tuple(
        Example(
            reference=row.reference,
            theme_name=row.theme.name,
            area=named(row.area),
            from_names=_names(chosen[row.pk][0], known),
            to_names=_names(chosen[row.pk][1], known),
        )
        for row in rows.order_by("-received_at")
    )
