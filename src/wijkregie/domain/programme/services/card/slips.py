"""A line that was typed once stands there once, also when its page is sent again.

Who goes back in the browser and sends a step again, or has it open in two windows, changes
the lines that came of it the first time; he does not add them once more. The slip of a line
tells which it is; what came of it is remembered for as long as a form that was sent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.card.drafts import PartyDraft, party_key
from wijkregie.domain.programme.services.card.state import at_version
from wijkregie.kit import once, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.core.merging import Tree
    from wijkregie.domain.programme.models import Project

_ROWS: Final = ("parties", "activities", "decision_points", "risks")


def digest(project_id: int, name: str, slip: str) -> str:
    """Return the fingerprint by which a line of a project is known."""
    return tokens.digest(f"{project_id} {name} {slip}")


class Typed:
    """What somebody filled in, with which of its new lines were stored before."""

    def __init__(self, project: Project, values: Mapping[str, Any], now: Tree) -> None:
        self.project, self.now = project, now
        self._slips = [
            (name, place, digest(project.pk, name, row.slip))
            for name in _ROWS
            for place, row in enumerate(values.get(name, ()))
            if row.slip and getattr(row, "id", None) is None
        ]
        self._known = once.remembered(one for *_place, one in self._slips)
        #: What was filled in, with the numbers of the lines that are there already.
        self.values = {
            name: list(rows) if name in _ROWS else rows for name, rows in values.items()
        }

    def over(self, was: Tree) -> Tree:
        """Return ``was`` with the lines that were stored before, as they first stood.

        What of those is other now, somebody else made of it since.
        """
        versions = {what.partition(" ")[0] for what in self._known.values()}
        stood = {one: at_version(self.project, int(one), self.now) for one in versions}
        for name, place, one in self._slips:
            version, _space, told = self._known.get(one, "").partition(" ")
            key = next((key for key in self.now[name] if tokens.digest(key) == told), None)
            if key is None:
                continue
            row = self.values[name][place]
            if not isinstance(row, PartyDraft):
                self.values[name][place] = replace(row, id=int(key))
            was = {**was, name: {**was[name], key: stood[version][name][key]}}
        return was

    def remember(
        self, mine: Tree, stored: Tree, numbers: Mapping[str, Mapping[str, str]], at: datetime
    ) -> None:
        """Remember which line came of each slip, where it stands as it was typed."""
        led_to = {}
        for name, place, one in self._slips:
            key = _key(self.values[name][place], place)
            if stored[name].get(key) == mine[name][key]:
                told = tokens.digest(numbers[name].get(key, key))
                led_to[one] = f"{self.project.version} {told}"
        once.remember(led_to, at=at)


def _key(row: Any, place: int) -> str:
    """Return by which name a line stands in the tree of a card."""
    if isinstance(row, PartyDraft):
        return party_key(row.part, finding.line(row.name, 120))
    return f"new-{place}" if row.id is None else str(row.id)
