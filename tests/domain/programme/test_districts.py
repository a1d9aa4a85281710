"""The areas of a programme beside each other, and how figures sort them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.makers.analyses import Table, make_analysis, make_settled, make_table
from tests.makers.indicators import (
    make_figures,
    make_own_figure,
    make_own_indicator,
    national,
    sheet,
)
from tests.makers.places import AT, make_own_area
from tests.makers.programme import make_bottleneck, make_project
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.indicators.queries import FigureSeen
from wijkregie.domain.indicators.states import Direction, Status
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import AreaScore
from wijkregie.domain.programme.queries import Standing
from wijkregie.domain.programme.queries.classing import standing, verdict
from wijkregie.domain.programme.services import ProgrammeRefused, ScoreDraft
from wijkregie.domain.programme.states import Score
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(db: None) -> Table:
    return make_table()


def districts(
    table: Table, *area_ids: int, compared: bool = False
) -> dict[str, queries.DistrictSeen]:
    found = queries.districts_of(table.by, table.programme.key, area_ids, compared=compared)
    assert found is not None
    return {one.area.name: one for one in found.districts}


def score(table: Table, **changed: Any) -> int:
    wanted: dict[str, Any] = {"area_id": table.area.pk, "score": "below", "remark": "Let op"}
    draft = ScoreDraft(**wanted | changed)
    return services.score_area(table.programme.pk, draft, by=table.manager, at=AT)


def test_an_area_shows_what_is_the_matter_and_what_is_done(table: Table) -> None:
    other = make_own_area(table.municipality, "Butterhuizen")
    wrong = make_bottleneck(table.programme, "te weinig plek", areas=[table.area])
    works = make_project(table.programme, "Buurtkamer", bottleneck_ids=(wrong.pk,))
    here = make_project(table.programme, "Samen eten", area_ids=(table.area.pk,))
    make_project(table.programme, "Elders", area_ids=(other.pk,))
    make_settled(table, "Een", "Twee")
    score(table)

    seen = districts(table)["Molenwijk"]
    assert (seen.score, seen.remark, seen.standing) == (Score.BELOW, "Let op", None)
    assert [one.title for one in seen.bottlenecks] == ["te weinig plek"]
    assert [one.id for one in seen.projects] == [works.pk, here.pk]
    assert [one.text for one in seen.main_points] == ["Een", "Twee"]
    assert seen.analysis is not None


def test_without_scores_the_areas_that_are_asked_for_are_shown(table: Table) -> None:
    other = make_own_area(table.municipality, "Butterhuizen")

    found = districts(table, other.pk, table.area.pk)
    assert list(found) == ["Butterhuizen", "Molenwijk"]
    assert found["Butterhuizen"].score is None
    score(table)
    assert list(districts(table, other.pk)) == ["Molenwijk"]
    assert queries.districts_of(table.by, "iets-anders", []) is None


def test_what_was_stopped_is_not_the_analysis_of_an_area(table: Table) -> None:
    analysis = make_analysis(table)
    services.drop_analysis(analysis.pk, by=table.by, at=AT)

    assert districts(table, table.area.pk)["Molenwijk"].analysis is None


def test_a_hidden_area_is_for_who_works_along(table: Table) -> None:
    hidden = make_own_area(table.municipality, "Verborgen", public=False)
    score(table, area_id=hidden.pk)

    found = queries.districts_of(anonymous(table.municipality.pk), table.programme.key, [])
    assert found is not None
    assert found.districts == ()
    assert list(districts(table)) == ["Verborgen"]


def test_an_area_is_sorted_once_and_the_last_word_counts(table: Table) -> None:
    score(table)
    score(table, score="above", remark="")

    (row,) = AreaScore.objects.all()
    assert (row.score, row.remark, str(row)) == ("above", "", f"{table.area.pk} above")
    with pytest.raises(ProgrammeRefused, match="boven gemiddeld, gemiddeld of onder"):
        score(table, score="high")
    draft = ScoreDraft(table.area.pk, "below")
    with pytest.raises(ProgrammeRefused, match="Alleen de wijkregisseur"):
        services.score_area(table.programme.pk, draft, by=table.chair, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        AreaScore.objects.create(
            municipality=table.municipality,
            programme=table.programme,
            area=table.area,
            score="above",
        )


# what the figures say


def indicator(**changed: object) -> Indicator:
    known = {"kind": "share", "direction": Direction.HIGHER, "decimals": 1, "denominator": ""}
    return Indicator(**known | changed)


def figure(value: float | None, **changed: object) -> FigureSeen:
    status = Status.KNOWN if value is not None else Status.MISSING
    return FigureSeen(value, status, 2025, 2025, **{"source": "kwb", "edition_id": 1} | changed)  # type: ignore[arg-type] # by name


@pytest.mark.parametrize(
    ("here", "whole", "said"),
    [
        (figure(52.0), figure(50.0), Score.ABOVE),
        (figure(48.0), figure(50.0), Score.BELOW),
        (figure(50.1), figure(50.0), Score.ABOVE),
        (figure(50.05), figure(50.0), Score.AVERAGE),
        (figure(56.0, margin=5.0), figure(50.0, margin=2.0), Score.ABOVE),
        (figure(55.0, margin=5.0), figure(50.0, margin=2.0), Score.AVERAGE),
        (figure(56.0, source="health"), figure(50.0, source="health"), Score.AVERAGE),
        (figure(57.0, source="health"), figure(50.0, source="health"), Score.ABOVE),
        (figure(None), figure(50.0), None),
        (figure(50.0), figure(None), None),
        (figure(50.0), None, None),
        (None, figure(50.0), None),
    ],
)
def test_a_figure_differs_only_beyond_its_margin(
    here: FigureSeen | None, whole: FigureSeen | None, said: Score | None
) -> None:
    assert verdict(indicator(), here, whole) == said


def test_lower_may_be_better_and_neither_says_nothing() -> None:
    pair = figure(52.0), figure(50.0)

    assert verdict(indicator(direction=Direction.LOWER), *pair) == Score.BELOW
    assert verdict(indicator(direction=Direction.NEUTRAL), *pair) is None
    assert verdict(indicator(kind="median"), *pair) is None


def test_counts_are_compared_as_shares_with_their_rounding() -> None:
    count = indicator(kind="count", denominator="inhabitants", direction=Direction.LOWER)
    # 20 of 100 can be 22.5 of 100: 2.5 percent points; 1500 of 10000 hardly anything.
    small, whole = figure(20.0, share=20.0), figure(1500.0, share=15.0)

    assert verdict(count, small, whole) == Score.BELOW
    assert verdict(count, figure(17.0, share=17.0), whole) == Score.AVERAGE
    assert verdict(count, figure(0.0, share=0.0), whole) == Score.ABOVE
    assert verdict(count, figure(20.0), whole) is None


@pytest.mark.parametrize(
    ("better", "worse", "alike", "score_"),
    [
        (4, 0, 0, None),
        (5, 0, 0, Score.ABOVE),
        (4, 0, 1, Score.AVERAGE),
        (0, 5, 20, Score.BELOW),
        (9, 3, 5, Score.AVERAGE),
        (12, 3, 0, Score.ABOVE),
        (0, 0, 9, Score.AVERAGE),
    ],
)
def test_an_area_differs_only_beyond_chance(
    better: int, worse: int, alike: int, score_: Score | None
) -> None:
    said = [Score.ABOVE] * better + [Score.BELOW] * worse + [Score.AVERAGE] * alike

    found = standing([*said, None])

    assert found == Standing(better, worse, alike)
    assert (found.known, found.score) == (better + worse + alike, score_)


def test_figures_of_now_are_laid_beside_those_of_the_municipality(table: Table) -> None:
    part = table.area.parts.get()
    whole = part.gm_code
    cells = {
        code: {"households_low_income": low, "inhabitants": 1000.0}
        for code, low in ((part.code, 12.0), (whole, 8.0))
    }
    make_figures(sheet(cells))
    assert national("households_low_income").direction == Direction.LOWER
    own = make_own_indicator(table.municipality)
    own.direction = Direction.HIGHER
    own.save()
    for period, here, all_of_it in ((2016, 9.0, 2.0), (2017, 4.0, 8.0)):
        make_own_figure(own, table.area.code, here, period=period)
        make_own_figure(own, whole, all_of_it, period=period)
    make_own_figure(own, table.area.code, 9.0, period=2018)

    seen = districts(table, table.area.pk, compared=True)["Molenwijk"].standing
    assert seen == Standing(better=0, worse=2, alike=0)


def test_comparing_costs_the_same_however_many_areas(table: Table) -> None:
    counted = []
    make_figures(sheet({table.area.parts.get().code: {"inhabitants": 1000.0}}))
    for more in (1, 5):
        ids = [make_own_area(table.municipality, f"Wijk {more} {n}").pk for n in range(more)]
        with CaptureQueriesContext(connection) as queried:
            queries.districts_of(table.by, table.programme.key, ids, compared=True)
        counted.append(len(queried))

    assert counted[0] == counted[1] <= 17  # eleven, and six for the figures
