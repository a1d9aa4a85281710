"""Start a municipality with the settings that each one begins with."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from django.db import transaction

from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role
from wijkregie.domain.places import services as places
from wijkregie.domain.signals import services as signals
from wijkregie.kit.viewer import Viewer, installation

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def start(wanted: places.NewMunicipality, *, at: datetime) -> Viewer:
    """Make a municipality with the themes and phone numbers that each one begins with.

    Returns the installation as it acts in that municipality. Raises a ``Refusal`` for a
    name, address or code that cannot be used; nothing is stored then.
    """
    made = places.create_municipality(wanted, by=installation(), at=at)
    by = installation(made.pk)
    file = resources.files("wijkregie.cli") / "defaults.toml"
    settings = tomllib.loads(file.read_text(encoding="utf-8"))
    for order, entry in enumerate(settings["phone_numbers"]):
        places.add_phone_number(
            made.pk, places.NewPhoneNumber(order=order, **entry), by=by, at=at
        )
    for entry in settings["themes"]:
        signals.add_theme(made.pk, signals.ThemeDraft(**entry), by=by, at=at)
    return by


@transaction.atomic
def appoint(draft: people.PersonDraft, *, by: Viewer, at: datetime) -> None:
    """Make an account that administers the municipality of ``by``."""
    person_id = people.create_person(draft, by=by, at=at)
    people.give_role(people.RoleDraft(person_id, Role.ADMINISTRATOR), by=by, at=at)
