"""Awards as one may see them: the money of a chosen proposal, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Award, AwardOrder, Expense, Proposal, Remark
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.proposal_door import is_own, own_signals
from wijkregie.domain.budgets.queries.seen_awards import (
    AwardNamed,
    AwardSeen,
    ExpenseSeen,
    NoteOfPlan,
    OrderOfAward,
    PaymentOfAward,
    Sums,
)
from wijkregie.domain.budgets.states import IN_HANDS, AwardWay, ProposalState
from wijkregie.domain.programme.models import Payment, ProgressNote
from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer


def awards_here(viewer: Viewer) -> QuerySet[Award]:
    """Return the awards that a viewer may see: those of funds that they may see."""
    return Award.objects.filter(proposal__round__fund__in=funds_here(viewer))


def award_seen(viewer: Viewer, pk: int) -> AwardSeen | None:
    """Return an award, ``None`` where it is not to be seen. At most seven queries."""
    row = _whole(awards_here(viewer).filter(pk=pk))
    return None if row is None else _seen(row, viewer)


def award_of_project(viewer: Viewer, project_id: int) -> AwardSeen | None:
    """Return the award that a project came of, if it is to be seen. At most seven queries."""
    row = _whole(awards_here(viewer).filter(project_id=project_id))
    return None if row is None else _seen(row, viewer)


def award_of_proposal(viewer: Viewer, proposal_id: int) -> AwardSeen | None:
    """Return what became of a proposal, if it is to be seen. At most seven queries."""
    row = _whole(awards_here(viewer).filter(proposal_id=proposal_id))
    return None if row is None else _seen(row, viewer)


def own_award(viewer: Viewer) -> AwardSeen | None:
    """Return the award of what somebody proposed, by the private link; ``None`` without one."""
    own = awards_here(viewer).filter(proposal__signal__in=own_signals(viewer))
    row = _whole(own.order_by("-pk"))
    return None if row is None else _seen(row, viewer)


def award_of_expense(viewer: Viewer, expense_id: int) -> tuple[AwardSeen, ExpenseSeen] | None:
    """Return an expense that still stands, with its award, if it is to be seen."""
    rows = Expense.objects.filter(award__in=awards_here(viewer), taken_back_on__isnull=True)
    found = rows.filter(pk=expense_id).first()
    award = award_seen(viewer, found.award_id) if found else None
    if found is None or award is None:
        return None
    return award, next(one for one in award.expenses if one.id == found.pk)


def chosen_of(viewer: Viewer, round_id: int) -> tuple[AwardNamed, ...]:
    """Return the proposals of a round that were chosen, by number. Seven queries at most."""
    rows = Proposal.objects.filter(
        round_id=round_id, round__fund__in=funds_here(viewer), state=ProposalState.CHOSEN
    )
    found = list(with_money(rows).order_by("number"))
    return plans_of(found)


def plans_of(rows: Sequence[Proposal]) -> tuple[AwardNamed, ...]:
    """Return proposals that came ``with_money``, each with its last note. One query."""
    awards: list[Award] = [one.award for one in rows if hasattr(one, "award")]
    notes = last_notes([one.project_id for one in awards])
    projects = {one.proposal_id: one.project_id for one in awards}
    return tuple(plan_of(one, notes.get(projects.get(one.pk, 0))) for one in rows)


def has_chosen(viewer: Viewer, round_id: int) -> bool:
    """Tell whether a plan of a round was chosen. One query."""
    rows = Proposal.objects.filter(round_id=round_id, round__fund__in=funds_here(viewer))
    return rows.filter(state=ProposalState.CHOSEN).exists()


def with_money(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Fetch along what ``plan_of`` needs. Five queries more at most."""
    return rows.select_related(
        "signal", "award__project", "award__returned", "award__group"
    ).prefetch_related(
        "cofinancing",
        Prefetch("award__orders", _orders()),
        "award__expenses",
    )


def last_notes(project_ids: Collection[int]) -> Mapping[int, NoteOfPlan]:
    """Return what was told last of each project, for everyone to read. One query."""
    rows = ProgressNote.objects.filter(project_id__in=project_ids).order_by("at", "pk")
    return {
        one.project_id: NoteOfPlan(
            one.pk, timezone.localdate(one.at), one.text, one.shows if one.photo else ""
        )
        for one in rows
    }


def plan_of(row: Proposal, note: NoteOfPlan | None = None) -> AwardNamed:
    """Return a proposal that came ``with_money`` as a list names it. No query.

    Of one that nobody looked at yet, such as of a voucher, there is no title.
    """
    others = [one.cents for one in row.cofinancing.all()]
    known = row.cost_cents is not None and None not in others
    asked = (row.cost_cents or 0) - sum(one or 0 for one in others) if known else None
    award: Award | None = getattr(row, "award", None)
    return AwardNamed(
        proposal_id=row.pk,
        round_id=row.round_id,
        number=row.number,
        title=row.title if row.published_at else "",
        reference=row.signal.reference if row.signal else "",
        asked_cents=asked if award is None else award.cents,
        award_id=award.pk if award else None,
        project_id=award.project_id if award else None,
        state=ProjectState(award.project.state) if award else None,
        sums=sums_of(award) if award else None,
        note=note,
    )


