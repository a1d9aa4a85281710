"""The numbers for the council, with their trend."""
# ruff: noqa: ARG001 - ninja hands every operation the request, by this name

from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from wijkregie.api.shared import finding, told
from wijkregie.api.shared.codes import AreaCode, Slug
from wijkregie.api.shared.shapes import Shape
from wijkregie.api.shared.steps import STATES, Meldingstatus
from wijkregie.api.shared.told import Aandeel, Tekort
from wijkregie.domain.reports import queries as reports
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from wijkregie.domain.reports.queries import Quarter

router: Final = Router(tags=["tellingen"], by_alias=True)


class Kwartaal(Shape):
    """Een aandeel in een kwartaal, bij de eerste dag daarvan."""

    begint_op: date
    aandeel: Aandeel


class Jaartekort(Shape):
    """Wat in een jaar geen dekking heeft."""

    jaar: int
    tekort: Tekort


class Statustelling(Shape):
    """Hoeveel meldingen een status hebben."""

    status: Meldingstatus
    aantal: int


class Tellingen(Shape):
    """De getallen voor de raad op een dag; die over meldingen zijn van vier kwartalen."""

    op: date
    gebied: str | None
    op_tijd_beantwoord: Aandeel
    op_tijd_per_kwartaal: list[Kwartaal]
    niet_opgepakt: Aandeel
    niet_opgepakt_per_kwartaal: list[Kwartaal]
    zonder_dekking: Tekort
    zonder_dekking_per_jaar: list[Jaartekort]
    doelen_zonder_nulmeting: Aandeel = Field(description="Altijd van de hele gemeente.")
    te_laat: Aandeel = Field(description="Van de meldingen die nog open staan.")
    meldingen_per_status: list[Statustelling]


class Tellingenkeuze(BaseModel):
    """Of which area."""

    gebied: AreaCode | None = Field(default=None, description="Alleen dit gebied.")


@router.get(
    "/gemeenten/{gemeente}/tellingen", response=Tellingen, summary="Getallen voor de raad"
)
def counts(
    request: HttpRequest, gemeente: Path[Slug], wanted: Query[Tellingenkeuze]
) -> Tellingen:
    """Op tijd beantwoord, niet opgepakt, zonder dekking, zonder nulmeting, te laat."""
    scope = finding.scope(gemeente)
    found = reports.council(
        anonymous(scope.municipality_id),
        on=timezone.localdate(),
        area_id=finding.area_id(scope, wanted.gebied),
    )
    return Tellingen(
        op=found.on,
        gebied=wanted.gebied,
        op_tijd_beantwoord=told.share(found.answered),
        op_tijd_per_kwartaal=[_quarter(one) for one in found.answered_quarters],
        niet_opgepakt=told.share(found.declined),
        niet_opgepakt_per_kwartaal=[_quarter(one) for one in found.declined_quarters],
        zonder_dekking=told.gap(found.gap),
        zonder_dekking_per_jaar=[
            Jaartekort(jaar=one.year, tekort=told.gap(one.gap)) for one in found.gap_years
        ],
        doelen_zonder_nulmeting=told.share(found.without_baseline),
        te_laat=told.share(found.overdue),
        meldingen_per_status=[
            Statustelling(status=STATES[state], aantal=count) for state, count in found.states
        ],
    )


def _quarter(found: "Quarter") -> Kwartaal:
    return Kwartaal(begint_op=found.begins, aandeel=told.share(found.share))
