"""Small files in the shapes of the publishers, and the real ones where they are at hand."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

REAL: Final = Path(__file__).parents[2] / ".." / "shared" / "data" / "cbs"

LEVELS: Final = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
FLAT_LEVELS: Final = {"NL": "land", "GM": "gemeente", "WK": "wijk", "BU": "buurt"}

# One country of one municipality of two wijken: 100 + 65 + 40 inhabitants.
AREAS: Final = {
    "NL00": 205,
    "GM0398": 205,
    "WK039801": 165,
    "BU03980101": 100,
    "BU03980102": 65,
    "WK039802": 40,
    "BU03980201": 40,
}


def real(name: str) -> bytes:
    """Return a real file of the publisher, or skip the test where it is absent."""
    path = REAL / name
    if not path.exists():
        pytest.skip(f"the real file {name} is not beside this project")
    return path.read_bytes()


def delimited(rows: Iterable[Sequence[object]], delimiter: str = ",") -> bytes:
    """Return rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def odata(
    inhabitants: Mapping[str, object] = AREAS, **columns: Mapping[str, object]
) -> list[list[object]]:
    """Return the rows of an OData table; more columns by name, ``.`` where none is given."""
    names = [f"{name}_{place}" for place, name in enumerate(columns, start=20)]
    heading = [
        "ID",
        "WijkenEnBuurten",
        "Gemeentenaam_1",
        "SoortRegio_2",
        "Codering_3",
        "IndelingswijzigingWijkenEnBuurten_4",
        "AantalInwoners_5",
        *names,
    ]
    rows: list[list[object]] = [list(heading)]
    for number, (code, count) in enumerate(inhabitants.items()):
        name = "Nederland" if code == "NL00" else "Heerhugowaard"
        change = "1" if code[:2] in {"WK", "BU"} else "."
        cells = [column.get(code, "       .") for column in columns.values()]
        row = [number, f"{code:10}", f"{name:40}", f"{LEVELS[code[:2]]:10}", f"{code:10}"]
        rows.append([*row, change, count, *cells])
    return rows


def flat(**changes: Mapping[str, object]) -> list[list[object]]:
    """Return the rows of a flattened file; cells by heading and code, blank if not given."""
    figures = ["inwoners", "huishoudens", "wozWaarde", "misdrijven_2023", "misdrijven_2024"]
    figures.append("goed_ervaren_gezondheid_2024")
    cells: dict[str, Mapping[str, object]] = {
        "inwoners": AREAS,
        "huishoudens": dict.fromkeys(AREAS, 20),
        "wozWaarde": dict.fromkeys(AREAS, 300),
        "misdrijven_2023": {"GM0398": 7, "BU03980101": 0, "BU03980102": 5},
        "misdrijven_2024": {"GM0398": 8, "BU03980101": 3, "BU03980102": 5},
        "goed_ervaren_gezondheid_2024": {"NL00": 72.8, "GM0398": 75},
        **changes,
    }
    rows: list[list[object]] = [
        ["level", "code", "name", "gm_code", "gm_name", "provincie", *figures]
    ]
    for code in AREAS:
        country = code == "NL00"
        owner = ["", "", ""] if country else ["GM0398", "Heerhugowaard", "Noord-Holland"]
        name = "Nederland" if country else f"Naam van {code}"
        values = [cells[heading].get(code, "") for heading in figures]
        rows.append([FLAT_LEVELS[code[:2]], code, name, *owner, *values])
    return rows


def spreadsheet(rows: Sequence[Sequence[str | None]]) -> bytes:
    """Return rows of text as the smallest spreadsheet that readers accept."""
    lines = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t>{escape(cell or "")}</t></is></c>'
            if cell is not None
            else "<c/>"
            for cell in row
        )
        + "</row>"
        for row in rows
    )  # fmt: skip - one cell per line would hide the shape
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r0" Type="{links}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/a.xml"/>'
        "</Relationships>",
        "xl/worksheets/a.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData>'
        "</worksheet>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def geojson(shapes: Mapping[str, object], heading: str = "statcode", **same: object) -> bytes:
    """Return areas as GeoJSON: per code the coordinates of a polygon, or None."""
    features = [
        {
            "type": "Feature",
            "properties": {heading: code, **same},
            "geometry": corners and {"type": "Polygon", "coordinates": [corners]},
        }
        for code, corners in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def topology(
    arcs: list[Any], members: Mapping[str, Any], transform: dict[str, Any] | None = None
) -> bytes:
    """Return areas as TopoJSON: per code a polygon's arcs, or None."""
    geometries = [
        {"type": "Polygon" if ends is not None else None, "properties": {"statcode": code}}
        | ({"arcs": ends} if ends is not None else {})
        for code, ends in members.items()
    ]
    parts: dict[str, Any] = {
        "type": "Topology",
        "arcs": arcs,
        "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
    }
    return json.dumps(parts | ({"transform": transform} if transform else {})).encode()


def square(x: float, y: float, side: float) -> list[list[float]]:
    """Return the closed ring of a square from its lower left corner."""
    return [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
