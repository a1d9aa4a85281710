"""A template file: what is written is read, and what is wrong is named by row and field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from wijkregie.sources.practice import (
    LIMIT,
    MOST_GOALS,
    TemplateFile,
    TemplateGoal,
    TemplateIndicator,
    TemplateVision,
    read,
    write,
)
from wijkregie.sources.programme import ProgrammeFault, Trouble

HEAD: Final = """wijkregie_template: 1
name: Samen de wijk
municipality: {name: Heuvelstad, cbs_code: GM9398}
exported_on: 2026-03-03
licence: CC0
"""
WHOLE: Final = TemplateFile(
    name="Samen de wijk",
    municipality="Heuvelstad",
    code="GM9398",
    exported_on=date(2026, 3, 3),
    licence="CC0 1.0",
    note="Zonder cijfers: vul je eigen nulmeting in.",
    vision=(TemplateVision("visie-1", "Iedereen kent de buren.\nOok: de overkant."),),
    goals=(
        TemplateGoal("effect", "impact", "Prettig wonen: samen"),
        TemplateGoal(
            "contact",
            "tactical",
            "Meer contact",
            aims=("buren kennen elkaar", "- niet alleen"),
            parent="effect",
            open_because="bewoners vullen het in",
            indicators=(
                TemplateIndicator("kent", "Kent de buren", "%", "vraag 3", series="buren"),
                TemplateIndicator("klachten", "Klachten", "aantal", lower_is_better=True),
            ),
        ),
    ),
    indicators=(TemplateIndicator("los", "Rapportcijfer", "cijfer"),),
)


def problems(text: str | bytes) -> list[tuple[Trouble, int, str]]:
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ProgrammeFault) as refused:
        read(raw, file="voorbeeld.yaml")
    return [(one.trouble, one.row, one.key) for one in refused.value.problems]


def test_what_is_written_is_read() -> None:
    assert read(write(WHOLE).encode(), file="x") == WHOLE
    bare = replace(WHOLE, vision=(), indicators=(), note="", code="")
    assert read(write(bare).encode(), file="x") == bare


def test_a_file_of_json_is_read_too() -> None:
    json = """{"wijkregie_template": 1, "name": "A", "municipality": {"name": "B"},
    "exported_on": "2026-03-03", "licence": "CC0", "vision": [{"id": "v", "text": "C"}]}"""

    assert read(json.encode(), file="x").vision == (TemplateVision("v", "C"),)


@pytest.mark.parametrize(
    ("text", "trouble", "row", "key"),
    [
        (HEAD.replace(": 1", ": 2"), Trouble.WRONG_VERSION, 1, "wijkregie_template"),
        (HEAD.replace(": 1", ": een"), Trouble.WRONG_VERSION, 1, "wijkregie_template"),
        ("name: [", Trouble.NOT_YAML, 1, ""),
        (HEAD, Trouble.MISSING_KEY, 1, "goals"),
        (HEAD + "goals: [{id: a, title: A}]\n", Trouble.MISSING_KEY, 6, "level"),
        (
            HEAD + "vision:\n- {id: a, text: A}\n- {id: a, text: B}\n",
            Trouble.DOUBLED_NAME,
            8,
            "id",
        ),
        (
            HEAD + "goals:\n- {id: a, level: tactical, title: A, parent: b}\n",
            Trouble.UNKNOWN_REFERENCE,
            7,
            "parent",
        ),
        (
            HEAD
            + "goals:\n- {id: a, level: tactical, title: A}\n"
            + "- {id: b, level: tactical, title: B, parent: a}\n",
            Trouble.WRONG_LEVEL,
            8,
            "parent",
        ),
        (
            HEAD + "vision:\n- {id: a, text: <script>alert(1)</script>}\n",
            Trouble.MARKUP,
            7,
            "text",
        ),
        (
            HEAD + "goals:\n- {id: a, level: tactical, title: A, aims: [a <b>b</b>]}\n",
            Trouble.MARKUP,
            7,
            "aims",
        ),
        (HEAD + "vision:\n- {id: a, text: 'javascript:x'}\n", Trouble.MARKUP, 7, "text"),
        (
            HEAD + "baseline: 4\nvision: [{id: a, text: A}]\n",
            Trouble.UNKNOWN_KEY,
            6,
            "baseline",
        ),
        (
            HEAD.replace("2026-03-03", "gisteren") + "vision: [{id: a, text: A}]\n",
            Trouble.NOT_A_DAY,
            4,
            "exported_on",
        ),
        (
            HEAD.replace("{name: Heuvelstad, cbs_code: GM9398}", "Heuvelstad")
            + "vision: [{id: a, text: A}]\n",
            Trouble.NOT_A_TABLE,
            3,
            "municipality",
        ),
    ],
)  # fmt: skip - a table
def test_what_is_wrong_is_named_by_row_and_field(
    text: str, trouble: Trouble, row: int, key: str
) -> None:
    assert (trouble, row, key) in problems(text)


def test_without_its_head_a_file_is_refused() -> None:
    assert [one for one, _row, _key in problems("vision: [{id: a, text: A}]\n")] == [
        Trouble.MISSING_KEY
    ] * 5


def test_another_version_is_told_alone() -> None:
    assert len(problems("wijkregie_template: 9\nanders: 1\nnog: 2\n")) == 1


def test_goals_that_go_round_are_refused() -> None:
    text = (
        HEAD
        + "goals:\n"
        + "".join(
            f"- {{id: {one}, level: {level}, title: A, parent: {above}}}\n"
            for one, level, above in (
                ("a", "tactical", "b"),
                ("b", "operational", "c"),
                ("c", "result", "a"),
                ("d", "result", "d"),
                ("e", "result", "a"),
            )
        )
    )  # fmt: skip - one line a goal
    found = problems(text)

    assert [row for trouble, row, _key in found if trouble == Trouble.CIRCLE] == [7, 8, 9, 10]
    assert (Trouble.WRONG_LEVEL, 11, "parent") not in found


def test_ten_thousand_goals_are_refused_at_the_first_too_many() -> None:
    line = "- {id: g%d, level: tactical, title: A}\n"
    many = HEAD + "goals:\n" + "".join(line % at for at in range(MOST_GOALS + 1))
    huge = HEAD + "goals:\n" + "".join(line % at for at in range(10_000))

    assert problems(many) == [(Trouble.TOO_MANY, 7 + MOST_GOALS, "goals")]
    assert len(huge.encode()) < LIMIT or problems(huge) == [(Trouble.TOO_LARGE, 1, "")]


def test_five_megabytes_are_not_even_read() -> None:
    assert problems(b"#" * 5_000_000) == [(Trouble.TOO_LARGE, 1, "")]


def test_a_file_that_is_no_text_is_refused() -> None:
    assert problems(b"\xff\xfe\x00") == [(Trouble.NOT_TEXT, 1, "")]
