"""Build the town of the demo: its municipality, own areas, scores and places."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from wijkregie.cli import municipality
from wijkregie.cli.demo import files, plans, population, schematic, spending
from wijkregie.cli.demo.voices import Voices
from wijkregie.cli.demo.year import Year
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.indicators.states import Direction, Kind
from wijkregie.domain.places import queries as places_seen
from wijkregie.domain.places import services as places
from wijkregie.domain.programme import services as programmes
from wijkregie.kit.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from wijkregie.cli.demo.files import Line
    from wijkregie.domain.places.models import Area

#: The town was there before the year that it tells of.
_HISTORY: Final = timedelta(days=400)
_SCORES: Final = ("below", "average", "above")


class Town:
    """The town while it is built: each step needs those before it."""

    def __init__(self, folder: Path, *, at: datetime) -> None:
        self.loaded_at, self.at = at, at - _HISTORY
        self.folder = folder
        self.told: dict[str, Any] = files.town(folder)
        self.drawn = files.schematic(folder)
        self.own = files.table("own_areas.csv", folder)
        self.places = (
            files.table("places.csv", folder) if files.has("places.csv", folder) else []
        )
        self.year = files.year(folder)
        self.plans = plans.readings(folder, on=timezone.localdate(at))
        self.areas: dict[str, Area] = {}
        self.by = Viewer(municipality_id=None)

    def steps(self) -> list[Callable[[], None]]:
        """Return the steps in order."""
        return [
            self.start,
            self.draw,
            self.score,
            self.name_places,
            self.seat_people,
            self.plan,
            self.live,
        ]

    def start(self) -> None:
        """Make the municipality with the settings that each one begins with, and its number."""
        about = self.told["municipality"]
        code = (about["code"], about["from_year"], about.get("until_year"))
        wanted = places.NewMunicipality(about["name"], (code,))
        self.by = municipality.start(wanted, at=self.at)
        for order, entry in enumerate(self.told["phone_numbers"], start=2):
            number = places.NewPhoneNumber(order=order, **entry)
            places.add_phone_number(self._municipality_id, number, by=self.by, at=self.at)

    def draw(self) -> None:
        """Make the own areas, and draw each on the schematic map if the town has one."""
        shapes = schematic.shapes(self.drawn) if self.drawn else {}
        for line in self.own:
            wanted = places.NewOwnArea(
                name=line["name"],
                kind=line["kind"],
                parts=tuple(line["parts"].split()),
                remark=line["remark"],
            )
            area = places.create_own_area(self._municipality_id, wanted, by=self.by, at=self.at)
            if shapes and line["key"] not in shapes:
                raise line.fault("key", f"not drawn in {files.SCHEMATIC}")
            if shapes:
                places.draw_schematic(area.pk, shapes[line["key"]], by=self.by, at=self.at)
            self.areas[line["key"]] = area

    def score(self) -> None:
        """Record how each own wijk came out of the municipality's own scan, if it had one."""
        about = self.told.get("score")
        if about is None:
            return
        wanted = indicators.NewIndicator(
            key=about["key"],
            name=about["name"],
            definition=about["definition"],
            source=about["source"],
            unit="",
            kind=Kind.CLASS,
            direction=Direction.HIGHER,
            labels={place: about[word] for place, word in enumerate(_SCORES, start=1)},
        )
        made = indicators.define_own_indicator(
            self._municipality_id, wanted, by=self.by, at=self.at
        )
        figures = [
            indicators.NewFigure(self.areas[line["key"]].code, about["period"], _score(line))
            for line in self.own
            if line["score"]
        ]
        indicators.record_own_figures(made.pk, figures, by=self.by, at=self.at)

    def name_places(self) -> None:
        """Let people find the areas by the names of places in them."""
        for line in self.places:
            area = self.areas.get(line["area"]) or self._national(line)
            point = (int(line["x"]), int(line["y"])) if line["x"] else None
            places.add_place(area.pk, line["name"], point=point, by=self.by, at=self.at)

    def seat_people(self) -> None:
        """Make organisations, persons with their roles, and groups with their seats."""
        area_ids = {key: area.pk for key, area in self.areas.items()}
        population.seat(self.told, area_ids, by=self.by, at=self.at)

    def plan(self) -> None:
        """Take over the programmes from their files."""
        for reading in self.plans:
            programmes.import_programme(
                reading, municipality_id=self._municipality_id, by=self.by, at=self.loaded_at
            )

    def live(self) -> None:
        """Play the year before the load: meetings, signals, decisions, money and answers."""
        area_ids = {key: area.pk for key, area in self.areas.items()}
        voices = Voices(
            self._municipality_id,
            timezone.localdate(self.loaded_at),
            area_ids,
            town=self.told["municipality"]["name"],
            prefix=self.told.get("prefix", ""),
            of_worker=frozenset(self.told.get("areas_of_worker", ())),
        )
        year = Year(self.year, voices, at=self.loaded_at)
        spending.expect(self.folder, year, by=self.by)
        year.play(founded_at=self.at)

    @property
    def _municipality_id(self) -> int:
        return self.by.municipality_id or 0

    def _national(self, line: Line) -> Area:
        code = line["area"]
        found = places_seen.visible_to(self.by).filter(municipality=None, code=code).first()
        if found is None:
            raise line.fault("area", "neither the key of an own area nor a code of CBS")
        return found


def _score(line: Line) -> int:
    if line["score"] not in _SCORES:
        raise line.fault("score", f"choose {', '.join(_SCORES)}")
    return _SCORES.index(line["score"]) + 1
