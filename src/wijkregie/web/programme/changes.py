"""What was changed on a card, in words: what it was, and what it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.programme.states import ActivityKind, Size, Track
from wijkregie.web.programme import money_changes
from wijkregie.web.programme.words import capital, date_text, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from wijkregie.core.merging import Path
    from wijkregie.domain.programme.queries import CardParts, ProjectSeen

_FIELDS: Final[Mapping[str, _StrPromise]] = {
    "title": gettext_lazy("Name of the project"),
    "plain": gettext_lazy("In plain words"),
    "track": gettext_lazy("When people see something of it"),
    "intended_result": gettext_lazy("Intended result"),
    "reason": gettext_lazy("Why this project"),
    "target_group": gettext_lazy("For whom"),
    "remark": gettext_lazy("Good to know"),
    "from_year": gettext_lazy("First year"),
    "until_year": gettext_lazy("Last year"),
    "lead_id": gettext_lazy("Name of who leads it"),
    "lead_roles": gettext_lazy("Role of who leads it"),
    "goals": gettext_lazy("Goals"),
    "bottlenecks": gettext_lazy("Bottlenecks"),
    "areas": gettext_lazy("Areas"),
    "parties": gettext_lazy("Party"),
    "activities": gettext_lazy("Planning"),
    "decision_points": gettext_lazy("Moment to decide"),
    "risks": gettext_lazy("Risk"),
}
_PARTS: Final[Mapping[str, _StrPromise]] = {
    "kind": gettext_lazy("sort"),
    "title": gettext_lazy("name"),
    "begins_on": gettext_lazy("from"),
    "ends_on": gettext_lazy("up to and including"),
    "done_on": gettext_lazy("done on"),
    "party": gettext_lazy("who does it"),
    "year": gettext_lazy("year"),
    "on": gettext_lazy("day"),
    "question": gettext_lazy("what is decided"),
    "then": gettext_lazy("and then"),
    "outcome": gettext_lazy("what was decided"),
    "decided_on": gettext_lazy("decided on"),
    "what": gettext_lazy("what may go wrong"),
    "chance": gettext_lazy("how likely"),
    "harm": gettext_lazy("how bad"),
    "measure": gettext_lazy("what is done about it"),
    "over_on": gettext_lazy("over since"),
    "does": gettext_lazy("what it does"),
}
_NAMES: Final = ("title", "question", "what")
_DAYS: Final = ("begins_on", "ends_on", "done_on", "on", "decided_on", "over_on")
_LABELS: Final[Mapping[str, Mapping[Any, Any]]] = {
    "kind": dict(ActivityKind.choices),
    "track": dict(Track.choices),
    "chance": dict(Size.choices),
    "harm": dict(Size.choices),
}


class Telling:
    """Tells changes of one card; knows what its lines and people are called now."""

    def __init__(self, seen: ProjectSeen, parts: CardParts) -> None:
        self.people: dict[Any, str | None] = {
            seen.lead_id: seen.lead_name,
            **parts.people,
        }
        self.rows: dict[tuple[str, str], str] = {
            **{("activities", str(one.id)): one.title for one in parts.activities},
            **{("decision_points", str(one.id)): one.question for one in seen.decision_points},
            **{("risks", str(one.id)): one.what for one in parts.risks},
        }

    def told(self, path: Path, before: Any, after: Any) -> dict[str, str]:
        """Return a change as ``{name, before, after}``."""
        if path[0] in money_changes.SORTS:
            return money_changes.told(path[0], before, after)
        row = after if isinstance(after, dict) else before
        return {
            "name": self.name(path, row),
            "before": self.value(path, before),
            "after": self.value(path, after),
        }

    def name(self, path: Path, row: Any = None) -> str:
        """Name what was changed: "Planning “Keuken huren”: from"."""
        first = str(_FIELDS[path[0]])
        if len(path) == 1 or path[0] in {"goals", "bottlenecks", "areas"}:
            return first
        named = _("%(sort)s “%(name)s”") % {"sort": first, "name": self._row(path, row)}
        if len(path) == 2:  # noqa: PLR2004 - the line as a whole
            return named
        part = _PARTS.get(path[2])
        words = str(part) if part else _("hours in %(year)s") % {"year": path[-1]}
        return f"{named}: {words}"

    def value(self, path: Path, value: Any) -> str:
        """Return a value in words."""
        if value in (None, "", {}):
            return _("nothing")
        if isinstance(value, dict):
            return self._line(value)
        if path[-1] == "lead_roles":
            return joined(value.splitlines())
        return self._word(path[-1], value)

    def _word(self, name: str, value: Any) -> str:
        if name == "lead_id":
            return self.people.get(value) or _("somebody")
        if name in _DAYS:
            return date_text(date.fromisoformat(value))
        if name == "party":
            return str(value).partition(":")[2]
        return str(_LABELS.get(name, {}).get(value, value))

    def _row(self, path: Path, row: Any) -> str:
        if path[0] == "parties":
            return path[1].partition(":")[2]
        named = _named(row) if isinstance(row, dict) else ""
        return named or self.rows.get((path[0], path[1])) or _("a line that is gone")

    def _line(self, row: Mapping[str, Any]) -> str:
        """Return what of a line is filled in, in our order: a database has its own."""
        name = _named(row)
        rest = [
            f"{part}: {self.value((key,), row[key])}"
            for key, part in _PARTS.items()
            if key not in _NAMES and row.get(key) not in (None, "")
        ]
        return "; ".join(filter(None, [capital(name), *rest])) or _("the line itself")


def _named(row: Mapping[str, Any]) -> str:
    return next((str(row[name]) for name in _NAMES if row.get(name)), "")
