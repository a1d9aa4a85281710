"""Choose what an area is compared with: stored, logged, and undone in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import PeerChoice, PeerMark
from wijkregie.domain.indicators.queries import peers_of
from wijkregie.domain.indicators.queries.alike import own_place, table_for
from wijkregie.domain.indicators.states import RESPECTS, Width
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import Area
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

#: So many areas at most may be taken in by hand.
MOST_BY_HAND: Final = 30


class PeersRefused(Refusal):
    """A comparison that may not be changed, or not so."""


@transaction.atomic
def set_peer_widths(
    area_id: int, widths: Mapping[str, str], *, by: Viewer, at: datetime
) -> None:
    """Say in each respect how much alike the areas must be that an area is compared with.

    What is not named stays as usual. Raises ``PeersRefused`` for who may not choose, for a
    respect or a width that does not exist, and when nothing at all would count.
    """
    area = _area(area_id, by)
    known = {one.key for one in RESPECTS}
    if not set(widths) <= known or not set(widths.values()) <= set(Width.values):
        raise PeersRefused(_("Choose for each characteristic how much alike areas must be."))
    if all(widths.get(key) == Width.OFF for key in _counting(area) or known):
        raise PeersRefused(_("Let at least one characteristic count."))
    choice = _choice(area, by)
    choice.widths = {key: at for key, at in widths.items() if at != Width.NORMAL}
    choice.save(update_fields=["widths"])
    audit.record("peers_chosen", choice, by=by, at=at)


@transaction.atomic
def leave_out_peer(area_id: int, peer_id: int, *, by: Viewer, at: datetime) -> None:
    """Compare an area no longer with one of its peers.

    Raises ``PeersRefused`` for who may not choose, and for an area that is no peer.
    """
    area = _area(area_id, by)
    choice = _choice(area, by)
    if peer_id not in peers_of(by, area).area_ids:
        raise PeersRefused(_("That area is not in the comparison. Reload the page."))
    PeerMark.objects.filter(choice=choice, area_id=peer_id).delete()
    if peer_id in peers_of(by, area).area_ids:
        _mark(choice, peer_id, taken_in=False)
    audit.record("peer_left_out", choice, by=by, at=at)


@transaction.atomic
def take_in_peer(area_id: int, peer_id: int, *, by: Viewer, at: datetime) -> None:
    """Compare an area with one more, also with one that was left out before.

    Raises ``PeersRefused`` for who may not choose, for an area of another level, one that is
    in already or of which too little is known, and beyond thirty taken in by hand.
    """
    area = _area(area_id, by)
    choice = _choice(area, by)
    if peer_id in peers_of(by, area).area_ids:
        raise PeersRefused(_("That area is in the comparison already."))
    place = own_place(area)
    national = Area.objects.filter(pk=peer_id, level=place.level if place else "")
    if not national.exists():
        raise PeersRefused(_("Choose an area of the same level: a wijk beside wijken."))
    PeerMark.objects.filter(choice=choice, area_id=peer_id).delete()
    if peer_id not in peers_of(by, area).area_ids:
        if choice.marks.filter(taken_in=True).count() >= MOST_BY_HAND:
            raise PeersRefused(_("Thirty areas are added. Leave one out first."))
        _mark(choice, peer_id, taken_in=True)
    if peer_id not in peers_of(by, area).area_ids:
        raise PeersRefused(_("Too little is known of that area in the same year."))
    audit.record("peer_taken_in", choice, by=by, at=at)


@transaction.atomic
def reset_peers(area_id: int, *, by: Viewer, at: datetime) -> None:
    """Compare an area as usual again; a second time changes nothing."""
    area = _area(area_id, by)
    choice = PeerChoice.objects.select_for_update(no_key=True).filter(
        municipality_id=by.municipality_id or 0, area=area
    )
    for one in choice:
        audit.record("peers_reset", one, by=by, at=at)
        one.delete()


def _area(area_id: int, by: Viewer) -> Area:
    """Return an area of the municipality that ``by`` acts in, if ``by`` may choose there."""
    scope = places.scope_of(by.municipality_id or 0)
    around = places.areas_around(by, scope, area_id) if scope else []
    here = by.municipality_id or 0
    if not around or not rules.may_choose_peers(by, here, [one.pk for one in around]):
        raise PeersRefused(_("Only the district manager can choose similar areas."))
    return around[0]


def _counting(area: Area) -> set[str]:
    """Return the respects in which something is known of an area: only those can count."""
    place = own_place(area)
    table = table_for(place) if place else None
    return set(table.own) if table else set()


def _choice(area: Area, by: Viewer) -> PeerChoice:
    found, _new = PeerChoice.objects.select_for_update(no_key=True).get_or_create(
        municipality_id=by.municipality_id or 0, area=area
    )
    return found


def _mark(choice: PeerChoice, peer_id: int, *, taken_in: bool) -> None:
    PeerMark.objects.create(
        municipality_id=choice.municipality_id,
        choice=choice,
        area_id=peer_id,
        taken_in=taken_in,
    )
