"""Fill in a proposal: words that everyone may read, its place, and its money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Cofinancing
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.places import queries as places
from wijkregie.domain.programme.services import funding, keeping
from wijkregie.domain.programme.states import Pledge
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.budgets.models import Proposal, Round
    from wijkregie.domain.budgets.services.proposal_drafts import (
        CofinancingDraft,
        ProposalDraft,
    )
    from wijkregie.kit.viewer import Viewer

MOST_HOURS: Final = 100_000
_MOST_FUNDERS: Final = 10


def fill_words(found: Proposal, draft: ProposalDraft) -> list[str]:
    """Fill in title and plan; return the names of what changed by that."""
    title = finding.line(
        draft.title, 120, "title", needed=_("Write down how your plan is called.")
    )
    plan = finding.text(draft.plan, 4000, "plan")
    if not plan:
        raise BudgetRefused(_("Write down what you want to do."), "plan")
    changed = [
        name for name, new in (("title", title), ("plan", plan)) if getattr(found, name) != new
    ]
    found.title, found.plan = title, plan
    return changed


def fill_place(found: Proposal, draft: ProposalDraft, *, by: Viewer) -> None:
    """Fill in the area; refuse one outside the area of the fund."""
    fund = found.round.fund
    found.area_id = draft.area_id if draft.area_id is not None else fund.area_id
    if found.area_id in {None, fund.area_id}:
        return
    scope = places.scope_of(found.municipality_id)
    around: set[int] = set()
    if scope is not None and places.areas_in(by, [found.area_id or 0]):
        here = installation(found.municipality_id)
        around = {one.pk for one in places.areas_around(here, scope, found.area_id or 0)}
    if not around or (fund.area_id is not None and fund.area_id not in around):
        raise BudgetRefused(
            _("This area lies outside the area of the fund. Choose another."), "area"
        )


def fill_effort(found: Proposal, hours: int | None) -> None:
    """Fill in own effort in hours."""
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        raise BudgetRefused(_("Fill in a number of hours that can be."), "hours")
    found.hours = hours


def fill_cost(found: Proposal, cents: int | None, paid: Sequence[CofinancingDraft]) -> None:
    """Fill in the whole cost; refuse where others pay all of it, or more than there is."""
    if cents is not None:
        finding.amount(cents, "cost")
        if not cents:
            raise BudgetRefused(
                _("Fill in an amount above nought, or that you do not know yet."), "cost"
            )
    others = sum(one.cents or 0 for one in paid)
    if cents is not None and others >= cents:
        raise BudgetRefused(
            _("Others pay all of it already. Ask the fund for what is still missing."), "cost"
        )
    _refuse_too_much(found.round, None if cents is None else cents - others)
    found.cost_cents = cents


def set_cofinancing(
    found: Proposal, drafts: Sequence[CofinancingDraft], *, may_add: bool
) -> None:
    """Write down who else pays, in place of what stood there.

    ``may_add``: a funder that was not known is made; else it is refused, because everyone
    reads the name of a funder.
    """
    if len(drafts) > _MOST_FUNDERS:
        raise BudgetRefused(_("Write down at most ten others who pay."), "funder1")
    rows, known = [], set()
    for place, draft in enumerate(drafts, start=1):
        row = _paid(found, draft, place, may_add=may_add)
        if row.funder_id in known:
            raise BudgetRefused(_("This funder stands there twice."), f"funder{place}")
        known.add(row.funder_id)
        rows.append(row)
    found.cofinancing.all().delete()
    Cofinancing.objects.bulk_create(rows)


def money_told(cents: int | None) -> str:
    """Return an amount in a sentence of ours."""
    return _("not known") if cents is None else keeping.euros(cents)


def _paid(
    found: Proposal, draft: CofinancingDraft, place: int, *, may_add: bool
) -> Cofinancing:
    name = finding.line(
        draft.funder, 120, f"funder{place}", needed=_("Write down who else pays.")
    )
    known = funding.known_funder(name, found.municipality_id)
    if known is None and not may_add:
        raise BudgetRefused(
            _("Choose who else pays from the list. Is it not there? Tell it in your plan."),
            f"funder{place}",
        )
    if draft.pledge not in Pledge.values:
        raise BudgetRefused(_("Choose how sure it is."), f"pledge{place}")
    if draft.cents is not None:
        finding.amount(draft.cents, f"amount{place}")
    return Cofinancing(
        municipality_id=found.municipality_id,
        proposal=found,
        funder=known or funding.funder(name, found.municipality_id),
        cents=draft.cents or None,
        pledge=draft.pledge,
    )


def _refuse_too_much(found: Round, asked: int | None) -> None:
    if asked is None or found.budget_cents is None:
        return
    money = found.budget_cents + (found.carried_cents or 0)
    if asked > money:
        raise BudgetRefused(
            _("This round has %(money)s to spend. Ask for at most that.")
            % {"money": keeping.euros(money)},
            "cost",
        )
