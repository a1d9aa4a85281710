"""Figures that a municipality records itself: whose, how many answers, which class."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
    rows_of,
)
from wijkregie.domain.indicators import queries, rules, services
from wijkregie.domain.indicators.models import Indicator, OwnFigure
from wijkregie.domain.indicators.services import NewFigure, NewIndicator, OwnFigureRefused
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places import services as places
from wijkregie.kit.audit import rows_of as log_of
from wijkregie.kit.viewer import Grant, Viewer, anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

BUURT = "BU90010101"
WANTED = NewIndicator("score", "Score", "Een oordeel.", "Wijkschouw", "punten", "mean")
CLASSES = {0: "onder", 1: "gemiddeld", 2: "boven"}


@pytest.fixture
def town() -> Municipality:
    made = make_municipality("Voorbeeldstad", code="GM9001")
    make_areas(area_row(BUURT, "Noord"), area_row("BU90020101", "Elders"))
    return made


def holder(municipality: Municipality, role: str, area_id: int | None = None) -> Viewer:
    return Viewer(municipality.pk, person_id=1, grants=frozenset({Grant(role, area_id)}))


def record(indicator: Indicator, *figures: NewFigure, by: Viewer = SYSTEM) -> int:
    return services.record_own_figures(indicator.pk, figures, by=by, at=AT)


# --- indicators


def test_an_indicator_is_defined_and_its_words_changed(town: Municipality) -> None:
    by = holder(town, "district_manager")
    made = services.define_own_indicator(town.pk, WANTED, by=by, at=AT)

    again = services.define_own_indicator(
        town.pk, replace(WANTED, name="Oordeel", labels=CLASSES, kind="class"), by=by, at=AT
    )

    assert again.pk == made.pk
    assert (again.name, again.theme, again.municipality) == ("Oordeel", "own", town)
    assert again.labels == {"0": "onder", "1": "gemiddeld", "2": "boven"}
    assert [(row.what, row.why) for row in log_of(town.pk)][:2] == [
        ("indicator.define", "score")
    ] * 2
    assert str(again) == "score"


def test_two_municipalities_may_use_one_key(town: Municipality) -> None:
    other = make_municipality(code="GM9002")

    assert make_own_indicator(town).pk != make_own_indicator(other).pk


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"key": "Score"}, "small letters"),
        ({"key": "1score"}, "small letters"),
        ({"key": "s" * 61}, "small letters"),
        ({"key": "inhabitants"}, "national figure has this key"),
        ({"kind": "guess"}, "sort of figure"),
        ({"direction": "up"}, "a direction"),
        ({"name": " "}, "needs a name"),
        ({"definition": ""}, "needs a name"),
        ({"source": ""}, "needs a name"),
        ({"decimals": 5}, "four decimals"),
        ({"decimals": -1}, "four decimals"),
    ],
)
def test_an_indicator_that_cannot_be_is_refused(
    town: Municipality, changes: dict[str, Any], why: str
) -> None:
    services.keep_catalogue()

    with pytest.raises(OwnFigureRefused, match=why):
        services.define_own_indicator(town.pk, replace(WANTED, **changes), by=SYSTEM, at=AT)

    assert not Indicator.objects.filter(municipality=town).exists()


# --- figures


def test_a_figure_is_recorded_once(town: Municipality) -> None:
    score = make_own_indicator(town)

    assert make_own_figure(score, BUURT, 6.5) == 1
    before = rows_of(OwnFigure)
    assert make_own_figure(score, BUURT, 6.5) == 0

    assert rows_of(OwnFigure) == before
    kept = OwnFigure.objects.get()
    assert (kept.value, kept.status, kept.n, kept.municipality) == (
        6.5,
        Status.KNOWN,
        None,
        town,
    )
    assert [row.what for row in log_of(town.pk)].count("figures.record") == 1


def test_a_figure_is_corrected(town: Municipality) -> None:
    score = make_own_indicator(town)
    make_own_figure(score, BUURT, 6.5)

    assert make_own_figure(score, BUURT, 7.0) == 1
    assert [kept.value for kept in OwnFigure.objects.all()] == [7]


def test_an_own_area_may_be_measured_too(town: Municipality) -> None:
    own = make_own_area(town, "Eigen", BUURT)

    make_own_figure(make_own_indicator(town), own.code, 6.5)

    assert OwnFigure.objects.get().area == own
    with pytest.raises(places.OwnAreaRefused, match="still in use"):
        places.remove_own_area(own.pk, by=SYSTEM, at=AT)


@pytest.mark.parametrize(("n", "shown"), [(0, False), (29, False), (30, True), (None, True)])
def test_too_few_answers_are_never_stored(
    town: Municipality,
    n: int | None,
    shown: bool,  # noqa: FBT001 - a case
) -> None:
    make_own_figure(make_own_indicator(town), BUURT, 6.5, n=n)

    kept = OwnFigure.objects.get()
    assert kept.value == (6.5 if shown else None)
    assert kept.margin == (2.5 if shown and n else None)
    assert kept.status == (Status.KNOWN if shown else Status.SUPPRESSED)


def test_the_guard_of_small_samples_can_fail(
    town: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with a lower threshold the value does come out."""
    monkeypatch.setattr(rules, "SMALLEST_SAMPLE", 5)

    make_own_figure(make_own_indicator(town), BUURT, 6.5, n=29)

    assert OwnFigure.objects.get().value == 6.5


