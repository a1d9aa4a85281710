"""The thread: one dated story from a figure to an answer, and what it hangs together with."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router
from pydantic import Field

from wijkregie.api.shared import finding
from wijkregie.api.shared.codes import Number, Slug
from wijkregie.api.shared.problems import Missing
from wijkregie.api.shared.shapes import Shape
from wijkregie.api.shared.steps import KNOT_OF, KNOTS, Beginsoort, Knoop
from wijkregie.domain.reports import queries as reports
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.reports.queries import Dot, Links, Target

router: Final = Router(tags=["draad"], by_alias=True)


class Doelwit(Shape):
    """Waar iets van de draad naar leidt; een `kenmerk` alleen bij een melding of cijfer."""

    soort: Knoop
    nummer: int
    kenmerk: str | None


class Draadpunt(Shape):
    """Eén ding dat gebeurde, in een zin."""

    op: date
    alleen_jaar: bool = Field(description="Of van de dag alleen het jaar bekend is.")
    soort: Knoop
    tekst: str
    citaat: str = Field(description="De reden of het antwoord, in de woorden van wie het gaf.")
    gepland: bool
    naar: Doelwit


class Verbonden(Shape):
    """Iets waar de draad doorheen loopt."""

    titel: str
    tekst: str
    naar: Doelwit


class Groep(Shape):
    """Alles van één soort waar de draad doorheen loopt."""

    soort: Knoop
    onderdelen: list[Verbonden]
    meer: int = Field(description="Hoeveel er niet in de lijst staan.")


class Draad(Shape):
    """Het verhaal van één ding: wat er gebeurde, het oudste eerst, en wat ermee samenhangt."""

    begin: Doelwit
    titel: str
    stand: str = Field(description="Hoe het er nu voor staat, in een zin.")
    punten: list[Draadpunt]
    verbonden: list[Groep]
    meer: int = Field(description="Hoeveel er uit het verhaal is gelaten; zie `verbonden`.")


@router.get(
    "/gemeenten/{gemeente}/draad/{soort}/{nummer}",
    response=Draad,
    summary="De rode draad van één ding",
)
def thread(
    request: HttpRequest,
    gemeente: Path[Slug],
    soort: Path[Beginsoort],
    nummer: Path[Number],
) -> Draad:
    """Van cijfer en knelpunt tot melding, besluit, project, euro en antwoord."""
    scope = finding.scope(gemeente)
    found = reports.thread(
        anonymous(scope.municipality_id), KNOT_OF[soort], nummer, on=timezone.localdate()
    )
    if found is None:
        raise Missing("Hier begint in deze gemeente geen draad.")
    return Draad(
        begin=_target(found.start),
        titel=found.title,
        stand=found.standing,
        punten=[_dot(one) for one in found.dots],
        verbonden=[_group(one) for one in found.groups],
        meer=found.more,
    )


def _target(found: "Target") -> Doelwit:
    word = KNOTS[found.kind]
    named = found.words if word in {Knoop.CIJFER, Knoop.MELDING} else ""
    return Doelwit(soort=word, nummer=found.pk, kenmerk=named or None)


def _dot(found: "Dot") -> Draadpunt:
    return Draadpunt(
        op=found.on,
        alleen_jaar=found.year_only,
        soort=KNOTS[found.kind],
        tekst=found.text,
        citaat=found.quote,
        gepland=found.planned,
        naar=_target(found.target),
    )


def _group(found: "Links") -> Groep:
    return Groep(
        soort=KNOTS[found.kind],
        onderdelen=[
            Verbonden(titel=one.title, tekst=one.text, naar=_target(one.target))
            for one in found.links
        ],
        meer=found.more,
    )
