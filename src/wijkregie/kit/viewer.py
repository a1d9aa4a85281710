"""Who looks: the one value that every ``visible_to`` asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds now, in one area or (``None``) in the whole municipality."""

    role: str
    area_id: int | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person or a passer-by, looking at one municipality (or, ``None``, at the country).

    The grants and groups are those in that municipality only, and the grants of a
    professional are there only after the second factor: what is not in the value cannot
    be seen by mistake. ``first_shell_ids`` are the groups whose meetings the person attends,
    ``led_ids`` those of which the person is chair or secretary, ``organisation_ids`` the
    organisations that the person holds a seat for. A private link is a viewer too: no
    person, but the one who raised one signal (``raiser_id``), or the partner that one
    hand-over was offered to (``offer_id``). ``sealed_ids`` is the team designated for
    concerns about persons, for who attends it and passed the second factor.
    """

    municipality_id: int | None
    person_id: int | None = None
    grants: frozenset[Grant] = field(default_factory=frozenset)
    group_ids: frozenset[int] = field(default_factory=frozenset)
    operator: bool = False
    first_shell_ids: frozenset[int] = field(default_factory=frozenset)
    led_ids: frozenset[int] = field(default_factory=frozenset)
    raiser_id: int | None = None
    organisation_ids: frozenset[int] = field(default_factory=frozenset)
    offer_id: int | None = None
    sealed_ids: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody is known to look."""
        return self.person_id is None

    @property
    def is_professional(self) -> bool:
        """Tell whether the viewer holds any role in this municipality."""
        return bool(self.grants)

    @property
    def is_member(self) -> bool:
        """Tell whether the viewer works along here: by a role or by a seat."""
        return bool(self.grants or self.group_ids)

    def holds(self, role: str, *, area_id: int | None = None) -> bool:
        """Tell whether the viewer holds ``role`` for the whole municipality or this area."""
        return Grant(role) in self.grants or (
            area_id is not None and Grant(role, area_id) in self.grants
        )

    def holds_any(self, roles: Iterable[str], *, area_ids: Iterable[int] = ()) -> bool:
        """Tell whether the viewer holds one of ``roles`` here, or for one of these areas."""
        wanted = frozenset(roles)
        areas = {None, *area_ids}
        return any(grant.role in wanted and grant.area_id in areas for grant in self.grants)


def anonymous(municipality_id: int | None = None) -> Viewer:
    """Return the viewer of whom nothing is known."""
    return Viewer(municipality_id=municipality_id)


def installation(municipality_id: int | None = None) -> Viewer:
    """Return the installation itself as who acts: for commands, never for a page."""
    return Viewer(municipality_id=municipality_id, operator=True)


def follower(municipality_id: int, raiser_id: int) -> Viewer:
    """Return who came by a private link: known only as the one who raised one signal."""
    return Viewer(municipality_id=municipality_id, raiser_id=raiser_id)


def partner(municipality_id: int, offer_id: int) -> Viewer:
    """Return who came by a partner's link: known only by the hand-over that was offered."""
    return Viewer(municipality_id=municipality_id, offer_id=offer_id)
