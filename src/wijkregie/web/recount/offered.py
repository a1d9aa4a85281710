"""Who may have decided, and who there is to appoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.timezone import localdate

from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from wijkregie.web.recount.desk import Desk

    Choices = list[tuple[object, object]]


def bodies(desk: Desk) -> Choices:
    """Return the groups and roles in which the viewer may record a decision."""
    viewer = desk.viewer
    mine = viewer.first_shell_ids | viewer.led_ids
    held = {grant.role for grant in viewer.grants}
    return [
        *(
            (f"group:{pk}", name)
            for pk, name in people.group_names(viewer, on=localdate(desk.at))
            if viewer.operator or pk in mine
        ),
        *(
            (f"role:{role}", capfirst(role.label))
            for role in Role
            if viewer.operator or role in held
        ),
    ]


def colleagues(desk: Desk) -> Choices:
    """Return who works here, by name."""
    found = people.persons_visible_to(desk.viewer, on=localdate(desk.at))
    return [(one.id, one.name) for one in found]
