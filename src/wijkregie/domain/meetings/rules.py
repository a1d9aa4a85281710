"""Who may read and do what with the meetings of a group: questions that answer yes or no.

``area_ids`` are the areas of the group and those around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.kit.viewer import Viewer

#: Who takes part in the meetings of the groups of their areas.
WORKERS: Final = frozenset({Role.DISTRICT_MANAGER, Role.COMMUNITY_WORKER})
#: Who may decide, for a group they attend or as an officer.
DECIDERS: Final = WORKERS | {Role.SPECIALIST}


def takes_part(viewer: Viewer, group_id: int, area_ids: Iterable[int]) -> bool:
    """Tell whether the viewer reads all of the group's meetings and writes along."""
    return (
        viewer.operator
        or group_id in viewer.first_shell_ids
        or viewer.holds_any(WORKERS, area_ids=area_ids)
    )


def may_lead(viewer: Viewer, group_id: int, area_ids: Iterable[int]) -> bool:
    """Tell whether the viewer plans, closes and cancels the meetings of the group."""
    return (
        viewer.operator
        or group_id in viewer.led_ids
        or viewer.holds_any({Role.DISTRICT_MANAGER}, area_ids=area_ids)
    )


def may_decide_for(viewer: Viewer, group_id: int) -> bool:
    """Tell whether the viewer may record a decision of the group."""
    if viewer.operator or group_id in viewer.led_ids:
        return True
    roles = {grant.role for grant in viewer.grants}
    return group_id in viewer.first_shell_ids and not DECIDERS.isdisjoint(roles)


def may_decide_as(viewer: Viewer, officer: str, area_ids: Iterable[int]) -> bool:
    """Tell whether the viewer may decide by this role for the areas of the group."""
    return officer in DECIDERS and viewer.holds_any({officer}, area_ids=area_ids)
