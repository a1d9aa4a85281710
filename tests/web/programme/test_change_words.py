"""What changed since the last report, in sentences; each leads to where it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from wijkregie.core.reporting import (
    Answers,
    Facts,
    GoalFact,
    IndicatorFact,
    Lack,
    PointFact,
    ProjectFact,
    Sum,
    TargetFact,
    YearFact,
    changes,
)
from wijkregie.web.programme.change_words import blocks_of, sentence
from wijkregie.web.programme.fact_words import course_cell, lack_cell, lack_text, targets_cell
from wijkregie.web.programme.tracks import track

ON = date(2026, 7, 1)
LINE = IndicatorFact(
    11,
    "kent buren",
    "%",
    baseline=Decimal(40),
    baseline_year=2024,
    now=Decimal(45),
    period=2025,
    margin=Decimal(2),
    target=Decimal(50),
    targets=(TargetFact(Decimal(50), 2027),),
    progress=Fraction(1, 2),
    low=Fraction(3, 10),
    high=Fraction(7, 10),
)
PROJECT = ProjectFact(21, "1", "Samen eten", "running", ON, from_year=2025, until_year=2026)
YEAR = YearFact(2026, Sum(300_00), Sum(200_00), Sum(), Lack(100_00), committed=None)
POINT = PointFact(31, 21, "Samen eten", "Gaat het door?")
BEFORE = Facts(
    ON,
    goals=(GoalFact(1, "tactical", "Meer contact", indicators=(LINE,)),),
    projects=(PROJECT,),
    years=(YEAR,),
    total=replace(YEAR, year=None),
    answers=Answers(17, 20, ON, ON),
    points=(POINT,),
)


@pytest.fixture(autouse=True)
def _dutch() -> None:
    translation.activate("nl")


def told(after: Facts, before: Facts = BEFORE) -> list[str]:
    return [sentence(one).replace("\u00a0", " ") for one in changes(before, after)]


def measured(**more: object) -> Facts:
    return replace(
        BEFORE,
        goals=(replace(BEFORE.goals[0], indicators=(replace(LINE, **more),)),),  # type: ignore[arg-type] # named by the test
    )


def test_a_figure_is_told_with_its_year() -> None:
    assert told(measured(now=Decimal(49), period=2026)) == [
        "Waarde: van 45 % (2025) naar 49 % (2026)."
    ]
    unknown = measured(now=None, period=None)
    assert told(unknown) == ["Waarde was 45 % (2025), en is nu niet bekend."]
    assert told(BEFORE, unknown) == ["Waarde was niet bekend, en nu wel: 45 % (2025)."]


def test_targets_are_told_with_their_years() -> None:
    more = (TargetFact(Decimal(45), 2026), TargetFact(Decimal(50), 2028))
    assert told(measured(targets=more)) == [
        "Streefwaarde: van 50 %, 2027 naar 45 %, 2026 / 50 %, 2028."
    ]
    assert told(measured(targets=(), target=Decimal(48))) == [
        "Streefwaarde: van 50 %, 2027 naar 48 %."
    ]


def test_the_same_words_are_not_told_as_a_move() -> None:
    assert told(measured(baseline_on=date(2024, 1, 1), baseline_year=None)) == [
        "Nulmeting: van 40 % (2024) naar 40 % (1 januari 2024)."
    ]
    vague = replace(PROJECT, gap=Lack(0, "at_least"))
    sure = replace(PROJECT, gap=Lack(0, "unsure"))
    assert told(replace(BEFORE, projects=(sure,)), replace(BEFORE, projects=(vague,))) == [
        "Dekkingstekort opnieuw opgegeven: niet bekend."
    ]


def test_projects_and_decisions_are_told() -> None:
    moved = replace(PROJECT, state="finished", until_year=2027, costs=Sum(10_00))
    decided = replace(POINT, outcome="Ja.", decided_on=ON)
    coming = PointFact(32, 21, "Samen eten", "Komt er een vervolg?")
    after = replace(BEFORE, projects=(moved,), points=(decided, coming))

    assert told(after) == [
        "Stand: van loopt naar afgerond.",
        "Looptijd: van 2025–2026 naar 2025–2027.",  # noqa: RUF001 - as it is written
        "Kosten: van geen naar € 10.",
        "Besloten op 1 juli 2026: Ja.",
        "Hierover moet nog besloten worden.",
    ]
    assert told(replace(BEFORE, projects=(), goals=())) == [
        "Staat niet meer in het programma.",
        "Staat niet meer in het programma.",
    ]


def test_what_was_decided_before_the_first_report_told_of_it_is_told_as_decided() -> None:
    decided = replace(POINT, id=33, outcome="Elke werkdag open.", decided_on=ON)

    assert told(replace(BEFORE, points=(POINT, decided))) == [
        "Besloten op 1 juli 2026: Elke werkdag open."
    ]


def test_money_and_answers_are_told() -> None:
    year = replace(YEAR, covered=Sum(250_00), gap=Lack(50_00, "at_least"), committed=120_00)
    after = replace(BEFORE, years=(year,), answers=Answers(0, 0, ON, ON))

    assert told(after) == [
        "Gedekt: van € 200 naar € 250.",
        "Dekkingstekort: van € 100 naar minstens € 50.",
        "Besteld was niet bekend, en nu wel: € 120.",
        "Op tijd was 17 van 20 (85 %) tussen 1 juli 2026 en 1 juli 2026, en is nu niet bekend.",
    ]


def test_shares_of_answers_name_their_periods_and_where_those_overlap() -> None:
    before = replace(BEFORE, answers=Answers(25, 34, date(2025, 7, 1), date(2026, 5, 31)))
    after = replace(BEFORE, answers=Answers(18, 32, date(2026, 1, 1), date(2026, 11, 21)))
    apart = replace(BEFORE, answers=Answers(18, 32, date(2026, 6, 1), date(2026, 11, 21)))

    (overlaps,), (separate,) = told(after, before), told(apart, before)

    assert overlaps == (
        "Op tijd: van 25 van 34 (74 %) tussen 1 juli 2025 en 31 mei 2026 naar 18 van 32 (56 %) "
        "tussen 1 januari 2026 en 21 november 2026. Allebei gaan ze ook over de dagen van 1 "
        "januari 2026 tot en met 31 mei 2026: lees het niet als een verandering tussen twee "
        "losse periodes."
    )
    assert separate.endswith("21 november 2026.")


def test_another_name_day_or_year_is_told() -> None:
    named = replace(PROJECT, title="Samen koken")
    moved = replace(POINT, question="Echt?", year=2028)
    year = YearFact(2031, Sum(40_000_00), asked=Sum(8_000_00, 1))
    after = replace(BEFORE, projects=(named,), points=(moved,), years=(YEAR, year))

    found = told(after)

    assert found[0] == f"Naam: van “{PROJECT.title}” naar “Samen koken”."
    assert found[1:3] == [
        "Kosten: van geen naar € 40.000.",
        "Gevraagd: van geen naar minstens € 8.000.",
    ]
    assert found[3] == f"Naam: van “{POINT.question}” naar “Echt?”."
    assert found[4] == "Wanneer was niet bekend, en nu wel: 2028."
    assert told(BEFORE, after)[-1] == "Wanneer was 2028, en is nu niet bekend."
    assert told(replace(BEFORE, points=())) == ["Hierover hoeft niet meer besloten te worden."]


def test_money_without_a_year_stands_under_that_name() -> None:
    made = blocks_of(
        changes(BEFORE, replace(BEFORE, years=(YEAR, YearFact(None, covered=Sum(1_00))))),
        lambda _one: "",
    )

    assert [one["name"] for one in made[1]["items"]] == ["Geen jaar genoemd"]


def test_nothing_ordered_is_told_as_none() -> None:
    year = replace(YEAR, committed=0)
    assert told(replace(BEFORE, years=(year,))) == ["Besteld was niet bekend, en nu wel: geen."]


def test_what_changed_stands_by_subject_and_leads_somewhere() -> None:
    after = replace(
        measured(now=Decimal(49), target=Decimal(51)),
        years=(replace(YEAR, paid=1_00),),
        total=replace(YEAR, year=None, paid=1_00),
        answers=Answers(18, 20, ON, ON),
    )
    made = blocks_of(changes(BEFORE, after), lambda one: f"/{one.subject}")

    titles = [one["title"] for one in made if one["kind"] == "heading"]
    assert titles == ["Doelen en cijfers", "Geld", "Antwoord op meldingen"]
    items = [item for one in made if one["kind"] == "points" for item in one["items"]]
    assert [one["name"] for one in items] == [
        "Kent buren",
        "Alle jaren samen",
        "2026",
        "Op tijd beantwoord",
    ]
    assert items[0]["badge"]["text"] == "gunstiger"
    assert [one["url"] for one in items] == ["/indicator", "/money", "/money", "/answers"]


def test_the_interval_stands_beside_the_way() -> None:
    assert course_cell(LINE)["note"] == (
        "50 % van de weg naar 50 % (2027), tussen 30 % en 70 %"
    )
    loose = replace(LINE, margin=None, low=None, high=None)
    assert course_cell(loose)["badge"]["text"] == "marge niet bekend"
    assert course_cell(loose)["note"] == (
        "50 % van de weg naar 50 % (2027); de marge is niet bekend, dus we weten het niet"
    )
    within = replace(LINE, low=None, high=None, targets=(), target_year=None)
    assert course_cell(within)["note"] == (
        "50 % van de weg naar 50 %, helemaal binnen de marge"
    )
    assert course_cell(replace(LINE, progress=None))["note"] == ""


def test_targets_stand_by_date() -> None:
    aims = (TargetFact(Decimal(45), 2026), TargetFact(Decimal(50), 2028))
    made = targets_cell(aims, "%", "/doelen", lower=False)
    assert (made["text"], made["note"]) == ("minstens 45 %, 2026", "minstens 50 %, 2028")


def test_a_drawing_holds_now_and_its_interval() -> None:
    sure, loose = track(LINE), track(replace(LINE, low=None, high=None))
    assert sure is not None
    assert loose is not None
    begin, end, low, high, now = sure["places"]
    assert begin < low < now < high < end
    assert (loose["low_x"], loose["places"][2]) == ("", loose["places"][4])


def test_what_lacks_says_how_sure_it_is() -> None:
    assert lack_text(Lack(0)) == "niets"
    assert lack_text(Lack(0, "unsure")) == "niet bekend"
    assert lack_cell(Lack(0, "at_least"))["unknown"]
    assert lack_cell(Lack(5_00), "/geld")["url"] == "/geld"
