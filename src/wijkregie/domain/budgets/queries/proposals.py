"""Proposals of a round: as a list, one with all there is to it, and those on the ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch, Q

from wijkregie.core import reference as references
from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import (
    AmountRule,
    Counsel,
    CountAct,
    Merge,
    Proposal,
    ProposalCheck,
)
from wijkregie.domain.budgets.queries import needed
from wijkregie.domain.budgets.queries.building import (
    LOOKED_AT,
    Standing,
    check_seen,
    counsel_seen,
    may_do,
    merge_seen,
)
from wijkregie.domain.budgets.queries.proposal_door import (
    area_ids_of,
    is_own,
    named,
    own_signals,
    proposal_of_row,
    proposals_here,
    related,
)
from wijkregie.domain.budgets.queries.proposal_seen import CheckAsked, ProposalWhole
from wijkregie.domain.budgets.queries.rounds import rules_of
from wijkregie.domain.budgets.states import ActKind, ProposalState, Verdict
from wijkregie.domain.decisions.queries import decision_seen
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.budgets.queries.proposal_seen import MergeSeen, ProposalSeen
    from wijkregie.kit.viewer import Viewer

#: What stands on the ballot, or stood on it.
VOTED_ON: Final = (ProposalState.ON_BALLOT, ProposalState.CHOSEN, ProposalState.NOT_CHOSEN)


def proposals_visible_to(
    viewer: Viewer, round_id: int, *, state: str = "", area_id: int | None = None
) -> Rows[ProposalSeen]:
    """Return the proposals of a round by their number. Three queries a page."""
    rows = proposals_here(viewer).filter(round_id=round_id)
    if state:
        rows = rows.filter(state=state)
    if area_id is not None:
        rows = rows.filter(area_id=area_id)
    return Rows(related(rows).order_by("number"), lambda row: proposal_of_row(row, viewer))


def proposals_on_ballot(round_id: int) -> tuple[ProposalSeen, ...]:
    """Return what the vote of a round is about, by number, also what came out of it since.

    With what was withdrawn after the vote was declared. All of it is public. Three queries.
    """
    gone = CountAct.objects.filter(round_id=round_id, kind=ActKind.WITHDRAWN)
    voted = Q(state__in=VOTED_ON) | Q(pk__in=gone.values("proposal"))
    rows = related(Proposal.objects.filter(voted, round_id=round_id)).order_by("number")
    return tuple(proposal_of_row(row, None) for row in rows)


def proposal_seen(viewer: Viewer, reference: str, *, on: date) -> ProposalWhole | None:
    """Return the last proposal that was made of the signal with this reference.

    ``None`` where it is not to be seen. At most fifteen queries.
    """
    known = references.clean(reference)
    rows = proposals_here(viewer).filter(signal__reference=known or "")
    return _whole(viewer, rows.order_by("-pk"), on=on)


def proposal_by_number(
    viewer: Viewer, round_id: int, number: int, *, on: date
) -> ProposalWhole | None:
    """Return a proposal of a round by its number, also one that was imported."""
    rows = proposals_here(viewer).filter(round_id=round_id, number=number)
    return _whole(viewer, rows, on=on)


def proposal_by_id(viewer: Viewer, pk: int, *, on: date) -> ProposalWhole | None:
    """Return a proposal by its row."""
    return _whole(viewer, proposals_here(viewer).filter(pk=pk), on=on)


def own_proposal(viewer: Viewer, *, on: date) -> ProposalWhole | None:
    """Return the proposal that somebody follows by a private link; ``None`` without one."""
    rows = proposals_here(viewer).filter(signal__in=own_signals(viewer))
    return _whole(viewer, rows.order_by("-pk"), on=on)


def proposal_of_signal(viewer: Viewer, signal_id: int) -> ProposalSeen | None:
    """Return the last proposal that was made of a signal, if it is to be seen."""
    rows = related(proposals_here(viewer).filter(signal_id=signal_id)).order_by("-pk")
    row = rows.first()
    return None if row is None else proposal_of_row(row, viewer)


def checks_asked_of(viewer: Viewer, *, on: date) -> tuple[CheckAsked, ...]:
    """Return what waits for who looks, or for a group that they attend. One query."""
    asked = Q(group_id__in=viewer.first_shell_ids)
    if viewer.person_id is not None:
        asked |= Q(person_id=viewer.person_id)
    rows = _waiting(viewer).filter(asked).order_by("answer_by", "pk")
    return tuple(_asked(row, viewer, on) for row in rows)


def check_waiting(viewer: Viewer, pk: int, *, on: date) -> CheckAsked | None:
    """Return a check that waits for an answer, for who may see its proposal. One query."""
    row = _waiting(viewer).filter(pk=pk, proposal__in=proposals_here(viewer)).first()
    return None if row is None else _asked(row, viewer, on)


def _waiting(viewer: Viewer) -> QuerySet[ProposalCheck]:
    return ProposalCheck.objects.filter(
        municipality_id=viewer.municipality_id or 0,
        verdict=Verdict.WAITING,
        proposal__state__in=LOOKED_AT,
    ).select_related("proposal__round", "proposal__signal", "group", "person")


def _asked(row: ProposalCheck, viewer: Viewer, on: date) -> CheckAsked:
    return CheckAsked(
        check_seen(row, viewer),
        named(row.proposal),
        row.proposal.round.title,
        row.answer_by < on,
    )


def _whole(viewer: Viewer, rows: QuerySet[Proposal], *, on: date) -> ProposalWhole | None:
    row = (
        related(rows)
        .select_related(
            "signal__theme",
            "area",
            "group",
            "round__fund",
            "merged_into__signal",
            "decision__body",
            "decision__handed_to",
            "decision__recorded_by",
        )
        .prefetch_related(
            Prefetch("checks", ProposalCheck.objects.select_related("group", "person")),
            Prefetch("counsels", Counsel.objects.select_related("group")),
            "round__phases",
            "round__criteria",
            Prefetch(
                "round__amount_rules",
                AmountRule.objects.select_related("group").order_by("order"),
            ),
        )
        .first()
    )
    return None if row is None else _of_row(viewer, row, on=on)


def _of_row(viewer: Viewer, row: Proposal, *, on: date) -> ProposalWhole:
    seen = proposal_of_row(row, viewer)
    guides = rules.may_guide(viewer, area_ids_of(row))
    own = is_own(viewer, row)
    last = needed.last_of_each(row.checks.all())
    over = needed.handing_in_is_over(row.round.phases.all(), on)
    wanted = needed.checks_needed(
        rules_of(row.round.amount_rules.all()),
        seen.asked_cents,
        criteria=bool(row.round.criteria.all()),
    )
    unasked = [
        kind for kind in sorted(wanted) if needed.is_unasked(last.get(kind), row.cost_cents)
    ]
    to_decline = needed.is_to_decline(row, last, over=over, on=on)
    into = row.merged_into
    known = proposals_here(viewer)
    came_of = known.filter(merged_into=row).select_related("signal").order_by("number")
    return ProposalWhole(
        seen=seen,
        round_title=row.round.title,
        fund_name=row.round.fund.name,
        fund_id=row.round.fund_id,
        checks=tuple(
            check_seen(one, viewer)
            for one in sorted(row.checks.all(), key=lambda one: (one.turn, one.pk))
        ),
        needed=tuple(unasked),
        counsels=tuple(counsel_seen(one) for one in row.counsels.all()),
        merges=_merges(row, guides=guides) if guides or own else (),
        merged_into=named(into) if into and known.filter(pk=into.pk).exists() else None,
        came_of=tuple(named(one) for one in came_of),
        decision=decision_seen(row.decision, viewer) if row.decision else None,
        to_decline=to_decline,
        may=may_do(viewer, row, Standing(guides, own, to_decline), on=on),
    )


def _merges(row: Proposal, *, guides: bool) -> tuple[MergeSeen, ...]:
    asked = Merge.objects.filter(Q(proposal=row) | Q(into=row))
    asked = asked.select_related("proposal__signal", "into__signal").prefetch_related("heard")
    return tuple(merge_seen(one, row, guides=guides) for one in asked.order_by("-pk"))
