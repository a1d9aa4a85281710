"""The wijkatlas: what stands in it, and what never does."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.atlas import HERE, PART, add_known_year, catalogue, make_known_country
from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.peers import HERE as ALIKE
from tests.makers.peers import TOWN, with_figure
from tests.makers.places import make_municipality, make_own_area
from tests.makers.small_town import MOVED, make_small_town
from wijkregie.domain.places.models import Border
from wijkregie.web.atlas import book, people
from wijkregie.web.http.wording import number

if TYPE_CHECKING:
    from tests.web.atlas.conftest import Gather
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db
THERE = "WK920101"  # in another municipality


def rows(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every row of the atlas by the name of its figure."""
    return {row["name"]: row for theme in values["themes"] for row in theme["rows"]}


def test_every_figure_stands_beside_municipality_similar_areas_and_country(
    known_country: Municipality, gathered: Gather
) -> None:
    values = book.values(gathered(known_country, HERE))

    found = rows(values)
    assert len(found) == len({one["name_nl"] for one in catalogue()})
    income = found["Inkomen per inwoner"]
    assert income["value"] == "€ 19.000"
    assert re.fullmatch(r"€ \d\d\.\d00", income["municipality"])
    assert re.fullmatch(r"€ \d\d\.\d00", income["country"])
    assert re.fullmatch(r"€ \d\d\.\d00", income["peers"])
    assert (income["word"], income["tone"]) == ("ongunstiger", "worse")
    assert income["rank"].startswith("plaats ")
    assert income["trend"]["years"] == "2021–2023"  # noqa: RUF001 - a dash between years


def test_what_goes_well_and_what_could_be_better_is_told_with_its_source(
    known_country: Municipality, gathered: Gather
) -> None:
    values = book.values(gathered(known_country, HERE))

    weak = {item["name"]: item for item in values["weak"]["items"]}
    strong = {item["name"] for item in values["strong"]["items"]}
    assert 1 <= len(weak) <= 3
    assert 1 <= len(strong) <= 3
    assert weak["Inkomen per inwoner"]["source"].endswith("2023")
    assert (
        "Lager dan in 11 van de 11 vergelijkbare wijken."
        in weak["Inkomen per inwoner"]["sentence"]
    )
    assert values["peers"]["criteria"]
    assert "Wijk 2 van Waterstad" in values["peers"]["names"]


def test_areas_with_the_same_figure_are_not_passed(gathered: Gather) -> None:
    """Two of the twelve are as near to a doctor: this one is nearer than in ten."""
    with_figure("distance_gp", 0.4, [0.4, 0.4] + [1.0] * 10)
    town = make_municipality(code=TOWN)

    values = book.values(gathered(town, ALIKE))

    sentences = [item["sentence"] for item in values["strong"]["items"]]
    assert sentences == [
        "Lager dan in 10 van de 12 vergelijkbare wijken. De middelste heeft 1,0."
    ]


def test_who_lives_here_is_one_sentence_with_one_verb(
    known_country: Municipality, gathered: Gather
) -> None:
    told = "".join(piece["text"] for piece in people.lead(gathered(known_country, HERE)))

    assert told.endswith(". Van hen was 20 % jonger dan 15 jaar en 20 % 65 jaar of ouder.")


def test_a_count_is_shown_with_what_part_it_is(
    known_country: Municipality, gathered: Gather
) -> None:
    older = rows(book.values(gathered(known_country, HERE)))["Ouderen vanaf 65 jaar"]

    assert re.fullmatch(r"\d{3}", older["value"])
    assert older["part"] == "20,0 %"
    assert older["municipality"] == "20,0 %"


def test_what_is_not_known_is_one_sentence_with_its_reason(gathered: Gather) -> None:
    town = make_small_town()

    values = book.values(gathered(town.municipality, "WK939801"))

    assert "Koopwoningen" not in rows(values)
    (housing,) = [theme for theme in values["themes"] if theme["title"] == "Wonen en energie"]
    assert housing["rows"] == []
    assert housing["sentence"] == "Hierover is in dit gebied niets bekend."
    assert housing["unknown"].startswith("Niet bekend: te weinig mensen")
    assert housing["unknown"].endswith("Koopwoningen.")


def test_no_line_runs_over_a_border_that_changed(gathered: Gather) -> None:
    town = make_small_town()

    moved = rows(book.values(gathered(town.municipality, MOVED)))
    stayed = rows(book.values(gathered(town.municipality, "WK939801")))

    assert moved["Inwoners"]["trend"] is None
    assert [len(run) for run in stayed["Inwoners"]["trend"]["runs"]] == [2]


def test_a_chart_breaks_and_says_why(known_country: Municipality, gathered: Gather) -> None:
    found = gathered(known_country, HERE)

    charts = [chart for theme in book.values(found)["themes"] for chart in theme["charts"]]

    assert charts
    for chart in charts:
        ends = [label["at"] for label in chart["labels"]]
        assert len(chart["labels"]) == len(chart["lines"])
        assert all(b - a > 0.1 for a, b in pairwise(ends))
        assert max(ends) <= 1
        assert "van" in chart["alt"]
        assert all(
            0 <= at <= 1 for line in chart["lines"] for dot in line["dots"] for at in dot
        )


