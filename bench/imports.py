"""What imports of the country cost, each in a program of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench import generate
from bench.place import MEGABYTE, ROOT
from bench.table import Row
from tests.sources.makers import spreadsheet
from wijkregie.sources.health import INDICATORS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.place import Place

CBS: Final = ROOT.parent / "shared" / "data" / "cbs"
REAL: Final = {
    "kwb 2024": "kwb_2024_nl_deel.csv.gz",
    "kwb 2017": "kwb_2017_nl_odata3.csv.gz",
    "borders 2015, buurten": "buurt_2015_wgs84.topojson.gz",
    "borders 2015, wijken": "wijk_2015_wgs84.topojson.gz",
    "health 2020": "gezondheid_2020_18plus_50090NED.xlsx",
    "leefbaarometer": "leefbaarometer2_wijk_2002_2016.json.gz",
}
BUDGETS: Final = {"kwb 2024": 5.0, "borders 2015, buurten": 15.0}
CITIES: Final = {True: ("Amsterdam", "GM0363"), False: ("Molendam", "GM0001")}
STREETS: Final = 50_000


def is_real() -> bool:
    """Tell whether the files of the publishers stand beside this project."""
    return all((CBS / name).is_file() for name in REAL.values())


def files(folder: Path) -> dict[str, Path]:
    """Return the files to import; made up, in the same shapes, where the real are absent."""
    if is_real():
        return {name: CBS / file for name, file in REAL.items()}
    made = generate.country(342, 9, 5, seed=24)
    older = generate.country(390, 8, 5, seed=17)
    contents = {
        "kwb 2024": generate.packed(generate.flat(made)),
        "kwb 2017": generate.packed(generate.odata(older)),
        "borders 2015, buurten": generate.packed(generate.borders(made)),
        "health 2020": spreadsheet(generate.health(made, tuple(INDICATORS))),
        "leefbaarometer": generate.packed(generate.liveability(made)),
    }
    folder.mkdir()
    for name, content in contents.items():
        (folder / REAL[name]).write_bytes(content)
    return {name: folder / REAL[name] for name in contents}


def measure(place: Place) -> Iterator[Row]:
    """Import everything, one file after the other, and tell what each cost."""
    found = files(place.folder / "files")
    for name, path in found.items():
        yield _row(place, name, path, f"import {name}")
    again = next(iter(found))
    yield _row(place, again, found[again], f"import {again} again")
    streets = place.folder / "streets.csv"
    country = generate.Country({code: (name, 0) for code, name in place.areas().items()})
    streets.write_bytes(generate.streets(country, STREETS))
    yield _row(place, "streets", streets, f"import {STREETS:,} streets")
    place.run("new", CITIES[is_real()][0], "--code", CITIES[is_real()][1])
    yield Row("areas in the database", len(place.areas()), "areas")
    size = (place.data / "wijkregie.sqlite3").stat().st_size / MEGABYTE
    yield Row("size of the database", size, "MB")


def _row(place: Place, name: str, path: Path, what: str) -> Row:
    cost = place.run("import", name.split(maxsplit=1)[0], str(path))
    remark = f"{cost.clock:.1f} s by the clock, {cost.megabytes:.0f} MB at most"
    return Row(what, cost.cpu, "s CPU", BUDGETS.get(name), remark)
