"""Where a signal goes: the first rule that fits and can be followed, or else the wijkteam."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q

from wijkregie.domain.people.models import Group, Organisation, Seat
from wijkregie.domain.people.states import GroupKind, Shell
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.domain.signals.models import RoutingRule
from wijkregie.domain.signals.states import RuleFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

#: Smallest first, as far as kinds of areas tell.
_SIZES: Final = (
    Level.NEIGHBOURHOOD,
    OwnKind.STREET,
    OwnKind.PROJECT,
    OwnKind.OTHER,
    OwnKind.VILLAGE,
    Level.DISTRICT,
    OwnKind.WIJK,
    Level.MUNICIPALITY,
)


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as asked for: signals in this area and of this theme go to this group.

    Without an area, or a theme, it holds for all of them. ``organisation_id`` is the party
    that they concern; a rule names a group, an organisation, or both.
    """

    area_id: int | None = None
    theme_id: int | None = None
    group_id: int | None = None
    organisation_id: int | None = None
    active: bool = True

    def fits(self, theme_id: int, area_ids: Collection[int]) -> bool:
        """Tell whether the rule is about a signal of this theme in these areas."""
        return (
            self.active
            and self.theme_id in {None, theme_id}
            and (self.area_id is None or self.area_id in area_ids)
        )

    def covers(self, other: RuleDraft) -> bool:
        """Tell whether every signal that fits ``other`` fits this rule too."""
        return (
            self.active
            and self.theme_id in {None, other.theme_id}
            and self.area_id in {None, other.area_id}
        )


@dataclass(frozen=True, slots=True)
class Failed:
    """A rule that fitted a signal but could not be followed, with the reason."""

    rule: RuleDraft
    fault: RuleFault


@dataclass(frozen=True, slots=True)
class Routed:
    """Where a signal goes; ``failed`` are the rules that could not be followed before.

    No group: the district manager. ``rule`` is the one that was followed, if any was.
    """

    group_id: int | None
    organisation_id: int | None
    failed: tuple[Failed, ...] = ()
    rule: RuleDraft | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The groups and organisations that rules may name, and whether they work.

    ``faults`` holds the groups to which nothing can go; an organisation that is not in
    ``organisations`` does not work here.
    """

    groups: Mapping[int, str]
    faults: Mapping[int, RuleFault]
    organisations: Mapping[int, str]

    def fault_of(self, rule: RuleDraft) -> RuleFault | None:
        """Return why a signal cannot follow this rule, if it cannot."""
        if rule.group_id is not None and rule.group_id not in self.groups:
            return RuleFault.GROUP_ENDED
        if (fault := self.faults.get(rule.group_id or 0)) is not None:
            return fault
        if rule.organisation_id is not None and rule.organisation_id not in self.organisations:
            return RuleFault.ORGANISATION_GONE
        return None


@dataclass(frozen=True, slots=True)
class Team:
    """A wijkteam in one of its areas (``None``: the whole municipality)."""

    id: int
    area_id: int | None
    has_members: bool
    size: int


def rules_of(municipality_id: int) -> list[tuple[int, RuleDraft]]:
    """Return the rules in order, each with its number. One query."""
    rows = RoutingRule.objects.filter(municipality_id=municipality_id).order_by("order", "pk")
    return [(row.pk, drafted(row)) for row in rows]


def drafted(row: RoutingRule) -> RuleDraft:
    """Return what a rule says."""
    return RuleDraft(row.area_id, row.theme_id, row.group_id, row.organisation_id, row.active)


def known(municipality_id: int, *, on: date) -> Known:
    """Return the groups and organisations of a municipality on this day. Two queries."""
    groups = Group.objects.filter(municipality_id=municipality_id)
    rows = list(
        groups.annotate(has_members=_has_members(on)).values_list(
            "pk", "name", "ended_on", "has_members"
        )
    )
    faults = {pk: RuleFault.NO_MEMBERS for pk, _name, _ended, peopled in rows if not peopled}
    faults |= {
        pk: RuleFault.GROUP_ENDED
        for pk, _name, ended, _peopled in rows
        if ended is not None and ended <= on
    }
    organisations = Organisation.objects.filter(municipalities=municipality_id)
    return Known(
        groups={pk: name for pk, name, _ended, _peopled in rows},
        faults=faults,
        organisations=dict(organisations.values_list("pk", "name")),
    )


def teams_in(municipality_id: int, *, on: date) -> list[Team]:
    """Return the wijkteams with their areas. One query."""
    teams = Group.objects.current(on).filter(
        municipality_id=municipality_id, kind=GroupKind.DISTRICT_TEAM
    )
    rows = teams.annotate(has_members=_has_members(on)).values_list(
        "pk", "areas__pk", "has_members", "areas__kind", "areas__level"
    )
    return [
        Team(pk, area_id, peopled, _SIZES.index(kind or level) if level else len(_SIZES))
        for pk, area_id, peopled, kind, level in rows
    ]


def team_for(teams: Iterable[Team], area_ids: Collection[int]) -> int | None:
    """Return the wijkteam of the smallest of these areas that has one, or else nobody.

    A team without members comes after all that have some. A team without areas is there for
    the whole municipality.
    """
    ranked = [
        (not team.has_members, team.size, team.id)
        for team in teams
        if team.area_id is None or team.area_id in area_ids
    ]
    return min(ranked)[2] if ranked else None


def destination(fitting: Iterable[RuleDraft], here: Known, team_id: int | None) -> Routed:
    """Follow the first of the rules that fit, or else give the signal to its wijkteam."""
    failed: list[Failed] = []
    for rule in fitting:
        fault = here.fault_of(rule)
        if fault is None:
            group_id = team_id if rule.group_id is None else rule.group_id
            return Routed(group_id, rule.organisation_id, tuple(failed), rule)
        failed.append(Failed(rule, fault))
    return Routed(team_id, None, tuple(failed))


def route(
    area_ids: Collection[int], theme_id: int, municipality_id: int, *, on: date
) -> Routed:
    """Return where a signal of this theme in these areas goes. Two to four queries."""
    fitting = [rule for _pk, rule in rules_of(municipality_id) if rule.fits(theme_id, area_ids)]
    here = known(municipality_id, on=on) if fitting else Known({}, {}, {})
    team_id = team_for(teams_in(municipality_id, on=on), area_ids)
    return destination(fitting, here, team_id)


def placed(
    rules: Sequence[tuple[int, RuleDraft]], pk: int, draft: RuleDraft | None, place: int | None
) -> list[tuple[int, RuleDraft]]:
    """Return the rules with one of them (0: a new one) changed, at a place counted from 1.

    Without a ``draft`` it is taken away. Without a ``place`` it stays where it is, and a new
    one comes last.
    """
    at = next((n for n, (one, _rule) in enumerate(rules) if one == pk), len(rules))
    rest = [rule for rule in rules if rule[0] != pk]
    if draft is None:
        return rest
    index = at if place is None else min(max(place - 1, 0), len(rest))
    return [*rest[:index], (pk, draft), *rest[index:]]


def _has_members(on: date) -> Exists:
    """Return whether somebody attends a group: a person with an account, or an organisation."""
    seats = Seat.objects.current(on).filter(group=OuterRef("pk"), shell=Shell.FIRST)
    return Exists(seats.filter(Q(person__isnull=True) | Q(person__is_active=True)))
