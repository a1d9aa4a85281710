"""Planted in both sides: who pays which part, and what was ordered and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.money import divide, make_order, make_payment, percent
from tests.makers.places import AT
from tests.matrix.allowed import Kind
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Funder, Project
from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from tests.matrix.side import Side


def plant_money(side: Side) -> None:
    """Plant a public division, and orders and payments that are for who works along."""
    here = Project.objects.filter(municipality=side.municipality)
    project = here.exclude(state=ProjectState.IDEA).earliest("pk")
    year = project.money_years[0]
    old = side.text(Kind.IDEA, "former name of a funder")
    divide(project, percent(old, "10"))
    new = side.text(Kind.PROGRAMME, "funder of a division")
    services.rename_funder(Funder.objects.get(name=old).pk, new, by=side.by, at=AT)
    order = make_order(
        project,
        year=year,
        what=side.text(Kind.IDEA, "order"),
        supplier=side.text(Kind.IDEA, "supplier"),
        reference=side.text(Kind.IDEA, "reference of an order"),
        document=side.text(Kind.IDEA, "document of an order"),
    )
    paid = make_payment(
        project,
        1_00,
        commitment_id=order,
        what=side.text(Kind.IDEA, "payment"),
        document=side.text(Kind.IDEA, "document of a payment"),
    )
    why = side.text(Kind.IDEA, "why a payment was taken back")
    services.take_back_payment(paid, why, by=side.by, at=AT)
