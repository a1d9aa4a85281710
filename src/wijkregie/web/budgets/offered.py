"""What there is to choose from: areas, owners, and who may have decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Role
from wijkregie.web.http.wijken import main_areas
from wijkregie.web.http.wording import area_name

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import FundSeen
    from wijkregie.web.budgets.desk import Desk

    Choices = list[tuple[object, object]]


def areas(desk: Desk, seen: FundSeen | None = None) -> Choices:
    """Return the areas that a fund may be for, and the one that it is for."""
    found = [(one.pk, area_name(one)) for one in main_areas(desk.viewer, desk.scope)]
    now = seen.listed.area if seen else None
    if now is not None and now.id not in {pk for pk, _name in found}:
        found.append((now.id, now.name or now.code))
    return [("", _("The whole municipality")), *found]


def owners(desk: Desk, seen: FundSeen | None = None) -> Choices:
    """Return whose a fund may be: groups, organisations and roles, and whose it is."""
    found: Choices = [
        *((f"group:{pk}", name) for pk, name in people.group_names(desk.viewer, on=desk.on)),
        *(
            (f"organisation:{one.id}", one.name)
            for one in people.organisations_visible_to(desk.viewer)
        ),
        *((f"role:{role}", capfirst(role.label)) for role in Role),
    ]
    if seen is not None and seen.group_id is not None:
        word = f"group:{seen.group_id}"
        if word not in {value for value, _name in found}:
            found.insert(0, (word, seen.listed.owner))
    return [("", _("Choose whose it is")), *found]


def bodies(desk: Desk) -> Choices:
    """Return the groups and roles in which the viewer may record a decision."""
    viewer = desk.viewer
    mine = viewer.first_shell_ids | viewer.led_ids
    groups = people.group_names(viewer, on=desk.on)
    held = {grant.role for grant in viewer.grants}
    roles = [role for role in Role if viewer.operator or role in held]
    return [
        *((f"group:{pk}", name) for pk, name in groups if viewer.operator or pk in mine),
        *((f"role:{role}", capfirst(role.label)) for role in roles),
    ]
