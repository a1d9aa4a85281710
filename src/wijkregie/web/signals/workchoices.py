"""What the work list can be narrowed by: themes, areas and groups of this municipality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.domain.signals import queries
from wijkregie.web.http.wording import area_name

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wijkregie.domain.places.models import Area
    from wijkregie.web.signals.views.asked import Asked


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices, each as number (or code) and name."""

    themes: tuple[tuple[int, str], ...]
    owners: tuple[tuple[int, str], ...]
    areas: tuple[Area, ...]

    @property
    def area_ids(self) -> dict[str, int]:
        """The numbers of the areas by the code in the address."""
        return {area.code: area.pk for area in self.areas}

    def fields(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return the choices as fields of a form, with what was chosen."""
        owners = [("ik", _("Me")), ("mijn", _("My groups")), *self.owners]
        areas = [(area.code, area_name(area)) for area in self.areas]
        found = (
            ("thema", _("Subject"), _("All subjects"), self.themes),
            ("gebied", _("Area"), _("All areas"), areas),
            ("eigenaar", _("Handled by"), _("Everyone"), owners),
            ("laat", _("Date"), _("All dates"), [("1", _("Too late only"))]),
        )
        return [
            _field(name, label, [("", empty), *values], request.GET.get(name, ""))
            for name, label, empty, values in found
        ]


def _field(name: str, label: str, values: Any, chosen: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "options": [
            {"value": value, "text": text, "selected": str(value) == chosen}
            for value, text in values
        ],
    }


def choices_of(found: Asked) -> Choices:
    """Return what one can choose from. Two queries."""
    themes, owners = queries.themes_and_groups(found.viewer, on=found.on)
    return Choices(themes=tuple(themes), owners=tuple(owners), areas=_areas(found))


def _areas(found: Asked) -> tuple[Area, ...]:
    """Return the wijken: own ones, else those of CBS under its code of today. One query."""
    codes = found.scope.codes[-1:]
    wijken = Q(level=Level.OWN, kind=OwnKind.WIJK, municipality_id=found.municipality_id)
    wijken |= Q(level=Level.DISTRICT, gm_code__in=codes)
    areas = places.visible_to(found.viewer).filter(wijken).order_by("name", "code")
    own = tuple(area for area in areas if area.level == Level.OWN)
    return own or tuple(areas)
