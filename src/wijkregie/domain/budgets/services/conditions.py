"""What a round asks of proposals, and who decides on which amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import AmountRule, Criterion
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import watched
from wijkregie.domain.budgets.states import CheckKind, Path
from wijkregie.domain.people.models import Group
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.services.drafts import AmountRuleDraft
    from wijkregie.kit.viewer import Viewer

MOST_CRITERIA: Final = 20
MOST_RULES: Final = 6
#: In cents: a billion euros, more than any round has.
MOST_UP_TO: Final = 10**11


@watched
@transaction.atomic
def set_criteria(round_id: int, criteria: Sequence[str], *, by: Viewer, at: datetime) -> None:
    """Write down what a proposal must keep to, in place of what stood there."""
    found = finding.round_to_change(round_id, by)
    finding.before_the_vote(found, "criteria", by=by, at=at)
    lines = [finding.line(one, 300, "criteria") for one in criteria]
    kept = list(dict.fromkeys(one for one in lines if one))
    if len(kept) > MOST_CRITERIA:
        raise BudgetRefused(
            _("Write down at most %(most)d criteria: nobody reads more.")
            % {"most": MOST_CRITERIA},
            "criteria",
        )
    found.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(municipality_id=found.municipality_id, round=found, text=text, order=order)
        for order, text in enumerate(kept)
    )
    audit.record("round_criteria_set", found, by=by, at=at)


@watched
@transaction.atomic
def set_amount_rules(
    round_id: int, drafts: Sequence[AmountRuleDraft], *, by: Viewer, at: datetime
) -> None:
    """Write down who decides on which amount, in place of what stood there.

    Raises ``BudgetRefused`` for two rules up to the same amount, and for one without mandate.
    """
    found = finding.round_to_change(round_id, by)
    finding.before_the_vote(found, "who decides", by=by, at=at)
    if len(drafts) > MOST_RULES:
        raise BudgetRefused(_("Write down at most %(most)d rules.") % {"most": MOST_RULES})
    bounds = [draft.up_to_cents for draft in drafts]
    if len(set(bounds)) != len(bounds):
        raise BudgetRefused(
            _("Two rules hold up to the same amount. Give each rule its own."), "up_to1"
        )
    today = timezone.localdate(at)
    ordered = sorted(drafts, key=lambda one: (one.up_to_cents is None, one.up_to_cents or 0))
    found.amount_rules.all().delete()
    for order, draft in enumerate(ordered):
        _rule(found, draft, order, today).save()
    audit.record("round_rules_set", found, by=by, at=at)


def _rule(found: Round, draft: AmountRuleDraft, order: int, today: date) -> AmountRule:
    if draft.path not in Path.values or not set(draft.checks) <= set(CheckKind.values):
        raise BudgetRefused(_("Choose who decides, and what is looked at before."), "path1")
    if draft.up_to_cents is not None and draft.up_to_cents > MOST_UP_TO:
        raise BudgetRefused(
            _("No round has so much. Fill in less, or leave it empty for all that is more."),
            "up_to1",
        )
    if draft.up_to_cents == 0:
        raise BudgetRefused(_("Fill in an amount above nought, or none."), "up_to1")
    here = Group.objects.current(today).filter(municipality_id=found.municipality_id)
    if draft.group_id is not None and not here.filter(pk=draft.group_id).exists():
        raise BudgetRefused(_("This group is not there any more. Choose another."), "group1")
    needed = _("Write down by what right this is decided.")
    return AmountRule(
        municipality_id=found.municipality_id,
        round=found,
        up_to_cents=finding.amount(draft.up_to_cents, "up_to1"),
        path=draft.path,
        checks=[one for one in CheckKind.values if one in draft.checks],
        mandate=finding.line(draft.mandate, 200, "mandate1", needed=needed),
        group_id=draft.group_id,
        order=order,
    )
