"""The columns of the key figures of wijken and buurten, and how to know them by name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from wijkregie.sources.cells import Span

COUNT: Final = Span(whole=True)
SHARE: Final = Span(high=100)
RATE: Final = Span(high=1000)
MONEY: Final = Span(low=-1000, high=20_000)
DISTANCE: Final = Span(high=200)
CLASS: Final = Span(low=1, high=5, whole=True, nought_is_missing=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator: its key, its labels, and what its cells can hold.

    ``label`` holds the labels of all editions, split by bars; ``flat`` is the heading in the
    flattened file. ``until`` is the last edition that has the concept, None if it goes on.
    ``nought`` tells whether the figure can be 0, so that a blank cell may hide one.
    """

    key: str
    label: str
    span: Span = COUNT
    flat: str = ""
    until: int | None = None
    nought: bool = True


_POPULATION: Final = (
    Column("inhabitants", "Aantal inwoners", flat="inwoners"),
    Column("men", "Mannen"),
    Column("women", "Vrouwen"),
    Column("aged_0_14", "0 tot 15 jaar", flat="inwoners0tot15"),
    Column("aged_15_24", "15 tot 25 jaar"),
    Column("aged_25_44", "25 tot 45 jaar"),
    Column("aged_45_64", "45 tot 65 jaar"),
    Column("aged_65_plus", "65 jaar of ouder", flat="inwoners65plus"),
    Column("unmarried", "Ongehuwd"),
    Column("married", "Gehuwd"),
    Column("divorced", "Gescheiden"),
    Column("widowed", "Verweduwd"),
    Column("origin_western", "Westers totaal", until=2022),
    Column("origin_non_western", "Niet-westers totaal", until=2022),
    Column("origin_morocco", "Marokko", until=2022),
    Column("origin_antilles", "Nederlandse Antillen en Aruba", until=2022),
    Column("origin_suriname", "Suriname", until=2022),
    Column("origin_turkey", "Turkije", until=2022),
    Column("origin_other_non_western", "Overig niet-westers", until=2022),
    Column("births", "Geboorte totaal"),
    Column("birth_rate", "Geboorte relatief", RATE),
    Column("deaths", "Sterfte totaal"),
    Column("death_rate", "Sterfte relatief", RATE),
)

_HOUSEHOLDS: Final = (
    Column("households", "Huishoudens totaal", flat="huishoudens"),
    Column("households_single", "Eenpersoonshuishoudens"),
    Column("households_without_children", "Huishoudens zonder kinderen"),
    Column("households_with_children", "Huishoudens met kinderen"),
    Column(
        "household_size",
        "Gemiddelde huishoudensgrootte",
        Span(low=1, high=20),
        flat="huishoudensgrootte",
        nought=False,
    ),
)

_HOUSING: Final = (
    Column("homes", "Woningvoorraad"),
    Column(
        "home_value",
        "Gemiddelde woningwaarde|Gemiddelde WOZ-waarde van woningen",
        Span(high=20_000, whole=True),
        flat="wozWaarde",
        nought=False,
    ),
    Column("homes_single_family", "Percentage eengezinswoning", SHARE, flat="eengezinswoning"),
    Column("homes_multi_family", "Percentage meergezinswoning", SHARE),
    Column("homes_occupied", "Percentage bewoond", SHARE),
    Column("homes_vacant", "Percentage onbewoond", SHARE),
    Column("homes_owned", "Koopwoningen", SHARE, flat="koopwoningen"),
    Column("homes_rented", "Huurwoningen totaal", SHARE),
    Column("homes_rented_corporation", "In bezit woningcorporatie", SHARE),
    Column("homes_rented_other", "In bezit overige verhuurders", SHARE),
    Column("homes_ownership_unknown", "Eigendom onbekend", SHARE),
    Column("homes_built_before_2000", "Bouwjaar voor 2000", SHARE, until=2023),
    Column("homes_built_from_2000", "Bouwjaar vanaf 2000", SHARE, until=2023),
    Column(
        "electricity_use",
        "Gemiddeld elektriciteitsverbruik totaal",
        Span(high=100_000),
        nought=False,
    ),
    Column("gas_use", "Gemiddeld aardgasverbruik totaal", Span(high=100_000)),
    Column("district_heating", "Percentage woningen met stadsverwarming", SHARE),
)

