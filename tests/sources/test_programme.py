"""A programme file: what it tells, and every way in which it can be wrong, with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.sources import programme
from wijkregie.sources.programme import (
    CostRow,
    CoverageRow,
    EvidenceRow,
    Mention,
    ProgrammeFault,
    TargetRow,
    Trouble,
)

FILE = """\
municipality: {name: Heuvelstad, cbs_code: GM9398, note: fusie}
programme:
  name: Samen verder
  period: {start: 2026, end: 2027}
  societal_effect: Iedereen doet mee
  owner: {department: Welzijn, role: programmamanager}
  accountability: [gemeenteraad]
  participation_ladder: {planned: raadplegen, ambition: meer}
  goals:
    - id: samenhang
      level: tactical
      title: Meer samenhang
      aims: [meer contact]
      indicators:
        - {id: a, title: A, unit: percent, target_min: 6.2, baseline: null}
        - {id: b, title: B, unit: dagen, target_max: 3, baseline: 5, baseline_year: 2025,
           baseline_n: 120, target_year: 2027, series: health_lonely, series_area: Molenwijk}
    - {id: plek, level: operationeel, parent: samenhang, title: Een plek}
areas:
  - {name: Molenwijk, score: below, cbs_2015: [WK939801], remark: x}
custom_areas:
  - {name: Centrum, within: [Molenwijk]}
bottlenecks:
  - {areas: [Molenwijk], items: [weinig plek, leegstand], projects: [1], goals: [samenhang],
     priority: hoog, remark: y, found_on: 2025-11-03,
     evidence: [{figure: health_lonely, area: Molenwijk, year: 2020}]}
projects:
  - number: 1
    title: >
      Een
      buurtkamer
    period: 2026-2027
    areas: [Centrum, Centrum]
    goals: [samenhang]
    holders: [Kern8]
    parties: [bewoners]
    leads: [opbouwwerker]
    costs: [{year: 2026, amount: 12500.50, what: huur}, {year: 2027, amount: null}]
    coverage: [{year: 2026, source: Fonds, amount: 100, pledge: gevraagd},
               {source: Rijk, amount: null, year: null}]
    coverage_gap: 12400.50
    intended_result: |
      Eerste regel.

      Tweede regel.
  - {number: lab, title: Lab, period: 2024 en verder, state: afgerond, result: Klaar.,
     started_on: 2024-02-01, finished_on: 2025-03-01}
  - {number: 3, title: Oud, period: 2024, state: overgedragen, result: Ja., handed_to: Beheer,
     card: ja}
