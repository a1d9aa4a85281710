"""What the page of an area costs with 117 figures of twenty years, peers and the country.

The server is started anew, so that nothing is warm, and each page is asked for once.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from bench import generate
from bench.know_figures import (
    BUURTEN,
    FIGURES,
    FIRST,
    LAST,
    MUNICIPALITIES,
    WIJKEN,
    year_of_figures,
)
from bench.pages import serving
from bench.place import place
from bench.table import Row, percentile
from wijkregie.core.names import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.generate import Country
    from bench.pages import Times
    from bench.place import Place

BUDGET: Final = 150.0
ASKED: Final = 60
#: Which page, by which route, and whether the project set a budget for it.
PAGES: Final = (
    ("area page", "", "areas:detail", BUDGET),
    ("all figures of an area", "/cijfers", "areas:figures", BUDGET),
    ("one figure of an area", "/cijfers/inhabitants", "areas:figure", None),
)


def measure() -> Iterator[Row]:
    """Import twenty years of the country, and ask for pages of areas all over it."""
    made = generate.country(MUNICIPALITIES, WIJKEN, BUURTEN, seed=24)
    with place() as here:
        _fill(here, made)
        paths = _paths(made)
        for what, end, route, budget in PAGES:
            with serving(here) as server:  # anew: cold
                yield _row(what, server.times([path + end for path in paths], route), budget)
        with serving(here) as server:
            pairs = [f"/nederland/vergelijk?a={one}&b=GM0001" for one in _codes(made)]
            yield _row("two areas", server.times(pairs, "areas:compare"), None)


def _fill(here: Place, made: Country) -> None:
    for year in range(FIRST, LAST + 1):
        path = here.folder / f"kwb_{year}.csv"
        frame = year_of_figures(made, year)
        path.write_bytes(frame.write_csv(separator=";", quote_style="never").encode())
        here.run("import", "kwb", str(path))
        path.unlink()


def _codes(made: Country) -> list[str]:
    chance = random.Random(5)  # noqa: S311 - no secret
    return chance.sample([code for code in made.areas if code.startswith("WK")], ASKED)


def _paths(made: Country) -> list[str]:
    """Return the addresses of as many areas, wijken and buurten."""
    chance = random.Random(4)  # noqa: S311 - no secret
    smaller = [code for code in made.areas if code[:2] in {"WK", "BU"}]
    return [
        f"/nederland/gebied/{code}-{slug(made.areas[code][0])}"
        for code in chance.sample(smaller, ASKED)
    ]


def _row(what: str, times: Times, budget: float | None) -> Row:
    """Return the row of a page: the time that nineteen of twenty do not pass."""
    median, most = percentile(times.clock, 0.5), max(times.clock)
    told = f"median {median:.0f}, longest {most:.0f}, processor {times.processor:.0f} ms"
    years = LAST - FIRST + 1
    remark = f"{told}; {ASKED} areas, {FIGURES} figures, {years} years, just started"
    return Row(f"{what}, p95", percentile(times.clock, 0.95), "ms", budget, remark)
