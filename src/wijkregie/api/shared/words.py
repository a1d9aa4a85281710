"""The Dutch code words of the API, and what they stand for in the house."""

from enum import StrEnum
from typing import Final

from wijkregie.domain.indicators import states as figures
from wijkregie.domain.places import states as places


class Niveau(StrEnum):
    """Van groot naar klein; `eigen` is een gebied dat de gemeente zelf maakte."""

    LAND = "land"
    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"
    EIGEN = "eigen"


class CbsNiveau(StrEnum):
    """De niveaus van het CBS, van groot naar klein."""

    LAND = "land"
    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"


class SoortGebied(StrEnum):
    """Wat voor gebied een gemeente zelf maakte."""

    WIJK = "wijk"
    DORPSKERN = "dorpskern"
    STRAAT = "straat"
    PROJECTGEBIED = "projectgebied"
    ANDERS = "anders"


class Verandering(StrEnum):
    """Wat er volgens het CBS met een gebied gebeurde sinds het jaar ervoor."""

    GELIJK = "gelijk"
    ANDERE_CODE = "andere-code"
    ANDERE_GRENS = "andere-grens"


class Waardestatus(StrEnum):
    """Wat een waarde is, of waarom zij er niet is.

    Een waarde is er alleen bij `bekend`, `geschat` en `voorlopig`.
    """

    BEKEND = "bekend"
    ONTBREEKT = "ontbreekt"
    GEHEIM = "geheim"
    NIET_VAN_TOEPASSING = "niet-van-toepassing"
    NIET_GEPUBLICEERD = "niet-gepubliceerd"
    NUL_OF_GEHEIM = "nul-of-geheim"
    AFGEKEURD = "afgekeurd"
    GESCHAT = "geschat"
    VOORLOPIG = "voorlopig"
    ONDERDRUKT = "onderdrukt"
    GEEN_CIJFER = "geen-cijfer"


class SoortCijfer(StrEnum):
    """Wat voor getal een cijfer is."""

    AANTAL = "aantal"
    AANDEEL = "aandeel"
    GEMIDDELDE = "gemiddelde"
    MEDIAAN = "mediaan"
    INDEX = "index"
    KLASSE = "klasse"


class Richting(StrEnum):
    """Of een hoger cijfer beter is."""

    HOGER = "hoger-is-beter"
    LAGER = "lager-is-beter"
    NEUTRAAL = "neutraal"


class Onderbreking(StrEnum):
    """Waarom een lijn in een reeks niet doorloopt naar deze waarde."""

    GRENS = "grens-veranderd"
    GRENS_ONBEKEND = "grens-onbekend"
    BEGRIP = "begrip-veranderd"
    ONTBREEKT = "waarde-ontbreekt"


class SoortNaam(StrEnum):
    """Wat voor naam bij een zoekvraag past."""

    GEBIED = "gebied"
    STRAAT = "straat"
    POSTCODE = "postcode"
    PLAATS = "plaats"


class HerkomstGrens(StrEnum):
    """Waar een grens vandaan komt; een schets staat alleen ongeveer op zijn plaats."""

    CBS = "cbs"
    SCHETS = "schets"


LEVELS: Final = {
    places.Level.COUNTRY: Niveau.LAND,
    places.Level.MUNICIPALITY: Niveau.GEMEENTE,
    places.Level.DISTRICT: Niveau.WIJK,
    places.Level.NEIGHBOURHOOD: Niveau.BUURT,
    places.Level.OWN: Niveau.EIGEN,
}
LEVEL_OF: Final = {str(word): level for level, word in LEVELS.items()}
OWN_KINDS: Final = {
    places.OwnKind.WIJK: SoortGebied.WIJK,
    places.OwnKind.VILLAGE: SoortGebied.DORPSKERN,
    places.OwnKind.STREET: SoortGebied.STRAAT,
    places.OwnKind.PROJECT: SoortGebied.PROJECTGEBIED,
    places.OwnKind.OTHER: SoortGebied.ANDERS,
}
CHANGES: Final = {
    places.Change.SAME: Verandering.GELIJK,
    places.Change.RECODED: Verandering.ANDERE_CODE,
    places.Change.CHANGED: Verandering.ANDERE_GRENS,
}
NAME_KINDS: Final = {
    places.NameKind.AREA: SoortNaam.GEBIED,
    places.NameKind.STREET: SoortNaam.STRAAT,
    places.NameKind.POSTCODE: SoortNaam.POSTCODE,
    places.NameKind.PLACE: SoortNaam.PLAATS,
}
STATUSES: Final = {
    figures.Status.KNOWN: Waardestatus.BEKEND,
    figures.Status.MISSING: Waardestatus.ONTBREEKT,
    figures.Status.SECRET: Waardestatus.GEHEIM,
    figures.Status.NOT_APPLICABLE: Waardestatus.NIET_VAN_TOEPASSING,
    figures.Status.NOT_PUBLISHED: Waardestatus.NIET_GEPUBLICEERD,
    figures.Status.ZERO_OR_SECRET: Waardestatus.NUL_OF_GEHEIM,
    figures.Status.REJECTED: Waardestatus.AFGEKEURD,
    figures.Status.ESTIMATED: Waardestatus.GESCHAT,
    figures.Status.PROVISIONAL: Waardestatus.VOORLOPIG,
    figures.Status.SUPPRESSED: Waardestatus.ONDERDRUKT,
    figures.Status.NO_FIGURE: Waardestatus.GEEN_CIJFER,
}
FIGURE_KINDS: Final = {
    figures.Kind.COUNT: SoortCijfer.AANTAL,
    figures.Kind.SHARE: SoortCijfer.AANDEEL,
    figures.Kind.MEAN: SoortCijfer.GEMIDDELDE,
    figures.Kind.MEDIAN: SoortCijfer.MEDIAAN,
    figures.Kind.INDEX: SoortCijfer.INDEX,
    figures.Kind.CLASS: SoortCijfer.KLASSE,
}
DIRECTIONS: Final = {
    figures.Direction.HIGHER: Richting.HOGER,
    figures.Direction.LOWER: Richting.LAGER,
    figures.Direction.NEUTRAL: Richting.NEUTRAAL,
}
GAPS: Final = {
    str(places.Sameness.CHANGED): Onderbreking.GRENS,
    str(places.Sameness.UNKNOWN): Onderbreking.GRENS_ONBEKEND,
    "concept": Onderbreking.BEGRIP,
    "missing": Onderbreking.ONTBREEKT,
}
