"""What a page for the council is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks on which day, and of which area; ``area_id`` is ``None`` for all."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer
    on: date
    areas: tuple[tuple[str, str], ...]
    area_id: int | None
    area_code: str
    area_name: str

    @property
    def query(self) -> str:
        """Return the area as it stands in an address."""
        return f"?gebied={self.area_code}" if self.area_code else ""

    def address(self, name: str, *words: str) -> str:
        """Return the address of another page for the council, of the same area."""
        return reverse(f"reports:{name}", args=[self.scope.slug, *words]) + self.query

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Return the areas as a field of a form of choices; nothing with one area or none."""
        if len(self.areas) < 2:  # noqa: PLR2004 - one is no choice
            return []
        every = {"value": "", "text": _("the whole municipality"), "selected": False}
        options = [
            {"value": code, "text": name, "selected": code == self.area_code}
            for code, name in self.areas
        ]
        return [{"name": "gebied", "label": _("Wijk"), "options": [every, *options]}]
