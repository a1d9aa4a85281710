"""Of the component library only the rules of classes that pages name are served."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools import frontend
from tools.stylesheet import classes_in, slimmed

if TYPE_CHECKING:
    from pathlib import Path

SHEET = """/* Licence. */
/* Note; {with signs}. */
@charset "UTF-8";
.utrecht-a, .utrecht-b:is(:first-child, :last-child) { x: y; }
.utrecht-b { x: y; }
.utrecht-b .utrecht-a { x: y; }
.utrecht-kind--warning { x: y; }
p { x: y; }
@media print { .utrecht-b { x: y; } }
@media screen { .utrecht-a { x: y; } .utrecht-b { x: y; } }
@keyframes utrecht-turn { to { x: y; } }"""


def test_what_no_page_names_is_left_out() -> None:
    kept = slimmed(SHEET, ["utrecht-a", "utrecht-kind--"])

    assert kept.splitlines() == [
        "/* Licence. */",
        '@charset "UTF-8";',
        ".utrecht-a, .utrecht-b:is(:first-child, :last-child) { x: y; }",
        ".utrecht-kind--warning { x: y; }",
        "p { x: y; }",
        "@media screen {.utrecht-a { x: y; }}",
        "@keyframes utrecht-turn { to { x: y; } }",
    ]
    assert slimmed("", []) == ""


def test_classes_are_read_from_pages_and_code(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/all.css").write_text(".utrecht-c {}")
    (tmp_path / "page.html").write_text('<p class="utrecht-a x-utrecht-d utrecht-k--{{ k }}">')
    either = "utrecht-b--{% if x %}one{% else %}two{% endif %}-action"
    (tmp_path / "either.html").write_text(either)
    (tmp_path / "words.py").write_text("'utrecht-a__b'")

    assert classes_in(tmp_path) == {
        "utrecht-a",
        "utrecht-k--",
        "utrecht-a__b",
        "utrecht-b--one-action",
        "utrecht-b--two-action",
    }


def test_every_rule_of_a_class_that_we_name_is_served() -> None:
    """Fails where a page names a class that came after the sheet was made: run `./start`."""
    whole = frontend.MODULES / frontend.MANIFEST["utrecht.css"]
    served = frontend.VENDOR / "utrecht.css"
    if not whole.is_file():
        return

    made = slimmed(whole.read_text(encoding="utf-8"), classes_in())

    assert set(made.split("\n")) <= set(served.read_text(encoding="utf-8").split("\n"))
    assert len(made) < len(whole.read_text(encoding="utf-8")) / 2
