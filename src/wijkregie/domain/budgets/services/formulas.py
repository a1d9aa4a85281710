"""Write down by which formula funds are filled in a year, and what is counted for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core.shares import WHOLE
from wijkregie.domain.budgets.models import (
    Fund,
    FundSource,
    FundYear,
    Pot,
    SourceShare,
)
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import SourceKind
from wijkregie.domain.programme.services import finding as programme
from wijkregie.domain.programme.services.funding import funder
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal

    from wijkregie.domain.budgets.services.drafts import PartDraft, PotDraft
    from wijkregie.kit.viewer import Viewer

MOST_PARTS: Final = 12
_PLACES: Final = 4


@transaction.atomic
def make_pot(draft: PotDraft, *, by: Viewer, at: datetime) -> int:
    """Write down the formula of a year, and return its number.

    Nothing is settled with it. Raises ``BudgetRefused`` for a formula without funds or
    parts, and for funders who do not pay a hundred percent of a part together.
    """
    pot = Pot(municipality_id=finding.runner(by))
    _fill(pot, draft, by=by, at=at)
    audit.record("pot_made", pot, by=by, at=at)
    return pot.pk


@transaction.atomic
def change_pot(pot_id: int, draft: PotDraft, *, by: Viewer, at: datetime) -> None:
    """Change the formula of a year that is not settled; counts of funds that stay stay."""
    pot = finding.pot_to_change(pot_id, by)
    _fill(pot, draft, by=by, at=at)
    audit.record("pot_changed", pot, by=by, at=at)


@transaction.atomic
def remove_pot(pot_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a formula away that nobody settled."""
    pot = finding.pot_to_change(pot_id, by)
    audit.record("pot_removed", pot, by=by, at=at, why=str(pot))
    pot.delete()


def _fill(pot: Pot, draft: PotDraft, *, by: Viewer, at: datetime) -> None:
    needed = _("Write down what this money is called.")
    pot.title = finding.line(draft.title, 160, "title", needed=needed)
    programme.years(draft.year, None)
    pot.year, pot.changed_at = draft.year, at
    pot.whole_cents = finding.amount(draft.whole_cents, "whole")
    if not draft.parts or len(draft.parts) > MOST_PARTS:
        raise BudgetRefused(
            _("Write down 1 to %(most)d parts of the formula.") % {"most": MOST_PARTS}, "kind1"
        )
    if not draft.fund_ids:
        raise BudgetRefused(_("Choose at least one fund that this money is for."), "funds")
    open_ones = Fund.objects.filter(
        municipality_id=by.municipality_id or 0, closed_on__isnull=True
    )
    funds = programme.all_found(open_ones, draft.fund_ids)
    pot.save()
    pot.places.exclude(fund__in=funds).delete()
    there = set(pot.places.values_list("fund_id", flat=True))
    FundYear.objects.bulk_create(
        FundYear(municipality_id=pot.municipality_id, pot=pot, fund=fund)
        for fund in funds
        if fund.pk not in there
    )
    pot.sources.all().delete()
    for order, part in enumerate(draft.parts):
        _add(pot, part, order)


def _add(pot: Pot, part: PartDraft, order: int) -> None:
    if part.kind not in SourceKind.values:
        raise BudgetRefused(_("Choose how this part comes to an amount."), f"kind{order + 1}")
    source = FundSource.objects.create(
        municipality_id=pot.municipality_id,
        pot=pot,
        kind=part.kind,
        cents=finding.amount(part.cents, f"amount{order + 1}"),
        order=order,
    )
    shares = _shares(part.funders, order)
    rows = {funder(name, pot.municipality_id): percent for name, percent in shares}
    if len(rows) != len(shares):
        raise BudgetRefused(
            _("Name each funder of a part once, with all that it pays of it."),
            f"funder{order + 1}",
        )
    SourceShare.objects.bulk_create(
        SourceShare(
            municipality_id=pot.municipality_id, source=source, funder=row, percent=percent
        )
        for row, percent in rows.items()
    )


def _shares(given: Sequence[tuple[str, Decimal]], order: int) -> Sequence[tuple[str, Decimal]]:
    where = f"funder{order + 1}"
    named = [(programme.line(name, 120), percent) for name, percent in given]
    if not named or not all(name for name, _percent in named):
        raise BudgetRefused(_("Write down who pays this part."), where)
    fine = all(
        0 < percent <= WHOLE and percent == round(percent, _PLACES) for _name, percent in named
    )
    if not fine or sum(percent for _name, percent in named) != WHOLE:
        raise BudgetRefused(
            _("The shares of the funders of a part must be 100 percent together."), where
        )
    return named
