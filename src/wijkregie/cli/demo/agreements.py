"""What a town of the demo agreed before its year: who gets what, and standard answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.signals import services as signals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.voices import Voices


def settle(told: Mapping[str, list[Entry]], voices: Voices, *, at: datetime) -> None:
    """Set the rules by which signals find their group, and the standard answers."""
    by = voices.viewer("wijkregisseur")
    for entry in told.get("rules", ()):
        signals.save_rule(None, _rule(entry, voices), by=by, at=at)
    for entry in told.get("standard_answers", ()):
        signals.save_standard(None, _answer(entry, voices), by=by, at=at)


def _rule(entry: Entry, voices: Voices) -> signals.RuleDraft:
    return signals.RuleDraft(
        area_id=voices.areas[entry["area"]] if "area" in entry else None,
        theme_id=voices.themes[entry["theme"]] if "theme" in entry else None,
        group_id=voices.groups[entry["group"]] if "group" in entry else None,
        organisation_id=voices.organisations[entry["organisation"]]
        if "organisation" in entry
        else None,
    )


def _answer(entry: Entry, voices: Voices) -> signals.StandardDraft:
    return signals.StandardDraft(
        name=entry["name"],
        text=entry["text"],
        theme_id=voices.themes[entry["theme"]] if "theme" in entry else None,
        outcome=entry.get("outcome", ""),
    )