_INCOME: Final = (
    Column("income_recipients", "Aantal inkomensontvangers"),
    Column(
        "income_per_recipient", "Gemiddeld inkomen per inkomensontvanger", MONEY, nought=False
    ),
    Column(
        "income_per_inhabitant",
        "Gemiddeld inkomen per inwoner",
        MONEY,
        flat="inkomenPerInwoner",
        nought=False,
    ),
    Column("persons_lowest_40", "40% personen met laagste inkomen", SHARE),
    Column("persons_highest_20", "20% personen met hoogste inkomen", SHARE),
    Column("active_persons", "Actieven 15-75 jaar", SHARE),
    Column("households_lowest_40", "40% huishoudens met laagste inkomen", SHARE),
    Column("households_highest_20", "20% huishoudens met hoogste inkomen", SHARE),
    Column("households_low_income", "Huishoudens met een laag inkomen", SHARE, until=2023),
    Column(
        "households_social_minimum", "Huish. onder of rond sociaal minimum", SHARE, until=2023
    ),
    Column("social_assistance", "Personen per soort uitkering; Bijstand"),
    Column("disability_benefit", "Personen per soort uitkering; AO"),
    Column("unemployment_benefit", "Personen per soort uitkering; WW"),
    Column("state_pension", "Personen per soort uitkering; AOW"),
)

_SAFETY: Final = (
    Column("burglary_rate", "Totaal diefstal uit woning/schuur/e.d.", RATE),
    Column("vandalism_rate", "Vernieling, misdrijf tegen openbare orde", RATE),
    Column("violence_rate", "Gewelds- en seksuele misdrijven", RATE),
)

_BUSINESS: Final = (
    Column("businesses", "Bedrijfsvestigingen totaal"),
    Column("businesses_farming", "A Landbouw, bosbouw en visserij"),
    Column("businesses_industry", "B-F Nijverheid en energie"),
    Column("businesses_trade", "G+I Handel en horeca"),
    Column("businesses_transport", "H+J Vervoer, informatie en communicatie"),
    Column("businesses_finance", "K-L Financiële diensten, onroerend goed"),
    Column("businesses_services", "M-N Zakelijke dienstverlening"),
    Column("businesses_culture", "R-U Cultuur, recreatie, overige diensten"),
    Column("cars", "Personenauto's totaal"),
    Column("cars_petrol", "Personenauto's; brandstof benzine"),
    Column("cars_other_fuel", "Personenauto's; overige brandstof"),
    Column("cars_per_household", "Personenauto's per huishouden", RATE),
    Column("cars_per_km2", "Personenauto's naar oppervlakte", Span(high=1_000_000)),
    Column("motorcycles", "Motorfietsen"),
)

_SURROUNDINGS: Final = (
    Column(
        "distance_gp",
        "Afstand tot huisartsenpraktijk",
        DISTANCE,
        flat="afstandHuisarts",
        nought=False,
    ),
    Column(
        "distance_supermarket",
        "Afstand tot grote supermarkt",
        DISTANCE,
        flat="afstandSupermarkt",
        nought=False,
    ),
    Column("distance_childcare", "Afstand tot kinderdagverblijf", DISTANCE, nought=False),
    Column(
        "distance_school", "Afstand tot school", DISTANCE, flat="afstandSchool", nought=False
    ),
    Column(
        "schools_within_3km", "Scholen binnen 3 km", Span(high=300), flat="scholenBinnen3km"
    ),
    Column("area_total", "Oppervlakte totaal"),
    Column("area_land", "Oppervlakte land", flat="oppervlakteLandHa"),
    Column("area_water", "Oppervlakte water"),
    Column("population_density", "Bevolkingsdichtheid", Span(high=1_000_000), flat="dichtheid"),
    Column(
        "address_density",
        "Omgevingsadressendichtheid",
        Span(high=100_000),
        flat="adressendichtheid",
    ),
    Column("urbanity", "Mate van stedelijkheid", CLASS, flat="stedelijkheid", nought=False),
)
COLUMNS: Final = (
    *_POPULATION,
    *_HOUSEHOLDS,
    *_HOUSING,
    *_INCOME,
    *_SAFETY,
    *_BUSINESS,
    *_SURROUNDINGS,
)

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


def folded(name: str) -> str:
    """Return a name without case, accents and signs, so that all spellings meet.

    >>> folded("Niet-westers totaal") == folded("NietWestersTotaal")
    True

    """
    plain = unicodedata.normalize("NFKD", name).lower()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())


_BY_LABEL: Final = {
    folded(label): column for column in COLUMNS for label in column.label.split("|")
}
_BY_FLAT: Final = {column.flat: column for column in COLUMNS if column.flat}


def by_odata(heading: str) -> Column | None:
    """Find a column by its name in OData, whatever position stands behind it.

    >>> by_odata("k_65JaarOfOuder_12").key
    'aged_65_plus'

    """
    return _BY_LABEL.get(folded(_POSITION.sub("", heading).removeprefix("k_")))


def by_statline(heading: str) -> Column | None:
    """Find a column by the end of its StatLine label, whatever theme and unit surround it.

    >>> by_statline("Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)").key
    'aged_0_14'

    """
    parts = _UNIT.sub("", heading).split("/")
    ends = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((_BY_LABEL[end] for end in map(folded, ends) if end in _BY_LABEL), None)


def by_flat(heading: str) -> Column | None:
    """Find a column by its heading in the flattened file."""
    return _BY_FLAT.get(heading)
