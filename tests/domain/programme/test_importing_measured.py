"""Measurements, how an indicator is measured, and plans to tell an effect, out of a file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_own_indicator
from tests.makers.places import AT, make_municipality, make_own_area
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.indicators.models import MeasurementPlan, MeasurementWave, PlannedArea
from wijkregie.domain.places.models import Area
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import (
    BaselinePart,
    EvaluationPlan,
    GoalIndicator,
    ProgrammeWave,
)
from wijkregie.domain.programme.services import ProgrammeRefused
from wijkregie.kit.viewer import installation
from wijkregie.sources.programme import ProgrammeFault, Trouble, read

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db

FILE = """programme:
  name: Samen verder
  period: 2025-2028
  goals:
  - id: contact
    level: tactical
    title: Meer contact
    indicators:
    - id: buren
      title: Kent de buren
      unit: percent
      question: V1
      baseline: 50
      baseline_wave: Peiling 2025
      target: 60
      target_year: 2027
      parts:
      - {area: Molenwijk, numerator: 60, denominator: 120}
      - {name: de rest, numerator: 90, denominator: null}
    - id: cijfer
      title: Cijfer voor de buurt
      unit: cijfer
      question: v2
      deviation: 1.5
waves:
- title: Peiling 2025
  begins_on: 2025-03-01
  ends_on: 2025-04-30
  note: op papier en op internet
  asks:
  - question: V1
    wording: Kent u uw buren?
    scale: ja/nee
    answers: [ja, nee]
    n: 300
    modes: [papier, web]
  - {question: v2, wording: "Welk cijfer geeft u uw buurt?", scale: 1-10, owner: onderzoek}
  areas:
  - {area: Molenwijk, n: 120, modes: [papier]}
  - {area: Butterhuizen}
- title: Peiling 2027
  year: 2027
  asks:
  - {question: v1, wording: "Ken je je buren?", n: 60}
  reads:
  - {series: bezoekers, owner: buurtkamer}
evaluations:
- title: Effect in de Molenwijk
  goal: contact
  indicator: buren
  treated: [Molenwijk]
  comparison: [Butterhuizen]
  baseline_wave: Peiling 2025
  follow_up_wave: Peiling 2027
