"""A town of two wijken with borders, a team and who works there: what signals are tried in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.makers.people import make_group, make_role, make_seat, viewer_for
from tests.makers.places import (
    area_row,
    make_areas,
    make_borders,
    make_municipality,
    square_row,
)
from tests.makers.signals import make_theme
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.signals.models import Theme
    from wijkregie.kit.viewer import Viewer

#: The corner of each buurt; they are squares of a kilometre.
CORNERS: Final = {
    "BU93980101": (110_000, 520_000),
    "BU93980102": (111_000, 520_000),
    "BU93980201": (112_000, 520_000),
    "BU90770101": (120_000, 520_000),
}
NOORD: Final = (110_500, 520_500)
RIVIER: Final = (112_500, 520_500)
ELSEWHERE: Final = (120_500, 520_500)


@dataclass(frozen=True)
class Town:
    """The town: Molenwijk (with a team) of two buurten, and Rivierenwijk of one."""

    municipality: Municipality
    theme: Theme
    team: Group

    def area(self, code: str) -> Area:
        return Area.objects.get(code=code)

    @property
    def noord(self) -> Area:
        return self.area("BU93980101")

    @property
    def molenwijk(self) -> Area:
        return self.area("WK939801")

    @property
    def rivierenwijk(self) -> Area:
        return self.area("WK939802")

    @property
    def passer_by(self) -> Viewer:
        return anonymous(self.municipality.pk)

    def worker(self, role: Role = Role.COMMUNITY_WORKER, area: Area | None = None) -> Viewer:
        return viewer_for(
            make_role(self.municipality, role, area=area).person, self.municipality
        )

    def chair(self, group: Group | None = None) -> Viewer:
        seat = make_seat(group or self.team, function=SeatFunction.CHAIR)
        return viewer_for(seat.person, self.municipality)


def make_signal_town() -> Town:
    here = make_municipality("Heuvelstad", code="GM9398")
    make_municipality("Elders", code="GM9077")
    make_areas(
        area_row("NL00", "Nederland", change=None),
        area_row("GM9398", "Heuvelstad", change=None),
        area_row("GM9077", "Elders", change=None),
        area_row("WK939801", "Molenwijk"),
        area_row("WK939802", "Rivierenwijk"),
        area_row("WK907701", "Kanariewijk"),
        area_row("BU93980101", "Molenwijk-Noord"),
        area_row("BU93980102", "Molenwijk-Zuid"),
        area_row("BU93980201", "Rivierenwijk-Oost"),
        area_row("BU90770101", "Kanariebuurt"),
    )
    make_borders(*(square_row(code, x, y, 1000) for code, (x, y) in CORNERS.items()))
    gm = (
        square_row("GM9398", 110_000, 520_000, 3000),
        square_row("GM9077", 120_000, 520_000, 1000),
    )
    make_borders(*gm)
    molenwijk = Area.objects.get(code="WK939801")
    team = make_group(here, "Wijkteam Molenwijk", areas=[molenwijk])
    return Town(here, make_theme(here, "Groen en grijs"), team)
