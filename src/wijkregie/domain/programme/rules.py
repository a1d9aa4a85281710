"""Who may see and do what with programmes, projects and money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.kit.viewer import Viewer

RUNNERS: Final = (Role.DISTRICT_MANAGER, Role.COMMUNITY_WORKER)
HANDLERS: Final = (*RUNNERS, Role.SPECIALIST)
#: What nobody decided on yet is for who works along; the rest is for everyone.
INSIDE: Final = frozenset({ProjectState.IDEA})
#: Projects whose costs are no promise: an idea is none yet, what was stopped is none any more.
UNCOUNTED: Final = frozenset({ProjectState.IDEA, ProjectState.STOPPED})


def may_see_ideas(viewer: Viewer) -> bool:
    """Tell whether the viewer may see projects that nobody decided on yet."""
    return viewer.is_member or viewer.operator


def may_see_names(viewer: Viewer) -> bool:
    """Tell whether the viewer may read who leads a project."""
    return viewer.is_member or viewer.operator


def may_comment(viewer: Viewer) -> bool:
    """Tell whether the viewer may say something beside a card, to who works along."""
    return viewer.is_member and viewer.person_id is not None


def may_steer(viewer: Viewer) -> bool:
    """Tell whether the viewer may change what holds for the whole programme."""
    return viewer.municipality_id is not None and (
        viewer.operator or viewer.holds(Role.DISTRICT_MANAGER)
    )


def may_start_somewhere(viewer: Viewer) -> bool:
    """Tell whether the viewer may start a project in some area; the service asks in which."""
    return viewer.operator or any(grant.role in HANDLERS for grant in viewer.grants)


def may_run(
    viewer: Viewer, around: Collection[Collection[int]], *, body_id: int | None = None
) -> bool:
    """Tell whether the viewer may start or change a project in these areas.

    ``around`` names for each area of the project the areas that hold it, itself too. Who
    works in all of them may, and so may a professional who attends the body that decided.
    """
    if may_steer(viewer):
        return True
    works = any(grant.role in HANDLERS for grant in viewer.grants)
    if works and body_id is not None and body_id in viewer.first_shell_ids:
        return True
    if not around:
        return viewer.holds_any(RUNNERS)
    return all(viewer.holds_any(RUNNERS, area_ids=one) for one in around)


def may_lead_analysis(
    viewer: Viewer, around: Collection[int], *, group_id: int | None = None
) -> bool:
    """Tell whether the viewer leads the evening: for the group, or for the area.

    ``around`` are the areas that hold the area, itself too.
    """
    if viewer.operator or (group_id is not None and group_id in viewer.led_ids):
        return True
    return viewer.holds_any(RUNNERS, area_ids=around)


def may_fill_analysis(viewer: Viewer, around: Collection[int], group_id: int) -> bool:
    """Tell whether the viewer writes along: who attends the group, and who leads."""
    attends = group_id in viewer.first_shell_ids
    return attends or may_lead_analysis(viewer, around, group_id=group_id)


def may_give_points(viewer: Viewer, group_id: int) -> bool:
    """Tell whether the viewer divides points: who attends the group, and nobody else."""
    return viewer.person_id is not None and group_id in viewer.first_shell_ids


def may_answer_hand_over(
    viewer: Viewer, *, group_id: int | None, organisation_id: int | None
) -> bool:
    """Tell whether the viewer accepts or refuses for who receives a project.

    That is who attends the group, or holds a seat for the organisation; nobody else, the
    wijkregisseur neither.
    """
    if viewer.person_id is None:
        return False
    if group_id is not None:
        return group_id in viewer.first_shell_ids
    return organisation_id is not None and organisation_id in viewer.organisation_ids


def may_report(viewer: Viewer, partner_id: int) -> bool:
    """Tell whether the viewer reports for a partner: who holds a seat for it, nobody else."""
    return viewer.person_id is not None and partner_id in viewer.organisation_ids
