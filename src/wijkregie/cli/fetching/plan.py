"""What to ask for and from whom: the tables of ``services.toml`` as jobs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from wijkregie.cli.fetching import features, odata3, odata4, writing
from wijkregie.cli.fetching.faults import FetchFault, Kind
from wijkregie.cli.fetching.pages import About, address
from wijkregie.sources.records import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from wijkregie.cli.fetching.asking import Asker
    from wijkregie.cli.fetching.keeping import Shelf
    from wijkregie.cli.fetching.pages import Part

LEVELS: Final = {"gemeenten": "GM", "wijken": "WK", "buurten": "BU"}
_LEVELS: Final = {
    "gemeenten": Level.MUNICIPALITY,
    "wijken": Level.DISTRICT,
    "buurten": Level.NEIGHBOURHOOD,
}
KWB_SERVICES: Final = ("odata3", "odata4")
BORDER_SERVICES: Final = ("ogc", "wfs")
_TABLE_PAGE: Final = "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{table}/table"
_SERIES_PAGE: Final = (
    "https://www.cbs.nl/nl-nl/reeksen/publicatie/kerncijfers-wijken-en-buurten"
)
_MAP_PAGE: Final = (
    "https://www.cbs.nl/nl-nl/dossier/nederland-regionaal/geografische-data/"
    "wijk-en-buurtkaart-{year}"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody typed: the year, and as far as it matters where and of what."""

    year: int
    municipalities: tuple[str, ...] = ()
    service: str = ""
    table: str = ""
    levels: tuple[str, ...] = tuple(LEVELS)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make: where its pages are kept, what to ask, how to write and import it.

    ``parts`` is asked with the municipalities wanted; it may ask the service about itself.
    ``write`` makes the file of kept pages and returns how many rows it holds. ``level`` is
    None where a file holds all levels.
    """

    name: str
    folder: str
    file: str
    command: str
    page: str
    year: int
    level: Level | None
    parts: Callable[[Asker, Sequence[str]], list[Part]]
    write: Callable[[Shelf, Sequence[Part], Sequence[str], Path], int]


def kwb(wish: Wish, roots: Mapping[str, str]) -> list[Job]:
    """Return the job of the key figures of a year.

    Raises ``FetchFault`` for a year of which the services have no table in a shape we read.
    """
    known = _services()["kwb"]
    table = wish.table or known["tables"].get(str(wish.year), "")
    if not table:
        raise FetchFault(Kind.NOT_OFFERED, _SERIES_PAGE, wish.year)
    late = wish.year >= known["odata4_from"]
    service = wish.service or ("odata4" if wish.municipalities or late else "odata3")
    return [
        Job(
            name=f"kwb {wish.year}",
            folder=f"kwb-{wish.year}-{service}",
            file=f"kwb_{wish.year}_{service}.{'csv.gz' if service == 'odata3' else 'zip'}",
            command="import_kwb",
            page=_TABLE_PAGE.format(table=table),
            year=wish.year,
            level=None,
            parts=_Figures(service, roots[service], table, wish.year),
            write=writing.rows_csv if service == "odata3" else writing.observations_zip,
        )
    ]


def borders(wish: Wish, roots: Mapping[str, str]) -> list[Job]:
    """Return the jobs of the borders of a year, one per level, the largest areas first.

    Raises ``FetchFault`` for a year that the services do not offer.
    """
    page = _MAP_PAGE.format(year=wish.year)
    offered = [
        one
        for one in _services()["borders"]
        if wish.year in one["years"] and one["service"] == (wish.service or one["service"])
    ]
    if not offered:
        raise FetchFault(Kind.NOT_OFFERED, page, wish.year)
    found = offered[0]
    service = found["service"]
    path = found["path"].format(year=wish.year)
    root = address(roots[service], *path.split("/"))
    return [
        Job(
            name=f"{level} {wish.year}",
            folder=f"{level}-{wish.year}-{service}",
            file=f"{level}_{wish.year}_{service}.geojson.gz",
            command="import_borders",
            page=page,
            year=wish.year,
            level=_LEVELS[level],
            parts=_Borders(
                service, root, found["layers"][LEVELS[level]].format(year=wish.year)
            ),
            write=writing.features_geojson,
        )
        for level in LEVELS
        if level in wish.levels
    ]


def _services() -> dict[str, Any]:
    file = resources.files("wijkregie.cli.fetching") / "services.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Figures:
    """Asks a table about itself, and returns the parts that it is fetched in."""

    service: str
    root: str
    table: str
    year: int

    def __call__(self, asker: Asker, municipalities: Sequence[str]) -> list[Part]:
        """Raise ``FetchFault`` for a table of another year."""
        third = self.service == "odata3"
        where = (odata3 if third else odata4).about_address(self.root, self.table)
        told: About = asker.ask(where, odata3.about if third else odata4.about)
        if told.year not in {None, self.year}:
            raise FetchFault(Kind.OTHER_YEAR, where, told.year)
        ask = odata3.parts if third else odata4.parts
        return ask(self.root, self.table, told, municipalities)


@dataclass(frozen=True, slots=True)
class _Borders:
    """Returns the parts that a layer is fetched in; PDOK does not tell when it changed."""

    service: str
    root: str
    layer: str

    def __call__(self, _asker: Asker, municipalities: Sequence[str]) -> list[Part]:
        """Ask nothing yet."""
        part = features.ogc_part if self.service == "ogc" else features.wfs_part
        return [part(self.root, self.layer, code) for code in municipalities or ("",)]
