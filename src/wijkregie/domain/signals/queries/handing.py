"""Hand-overs to other organisations, and whom a signal can be given to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, Value

from wijkregie.domain.people.models import Group, RoleHeld, SealedDesk
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import HandOver, SignalArea
from wijkregie.domain.signals.queries.building import area_named
from wijkregie.domain.signals.queries.themes import themes_visible_to
from wijkregie.domain.signals.states import OfferState
from wijkregie.kit import tokens
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.db.models import QuerySet

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.kit.viewer import Viewer

#: Rows by number and name.
Named = list[tuple[int, str]]
_OPEN = (OfferState.OFFERED, OfferState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class OfferSeen:
    """A hand-over that was offered, to who handles the signal or was asked.

    ``message``, ``outcome`` and ``email`` are ``None`` for whom they are not meant: who came
    by the link reads what was asked until it was answered, and what is done until it was
    told. ``may_reply``: yes or no; ``may_report``: what was done.
    """

    id: int
    signal_id: int
    reference: str
    title: str
    theme_name: str
    area: AreaNamed | None
    promised_on: date
    organisation_id: int
    organisation_name: str
    state: OfferState
    offered_at: datetime
    link_until: date
    reminded_at: datetime | None
    replied_at: datetime | None
    reason: str
    outcome_at: datetime | None
    message: str | None
    outcome: str | None
    email: str | None
    may_reply: bool
    may_report: bool


@dataclass(frozen=True, slots=True)
class OfferLink:
    """Whose link this is, and whether it still works."""

    offer_id: int
    works: bool


@dataclass(frozen=True, slots=True)
class OfferMail:
    """What is needed to mail an organisation, or who handles the signal.

    For who sends only: ``token`` opens the partner's link. It holds nothing of what was
    asked or told.
    """

    municipality_id: int
    signal_id: int
    reference: str
    organisation_name: str
    state: OfferState
    promised_on: date
    link_until: date
    email: str
    token: str


def offer_of_link(municipality_id: int, token: str, *, on: date) -> OfferLink | None:
    """Return what a partner's link is about, ``None`` for a wrong one. One query."""
    rows = HandOver.objects.filter(
        municipality_id=municipality_id, link_digest=tokens.digest(token)
    )
    found = rows.values_list("pk", "link_until").first()
    return None if found is None else OfferLink(found[0], found[1] >= on)


def offer_seen(viewer: Viewer, offer_id: int) -> OfferSeen | None:
    """Return one hand-over, for who handles the signal or was asked. Two queries."""
    return next(iter(_seen_of(viewer, _rows(viewer).filter(pk=offer_id))), None)


def offers_of(viewer: Viewer, signal_id: int) -> tuple[OfferSeen, ...]:
    """Return the hand-overs of a signal, the first first. Two queries at most.

    For who handles the signal; of others each sees what the own organisation was asked.
    """
    rows = _rows(viewer).filter(signal_id=signal_id).order_by("offered_at", "pk")
    return tuple(_seen_of(viewer, rows))


def offers_waiting(viewer: Viewer) -> Rows[OfferSeen]:
    """Return what was asked of one's organisations and is not done, by promised day.

    Two queries a page; what was never answered stands first.
    """
    rows = _rows(viewer).filter(organisation_id__in=viewer.organisation_ids, state__in=_OPEN)
    ordered = rows.order_by("-state", "signal__promised_on", "pk")
    return Rows(ordered, lambda offer: _seen(viewer, offer, handles=False))


def offer_mail(offer_id: int) -> OfferMail | None:
    """Return what is needed to mail about a hand-over. For who sends only. One query."""
    rows = HandOver.objects.select_related("signal", "organisation")
    offer = rows.filter(pk=offer_id).first()
    if offer is None:
        return None
    return OfferMail(
        municipality_id=offer.municipality_id,
        signal_id=offer.signal_id,
        reference=offer.signal.reference,
        organisation_name=offer.organisation.name,
        state=OfferState(offer.state),
        promised_on=offer.signal.promised_on,
        link_until=offer.link_until,
        email=offer.email,
        token=offer.token() if offer.link_digest else "",
    )


