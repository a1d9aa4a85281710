"""Funds of a municipality: on the two axes, with their size and their rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Prefetch, Subquery, Sum

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import FundYear, Pot, Round
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.pots import pots_with, seen_pot
from wijkregie.domain.budgets.queries.rounds import round_listed
from wijkregie.domain.budgets.queries.seen import FundListed, FundSeen
from wijkregie.domain.budgets.states import FundForm
from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.people.states import Role
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.budgets.models import Fund
    from wijkregie.kit.viewer import Viewer


def funds_visible_to(viewer: Viewer, *, on: date) -> Rows[FundListed]:
    """Return the funds of this municipality, what goes on first. Three queries a page."""
    rows = _with_rounds(viewer, on).order_by(
        F("closed_on").asc(nulls_first=True), "area__name", "name", "pk"
    )
    return Rows(rows, _listed)


def fund_seen(viewer: Viewer, pk: int, *, on: date) -> FundSeen | None:
    """Return a fund, ``None`` where it is not to be seen. Nine queries, seven without years."""
    row = _with_rounds(viewer, on).filter(pk=pk).first()
    if row is None:
        return None
    pots = pots_with(Pot.objects.filter(places__fund=row)).order_by("-year", "-pk")
    shown = set(funds_here(viewer).values_list("pk", flat=True))
    return FundSeen(
        listed=_listed(row),
        group_id=row.group_id,
        organisation_id=row.organisation_id,
        officer=row.officer,
        template=row.template,
        closed_because=row.closed_because,
        may_run=rules.may_run_funds(viewer),
        pots=tuple(seen_pot(one, viewer, shown) for one in pots),
    )


def _with_rounds(viewer: Viewer, on: date) -> QuerySet[Fund]:
    settled = FundYear.objects.filter(
        fund=OuterRef("pk"), pot__year=on.year, cents__isnull=False
    )
    total = settled.order_by().values("fund").annotate(total=Sum("cents")).values("total")
    rounds = Round.objects.prefetch_related("phases").order_by("-year", "-pk")
    return (
        funds_here(viewer)
        .select_related("area", "group", "organisation")
        .prefetch_related(Prefetch("rounds", rounds))
        .annotate(year_cents=Subquery(total))
    )


def _listed(row: Fund) -> FundListed:
    officer = str(Role(row.officer).label) if row.officer else ""
    area = row.area
    return FundListed(
        id=row.pk,
        name=row.name,
        form=FundForm(row.form),
        area=AreaNamed(area.pk, area.code, area.name) if area else None,
        owner=str(row.group or row.organisation or officer),
        purpose=row.purpose,
        year_cents=getattr(row, "year_cents", None),
        rounds=tuple(round_listed(one) for one in row.rounds.all()),
        closed_on=row.closed_on,
    )
