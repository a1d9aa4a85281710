"""What the wijkatlas on paper costs: 117 figures in twenty years, and 70 buurten at once."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

from bench import generate
from bench.know_figures import FIRST, LAST, year_of_figures
from bench.place import ROOT, place
from bench.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.place import Place

MUNICIPALITIES, WIJKEN, BUURTEN = 20, 10, 7
CODE: Final = "GM0001"
ONE: Final = "BU00010003"
CORES: Final = 2


def measure() -> Iterator[Row]:
    """Print one buurt, and then a whole municipality, each in a program of its own."""
    with place() as here:
        _import(here)
        here.run("new", "Molendam", "--code", CODE)
        out = here.folder / "uit"
        asked = ("atlas", "--municipality", CODE, "--out", str(out))
        one = here.run(*asked, "--area", ONE)
        size = (found := _largest(out)).stat().st_size / 1024
        remark = f"117 figures, 20 years; {found.name}, {size:.0f} kB, and its sheet"
        yield Row("one area on paper, with the start", one.cpu, "s CPU", None, remark)
        buurten = WIJKEN * BUURTEN
        codes = [
            f"BU{CODE[2:]}{wijk:02}{at:02}" for wijk in range(WIJKEN) for at in range(BUURTEN)
        ]
        words = [word for code in codes for word in ("--area", code)]
        many = here.run(*asked, *words)
        remark = (
            f"both documents of each; {many.cpu:.0f} s CPU, {many.clock:.0f} s by the clock"
        )
        each = many.cpu / (2 * buurten)
        yield Row("a document, of many", each, "s CPU", 2.0, "gathered, put in words, pressed")
        yield Row(f"{buurten} buurten on paper", many.cpu / CORES, "s on 2 cores", 60.0, remark)
        yield Row("memory while printing", many.megabytes, "MB")


def _largest(out: Path) -> Path:
    return max(out.iterdir(), key=lambda path: path.stat().st_size)


def _import(here: Place) -> None:
    """Make up twenty years of all figures, and store them."""
    made = generate.country(MUNICIPALITIES, WIJKEN, BUURTEN, seed=24)
    files = here.folder / "files"
    files.mkdir()
    for year in range(FIRST, LAST + 1):
        text = year_of_figures(made, year).write_csv(separator=";", quote_style="never")
        (files / f"kwb_{year}.csv").write_text(text, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bench.inside_figures", str(files)],
        env=here.environment | {"DJANGO_SETTINGS_MODULE": "wijkregie.config.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
