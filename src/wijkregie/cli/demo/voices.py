"""Who acts in the demo, and what the words in its files stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Shell
from wijkregie.domain.programme import queries as programmes
from wijkregie.domain.signals import queries as signals
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: Who handles the signals of some areas; those of all others the district manager does.
_WORKER: Final = "opbouwwerker"
_MANAGER: Final = "wijkregisseur"
_COVENANT: Final = "Afspraken over het wijkgericht werken (verzonnen)"


@dataclass(frozen=True)
class Voices:
    """The persons of a town of the demo as viewers, and the numbers behind names.

    ``prefix`` begins the addresses of its persons; ``of_worker`` are the keys of the areas
    whose signals the community worker handles.
    """

    municipality_id: int
    on: date
    areas: Mapping[str, int]
    town: str = ""
    prefix: str = ""
    of_worker: frozenset[str] = frozenset()

    @cached_property
    def persons(self) -> dict[str, int]:
        """The numbers of the persons, by the first part of their address."""
        return {
            account.email.partition("@")[0]: account.person_id
            for account in people.demo_accounts(on=self.on)
        }

    @cached_property
    def groups(self) -> dict[str, int]:
        """The numbers of the groups, by name."""
        return {one.name: one.id for one in people.groups_visible_to(self._system, on=self.on)}

    @cached_property
    def organisations(self) -> dict[str, int]:
        """The numbers of the organisations, by name."""
        return {one.name: one.id for one in people.organisations_visible_to(self._system)}

    @cached_property
    def themes(self) -> dict[str, int]:
        """The numbers of the themes, by name."""
        return {theme.name: theme.pk for theme in signals.themes_visible_to(self._system)}

    @cached_property
    def _viewers(self) -> dict[str, Viewer]:
        return {}

    def mandate(self, group_id: int, *, on: date) -> str:
        """On which mandate a group decides: the first of its covenant, where it has one."""
        return next(iter(people.authority_of(group_id, on=on).mandates), _COVENANT)

    @property
    def passer_by(self) -> Viewer:
        """Someone who reports without an account."""
        return anonymous(self.municipality_id)

    def viewer(self, person: str) -> Viewer:
        """Return a person as who looks and acts, with the second factor passed."""
        if person not in self._viewers:
            self._viewers[person] = people.viewer(
                self.persons[self.prefix + person],
                municipality_id=self.municipality_id,
                on=self.on,
                strong=True,
            )
        return self._viewers[person]

    def worker(self, area: str) -> Viewer:
        """Return who handles the signals of an area."""
        return self.viewer(_WORKER if area in self.of_worker else _MANAGER)

    def seats(self, group_id: int) -> list[int]:
        """Return the seats of a group, those of the first shell first."""
        found = people.seats_visible_to(self._system, on=self.on, group_id=group_id)
        return [seat.id for seat in found]

    def guest(self, group_id: int, organisation: str) -> int:
        """Return the seat of an organisation in the second shell of a group."""
        for seat in people.seats_visible_to(self._system, on=self.on, group_id=group_id):
            held_by = seat.organisation.name if seat.organisation else ""
            if (seat.shell, held_by) == (Shell.SECOND, organisation):
                return seat.id
        raise DemoFault(f"{YEAR}: {organisation!r} is not in the second shell")

    def project(self, title: str) -> int:
        """Return the number of the project with this title. Raises ``DemoFault`` if none is."""
        for project in programmes.projects_visible_to(self._system):
            if project.title == title:
                return project.id
        raise DemoFault(f"{YEAR}: there is no project {title!r}")

    @property
    def _system(self) -> Viewer:
        return installation(self.municipality_id)
