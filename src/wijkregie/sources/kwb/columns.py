"""The columns of the key figures of wijken and buurten, and how to know them by name.

``names.csv`` beside this module is the dictionary: per indicator what its cells can hold, and
how each era calls it. A label that an edition repeats stands there with its turn: the second
``Appartement`` of a table is about gas, the first about electricity.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from wijkregie.sources.cells import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

COUNT: Final = Span(whole=True)
SHARE: Final = Span(high=100)
_WIDEST: Final = "1e9"


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator: its key, its names, and what its cells can hold.

    ``labels`` are its titles in StatLine and OData, ``names`` its headings in spreadsheets
    and maps, ``measure`` its identifier in OData version 4, ``flat`` its heading in the
    flattened file. ``until`` is the last edition that has the concept, None if it goes on.
    ``nought`` tells whether the figure can be 0, so that a blank cell may hide one.
    """

    key: str
    span: Span
    labels: tuple[str, ...]
    names: tuple[str, ...]
    measure: str
    flat: str
    until: int | None
    nought: bool


def _read() -> Iterator[Column]:
    file = resources.files("wijkregie.sources.kwb") / "names.csv"
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        span = Span(
            low=float(row["low"]),
            high=float(row["high"] or _WIDEST),
            whole=row["whole"] == "whole",
            nought_is_missing=row["nought"] == "missing",
        )
        yield Column(
            key=row["key"],
            span=span,
            labels=tuple(filter(None, row["labels"].split("|"))),
            names=tuple(filter(None, row["names"].split("|"))),
            measure=row["measure"],
            flat=row["flat"],
            until=int(row["until"]) if row["until"] else None,
            nought=not row["nought"],
        )


COLUMNS: Final = tuple(_read())

PARTS: Final = (
    ("men", "inhabitants"),
    ("women", "inhabitants"),
    ("aged_0_14", "inhabitants"),
    ("aged_15_24", "inhabitants"),
    ("aged_25_44", "inhabitants"),
    ("aged_45_64", "inhabitants"),
    ("aged_65_plus", "inhabitants"),
    ("unmarried", "inhabitants"),
    ("married", "inhabitants"),
    ("origin_western", "inhabitants"),
    ("origin_non_western", "inhabitants"),
    ("origin_morocco", "origin_non_western"),
    ("origin_turkey", "origin_non_western"),
    ("origin_netherlands", "inhabitants"),
    ("households", "inhabitants"),
    ("households_single", "households"),
    ("income_per_inhabitant", "income_per_recipient"),
    ("area_land", "area_total"),
    ("cars_petrol", "cars"),
)
"""Pairs of which the first never exceeds the second by more than the rounding."""

COUNTRY_FIXED: Final = {
    "persons_lowest_40": 40,
    "persons_highest_20": 20,
    "households_lowest_40": 40,
    "households_highest_20": 20,
}
"""Shares that are the same for the country every year, by their definition."""

_UNIT: Final = re.compile(r"\s*\([^()]*\)$")
_POSITION: Final = re.compile(r"_[0-9]+$")
_TURN: Final = re.compile(r"#([0-9])$")


def folded(name: str) -> str:
    """Return a name without case, accents and signs, so that all spellings meet.

    >>> folded("Niet-westers totaal") == folded("NietWestersTotaal")
    True

    """
    plain = unicodedata.normalize("NFKD", name).lower()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())


def _index(names: Callable[[Column], Iterable[str]]) -> Mapping[str, tuple[Column, ...]]:
    """Return the columns behind each name, in the turn in which an edition holds them."""
    turns: dict[str, list[tuple[int, Column]]] = defaultdict(list)
    for column in COLUMNS:
        for name in names(column):
            turn = _TURN.search(name)
            place = int(turn[1]) if turn else 1
            turns[folded(_TURN.sub("", name))].append((place, column))
    return {
        name: tuple(column for _, column in sorted(found, key=lambda pair: pair[0]))
        for name, found in turns.items()
    }


_BY_LABEL: Final = _index(lambda column: column.labels)
_BY_NAME: Final = {**_BY_LABEL, **_index(lambda column: column.names)}
_BY_FLAT: Final = {column.flat: column for column in COLUMNS if column.flat}
_BY_MEASURE: Final = {column.measure: column for column in COLUMNS if column.measure}


def pick_odata(headings: Sequence[str]) -> dict[str, Column]:
    """Find columns by their names in OData, whatever positions stand behind them.

    >>> pick_odata(["k_65JaarOfOuder_12"])["k_65JaarOfOuder_12"].key
    'aged_65_plus'

    """
    return _pick(
        headings, lambda name: [folded(_POSITION.sub("", name).removeprefix("k_"))], _BY_LABEL
    )


def pick_statline(headings: Sequence[str]) -> dict[str, Column]:
    """Find columns by the ends of StatLine labels, whatever themes and units surround them.

    >>> label = "Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)"
    >>> pick_statline([label])[label].key
    'aged_0_14'

    """
    return _pick(headings, _ends, _BY_LABEL)


def pick_names(headings: Sequence[str]) -> dict[str, Column]:
    """Find columns by their headings in a spreadsheet or map, in capitals or not.

    >>> [column.key for column in pick_names(["AANT_INW", "p_geb ", "g_woz"]).values()]
    ['inhabitants', 'birth_rate', 'home_value']

    """
    return _pick(headings, lambda name: [folded(name)], _BY_NAME)


def pick_measures(titles: Mapping[str, str]) -> dict[str, Column]:
    """Find columns by their identifiers in OData version 4, or else by their titles.

    >>> [column.key for column in pick_measures({"M001642": "", "X": "Mannen"}).values()]
    ['home_value', 'men']

    """
    known = {measure: _BY_MEASURE[measure] for measure in titles if measure in _BY_MEASURE}
    rest = [measure for measure in titles if measure not in known]
    by_title = _pick(rest, lambda measure: [folded(titles[measure])], _BY_LABEL)
    taken = set(known.values())
    known.update((name, column) for name, column in by_title.items() if column not in taken)
    return {measure: known[measure] for measure in titles if measure in known}


def by_flat(heading: str) -> Column | None:
    """Find a column by its heading in the flattened file."""
    return _BY_FLAT.get(heading)


def _ends(heading: str) -> list[str]:
    parts = _UNIT.sub("", heading).split("/")
    return [folded("/".join(parts[start:])) for start in range(len(parts))]


def _pick(
    headings: Sequence[str],
    spellings: Callable[[str], Iterable[str]],
    index: Mapping[str, tuple[Column, ...]],
) -> dict[str, Column]:
    """Return the column of each heading that is known, in the order of the headings.

    Headings that share a name are told apart by their turn, if every turn is there: of a
    selection one cannot know which was left out, so then none is known.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for heading in headings:
        known = next((name for name in spellings(heading) if name in index), None)
        if known is not None:
            alike[known].append(heading)
    found: dict[str, Column] = {}
    for name, same in alike.items():
        columns = index[name]
        if len(columns) == 1:
            found.update(dict.fromkeys(same, columns[0]))
        elif len(columns) == len(same):
            found.update(zip(same, columns, strict=True))
    return {heading: found[heading] for heading in headings if heading in found}
