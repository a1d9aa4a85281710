"""What the readers of open data hand over: plain records, in codes and numbers only.

The web process imports it, so it needs numpy only; words are made higher up from its codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping

COUNTRY_CODE: Final = "NL00"

Values = npt.NDArray[np.float64]
Statuses = npt.NDArray[np.uint8]
Ring = npt.NDArray[np.int32]
_SHAPE = re.compile(r"(NL0[01])|(GM[0-9]{4})|(WK[0-9]{4}[0-9A-Z]{2})|(BU[0-9]{4}[0-9A-Z]{4})")
_WATER = re.compile(r"BU[0-9]{4}99(97|98|99)")


class CellStatus(IntEnum):
    """Why a cell of a sheet holds a number, or why it does not."""

    KNOWN = 0
    MISSING = 1  # missing, too few to publish, or not stated
    SECRET = 2
    NOT_APPLICABLE = 3  # cannot occur
    NOT_PUBLISHED = 4  # the whole column is still empty in this edition
    ZERO_OR_SECRET = 5  # the source shows nought and secret alike as empty
    REJECTED = 6  # something stands there that is no number for this column


class Level(StrEnum):
    """The size of an area, from large to small."""

    COUNTRY = "country"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    NEIGHBOURHOOD = "neighbourhood"


_LEVELS: Final = {
    "NL": Level.COUNTRY,
    "GM": Level.MUNICIPALITY,
    "WK": Level.DISTRICT,
    "BU": Level.NEIGHBOURHOOD,
}


class Reason(StrEnum):
    """Why one cell, row or shape was not taken over, while the file was."""

    UNREADABLE = "unreadable"  # no number, and no known sign for a missing one
    OUT_OF_RANGE = "out_of_range"  # a number that this column cannot hold
    NOT_WHOLE = "not_whole"  # a count with decimals
    ROW_CUT_SHORT = "row_cut_short"  # the row lost its cells, as unquoted commas do
    BAD_CODE = "bad_code"
    BAD_POSTCODE = "bad_postcode"
    BAD_SHAPE = "bad_shape"  # a border that encloses nothing
    NOT_A_YEAR = "not_a_year"
    NOT_A_NUMBER_OF_PEOPLE = "not_a_number_of_people"
    UNKNOWN_INDICATOR = "unknown_indicator"
    UNKNOWN_AREA = "unknown_area"
    AREAS_ALIKE = "areas_alike"  # several areas have this name


class Problem(StrEnum):
    """Why a file was refused whole."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    TRUNCATED = "truncated"  # it stops before its end
    DAMAGED = "damaged"  # packed wrongly: the check sum or the archive is broken
    NOT_TEXT = "not_text"  # NUL bytes or no UTF-8
    NO_KNOWN_COLUMN = "no_known_column"
    NO_FIGURES = "no_figures"  # every cell is a sign for a missing number
    MISSING_COLUMN = "missing_column"
    FORMULA_EMPTY = "formula_empty"  # a formula that no program worked out
    DOUBLED_COLUMN = "doubled_column"
    DOUBLED_AREA = "doubled_area"
    BAD_CODE = "bad_code"
    SHIFTED = "shifted"  # values stand in another column than their own
    SUM_DIFFERS = "sum_differs"  # parts do not add up to their whole: rows lost or moved
    PARENT_MISSING = "parent_missing"
    PARTS_MISSING = "parts_missing"  # a municipality without wijken, a wijk without buurten
    MIXED_LEVELS = "mixed_levels"  # areas of another size in one layer
    NUMBERING_BROKEN = "numbering_broken"  # the row numbers in the file skip or repeat
    WRONG_YEAR = "wrong_year"
    YEAR_UNKNOWN = "year_unknown"
    SWAPPED_COORDINATES = "swapped_coordinates"
    UNKNOWN_COORDINATES = "unknown_coordinates"
    BAD_COORDINATES = "bad_coordinates"  # no numbers, or a ring that is not closed
    UNKNOWN_TOWNS = "unknown_towns"  # nearly all codes are made up
    OVERLAPPING = "overlapping"  # many areas on one spot


