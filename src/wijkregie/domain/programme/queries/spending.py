"""What programmes cost, who pays, and what was ordered and paid: for who looks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Commitment, Party, Payment, ProjectGoal
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.finances import (
    finance_of,
    project_finance,
    years_of,
)
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.queries.planning import partner_named
from wijkregie.domain.programme.queries.planning_themes import themes_of
from wijkregie.domain.programme.queries.seen_money import OrderSeen, PaymentSeen
from wijkregie.domain.programme.states import Part, ProjectState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Any

    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.queries.finances import Finance, ProjectFinance
    from wijkregie.domain.programme.queries.seen_planning import Keyed
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MoneyFilter:
    """Of which projects the money is asked; what is not named does not count.

    ``area_id`` names an area: what is in it, or in an area within it. ``about`` asks to tell
    with each project who holds it and what it is about, to choose among them.
    """

    programme_id: int | None = None
    area_id: int | None = None
    about: bool = False


def finance_visible_to(viewer: Viewer, wanted: MoneyFilter) -> Finance:
    """Return cost by funder by year of projects. Six queries, eight for an area.

    Six more where who holds projects and what they are about is asked as well.

    Ideas do not count, whoever looks: the sums are the same for all. Of a stopped project
    costs and coverage do not count; what was ordered and paid does, and stands apart.
    """
    rows = door.projects(viewer).exclude(state__in=rules.INSIDE)
    if wanted.programme_id is not None:
        rows = rows.filter(programme_id=wanted.programme_id)
    seen = Prefetch("areas", door.areas(viewer), to_attr="areas_seen")
    whole = rows.select_related("programme").prefetch_related(seen)
    found: list[Any] = list(whole.order_by("programme_id", "order", "pk"))
    if wanted.area_id is not None:
        found = _within(found, wanted.area_id)
    every = _finances(viewer, found)
    if wanted.about:
        every = _with_what_about(viewer, found, every)
    return finance_of(
        (one for one in every if one.money.counted),
        (one for one in every if not one.money.counted),
    )


def project_finance_seen(viewer: Viewer, pk: int) -> Finance | None:
    """Return the money of one project, ``None`` where it is not there. Six queries.

    An idea or a stopped project is shown as well: its ``money.counted`` is false.
    """
    seen = Prefetch("areas", door.areas(viewer), to_attr="areas_seen")
    rows = door.projects(viewer).select_related("programme").prefetch_related(seen)
    found = _finances(viewer, list(rows.filter(pk=pk)))
    return finance_of(found) if found else None


def _within(projects: Iterable[Any], area_id: int) -> list[Any]:
    """Keep the projects that lie in an area or within it."""
    found = list(projects)
    held = door.around_each(area.pk for one in found for area in one.areas_seen)
    return [one for one in found if any(area_id in held[area.pk] for area in one.areas_seen)]


def _finances(viewer: Viewer, projects: Sequence[Any]) -> list[ProjectFinance]:
    """Return their money; each order and payment is for who works along, the sums are not."""
    payments = _payments(projects)
    orders = _orders(projects, payments)
    inside = rules.may_see_names(viewer)
    found = []
    for one, money in zip(projects, money_of(projects), strict=True):
        made, paid = tuple(orders[one.pk]), tuple(payments[one.pk])
        found.append(
            project_finance(
                money,
                years_of(money, made, paid),
                programme_id=one.programme_id,
                programme_key=one.programme.key,
                state=ProjectState(one.state),
                areas=tuple(door.area_named(area) for area in one.areas_seen),
                orders=made if inside else (),
                payments=paid if inside else (),
            )
        )
    return found


def _with_what_about(
    viewer: Viewer, projects: Sequence[Project], money: Iterable[ProjectFinance]
) -> list[ProjectFinance]:
    """Return the same money with who holds each project and what it is about."""
    goals_of: dict[int, list[int]] = {one.pk: [] for one in projects}
    links = ProjectGoal.objects.filter(project__in=projects)
    for pk, goal in links.values_list("project_id", "goal_id"):
        goals_of[pk].append(goal)
    themes = themes_of(viewer, projects, goals_of)
    holders: dict[int, set[Keyed]] = defaultdict(set)
    held = Party.objects.filter(project__in=projects, part=Part.HOLDER)
    for party in held.select_related("organisation"):
        holders[party.project_id].add(partner_named(party))
    return [
        replace(
            one,
            holders=tuple(sorted(holders[one.money.project_id])),
            themes=themes.get(one.money.project_id, ()),
        )
        for one in money
    ]


def _payments(projects: Collection[Project]) -> Mapping[int, list[PaymentSeen]]:
    found: dict[int, list[PaymentSeen]] = defaultdict(list)
    rows = Payment.objects.filter(project__in=projects).select_related("commitment")
    for one in rows.order_by("paid_on", "pk"):
        found[one.project_id].append(
            PaymentSeen(
                id=one.pk,
                project_id=one.project_id,
                order_id=one.commitment_id,
                year=one.commitment.year if one.commitment else one.paid_on.year,
                paid_on=one.paid_on,
                what=one.what,
                cents=one.cents,
                document=one.document,
                address=one.address,
                taken_back_on=one.taken_back_on,
                taken_back_because=one.taken_back_because,
            )
        )
    return found


def _orders(
    projects: Collection[Project], payments: Mapping[int, Sequence[PaymentSeen]]
) -> Mapping[int, list[OrderSeen]]:
    paid: dict[int | None, int] = defaultdict(int)
    for lines in payments.values():
        for line in lines:
            paid[line.order_id] += line.cents if line.counts else 0
    found: dict[int, list[OrderSeen]] = defaultdict(list)
    rows = Commitment.objects.filter(project__in=projects).select_related("funder")
    for one in rows.order_by("year", "ordered_on", "pk"):
        found[one.project_id].append(
            OrderSeen(
                id=one.pk,
                project_id=one.project_id,
                year=one.year,
                what=one.what,
                supplier=one.supplier,
                reference=one.reference,
                funder=one.funder.name if one.funder else "",
                cents=one.cents,
                paid_cents=paid[one.pk],
                document=one.document,
                address=one.address,
                ordered_on=one.ordered_on,
                ended_on=one.ended_on,
                ended_because=one.ended_because,
                held=one.held,
            )
        )
    return found
