"""What the figures of the whole country cost: a year with report, a book, twenty years."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
import xlsxwriter

from bench import generate
from bench.place import MEGABYTE, ROOT, place
from bench.table import Row
from tools import postgres
from wijkregie.sources.kwb.columns import COLUMNS, COUNTRY_FIXED, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from bench.generate import Country
    from wijkregie.sources.kwb.columns import Column

FIRST, LAST = 2005, 2024
MUNICIPALITIES, WIJKEN, BUURTEN = 342, 10, 4
FIGURES: Final = 117
MISSING: Final = 0.2
WRONG: Final = 500
_PLACES: Final = ("gwb_code_10", "regio", "gm_naam", "recs", "ind_wbi")
_WORDS: Final = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
_WHOLE_OF: Final = {part: whole for part, whole in PARTS if part != "income_per_inhabitant"}


def columns() -> list[Column]:
    """Return the figures that the made-up years hold: those that no year has lost."""
    return [one for one in COLUMNS if one.names and one.until is None][:FIGURES]


def year_of_figures(made: Country, year: int) -> pl.DataFrame:
    """Return a year of the country in the shape of the spreadsheets, all cells as text."""
    chance = np.random.default_rng(year)
    codes = list(made.areas)
    owners = [made.areas[f"GM{code[2:6]}"][0] if code != "NL00" else "" for code in codes]
    frame: dict[str, list[str]] = {
        "gwb_code_10": codes,
        "regio": [name for name, _ in made.areas.values()],
        "gm_naam": owners,
        "recs": [_WORDS[code[:2]] for code in codes],
        "ind_wbi": ["1" if code[:2] in {"WK", "BU"} else "." for code in codes],
    }
    sizes = np.array([count for _, count in made.areas.values()], float)
    known: dict[str, npt.NDArray[np.float64]] = {"inhabitants": sizes}
    for column in columns():
        values = known.get(column.key)
        if values is None:
            values = known[column.key] = _values(column, known, chance)
        frame[column.names[0]] = _cells(column, values, chance)
    return pl.DataFrame(frame)


def _values(
    column: Column,
    known: dict[str, npt.NDArray[np.float64]],
    chance: np.random.Generator,
) -> npt.NDArray[np.float64]:
    sizes = known["inhabitants"]
    if column.span.nought_is_missing:
        return chance.integers(1, 6, len(sizes)).astype(np.float64)
    if column.span.whole:
        whole = known.get(_WHOLE_OF.get(column.key, ""), sizes)
        values = np.floor(whole * chance.uniform(0.05, 0.9, len(sizes)) / 5) * 5
        capped: npt.NDArray[np.float64] = np.minimum(values, column.span.high)
        return capped
    high = min(column.span.high, 100.0)
    values = chance.uniform(max(column.span.low, 1), high, len(sizes)).round(1)
    if column.key == "income_per_inhabitant":
        values = np.minimum(values, known["income_per_recipient"])
    if column.key in COUNTRY_FIXED:
        values[0] = COUNTRY_FIXED[column.key]
    return values


def _cells(
    column: Column, values: npt.NDArray[np.float64], chance: np.random.Generator
) -> list[str]:
    texts = [f"{value:g}" if value < MEGABYTE else f"{value:.0f}" for value in values.tolist()]
    if column.key == "inhabitants":
        return texts
    for at in np.flatnonzero(chance.random(len(texts)) < MISSING).tolist():
        if at:
            texts[at] = "."
    return texts


def with_wrong_cells(frame: pl.DataFrame, number: int) -> pl.DataFrame:
    """Return a year in which so many cells hold a word, spread over all figures."""
    names = frame.columns[len(_PLACES) + 1 :]
    changed = []
    for at, name in enumerate(names):
        rows = range(7 + at, frame.height, frame.height * len(names) // number)
        texts = frame[name].to_list()
        for row in rows:
            texts[row] = "onbekend"
        changed.append(pl.Series(name, texts))
    return frame.with_columns(changed)


def book(frame: pl.DataFrame) -> bytes:
    """Return a year as .xlsx, with numbers as numbers."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"constant_memory": True}) as opened:
        sheet = opened.add_worksheet("KWB")
        sheet.write_row(0, 0, frame.columns)
        for number, row in enumerate(frame.iter_rows(), 1):
            for at, text in enumerate(row):
                plain = at < len(_PLACES) or text == "."
                sheet.write(number, at, text if plain else float(text))
    return packed.getvalue()


def measure() -> Iterator[Row]:
    """Import a year, a book and twenty years, each in a program of its own."""
    made = generate.country(MUNICIPALITIES, WIJKEN, BUURTEN, seed=24)
    with place() as here:
        one = year_of_figures(made, LAST)
        plain, wrong = here.folder / "kwb_2024.csv", here.folder / "kwb_2023.csv"
        plain.write_bytes(one.write_csv(separator=";", quote_style="never").encode())
        bad = with_wrong_cells(year_of_figures(made, LAST - 1), WRONG)
        wrong.write_bytes(bad.write_csv(separator=";", quote_style="never").encode())
        cells = f"{len(made.areas):,} areas, {one.width - len(_PLACES)} figures"
        cost = here.run("import", "kwb", str(wrong))
        yield Row("a year of figures, with its report", cost.cpu, "s CPU", 5.0, cells)
        cost = here.run("import", "kwb", str(plain))
        yield Row("a year of figures, without faults", cost.cpu, "s CPU", 5.0, cells)
        sheet = here.folder / "kwb_2022.xlsx"
        sheet.write_bytes(book(year_of_figures(made, LAST - 2)))
        remark = f"{sheet.stat().st_size / MEGABYTE:.1f} MB"
        cost = here.run("import", "kwb", str(sheet))
        yield Row("a year of figures from .xlsx", cost.cpu, "s CPU", 4.0, remark)
    yield from _years(made)


def _years(made: Country) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="wijkregie-bench-") as folder:
        files = Path(folder) / "files"
        files.mkdir()
        for year in range(FIRST, LAST + 1):
            frame = year_of_figures(made, year)
            (files / f"kwb_{year}.csv").write_bytes(
                frame.write_csv(separator=";", quote_style="never").encode()
            )
        yield from _stored("SQLite", files, Path(folder) / "sqlite", {}, 60.0)
        if postgres.programs() is not None:
            with postgres.cluster() as server:
                there = {"DATABASE_URL": server.url}
                yield from _stored("PostgreSQL", files, Path(folder) / "data", there, 30.0)


def _stored(
    database: str, files: Path, data: Path, more: dict[str, str], budget: float
) -> Iterator[Row]:
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = kept | {
        "WIJKREGIE_DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "wijkregie.config.settings",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
        **more,
    }
    command = [sys.executable, "-m", "bench.inside_figures", str(files)]
    done = subprocess.run(  # noqa: S603 - our own program
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    remark = f"{found['clock']:.0f} s by the clock, {found['most']:.0f} MB of memory at most"
    yield Row(f"20 years of figures ({database})", found["cpu"], "s CPU", budget, remark)
    remark = f"with names, years of areas and what search needs {found['all']:.0f} MB"
    yield Row(f"20 years of figures, stored ({database})", found["size"], "MB", 300.0, remark)