class Remark(StrEnum):
    """What a reader noticed that does not keep the file out."""

    PARTIAL_COUNTRY = "partial_country"  # details: share, inhabitants, country
    PROVINCES_MISSING = "provinces_missing"  # details: names
    COLUMN_EMPTY = "column_empty"  # details: column
    COLUMN_UNKNOWN = "column_unknown"  # details: column
    ROWS_DESTROYED = "rows_destroyed"  # details: count, first
    SHAPES_MISSING = "shapes_missing"  # details: count, total
    SHAPES_REPAIRED = "shapes_repaired"  # details: count, codes (those that crossed themselves)
    ZERO_OR_SECRET = "zero_or_secret"  # noqa: S105 - no password; details: cells
    ABROAD_LEFT_OUT = "abroad_left_out"  # details: code, name
    TOWNS_UNKNOWN = "towns_unknown"  # details: count (of areas), codes (of municipalities)
    LAYERS_UNREAD = "layers_unread"  # details: names


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about a whole file, with the numbers that belong in its sentence."""

    remark: Remark
    details: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejection:
    """One cell or row that was not taken over; the heading is row 1, as in a spreadsheet."""

    file: str
    row: int
    column: str
    value: str
    reason: Reason
    candidates: tuple[str, ...] = ()  # codes that a name may mean


class SourceFault(ValueError):
    """A file that must be refused whole; nothing of it may be stored."""

    def __init__(
        self,
        problem: Problem,
        *,
        file: str,
        row: int | None = None,
        column: str = "",
        value: str = "",
    ) -> None:
        place = file if row is None else f"{file}, row {row}"
        parts = (place, column and f"column {column}", value and f"value {value!r}")
        super().__init__(f"{', '.join(filter(None, parts))}: {problem.replace('_', ' ')}")
        self.problem = problem
        self.file = file
        self.row = row
        self.column = column
        self.value = value


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as a table of figures knows it.

    ``name`` is None where the table has no name for this level. ``change`` compares with the
    year before: 1 the same area, 2 the same area under another code, 3 another border.
    """

    code: str
    name: str | None
    level: Level
    municipality_name: str | None
    change: int | None
    water: bool


@dataclass(frozen=True, slots=True, eq=False)
class FigureSheet:
    """The figures of one source about one year, areas down and indicators across.

    ``values`` is NaN wherever ``status`` is not KNOWN. ``period`` is the year measured,
    ``division`` the year of the area layout.
    """

    source: str
    period: int
    division: int
    columns: tuple[str, ...]
    areas: tuple[AreaRow, ...]
    values: Values
    status: Statuses

    def __post_init__(self) -> None:
        shape = (len(self.areas), len(self.columns))
        if self.values.shape != shape or self.status.shape != shape:
            raise ValueError(f"a sheet of {shape} needs values and status of that shape")
        if not np.array_equal(np.isnan(self.values), self.status != CellStatus.KNOWN):
            raise ValueError("a cell holds a number exactly when its status is KNOWN")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Everything that one file of figures told; ``postcodes`` as (buurt, four digits)."""

    file: str
    sheets: tuple[FigureSheet, ...]
    rejections: tuple[Rejection, ...]
    notes: tuple[Note, ...]
    postcodes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class BorderRow:
    """The shape of one area: exact for finding points, coarse for drawing.

    ``rings`` are closed rings in decimetres RD New, inside by the even-odd rule; ``outline``
    the same in metres after simplification of all areas together, so neighbours still meet.
    Both are empty where the source holds the area without a shape; then ``box`` and ``label``
    are None. ``sketch`` is coarser still, in cells of ten metres, for a map of the country.
    ``surface`` is in square metres.
    """

    code: str
    name: str | None
    water: bool
    rings: tuple[Ring, ...]
    outline: tuple[Ring, ...]
    box: tuple[int, int, int, int] | None
    label: tuple[int, int] | None
    surface: float
    sketch: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class BorderSheet:
    """All borders of one level and year from one file."""

    file: str
    level: Level
    year: int
    rows: tuple[BorderRow, ...]
    rejections: tuple[Rejection, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class StreetRow:
    """A street, town or postcode, and the neighbourhood it lies in. Never a house number."""

    street: str | None
    town: str | None
    postcode: str | None
    neighbourhood_code: str


@dataclass(frozen=True, slots=True)
class StreetList:
    """Everything that one street list told, every line once."""

    file: str
    rows: tuple[StreetRow, ...]
    rejections: tuple[Rejection, ...]


def clean_code(text: str) -> str | None:
    """Return an area code without padding, or None if it is no area code.

    >>> clean_code("WK168000  "), clean_code("NL01      "), clean_code("BU0363AA01")
    ('WK168000', 'NL00', 'BU0363AA01')
    """
    code = text.strip()
    if not _SHAPE.fullmatch(code):
        return None
    return COUNTRY_CODE if code.startswith("NL") else code


def level_of(code: str) -> Level:
    """Return the level that the first two letters of a clean area code stand for."""
    return _LEVELS[code[:2]]


def parent_code(code: str) -> str | None:
    """Return the code of the area around this one, None for the country.

    >>> parent_code("BU0363AA01"), parent_code("WK0363AA"), parent_code("GM0363")
    ('WK0363AA', 'GM0363', 'NL00')
    """
    level = level_of(code)
    if level is Level.NEIGHBOURHOOD:
        return "WK" + code[2:8]
    if level is Level.DISTRICT:
        return "GM" + code[2:6]
    return COUNTRY_CODE if level is Level.MUNICIPALITY else None


def is_water(code: str) -> bool:
    """Tell whether a code belongs to the water neighbourhoods 9997, 9998 and 9999."""
    return _WATER.fullmatch(code) is not None
