"""What of the bridge is asked for in an address: the wijk, the weight, the state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from wijkregie.domain.programme.queries import BridgeFilter
from wijkregie.domain.programme.states import Priority, ProjectState
from wijkregie.web.programme.words import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries import BridgeSeen

AREA: Final = "wijk"
PRIORITY: Final = "prioriteit"
STATE: Final = "staat"
CHANGING: Final = "wijzigen"


@dataclass(frozen=True, slots=True)
class BridgeAsked:
    """What somebody chose; what cannot be chosen counts as not chosen."""

    area: str = ""
    priority: str = ""
    state: str = ""
    changing: bool = False

    @classmethod
    def of(cls, asked: QueryDict) -> BridgeAsked:
        """Return what an address asks for."""
        priority, state = asked.get(PRIORITY, ""), asked.get(STATE, "")
        return cls(
            area=asked.get(AREA, ""),
            priority=priority if priority in Priority.values else "",
            state=state if state in ProjectState.values else "",
            changing=bool(asked.get(CHANGING)),
        )

    @property
    def wanted(self) -> BridgeFilter:
        """The same for the query."""
        return BridgeFilter(
            code=self.area,
            priorities=(Priority(self.priority),) if self.priority else (),
            states=(ProjectState(self.state),) if self.state else (),
        )

    def query(self, *, changing: bool = False) -> str:
        """Return what goes behind the question mark of an address."""
        chosen = {AREA: self.area, PRIORITY: self.priority, STATE: self.state}
        if changing:
            chosen[CHANGING] = "1"
        return urlencode({name: value for name, value in chosen.items() if value})

    def choices(self, seen: BridgeSeen) -> list[dict[str, Any]]:
        """Return what there is to choose from, as ``partials/choose.html`` asks for it."""
        weights = [(one.value, capital(str(one.label))) for one in Priority]
        states = [(one.value, capital(str(one.label))) for one in ProjectState]
        return [
            area_choice(seen.areas, self.area),
            _choice(PRIORITY, _("Weight"), [("", _("All weights")), *weights], self.priority),
            _choice(
                STATE, _("State of projects"), [("", _("Every state")), *states], self.state
            ),
        ]


def area_choice(areas: Iterable[AreaNamed], chosen: str) -> dict[str, Any]:
    """Return the choice of an area out of those that something is about."""
    named = sorted((one.name or one.code, one.code) for one in areas)
    options = [("", _("All areas")), *((code, name) for name, code in named)]
    return _choice(AREA, _("Wijk or area"), options, chosen)


def _choice(
    name: str, label: str, options: Iterable[tuple[str, str]], chosen: str
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "options": [
            {"value": value, "text": text, "selected": value == chosen}
            for value, text in options
        ],
    }