"""

BEFORE, AFTER = "baseline_wave: Peiling 2025\n      t", "follow_up_wave: Peiling "


@pytest.fixture
def town(here: Municipality) -> Municipality:
    make_own_area(here, "Molenwijk")
    make_own_area(here, "Butterhuizen")
    make_own_indicator(here, "bezoekers")
    return here


def take(by: Viewer, text: str = FILE) -> services.ImportReport:
    reading = read(text.encode(), file="plan.yaml")
    return services.import_programme(
        reading, municipality_id=by.municipality_id or 0, by=by, at=AT
    )


def refused(by: Viewer, *changes: str) -> str:
    text = FILE
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        text = text.replace(old, new)
    with pytest.raises(ProgrammeRefused) as why:
        take(by, text)
    return str(why.value)


def troubles(old: str, new: str, text: str = FILE) -> list[tuple[Trouble, str]]:
    with pytest.raises(ProgrammeFault) as fault:
        read(text.replace(old, new, 1).encode(), file="plan.yaml")
    return [(one.trouble, one.key) for one in fault.value.problems]


def the(title: str) -> MeasurementWave:
    return MeasurementWave.objects.get(title=title)


def test_all_that_is_measured_comes_in(town: Municipality, by: Viewer) -> None:
    take(by)

    first, second = the("Peiling 2025"), the("Peiling 2027")
    asked = first.lines.get(question="v1")
    assert (asked.wording, asked.scale, asked.answers) == (
        "Kent u uw buren?",
        "ja/nee",
        ["ja", "nee"],
    )
    assert (asked.n, asked.modes) == (300, ["web", "paper"])
    assert [(one.area.name, one.n) for one in first.planned_areas.order_by("pk")] == [
        ("Molenwijk", 120),
        ("Butterhuizen", None),
    ]
    assert (str(second.begins_on), str(second.ends_on)) == ("2027-01-01", "2027-12-31")
    read_ = second.lines.get(question="")
    assert read_.series is not None
    assert (read_.series.key, read_.owner) == ("bezoekers", "buurtkamer")
    buren, cijfer = GoalIndicator.objects.order_by("order")
    assert (buren.question, buren.baseline_wave, buren.deviation) == ("v1", first, None)
    assert (cijfer.question, cijfer.deviation) == ("v2", Decimal("1.5"))
    parts = [(one.name, one.numerator, one.denominator) for one in buren.parts.order_by("pk")]
    assert parts == [("", 60, 120), ("de rest", 90, None)]
    plan = EvaluationPlan.objects.get()
    assert (plan.indicator, plan.baseline_wave, plan.follow_up_wave) == (buren, first, second)
    assert (plan.selection_wave, plan.fixed_at) == (None, AT)
    assert [area.name for area in plan.treated.all()] == ["Molenwijk"]
    assert [area.name for area in plan.comparison.all()] == ["Butterhuizen"]
    assert ProgrammeWave.objects.count() == 2


def test_the_same_file_again_changes_nothing(town: Municipality, by: Viewer) -> None:
    take(by)

    assert take(by).nothing_changed
    assert take(by, FILE + "# alleen een opmerking\n").nothing_changed


def test_a_changed_file_changes_what_changed_in_it(town: Municipality, by: Viewer) -> None:
    take(by)
    text = (
        FILE.replace('buren?", n: 60', 'buren?", n: 90')
        .replace("numerator: 60", "numerator: 66")
        .replace("- {area: Butterhuizen}", "- {area: Butterhuizen, n: 80}")
        .replace("comparison: [Butterhuizen]", "comparison: []")
        .replace("deviation: 1.5", "deviation: 1.6")
        .replace("ends_on: 2025-04-30", "ends_on: 2025-05-31")
        .replace("  follow_up_wave: Peiling 2027\n", "")
    )

    report = take(by, text)

    assert (report.added, report.removed) == (0, 0)
    assert report.changed == 7
    assert the("Peiling 2027").lines.get(question="v1").n == 90
    assert BaselinePart.objects.get(name="").numerator == 66
    assert PlannedArea.objects.get(area__name="Butterhuizen").n == 80
    plan = EvaluationPlan.objects.get()
    assert (plan.comparison.count(), plan.follow_up_wave) == (0, None)
    assert str(the("Peiling 2025").ends_on) == "2025-05-31"


def test_what_left_the_file_goes(town: Municipality, by: Viewer) -> None:
    take(by)
    bare = FILE[: FILE.index("waves:")].replace("      baseline_wave: Peiling 2025\n", "")
    bare = bare[: bare.index("      parts:")] + bare[bare.index("    - id: cijfer") :]

    take(by, bare)

    for model in (EvaluationPlan, BaselinePart, ProgrammeWave, MeasurementWave):
        assert not model._default_manager.exists()
    assert GoalIndicator.objects.get(key="buren").question == "v1"


def test_a_line_an_area_and_a_part_that_left_the_file_go(
    town: Municipality, by: Viewer
) -> None:
    take(by)
    text = (
        FILE.replace("  - {area: Butterhuizen}\n", "")
        .replace("  reads:\n  - {series: bezoekers, owner: buurtkamer}\n", "")
        .replace("      - {name: de rest, numerator: 90, denominator: null}\n", "")
    )

    assert take(by, text).removed == 3
    assert (MeasurementPlan.objects.count(), PlannedArea.objects.count()) == (3, 1)


def test_a_figure_on_which_a_plan_rests_stays(town: Municipality, by: Viewer) -> None:
    take(by)
    start, end = FILE.index("    - id: buren"), FILE.index("    - id: cijfer")
    text = (FILE[:start] + FILE[end:]).replace("  goal: contact\n  indicator: buren\n", "")

    with pytest.raises(ProgrammeRefused, match="Effect in de Molenwijk"):
        take(by, text)


def test_a_measurement_on_which_something_rests_stays(town: Municipality, by: Viewer) -> None:
    take(by)
    plan = EvaluationPlan.objects.get()
    as_is = services.evaluation_as_is(plan)
    services.change_evaluation(
        plan.pk,
        services.EvaluationDraft("Met de hand", baseline_wave_id=the("Peiling 2025").pk),
        before=as_is,
        by=by,
        at=AT,
    )
    bare = FILE[: FILE.index("waves:")].replace("      baseline_wave: Peiling 2025\n", "")

    with pytest.raises(ProgrammeRefused, match="Met de hand"):
        take(by, bare)


def test_a_measurement_of_another_programme_too_is_not_removed(
    town: Municipality, by: Viewer
) -> None:
    take(by)
    take(by, FILE.replace("Samen verder", "Tweede"))
    bare = FILE[: FILE.index("waves:")].replace("      baseline_wave: Peiling 2025\n", "")

    take(by, bare)

    assert MeasurementWave.objects.count() == 2
    assert ProgrammeWave.objects.count() == 2


def test_a_measurement_that_is_here_already_is_taken_as_it_is(
    town: Municipality, by: Viewer
) -> None:
    take(by)

    report = take(by, FILE.replace("Samen verder", "Tweede"))

    assert MeasurementWave.objects.count() == 2
    assert report.added
    told = refused(by, "name: Samen verder", "name: Derde", "n: 60}", "n: 61}")
    assert "“Peiling 2027”: dit is hier ook gewijzigd" in told


def test_another_town_has_measurements_of_its_own(town: Municipality, by: Viewer) -> None:
    there = make_municipality()
    for name in ("Molenwijk", "Butterhuizen"):
        make_own_area(there, name)
    make_own_indicator(there, "bezoekers")

    take(by)
    take(installation(there.pk))

    assert MeasurementWave.objects.filter(municipality=there).count() == 2


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("question: V1\n      baseline", "question: a b\n      baseline", "no_key question"),
        ("question: V1\n    wording", "question: _x\n    wording", "no_key question"),
        ("deviation: 1.5", "deviation: 0", "not_a_number deviation"),
        ("deviation: 1.5", "deviation: 10000", "not_a_number deviation"),
        ("deviation: 1.5", "parts: [{name: x}]", "no_share parts"),
        ("target: 60", "deviation: 2\n      target: 60", "a_share deviation"),
        ("numerator: 60", "numerator: 121", "above_whole numerator"),
        ("denominator: 120", "denominator: 0", "not_a_number denominator"),
        ("name: de rest", "area: Molenwijk", "doubled_name area"),
        ("area: Molenwijk, numer", "name: De Rest, numer", "doubled_name name"),
        ("{area: Molenwijk, numer", "{name: x, area: Molenwijk, numer", "doubled_key name"),
        ("{name: de rest, numer", "{numer", "missing_key name"),
        (BEFORE, "baseline_wave: Nee\n      t", "unknown_reference waves"),
        ("- title: Peiling 2027\n", "- note: x\n", "missing_key title"),
        ("- title: Peiling 2027", "- title: peiling 2025", "doubled_name title"),
        ("  begins_on: 2025-03-01\n", "", "missing_key begins_on"),
        ("begins_on: 2025-03-01", "begins_on: 2025-05-01", "backwards ends_on"),
        ("begins_on: 2025-03-01", "begins_on: 0999-03-01", "not_a_year begins_on"),
        ("  year: 2027\n", "  year: 2027\n  ends_on: 2027-02-01\n", "doubled_key ends_on"),
        ("  year: 2027\n  asks", "  year: 27\n  asks", "not_a_year year"),
        ("question: v2, wording", "question: v1, wording", "doubled_name question"),
        ("{question: v2, wording", "{wording", "missing_key question"),
        ("series: bezoekers, owner", "owner", "missing_key series"),
        ("- {area: Butterhuizen}", "- {area: molenwijk}", "doubled_name area"),
        ("- {area: Butterhuizen}", "- {n: 10}", "missing_key area"),
        ("area: Butterhuizen}", "area: Butterhuizen, n: 0}", "not_a_number n"),
        ("modes: [papier]", "modes: [duif]", "unknown_choice modes"),
        ("- title: Effect in de Molenwijk\n", "- treated: []\n", "missing_key title"),
        ("  goal: contact\n", "", "missing_key goal"),
        ("  goal: contact\n", "  goal: conta\n", "unknown_reference goal"),
        ("  indicator: buren", "  indicator: bure", "unknown_reference indicator"),
        ("  indicator: buren\n", "", "missing_key indicator"),
        ("comparison: [Butterhuizen]", "comparison: [molenwijk]", "both_sides comparison"),
        (AFTER + "2027", AFTER + "2026", "unknown_reference follow_up_wave"),
        (AFTER + "2027", AFTER + "2025", "backwards follow_up_wave"),
    ],
)  # fmt: skip - one wrong thing a line
def test_what_is_wrong_is_named_with_its_place(old: str, new: str, found: str) -> None:
    assert old in FILE
    assert found in [f"{trouble} {key}" for trouble, key in troubles(old, new)]


def test_areas_and_figures_that_are_not_here_are_named(town: Municipality, by: Viewer) -> None:
    told = refused(
        by,
        "series: bezoekers",
        "series: onbekend",
        "{area: Butterhuizen}",
        "{area: Nergens}",
        "{area: Molenwijk, numerator",
        "{area: Nooit, numerator",
    )

    assert all(f"“{name}”" in told for name in ("onbekend", "Nergens", "Nooit"))
    assert not MeasurementWave.objects.exists()


def test_areas_that_the_file_does_not_name_are_refused_where_it_names_its_areas() -> None:
    named = "areas: [{name: Molenwijk}]\n" + FILE

    assert (Trouble.UNKNOWN_REFERENCE, "areas") in troubles("", "", named)


def test_a_value_from_a_measurement_to_come_is_refused(town: Municipality, by: Viewer) -> None:
    told = refused(by, BEFORE, BEFORE.replace("2025", "2027"))

    assert "“Kent de buren”" in told


def test_an_area_that_stands_on_both_sides_by_two_names_is_refused(
    town: Municipality, by: Viewer
) -> None:
    code = Area.objects.get(name="Molenwijk").code

    assert "Molenwijk" in refused(by, "comparison: [Butterhuizen]", f"comparison: [{code}]")


def test_what_was_taken_away_by_hand_stays_away(town: Municipality, by: Viewer) -> None:
    take(by)
    first = the("Peiling 2025")
    indicators.drop_measurement(first.lines.get(question="v2").pk, by=by, at=AT)
    services.remove_evaluation(EvaluationPlan.objects.get().pk, by=by, at=AT)
    second = the("Peiling 2027")
    programme = ProgrammeWave.objects.earliest("pk").programme
    services.unlink_wave(programme.pk, second.pk, by=by, at=AT)
    indicators.remove_wave(second.pk, by=by, at=AT)

    take(by, FILE.replace("title: Meer contact", "title: Veel contact"))

    assert MeasurementPlan.objects.count() == 1
    assert not EvaluationPlan.objects.exists()
    assert MeasurementWave.objects.count() == 1


def test_what_was_changed_on_both_sides_is_named(town: Municipality, by: Viewer) -> None:
    take(by)
    plan = EvaluationPlan.objects.get()
    services.remove_evaluation(plan.pk, by=by, at=AT)

    assert "Effect in de Molenwijk" in refused(by, "  follow_up_wave: Peiling 2027\n", "")


def test_a_measurement_that_the_programme_left_by_hand_gives_no_baseline(
    town: Municipality, by: Viewer
) -> None:
    bare = FILE.replace("      baseline_wave: Peiling 2025\n", "")
    bare = bare.replace("  baseline_wave: Peiling 2025\n", "")
    take(by, bare)
    link = ProgrammeWave.objects.get(wave__title="Peiling 2025")
    services.unlink_wave(link.programme_id, link.wave_id, by=by, at=AT)

    assert "Kent de buren" in refused(by)


def test_by_which_figure_the_effect_is_told_stays_after_the_follow_up(
    town: Municipality, by: Viewer
) -> None:
    past = FILE.replace("year: 2027\n", "year: 2026\n")
    take(by, past)

    with pytest.raises(ProgrammeRefused, match="Peiling 2027"):
        take(by, past.replace("  indicator: buren", "  indicator: cijfer"))
    take(by, past.replace("  - {area: Butterhuizen}", "  - {area: Butterhuizen, n: 9}"))


def test_the_figure_of_a_plan_can_change_before_the_follow_up(
    town: Municipality, by: Viewer
) -> None:
    take(by)

    take(by, FILE.replace("  indicator: buren", "  indicator: cijfer"))
    assert EvaluationPlan.objects.get().indicator == GoalIndicator.objects.get(key="cijfer")
    take(by, FILE.replace("  goal: contact\n  indicator: buren\n", ""))
    assert EvaluationPlan.objects.get().fixed_at is None
    take(by)
    assert EvaluationPlan.objects.get().fixed_at == AT
