"""Who is heard: individuals beside residents' groups, counted from what was decided.

Each count answers one complaint of residents' groups. A signal is of a group when who raised
it did so on behalf of one; a signal of a wijkteam or a steering group is of neither.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from wijkregie.core.proportions import Interval, difference
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings.models import AgendaItem
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.models import Group
from wijkregie.domain.people.states import GroupKind, Role
from wijkregie.domain.reports.queries.council import Share, first_of_year, signals_here
from wijkregie.domain.reports.rules import sees_inside
from wijkregie.domain.reports.states import Decider
from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.states import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.signals.models import Signal
    from wijkregie.kit.viewer import Viewer

#: Groups in which professionals sit together; every other one is of residents.
PROFESSIONAL: Final = frozenset({GroupKind.DISTRICT_TEAM, GroupKind.STEERING})
WISHES: Final = frozenset({Kind.WISH, Kind.IDEA})


@dataclass(frozen=True, slots=True)
class Days:
    """How long something took: the middle of so many; of none it is ``None``."""

    middle: float | None = None
    of: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """What was decided on the signals of individuals, or on those of groups."""

    decided: int
    honoured: Share
    wishes_honoured: Share
    declined: Share
    to_decision: Days
    to_answer: Days


@dataclass(frozen=True, slots=True)
class GroupVoice:
    """One residents' group: what was decided on its own signals."""

    group_id: int
    name: str
    decided: int
    honoured: Share
    declined: Share


@dataclass(frozen=True, slots=True)
class Voice:
    """What was decided from ``since`` to ``on``, by whom and for whom.

    ``apart`` is the interval of the share honoured of individuals minus that of groups, as
    far as both have any. ``by_whom`` counts who decided on what groups raised or had on
    their agenda. ``groups`` names the groups, and is there for members only.
    """

    since: date
    on: date
    people: Side
    of_groups: Side
    apart: Interval | None
    by_whom: tuple[tuple[Decider, int], ...]
    groups: tuple[GroupVoice, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    """One decided signal, as the counts need it."""

    kind: str
    outcome: str
    days: int
    answer_days: int | None
    group_id: int | None
    group_kind: str
    discussed: bool
    decider: Decider


def voice(viewer: Viewer, *, on: date, area_id: int | None = None) -> Voice:
    """Return who was heard in the last four quarters, here or in one area. Two queries."""
    since = first_of_year(on)
    facts = [_fact(row) for row in _decided(viewer, area_id, since, on)]
    people = [one for one in facts if one.group_id is None]
    groups = [one for one in facts if _of_residents(one)]
    sides = _side(people), _side(groups)
    raised = Counter(one.decider for one in facts if _of_residents(one) or one.discussed)
    return Voice(
        since=since,
        on=on,
        people=sides[0],
        of_groups=sides[1],
        apart=_apart(*sides),
        by_whom=tuple((who, raised[who]) for who in Decider if raised[who]),
        groups=_per_group(viewer, groups),
    )


def of_group() -> Q:
    """Return what keeps the signals that a residents' group raised."""
    own = Raiser.objects.filter(signal=OuterRef("pk"), joined=False, group__isnull=False)
    return Q(Exists(own.exclude(group__kind__in=PROFESSIONAL)))


def discussed() -> Q:
    """Return what keeps the signals that stood on the agenda of a residents' group."""
    items = AgendaItem.objects.filter(signal=OuterRef("pk"), meeting__state=MeetingState.HELD)
    return Q(Exists(items.exclude(meeting__series__group__kind__in=PROFESSIONAL)))


def decided_between(since: date, on: date) -> Q:
    """Return what keeps the signals that were decided on in a period."""
    return Q(decision__taken_on__gte=since, decision__taken_on__lte=on)


def _decided(viewer: Viewer, area_id: int | None, since: date, on: date) -> QuerySet[Signal]:
    raised = Raiser.objects.filter(signal=OuterRef("pk"), joined=False).order_by("pk")
    return (
        signals_here(viewer, area_id)
        .filter(decided_between(since, on))
        .annotate(
            of_group_id=Subquery(raised.values("group")[:1]),
            of_group_kind=Subquery(raised.values("group__kind")[:1]),
            discussed=discussed(),
        )
        .select_related("decision__body")
        .only("kind", "received_at", "answered_at", "decision")
    )


def _fact(row: Signal) -> _Fact:
    decision = row.decision
    if decision is None:
        raise ValueError("only signals that were decided on are counted")
    received = timezone.localdate(row.received_at)
    answered = timezone.localdate(row.answered_at) if row.answered_at else None
    group_id: int | None = getattr(row, "of_group_id", None)
    return _Fact(
        kind=row.kind,
        outcome=decision.outcome,
        days=(decision.taken_on - received).days,
        answer_days=(answered - received).days if answered else None,
        group_id=group_id,
        group_kind=getattr(row, "of_group_kind", None) or "",
        discussed=bool(getattr(row, "discussed", False)),
        decider=decider_of(decision.body, decision.officer, group_id),
    )


def decider_of(body: Group | None, officer: str, raised_by: int | None = None) -> Decider:
    """Return what sort of body decided, seen from the group that raised it."""
    if body is None:
        manager = officer in {Role.DISTRICT_MANAGER, Role.COMMUNITY_WORKER}
        return Decider.MANAGER if manager else Decider.TOWN_HALL
    if body.pk == raised_by:
        return Decider.THEMSELVES
    if body.kind in PROFESSIONAL:
        team = body.kind == GroupKind.DISTRICT_TEAM
        return Decider.TEAM if team else Decider.TOWN_HALL
    return Decider.RESIDENTS


def _of_residents(one: _Fact) -> bool:
    return one.group_id is not None and one.group_kind not in PROFESSIONAL


def _side(facts: list[_Fact]) -> Side:
    answered = [one.answer_days for one in facts if one.answer_days is not None]
    return Side(
        decided=len(facts),
        honoured=_share(facts, Outcome.FOLLOW_UP),
        wishes_honoured=_share([one for one in facts if one.kind in WISHES], Outcome.FOLLOW_UP),
        declined=_share(facts, Outcome.DECLINE),
        to_decision=_days([one.days for one in facts]),
        to_answer=_days(answered),
    )


def _share(facts: Iterable[_Fact], outcome: Outcome) -> Share:
    told = [one.outcome == outcome for one in facts]
    return Share(sum(told), len(told))


def _days(days: list[int]) -> Days:
    return Days(median(days), len(days)) if days else Days()


def _apart(people: Side, groups: Side) -> Interval | None:
    one, two = people.honoured, groups.honoured
    return difference((one.part, one.of), (two.part, two.of)) if one.of and two.of else None


def _per_group(viewer: Viewer, facts: list[_Fact]) -> tuple[GroupVoice, ...]:
    """Return the groups by name: who raised what is for members only."""
    if not sees_inside(viewer):
        return ()
    names = dict(
        Group.objects.filter(pk__in={one.group_id for one in facts if one.group_id})
        .order_by("name", "pk")
        .values_list("pk", "name")
    )
    found = []
    for pk, name in names.items():
        own = [one for one in facts if one.group_id == pk]
        honoured, declined = _share(own, Outcome.FOLLOW_UP), _share(own, Outcome.DECLINE)
        found.append(GroupVoice(pk, name, len(own), honoured, declined))
    return tuple(found)
