"""Days of a measurement fit what programmes took from it: values from before, and plans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.places import AT
from tests.makers.programme import make_goal, make_goal_indicator
from tests.makers.waves import make_linked, make_plan, set_measuring
from wijkregie.domain.indicators.services import WaveDraft, WholePlan
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import GoalIndicator
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.viewer import installation
from wijkregie.sources.programme import read

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import MeasurementWave
    from wijkregie.domain.programme.models import Programme

pytestmark = pytest.mark.django_db
JANUARY = (date(2026, 1, 5), date(2026, 1, 30))
FILE = """programme: {{name: Elders, period: 2025-2028}}
waves:
- {{title: Buurtenquête, begins_on: {first}, ends_on: {last}}}
"""


@pytest.fixture
def wave(programme: Programme) -> MeasurementWave:
    return make_linked(programme, days=JANUARY)


@pytest.fixture
def line(programme: Programme, wave: MeasurementWave) -> GoalIndicator:
    goal = make_goal(programme, "Meer contact")
    made = make_goal_indicator(goal, "Kent de buren", baseline=Decimal(50))
    set_measuring(made, baseline_wave_id=wave.pk)
    return made


def move(wave: MeasurementWave, first: date, last: date, **more: Any) -> None:
    whole = WholePlan(WaveDraft(wave.title, first, last, **more))
    by = installation(wave.municipality_id)
    services.change_wave(wave.pk, whole, by=by, at=AT)


def refused(wave: MeasurementWave, first: date, last: date) -> str:
    was = (wave.begins_on, wave.ends_on)
    with pytest.raises(ProgrammeRefused) as why:
        move(wave, first, last)
    wave.refresh_from_db()
    assert (wave.begins_on, wave.ends_on) == was
    return str(why.value)


def test_a_measurement_that_gave_a_value_does_not_move_to_the_future(
    wave: MeasurementWave, line: GoalIndicator
) -> None:
    told = refused(wave, date(2026, 4, 1), date(2026, 4, 30))

    assert "“Kent de buren” (doel “Meer contact”)" in told
    GoalIndicator.objects.update(baseline=None)
    move(wave, date(2026, 4, 1), date(2026, 4, 30))


@pytest.mark.parametrize(
    ("of", "when"),
    [
        ({"baseline_on": date(2026, 1, 20)}, "20 januari 2026"),
        ({"baseline_year": 2026}, "2026"),
        ({"baseline_year": 2026, "baseline_on": date(2026, 1, 20)}, "20 januari 2026"),
    ],
)
def test_a_measurement_keeps_the_day_of_the_value_that_it_gave(
    wave: MeasurementWave, line: GoalIndicator, of: dict[str, Any], when: str
) -> None:
    GoalIndicator.objects.update(**of)

    told = refused(wave, date(2025, 1, 5), date(2025, 1, 30))

    assert "“Kent de buren” (doel “Meer contact”)" in told
    assert when in told
    move(wave, date(2026, 1, 10), date(2026, 1, 20))


def test_what_did_not_fit_before_does_not_hold_up_the_rest(
    wave: MeasurementWave, line: GoalIndicator
) -> None:
    GoalIndicator.objects.update(baseline_on=date(2026, 2, 14))

    move(wave, *JANUARY, note="Verslag verscheen in februari.")

    wave.refresh_from_db()
    assert wave.note == "Verslag verscheen in februari."


@pytest.mark.parametrize("goal", ["Meer contact", ""])
def test_the_follow_up_of_a_plan_stays_after_its_baseline(
    programme: Programme, wave: MeasurementWave, line: GoalIndicator, goal: str
) -> None:
    after = make_linked(programme, "Later", days=(date(2026, 2, 2), date(2026, 2, 20)))
    make_linked(programme, "Los", days=JANUARY)
    make_plan(programme, "Half af", baseline_wave_id=wave.pk)
    make_plan(
        programme,
        indicator_id=line.pk if goal else None,
        baseline_wave_id=wave.pk,
        follow_up_wave_id=after.pk,
    )

    for one, days in (
        (wave, (JANUARY[0], date(2026, 2, 2))),
        (after, (JANUARY[1], date(2026, 2, 20))),
    ):
        told = refused(one, *days)
        assert "vergelijkt “Later” met “Buurtenquête”" in told
        assert "“Gaat het beter?”" in told
        assert (" (doel “Meer contact”) " in told) is bool(goal)
    move(wave, JANUARY[0], date(2026, 2, 1))


def test_the_file_of_another_programme_moves_no_days_that_a_value_rests_on(
    wave: MeasurementWave, line: GoalIndicator
) -> None:
    by, here = installation(wave.municipality_id), wave.municipality_id
    GoalIndicator.objects.update(baseline_on=date(2026, 1, 20))

    def take(first: str, last: str) -> None:
        file = read(FILE.format(first=first, last=last).encode(), file="elders.yaml")
        services.import_programme(file, municipality_id=here, by=by, at=AT)

    take("2026-01-05", "2026-01-30")
    with pytest.raises(ProgrammeRefused, match="Kent de buren"):
        take("2025-01-05", "2025-01-30")
    take("2026-01-06", "2026-01-30")
    wave.refresh_from_db()
    assert wave.begins_on == date(2026, 1, 6)