def groups_to_give(viewer: Viewer, *, on: date) -> list[tuple[int, str]]:
    """Return number and name of the groups that handle signals here. One query.

    The group that takes concerns about persons is none of them.
    """
    return [*_groups(viewer, on).order_by("name", "pk").values_list("pk", "name")]


def themes_and_groups(viewer: Viewer, *, on: date) -> tuple[Named, Named]:
    """Return number and name of the themes and of those groups, to narrow a list by.

    One query for both: a work list is asked for all day.
    """
    themes = themes_visible_to(viewer).order_by()
    groups = _groups(viewer, on).order_by()
    rows = sorted(
        themes.values_list(Value(0), "order", "name", "pk").union(
            groups.values_list(Value(1), Value(0), "name", "pk"), all=True
        )
    )
    named = [(kind, (pk, name)) for kind, _order, name, pk in rows]
    return (
        [one for kind, one in named if kind == 0],
        [one for kind, one in named if kind == 1],
    )


def _groups(viewer: Viewer, on: date) -> QuerySet[Group]:
    rows = Group.objects.current(on).filter(municipality_id=viewer.municipality_id or 0)
    return rows.exclude(pk__in=SealedDesk.objects.values("group_id"))


def persons_to_give(
    viewer: Viewer, area_ids: Collection[int], *, on: date
) -> list[tuple[int, str]]:
    """Return number and name of who handles signals in these areas, for who does too.

    One query at most.
    """
    if not rules.may_handle(viewer, area_ids):
        return []
    covering = Q(area__isnull=True) | Q(area__in=area_ids)
    held = RoleHeld.objects.current(on).filter(
        covering,
        municipality_id=viewer.municipality_id or 0,
        role__in=rules.HANDLERS,
        person__is_active=True,
    )
    persons = held.values_list("person_id", "person__name").distinct()
    return [*persons.order_by("person__name", "person_id")]


def _rows(viewer: Viewer) -> QuerySet[HandOver]:
    areas = SignalArea.objects.order_by("pk")
    return (
        HandOver.objects.filter(municipality_id=viewer.municipality_id or 0)
        .select_related("organisation", "signal__theme", "signal__area")
        .prefetch_related(Prefetch("signal__in_areas", areas))
    )


def _seen_of(viewer: Viewer, rows: QuerySet[HandOver]) -> list[OfferSeen]:
    found = []
    for offer in rows:
        area_ids = {link.area_id for link in offer.signal.in_areas.all()}
        handles = rules.may_handle(viewer, area_ids)
        if handles or rules.may_reply(viewer, offer.pk, offer.organisation_id):
            found.append(_seen(viewer, offer, handles=handles))
    return found


def _seen(viewer: Viewer, offer: HandOver, *, handles: bool) -> OfferSeen:
    asked = rules.may_reply(viewer, offer.pk, offer.organisation_id)
    signal, reads = offer.signal, handles or (asked and offer.state in _OPEN)
    return OfferSeen(
        id=offer.pk,
        signal_id=offer.signal_id,
        reference=signal.reference,
        title=signal.title,
        theme_name=signal.theme.name,
        area=area_named(signal.area, viewer),
        promised_on=signal.promised_on,
        organisation_id=offer.organisation_id,
        organisation_name=offer.organisation.name,
        state=OfferState(offer.state),
        offered_at=offer.offered_at,
        link_until=offer.link_until,
        reminded_at=offer.reminded_at,
        replied_at=offer.replied_at,
        reason=offer.reason,
        outcome_at=offer.outcome_at,
        message=offer.message if reads else None,
        outcome=offer.outcome if handles else None,
        email=offer.email if handles else None,
        may_reply=asked and offer.state == OfferState.OFFERED,
        may_report=asked and offer.state == OfferState.ACCEPTED,
    )
