"""The Dutch code words of who works together, and of who is heard."""

from enum import StrEnum
from typing import Final

from wijkregie.domain.people import states as people
from wijkregie.domain.reports import states as reports
from wijkregie.domain.signals import states as signals


class SoortGroep(StrEnum):
    """Wat voor groep het is."""

    WIJKTEAM = "wijkteam"
    WIJKPLATFORM = "wijkplatform"
    KERNGROEP = "kerngroep"
    KLANKBORDGROEP = "klankbordgroep"
    WIJKPANEL = "wijkpanel"
    WIJKTAFEL = "wijktafel"
    BEWONERSGROEP = "bewonersgroep"
    STUURGROEP = "stuurgroep"


class SoortOrganisatie(StrEnum):
    """Wat voor organisatie het is."""

    GEMEENTE = "gemeente"
    WELZIJN = "welzijn"
    WONEN = "wonen"
    POLITIE = "politie"
    ZORG = "zorg"
    SCHOOL = "school"
    BEWONERS = "bewoners"
    BEDRIJF = "bedrijf"
    ANDERS = "anders"


class Schil(StrEnum):
    """Of een zetel bij elk overleg is (eerste) of op uitnodiging komt (tweede)."""

    EERSTE = "eerste"
    TWEEDE = "tweede"


class Functie(StrEnum):
    """Wat iemand in een groep doet."""

    LID = "lid"
    VOORZITTER = "voorzitter"
    SECRETARIS = "secretaris"


class Weg(StrEnum):
    """Hoe een melding binnenkwam."""

    FORMULIER = "formulier"
    TELEFOON = "telefoon"
    BRIEF = "brief"
    MARKTKRAAM = "marktkraam"
    AAN_DE_DEUR = "aan-de-deur"
    HUISBEZOEK = "huisbezoek"
    OVERLEG = "overleg"
    WIJKSCHOUW = "wijkschouw"
    PROFESSIONAL = "professional"
    VRAGENLIJST = "vragenlijst"


class Beslisser(StrEnum):
    """Wie besloot over wat een groep van bewoners inbracht, gezien vanuit die groep."""

    DE_GROEP_ZELF = "de-groep-zelf"
    ANDERE_BEWONERSGROEP = "andere-bewonersgroep"
    WIJKTEAM = "wijkteam"
    WIJKREGISSEUR = "wijkregisseur"
    STADHUIS = "stadhuis"


class Afloop(StrEnum):
    """Wat het stadhuis met een plan van een wijkteam deed."""

    OVERGENOMEN = "overgenomen"
    GEWEIGERD = "geweigerd"
    OPGEPAKT = "opgepakt"
    NIET_OPGEPAKT = "niet-opgepakt"
    GESTOPT = "gestopt"


GROUP_KINDS: Final = dict(zip(people.GroupKind, SoortGroep, strict=True))
ORGANISATION_KINDS: Final = dict(zip(people.OrganisationKind, SoortOrganisatie, strict=True))
SHELLS: Final = dict(zip(people.Shell, Schil, strict=True))
FUNCTIONS: Final = dict(zip(people.SeatFunction, Functie, strict=True))
CHANNELS: Final = dict(zip(signals.Channel, Weg, strict=True))
DECIDERS: Final = dict(zip(reports.Decider, Beslisser, strict=True))
SETBACKS: Final = dict(zip(reports.Setback, Afloop, strict=True))
