"""What the reader of a table of a municipality hands over. The web process loads this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.sources.records import Rejection


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """What a municipality measured, and in which columns it stands.

    ``column`` is that of its values, if it has one of its own; otherwise ``word`` stands in
    the column of indicators. ``question`` is shared by the answers that everybody gave one
    of. ``smallest_sample`` and ``smallest_cell`` can only raise what is too few.
    """

    key: str
    name: str
    definition: str
    source: str
    unit: str
    kind: str
    direction: str
    decimals: int = 0
    about_people: bool = True
    question: str = ""
    smallest_sample: int = 0
    smallest_cell: int = 0
    labels: Mapping[int, str] = field(default_factory=dict)
    column: str = ""
    n_column: str = ""
    margin_column: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column of a table is what; without a column of periods all are of ``period``.

    ``level`` says of which level its areas are, beside the municipality itself; it may be
    left open.
    """

    indicators: tuple[OwnIndicator, ...]
    area: str
    period_column: str = ""
    period: int | None = None
    level: str = ""
    indicator: str = ""
    value: str = ""
    n: str = ""
    margin: str = ""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One figure of a table, and the cell that it stands in."""

    row: int
    column: str
    area: str
    period: int
    key: str
    value: float
    n: int | None = None
    margin: float | None = None


@dataclass(frozen=True, slots=True)
class OwnTable:
    """Everything that one table told; ``area_column`` is where its areas stand."""

    file: str
    area_column: str
    level: str
    lines: int
    indicators: tuple[OwnIndicator, ...]
    rows: tuple[OwnRow, ...]
    missing: int
    rejections: tuple[Rejection, ...]
