"""Measurements and their plan: who makes them, what is refused, and who reads what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.makers.indicators import make_own_indicator
from tests.makers.people import make_role, viewer_for
from tests.makers.places import AT, make_municipality, make_own_area
from tests.makers.waves import make_whole
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import MeasurementPlan, MeasurementWave, PlannedArea
from wijkregie.domain.indicators.services import (
    MeasuringRefused,
    PlanDraft,
    PlannedAreaDraft,
    WaveDraft,
)
from wijkregie.domain.indicators.states import Mode
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import Viewer, anonymous, installation
from wijkregie.kit.words import WordsRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Area, Municipality

pytestmark = pytest.mark.django_db
DAYS = (date(2027, 3, 1), date(2027, 3, 31))
DRAFT = WaveDraft("Buurtenquête 2027", *DAYS)
QUESTION = PlanDraft(
    question="V12a",
    wording="  Ken je\nje buren? ",
    scale="ja of nee",
    answers=("ja", " ", "nee"),
    n=300,
    modes=("paper", "web"),
    owner="onderzoek",
)


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality("Heuvelstad")


@pytest.fixture
def by(here: Municipality) -> Viewer:
    return installation(here.pk)


@pytest.fixture
def wave(by: Viewer) -> MeasurementWave:
    return MeasurementWave.objects.get(pk=services.make_wave(DRAFT, by=by, at=AT))


@pytest.fixture
def area(here: Municipality) -> Area:
    return make_own_area(here, "Molenwijk")


def plan(wave: MeasurementWave, draft: PlanDraft, by: Viewer) -> MeasurementPlan:
    made = services.plan_measurement(wave.pk, draft, by=by, at=AT)
    return MeasurementPlan.objects.get(pk=made)


def refused(act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(MeasuringRefused) as why:
        act()
    return why.value.field, str(why.value)


def test_a_measurement_is_made_changed_and_removed(by: Viewer) -> None:
    made = services.make_wave(replace(DRAFT, title="  Buurt  enquête "), by=by, at=AT)
    wave = MeasurementWave.objects.get(pk=made)
    before = wave_draft(wave)

    services.change_wave(made, replace(before, note="Op papier."), before=before, by=by, at=AT)

    wave.refresh_from_db()
    assert (str(wave), wave.note, wave.begins_on) == ("Buurt enquête", "Op papier.", DAYS[0])
    services.remove_wave(made, by=by, at=AT)
    assert not MeasurementWave.objects.exists()
    told = LogRow.objects.order_by("pk").values_list("what", flat=True)
    assert [one for one in told if one.startswith("wave")] == [
        "wave_made",
        "wave_changed",
        "wave_removed",
    ]


def wave_draft(wave: MeasurementWave) -> WaveDraft:
    return WaveDraft(wave.title, wave.begins_on, wave.ends_on, wave.note)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"note": "x" * 401}, "note"),
        ({"begins_on": date(1989, 1, 1)}, "begins_on"),
        ({"ends_on": date(2101, 1, 1)}, "ends_on"),
        ({"ends_on": date(2027, 2, 28)}, "ends_on"),
    ],
)
def test_a_measurement_that_cannot_be_is_refused(
    by: Viewer, more: dict[str, Any], field: str
) -> None:
    assert refused(lambda: services.make_wave(replace(DRAFT, **more), by=by, at=AT))[0] == field


def test_no_two_measurements_have_one_name(by: Viewer, wave: MeasurementWave) -> None:
    assert refused(lambda: services.make_wave(DRAFT, by=by, at=AT))[0] == "title"
    services.change_wave(wave.pk, DRAFT, before=DRAFT, by=by, at=AT)
    other = services.make_wave(replace(DRAFT, title="Andere"), by=by, at=AT)
    before = replace(DRAFT, title="Andere")

    told = refused(lambda: services.change_wave(other, DRAFT, before=before, by=by, at=AT))

    assert told[0] == "title"


def test_who_opened_it_before_another_changed_it_is_told(
    by: Viewer, wave: MeasurementWave, area: Area
) -> None:
    stale = replace(DRAFT, note="Anders")
    line = plan(wave, QUESTION, by)
    at = services.plan_area(wave.pk, PlannedAreaDraft(area.pk, 100), by=by, at=AT)

    for act in (
        lambda: services.change_wave(wave.pk, DRAFT, before=stale, by=by, at=AT),
        lambda: services.change_measurement(line.pk, QUESTION, before=QUESTION, by=by, at=AT),
        lambda: services.change_planned_area(
            at, PlannedAreaDraft(area.pk), before=PlannedAreaDraft(area.pk, 9), by=by, at=AT
        ),
    ):
        assert "Somebody else" in refused(act)[1]


def test_a_question_is_planned_with_its_words(by: Viewer, wave: MeasurementWave) -> None:
    line = plan(wave, QUESTION, by)

    assert (str(line), line.wording, line.scale) == ("v12a", "Ken je je buren?", "ja of nee")
    assert (line.answers, line.n, line.modes) == (["ja", "nee"], 300, ["web", "paper"])
    assert (line.owner, line.order) == ("onderzoek", 0)
    assert plan(wave, PlanDraft(question="v13"), by).order == 1


def test_a_register_is_planned_as_well(here: Municipality, by: Viewer) -> None:
    series = make_own_indicator(here)
    wave = make_whole(here, questions={})

    line = plan(wave, PlanDraft(series_id=series.pk, wording="weg", owner="GGD"), by)

    assert (str(line), line.wording) == (f"series {series.pk}", "")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"question": " "}, "question"),
        ({"question": "wat is dit"}, "question"),
        ({"question": "-v1"}, "question"),
        ({"question": "v" * 61}, "question"),
        ({"wording": "x" * 401}, "wording"),
        ({"answers": ("x",) * 31}, "answers"),
        ({"n": 0}, "n"),
        ({"n": 10**8}, "n"),
        ({"modes": ("duif",)}, "modes"),
        ({"owner": "x" * 161}, "owner"),
        ({"series_id": 10**6}, "question"),
        ({"question": "", "series_id": 10**6}, "series_id"),
    ],
)
def test_a_line_that_cannot_be_is_refused(
    by: Viewer, wave: MeasurementWave, more: dict[str, Any], field: str
) -> None:
    draft = replace(QUESTION, **more)

    assert refused(lambda: plan(wave, draft, by))[0] == field
    assert not MeasurementPlan.objects.exists()


def test_words_that_lead_to_a_person_are_refused(by: Viewer, wave: MeasurementWave) -> None:
    told = "Bel 06 12345678 voor hulp."

    with pytest.raises(WordsRefused):
        plan(wave, replace(QUESTION, wording=told), by)
    with pytest.raises(WordsRefused):
        services.make_wave(replace(DRAFT, title="Nieuw", note=told), by=by, at=AT)


def test_a_measurement_asks_a_question_and_reads_a_register_once(
    here: Municipality, by: Viewer, wave: MeasurementWave
) -> None:
    series = PlanDraft(series_id=make_own_indicator(here).pk)
    line = plan(wave, QUESTION, by)
    plan(wave, series, by)

    assert refused(lambda: plan(wave, QUESTION, by))[0] == "question"
    assert refused(lambda: plan(wave, series, by))[0] == "series_id"
    now = replace(QUESTION, question="v12a", wording="Ken je je buren?", answers=("ja", "nee"))
    now = replace(now, modes=("web", "paper"))
    services.change_measurement(line.pk, replace(now, n=None), before=now, by=by, at=AT)
    line.refresh_from_db()
    assert line.n is None
    services.drop_measurement(line.pk, by=by, at=AT)
    assert MeasurementPlan.objects.count() == 1


def test_areas_are_planned_changed_and_dropped(
    by: Viewer, wave: MeasurementWave, area: Area
) -> None:
    draft = PlannedAreaDraft(area.pk, 120, ("door", "web"))
    made = services.plan_area(wave.pk, draft, by=by, at=AT)
    row = PlannedArea.objects.get(pk=made)
    assert (str(row), row.n, row.modes) == (f"{wave.pk} {area.pk}", 120, ["web", "door"])
    now = replace(draft, modes=("web", "door"))

    assert refused(lambda: services.plan_area(wave.pk, draft, by=by, at=AT))[0] == "area_id"
    services.change_planned_area(made, replace(now, n=None), before=now, by=by, at=AT)
    now = replace(now, n=None)
    other = replace(now, area_id=area.pk + 1)
    told = refused(lambda: services.change_planned_area(made, other, before=now, by=by, at=AT))

    assert told[0] == "area_id"
    services.drop_planned_area(made, by=by, at=AT)
    assert not PlannedArea.objects.exists()


def test_an_area_of_another_municipality_is_not_planned(
    by: Viewer, wave: MeasurementWave
) -> None:
    theirs = make_own_area(make_municipality(), "Elders")

    draft = PlannedAreaDraft(theirs.pk)

    assert refused(lambda: services.plan_area(wave.pk, draft, by=by, at=AT))[0] == "area_id"


def test_a_measurement_is_repeated_in_the_same_words(
    here: Municipality, by: Viewer, area: Area
) -> None:
    asked = {"v1": {"wording": "Ken je je buren?", "n": 300}, "v2": {}}
    first = make_whole(here, questions=asked, areas={area: 120})

    made = services.repeat_wave(first.pk, DRAFT, by=by, at=AT)

    seen = queries.wave_seen(by, made)
    assert seen is not None
    assert [(one.question, one.wording, one.n) for one in seen.lines] == [
        ("v1", "Ken je je buren?", None),
        ("v2", "", None),
    ]
    assert [(one.area_id, one.n, one.modes) for one in seen.areas] == [
        (area.pk, None, (Mode.WEB,))
    ]
    assert first.lines.count() == 2


def everything(wave: int, line: int, area: int, by: Viewer) -> list[Callable[[], object]]:
    at = PlannedAreaDraft(area)
    return [
        lambda: services.make_wave(replace(DRAFT, title="Nieuw"), by=by, at=AT),
        lambda: services.change_wave(wave, DRAFT, before=DRAFT, by=by, at=AT),
        lambda: services.remove_wave(wave, by=by, at=AT),
        lambda: services.repeat_wave(wave, replace(DRAFT, title="Weer"), by=by, at=AT),
        lambda: services.plan_measurement(wave, PlanDraft(question="v9"), by=by, at=AT),
        lambda: services.change_measurement(line, QUESTION, before=QUESTION, by=by, at=AT),
        lambda: services.drop_measurement(line, by=by, at=AT),
        lambda: services.plan_area(wave, at, by=by, at=AT),
        lambda: services.change_planned_area(area, at, before=at, by=by, at=AT),
        lambda: services.drop_planned_area(area, by=by, at=AT),
    ]


def test_only_who_steers_or_administers_plans_and_only_at_home(
    here: Municipality, by: Viewer, wave: MeasurementWave, area: Area
) -> None:
    line = plan(wave, QUESTION, by)
    at = services.plan_area(wave.pk, PlannedAreaDraft(area.pk), by=by, at=AT)
    worker = viewer_for(make_role(here, Role.COMMUNITY_WORKER, area=area).person, here)
    elsewhere = installation(make_municipality().pk)

    for viewer in (anonymous(here.pk), worker, anonymous(), Viewer(None, operator=True)):
        for act in everything(wave.pk, line.pk, at, viewer):
            assert "Ask one of them" in refused(act)[1]
    for act in everything(wave.pk, line.pk, at, elsewhere)[1:]:
        assert "not there any more" in refused(act)[1]
    for role in (Role.ADMINISTRATOR, Role.DISTRICT_MANAGER):
        mine = viewer_for(make_role(here, role).person, here)
        assert queries.may_plan(mine)
        assert services.make_wave(replace(DRAFT, title=role), by=mine, at=AT)


def test_the_list_tells_how_much_is_planned_the_last_first(
    here: Municipality, area: Area
) -> None:
    series = make_own_indicator(here)
    other = make_own_area(here, "Rivierenwijk")
    make_whole(here, "Eerste", areas={area: 100, other: 50})
    second = make_whole(
        here, "Tweede", days=DAYS, questions={"v1": {}, "v2": {}}, areas={area: 80, other: None}
    )
    plan(second, PlanDraft(series_id=series.pk), installation(here.pk))
    make_whole(here, "Derde", days=(date(2028, 1, 1),) * 2, questions={})

    seen = list(queries.waves_visible_to(anonymous(here.pk)))

    assert [(one.title, one.questions, one.registers, one.areas, one.n) for one in seen] == [
        ("Derde", 0, 0, 0, None),
        ("Tweede", 2, 1, 2, None),
        ("Eerste", 1, 0, 2, 150),
    ]


def test_a_measurement_is_seen_with_its_plan(here: Municipality, area: Area) -> None:
    series = make_own_indicator(here)
    wave = make_whole(here, questions={"v1": {"n": 20}}, areas={area: 100})
    by = installation(here.pk)
    line = plan(wave, PlanDraft(series_id=series.pk, owner="GGD"), by)

    seen = queries.wave_seen(anonymous(here.pk), wave.pk)

    assert seen is not None
    assert (seen.title, seen.n, seen.may_plan) == ("Buurtenquête", 100, False)
    first, second = seen.lines
    assert (first.question, first.n, second.series_key) == ("v1", 20, series.key)
    assert (second.series_name, second.owner) == (series.name, "GGD")
    assert seen.asked("v1") == first
    assert seen.asked("") is seen.asked("v2") is None
    (row,) = seen.areas
    assert (row.area_name, row.n, row.modes) == ("Molenwijk", 100, (Mode.WEB,))
    assert queries.wave_of_line(by, line.pk) == queries.wave_of_area(by, row.id) == wave.pk
    assert queries.wave_seen(anonymous(), wave.pk) is None


def test_an_area_that_is_not_public_is_for_who_works_along(
    here: Municipality, area: Area
) -> None:
    hidden = make_own_area(here, "Nog geheim", public=False)
    wave = make_whole(here, areas={area: 100, hidden: 11})
    passer_by = anonymous(here.pk)

    seen = queries.wave_seen(passer_by, wave.pk)
    (listed,) = queries.waves_visible_to(passer_by)

    assert seen is not None
    assert [one.area_name for one in seen.areas] == ["Molenwijk"]
    assert (seen.n, listed.n, listed.areas) == (100, 100, 1)
    (listed,) = queries.waves_visible_to(installation(here.pk))
    assert (listed.n, listed.areas) == (111, 2)


def test_a_measurement_costs_the_same_queries_however_large(
    here: Municipality, area: Area
) -> None:
    small = make_whole(here, "Klein", areas={area: 1})
    many = {make_own_area(here, f"Wijk {at}"): at + 1 for at in range(5)}
    large = make_whole(here, "Groot", questions={f"v{at}": {} for at in range(9)}, areas=many)
    viewer = anonymous(here.pk)
    asked: list[tuple[Callable[[], object], int]] = [
        (lambda: queries.wave_seen(viewer, small.pk), 3),
        (lambda: queries.wave_seen(viewer, large.pk), 3),
        (lambda: queries.waves_seen(viewer, [small.pk, large.pk]), 3),
        (lambda: queries.waves_seen(viewer, [0]), 1),
        (lambda: list(queries.waves_visible_to(viewer)), 1),
    ]

    for ask, costs in asked:
        with CaptureQueriesContext(connection) as queried:
            ask()
        assert len(queried) == costs


def test_the_database_keeps_what_a_plan_has_to_be(here: Municipality, area: Area) -> None:
    wave = make_whole(here, areas={area: 1})
    series = make_own_indicator(here)
    of = {"municipality": here, "wave": wave}
    wrong: list[Callable[[], object]] = [
        lambda: MeasurementPlan.objects.create(**of),
        lambda: MeasurementPlan.objects.create(question="v9", series=series, **of),
        lambda: MeasurementPlan.objects.create(question="v1", **of),
        lambda: [MeasurementPlan.objects.create(series=series, **of) for _twice in "ab"],
        lambda: PlannedArea.objects.create(area=area, **of),
        lambda: MeasurementWave.objects.create(
            municipality=here, title="Om", begins_on=DAYS[1], ends_on=DAYS[0]
        ),
        lambda: MeasurementWave.objects.create(
            municipality=here, title=wave.title, begins_on=DAYS[0], ends_on=DAYS[1]
        ),
    ]

    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
