"""Tables of a municipality itself: whole or not at all, once, and never of a small group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from tests.makers.indicators import make_own_indicator
from tests.makers.outsider import given_away, small_differences
from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
    rows_of,
    scope_for,
)
from wijkregie.core import suppression
from wijkregie.core.suppression import Because, Cell, Limits
from wijkregie.domain.indicators import queries, rules, services
from wijkregie.domain.indicators.models import Indicator, OwnFigure
from wijkregie.domain.indicators.services import OwnFigureRefused, OwnTableStored
from wijkregie.domain.indicators.states import HeldBack, Status
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.kit.audit import rows_of as log_of
from wijkregie.kit.viewer import Grant, Viewer, anonymous
from wijkregie.sources.own_table import OwnIndicator, OwnRow, OwnTable
from wijkregie.sources.records import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

LIMITS = Limits(rules.SMALLEST_SAMPLE, rules.SMALLEST_CELL)
SAFE = OwnIndicator(
    "veilig", "Veilig", "Wie zich veilig voelt.", "Peiling", "%", "share", "higher", decimals=1
)
WIJK, ONE, TWO, THREE = "WK900101", "BU90010101", "BU90010102", "BU90010103"
#: Buurt Een has 12 people; with the wijk, Twee and Drie one would know them.
ROWS = [(ONE, 41.7, 12), (TWO, 37.5, 80), (THREE, 35.0, 60), (WIJK, 36.8, 152)]


@pytest.fixture
def town() -> Municipality:
    made = make_municipality("Voorbeeldstad", code="GM9001")
    make_areas(
        area_row("GM9001", "Voorbeeldstad"),
        area_row(WIJK, "Centrum"),
        area_row("WK900102", "Buiten"),
        area_row(ONE, "Een"),
        area_row(TWO, "Twee"),
        area_row(THREE, "Drie"),
        area_row("BU90010201", "Buiten"),
        area_row("BU90010202", "Dijk"),
        year=2024,
    )
    make_areas(area_row("BU90010109", "Vroeger"), year=2010)
    return made


def table(
    rows: Sequence[tuple[str, float, int | None]],
    *indicators: OwnIndicator,
    key: str = "",
    period: int = 2025,
    level: str = "",
) -> OwnTable:
    found = indicators or (SAFE,)
    made = [
        OwnRow(number, "Veilig", area, period, key or found[0].key, value, n)
        for number, (area, value, n) in enumerate(rows, start=2)
    ]
    return OwnTable("peiling.csv", "Buurt", level, len(made), found, tuple(made), 0, ())


def record(town: Municipality, wanted: OwnTable, by: Viewer = SYSTEM) -> OwnTableStored:
    return services.record_own_table(town.pk, wanted, by=by, at=AT)


def shown(town: Municipality) -> dict[str, float | None]:
    return {row.area.code: row.value for row in OwnFigure.objects.select_related("area")}


def reasons(town: Municipality) -> dict[str, str]:
    rows = OwnFigure.objects.select_related("area").exclude(held_back=HeldBack.NOT)
    return {row.area.code: row.held_back for row in rows}


# --- whole, once


def test_a_table_is_taken_over_and_told_of(town: Municipality) -> None:
    stored = record(town, table([(TWO, 37.5, 80), ("drie", 35.0, 60)]))

    assert shown(town) == {TWO: 37.5, THREE: 35.0}
    assert (stored.figures, stored.areas, stored.new, stored.changed, stored.same) == (
        2,
        2,
        2,
        0,
        0,
    )
    assert (stored.lines, stored.held, stored.rejections) == (2, {}, ())
    made = Indicator.objects.get(key="veilig")
    assert (made.name, made.direction, made.about_people) == ("Veilig", "higher", True)
    assert [(row.what, row.why) for row in log_of(town.pk)][:2] == [
        ("own_table.record", "peiling.csv: 2"),
        ("indicator.define", "veilig"),
    ]


def test_the_same_table_again_changes_nothing(town: Municipality) -> None:
    record(town, table(ROWS))
    before, log = rows_of(Indicator, OwnFigure), log_of(town.pk).count()

    again = record(town, table(ROWS))

    assert again.nothing_changed
    assert again.same == 4
    assert rows_of(Indicator, OwnFigure) == before
    assert log_of(town.pk).count() == log


def test_a_correction_changes_only_that(town: Municipality) -> None:
    record(town, table([(TWO, 37.5, 80), (THREE, 35.0, 60)]))

    stored = record(town, table([(TWO, 40.0, 80), (THREE, 35.0, 60)]))

    assert (stored.new, stored.changed, stored.same) == (0, 1, 1)
    assert shown(town) == {TWO: 40.0, THREE: 35.0}


def test_a_trial_tells_the_same_and_stores_nothing(town: Municipality) -> None:
    before = rows_of(Indicator, OwnFigure)

    tried = services.try_own_table(town.pk, table(ROWS), by=SYSTEM, at=AT)

    assert rows_of(Indicator, OwnFigure) == before
    assert not log_of(town.pk).filter(what="own_table.record")
    assert tried == record(town, table(ROWS))


def test_a_row_of_an_unknown_area_is_told_and_left_out(town: Municipality) -> None:
    make_own_area(make_municipality(code="GM9002"), "Elders")
    names = ("Nergens", "Elders", "Buiten", TWO, WIJK)

    stored = record(town, table([(name, 50.0, 180) for name in names]))

    codes = ("BU90010201", "WK900102")
    assert list(stored.rejections) == [
        Rejection("peiling.csv", 2, "Buurt", "Nergens", Reason.UNKNOWN_AREA),
        Rejection("peiling.csv", 3, "Buurt", "Elders", Reason.UNKNOWN_AREA),
        Rejection("peiling.csv", 4, "Buurt", "Buiten", Reason.AREAS_ALIKE, codes),
    ]
    assert shown(town) == {TWO: 50.0, WIJK: 50.0}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("Buiten", "Centrum", "Voorbeeldstad"), {"WK900102", WIJK, "GM9001"}),
        (("Buiten", "Dijk", "Nergens"), {"BU90010201", "BU90010202"}),
        (("Buiten", "Uithoek"), {"EG001", "EG002"}),
    ],
)
def test_a_shared_name_is_of_the_sort_that_the_whole_table_can_be(
    town: Municipality, words: tuple[str, ...], codes: set[str]
) -> None:
    make_own_area(town, "Buiten", "BU90010202")
    make_own_area(town, "Uithoek", "BU90010201")

    record(town, table([(word, 50.0, 180) for word in words]))

    assert set(shown(town)) == codes


def test_of_areas_with_one_name_and_the_same_places_the_own_one_counts(
    town: Municipality,
) -> None:
    make_areas(area_row("WK900103", "Haven"), area_row("BU90010301", "Haven"), year=2024)
    record(town, table([("Haven", 50.0, 180)]))
    assert shown(town) == {"WK900103": 50.0}
    own = make_own_area(town, "Haven", "WK900103")

    record(town, table([("Haven", 51.0, 180)], period=2026))

    assert shown(town) == {"WK900103": 50.0, own.code: 51.0}


def test_a_table_of_names_that_stay_open_says_which_areas_they_may_be(
    town: Municipality,
) -> None:
    told = r"row 2, column Buurt, value “Buiten”: .* \(BU90010201, WK900102\)"

    with pytest.raises(OwnFigureRefused, match=told):
        record(town, table([("Buiten", 50.0, 80)]))

    assert not OwnFigure.objects.exists()


@pytest.mark.parametrize(
    ("word", "level", "code"),
    [
        ("buiten", "district", "WK900102"),
        ("Buiten ", "neighbourhood", "BU90010201"),
        ("900101", "district", WIJK),
        ("90010102", "neighbourhood", TWO),
        ("bu90010102", "", TWO),
        ("Voorbeeldstad", "district", "GM9001"),
        ("9001", "municipality", "GM9001"),
        ("Vroeger", "", "BU90010109"),
        ("Eigen", "", "EG001"),
    ],
)
def test_an_area_is_found_by_code_digits_or_name(
    town: Municipality, word: str, level: str, code: str
) -> None:
    make_own_area(town, "Eigen", ONE, TWO)

    record(town, table([(word, 50.0, 80)], level=level))

    assert list(shown(town)) == [code]


def test_own_figures_of_ten_thousand_unknown_areas_store_nothing(town: Municipality) -> None:
    rows = [(f"BU{number:08}", 50.0, 80) for number in range(10_000)]

    with pytest.raises(OwnFigureRefused, match="row 2, column Buurt, value “BU00000000”"):
        record(town, table(rows))

    assert not Indicator.objects.filter(municipality=town).exists()


def test_a_table_of_which_every_cell_was_rejected_stores_nothing(town: Municipality) -> None:
    wrong = Rejection("peiling.csv", 7, "Veilig", "veel", Reason.UNREADABLE)

    with pytest.raises(OwnFigureRefused, match="row 7, column Veilig, value “veel”"):
        record(town, replace(table([]), rejections=(wrong,)))


def test_two_rows_about_one_area_store_nothing(town: Municipality) -> None:
    with pytest.raises(OwnFigureRefused, match="rows 2 and 3 are both about Twee"):
        record(town, table([(TWO, 50.0, 80), ("Twee", 51.0, 80)]))

    assert not OwnFigure.objects.exists()


def test_who_may_not_record_takes_over_nothing(town: Municipality) -> None:
    other = make_municipality(code="GM9002")
    manager = frozenset({Grant("administrator", None)})

    for by in (anonymous(town.pk), Viewer(other.pk, person_id=1, grants=manager)):
        with pytest.raises(OwnFigureRefused, match="Only an administrator"):
            record(town, table(ROWS), by)
    assert not OwnFigure.objects.exists()


# --- small groups


def test_a_small_group_is_held_back_with_what_would_tell_it(town: Municipality) -> None:
    stored = record(town, table(ROWS))

    assert reasons(town) == {ONE: HeldBack.SAMPLE, THREE: HeldBack.REST}
    assert shown(town) == {ONE: None, THREE: None, TWO: 37.5, WIJK: 36.8}
    assert stored.held == {"sample": 1, "rest": 1}
    kept = OwnFigure.objects.get(area__code=THREE)
    assert (kept.status, kept.n, kept.margin) == (Status.SUPPRESSED, 60, None)


def test_no_table_of_the_database_holds_what_is_held_back(town: Municipality) -> None:
    record(town, table([(ONE, 41.6789, 12), (TWO, 37.4321, 80), (WIJK, 36.8, 152)]))

    everything = repr(rows_of(*apps.get_models()))

    assert "41.6789" not in everything
    assert "36.8" in everything or "37.4321" in everything


def test_the_whole_that_comes_later_tells_nothing_either(town: Municipality) -> None:
    """First the buurten, and a week later the wijk: then one of the buurten goes."""
    record(town, table(ROWS[:3]))
    assert reasons(town) == {ONE: HeldBack.SAMPLE}

    stored = record(town, table(ROWS[3:]))

    assert reasons(town) == {ONE: HeldBack.SAMPLE, THREE: HeldBack.REST}
    assert (stored.new, stored.also_held) == (1, 1)


def test_a_buurt_that_is_in_no_table_is_not_told_either(town: Municipality) -> None:
    record(town, table(ROWS[1:]))

    assert reasons(town) == {THREE: HeldBack.REST}


def test_an_own_area_across_two_wijken_tells_nothing(town: Municipality) -> None:
    own = make_own_area(town, "Eigen", ONE, "BU90010201")
    rows = [*ROWS, (own.code, 50.0, 112), ("BU90010201", 51.0, 100)]

    record(town, table(rows))

    assert reasons(town)[ONE] == HeldBack.SAMPLE
    assert {own.code, "BU90010201"} & set(reasons(town))


def test_the_answers_to_a_question_are_looked_at_together(town: Municipality) -> None:
    """5 % of 100 are five people; the other two answers would tell it."""
    answers = [
        replace(SAFE, key=key, name=key, question="Hoe veilig?")
        for key in ("ja", "soms", "nee")
    ]
    rows = [
        OwnRow(2, key, ONE, 2025, key, value, 100)
        for key, value in (("ja", 55.0), ("soms", 40.0), ("nee", 5.0))
    ]
    record(town, replace(table([], *answers), rows=tuple(rows)))

    held = OwnFigure.objects.exclude(held_back=HeldBack.NOT)
    assert {row.indicator.key: row.held_back for row in held} == {
        "nee": HeldBack.CELL,
        "soms": HeldBack.REST,
    }


def test_answers_that_are_not_of_everybody_are_refused(town: Municipality) -> None:
    answers = [replace(SAFE, key=key, name=key, question="Wat?") for key in ("ja", "nee")]
    rows = [OwnRow(2, key, ONE, 2025, key, 70.0, 100) for key in ("ja", "nee")]

    with pytest.raises(OwnFigureRefused, match="add up to 140"):
        record(town, replace(table([], *answers), rows=tuple(rows)))


def test_a_count_of_things_may_be_small_and_one_of_people_may_not(town: Municipality) -> None:
    trees = replace(SAFE, key="bomen", kind="count", unit="", about_people=False)
    people = replace(SAFE, key="meldingen", kind="count", unit="")

    record(town, table([(ONE, 3.0, None)], trees))
    record(town, table([(ONE, 3.0, None), (TWO, 40.0, None)], people))
    record(town, table([(THREE, 40.0, 20), ("WK900102", 12.0, 20)], people, period=2024))

    kept = {
        (row.indicator.key, row.period, row.area.code): row.value
        for row in OwnFigure.objects.all()
    }
    assert kept["bomen", 2025, ONE] == 3
    assert kept["meldingen", 2025, ONE] is None
    assert kept["meldingen", 2025, TWO] == 40
    assert kept["meldingen", 2024, THREE] == 40, "a count of more than those asked is no share"
    assert kept["meldingen", 2024, "WK900102"] is None


@pytest.mark.parametrize("kind", ["mean", "median"])
def test_a_mean_of_few_people_is_held_back_too(town: Municipality, kind: str) -> None:
    mark = replace(SAFE, key="cijfer", kind=kind, unit="punt")

    record(town, table([(code, 7.0, n) for code, _value, n in ROWS], mark))

    expected = {ONE: HeldBack.SAMPLE}
    if kind == "mean":
        expected[THREE] = HeldBack.REST
    assert reasons(town) == expected


def test_what_is_too_few_can_be_raised(town: Municipality) -> None:
    record(town, table(ROWS[1:3]))
    assert not reasons(town)

    record(town, table(ROWS[1:2], replace(SAFE, smallest_sample=70)))

    assert reasons(town) == {THREE: HeldBack.SAMPLE}


def test_what_is_too_few_cannot_be_lowered(town: Municipality) -> None:
    record(
        town,
        table(
            [(ONE, 50.0, 29), (TWO, 5.0, 100)],
            replace(SAFE, smallest_sample=2, smallest_cell=1),
        ),
    )

    assert reasons(town) == {ONE: HeldBack.SAMPLE, TWO: HeldBack.CELL}


def test_what_was_held_back_is_shown_when_it_comes_with_enough_people(
    town: Municipality,
) -> None:
    record(town, table(ROWS))

    stored = record(town, table([(ONE, 41.7, 120), *ROWS[1:3], (WIJK, 38.5, 260)]))

    assert not reasons(town)
    assert stored.changed == 3


def test_what_was_held_back_before_this_was_known_stays_so(town: Municipality) -> None:
    record(town, table(ROWS[1:3]))
    OwnFigure.objects.filter(area__code=TWO).update(value=None, status=Status.SUPPRESSED)

    stored = record(town, table(ROWS[2:]))

    assert stored.held["unknown"] == 1
    assert OwnFigure.objects.get(area__code=TWO).value is None


# --- the outsider, with all that anybody can ask for


def published(town: Municipality) -> tuple[list[Cell], dict[int, Because]]:
    """Return every figure as an outsider sees it, and which have no value."""
    viewer, scope = anonymous(town.pk), scope_for(town)
    made_of = {
        WIJK: {ONE, TWO, THREE, "BU90010104"},
        "GM9001": {ONE, TWO, THREE, "BU90010104", "BU90010201"},
    }
    cells: list[Cell] = []
    held: dict[int, Because] = {}
    for level in Level.values:
        for area in places.areas_of(viewer, scope, level=level):
            for line in queries.profile(viewer, area, keys={"veilig"}):
                seen = line.now
                whole = frozenset[object](made_of.get(area.code, {area.code}))
                count = None if seen.value is None else seen.value / 100 * (seen.n or 0)
                if count is None:
                    held[len(cells)] = Because.SAMPLE if (seen.n or 0) < 30 else Because.REST
                cells.append(Cell(whole, "veilig", seen.n, count))
    return cells, held


def test_an_outsider_reckons_back_nothing(town: Municipality) -> None:
    record(town, table([*ROWS, ("BU90010201", 50.0, 20), ("GM9001", 38.4, 172)]))

    cells, held = published(town)

    assert len(cells) == 6
    assert not given_away(cells, held)
    assert not small_differences(cells, held, LIMITS)


def test_the_outsider_succeeds_where_only_the_small_one_goes(
    town: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without looking at the rest, the twelve people of Een are known."""
    monkeypatch.setattr(suppression._Table, "leak", lambda *_args: None)
    record(town, table(ROWS))

    cells, held = published(town)

    assert small_differences(cells, held, LIMITS)


