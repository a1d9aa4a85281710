"""What people of the demo told beside the card of a project: how it goes, and to each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.domain.programme import queries, services
from wijkregie.kit.images import png

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.playback import Playback
    from wijkregie.cli.demo.voices import Voices

_SIZE: Final = (640, 400)
_WALL, _FLOOR, _SKY, _TREE = "#f3ead9", "#c9a57b", "#cfe6f3", "#4f8a4b"
_TRUNK, _TABLE, _CUP, _EDGE = "#6b4a2f", "#8a5a34", "#ffffff", "#3a3a3a"


def expect(told: Sequence[Entry], shown: Sequence[Entry], year: Playback) -> None:
    """Expect that each is told on its day, and what papers show a bottleneck."""
    for entry in told:
        year.on(year.moment(entry["day"], 15), partial(_tell, entry, year.voices))
    for entry in shown:
        year.on(year.moment(entry["day"]), partial(_show, entry, year.voices))


def picture() -> bytes:
    """Draw a room with a long table, four cups and a window: a photo of nobody."""
    image = Image.new("RGB", _SIZE, _WALL)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 300, 640, 400), fill=_FLOOR)
    draw.rectangle((390, 40, 590, 200), fill=_SKY, outline=_EDGE, width=6)
    draw.rectangle((484, 130, 498, 198), fill=_TRUNK)
    draw.ellipse((440, 62, 542, 150), fill=_TREE)
    draw.polygon(((60, 300), (580, 300), (520, 240), (120, 240)), fill=_TABLE, outline=_EDGE)
    for left in (110, 510):
        draw.rectangle((left, 300, left + 18, 380), fill=_TRUNK)
    for left in (170, 260, 350, 440):
        draw.arc((left + 20, 232, left + 44, 256), 250, 110, fill=_EDGE, width=4)
        draw.rounded_rectangle((left, 226, left + 32, 262), 6, fill=_CUP, outline=_EDGE)
    return png(image)


def _tell(entry: Entry, voices: Voices, at: datetime) -> None:
    project_id, by = voices.project(entry["title"]), voices.viewer(entry["by"])
    shows = entry.get("shows", "")
    photo = SimpleUploadedFile("buurtkamer.png", picture(), "image/png") if shows else None
    services.add_note(project_id, services.NoteDraft(entry["text"], photo, shows), by=by, at=at)
    if "comment" in entry:
        services.say_comment(project_id, entry["comment"], by=by, at=at)
    if "plain" in entry:
        seen = queries.project_seen(by, project_id)
        if seen is None:
            raise DemoFault(f"{YEAR}: {entry['by']!r} does not see {entry['title']!r}")
        edit = services.CardEdit(seen.version, {"plain": entry["plain"]})
        services.change_card(project_id, edit, by=by, at=at)


def _show(entry: Entry, voices: Voices, at: datetime) -> None:
    by = voices.viewer(entry["by"])
    for one in queries.bottlenecks_visible_to(by):
        if one.title == entry["bottleneck"]:
            draft = services.EvidenceDraft(document=entry["document"])
            services.add_evidence(one.id, draft, by=by, at=at)
            return
    raise DemoFault(f"{YEAR}: there is no bottleneck {entry['bottleneck']!r}")
