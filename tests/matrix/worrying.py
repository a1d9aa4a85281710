"""A concern about a person, sealed and unread, with its team and whom to call about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.makers.people import make_group, make_seat
from tests.makers.places import AT
from tests.matrix.allowed import Kind, Who
from wijkregie.domain.concerns import services as concerns
from wijkregie.domain.people import services as people
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from wijkregie.domain.places.models import Area


def plant_concern(side: Side, spot: Area) -> None:
    """Let somebody write a concern that nobody opens, so that all alarms have sounded."""
    here, by = side.municipality, side.by
    team = make_group(here, "Zorgmeldpunt")
    make_seat(team, side.person(Who.DESK))
    people.set_sealed_desk(team.pk, by=by, at=AT)
    calls = ((side.text(Kind.CALLED, "name on the phone list"), "112"),)
    people.set_sealed_alarm(people.AlarmDraft(None, calls), by=by, at=AT)
    draft = concerns.ConcernDraft(
        side.text(Kind.SEALED, "text"),
        f"matrix-{here.pk}",
        spot.pk,
        name=side.text(Kind.SEALED, "name"),
        email=side.text(Kind.SEALED, "mail"),
    )
    concerns.receive_concern(
        draft, municipality_id=here.pk, by=anonymous(here.pk), at=AT, seed=here.pk
    )
    concerns.sound_alarms(at=AT + timedelta(days=2))
