"""Decisions, areas, shares and money, as more than one part of the API answers with them."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field

from wijkregie.api.shared.shapes import Shape
from wijkregie.api.shared.steps import (
    BOUNDS,
    OUTCOMES,
    RUNGS,
    Lezing,
    Toezegging,
    Trede,
    Uitkomst,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.decisions.states import Votes
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries import Amount, FinanceYear, Gap, YearMoney
    from wijkregie.domain.reports.queries import Share

#: Wat er bij de gebieden van een project staat.
GEBIED_BEKEND: Final = (
    "Zonder gebieden is een project er voor de hele gemeente, als dit waar is. Is dit niet "
    "waar, dan is nog niet bekend waar het project is: er is nog geen kaart van."
)
Euro = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]{2}$")]


class Gebiedsnaam(Shape):
    """Een gebied bij zijn code en naam."""

    code: str
    naam: str


class Aandeel(Shape):
    """Zoveel van zoveel. Van nul is geen aandeel: dan is `procent` leeg."""

    aantal: int
    van: int
    procent: int | None = Field(description="In hele procenten, naar beneden afgerond.")


class Stemmen(Shape):
    """Hoe er gestemd is: alleen aantallen."""

    voor: int
    tegen: int
    onthouding: int


class Besluit(Shape):
    """Wat er over iets besloten is, door wie en waarom. Wie het opschreef staat er niet."""

    nummer: int
    onderwerp: str
    uitkomst: Uitkomst
    reden: str
    orgaan: str = Field(description="De groep of de functionaris die besloot.")
    mandaat: str = Field(description="De afspraak of regel waarop het besluit rust.")
    trede_gepland: Trede
    trede_gehaald: Trede | None
    andere_mening: str = Field(description="Wat wie het er niet mee eens was, zei; vaak leeg.")
    stemmen: Stemmen | None = Field(description="Leeg als er niet gestemd is.")
    overgedragen_aan: str = Field(description="De organisatie; leeg als er niets overgaat.")
    besloten_op: date
    volgens: str = Field(description="Notulen of nummer waarin het staat; vaak leeg.")
    vastgelegd_op: date = Field(description="De dag waarop het hier is opgeschreven.")


class Som(Shape):
    """Een som van bekende bedragen in euro, en van hoeveel het bedrag niet bekend is."""

    bedrag: Euro | None = Field(description="Leeg als er geen enkel bedrag bekend is.")
    onbekend: int = Field(ge=0)


class Tekort(Shape):
    """Wat geen dekking heeft, in euro, voor zover bekend."""

    bedrag: Euro | None = Field(description="Leeg als niet bekend is wat er ontbreekt.")
    lezing: Lezing


class Geldjaar(Shape):
    """Het geld van één jaar. Zonder jaar: dekking waarbij geen jaar is genoemd."""

    jaar: int | None
    kosten: Som
    gedekt: Som
    gevraagd: Som
    tekort: Tekort


class Kostenregel(Shape):
    """Wat een project in een jaar kost. Een bedrag dat niet bekend is, is leeg en nooit nul."""

    nummer: int
    jaar: int
    omschrijving: str
    bedrag: Euro | None


class Dekkingsregel(Shape):
    """Wat een financier betaalt, en hoe zeker dat is."""

    nummer: int
    financier: str
    jaar: int | None
    bedrag: Euro | None
    toezegging: Toezegging


def area(found: "AreaNamed | None") -> Gebiedsnaam | None:
    """Return an area by name."""
    return Gebiedsnaam(code=found.code, naam=found.name) if found else None


class Uitgaven(Shape):
    """Wat besteld en betaald is in euro, ook op gestopte projecten."""

    besteld: Euro = Field(description="Ook wat meteen betaald is.")
    betaald: Euro
    besteld_op_gestopte_projecten: Euro
    betaald_op_gestopte_projecten: Euro


def areas(found: "Iterable[AreaNamed]") -> list[Gebiedsnaam]:
    """Return areas by name."""
    return [Gebiedsnaam(code=one.code, naam=one.name) for one in found]


def decision(found: "DecisionSeen") -> Besluit:
    """Return a decision, without who wrote it down."""
    return Besluit(
        nummer=found.id,
        onderwerp=found.subject,
        uitkomst=OUTCOMES[found.outcome],
        reden=found.reason,
        orgaan=found.body_name,
        mandaat=found.mandate,
        trede_gepland=RUNGS[found.rung_planned],
        trede_gehaald=RUNGS[found.rung_realised] if found.rung_realised else None,
        andere_mening=found.dissent,
        stemmen=_votes(found.votes) if found.votes else None,
        overgedragen_aan=found.handed_to_name,
        besloten_op=found.taken_on,
        volgens=found.document,
        vastgelegd_op=found.recorded_on,
    )


def _votes(found: "Votes") -> Stemmen:
    return Stemmen(voor=found.in_favour, tegen=found.against, onthouding=found.abstained)


def share(found: "Share") -> Aandeel:
    """Return so many of so many."""
    return Aandeel(aantal=found.part, van=found.of, procent=found.percent)


def euro(cents: int) -> str:
    """Return whole cents as euros.

    >>> euro(1_000_005)
    '10000.05'

    """
    return str(Decimal(cents).scaleb(-2).quantize(Decimal("0.01")))


def euro_if_known(cents: int | None) -> str | None:
    """Return an amount; what is not known stays empty."""
    return None if cents is None else euro(cents)


def total(amount: "Amount") -> Som:
    """Return a sum; one of which no amount is known stays empty, and is never nought."""
    known = amount.cents or not amount.unknown
    return Som(bedrag=euro(amount.cents) if known else None, onbekend=amount.unknown)


def gap(found: "Gap") -> Tekort:
    """Return what has no coverage; where nobody knows yet what lacks it stays empty."""
    known = None if found.all_unknown else euro(found.known_cents)
    return Tekort(bedrag=known, lezing=BOUNDS[found.bound])


def spent(found: "FinanceYear") -> Uitgaven | None:
    """Return what was ordered and paid; empty where nobody writes that down."""
    every, stopped = found.all_spent, found.stopped
    if not every.ordered:
        return None
    return Uitgaven(
        besteld=euro(every.ordered),
        betaald=euro(every.paid),
        besteld_op_gestopte_projecten=euro(stopped.ordered),
        betaald_op_gestopte_projecten=euro(stopped.paid),
    )


def year(row: "YearMoney") -> Geldjaar:
    """Return the money of a year."""
    return Geldjaar(
        jaar=row.year,
        kosten=total(row.costs),
        gedekt=total(row.covered),
        gevraagd=total(row.asked),
        tekort=gap(row.gap),
    )
