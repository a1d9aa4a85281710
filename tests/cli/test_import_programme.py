"""``wijkregie import programme FILE --municipality SLUG``, as a person types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.typed import Typed
from tests.makers.places import make_municipality, make_own_area
from wijkregie.cli.plan_wording import amount_text, euros, gap_text
from wijkregie.domain.programme.models import Programme
from wijkregie.domain.programme.queries import Amount, Gap
from wijkregie.domain.programme.queries.file_words import problem_sentence
from wijkregie.sources.programme import Problem, Trouble

if TYPE_CHECKING:
    from pathlib import Path

FILE = """\
programme: {name: Samen verder, period: 2026-2027}
projects:
- number: 1
  title: Buurtkamer
  areas: [Molenwijk]
  costs: [{year: 2026, amount: 300}, {year: 2027, amount: null}]
  coverage: [{year: 2026, source: Wijkbudget, amount: 100.50}]
  coverage_gap: 150
"""


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(capsys)


@pytest.fixture
def town(file_database: Path) -> str:
    town = make_municipality("Heuvelstad")
    make_own_area(town, "Molenwijk")
    return town.slug


def write(folder: Path, text: str) -> Path:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_report_tells_rows_projects_and_amounts(
    typed: Typed, town: str, tmp_path: Path
) -> None:
    path = write(tmp_path, FILE)

    first = typed("import", "programme", path, "--municipality", town)
    second = typed("import", "programme", path, "--municipality", town)

    money = "Kosten € 300 (en 1 onbekend), dekking € 100,50, tekort minstens € 199,50"
    counts = [
        "Programma “Samen verder” (samen-verder): 8 regels gelezen.",
        "Doelen: 0. Indicatoren: 0. Knelpunten: 0.",
        f"Projecten: 1. {money}.",
    ]
    note = "Let op: project 1 noemt een tekort van € 150, uit de bedragen volgt € 199,50."
    changed = "Toegevoegd: 5. Gewijzigd: 0. Verwijderd: 0."
    same = "Alles stond er al, er is niets gewijzigd."
    assert first == (0, "\n".join([*counts, changed, note, ""]))
    assert second == (0, "\n".join([*counts, same, note, ""]))


def test_what_is_wrong_is_told_by_file_row_column_and_value(
    typed: Typed, town: str, tmp_path: Path
) -> None:
    path = write(tmp_path, FILE.replace("title:", "titel:").replace("300", "-300"))

    code, said = typed("import", "programme", path, "--municipality", town)

    meant = "Bedoel je “title”?"
    below = "waarde “-300”: Een bedrag kan niet lager zijn dan nul."
    assert (code, said.split("\n")) == (
        1,
        [
            "plan.yaml, rij 3, kolom 3, title: Deze sleutel ontbreekt. Voeg hem toe.",
            f"plan.yaml, rij 4, kolom 3, titel: Deze sleutel is niet bekend. {meant}",
            f"plan.yaml, rij 6, kolom 32, amount, {below}",
            "Er is niets opgeslagen.",
            "",
        ],
    )
    assert not Programme.objects.exists()


def test_of_very_many_faults_the_first_are_told(
    typed: Typed, town: str, tmp_path: Path
) -> None:
    lines = [f"x{at}: 1" for at in range(40)]
    path = write(tmp_path, "\n".join([FILE, *lines]))

    code, said = typed("import", "programme", path, "--municipality", town)

    assert code == 1
    assert said.count("is niet bekend") == 30
    assert "En nog 10." in said


def test_a_name_that_is_not_known_here_stores_nothing(
    typed: Typed, town: str, tmp_path: Path
) -> None:
    path = write(tmp_path, FILE.replace("Molenwijk", "Molenwiek"))

    code, said = typed("import", "programme", path, "--municipality", town)

    assert code == 1
    assert said.startswith("plan.yaml, rij 5, kolom 11, waarde “Molenwiek”: geen gebied")
    assert said.endswith("Er is niets opgeslagen.\n")
    assert not Programme.objects.exists()


@pytest.mark.parametrize("slug", ["elders", "nederland"])
def test_a_municipality_that_is_not_here_is_told(
    typed: Typed, town: str, tmp_path: Path, slug: str
) -> None:
    code, said = typed("import", "programme", write(tmp_path, FILE), "--municipality", slug)

    assert code == 1
    assert said == f"Er is hier geen gemeente “{slug}”. Kies een van deze: {town}.\n"


def test_every_trouble_has_a_sentence() -> None:
    for trouble in Trouble:
        assert problem_sentence("plan.yaml", Problem(trouble, 1, 1, "key", "x", "hint"))


@pytest.mark.parametrize(
    ("cents", "told"),
    [(0, "€ 0"), (5, "€ 0,05"), (1_000_000, "€ 10.000"), (123_450, "€ 1.234,50")],
)
def test_amounts_are_written_as_people_do(cents: int, told: str) -> None:
    assert euros(cents) == told
    assert amount_text(Amount(cents)) == told
    assert gap_text(Gap(cents)) == told
