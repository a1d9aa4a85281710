"""Who may have decided on a report, and on what mandate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Role
from wijkregie.web.http.deciding import offer_mandates
from wijkregie.web.signals.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.signals.forms.handling import HandlingForm
    from wijkregie.web.signals.views.asked import Asked

#: The roles that may decide as an officer, first the nearest to the street.
OFFICERS: Final = (Role.COMMUNITY_WORKER, Role.DISTRICT_MANAGER, Role.SPECIALIST)
GROUP, OFFICER, PERSON = "groep-", "rol-", "mens-"


def bodies(found: Asked, signal: SignalSeen) -> list[tuple[object, str]]:
    """Return who may have decided, as far as this viewer may write it down. One query."""
    viewer = found.viewer
    mine = viewer.led_ids | viewer.first_shell_ids
    groups = people.group_names(viewer, on=found.on) if mine else []
    return [
        *((f"{GROUP}{pk}", name) for pk, name in groups if pk in mine),
        *(
            (f"{OFFICER}{role}", capital(str(role.label)))
            for role in OFFICERS
            if viewer.holds_any([role], area_ids=signal.area_ids)
        ),
    ]


def offer_by_covenant(
    form: HandlingForm,
    found: Asked,
    signal: SignalSeen,
    deciders: Iterable[tuple[object, str]],
) -> None:
    """Offer in a form what the covenants of who may decide let them; the owner comes first."""
    keys = [str(key) for key, _name in deciders]
    groups = [int(one.removeprefix(GROUP)) for one in keys if one.startswith(GROUP)]
    first = sorted(groups, key=lambda pk: pk != signal.owner_id)
    offer_mandates(form, found.viewer, first, on=found.on)
    if len(first) > 1 and first[0] != signal.owner_id:
        form.initial.pop("mandate", None)  # which of them decided is not known yet
