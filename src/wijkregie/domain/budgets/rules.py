"""Who may see and do what with funds and rounds: questions that answer yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.people import rules as people
from wijkregie.domain.programme import rules as programme
from wijkregie.domain.signals import rules as signals

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.kit.viewer import Viewer


def may_run_funds(viewer: Viewer) -> bool:
    """Tell whether the viewer may make and change funds and rounds here.

    That is who leads the work, and an administrator.
    """
    return programme.may_steer(viewer) or people.may_administer(viewer)


def may_guide(viewer: Viewer, area_ids: Collection[int]) -> bool:
    """Tell whether the viewer helps with proposals in these areas, and looks before others do.

    That is who handles signals there, and who runs funds.
    """
    return may_run_funds(viewer) or signals.may_handle(viewer, area_ids)


def may_answer_check(viewer: Viewer, person_id: int | None, group_id: int | None) -> bool:
    """Tell whether the viewer was asked to look at a proposal, or writes down what was found.

    For a group that is who attends it. Who runs funds writes it down for others.
    """
    asked = person_id is not None and person_id == viewer.person_id
    return asked or group_id in viewer.first_shell_ids or may_run_funds(viewer)


def may_record_decision(viewer: Viewer, group_id: int | None) -> bool:
    """Tell whether the viewer records who decided: who runs funds, or leads that group."""
    return may_run_funds(viewer) or (group_id is not None and group_id in viewer.led_ids)


def may_account(viewer: Viewer, group_id: int | None) -> bool:
    """Tell whether the viewer gives account of money in hands: for the group, or the fund.

    Who proposed it may too, by the own link: the caller looks at that.
    """
    return may_run_funds(viewer) or (group_id is not None and group_id in viewer.led_ids)


def may_audit(viewer: Viewer, auditor_ids: Collection[int]) -> bool:
    """Tell whether the viewer may have the ballots of a count: only who was named for it.

    Who runs the fund names auditors, and that stands in the log.
    """
    return viewer.person_id is not None and viewer.person_id in auditor_ids
