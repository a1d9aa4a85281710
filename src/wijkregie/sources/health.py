"""Reader of the health monitor per wijk and buurt (table 50090NED) as a spreadsheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import fastexcel
import numpy as np
import polars as pl

from wijkregie.sources import cells as cell
from wijkregie.sources.areas import area_name, check_family, read_codes
from wijkregie.sources.formulas import check_formulas
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Level,
    Note,
    Problem,
    Reading,
    Remark,
    SourceFault,
    is_water,
    level_of,
)
from wijkregie.sources.tables import Table
from wijkregie.sources.unpack import LIMIT, checked_zip
from wijkregie.sources.years import Sign, WrongYear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.records import Rejection

DIVISION: Final = 2020
INDICATORS: Final = {
    "ErvarenGezondheidGoedZeerGoed": "health_good",
    "VoldoetAanBeweegrichtlijn": "health_moves_enough",
    "WekelijkseSporters": "health_weekly_sports",
    "Ondergewicht": "health_underweight",
    "NormaalGewicht": "health_normal_weight",
    "Overgewicht": "health_overweight",
    "ErnstigOvergewicht": "health_obesity",
    "Roker": "health_smokers",
    "VoldoetAanAlcoholRichtlijn": "health_alcohol_guideline",
    "Drinker": "health_drinkers",
    "ZwareDrinker": "health_heavy_drinkers",
    "OvermatigeDrinker": "health_excessive_drinkers",
    "EenOfMeerLangdurigeAandoeningen": "health_long_term_illness",
    "BeperktVanwegeGezondheid": "health_limited",
    "ErnstigBeperktVanwegeGezondheid": "health_severely_limited",
    "LangdurigeZiekteEnBeperkt": "health_ill_and_limited",
    "EenOfMeerLichamelijkeBeperkingen": "health_physical_impairment",
    "BeperkingInHoren": "health_hearing_impairment",
    "BeperkingInZien": "health_sight_impairment",
    "BeperkingInBewegen": "health_mobility_impairment",
    "MatigHoogRisicoOpAngstOfDepressie": "health_anxiety_risk",
    "HoogRisicoOpAngstOfDepressie": "health_anxiety_high_risk",
    "HeelVeelStressInAfgelopen4Weken": "health_stress",
    "MatigVeelRegieOverEigenLeven": "health_control_of_life",
    "Eenzaam": "health_lonely",
    "ErnstigZeerErnstigEenzaam": "health_severely_lonely",
    "EmotioneelEenzaam": "health_emotionally_lonely",
    "SociaalEenzaam": "health_socially_lonely",
    "Mantelzorger": "health_carers",
    "Vrijwilligerswerk": "health_volunteers",
    "LopenEnOfFietsenNaarSchoolOfWerk": "health_active_commute",
    "LopenNaarSchoolOfWerk": "health_walk_commute",
    "FietsenNaarSchoolOfWerk": "health_cycle_commute",
    "ErnstigeGeluidhinderDoorBuren": "health_noise_neighbours",
    "MoeiteMetRondkomen": "health_hard_to_get_by",
}
KEYS: Final = tuple(INDICATORS.values())
_CODE: Final = "WijkenEnBuurten"
_PERIOD: Final = "Perioden"
_NAME: Final = "Gemeentenaam_1"
_FIXED: Final = {"Leeftijd": "20300", "Marges": "MW00000"}
_SHARE: Final = cell.Span(high=100)
_YEAR: Final = re.compile(r"([0-9]{4})JJ00")


def read(
    raw: bytes,
    *,
    file: str,
    year: int | None = None,
    division: int = DIVISION,
    limit: int = LIMIT,
) -> Reading:
    """Read the shares of adults per area; all are estimates by a model.

    The file tells its own year; with ``year`` it must be that one. Only adults together
    (age code 20300) and estimates (margin code MW00000) are read: another age or a bound of
    the margin in the file refuses it.
    """
    content = checked_zip(raw, file=file, limit=limit)
    check_formulas(content, file=file)
    table = _table(content, file)
    table.need(_CODE, _PERIOD, _NAME, *_FIXED)
    period = _period(table, year)
    for heading, expected in _FIXED.items():
        _same(table, heading, expected)
    codes = read_codes(table, _CODE)
    check_family(table, _CODE, codes)
    picked = {
        heading: INDICATORS[name]
        for heading in table.frame.columns
        if (name := heading.rsplit("_", 1)[0]) in INDICATORS
    }
    if not picked:
        raise table.fault(Problem.NO_KNOWN_COLUMN)
    columns, rejections, notes = _columns(table, list(picked))
    sheet = FigureSheet(
        "health",
        period,
        division,
        tuple(picked.values()),
        _areas(table, codes),
        np.column_stack([cells.values for cells in columns]),
        np.column_stack([cells.status for cells in columns]),
    )
    return Reading(file, (sheet,), tuple(rejections), tuple(notes))


def _table(content: bytes, file: str) -> Table:
    try:
        book = fastexcel.read_excel(content)
        sheet = book.load_sheet(0, dtypes="string")
        frame = sheet.to_polars()
    except fastexcel.FastExcelError as error:
        raise SourceFault(Problem.WRONG_KIND, file=file) from error
    if not frame.height:
        raise SourceFault(Problem.EMPTY, file=file)
    return Table(file, frame.with_columns(pl.all().cast(pl.String).str.strip_chars()))


def _same(table: Table, heading: str, expected: str) -> None:
    other = (table.frame[heading].fill_null("") != expected).arg_true()
    if other.len():
        first = int(other[0])
        raise table.fault(Problem.WRONG_KIND, first, heading, table.frame[heading][first])


def _period(table: Table, year: int | None) -> int:
    shown = table.frame[_PERIOD][0] or ""
    found = _YEAR.fullmatch(shown)
    if found is None:
        raise table.fault(Problem.YEAR_UNKNOWN, 0, _PERIOD, shown)
    _same(table, _PERIOD, shown)
    if year is not None and year != int(found[1]):
        place = {"row": table.row_number(0), "column": _PERIOD, "value": shown}
        raise WrongYear(Sign.CONTENT, int(found[1]), year, file=table.file, **place)
    return int(found[1])


def _columns(
    table: Table, headings: Sequence[str]
) -> tuple[list[cell.Cells], list[Rejection], list[Note]]:
    columns: list[cell.Cells] = []
    rejections: list[Rejection] = []
    notes: list[Note] = []
    for heading in headings:
        cells, named = cell.read_column(table, heading, _SHARE, blank=CellStatus.MISSING)
        if (cells.status == CellStatus.MISSING).all():
            cells.status[:] = CellStatus.NOT_PUBLISHED
            notes.append(Note(Remark.COLUMN_EMPTY, {"column": heading}))
        columns.append(cells)
        rejections += named
    return columns, rejections, notes


def _areas(table: Table, codes: Sequence[str]) -> tuple[AreaRow, ...]:
    named = (Level.COUNTRY, Level.MUNICIPALITY)
    rows = []
    for code, shown in zip(codes, table.frame[_NAME], strict=True):
        level, name = level_of(code), area_name(shown)
        own = name if level in named else None
        around = None if level is Level.COUNTRY else name
        rows.append(AreaRow(code, own, level, around, None, is_water(code)))
    return tuple(rows)
