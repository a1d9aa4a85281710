"""Who may see and do what with people: questions that answer yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Person
    from wijkregie.kit.viewer import Viewer


def may_administer(viewer: Viewer) -> bool:
    """Tell whether the viewer may change the settings of the municipality looked at."""
    return viewer.municipality_id is not None and (
        viewer.operator or viewer.holds(Role.ADMINISTRATOR)
    )


def may_see_names(viewer: Viewer) -> bool:
    """Tell whether the viewer may read who holds a seat or a role here."""
    return viewer.operator or viewer.is_member


def may_see_mail(viewer: Viewer, person_id: int) -> bool:
    """Tell whether the viewer may read the mail address of someone who works here."""
    return may_administer(viewer) or viewer.person_id == person_id


def looks_after(viewer: Viewer, person: Person) -> bool:
    """Tell whether the viewer may change this account.

    Only the municipality that looks after an account may: otherwise another one could
    redirect its mail, and so log in as a colleague elsewhere.
    """
    return viewer.operator or (
        may_administer(viewer) and person.municipality_id == viewer.municipality_id
    )


def may_rename(viewer: Viewer, person: Person) -> bool:
    """Tell whether the viewer may change the name of this account."""
    return looks_after(viewer, person) or viewer.person_id == person.pk


def may_set_covenants(viewer: Viewer) -> bool:
    """Tell whether the viewer may make, change and end the covenants of this municipality."""
    return may_administer(viewer) or (
        viewer.municipality_id is not None and viewer.holds(Role.DISTRICT_MANAGER)
    )
