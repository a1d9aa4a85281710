"""The concerns of the demo: sealed like any other, about nobody, and one of them wiped."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from wijkregie.domain.concerns import services as concerns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.playback import Playback


def expect(entries: Sequence[Entry], year: Playback) -> None:
    """Expect that each concern comes in, and what the team does with it."""
    for number, entry in enumerate(entries, start=1):
        came_at = year.at - timedelta(hours=entry["hours_ago"])
        year.on(came_at, partial(_receive, number, entry, year))


def _receive(number: int, entry: Entry, year: Playback, at: datetime) -> None:
    voices = year.voices
    draft = concerns.ConcernDraft(
        text=entry["text"],
        submission=f"demo{voices.prefix}{number}",
        area_id=voices.areas[entry["area"]],
    )
    receipt = concerns.receive_concern(
        draft,
        municipality_id=voices.municipality_id,
        by=voices.passer_by,
        at=at,
        seed=voices.municipality_id * 1_000 + number,
    )
    if "read_by" in entry:
        after = at + timedelta(hours=entry["read_after"])
        year.on(after, partial(_take_up, receipt.concern_id, entry, year))


def _take_up(concern_id: int, entry: Entry, year: Playback, at: datetime) -> None:
    """Read it as the team does, and confirm: what it said is wiped."""
    by = year.voices.viewer(entry["read_by"])
    concerns.open_concern(concern_id, by=by, at=at)
    concerns.confirm(concern_id, entry["handed_to"], by=by, at=at)
