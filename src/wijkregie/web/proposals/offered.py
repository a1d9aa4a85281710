"""What there is to choose from: areas, subjects, funders, who to ask, and who decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.states import Path
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Role
from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import queries as signals
from wijkregie.web.http.wijken import main_areas
from wijkregie.web.http.wording import area_name
from wijkregie.web.proposals.desk import there

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import (
        AmountRuleSeen,
        ProposalSeen,
        ProposalWhole,
        RoundSeen,
    )
    from wijkregie.web.proposals.desk import Desk

    Choices = list[tuple[object, object]]


def areas(desk: Desk, found: RoundSeen) -> Choices:
    """Return where a plan of a round may be: the area of the fund and what lies in it."""
    fund = there(queries.fund_seen(desk.viewer, found.listed.fund_id, on=desk.on))
    here = fund.listed.area
    if here is None:
        within = main_areas(desk.viewer, desk.scope)
        first = _("All of %(place)s") % {"place": desk.scope.name}
    else:
        whole = places.areas_in(desk.viewer, [here.id])[here.id]
        year = places.latest_year(desk.scope)
        within = list(places.parts_of(desk.viewer, whole, year=year))
        first = _("All of %(place)s") % {"place": here.name or here.code}
    return [("", first), *((one.pk, area_name(one)) for one in within)]


def with_own(choices: Choices, seen: ProposalSeen) -> Choices:
    """Return areas with the one that a plan has, if that is not among them."""
    area = seen.area
    if area is None or area.id in {value for value, _name in choices}:
        return choices
    return [*choices, (area.id, area.name or area.code)]


def subjects(desk: Desk) -> Choices:
    """Return the subjects to choose from."""
    return [(one.pk, one.name) for one in signals.themes_visible_to(desk.viewer) if one.active]


def asked(desk: Desk, whole: ProposalWhole) -> Choices:
    """Return who can be asked to look at a plan: groups, and who handles reports there."""
    signal = signals.signal_by_id(desk.viewer, whole.seen.signal_id or 0, on=desk.on)
    near = signal.area_ids if signal else ()
    return [
        ("", _("Choose who")),
        *((f"group:{pk}", name) for pk, name in people.group_names(desk.viewer, on=desk.on)),
        *(
            (f"person:{pk}", name)
            for pk, name in signals.persons_to_give(desk.viewer, near, on=desk.on)
        ),
    ]


def others(desk: Desk, whole: ProposalWhole) -> Choices:
    """Return the other plans of the round that can still change."""
    rows = queries.proposals_visible_to(desk.viewer, whole.seen.round_id)
    return [
        (one.id, f"{one.number}. {one.title}")
        for one in rows[:500]
        if one.id != whole.seen.id and one.state in queries.LIVE
    ]


def groups(desk: Desk) -> Choices:
    """Return the groups of this municipality, and none."""
    return [("", _("No group")), *people.group_names(desk.viewer, on=desk.on)]


def bodies(desk: Desk, rule: AmountRuleSeen | None) -> Choices:
    """Return who may have decided by this rule: its group, else roles or groups."""
    if rule is not None and rule.group_id is not None:
        return [(f"group:{rule.group_id}", rule.group_name)]
    roles: Choices = [(f"role:{role}", capfirst(role.label)) for role in Role]
    named: Choices = [
        (f"group:{pk}", name) for pk, name in people.group_names(desk.viewer, on=desk.on)
    ]
    if rule is None:
        return [*roles, *named]
    municipal = rule.path in {Path.MUNICIPALITY, Path.CONSULTED, Path.WEIGHTY_ADVICE}
    return roles if municipal else named


def rounds(desk: Desk) -> Choices:
    """Return the rounds that ask for plans now."""
    found = [
        (one.id, one.title)
        for one in queries.rounds_visible_to(desk.viewer)[:200]
        if (now := one.now(desk.on)) is not None and now.kind in queries.TAKES_PLANS
    ]
    return [("", _("Choose a round")), *found]
