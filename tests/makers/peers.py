"""A country of wijken that are alike, for tests of comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.makers.indicators import make_figures, sheet
from wijkregie.domain.indicators import queries
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import Viewer, anonymous

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.makers.indicators import Cell
    from wijkregie.domain.indicators.queries import PeerSet, Standing
    from wijkregie.domain.places.models import Municipality

    Row = Mapping[str, Cell]

HERE: Final = "WK900101"
TOWN: Final = "GM9001"
USUAL: Final[Row] = {
    "inhabitants": 4000.0,
    "aged_0_14": 600.0,
    "aged_65_plus": 800.0,
    "homes": 1800.0,
    "homes_owned": 50.0,
    "homes_single_family": 60.0,
    "urbanity": 3.0,
    "area_land": 100.0,
    "population_density": 4000.0,
}


def other(number: int, level: str = "WK") -> str:
    """The code of an area elsewhere, in a municipality of its own."""
    return f"{level}{9100 + number}{'01' if level == 'WK' else '0101'}"


def country(
    others: int = 12, *, here: Row | None = None, rows: Mapping[str, Row] | None = None
) -> dict[str, Row]:
    """Cells of a wijk here and of others elsewhere that are alike, but for what is said."""
    found: dict[str, Row] = {
        "NL00": {"inhabitants": 17e6},
        TOWN: {"inhabitants": 50_000.0},
        HERE: {**USUAL, **(here or {})},
    }
    for number in range(others):
        found[f"GM{9100 + number}"] = {"inhabitants": 50_000.0}
        found[other(number)] = dict(USUAL)
    for code, row in (rows or {}).items():
        found[code] = {**USUAL, **row}
    return found


def make_country(
    others: int = 12,
    *,
    here: Row | None = None,
    rows: Mapping[str, Row] | None = None,
    period: int = 2017,
) -> None:
    make_figures(sheet(country(others, here=here, rows=rows), period=period))


def area(code: str = HERE) -> Area:
    return Area.objects.get(code=code)


def codes(peers: PeerSet) -> list[str]:
    """The codes of the peers, nearest first."""
    named = dict(Area.objects.filter(pk__in=peers.area_ids).values_list("pk", "code"))
    return [named[pk] for pk in peers.area_ids]


def peers_here(viewer: Viewer | None = None, code: str = HERE) -> PeerSet:
    return queries.peers_of(viewer or anonymous(), area(code))


def standings_here(town: Municipality | None = None, code: str = HERE) -> dict[str, Standing]:
    """Where each figure of an area stands among its peers."""
    viewer = anonymous(town.pk if town else None)
    found = area(code)
    lines = queries.profile(viewer, found)
    return queries.standings(viewer, found, lines, queries.peers_of(viewer, found))


def with_figure(key: str, here: float, others: Sequence[Cell]) -> None:
    """A wijk with a figure, and peers with theirs."""
    rows = {other(at): {key: value} for at, value in enumerate(others)}
    make_country(0, here={key: here}, rows=rows)
