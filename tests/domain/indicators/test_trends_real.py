"""No line is drawn over a border that changed, with the real borders and the words of CBS.

74 wijken of 2017 have a code that another area had in 2016, 250 buurten one of 2015. Here
are figures of both years under those codes, so that a blind join would draw every one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.makers.indicators import make_figures, sheet
from tests.makers.places import AT
from wijkregie.core.geometry import contains, unpack_rings
from wijkregie.domain.indicators import queries
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.places import queries as places_queries
from wijkregie.domain.places import services as places
from wijkregie.domain.places.models import Area, AreaYear, Border
from wijkregie.domain.places.states import Change, Level, Sameness
from wijkregie.kit.viewer import anonymous
from wijkregie.sources import borders, kwb
from wijkregie.sources.borders.compare import compare

if TYPE_CHECKING:
    from pathlib import Path

    from wijkregie.domain.indicators.queries import Line

pytestmark = pytest.mark.django_db

BORDERS: Final = (
    "wijk_2016_wgs84.topojson.gz",
    "wijk_2022_rd.gpkg",
    "buurt_2015_wgs84.topojson.gz",
)
FIGURES: Final = "kwb_2017_nl_odata3.csv.gz"
KEY: Final = "inhabitants"
#: The layout before 2017 of which borders are here.
BEFORE: Final = {Level.DISTRICT: 2016, Level.NEIGHBOURHOOD: 2015}


@pytest.fixture
def told(country: Path) -> Path:
    """The borders of these years and the figures of 2017, and others of the years before."""
    _store(country, *BORDERS)
    before = {
        year: Area.objects.filter(level=level, years__year=year).values_list("code", flat=True)
        for level, year in BEFORE.items()
    }
    for year, codes in before.items():
        cells = {code: {KEY: 100.0} for code in codes}
        make_figures(sheet(cells, period=year, change=None))
    reading = kwb.read((country / FIGURES).read_bytes(), file=FIGURES)
    indicators.store_reading(reading, at=AT)
    return country


def _store(folder: Path, *names: str) -> None:
    for name in names:
        read = borders.read((folder / name).read_bytes(), file=name)
        places.store_borders(read, sha256=f"{name:0>64}"[:64], at=AT, compare=compare)


def kept(level: Level, change: Change) -> list[Area]:
    """The areas of 2017 of which CBS says this, under a code that was there before too."""
    in_2017 = AreaYear.objects.filter(year=2017, change=change, area__level=level)
    there = AreaYear.objects.filter(year=BEFORE[level], area__level=level)
    return list(
        Area.objects.filter(pk__in=in_2017.values("area")).filter(pk__in=there.values("area"))
    )


def lines_over_2017(areas: list[Area]) -> list[str]:
    """The codes whose line leads from before 2017 to 2017 or after."""
    found = []
    for area in areas:
        (line,) = queries.profile(anonymous(None), area, keys={KEY})
        if _crosses(line):
            found.append(area.code)
    return found


def _crosses(line: Line) -> bool:
    divisions = [point.figure.division for point in line.trend]
    assert {division < 2017 for division in divisions} == {True, False}
    pairs = zip(divisions, line.trend[1:], strict=False)
    return any(
        before < 2017 <= point.figure.division and point.joined for before, point in pairs
    )


def test_no_line_leads_over_a_border_that_changed(told: Path) -> None:
    wijken = kept(Level.DISTRICT, Change.CHANGED)
    buurten = kept(Level.NEIGHBOURHOOD, Change.CHANGED)
    assert (len(wijken), len(buurten)) == (74, 250)

    assert lines_over_2017(wijken + buurten) == []

    # It says why, in words.
    (line,) = queries.profile(anonymous(None), wijken[0], keys={KEY})
    assert line.trend[-1].gap == "changed"
    assert line.trend[-1].reason == "the border of the area changed in 2017"

    # The lines of those that stayed are there, so it is not that nothing is ever drawn.
    stayed = kept(Level.DISTRICT, Change.SAME)[:50]
    assert len(lines_over_2017(stayed)) == 50

    # The planted fault: had CBS called them unchanged, each of them would be drawn.
    AreaYear.objects.filter(year=2017, area__in=[one.pk for one in wijken]).update(change=1)
    assert len(lines_over_2017(wijken)) == 74


def test_borders_alone_join_no_code_that_was_given_to_other_ground(country: Path) -> None:
    """CBS is silent of 2015 here. A code whose middle lay elsewhere in 2014 is not the same."""
    _store(country, "buurt_2014_wgs84.topojson.gz", "buurt_2015_wgs84.topojson.gz")
    shapes = dict(Border.objects.filter(year=2014).values_list("area_id", "shape"))
    later = Border.objects.filter(year=2015, area__in=shapes).select_related("area")
    joined, moved = 0, 0
    for border in later.defer("shape", "outline"):
        x, y = 10 * border.label_x, 10 * border.label_y
        is_here = contains(unpack_rings(shapes[border.area_id]), x, y)
        if not is_here:
            moved += 1
            found = places_queries.layouts_of(border.area, [])
            joined += found.between(2014, 2015) == Sameness.SAME

    assert moved >= 100
    assert joined == 0
    # The others are not all unknown.
    assert AreaYear.objects.filter(year=2015, alike=2014).count() > 4000
