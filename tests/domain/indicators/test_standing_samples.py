"""Where figures of samples stand: modelled by RIVM, and of the municipality itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_figures, make_own_indicator, sheet
from tests.makers.peers import HERE, TOWN, USUAL, make_country, other
from tests.makers.peers import standings_here as standings
from tests.makers.places import AT, SYSTEM, make_municipality
from wijkregie.domain.indicators import services
from wijkregie.domain.indicators.queries.beside import MODEL_ANSWERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


def health(here: float, others: Sequence[float], keys: Sequence[str]) -> None:
    cells = {HERE: dict.fromkeys(keys, here)}
    cells |= {other(at): dict.fromkeys(keys, one) for at, one in enumerate(others)}
    make_country(len(others))
    make_figures(sheet(cells, source="health"))


def test_a_modelled_figure_counts_as_a_sample() -> None:
    health(60.0, [80.0] * 12, ["health_good"])

    found = standings()["health_good"]

    assert (found.verdict, found.ground, found.sample) == ("worse", "chance", True)
    assert found.rank is None
    assert found.percentile == 0
    assert found.reason == (
        "Lower than in 12 of the 12 similar areas. Chance hardly makes a difference this large."
    )
    assert found.band == pytest.approx(1.96 * (60 * 40 / MODEL_ANSWERS) ** 0.5, abs=0.01)


def test_what_can_be_chance_is_no_difference() -> None:
    health(78.0, [80.0] * 12, ["health_good"])

    found = standings()["health_good"]

    assert (found.verdict, found.ground) == ("not_distinguishable", "chance")
    assert "can be chance" in found.reason


def test_the_more_figures_one_looks_at_the_larger_a_difference_must_be() -> None:
    """One figure off by 2.2 errors stands alone, and falls among nineteen that are not."""
    health(75.0, [80.0] * 12, ["health_good"])
    assert standings()["health_good"].verdict == "worse"


def test_the_same_difference_among_many_falls() -> None:
    keys = ["health_smokers", "health_obesity", "health_lonely", "health_stress"]
    cells = {HERE: {"health_good": 75.0, **dict.fromkeys(keys, 40.0)}}
    for at in range(12):
        cells[other(at)] = {"health_good": 80.0, **dict.fromkeys(keys, 40.0)}
    make_country(12)
    make_figures(sheet(cells, source="health"))

    assert standings()["health_good"].verdict == "not_distinguishable"


# --- figures of the municipality itself

ELSEWHERE = [f"WK9001{at:02}" for at in range(2, 10)]


@pytest.fixture
def town() -> Municipality:
    town = make_municipality("Voorbeeldstad", code=TOWN)
    make_country(12, rows=dict.fromkeys(ELSEWHERE, USUAL))
    return town


def surveyed(
    town: Municipality,
    here: tuple[float, int | None, float | None],
    others: tuple[float, int | None, float | None],
    *,
    kind: str = "share",
) -> None:
    """A figure here and in each other wijk of the town: value, answers, margin."""
    wanted = services.NewIndicator(
        key="score",
        name="Score",
        definition="Een oordeel.",
        source="Wijkschouw",
        unit="%",
        kind=kind,
        direction="higher",
        decimals=1,
    )  # fmt: skip - one line a subject
    score = services.define_own_indicator(town.pk, wanted, by=SYSTEM, at=AT)
    figures = [services.NewFigure(HERE, 2017, *here)]
    figures += [services.NewFigure(code, 2017, *others) for code in ELSEWHERE]
    services.record_own_figures(score.pk, figures, by=SYSTEM, at=AT)


def test_a_survey_is_laid_beside_the_other_wijken_of_the_municipality(
    town: Municipality,
) -> None:
    surveyed(town, (80.0, 200, 5.5), (60.0, 200, 6.8))

    found = standings(town)["score"]

    assert (found.verdict, found.among, found.sample) == ("better", "municipality", True)
    assert (found.of, found.rank, found.median) == (9, None, 60)
    assert found.band == pytest.approx(5.5)
    assert found.reason.startswith("Higher than in 8 of the 8 other areas here.")


def test_lower_in_a_survey_is_worse_where_higher_is_better(town: Municipality) -> None:
    surveyed(town, (40.0, 200, None), (60.0, 200, None))

    found = standings(town)["score"]

    assert (found.verdict, found.ground) == ("worse", "chance")
    assert found.reason.startswith("Lower than in 8 of the 8 other areas here.")


def test_a_survey_of_few_answers_proves_little(town: Municipality) -> None:
    surveyed(town, (66.0, 40, None), (60.0, 200, None))

    assert standings(town)["score"].verdict == "not_distinguishable"


def test_a_mean_of_answers_without_a_margin_is_not_compared(town: Municipality) -> None:
    surveyed(town, (8.0, 40, None), (6.0, 200, None), kind="mean")

    found = standings(town)["score"]

    assert (found.verdict, found.ground) == ("unknown", "margin")
    assert found.reason == "It is not known how far this figure can be off."


def test_a_judgement_without_answers_is_no_sample(town: Municipality) -> None:
    surveyed(town, (8.0, None, None), (6.0, None, None), kind="mean")

    found = standings(town)["score"]

    assert (found.verdict, found.ground, found.sample) == ("better", "rounding", False)
    assert (found.rank, found.of) == (1, 9)


def test_an_own_count_is_not_compared(town: Municipality) -> None:
    surveyed(town, (80.0, None, None), (60.0, None, None), kind="count")

    assert standings(town)["score"].ground == "count"


def test_a_survey_that_is_too_small_has_no_value_to_compare(town: Municipality) -> None:
    surveyed(town, (80.0, 12, None), (60.0, 200, None))

    assert standings(town)["score"].ground == "value"


def test_a_figure_of_too_few_other_areas_here_is_not_compared(town: Municipality) -> None:
    score = make_own_indicator(town)
    services.record_own_figures(
        score.pk, [services.NewFigure(HERE, 2017, 7.0)], by=SYSTEM, at=AT
    )

    found = standings(town)["score"]

    assert (found.verdict, found.reason) == (
        "unknown",
        "This is known of too few other areas of the municipality.",
    )
