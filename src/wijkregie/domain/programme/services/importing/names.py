"""What the names in a programme file stand for here: areas, organisations, figures, a group."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.core.names import which_works_here
from wijkregie.core.units import Match, match
from wijkregie.domain.indicators.models import MeasurementWave
from wijkregie.domain.indicators.queries import indicator
from wijkregie.domain.people.models import Group, Organisation
from wijkregie.domain.places.models import Area, MunicipalityCode
from wijkregie.domain.places.states import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.kit.viewer import Viewer
    from wijkregie.sources.programme import Mention

_LEVELS = (Level.MUNICIPALITY, Level.DISTRICT, Level.NEIGHBOURHOOD)


class Names:
    """Finds what a name stands for; what cannot be found is noted in ``faults``.

    ``strict`` is off for the file as it was read before: what has gone since is left out.
    """

    def __init__(self, by: Viewer, file: str, *, strict: bool = True) -> None:
        self.by, self.file, self.strict = by, file, strict
        self.faults: list[str] = []
        self.municipality_id = by.municipality_id or 0

    def note(self, mention: Mention, why: str) -> None:
        """Note what is wrong with a name, and where it stands."""
        fault = _("%(file)s, row %(row)d, column %(column)d, value “%(value)s”: %(why)s") % {
            "file": self.file,
            "row": mention.row,
            "column": mention.column,
            "value": mention.name,
            "why": why,
        }
        if self.strict and fault not in self.faults:
            self.faults.append(fault)

    def areas(self, mentions: Iterable[Mention]) -> tuple[int, ...]:
        """Return the ids of areas by name or code, in order of id."""
        found = (self.area(mention) for mention in mentions)
        return tuple(sorted({pk for pk in found if pk is not None}))

    def area(self, mention: Mention | None) -> int | None:
        """Return the area of a name: an own area goes before one of CBS; a code may be used."""
        if mention is None:
            return None
        word = mention.name.casefold()
        for known in (self._own, self._of_cbs):
            if len(known[word]) == 1:
                return known[word][0].pk
            if known[word]:
                codes = ", ".join(sorted(area.code for area in known[word]))
                why = _("several areas have this name. Write the code of one: %(codes)s.")
                self.note(mention, why % {"codes": codes})
                return None
        self.note(mention, _("no area of this municipality has this name."))
        return None

    def organisation(self, name: str) -> int | None:
        """Return the organisation that a name stands for; what is in brackets may be more."""
        return which_works_here(name.partition("(")[0] or name, self._organisations)

    def group(self, mention: Mention | None) -> int | None:
        """Return the group of a name."""
        if mention is None:
            return None
        here = Group.objects.filter(municipality_id=self.municipality_id)
        found = here.filter(name=mention.name).first()
        if found is None:
            self.note(mention, _("no group of this municipality has this name."))
        return found.pk if found else None

    def series(self, mention: Mention | None, unit: str = "") -> int | None:
        """Return the indicator with a key; note one that is surely in another unit."""
        if mention is None:
            return None
        if mention.name not in self._series:
            self._series[mention.name] = indicator(self.by, mention.name)
        found = self._series[mention.name]
        if found is None:
            self.note(mention, _("no figure has this key."))
        elif unit and match(unit, found.unit) is Match.OTHER:
            why = _("this figure is in “%(other)s”, and what is measured in “%(unit)s”.")
            self.note(mention, why % {"other": found.unit_text, "unit": unit})
        return found.pk if found else None

    def wave(self, title: str) -> int | None:
        """Return the measurement with a title, ``None`` without one."""
        here = MeasurementWave.objects.filter(municipality_id=self.municipality_id)
        found = here.filter(title=title) if title else here.none()
        return found.values_list("pk", flat=True).first()

    def check_municipality(self, mention: Mention | None) -> None:
        """Note a file that is about another municipality."""
        here = MunicipalityCode.objects.filter(municipality_id=self.municipality_id)
        if mention is not None and not here.filter(code=mention.name).exists():
            self.note(mention, _("this file is about another municipality."))

    @cached_property
    def _own(self) -> dict[str, list[Area]]:
        return _by_name(Area.objects.filter(municipality_id=self.municipality_id))

    @cached_property
    def _of_cbs(self) -> dict[str, list[Area]]:
        codes = MunicipalityCode.objects.filter(municipality_id=self.municipality_id)
        national = Area.objects.filter(
            municipality=None, gm_code__in=codes.values("code"), level__in=_LEVELS
        )
        return _by_name(national)

    @cached_property
    def _organisations(self) -> dict[str, int]:
        here = Organisation.objects.filter(municipalities=self.municipality_id)
        return dict(here.values_list("name", "pk"))

    @cached_property
    def _series(self) -> dict[str, Indicator | None]:
        return {}


def _by_name(areas: Iterable[Area]) -> dict[str, list[Area]]:
    found: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        for word in {area.name.casefold(), area.code.casefold()}:
            found[word].append(area)
    return found