def test_a_suppressed_figure_has_no_value_to_show(town: Municipality) -> None:
    score = make_own_indicator(town)
    make_own_figure(score, BUURT, 6.5, n=29)
    area = OwnFigure.objects.get().area

    (line,) = queries.profile(anonymous(town.pk), area)

    assert (line.now.value, line.now.margin, line.now.has_value) == (None, None, False)
    assert line.now.status == Status.SUPPRESSED


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (NewFigure(BUURT, 2017, nan), "no number"),
        (NewFigure(BUURT, 2017, inf), "no number"),
        (NewFigure(BUURT, 2017, 1, n=40, margin=nan), "no number"),
        (NewFigure(BUURT, 20170, 1), "20170 is no year"),
        (NewFigure(BUURT, -1, 1), "-1 is no year"),
        (NewFigure(BUURT, 2017, 1, n=-1), "below nought"),
        (NewFigure(BUURT, 2017, 1, n=40, margin=-0.5), "below nought"),
        (NewFigure("BU90020101", 2017, 1), "BU90020101: no area of this municipality"),
        (NewFigure("BU99999999", 2017, 1), "BU99999999: no area of this municipality"),
        (NewFigure("EG001", 2017, 1), "EG001: no area of this municipality"),
    ],
)
def test_one_figure_that_cannot_be_refuses_all(
    town: Municipality, figure: NewFigure, why: str
) -> None:
    make_own_area(make_municipality(code="GM9002"), "Elders")
    score = make_own_indicator(town)

    with pytest.raises(OwnFigureRefused, match=why):
        record(score, NewFigure(BUURT, 2016, 5), figure)

    assert not OwnFigure.objects.exists()


@pytest.mark.parametrize(("value", "known"), [(0, True), (2.0, True), (3, False), (1.5, False)])
def test_a_class_is_one_of_its_labels(
    town: Municipality,
    value: float,
    known: bool,  # noqa: FBT001 - a case
) -> None:
    score = make_own_indicator(town, labels=CLASSES)

    if known:
        assert make_own_figure(score, BUURT, value) == 1
    else:
        with pytest.raises(OwnFigureRefused, match="no class of this figure"):
            make_own_figure(score, BUURT, value)
    assert OwnFigure.objects.exists() is known


# --- who may


def test_who_may_record(town: Municipality) -> None:
    other = make_municipality(code="GM9002")

    for by in (holder(town, "administrator"), holder(town, "district_manager"), installation()):
        assert rules.may_record(by, town.pk)
    for by in (
        anonymous(town.pk),
        holder(town, "community_worker"),
        holder(town, "administrator", 5),
        holder(other, "administrator"),
    ):
        assert not rules.may_record(by, town.pk)


def test_nobody_else_records_or_defines(town: Municipality) -> None:
    score = make_own_indicator(town)
    other = make_municipality(code="GM9002")

    for by in (anonymous(town.pk), holder(other, "administrator"), holder(town, "specialist")):
        with pytest.raises(OwnFigureRefused, match="Only an administrator"):
            services.define_own_indicator(town.pk, WANTED, by=by, at=AT)
        with pytest.raises(OwnFigureRefused, match="Only an administrator"):
            record(score, NewFigure(BUURT, 2017, 5), by=by)
    assert not OwnFigure.objects.exists()


def test_a_national_figure_is_not_recorded_by_hand(town: Municipality) -> None:
    services.keep_catalogue()

    with pytest.raises(OwnFigureRefused, match="Only an administrator"):
        record(Indicator.objects.get(key="inhabitants"), NewFigure(BUURT, 2017, 5))
    with pytest.raises(OwnFigureRefused, match="Only an administrator"):
        services.record_own_figures(0, [NewFigure(BUURT, 2017, 5)], by=SYSTEM, at=AT)


def test_what_was_held_back_stays_so_when_another_figure_comes(town: Municipality) -> None:
    wanted = replace(WANTED, kind="median")
    score = services.define_own_indicator(town.pk, wanted, by=SYSTEM, at=AT)
    hook = make_own_area(town, "De Hoek", BUURT)

    record(score, NewFigure(BUURT, 2025, 6.0, n=10, margin=1.0))
    record(score, NewFigure(hook.code, 2025, 7.0, n=40, margin=0.4))

    held, shown = OwnFigure.objects.order_by("pk")
    assert (held.value, held.n, held.status) == (None, 10, Status.SUPPRESSED)
    assert (shown.value, shown.n, shown.status) == (7.0, 40, Status.KNOWN)
