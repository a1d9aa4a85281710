"""Lines, charts and maps as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from django.test import RequestFactory

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.places import scope_for
from tests.makers.small_town import make_small_town
from wijkregie.core.geometry import Box
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.indicators.queries import FigureSeen, Line, Point, Spread, SpreadRow
from wijkregie.domain.indicators.queries.history import History
from wijkregie.domain.indicators.states import Kind, Status
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import Viewer
from wijkregie.web.http import cards, charts, drawing, spreads, tables, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARE = Indicator(key="x", kind=Kind.SHARE, unit="%", name_nl="Aandeel", decimals=0)
COUNT = Indicator(key="y", kind=Kind.COUNT, unit="inwoners", name_nl="Aantal", decimals=0)


def figure(value: float | None, period: int = 2018, **more: Any) -> FigureSeen:
    status = Status.MISSING if value is None else Status.KNOWN
    return FigureSeen(value, status, period, period, "kwb", 1, **more)


@dataclass(frozen=True, eq=False)
class Given(History):
    """A history of which the points are given: what makes them is tested elsewhere."""

    points: tuple[Point, ...]

    def trend(self) -> tuple[Point, ...]:
        return self.points


def history(*points: Point) -> Given:
    return Given(SHARE, (), (), places.Layouts(is_country=True, tracks=()), points)


def line(
    values: Sequence[float | None], *, gaps: Sequence[str] = (), indicator: Indicator = SHARE
) -> Line:
    """A line from 2015 on; ``gaps`` says per point why none leads to it."""
    reasons = [*gaps, *([""] * (len(values) - len(gaps)))]
    trend = tuple(
        Point(figure(value, 2015 + at), joined=at > 0 and not gap, gap=gap)
        for at, (value, gap) in enumerate(zip(values, reasons, strict=True))
    )
    return Line(indicator, trend[-1].figure, None, None, history(*trend))


def test_a_line_breaks_where_a_point_may_not_be_joined() -> None:
    drawn = drawing.sparkline(line([1, 2, 3, 4], gaps=["", "", "changed", ""]))

    assert drawn is not None
    assert len(drawn["segments"]) == 2
    assert drawn["title"] == "Van 1 % in 2015 naar 4 % in 2018."


def test_a_flat_line_lies_in_the_middle() -> None:
    drawn = drawing.sparkline(line([5, 5]))

    assert drawn is not None
    assert drawn["last_y"] == 18


@pytest.mark.parametrize("values", [[5], [None, 5], [None, None]])
def test_one_point_is_no_line(values: list[float | None]) -> None:
    assert drawing.sparkline(line(values)) is None
    assert charts.line_chart(line(values), id_="c", name="X") is None


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        ("changed", "de grens van het gebied veranderde."),
        ("missing", "er ontbreken cijfers tussenin."),
        ("unknown", "het is niet bekend of de grens gelijk bleef."),
    ],
)
def test_a_chart_says_under_it_why_its_line_breaks(gap: str, told: str) -> None:
    chart = charts.line_chart(line([10, 20, 30], gaps=["", gap]), id_="c", name="Molenwijk")

    assert chart is not None
    assert [one["note"] for one in chart["breaks"]] == [
        f"Geen lijn tussen 2015 en 2016: {told}"
    ]
    assert chart["left"] < chart["breaks"][0]["x"] < chart["right"]
    assert len(chart["segments"]) == 1
    assert len(chart["dots"]) == 3


def test_an_axis_begins_at_nought_but_for_classes() -> None:
    def lowest(indicator: Indicator) -> str:
        drawn = charts.line_chart(line([75, 76], indicator=indicator), id_="x", name="Hier")
        assert drawn is not None
        return str(drawn["y_ticks"][0]["label"])

    classes = Indicator(key="z", kind=Kind.CLASS, labels={str(at): str(at) for at in range(9)})
    assert lowest(SHARE).startswith("0")
    assert not lowest(classes).startswith("0")


def test_an_estimate_in_a_file_is_no_finer_than_its_source() -> None:
    estimate = FigureSeen(25.58051996, Status.ESTIMATED, 2018, 2018, "kwb", 1, share=12.3456)

    assert wording.plain_value(SHARE, estimate) == 26
    assert wording.plain_share(estimate) == 12.3
    assert wording.plain_value(SHARE, figure(25.58)) == 25.58
    assert wording.plain_value(SHARE, figure(None)) is None
    assert wording.plain_value(SHARE, None) is None
    assert wording.plain_share(figure(3)) is None


def test_many_years_leave_labels_out_on_a_phone() -> None:
    chart = charts.line_chart(line([*range(10)]), id_="c", name="X")

    assert chart is not None
    assert [tick["minor"] for tick in chart["x_ticks"]] == [False, *[True] * 8, False]


def test_a_legend_without_values_knows_hatching_only() -> None:
    assert drawing.legend(drawing.Shown(SHARE, {}, [])) == [
        {"step": "qmissing", "text": "niet bekend"}
    ]


def test_a_legend_tells_where_each_class_begins() -> None:
    texts = [entry["text"] for entry in drawing.legend(drawing.Shown(SHARE, {}, [10, 20]))]

    assert texts == ["minder dan 10", "10 tot 20", "20 of meer", "niet bekend"]


def test_nothing_is_drawn_without_borders() -> None:
    country = places.country_scope()

    assert drawing.plain_map(country, None, {}) is None
    assert drawing.figure_map(country, None, {}, drawing.Shown(SHARE, {}, [])) is None


def drawn_of_two(*, alike: bool = False) -> places.DrawnMap:
    """Two areas of 2024, of which the second has a border that may be of another one."""
    shapes = (places.Drawn(1, "M0", 5, 5), places.Drawn(2, "M9", 5, 5, strange=True))
    box = Box(0, 0, 100, 100)
    return places.DrawnMap(
        1000, 1000, shapes, (2015,), schematic=False, box=box, asked=2024, alike=alike
    )


TWO = {1: Area(pk=1, code="BU1", name="Noord"), 2: Area(pk=2, code="BU2", name="Zuid")}


def test_no_figure_is_shown_in_a_border_that_may_be_of_another_area() -> None:
    shown = drawing.Shown(SHARE, {1: figure(40), 2: figure(60)}, [50])

    found = drawing.figure_map(places.country_scope(), drawn_of_two(), TWO, shown)

    assert found is not None
    north, south = found["areas"]
    assert (north["step"], north["value_text"]) == ("q1", "40 %")
    assert (south["step"], south["value_text"]) == ("qmissing", "niet bekend of het zo ligt")
    assert found["note"] == (
        "Grenzen: CBS en Kadaster, 2015. Gearceerd: een gebied van 2024 waarvan niet bekend is "
        "of de grens klopt."
    )


def test_an_area_is_not_marked_in_a_border_that_may_be_of_another_one() -> None:
    country = places.country_scope()

    def here(pk: int) -> Any:
        found = drawing.plain_map(country, drawn_of_two(alike=True), TWO, here=pk)
        assert found is not None
        assert "De grens kan wel veranderd zijn." in found["note"]
        return found["here"]

    assert here(1) == {"d": "M0", "name": "Noord"}
    assert here(2) is None


def test_a_gap_is_told_only_where_there_is_one() -> None:
    assert drawing.last_gap(line([1, 2])) == ""
    assert drawing.last_gap(line([1, 2], gaps=["", "changed"])).startswith(
        "Geen lijn tussen 2015 en 2016"
    )


def test_lines_stand_beside_each_other_with_their_names_apart() -> None:
    others = [
        charts.Named("Stad", line([2, 3]), "other"),
        charts.Named("Land", line([2, 3]), "whole"),
    ]

    drawn = charts.line_chart(line([2, 3]), id_="x", name="Wijk", others=others)

    assert drawn is not None
    places = sorted([drawn["label_y"], *(one["label_y"] for one in drawn["others"])])
    assert min(b - a for a, b in pairwise(places)) >= 20
    assert [one["kind"] for one in drawn["others"]] == ["other", "whole"]


def test_of_twenty_years_only_those_that_fit_are_named() -> None:
    drawn = charts.line_chart(line([*range(20)]), id_="x", name="Wijk")

    assert drawn is not None
    years = [int(tick["label"]) for tick in drawn["x_ticks"]]
    assert (years[0], years[-1]) == (2015, 2034)
    assert len(years) < 11


def beside(one: float, other: float, *, share: bool = False) -> str:
    """Compare two figures; counts of a hundred people each where they are shares."""
    here, there = (figure(value, share=value if share else None) for value in (one, other))
    seen = Line(COUNT if share else SHARE, here, None, there, history())
    return cards.comparison_text(places.country_scope(), seen)


def test_a_difference_that_rounding_can_make_is_none() -> None:
    assert beside(50, 50) == "Ongeveer gelijk aan Nederland."
    assert beside(52, 50) == "Hoger dan in Nederland."
    assert beside(48, 50) == "Lager dan in Nederland."
    # Of a hundred people a count that is rounded to 5 may be 2,5 % off.
    assert beside(10, 11, share=True).endswith("ongeveer gelijk aan Nederland.")
    assert beside(10, 14, share=True).endswith("lager dan in Nederland.")


def test_a_count_without_a_whole_is_compared_with_nothing() -> None:
    seen = Line(COUNT, figure(10), None, figure(20), history())

    assert cards.comparison_text(places.country_scope(), seen) == ""


def table_of(indicator: Indicator, *figures: FigureSeen | None) -> dict[str, Any]:
    rows = tuple(
        SpreadRow(Area(code=f"GM{at:04}", level="municipality", name=f"Plaats {at}"), seen)
        for at, seen in enumerate(figures)
    )
    request = RequestFactory().get("/")
    shown = Spread(rows, None, None)
    return spreads.spread_table(
        request, places.country_scope(), indicator, shown, caption="Aandeel"
    )


def test_bars_show_shares_where_counts_have_them() -> None:
    table = table_of(COUNT, figure(100, share=10.0), figure(50, share=20.0), None)

    assert [row["width"] for row in table["rows"]] == ["50.0", "100.0", ""]
    assert [row["note_text"] for row in table["rows"]] == ["10,0 %", "20,0 %", ""]
    assert table["note_head"] == "Aandeel"


def test_classes_and_values_below_nought_have_no_bars() -> None:
    scale = Indicator(key="z", kind=Kind.CLASS, unit="klasse 1-9", name_nl="Klasse")

    assert not table_of(scale, figure(3), figure(9))["bars"]
    assert not table_of(SHARE, figure(-3), figure(9))["bars"]
    assert not table_of(SHARE, None)["bars"]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-5", "@x", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    content = tables.csv_answer("x.csv", ["a"], [[text]]).content.decode("utf-8-sig")

    assert f"'{text.strip()}" in content.replace("\t", "").replace("\rx", "x")


def test_numbers_in_a_file_are_dutch_and_a_negative_one_stays_a_number() -> None:
    content = tables.csv_answer("x.csv", ["a", "b", "c"], [[-1.5, None, 1e15]]).content

    assert content.decode("utf-8-sig").splitlines()[1] == "-1,5;;1e+15"


@pytest.mark.django_db
def test_the_figures_of_a_town_are_seen_by_who_looks_at_it() -> None:
    town = make_small_town(borders=False)
    made = make_own_indicator(town.municipality, "tevreden")
    make_own_figure(made, "WK939801", 61.0)
    passer_by = Viewer(municipality_id=town.municipality.pk)

    found = indicators.profile(passer_by, town.area("WK939801"))

    assert "tevreden" in {one.indicator.key for one in found}
    assert scope_for(town.municipality).slug == "heuvelstad"
