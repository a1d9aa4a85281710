"""Files of a made-up country in the shapes of the publishers, for machines without theirs."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEVELS: Final = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
PROVINCES: Final = ("Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen")
STARTS: Final = ("Molen", "Kerk", "Beuken", "Wilgen", "Haven", "Ooster", "Nieuwe ", "Oude ")
MIDDLES: Final = ("veld", "hof", "berg", "brug", "dal", "poort", "bos", "")
ENDS: Final = ("wijk", "buurt", "dorp", "kwartier", "oord", " Noord", " Zuid", " Centrum")
STREET_ENDS: Final = ("straat", "laan", "weg", "plein", "pad", "kade", "hof", "dijk")
FLAT_SPANS: Final = {
    "huishoudensgrootte": (1, 4),
    "stedelijkheid": (1, 5),
    "koopwoningen": (0, 100),
    "eengezinswoning": (0, 100),
    "scholenBinnen3km": (0, 30),
    "afstandHuisarts": (0, 9),
    "afstandSupermarkt": (0, 9),
    "afstandSchool": (0, 9),
    "inkomenPerInwoner": (20, 60),
}
CRIMES: Final = tuple(f"misdrijven_{year}" for year in range(2021, 2026))
HEALTHS: Final = tuple(
    f"goed_ervaren_gezondheid_{year}" for year in (2012, 2016, 2020, 2022, 2024)
)
ODATA_COUNTS: Final = (
    "k_65JaarOfOuder_12",
    "WestersTotaal_17",
    "NietWestersTotaal_18",
    "Marokko_19",
    "Turkije_22",
    "Bevolkingsdichtheid_33",
    "GemiddeldeWoningwaarde_35",
)
ODATA_FIGURES: Final = (
    "GemiddeldInkomenPerInkomensontvanger_65",
    "GemiddeldInkomenPerInwoner_66",
    "k_40PersonenMetLaagsteInkomen_67",
    "k_20PersonenMetHoogsteInkomen_68",
    "k_40HuishoudensMetLaagsteInkomen_70",
    "k_20HuishoudensMetHoogsteInkomen_71",
    "HuishoudensMetEenLaagInkomen_72",
    "HuishOnderOfRondSociaalMinimum_73",
)
ODATA_SPANS: Final = {
    "GemiddeldInkomenPerInkomensontvanger_65": (30, 50),
    "GemiddeldInkomenPerInwoner_66": (20, 30),
}
ODATA_FIXED: Final = {  # of the whole country, by definition
    "k_40PersonenMetLaagsteInkomen_67": 40,
    "k_20PersonenMetHoogsteInkomen_68": 20,
    "k_40HuishoudensMetLaagsteInkomen_70": 40,
    "k_20HuishoudensMetHoogsteInkomen_71": 20,
}


@dataclass
class Country:
    """Areas as ``{code: (name, inhabitants)}``, each followed by its parts."""

    areas: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def neighbourhoods(self) -> list[str]:
        """The codes of the smallest areas."""
        return [code for code in self.areas if code.startswith("BU")]


def country(municipalities: int, districts: int, neighbourhoods: int, *, seed: int) -> Country:
    """Return a country of so many municipalities, wijken in each, buurten in each wijk."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    made = Country({"NL00": ("Nederland", 0)})
    for number in range(1, municipalities + 1):
        gm = f"GM{number:04d}"
        made.areas[gm] = (f"{_name(chance)} {number}", 0)
        for wijk in range(districts):
            wk = f"WK{gm[2:]}{wijk:02d}"
            made.areas[wk] = (_name(chance), 0)
            for buurt in range(neighbourhoods):
                code = f"BU{wk[2:]}{buurt:02d}"
                made.areas[code] = (_name(chance), 5 * chance.randint(20, 600))
    _add_up(made)
    return made


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(part) for part in (STARTS, MIDDLES, ENDS))


def _add_up(made: Country) -> None:
    total: dict[str, int] = {}
    for code in made.neighbourhoods:
        count = made.areas[code][1]
        for above in ("NL00", f"GM{code[2:6]}", f"WK{code[2:8]}"):
            total[above] = total.get(above, 0) + count
    for code, count in total.items():
        made.areas[code] = (made.areas[code][0], count)


