"""Rounds of funds, and who decides on which amount."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import AmountRule, FundYear, Phase, Proposal, Round
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.seen import (
    AmountRuleSeen,
    PhaseSeen,
    RoundListed,
    RoundSeen,
)
from wijkregie.domain.budgets.states import (
    PHASES,
    BallotKind,
    CheckKind,
    FundForm,
    Path,
    PhaseKind,
)
from wijkregie.domain.decisions.queries import decision_seen
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def rounds_visible_to(viewer: Viewer) -> Rows[RoundListed]:
    """Return the rounds of this municipality, the last first. Two queries a page."""
    return Rows(
        _visible(viewer).prefetch_related("phases").order_by("-year", "-pk"), round_listed
    )


def round_seen(viewer: Viewer, pk: int) -> RoundSeen | None:
    """Return a round, ``None`` where it is not to be seen. Four queries."""
    rows = _visible(viewer).select_related(
        "fund",
        "carried_from",
        "carried_by__body",
        "carried_by__handed_to",
        "carried_by__recorded_by",
    )
    in_order = AmountRule.objects.select_related("group").order_by("order")
    years = FundYear.objects.filter(fund=OuterRef("fund"), pot__year=OuterRef("year"))
    taken_over = Proposal.objects.filter(round=OuterRef("pk"), imported=True)
    found = (
        rows.prefetch_related("phases", "criteria", Prefetch("amount_rules", in_order))
        .annotate(
            has_year=Exists(years),
            has_open_year=Exists(years.filter(cents__isnull=True)),
            taken_over=Exists(taken_over),
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        return None
    settled = found.taken_over or (found.has_year and not found.has_open_year)
    return replace(_seen(found, viewer), settled=settled)


def phase_of(viewer: Viewer, pk: int) -> tuple[int, PhaseSeen] | None:
    """Return the number of the round of a phase, and the phase. One query."""
    rows = Phase.objects.filter(round__in=_visible(viewer), round__closed_on__isnull=True)
    found = rows.filter(pk=pk).first()
    return None if found is None else (found.round_id, _phase(found))


def who_decides(found: Iterable[AmountRuleSeen], cents: int) -> AmountRuleSeen | None:
    """Return the rule that holds for this amount in a round: who decides, after what checks.

    ``None`` where so much cannot be asked, or nobody agreed who decides. No query.
    """
    for one in found:
        if cents > one.above_cents and (one.up_to_cents is None or cents <= one.up_to_cents):
            return one
    return None


def round_listed(row: Round) -> RoundListed:
    """Return a round that came with its phases."""
    phases = sorted(row.phases.all(), key=lambda one: PHASES.index(one.kind))
    return RoundListed(
        id=row.pk,
        fund_id=row.fund_id,
        title=row.title,
        year=row.year,
        budget_cents=row.budget_cents,
        carried_cents=row.carried_cents,
        phases=tuple(_phase(one) for one in phases),
        closed_on=row.closed_on,
    )


def _visible(viewer: Viewer) -> QuerySet[Round]:
    return Round.objects.filter(fund__in=funds_here(viewer))


def _phase(row: Phase) -> PhaseSeen:
    return PhaseSeen(row.pk, PhaseKind(row.kind), row.opens_on, row.closes_on, row.text)


def _seen(row: Round, viewer: Viewer) -> RoundSeen:
    decision = decision_seen(row.carried_by, viewer) if row.carried_by else None
    return RoundSeen(
        listed=round_listed(row),
        fund_name=row.fund.name,
        fund_form=FundForm(row.fund.form),
        about=row.about,
        ballot=BallotKind(row.ballot),
        counting=row.counting,
        template=row.template,
        criteria=tuple(
            one.text for one in sorted(row.criteria.all(), key=lambda one: one.order)
        ),
        rules=rules_of(row.amount_rules.all()),
        carried_from=row.carried_from.title if row.carried_from else "",
        carried_by=decision,
        closed_because=row.closed_because,
        may_run=rules.may_run_funds(viewer),
        repair_days=row.repair_days,
        reopened_because=row.reopened_because,
    )


def rules_of(rows: Iterable[AmountRule]) -> tuple[AmountRuleSeen, ...]:
    """Return rules that came with their groups in their order, each above the one before."""
    found, above = [], 0
    for row in rows:
        found.append(
            AmountRuleSeen(
                above_cents=above,
                up_to_cents=row.up_to_cents,
                path=Path(row.path),
                checks=tuple(CheckKind(one) for one in row.checks),
                mandate=row.mandate,
                group_id=row.group_id,
                group_name=row.group.name if row.group else "",
            )
        )
        above = row.up_to_cents or 0
    return tuple(found)
