"""The file of cases is read whole, or refused with the case that is wrong."""

from __future__ import annotations

import pytest

from wijkregie.sources.fund_cases import SOURCE, CaseFault, CasePart, CasePhase, CaseRule, read

FILE = """
phases: {ideas: {days: 42, text: Breng een idee in.}}
cases:
  - key: ergens
    town: Ergens
    form: advisory
    told: Zo ging het.
    untold: Het bedrag.
    purpose: Voor de wijk.
    parts: [{kind: fixed, euros: 5, funders: {Gemeente: 70, Corporatie: 30}}]
    phases: [ideas]
    criteria: [Voor de wijk]
    rules: [{up_to: 10, path: table, checks: [cost], mandate: Zo is het}]
"""


def test_a_case_is_read_with_its_defaults() -> None:
    (found,) = read(FILE.encode())

    assert found.parts == (CasePart("fixed", 500, (("Gemeente", 70), ("Corporatie", 30))),)
    assert found.phases == (CasePhase("ideas", 42, "Breng een idee in."),)
    assert found.rules == (CaseRule("table", "Zo is het", 1000, ("cost",)),)
    assert (found.source, found.ballot, found.budget_cents) == (SOURCE, "none", None)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("phases: {ideas", "phases: [", "no file"),
        ("cases:", "casus:", "no file"),
        ("    town: Ergens\n", "", "ergens"),
        ("    town: Ergens\n", "    town: Ergens\n    mayor: x\n", "mayor"),
        ("euros: 5", "euros: 5.5", "euros"),
        ("euros: 5", "euros: -5", "euros"),
        ("euros: 5", "euro: 5", "euro"),
        ("phases: [ideas]", "phases: [party]", "party"),
        ("up_to: 10", "upto: 10", "upto"),
        ("  - key: ergens\n", "  - x\n  - key: ergens\n", r"case \?"),
    ],
)
def test_a_wrong_file_is_refused(old: str, new: str, words: str) -> None:
    assert old in FILE
    with pytest.raises(CaseFault, match=words):
        read(FILE.replace(old, new).encode())


def test_keys_differ() -> None:
    twice = FILE + FILE.split("cases:\n")[1]

    with pytest.raises(CaseFault, match="key"):
        read(twice.encode())