def flat(made: Country) -> bytes:
    """Return figures, crimes and health of 2024 in one table, as CSV."""
    chance = random.Random(24)  # noqa: S311 - no secret
    heading = ["level", "code", "name", "gm_code", "gm_name", "provincie", "inwoners"]
    heading += ["inwoners0tot15", "inwoners65plus", "huishoudens", "dichtheid", "wozWaarde"]
    heading += ["adressendichtheid", "oppervlakteLandHa", *FLAT_SPANS, *CRIMES, *HEALTHS]
    rows = [heading]
    for code, (name, count) in made.areas.items():
        gm = "" if code == "NL00" else f"GM{code[2:6]}"
        owner = made.areas[gm][0] if gm else ""
        province = PROVINCES[int(code[2:6]) % len(PROVINCES)] if gm else ""
        counts = [count, count // 6, count // 5, count // 2, 900, 350, 1100, 120]
        shares = [chance.randint(*span) for span in FLAT_SPANS.values()]
        crimes = [count // 20 if gm else "" for _ in CRIMES]
        healths = [round(chance.uniform(60, 90), 1) for _ in HEALTHS]
        cells = [*counts, *shares, *crimes, *healths]
        rows.append(
            [LEVELS[code[:2]].lower(), code, name, gm, owner, province, *map(str, cells)]
        )
    return _csv(rows)


def odata(made: Country) -> bytes:
    """Return figures of 2017 as the open-data service gave them: codes, no names of wijken."""
    chance = random.Random(17)  # noqa: S311 - no secret
    heading = ["ID", "WijkenEnBuurten", "Gemeentenaam_1", "SoortRegio_2", "Codering_3"]
    heading += ["IndelingswijzigingWijkenEnBuurten_4", "AantalInwoners_5"]
    rows = [[*heading, *ODATA_COUNTS, *ODATA_FIGURES]]
    for number, (code, (_, count)) in enumerate(made.areas.items()):
        owner = made.areas["NL00" if code == "NL00" else f"GM{code[2:6]}"][0]
        change = "1" if code[:2] in {"WK", "BU"} else "."
        figures: list[Any] = [count, count // 5, count // 9, count // 8, count // 50]
        figures += [count // 60, 900, 216]
        for name in ODATA_FIGURES:
            fixed = ODATA_FIXED.get(name) if code == "NL00" else None
            figures.append(fixed or round(chance.uniform(*ODATA_SPANS.get(name, (5, 40))), 1))
        places = [number, f"{code:10}", f"{owner:40}", f"{LEVELS[code[:2]]:10}", f"{code:10}"]
        rows.append([str(cell) for cell in (*places, change, *figures)])
    return _csv(rows)


def streets(made: Country, number: int) -> bytes:
    """Return a list of streets, spread over the buurten."""
    chance = random.Random(7)  # noqa: S311 - no secret
    codes = made.neighbourhoods
    rows = [["straat", "plaats", "buurt"]]
    for at in range(number):
        street = chance.choice(STARTS) + chance.choice(MIDDLES) + chance.choice(STREET_ENDS)
        rows.append([street, f"Dorp {at % 2000}", chance.choice(codes)])
    return _csv(rows)


def liveability(made: Country) -> bytes:
    """Return classes per wijk, as JSON."""
    years = ("02", "08", "12", "14", "16")
    entries = {}
    for code in made.areas:
        if code.startswith("WK"):
            classes = {f"KL{year}": "6" for year in years}
            changes = {f"VKL{one}{next_}": "4" for one, next_ in pairwise(years)}
            entries[code] = classes | changes
    return json.dumps(entries, indent=4).encode()


def health(made: Country, columns: Sequence[str]) -> list[list[str | None]]:
    """Return the rows of the health monitor of 2020: shares of adults, secret where few."""
    chance = random.Random(20)  # noqa: S311 - no secret
    heading: list[str | None] = ["ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden"]
    heading += ["Gemeentenaam_1", *(f"{name}_{at}" for at, name in enumerate(columns, 5))]
    rows = [heading]
    for number, (code, (name, _count)) in enumerate(made.areas.items()):
        fixed = [str(number), "20300", "MW00000", code, "2020JJ00", name]
        rows.append([*fixed, *(str(round(chance.uniform(1, 99), 1)) for _ in columns)])
    return rows


def borders(made: Country, *, points: int = 10) -> bytes:
    """Return the buurten of 2015 as TopoJSON: a grid whose lines wind, shared by neighbours."""
    chance = random.Random(15)  # noqa: S311 - no secret
    codes = made.neighbourhoods
    width = int(len(codes) ** 0.5) + 1
    side = 240_000 // width
    arcs: list[list[list[int]]] = []
    found: dict[tuple[int, int, bool], int] = {}

    def arc(column: int, row: int, *, across: bool) -> int:
        if (column, row, across) not in found:
            found[column, row, across] = len(arcs)
            start = (20_000 + column * side, 310_000 + row * side)
            line = _winding(chance, side, points)
            arcs.append([_moved(start, *pair, across=across) for pair in line])
        return found[column, row, across]

    geometries = []
    for at, code in enumerate(codes):
        row, column = divmod(at, width)
        ends = [
            arc(column, row, across=True),
            arc(column + 1, row, across=False),
            ~arc(column, row + 1, across=True),
            ~arc(column, row, across=False),
        ]
        properties = {"statcode": code, "jrstatcode": f"2015{code}", "statnaam": code}
        geometries.append({"type": "Polygon", "properties": properties, "arcs": [ends]})
    collection = {"type": "GeometryCollection", "geometries": geometries}
    topology = {"type": "Topology", "arcs": arcs, "objects": {"buurt": collection}}
    return json.dumps(topology).encode()


def _winding(chance: random.Random, side: int, points: int) -> Iterator[tuple[int, int]]:
    """Yield how far along a line and how far aside each of its corners lies, in metres."""
    for at in range(points + 1):
        aside = chance.randint(-side // 40, side // 40) if 0 < at < points else 0
        yield at * side // points, aside


def _moved(start: tuple[int, int], along: int, aside: int, *, across: bool) -> list[int]:
    x, y = (along, aside) if across else (aside, along)
    return [start[0] + x, start[1] + y]


def packed(raw: bytes) -> bytes:
    """Return bytes as gzip packs them, the same every time."""
    return gzip.compress(raw, 6, mtime=0)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
