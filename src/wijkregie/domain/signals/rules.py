"""Who may see and do what with signals: questions that answer yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.kit.viewer import Viewer

#: Who reads and handles signals, here or in one of the areas of the signal.
HANDLERS: Final = frozenset({Role.COMMUNITY_WORKER, Role.DISTRICT_MANAGER, Role.SPECIALIST})
#: Who of them knows who raised it.
WORKERS: Final = frozenset({Role.COMMUNITY_WORKER, Role.DISTRICT_MANAGER})
#: Who sets which group gets which signals.
SETTERS: Final = frozenset({Role.ADMINISTRATOR, Role.DISTRICT_MANAGER})


def may_set_themes(by: Viewer, municipality_id: int) -> bool:
    """Tell whether someone may change the themes and answer terms of a municipality."""
    if by.operator:
        return True
    return by.municipality_id == municipality_id and by.holds(Role.ADMINISTRATOR)


def may_set_routing(by: Viewer) -> bool:
    """Tell whether someone may see to who gets which signals here, and to standard answers.

    Administrators and district managers may, also those of one area.
    """
    here = by.municipality_id is not None
    return here and (by.operator or any(grant.role in SETTERS for grant in by.grants))


def may_set_rule(by: Viewer, area_ids: Collection[int]) -> bool:
    """Tell whether someone may set a rule for an area; ``area_ids``: itself and all around it.

    Without areas it is a rule for the whole municipality.
    """
    if not may_set_routing(by):
        return False
    manages = by.holds_any([Role.DISTRICT_MANAGER], area_ids=area_ids)
    return by.operator or by.holds(Role.ADMINISTRATOR) or manages


def may_handle(by: Viewer, area_ids: Collection[int]) -> bool:
    """Tell whether someone may handle a signal in these areas of the municipality looked at."""
    return by.operator or by.holds_any(HANDLERS, area_ids=area_ids)


def may_see_raiser(by: Viewer, area_ids: Collection[int]) -> bool:
    """Tell whether someone may know who raised a signal in these areas, and their contact."""
    return by.holds_any(WORKERS, area_ids=area_ids)


def may_reach_raiser(by: Viewer, area_ids: Collection[int]) -> bool:
    """Tell whether someone may write down that a letter was posted or a call was made."""
    return by.operator or may_see_raiser(by, area_ids)


def may_decide_in(by: Viewer, group_id: int, area_ids: Collection[int]) -> bool:
    """Tell whether someone may record what a group decided on a signal in these areas."""
    if by.operator or group_id in by.led_ids:
        return True
    return group_id in by.first_shell_ids and by.holds_any(HANDLERS, area_ids=area_ids)


def may_decide_as(by: Viewer, role: str, area_ids: Collection[int]) -> bool:
    """Tell whether someone may decide on a signal in these areas in this role."""
    return role in HANDLERS and (by.operator or by.holds_any([role], area_ids=area_ids))


def may_raise_for(by: Viewer, group_id: int) -> bool:
    """Tell whether someone may raise something on behalf of a group.

    Its members may, and every professional who handles signals: they write down what a group
    says wherever they meet it.
    """
    handles = any(grant.role in HANDLERS for grant in by.grants)
    return by.operator or group_id in by.group_ids or handles


def speaks_for(by: Viewer, group_id: int | None) -> bool:
    """Tell whether someone sits in the first shell of the group that raised something."""
    return group_id is not None and group_id in by.first_shell_ids


def may_reply(by: Viewer, offer_id: int, organisation_id: int) -> bool:
    """Tell whether someone answers a hand-over: by its link, or for the organisation."""
    return by.offer_id == offer_id or organisation_id in by.organisation_ids
