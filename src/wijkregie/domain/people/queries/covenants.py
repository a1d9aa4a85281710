"""Covenants: what a group may decide, since when and until when, and which one lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch

from wijkregie.domain.people import rules
from wijkregie.domain.people.models import Covenant, CovenantParty
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer

#: How many days before its end a covenant warns, the first time and the last.
WARNS: Final = (90, 30)


class Standing(StrEnum):
    """How a covenant stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    LAPSES = "lapses"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class PartyOfCovenant:
    """An organisation that signed, and what it takes upon itself."""

    organisation_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class CovenantSeen:
    """A covenant: public, for everyone may know on what a group decides.

    ``over_on`` is the last day on which it holds, by its term or because it was ended;
    ``None`` without an end.
    """

    id: int
    group_id: int
    group_name: str
    title: str
    mandates: tuple[str, ...]
    parties: tuple[PartyOfCovenant, ...]
    from_on: date
    until_on: date | None
    review_on: date | None
    document: str
    address: str
    ended_on: date | None
    ended_because: str
    over_on: date | None
    standing: Standing
    may_change: bool


@dataclass(frozen=True, slots=True)
class Lapse:
    """The covenant of a group that ends; ``soon`` within the last of the two warnings."""

    covenant_id: int
    over_on: date
    soon: bool


@dataclass(frozen=True, slots=True)
class Authority:
    """On what a group decides on a day.

    ``free``: it has no covenant, so that its mandate is written down with each decision.
    ``mandates`` are those of the covenants in force; where none is, ``lapsed`` is the last
    one that ended, with its last day, or ``coming`` the first, with its first day.
    """

    free: bool
    mandates: tuple[str, ...] = ()
    lapsed: str = ""
    lapsed_on: date | None = None
    coming: str = ""
    coming_on: date | None = None


def covenants_visible_to(viewer: Viewer, *, on: date) -> Rows[CovenantSeen]:
    """Return the covenants of this municipality, what begins last first: two queries a page."""
    rows = Covenant.objects.filter(municipality_id=viewer.municipality_id or 0)
    parties = CovenantParty.objects.select_related("organisation").order_by("order", "pk")
    ordered = (
        rows.select_related("group")
        .prefetch_related(Prefetch("parties", parties))
        .order_by("-from_on", "group__name", "pk")
    )
    return Rows(ordered, lambda one: _seen(one, viewer, on))


def covenant_seen(viewer: Viewer, pk: int, *, on: date) -> CovenantSeen | None:
    """Return one covenant. Two queries."""
    return covenants_visible_to(viewer, on=on).get(pk)


def authority_of(group_id: int, *, on: date, today: date | None = None) -> Authority:
    """Return on what a group decides on this day. One query. For rooms only.

    A covenant that has not begun by ``today`` (or else by that day) does not count: until
    then the group writes down its mandate with each decision. Once it has begun, the group
    decides on no day before it either.
    """
    return _authority(list(_held([group_id], max(on, today or on))), on)


def same_covenants(group_id: int, then: date, today: date) -> bool:
    """Tell whether the covenants of a group that held then are those of today. One query.

    For rooms only.
    """
    begun = _held([group_id], today)
    return all(_holds(one, then) == _holds(one, today) for one in begun)


def authorities(viewer: Viewer, group_ids: Iterable[int], *, on: date) -> dict[int, Authority]:
    """Return the same for groups of this municipality: what to offer in a form. One query."""
    wanted = list(group_ids)
    here = _held(wanted, on).filter(municipality_id=viewer.municipality_id or 0)
    of_group: dict[int, list[Covenant]] = {pk: [] for pk in wanted}
    for one in here:
        of_group[one.group_id].append(one)
    return {pk: _authority(found, on) for pk, found in of_group.items()}


