"""What a town of the demo agreed with partners: covenants, and a project to take over."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.domain.people import services as people
from wijkregie.domain.programme import queries as programmes_seen
from wijkregie.domain.programme import services as programmes
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.playback import Playback
    from wijkregie.cli.demo.voices import Voices


def make_covenants(entries: Sequence[Entry], year: Playback, *, at: datetime) -> None:
    """Write down the covenants, with days counted from the one on which the demo is loaded."""
    voices = year.voices
    by = voices.viewer("wijkregisseur") if entries else voices.passer_by
    for entry in entries:
        days = {
            name: year.today + timedelta(days=entry[name]) if name in entry else None
            for name in ("from_day", "until_day", "review_day")
        }
        draft = people.CovenantDraft(
            group_id=voices.groups[entry["group"]],
            title=entry["title"],
            from_on=days["from_day"] or year.today,
            until_on=days["until_day"],
            review_on=days["review_day"],
            mandates=tuple(entry["mandates"]),
            parties=tuple(
                (voices.organisations[name], role) for name, role in entry["parties"].items()
            ),
            document=entry.get("document", ""),
        )
        people.make_covenant(draft, by=by, at=at)


def expect(entries: Sequence[Entry], year: Playback) -> None:
    """Expect that each project is offered to who may go on with it."""
    for entry in entries:
        year.on(year.moment(entry["day"]), partial(_offer, entry, year.voices))


def _offer(entry: Entry, voices: Voices, at: datetime) -> None:
    project_id = voices.project(entry["title"])
    draft = programmes.HandOverDraft(
        activity_id=_activity(entry, voices),
        organisation_id=voices.organisations[entry["organisation"]],
        budget_line=entry["budget_line"],
    )
    by = voices.viewer(entry["by"])
    programmes.offer_hand_over(project_id, draft, by=by, at=at)


def _activity(entry: Entry, voices: Voices) -> int:
    by = installation(voices.municipality_id)
    for programme in programmes_seen.programmes_visible_to(by):
        for one in programmes_seen.regular_work_of(by, programme.id):
            if one.name == entry["activity"]:
                return one.id
    raise DemoFault(f"{YEAR}: there is no regular work {entry['activity']!r}")
