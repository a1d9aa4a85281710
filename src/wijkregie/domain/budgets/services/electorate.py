"""Settle who may vote in a round, and within which limits. After the declaration it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Electorate
from wijkregie.domain.budgets.queries.contests import asked_of, money_of
from wijkregie.domain.budgets.queries.declared import Missing
from wijkregie.domain.budgets.queries.electorate import areas_of
from wijkregie.domain.budgets.queries.fillable import why_unfillable
from wijkregie.domain.budgets.queries.missing_words import missing_text
from wijkregie.domain.budgets.queries.needed import HAND_IN
from wijkregie.domain.budgets.queries.polling import ballot_limits
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.frozen import refuse_declared, watched
from wijkregie.domain.budgets.states import BallotKind, ProposalState, VoterUnit
from wijkregie.domain.programme.queries.door import around_each
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.services.vote_drafts import ElectorateDraft
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

MOST_LIMIT: Final = 1_000_000
#: What stands on the ballot when the vote is declared, or still may.
_COMING: Final = (
    ProposalState.WORKED_OUT,
    ProposalState.CHECKED,
    ProposalState.REPAIRED,
    ProposalState.FITS,
)
_OLDEST: Final = 120


@watched
@transaction.atomic
def set_electorate(round_id: int, draft: ElectorateDraft, *, by: Viewer, at: datetime) -> None:
    """Settle who may vote; refuse it once the vote was declared, or after letters went out."""
    found = finding.round_to_change(round_id, by)
    refuse_declared(found, "electorate", by=by, at=at)
    if found.voters.exists():
        raise BudgetRefused(
            _("Codes were drawn already for who may vote, so this stays as it is.")
        )
    if found.ballot == BallotKind.NONE:
        raise BudgetRefused(_("Nobody votes in this round: a body decides. Choose a ballot."))
    if draft.unit not in VoterUnit.values:
        raise BudgetRefused(_("Choose who has one vote."), "unit")
    if draft.least_age is not None and not 0 <= draft.least_age <= _OLDEST:
        raise BudgetRefused(_("Fill in an age in whole years."), "least_age")
    if draft.on_paper and found.ballot == BallotKind.COINS:
        raise BudgetRefused(
            _("A game of coins goes on a screen, at home or with help. Leave paper out."),
            "on_paper",
        )
    areas = programme.known_areas(draft.area_ids, found.municipality_id)
    _refuse_outside_the_fund(found, areas)
    limits = _limits(found, draft.limits)
    _refuse_unfillable(found, limits, timezone.localdate(at))
    settled, _new = Electorate.objects.update_or_create(
        round=found,
        defaults={
            "municipality_id": found.municipality_id,
            "unit": draft.unit,
            "least_age": draft.least_age,
            "on_paper": draft.on_paper,
            "text": finding.text(draft.text, 1000, "text"),
            "limits": limits,
        },
    )
    settled.areas.set(areas)
    audit.record("electorate_set", found, by=by, at=at)


def electorate_of(found: Round) -> Electorate:
    """Return who may vote in a round, locked; refuse where nobody settled it."""
    settled = Electorate.objects.select_for_update(no_key=True).filter(round=found).first()
    if settled is None:
        raise BudgetRefused(_("Settle first who may vote in this round."))
    return settled


def settle_areas(found: Round) -> None:
    """Name the area of the fund as that of the vote, where no areas were named.

    Part of declaring: from then on nobody else votes, whatever becomes of the fund.
    """
    settled = electorate_of(found)
    settled.areas.set(areas_of(found, settled))


def _refuse_outside_the_fund(found: Round, areas: list[Area]) -> None:
    fund_area = found.fund.area_id
    if fund_area is None:
        return
    inside = around_each(area.pk for area in areas)
    for area in areas:
        if fund_area not in inside[area.pk]:
            raise BudgetRefused(
                _("%(area)s lies outside the area of the fund. Choose an area within it.")
                % {"area": area},
                "areas",
            )


def _refuse_unfillable(found: Round, limits: Mapping[str, int], today: date) -> None:
    """Refuse limits that no ballot can keep to, once it is known which plans can come."""
    rows = list(found.proposals.filter(state__in=_COMING).prefetch_related("cofinancing"))
    coming = found.phases.filter(kind__in=HAND_IN, closes_on__gte=today)
    if not rows or coming.exists():
        return
    why = why_unfillable(found.ballot, limits, [asked_of(one) for one in rows], money_of(found))
    if why is not None:
        raise BudgetRefused(missing_text(Missing(why)), "least")


def _limits(found: Round, told: Mapping[str, int]) -> dict[str, int]:
    """Return limits that the ballot knows and that a ballot can keep to."""
    known = ballot_limits(found.ballot)
    if set(told) - set(known):
        raise BudgetRefused(_("This ballot does not have such a limit."), "limits")
    for name, number in told.items():
        lowest = 0 if name == "blank" else 1
        highest = 1 if name == "blank" else MOST_LIMIT
        if not lowest <= number <= highest:
            raise BudgetRefused(
                _("Fill in a whole number from %(least)d to %(most)d.")
                % {"least": lowest, "most": highest},
                name,
            )
    if "points" in known and "points" not in told:
        raise BudgetRefused(_("Fill in how many points each voter may divide."), "points")
    _refuse_crossed(told, "least", "most", _("The least number cannot be above the most."))
    _refuse_crossed(
        told, "most_each", "points", _("One plan cannot get more points than there are.")
    )
    _refuse_crossed(
        told, "least", "points", _("So many plans cannot each get a point. Give more points.")
    )
    return dict(told)


def _refuse_crossed(told: Mapping[str, int], lower: str, upper: str, why: str) -> None:
    if lower in told and upper in told and told[lower] > told[upper]:
        raise BudgetRefused(why, lower)