def lapsing_of(viewer: Viewer, *, on: date) -> list[CovenantSeen]:
    """Return what is about to lapse and is for the viewer to see to. Two queries.

    That is for who may change covenants, and for who leads the group.
    """
    if not (rules.may_set_covenants(viewer) or viewer.led_ids):
        return []
    rows = covenants_visible_to(viewer, on=on)
    return [
        one
        for one in rows
        if one.standing == Standing.LAPSES
        and (one.may_change or one.group_id in viewer.led_ids)
    ]


def lapses_by_group(viewer: Viewer, *, on: date) -> dict[int, Lapse]:
    """Return which groups are about to be without a covenant, for all to see. One query.

    One that another covenant of the same group follows up does not count.
    """
    rows = list(Covenant.objects.filter(municipality_id=viewer.municipality_id or 0))
    found: dict[int, Lapse] = {}
    for one in rows:
        last = _over_on(one)
        if last is None or _standing(one, on) != Standing.LAPSES:
            continue
        after = last + timedelta(days=1)
        if not any(_holds(each, after) for each in rows if each.group_id == one.group_id):
            found[one.group_id] = Lapse(one.pk, last, soon=(last - on).days <= min(WARNS))
    return found


def lapsing(on: date) -> QuerySet[Covenant]:
    """Return the covenants of all municipalities of which the end is near. For rooms only.

    One that is followed up by another of the same group does not count.
    """
    rows = Covenant.objects.in_force(on).filter(until_on__lte=on + timedelta(days=max(WARNS)))
    return rows.filter(ended_on__isnull=True, group__ended_on__isnull=True).select_related(
        "group"
    )


def goes_on_after(group_id: int, last: date) -> bool:
    """Tell whether a covenant of the group holds on the day after ``last``. One query."""
    after = Covenant.objects.in_force(last + timedelta(days=1))
    return after.filter(group_id=group_id).exists()


def _held(group_ids: list[int], on: date) -> QuerySet[Covenant]:
    return Covenant.objects.begun(on).filter(group_id__in=group_ids).order_by("from_on", "pk")


def _authority(begun: list[Covenant], on: date) -> Authority:
    if not begun:
        return Authority(free=True)
    holding = [one for one in begun if _holds(one, on)]
    if holding:
        told = (mandate for one in holding for mandate in one.mandates)
        return Authority(free=False, mandates=tuple(dict.fromkeys(told)))
    past = [one for one in begun if one.from_on <= on]
    if not past:
        return Authority(free=False, coming=begun[0].title, coming_on=begun[0].from_on)
    last = max(past, key=lambda one: (_over_on(one) or on, one.pk))
    return Authority(free=False, lapsed=last.title, lapsed_on=_over_on(last))


def _holds(one: Covenant, on: date) -> bool:
    over_on = _over_on(one)
    return one.from_on <= on and (over_on is None or on <= over_on)


def _over_on(one: Covenant) -> date | None:
    """Return the last day on which a covenant holds."""
    if one.ended_on is None:
        return one.until_on
    early = one.ended_on - timedelta(days=1)
    return early if one.until_on is None else min(early, one.until_on)


def _standing(one: Covenant, on: date) -> Standing:
    over_on = _over_on(one)
    if over_on is not None and (over_on < on or over_on < one.from_on):
        return Standing.OVER
    if one.from_on > on:
        return Standing.COMING
    near = over_on is not None and over_on <= on + timedelta(days=max(WARNS))
    return Standing.LAPSES if near else Standing.IN_FORCE


def _seen(one: Covenant, viewer: Viewer, on: date) -> CovenantSeen:
    return CovenantSeen(
        id=one.pk,
        group_id=one.group_id,
        group_name=one.group.name,
        title=one.title,
        mandates=tuple(one.mandates),
        parties=tuple(
            PartyOfCovenant(party.organisation_id, party.organisation.name, party.role)
            for party in one.parties.all()
        ),
        from_on=one.from_on,
        until_on=one.until_on,
        review_on=one.review_on,
        document=one.document,
        address=one.address,
        ended_on=one.ended_on,
        ended_because=one.ended_because,
        over_on=_over_on(one),
        standing=_standing(one, on),
        may_change=rules.may_set_covenants(viewer),
    )