line_activities: [Welzijn, Beheer, Welzijn]
expected_findings: [8 indicators]
"""


def read(text: str | bytes) -> programme.ProgrammeFile:
    raw = text if isinstance(text, bytes) else text.encode()
    return programme.read(raw, file="plan.yaml")


def troubles(text: str | bytes) -> list[tuple[Trouble, int, int, str, str]]:
    with pytest.raises(ProgrammeFault) as caught:
        read(text)
    assert caught.value.file == "plan.yaml"
    return [
        (one.trouble, one.row, one.column, one.key, one.hint) for one in caught.value.problems
    ]


def test_a_file_is_read_whole() -> None:
    found = read(FILE)

    plan = found.programme
    assert (plan.name, plan.key, plan.from_year, plan.until_year) == (
        "Samen verder",
        "",
        2026,
        2027,
    )
    assert (plan.owner, plan.rung_planned) == ("Welzijn, programmamanager", "consult")
    assert found.municipality_code == Mention("GM9398")
    assert found.areas == (Mention("Molenwijk"), Mention("Centrum"))
    assert found.activities == ("Welzijn", "Beheer")
    assert found.rows == FILE.count("\n")
    tactical, operational = plan.goals
    assert (tactical.parent, operational.parent) == ("maatschappelijk-effect", "samenhang")
    first, second = tactical.indicators
    assert (first.unit, first.targets, first.baseline) == (
        "%",
        (TargetRow(None, None, Decimal("6.2")),),
        None,
    )
    assert second.lower_is_better
    assert (second.targets, second.baseline) == (
        (TargetRow(2027, None, Decimal(3)),),
        Decimal(5),
    )
    assert (second.baseline_n, second.series) == (120, Mention("health_lonely"))


def test_each_item_becomes_a_bottleneck_with_the_areas_of_its_group() -> None:
    first, second = read(FILE).bottlenecks

    assert (first.title, second.title) == ("weinig plek", "leegstand")
    for one in (first, second):
        assert (one.areas, one.projects, one.goals) == (
            (Mention("Molenwijk"),),
            ("1",),
            ("samenhang",),
        )
        assert (one.priority, one.found_on) == ("high", date(2025, 11, 3))
        assert one.evidence == (
            EvidenceRow(Mention("health_lonely"), Mention("Molenwijk"), 2020),
        )


def test_amounts_are_whole_cents_and_unknown_stays_unknown() -> None:
    one = read(FILE).projects[0]

    assert one.costs == (CostRow(2026, 1_250_050, "huur"), CostRow(2027, None, ""))
    assert one.coverage == (
        CoverageRow(2026, "Fonds", 10_000, "asked"),
        CoverageRow(None, "Rijk", None, "promised"),
    )
    assert one.stated_gap == 1_240_050


def test_projects_tell_their_card_their_years_and_how_they_ended() -> None:
    one, lab, old = read(FILE).projects

    assert (one.title, one.areas, one.has_card) == (
        "Een buurtkamer",
        (Mention("Centrum"),),
        True,
    )
    assert one.intended_result == "Eerste regel.\n\nTweede regel."
    assert (one.state, one.areas[0].row, one.areas[0].column) == ("approved", 33, 13)
    assert (lab.number, lab.from_year, lab.until_year, lab.has_card) == (
        "lab",
        2024,
        None,
        False,
    )
    assert (lab.state, lab.started_on, lab.finished_on) == (
        "finished",
        date(2024, 2, 1),
        date(2025, 3, 1),
    )
    assert (old.until_year, old.state, old.handed_to, old.has_card) == (
        2024,
        "handed_over",
        "Beheer",
        True,
    )


MARK = "§"
SMALL = "programme: {name: A, period: 2026-2027}\n"
STATES = "idee, goedgekeurd, loopt, afgerond, overgedragen, gestopt"


def plan(more: str) -> str:
    return f"programme: {{name: A, {more}}}"


def goal(more: str) -> str:
    return plan(f"period: 2026, goals: [{{id: a, level: tactical, title: T, {more}}}]")


def indicator(more: str) -> str:
    return goal(f"indicators: [§{{id: a, title: A, unit: d, {more}}}]")


def project(more: str) -> str:
    return f"{SMALL}projects:\n- §{{number: 1, title: X, {more}}}\n"


def cost(more: str) -> str:
    return project(f"costs: [§{{{more}}}]")


def other(text: str) -> str:
    """The same text with the last of its marks only."""
    first, _mark, last = text.rpartition(MARK)
    return f"{first.replace(MARK, '')}{MARK}{last}"


#: The mark stands before the place that is told; of several the last one counts.
WRONG: list[tuple[str, Trouble, str, str]] = [
    ("§", Trouble.EMPTY, "", ""),
    ("§# niets\n", Trouble.EMPTY, "", ""),
    ("§programme: \x00", Trouble.NOT_TEXT, "", ""),
    ("programme: [§", Trouble.NOT_YAML, "", ""),
    ("a: b§: c", Trouble.NOT_YAML, "", ""),
    ("a: 1\n§---\nb: 2", Trouble.NOT_YAML, "", ""),
    ("a: §!!python/object:os.system x", Trouble.NOT_YAML, "", ""),
    ("a: §&x 1", Trouble.REPEATED, "", ""),
    ("a: §*x", Trouble.REPEATED, "", ""),
    ("[" * 12 + "§" + "[" * 9 + "]" * 21, Trouble.TOO_DEEP, "", ""),
    (
        'programme: {name: A, period: 2026, summary: §"a\\0b"}',
        Trouble.UNREADABLE,
        "summary",
        "",
    ),
    (
        f'{SMALL}projects: [{{number: 1, title: A, goals: [§"a\\0b"]}}]',
        Trouble.UNREADABLE,
        "goals",
        "",
    ),
    ("§- a", Trouble.NOT_A_TABLE, "", ""),
    (f"{SMALL}§projecten: []", Trouble.UNKNOWN_KEY, "projecten", "projects"),
    (f"{SMALL}? §[a]\n: 1", Trouble.UNKNOWN_KEY, "", ""),
    (f"{SMALL}areas: []\n§areas: []", Trouble.DOUBLED_KEY, "areas", ""),
    ("§projects: []", Trouble.MISSING_KEY, "programme", ""),
    ("programme: §{name: A}", Trouble.MISSING_KEY, "period", ""),
    ("programme: §{name: A, period: null}", Trouble.MISSING_KEY, "period", ""),
    (f"{SMALL}projects: §5", Trouble.NOT_A_LIST, "projects", ""),
    (f"{SMALL}projects: [§5]", Trouble.NOT_A_TABLE, "projects", ""),
    ("programme: {name: §[A], period: 2026}", Trouble.NOT_ONE_VALUE, "name", ""),
    (f"programme: {{name: §{'A' * 161}, period: 2026}}", Trouble.TOO_LONG, "name", "160"),
    (plan("period: §2026 en verder"), Trouble.NOT_A_PERIOD, "period", ""),
    (plan("period: §{start: 2026}"), Trouble.NOT_A_PERIOD, "period", ""),
    (plan("period: §soms"), Trouble.NOT_A_PERIOD, "period", ""),
    (plan("period: §1066"), Trouble.NOT_A_YEAR, "period", ""),
    (plan("period: §2027-2026"), Trouble.BACKWARDS, "period", ""),
    (plan("period: {start: §x, end: 2026}"), Trouble.NOT_A_YEAR, "start", ""),
    (plan("period: 2026, key: §A B"), Trouble.NO_KEY, "key", ""),
    (goal("parent: §b"), Trouble.UNKNOWN_REFERENCE, "parent", "a"),
    (goal("parent: §a"), Trouble.WRONG_LEVEL, "parent", ""),
    (indicator("target_min: 1, target_max: §2"), Trouble.DOUBLED_KEY, "target_max", ""),
    (indicator("baseline: §1.23456"), Trouble.NOT_A_NUMBER, "baseline", ""),
    (indicator("baseline_n: §-1"), Trouble.NOT_A_NUMBER, "baseline_n", ""),
    (indicator("series: x"), Trouble.MISSING_KEY, "series_area", ""),
    (cost("year: 2026, amount: §-1"), Trouble.NEGATIVE, "amount", ""),
    (cost("year: 2026, amount: §12.500"), Trouble.NOT_WHOLE_CENTS, "amount", ""),
    (cost("year: 2026, amount: §12_500"), Trouble.NOT_AN_AMOUNT, "amount", ""),
    (cost("year: 2026, amount: §veel"), Trouble.NOT_AN_AMOUNT, "amount", ""),
    (cost("year: 2026, amount: §1000000000000.01"), Trouble.TOO_MUCH, "amount", ""),
    (cost("year: 2026"), Trouble.MISSING_KEY, "amount", ""),
    (cost("year: §2028, amount: 1"), Trouble.YEAR_OUTSIDE, "year", "2026-2027"),
    (cost("amount: 1"), Trouble.MISSING_KEY, "year", ""),
    (
        project("period: 2025, coverage: [{source: A, year: §2026, amount: 1}]"),
        Trouble.YEAR_OUTSIDE,
        "year",
        "2025-2025",
    ),
    (project("costs: [§5]"), Trouble.NOT_A_TABLE, "costs", ""),
    (project("goals: [§b]"), Trouble.UNKNOWN_REFERENCE, "goals", ""),
    (project('goals: [§"b c"]'), Trouble.UNKNOWN_REFERENCE, "goals", ""),
    (project("state: §klaar"), Trouble.UNKNOWN_CHOICE, "state", STATES),
    (project("state: gestopt"), Trouble.MISSING_KEY, "result", ""),
    (
        project("state: afgerond, result: R, period: 2026 en verder"),
        Trouble.MISSING_KEY,
        "finished_on",
        "",
    ),
    (
        project("period: 2026, state: overgedragen, result: R"),
        Trouble.MISSING_KEY,
        "handed_to",
        "",
    ),
    (project("handed_to: §X"), Trouble.UNKNOWN_REFERENCE, "handed_to", ""),
    (project("started_on: §2026-02-30"), Trouble.NOT_A_DAY, "started_on", ""),
    (project("started_on: §morgen"), Trouble.NOT_A_DAY, "started_on", ""),
    (
        project("started_on: 2026-02-03, finished_on: §2026-02-01"),
        Trouble.BACKWARDS,
        "finished_on",
        "",
    ),
    (
        f"{SMALL}projects: [{{number: 1, title: X}}, {{number: §1, title: Y}}]",
        Trouble.DOUBLED_NAME,
        "number",
        "",
    ),
    (
        f"{SMALL}bottlenecks: [{{items: [a], projects: [§1]}}]",
        Trouble.UNKNOWN_REFERENCE,
        "projects",
        "",
    ),
    (f"{SMALL}bottlenecks: [{{items: §[a, a]}}]", Trouble.DOUBLED_NAME, "items", ""),
    (
        f"{SMALL}bottlenecks: [{{items: [a], evidence: [§{{figure: x}}]}}]",
        Trouble.MISSING_KEY,
        "area",
        "",
    ),
    (
        project("areas: [§Molenwij, Molenwijk]") + "areas: [{name: Molenwijk}]",
        Trouble.UNKNOWN_REFERENCE,
        "areas",
        "Molenwijk",
    ),
    (f"{SMALL}areas: [{{name: A}}, {{name: §A}}]", Trouble.DOUBLED_NAME, "name", ""),
]  # fmt: skip - the shorter ones on a line


@pytest.mark.parametrize(("text", "trouble", "key", "hint"), WRONG)
def test_what_is_wrong_is_told_by_row_and_column(
    text: str, trouble: Trouble, key: str, hint: str
) -> None:
    before, _mark, _after = other(text).partition(MARK)
    row, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    assert troubles(text.replace(MARK, "")) == [(trouble, row, column, key, hint)]


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [(b"\xff\xfe\x00", Trouble.NOT_TEXT), (b"#" * 1_000_001, Trouble.TOO_LARGE)],
)
def test_what_is_no_text_at_all_is_refused(raw: bytes, trouble: Trouble) -> None:
    assert troubles(raw) == [(trouble, 1, 1, "", "")]


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    costs = "{number: 2, title: Y, costs: [{year: 2030, amount: -5}]}"
    text = f"{SMALL}projects:\n- {{number: 1, titel: X}}\n- {costs}\n"

    assert [(one, row) for one, row, *_rest in troubles(text)] == [
        (Trouble.MISSING_KEY, 3),
        (Trouble.UNKNOWN_KEY, 3),
        (Trouble.YEAR_OUTSIDE, 4),
        (Trouble.NEGATIVE, 4),
    ]


def test_an_area_of_several_bottlenecks_is_told_once() -> None:
    text = f"{SMALL}areas: [{{name: A}}]\nbottlenecks: [{{items: [x, y], areas: [B]}}]"

    assert [one for one, *_rest in troubles(text)] == [Trouble.UNKNOWN_REFERENCE]


def test_a_key_of_the_societal_effect_is_taken() -> None:
    goals = "goals: [{id: maatschappelijk-effect, level: tactical, title: T}]"
    text = plan(f"period: 2026, societal_effect: E, {goals}")

    assert [one for one, *_rest in troubles(text)] == [Trouble.DOUBLED_NAME]


def test_a_fault_says_what_is_wrong_for_who_reads_a_trace() -> None:
    with pytest.raises(ProgrammeFault, match=r"plan\.yaml, row 1: empty"):
        read("")


def test_a_mark_of_the_order_of_bytes_is_no_trouble() -> None:
    assert read(b"\xef\xbb\xbf" + SMALL.encode()).programme.name == "A"


@given(st.integers(0, 10**14))
def test_every_amount_comes_back_to_the_cent(cents: int) -> None:
    text = cost(f"year: 2026, amount: {cents // 100}.{cents % 100:02}").replace(MARK, "")

    assert read(text).projects[0].costs == (CostRow(2026, cents, ""),)


@given(st.text(max_size=200))
def test_whatever_stands_there_is_read_or_refused_with_a_place(text: str) -> None:
    raw = f"{SMALL}projects:\n- {{number: 1, title: {text}}}".encode("utf-8", "surrogatepass")
    problems: tuple[programme.Problem, ...] = ()
    try:
        programme.read(raw, file="plan.yaml")
    except ProgrammeFault as fault:
        problems = fault.problems

    assert all(one.row >= 1 and one.column >= 1 for one in problems)


def test_a_sign_that_cannot_be_read_in_a_reference_names_its_row() -> None:
    with pytest.raises(ProgrammeFault) as found:
        programme.read(project('goals: ["a\\0b"]').replace(MARK, "").encode(), file="x.yaml")

    told = {(one.trouble, one.row, one.key) for one in found.value.problems}
    assert told == {(Trouble.UNREADABLE, SMALL.count("\n") + 2, "goals")}