def test_the_parts_stand_on_a_map_and_in_a_table(
    known_country: Municipality, gathered: Gather
) -> None:
    values = book.values(gathered(known_country, HERE))

    assert [row[0] for row in values["parts"]["rows"]] == ["Buurt 1.1", "Buurt 1.2", "Samen"]
    assert values["map"]["alt"].startswith("Kaart: Ouderen vanaf 65 jaar, 2023.")
    assert [label["text"] for label in values["map"]["labels"]] == ["Buurt 1.1", "Buurt 1.2"]
    assert values["map"]["legend"][-1] == {"colour": "", "text": "niet bekend"}
    assert re.fullmatch(r"\d{3} \(20,0 %\)", values["parts"]["rows"][0][2])  # as the map


def test_a_buurt_without_border_is_shown_by_its_wijk(
    known_country: Municipality, gathered: Gather
) -> None:
    Border.objects.filter(area__code=PART).delete()

    place = book.values(gathered(known_country, PART))["place"]

    told = "Gemarkeerd is Wijk 1 van Waterstad, de wijk waarin Buurt 1.1 ligt."
    assert place["alt"].startswith(told)
    assert told in place["note"]
    Border.objects.all().delete()
    assert book.values(gathered(known_country, PART))["place"] is None


def test_figures_of_one_year_are_called_so(gathered: Gather) -> None:
    town = make_known_country([2023])

    assert book.values(gathered(town, HERE))["subtitle"] == "Cijfers van 2023"


def test_an_axis_begins_at_nought(known_country: Municipality, gathered: Gather) -> None:
    charts = [
        chart
        for theme in book.values(gathered(known_country, HERE))["themes"]
        for chart in theme["charts"]
    ]

    assert charts
    assert {chart["y-ticks"][0]["text"].removeprefix("€ ") for chart in charts} <= {"0", "0,0"}


def test_a_whole_municipality_has_no_column_for_itself(
    known_country: Municipality, gathered: Gather
) -> None:
    values = book.values(gathered(known_country, "GM9200"))

    assert len(values["heads"]["columns"]) == 6
    assert "Waterstad" not in values["heads"]["columns"]
    assert [row["kind"] for row in values["short"]["bars"][0]["rows"]] == ["this", "whole"]
    assert values["place"]["alt"] == "Kaart van Waterstad."
    assert values["map"]["labels"]


def test_an_area_without_figures_or_borders_is_still_a_document(gathered: Gather) -> None:
    town = make_small_town(borders=False)
    own = make_own_area(town.municipality, "Drie straten")

    values = book.values(gathered(town.municipality, own.code))

    assert values["lead"] == []
    assert values["place"] is None
    assert values["map"] is None
    assert values["parts"] is None
    assert values["themes"] == []
    assert values["judged"] == ""
    assert "geen vergelijkbare gebieden" in values["peers"]["lead"]
    assert values["made"] == "Gemaakt op 3 maart 2026."
    assert values["subtitle"] == "3 maart 2026"


def test_an_own_area_is_an_estimate_and_stands_among_the_own_wijken(gathered: Gather) -> None:
    town = make_small_town()

    values = book.values(gathered(town.municipality, town.own.code))

    inhabitants = rows(values)["Inwoners"]
    assert inhabitants["badge"] == "schatting"
    assert inhabitants["value"] == number(4310 + 3000 + 200)


def test_what_another_municipality_measured_stands_in_no_atlas_of_ours(
    known_country: Municipality, gathered: Gather
) -> None:
    other = make_municipality("Elders", code="GM9201")
    make_own_figure(make_own_indicator(other, "geheim"), THERE, 7.0, period=2023)

    ours = json.dumps(book.values(gathered(known_country, THERE)))
    theirs = json.dumps(book.values(gathered(other, THERE)))

    assert "Wijkschouw" not in ours
    assert "Wijkschouw" in theirs  # it would have been seen


def test_an_atlas_costs_the_same_queries_however_many_years_are_known(
    known_country: Municipality, gathered: Gather
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            book.values(gathered(known_country, HERE))
        return len(asked)

    add_known_year(2024)  # the borders are of 2023 and stay so
    before = cost()
    add_known_year(2025)

    assert cost() == before
    assert before < 90


def test_elsewhere_nothing_is_told_of_what_happens(
    known_country: Municipality, gathered: Gather
) -> None:
    assert book.values(gathered(known_country, THERE))["happening"] == []
    here = book.values(gathered(known_country, HERE))["happening"]
    assert [block["title"] for block in here] == [
        "Wat bewoners zeggen",
        "Wat we doen",
        "Wat er komt",
    ]
