"""Make, change and close a fund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Fund, Round
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import refuse_declared, watched
from wijkregie.domain.budgets.states import FundForm
from wijkregie.domain.people.models import Group
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.budgets.services.drafts import FundDraft, OwnerDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def make_fund(draft: FundDraft, *, by: Viewer, at: datetime, case: str = "") -> int:
    """Write down a fund and return its number; ``case`` is the town it was started from."""
    fund = Fund(municipality_id=finding.runner(by), made_at=at, template=case)
    _fill(fund, draft, timezone.localdate(at))
    audit.record("fund_made", fund, by=by, at=at)
    return fund.pk


@watched
@transaction.atomic
def change_fund(fund_id: int, draft: FundDraft, *, by: Viewer, at: datetime) -> None:
    """Change what a fund is, or whose it is.

    Its area stays while a vote of it was declared and no outcome was told: that would raise
    the question who may vote. An attempt stands in the log.
    """
    fund = finding.fund_to_change(fund_id, by)
    if draft.area_id != fund.area_id:
        going = Round.objects.filter(fund=fund, declared=True, closed_on=None)
        busy = going.exclude(count__told_at__isnull=False).order_by("pk").first()
        if busy is not None:
            refuse_declared(busy, "area of the fund", by=by, at=at)
    _fill(fund, draft, timezone.localdate(at))
    audit.record("fund_changed", fund, by=by, at=at)


@transaction.atomic
def close_fund(fund_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Close a fund. Raises ``BudgetRefused`` while a round of it goes on."""
    fund = finding.fund_to_change(fund_id, by)
    today = timezone.localdate(at)
    going = Q(phases__closes_on__gte=today) | Q(phases=None)
    busy = Round.objects.filter(going, fund=fund, closed_on=None).order_by("pk").first()
    if busy is not None:
        raise BudgetRefused(
            _("The round “%(round)s” still goes on. Close that one first.")
            % {"round": busy.title}
        )
    needed = _("Write down why the fund closes. Everyone can read this.")
    fund.closed_because = finding.line(why, 400, "why", needed=needed)
    fund.closed_on = today
    fund.save(update_fields=["closed_on", "closed_because"])
    audit.record("fund_closed", fund, by=by, at=at)


def _fill(fund: Fund, draft: FundDraft, today: date) -> None:
    if draft.form not in FundForm.values:
        raise BudgetRefused(_("Choose one of the four forms."), "form")
    needed = _("Write down how the fund is called.")
    fund.name = finding.line(draft.name, 120, "name", needed=needed)
    same = Fund.objects.filter(municipality_id=fund.municipality_id, name__iexact=fund.name)
    if same.exclude(pk=fund.pk).exists():
        raise BudgetRefused(
            _("There is a fund “%(name)s” already. Choose another name.") % {"name": fund.name},
            "name",
        )
    fund.form = draft.form
    fund.purpose = finding.text(draft.purpose, 2000, "purpose")
    areas = [draft.area_id] if draft.area_id is not None else []
    programme.known_areas(areas, fund.municipality_id)
    fund.area_id = draft.area_id
    _own(fund, draft.owner, today)
    fund.save()


def _own(fund: Fund, owner: OwnerDraft, today: date) -> None:
    """Give a fund its owner: one, and one that works here."""
    named = (owner.group_id, owner.organisation_id, owner.officer or None)
    if sum(one is not None for one in named) != 1 or owner.officer not in {"", *Role.values}:
        raise BudgetRefused(
            _("Choose whose the fund is: one group, one organisation or one role."), "owner"
        )
    if owner.organisation_id is not None:
        programme.known_organisations([owner.organisation_id], fund.municipality_id)
    here = Group.objects.current(today).filter(municipality_id=fund.municipality_id)
    stays = owner.group_id == fund.group_id
    if owner.group_id is not None and not (stays or here.filter(pk=owner.group_id).exists()):
        raise BudgetRefused(_("This group is not there any more. Choose another."), "owner")
    fund.group_id, fund.organisation_id = owner.group_id, owner.organisation_id
    fund.officer = owner.officer