def sums_of(row: Award) -> Sums:
    """Return the money of an award that came with its orders and expenses. No query."""
    ordered = paid = 0
    for one in row.orders.all():
        on_it = sum(payment.cents for payment in one.order.stand)  # type: ignore[attr-defined] # prefetched
        paid += on_it
        ordered += on_it if one.order.ended_on else max(one.order.cents, on_it)
    shown = sum(one.cents for one in row.expenses.all() if one.taken_back_on is None)
    returned = getattr(row, "returned", None)
    return Sums(
        cents=row.cents,
        ordered_cents=ordered,
        paid_cents=paid,
        shown_cents=shown if row.way in IN_HANDS else paid,
        free_cents=returned.free_cents if returned else 0,
        back_cents=returned.back_cents if returned else 0,
        settled=returned is not None,
    )


def _orders() -> QuerySet[AwardOrder]:
    stand = Payment.objects.filter(taken_back_on__isnull=True).order_by("paid_on", "pk")
    return (
        AwardOrder.objects.select_related("order")
        .prefetch_related(Prefetch("order__payments", stand, to_attr="stand"))
        .order_by("order__ordered_on", "order_id")
    )


def _whole(rows: QuerySet[Award]) -> Award | None:
    return (
        rows.select_related(
            "project",
            "group",
            "returned",
            "proposal__signal",
            "proposal__round__fund",
            "proposal__round__count",
            "proposal__counted",
        )
        .prefetch_related(
            Prefetch("orders", _orders()),
            Prefetch("expenses", Expense.objects.order_by("spent_on", "pk")),
            Prefetch(
                "proposal__remarks", Remark.objects.filter(shown=True).order_by("text", "pk")
            ),
        )
        .first()
    )


def _seen(row: Award, viewer: Viewer) -> AwardSeen:
    proposal = row.proposal
    accounts = row.way in IN_HANDS and (
        rules.may_account(viewer, row.group_id) or is_own(viewer, proposal)
    )
    inside = accounts or viewer.is_member or viewer.operator
    returned = getattr(row, "returned", None)
    sums = sums_of(row)
    return AwardSeen(
        id=row.pk,
        named=_named(row, sums),
        fund_id=proposal.round.fund_id,
        fund_name=proposal.round.fund.name,
        round_title=proposal.round.title,
        project_title=row.project.title,
        way=AwardWay(row.way),
        sums=sums,
        group_id=row.group_id,
        group_name=row.group.name if row.group else "",
        receiver=row.receiver,
        contract=row.contract,
        contract_on=row.contract_on,
        address=row.address if inside else None,
        account_by=row.account_by,
        account=row.account,
        accounted_at=row.accounted_at,
        orders=tuple(_order(one, inside=inside) for one in row.orders.all()),
        expenses=tuple(_expense(one, inside=inside) for one in row.expenses.all()),
        returned_on=returned.on if returned else None,
        returned_because=returned.why if returned else "",
        votes=_votes(proposal),
        remarks=tuple(one.text for one in proposal.remarks.all()),
        may_run=rules.may_run_funds(viewer),
        may_account=accounts,
    )


def _named(row: Award, sums: Sums) -> AwardNamed:
    proposal = row.proposal
    return AwardNamed(
        proposal_id=proposal.pk,
        round_id=proposal.round_id,
        number=proposal.number,
        title=proposal.title,
        reference=proposal.signal.reference if proposal.signal else "",
        asked_cents=row.cents,
        award_id=row.pk,
        project_id=row.project_id,
        state=ProjectState(row.project.state),
        sums=sums,
    )


def _votes(proposal: Proposal) -> int | None:
    """Return how many voted for it, once everyone could read the outcome."""
    count, counted = getattr(proposal.round, "count", None), getattr(proposal, "counted", None)
    if count is None or counted is None or count.told_at is None:
        return None
    votes: int = counted.votes
    return votes


def _order(one: AwardOrder, *, inside: bool) -> OrderOfAward:
    row = one.order
    return OrderOfAward(
        id=row.pk,
        what=row.what,
        supplier=row.supplier if inside else None,
        reference=row.reference if inside else None,
        cents=row.cents,
        paid_cents=sum(payment.cents for payment in row.stand),  # type: ignore[attr-defined] # prefetched
        ordered_on=row.ordered_on,
        ended_on=row.ended_on,
        document=row.document if inside else None,
        address=row.address if inside else None,
        payments=tuple(
            PaymentOfAward(
                payment.pk,
                payment.paid_on,
                payment.what,
                payment.cents,
                payment.document if inside else None,
            )
            for payment in row.stand  # type: ignore[attr-defined] # prefetched
        ),
    )


def _expense(row: Expense, *, inside: bool) -> ExpenseSeen:
    return ExpenseSeen(
        id=row.pk,
        spent_on=row.spent_on,
        what=row.what,
        cents=row.cents,
        document=row.document if inside else None,
        address=row.address if inside else None,
        taken_back_on=row.taken_back_on,
        taken_back_because=row.taken_back_because,
    )
