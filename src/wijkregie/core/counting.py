"""Say how many of something there are: one of it is called otherwise than several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from decimal import Decimal

#: What plans count, as it is called when there is one. A longer word that ends in one of these
#: is that word with something before it: "huisbezoeken" is counted as "bezoeken".
_ONE: Final = {
    "delen": "deel",
    "uren": "uur",
    "dagen": "dag",
    "weken": "week",
    "maanden": "maand",
    "jaren": "jaar",
    "keren": "keer",
    "avonden": "avond",
    "middagen": "middag",
    "ochtenden": "ochtend",
    "bezoeken": "bezoek",
    "gesprekken": "gesprek",
    "bijeenkomsten": "bijeenkomst",
    "ontmoetingen": "ontmoeting",
    "activiteiten": "activiteit",
    "acties": "actie",
    "lessen": "les",
    "cursussen": "cursus",
    "trainingen": "training",
    "trajecten": "traject",
    "adviezen": "advies",
    "meldingen": "melding",
    "projecten": "project",
    "initiatieven": "initiatief",
    "groepen": "groep",
    "rondes": "ronde",
    "personen": "persoon",
    "mensen": "mens",
    "bewoners": "bewoner",
    "inwoners": "inwoner",
    "deelnemers": "deelnemer",
    "bezoekers": "bezoeker",
    "vrijwilligers": "vrijwilliger",
    "jongeren": "jongere",
    "ouderen": "oudere",
    "kinderen": "kind",
    "gezinnen": "gezin",
    "huishoudens": "huishouden",
    "woningen": "woning",
    "adressen": "adres",
    "straten": "straat",
    "buurten": "buurt",
    "wijken": "wijk",
    "plekken": "plek",
    "plaatsen": "plaats",
    "bomen": "boom",
    "punten": "punt",
}
_UNCOUNTED: Final = ("punt", "aandeel")
_NAMES_OF_ONE: Final = tuple(_ONE.values())
_LONGEST_FIRST: Final = sorted(_ONE, key=len, reverse=True)


def unit_for(number: Decimal | int, unit: str) -> str:
    """Return how ``unit`` is called beside ``number``: "dagdelen" is "dagdeel" beside 1.

    A word that is not known here stays as it is.
    """
    if number != 1:
        return unit
    for many in _LONGEST_FIRST:
        if unit.casefold().endswith(many):
            return unit[: -len(many)] + _ONE[many]
    return unit


def is_counted(unit: str) -> bool:
    """Tell whether a unit is of things that one counts; points and shares are not.

    >>> is_counted("huisbezoek"), is_counted("huisbezoeken"), is_counted("procentpunt")
    (True, True, False)
    """
    one = unit_for(1, unit).casefold()
    return one.endswith(_NAMES_OF_ONE) and not one.endswith(_UNCOUNTED)