# --- lists


def test_who_records_sees_what_there_is_and_how_much_is_held_back(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record(town, table(ROWS))
    record(town, table(ROWS[1:3], period=2023))
    make_own_indicator(town, "leeg")
    make_own_indicator(make_municipality(code="GM9002"), "elders")
    manager = Viewer(town.pk, person_id=1, grants=frozenset({Grant("administrator", None)}))

    with django_assert_num_queries(1):
        found = {one.key: one for one in queries.own_indicators(manager)}

    assert set(found) == {"veilig", "leeg"}
    safe = found["veilig"]
    assert (safe.first, safe.last, safe.figures, safe.held_back) == (2023, 2025, 6, 2)
    assert (found["leeg"].first, found["leeg"].figures) == (None, 0)
    assert not list(queries.own_indicators(anonymous(town.pk)))
    assert not list(queries.own_indicators(SYSTEM))


def test_a_table_costs_as_many_queries_however_many_areas_are_unchanged(
    town: Municipality, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    record(town, table(ROWS))

    with django_assert_max_num_queries(14):
        record(town, table(ROWS))


def test_an_area_without_a_known_layout_is_a_place_by_itself() -> None:
    town = make_municipality(code="GM9003")
    own = make_own_area(town, "Getekend")

    record(town, table([(own.code, 50.0, 80)]))

    assert shown(town) == {own.code: 50.0}
