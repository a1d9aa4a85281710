"""Words for figures: numbers as they are written in Dutch, never an empty place."""

from __future__ import annotations

from typing import Any

import pytest

from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.indicators.queries import FigureSeen
from wijkregie.domain.indicators.states import Kind, Status
from wijkregie.web.http import wording
from wijkregie.web.http.classes import names_of, numbers_of, step_of
from wijkregie.web.http.licences import licence_of, source_fact
from wijkregie.web.http.templatetags.words import breakable


def figure(value: float | None = 1.0, status: Status = Status.KNOWN, **more: Any) -> FigureSeen:
    return FigureSeen(value, status, 2018, 2018, "kwb", 1, **more)


def indicator(**fields: Any) -> Indicator:
    return Indicator(**{"key": "x", "kind": Kind.SHARE, "unit": "%", **fields})


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (1234.5, 1, "1.234,5"),
        (24.96, 1, "25,0"),
        (24.94, 0, "25"),
        (1_000_000, 0, "1.000.000"),
        (-3.05, 1, "-3,0"),
        (0.0, 2, "0,00"),
    ],
)
def test_numbers_are_dutch_and_rounded_not_cut(value: float, decimals: int, told: str) -> None:
    assert wording.number(value, decimals) == told


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [(22.8, 1, "€ 22.800"), (164, 0, "€ 164.000"), (22.84, 1, "€ 22.800")],
)
def test_thousands_of_euros_are_written_out(value: float, decimals: int, told: str) -> None:
    money = indicator(unit="x 1.000 euro", decimals=decimals, kind=Kind.MEAN)

    assert wording.full_text(money, figure(value)) == told
    assert wording.unit_text(money) == ""


@pytest.mark.parametrize("status", [one for one in Status if one not in {0, 7, 8}])
def test_every_missing_figure_says_why(status: Status) -> None:
    told = wording.missing_text(figure(None, status))

    assert told.startswith(("Niet bekend: ", "Komt hier niet voor"))
    assert wording.value_text(indicator(), figure(None, status)) == ""


def test_no_figure_at_all_is_told_apart() -> None:
    assert wording.missing_text(None) == (
        "Niet bekend: de bron heeft geen cijfer van dit gebied"
    )
    assert wording.badge_text(None) == ""
    assert wording.share_text(indicator(), None) == ""
    assert wording.sample_text(indicator(), None) == ""


def test_an_estimate_says_so() -> None:
    assert wording.badge_text(figure(1.0, Status.ESTIMATED)) == "schatting"
    assert wording.badge_text(figure(1.0, Status.PROVISIONAL)) == "voorlopig"
    assert wording.badge_text(figure()) == ""


def test_a_share_names_its_whole() -> None:
    count = indicator(kind=Kind.COUNT, denominator="households")

    assert wording.share_text(count, figure(8, share=12.34)) == "12,3 % van de huishoudens"
    other = indicator(kind=Kind.COUNT, denominator="horses")
    assert wording.share_text(other, figure(8, share=12.34)) == "12,3 % van het geheel"


def test_what_cannot_be_compared_has_no_words() -> None:
    count = indicator(kind=Kind.COUNT)

    assert wording.comparable(count, figure(8)) is None
    assert wording.comparable_text(count, figure(8)) == ""
    assert wording.comparable(count, figure(None, Status.SECRET)) is None


def test_an_answer_without_margin_is_only_counted() -> None:
    assert wording.sample_text(indicator(), figure(5, n=1)) == "1 antwoord"


def test_the_numbers_of_a_class_come_from_its_names_or_its_scale() -> None:
    named = indicator(kind=Kind.CLASS, labels={"10": "tien", "2": "twee"})
    scale = indicator(kind=Kind.CLASS, unit="klasse 1-9")

    assert names_of(named) == {2: "twee", 10: "tien"}
    assert wording.value_text(named, figure(2)) == "twee"
    assert wording.value_text(named, figure(3)) == "3"
    assert numbers_of(scale) == [*range(1, 10)]
    assert wording.full_text(scale, figure(6)) == "6 op een schaal van 1 tot 9"
    assert numbers_of(indicator()) == []
    assert numbers_of(indicator(kind=Kind.CLASS, unit="klassen")) == []


def test_an_own_figure_with_the_key_of_a_national_one_keeps_its_own_words() -> None:
    assert names_of(indicator(key="urbanity", municipality_id=1)) == {}
    assert names_of(indicator(key="urbanity"))[1] == "zeer sterk stedelijk"


@pytest.mark.parametrize("number", range(1, 12))
def test_steps_of_colour_run_from_one_to_five_and_never_back(number: int) -> None:
    steps = [step_of(at, number) for at in range(number)]

    assert steps == sorted(steps)
    assert set(steps) <= {1, 2, 3, 4, 5}
    assert steps[0] == 1
    assert number == 1 or steps[-1] == 5
    assert [6 - step for step in reversed(steps)] == steps or number == 1


def test_a_source_names_its_period_once() -> None:
    assert wording.cited("Wijkscan 2009, gemeente", 2009) == "Wijkscan 2009, gemeente"
    assert wording.cited("CBS", 2017) == "CBS, 2017"


def test_a_source_without_a_licence_names_none() -> None:
    assert licence_of("own") == ("", "")
    assert source_fact("Eigen", [2009], "own")["text"] == "2009"
    assert source_fact("CBS", [2017, 2018], "kwb")["link_text"] == "Licentie CC BY 4.0"


def test_only_slashes_may_break_and_markup_stays_words() -> None:
    assert breakable("A/<b>/C & D") == "A/<wbr>&lt;b&gt;/<wbr>C &amp; D"
    assert breakable(12) == "12"


def test_plurals_and_singulars_are_there_for_every_level() -> None:
    for level in ("municipality", "district", "neighbourhood", "wijk", "village", "street"):
        assert wording.level_plural(level) != level or level == "wijk"
        assert wording.level_singular(level)
