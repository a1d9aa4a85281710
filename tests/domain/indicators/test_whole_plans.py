"""A measurement is stored with its whole plan at once; what is refused says at which row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_own_indicator
from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from tests.makers.waves import make_whole
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import MeasurementPlan, MeasurementWave, PlannedArea
from wijkregie.domain.indicators.services import (
    AreaRow,
    LineRow,
    MeasuringRefused,
    PlanDraft,
    PlannedAreaDraft,
    WaveDraft,
    WholePlan,
)
from wijkregie.domain.people.states import Role
from wijkregie.kit import audit
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def town() -> Municipality:
    make_areas(area_row("GM9398", "Heuvelstad"), area_row("WK939801", "Molenwijk"))
    return make_municipality("Heuvelstad", code="GM9398")


@pytest.fixture
def area(town: Municipality) -> Area:
    return make_own_area(town, "Molenwijk", "WK939801")


@pytest.fixture
def by(town: Municipality) -> Viewer:
    return viewer_for(make_role(town, Role.DISTRICT_MANAGER).person, town)


def whole_of(wave: MeasurementWave) -> WholePlan:
    return WholePlan(
        WaveDraft(wave.title, wave.begins_on, wave.ends_on, wave.note),
        tuple(
            LineRow(
                f"q{one.pk}",
                PlanDraft(question=one.question, wording=one.wording, series_id=one.series_id),
                one.pk,
            )
            for one in wave.lines.all()
        ),
        tuple(
            AreaRow(f"a{one.area_id}", PlannedAreaDraft(one.area_id, one.n, tuple(one.modes)))
            for one in wave.planned_areas.all()
        ),
    )


def logged(town: Municipality) -> list[str]:
    return sorted(row.what for row in audit.rows_of(town.pk))


def test_a_measurement_is_stored_with_all_it_asks(
    town: Municipality, area: Area, by: Viewer
) -> None:
    register = make_own_indicator(town, "woninginbraken").pk
    whole = WholePlan(
        WaveDraft("Buurtenquête", *DAYS),
        (
            LineRow("q0", PlanDraft(question="V1", wording="Ken je je buren?", n=300)),
            LineRow("r0", PlanDraft(series_id=register)),
        ),
        (AreaRow("a0", PlannedAreaDraft(area.pk, 150, ("paper", "web"))),),
    )
    seen = queries.wave_seen(by, services.make_whole_wave(whole, by=by, at=AT))
    assert seen
    assert [one.question for one in seen.lines] == ["v1", ""]
    assert seen.areas[0].modes == ("web", "paper")
    assert seen.n == 150


def test_what_is_left_as_it_was_is_not_touched(
    town: Municipality, area: Area, by: Viewer
) -> None:
    wave = make_whole(town, areas={area: 100})
    before = logged(town)
    services.change_whole_wave(wave.pk, whole_of(wave), by=by, at=AT)
    assert logged(town) == before


def test_rows_are_changed_added_and_taken_away_at_once(
    town: Municipality, area: Area, by: Viewer
) -> None:
    wave = make_whole(town, questions={"v1": {}, "v2": {}}, areas={area: 100})
    whole = whole_of(wave)
    first = whole.lines[0]
    services.change_whole_wave(
        wave.pk,
        WholePlan(
            replace(whole.wave, title="Enquête"),
            (
                LineRow("q9", PlanDraft(question="v3")),
                replace(first, draft=replace(first.draft, wording="Hoe gaat het?")),
            ),
            (AreaRow("a", PlannedAreaDraft(area.pk, 250)),),
        ),
        by=by,
        at=AT,
    )
    wave.refresh_from_db()
    assert wave.title == "Enquête"
    assert list(wave.lines.values_list("question", "wording").order_by("order")) == [
        ("v1", "Hoe gaat het?"),
        ("v3", ""),
    ]
    assert wave.planned_areas.get().n == 250
    services.change_whole_wave(wave.pk, WholePlan(whole.wave), by=by, at=AT)
    assert not MeasurementPlan.objects.exists()
    assert not PlannedArea.objects.exists()


def test_what_is_refused_says_at_which_row_and_nothing_is_stored(
    town: Municipality, area: Area, by: Viewer
) -> None:
    good = LineRow("q0", PlanDraft(question="v1"))
    for lines, areas, field in (
        ((good, LineRow("q1", PlanDraft(question="v1"))), (), "q1_question"),
        ((good, LineRow("q1", PlanDraft(question="geen sleutel!"))), (), "q1_question"),
        ((good,), (AreaRow("a7", PlannedAreaDraft(area.pk, -5)),), "a7_n"),
        ((good,), (AreaRow("a7", PlannedAreaDraft(0)),), "a7_area_id"),
    ):
        whole = WholePlan(WaveDraft("Enquête", *DAYS), lines, areas)
        with pytest.raises(MeasuringRefused) as refused:
            services.make_whole_wave(whole, by=by, at=AT)
        assert refused.value.field == field
    assert not MeasurementWave.objects.exists()


def test_a_row_of_another_measurement_is_not_there(town: Municipality, by: Viewer) -> None:
    wave, other = make_whole(town), make_whole(town, "Een andere")
    row = LineRow("q0", PlanDraft(question="v9"), other.lines.get().pk)
    whole = WholePlan(WaveDraft(wave.title, *DAYS), (row,))
    with pytest.raises(MeasuringRefused):
        services.change_whole_wave(wave.pk, whole, by=by, at=AT)
    assert other.lines.get().question == "v1"
    assert wave.lines.get().question == "v1"


def test_nobody_else_stores_a_plan(town: Municipality) -> None:
    wave = make_whole(town)
    elsewhere = make_municipality()
    worker = viewer_for(make_role(town, Role.COMMUNITY_WORKER).person, town)
    stranger = viewer_for(make_role(elsewhere, Role.DISTRICT_MANAGER).person, elsewhere)
    for viewer in (anonymous(town.pk), worker, stranger):
        with pytest.raises(MeasuringRefused):
            services.change_whole_wave(
                wave.pk, WholePlan(WaveDraft("Weg", *DAYS)), by=viewer, at=AT
            )
    with pytest.raises(MeasuringRefused):
        services.make_whole_wave(
            WholePlan(WaveDraft("Nieuw", *DAYS)), by=anonymous(town.pk), at=AT
        )
    assert wave.lines.count() == 1


def test_one_looks_while_a_measurement_is_held(town: Municipality, by: Viewer) -> None:
    wave = make_whole(town)
    looked: list[bool] = []
    services.holding_wave(wave.pk, lambda: looked.append(True), by=by)
    with pytest.raises(MeasuringRefused):
        services.holding_wave(wave.pk + 1, lambda: looked.append(False), by=by)
    assert looked == [True]


def test_a_question_is_known_by_its_last_words(
    town: Municipality, by: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_whole(town, "Later", questions={"v1": {"wording": "Nieuw"}, "a2": {}})
    days = (date(2020, 1, 1), date(2020, 1, 2))
    make_whole(town, "Eerder", days=days, questions={"v1": {"wording": "Oud"}})
    make_whole(make_municipality(), "Elders", questions={"z9": {}})
    with django_assert_num_queries(1):
        found = queries.questions_known(anonymous(town.pk))
    assert [(one.key, one.wording) for one in found] == [("a2", ""), ("v1", "Nieuw")]
