"""Make plain values of rows, as far as the viewer may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.core import free_text
from wijkregie.domain.decisions.queries import decision_seen
from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.people.rules import may_see_names
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.queries.seen import RaiserSeen, SignalSeen
from wijkregie.domain.signals.states import OPEN, Channel, HearBack, Kind, State

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.signals.models import Raiser, Signal
    from wijkregie.kit.viewer import Viewer


def signal_seen_by(
    viewer: Viewer, signal: Signal, *, on: date, whole: bool = False
) -> SignalSeen:
    """Return a signal as this viewer may see it; ``whole``: with photos and raisers.

    No query: what it needs was fetched along.
    """
    areas = [link.area for link in signal.in_areas.all()]
    area_ids = {area.pk for area in areas}
    raised = bool(getattr(signal, "raised", False))
    reads = bool(getattr(signal, "own", False)) or rules.may_handle(viewer, area_ids)
    return SignalSeen(
        id=signal.pk,
        reference=signal.reference,
        kind=Kind(signal.kind),
        theme_id=signal.theme_id,
        theme_name=signal.theme.name,
        title=signal.title,
        area=area_named(signal.area, viewer),
        area_ids=tuple(area.pk for area in areas if is_known(viewer, public=area.public)),
        state=State(signal.state),
        received_at=signal.received_at,
        promised_on=signal.promised_on,
        expected_on=signal.expected_on,
        expected_why=signal.expected_why,
        overdue=signal.state in OPEN and signal.promised_on < on,
        answered_at=signal.answered_at,
        closed_at=signal.closed_at,
        **_owner(signal, viewer),
        text=signal.text if reads else None,
        place=signal.place if reads else None,
        point=_point(signal) if reads else None,
        photo_ids=tuple(one.pk for one in signal.photos.all()) if whole and reads else (),
        raisers=_raisers(signal, viewer, area_ids) if whole and (reads or raised) else (),
        decision=decision_seen(signal.decision, viewer) if signal.decision else None,
        unanswered=signal.unanswered,
        may_handle=rules.may_handle(viewer, area_ids),
        may_see_raiser=rules.may_see_raiser(viewer, area_ids),
        invented=signal.invented,
        warnings=_warnings(signal) if whole and rules.may_handle(viewer, area_ids) else (),
        lead_reference=signal.bundled_in.reference if signal.bundled_in else "",
    )


def is_known(viewer: Viewer, *, public: bool) -> bool:
    """Tell whether the viewer may know of such an area, as ``places.visible_to`` does."""
    return public or viewer.is_member or viewer.operator


def area_named(area: Area | None, viewer: Viewer) -> AreaNamed | None:
    """Return what may be seen of an area, if the viewer may know of it."""
    if area is None or not is_known(viewer, public=area.public):
        return None
    return AreaNamed(area.pk, area.code, area.name)


def _owner(signal: Signal, viewer: Viewer) -> dict[str, Any]:
    """Return who handles a signal; the name of a person is for members."""
    person = signal.owner_person if may_see_names(viewer) else None
    return {
        "owner_id": signal.owner_id,
        "owner_name": signal.owner.name if signal.owner else "",
        "owner_person_id": signal.owner_person_id,
        "owner_person_name": person.name if person else None,
    }


def _warnings(signal: Signal) -> tuple[free_text.Kind, ...]:
    """Return what of a person the words of a signal probably hold, each kind once."""
    found = free_text.scan(f"{signal.text}\n{signal.place}")
    return tuple(dict.fromkeys(one.kind for one in found))


def _point(signal: Signal) -> tuple[int, int] | None:
    return None if signal.x is None or signal.y is None else (signal.x, signal.y)


def _raisers(signal: Signal, viewer: Viewer, area_ids: set[int]) -> tuple[RaiserSeen, ...]:
    """Return who raised a signal; by a private link one sees oneself, a group itself."""
    works = rules.may_see_raiser(viewer, area_ids)
    handles = rules.may_handle(viewer, area_ids)
    return tuple(
        _raiser(one, contact=works or one.pk == viewer.raiser_id)
        for one in signal.raisers.all()
        if handles or one.pk == viewer.raiser_id or rules.speaks_for(viewer, one.group_id)
    )


def _raiser(raiser: Raiser, *, contact: bool) -> RaiserSeen:
    return RaiserSeen(
        id=raiser.pk,
        channel=Channel(raiser.channel),
        group_name=raiser.group.name if raiser.group else "",
        hear_back=HearBack(raiser.hear_back),
        name=raiser.name if contact else None,
        email=raiser.email if contact else None,
        phone=raiser.phone if contact else None,
        address=raiser.address if contact else None,
        raised_at=raiser.raised_at,
        heard_at=raiser.heard_at,
        satisfied=raiser.satisfied,
        satisfied_at=raiser.satisfied_at,
        joined=raiser.joined,
    )
