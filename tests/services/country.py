"""A small country in the shapes that the services give: rows, observations, features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.sources.makers import square

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]

OWNERS: Final = {"GM0353": "IJsselstein", "GM0398": "Heerhugowaard"}
COUNTS: Final = {
    "NL00": 405,
    "GM0353": 200,
    "WK035300": 200,
    "BU03530000": 120,
    "BU03530001": 80,
    "GM0398": 205,
    "WK039801": 165,
    "BU03980101": 100,
    "BU03980102": 65,
    "WK039802": 40,
    "BU03980201": 40,
}
"""Inhabitants of every area; parts add up to their whole."""

LEVELS: Final = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
MEASURES: Final = {
    "T001036": "Aantal inwoners",
    "M001642": "Gemiddelde WOZ-waarde van woningen",
    "1050010": "Huishoudens totaal",
}


def name(code: str) -> str:
    """Return the name of an area."""
    if code == "NL00":
        return "Nederland"
    return OWNERS.get(code, f"Naam van {code}")


def rows(counts: Mapping[str, int] = COUNTS, **columns: Mapping[str, object]) -> list[Row]:
    """Return rows of OData version 3 without types: padded, and a point where nothing is."""
    return [
        {
            "ID": number,
            "WijkenEnBuurten": f"{code:10}",
            "Gemeentenaam_1": f"{OWNERS.get(f'GM{code[2:6]}', 'Nederland'):40}",
            "SoortRegio_2": f"{LEVELS[code[:2]]:10}",
            "Codering_3": f"{code:10}",
            "IndelingswijzigingWijkenEnBuurten_4": "1" if code[:2] in {"WK", "BU"} else ".",
            "AantalInwoners_5": f"{count:8}",
            **{
                f"{heading}_{at}": cells.get(code, "       .")
                for at, (heading, cells) in enumerate(columns.items(), start=20)
            },
        }
        for number, (code, count) in enumerate(counts.items())
    ]


def observations(counts: Mapping[str, int] = COUNTS) -> list[Row]:
    """Return observations of OData version 4: inhabitants, home values, and secret ones."""
    found: list[Row] = []
    for code, count in counts.items():
        values = (
            ("T001036", "None", float(count)),
            ("M001642", "None", 310.0),
            ("1050010", "Confidential", None),
        )
        for measure, attribute, value in values:
            row = {"Id": len(found), "Measure": measure, "ValueAttribute": attribute}
            row |= {"Value": value, "WijkenEnBuurten": f"{code:10}"}
            found.append(row)
    return found


def area_codes(counts: Mapping[str, int] = COUNTS) -> list[Row]:
    """Return the names of the areas, as OData version 4 lists them."""
    return [
        {"Index": at, "Identifier": f"{code:10}", "Title": name(code)}
        for at, code in enumerate(counts)
    ]


def measure_codes() -> list[Row]:
    """Return the names of the measures, as OData version 4 lists them."""
    return [{"Identifier": code, "Title": title} for code, title in MEASURES.items()]


def features(level: str, counts: Mapping[str, int] = COUNTS) -> list[Row]:
    """Return the areas of a level as features of PDOK, with more about them than we need."""
    word = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}[level]
    return [
        {
            "type": "Feature",
            "id": f"{word}.{at}",
            "properties": {
                f"{word}code": code,
                f"{word}naam": name(code),
                "gemeentecode": f"GM{code[2:6]}",
                "water": "NEE",
                "aantalInwoners": count,
                "percentageGebInNlMet": -99995,
            },
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[square(100_000 + 1000 * at, 400_000, 1000)]],
            },
        }
        for at, (code, count) in enumerate(counts.items())
        if code.startswith(level)
    ]
