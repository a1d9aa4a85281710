"""Two proposals go on as one: asked, agreed by both sides, and never without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Merge, MergeHeard, Proposal
from wijkregie.domain.budgets.queries.building import LIVE
from wijkregie.domain.budgets.queries.proposal_door import is_own, proposals_here
from wijkregie.domain.budgets.services import finding as budgets
from wijkregie.domain.budgets.services import proposal_finding as finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import Heard, MergeState, ProposalState
from wijkregie.domain.programme.services import finding as rows
from wijkregie.domain.programme.services.finding import not_there
from wijkregie.domain.signals import services as signals
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.budgets.services.proposal_drafts import HeardDraft
    from wijkregie.kit.viewer import Viewer

_SAID_BY: Final = 120
_WHY: Final = 400
_SIDES: Final = 2


@transaction.atomic
def ask_merge(proposal_id: int, into_id: int, why: str, *, by: Viewer, at: datetime) -> int:
    """Ask whether a proposal may go on in another one of its round; return the question.

    Who proposes one of them asks with a yes of their own; a guide asks both. Both sides are
    told. Raises ``BudgetRefused`` for one that ``by`` may not read.
    """
    found, into = _both(proposal_id, into_id, by)
    words = budgets.line(
        why, _WHY, "why", needed=_("Write down why they go together. Both sides read it.")
    )
    if found.merges.filter(into=into, state=MergeState.ASKED).exists():
        raise BudgetRefused(_("This was asked already, and waits for an answer."))
    mine, theirs = is_own(by, found), is_own(by, into)
    if not (mine or theirs or (finding.guides(found, by) and finding.guides(into, by))):
        raise finding.not_yours()
    made = Merge.objects.create(
        municipality_id=found.municipality_id,
        proposal=found,
        into=into,
        why=words,
        asked_at=at,
        first_yes_at=at if mine else None,
        other_yes_at=at if theirs else None,
    )
    text = _("You are asked whether plans %(one)d and %(other)d can go on as one.")
    for one in (found, into):
        finding.news(one, text % {"one": found.number, "other": into.number}, by=by, at=at)
    audit.record("budget_plan_merge_asked", found, by=by, at=at, why=f"{into.number}")
    _finish(made, found, into, by=by, at=at)
    return made.pk


@transaction.atomic
def agree_merge(
    merge_id: int, *, of_id: int, by: Viewer, at: datetime, heard: HeardDraft | None = None
) -> None:
    """Say yes for the proposal ``of_id``: who proposes it, or a guide who heard it.

    A guide writes down what was ``heard``, and says so where the answer of the other side
    was written down by the same guide: both sides read that, and the log tells it. When both
    sides said yes, the one goes on in the other.
    """
    made, found, into = _asked(merge_id, by)
    _answered(made, _side(of_id, found, into), heard, by=by, at=at)
    if of_id == found.pk:
        made.first_yes_at = made.first_yes_at or at
    else:
        made.other_yes_at = made.other_yes_at or at
    made.save(update_fields=["first_yes_at", "other_yes_at"])
    audit.record("budget_plan_merge_agreed", found, by=by, at=at, why=f"{into.number}")
    _finish(made, found, into, by=by, at=at)


@transaction.atomic
def refuse_merge(  # noqa: PLR0913 - of which question, why, for which side, by whom, when, heard
    merge_id: int,
    why: str,
    *,
    of_id: int,
    by: Viewer,
    at: datetime,
    heard: HeardDraft | None = None,
) -> None:
    """Say no for the proposal ``of_id``, with the reason; both go on by themselves."""
    made, found, into = _asked(merge_id, by)
    _answered(made, _side(of_id, found, into), heard, by=by, at=at)
    made.refused_because = budgets.line(
        why, _WHY, "why", needed=_("Write down why not. The other side reads it.")
    )
    _end(made, MergeState.REFUSED, at=at)
    text = _("Plans %(one)d and %(other)d do not go on as one: %(why)s")
    told = {"one": found.number, "other": into.number, "why": made.refused_because}
    for one in (found, into):
        finding.news(one, text % told, by=by, at=at)
    audit.record("budget_plan_merge_refused", found, by=by, at=at, why=f"{into.number}")


def end_merges(found: Proposal, why: str, *, at: datetime) -> None:
    """End the questions that wait for an answer about a proposal that goes no further."""
    for made in (*found.merges.filter(state=MergeState.ASKED), *_asked_into(found)):
        made.refused_because = why
        _end(made, MergeState.REFUSED, at=at)


def _asked_into(found: Proposal) -> list[Merge]:
    return list(found.asked_to_join.filter(state=MergeState.ASKED))


def _both(proposal_id: int, into_id: int, by: Viewer) -> tuple[Proposal, Proposal]:
    """Return both proposals, locked; refuse two that cannot be one."""
    if proposal_id == into_id:
        raise BudgetRefused(_("Choose another proposal of this round."), "other")
    seen = set(
        proposals_here(by).filter(pk__in=(proposal_id, into_id)).values_list("pk", flat=True)
    )
    if seen != {proposal_id, into_id}:
        raise not_there()
    held = {pk: finding.to_change(pk, by) for pk in sorted(seen)}
    found, into = held[proposal_id], held[into_id]
    if found.round_id != into.round_id:
        raise BudgetRefused(_("Choose another proposal of this round."), "other")
    for one in (found, into):
        finding.need(one, LIVE)
        if one.published_at is None:
            raise BudgetRefused(
                _("Let everyone read both plans first: each side reads the other one.")
            )
    if found.round.declared:
        raise BudgetRefused(_("The vote was declared, so plans stay as they are."))
    return found, into


def _asked(merge_id: int, by: Viewer) -> tuple[Merge, Proposal, Proposal]:
    """Return a question that waits for an answer, with both proposals, locked."""
    here = Merge.objects.filter(pk=merge_id, municipality_id=by.municipality_id or 0)
    made = here.first()
    if made is None:
        raise not_there()
    held = {pk: finding.to_change(pk, by) for pk in sorted((made.proposal_id, made.into_id))}
    found, into = held[made.proposal_id], held[made.into_id]
    made.refresh_from_db()
    if made.state != MergeState.ASKED:
        raise BudgetRefused(_("This was answered already. Reload the page."))
    for one in (found, into):
        finding.need(one, LIVE)
    return made, found, into


def _side(of_id: int, found: Proposal, into: Proposal) -> Proposal:
    """Return for which of the two is answered."""
    if of_id not in {found.pk, into.pk}:
        raise not_there()
    return found if of_id == found.pk else into


def _answered(
    made: Merge, one: Proposal, heard: HeardDraft | None, *, by: Viewer, at: datetime
) -> None:
    """Refuse who speaks for nobody; write down what a guide heard of who proposes it."""
    if is_own(by, one):
        return
    if not finding.guides(one, by):
        raise finding.not_yours()
    if heard is None:
        raise BudgetRefused(
            _("Write down who said so, how and when. Or let them answer by their own link."),
            "said_by",
        )
    needed = _("Write down who said so, without a name: for example the board of the group.")
    said_by = budgets.line(heard.said_by, _SAID_BY, "said_by", needed=needed)
    if heard.way not in Heard.values:
        raise BudgetRefused(_("Choose how you heard it."), "heard")
    rows.day(heard.on, "heard_on", happened=at)
    by_one = _is_by_one(made, one, heard, by)
    MergeHeard.objects.update_or_create(
        merge=made,
        proposal=one,
        defaults={
            "municipality_id": made.municipality_id,
            "said_by": said_by,
            "way": heard.way,
            "heard_on": heard.on,
            "recorded_at": at,
            "recorded_by_id": by.person_id,
        },
    )
    why = f"{heard.way}, {heard.on.isoformat()}"
    if by_one:
        audit.record("budget_plan_merge_by_one", one, by=by, at=at, why=why)
    else:
        audit.record("budget_plan_merge_heard", one, by=by, at=at, why=why)


def _is_by_one(made: Merge, one: Proposal, heard: HeardDraft, by: Viewer) -> bool:
    """Tell whether one person heard both sides; refuse where they did not say so."""
    others = made.heard.exclude(proposal=one).filter(recorded_by_id=by.person_id)
    by_one = others.exists()
    if by_one and not heard.both:
        raise BudgetRefused(
            _(
                "You wrote down the answer of the other side too. Let a colleague write this "
                "one down, or say that you spoke to both. Both sides can read that."
            ),
            "both",
        )
    return by_one


def _finish(made: Merge, found: Proposal, into: Proposal, *, by: Viewer, at: datetime) -> None:
    """Let the one go on in the other, once both sides said yes."""
    if made.first_yes_at is None or made.other_yes_at is None:
        return
    _end(made, MergeState.DONE, at=at)
    end_merges(found, _("This plan goes on in another one."), at=at)
    found.merged_into = into
    finding.move(found, ProposalState.MERGED, "merged_into")
    text = _("Plan %(one)d goes on in plan %(other)d from now on.")
    told = {"one": found.number, "other": into.number}
    more = _by_one(made)
    finding.news(found, f"{text % told}{more}", by=by, at=at)
    text = _("Your plan now comes of plan %(one)d too.")
    finding.news(into, f"{text % told}{more}", by=by, at=at)
    lead, other = finding.signal_id(into), finding.signal_id(found)
    signals.take_along(lead, other, by=by, at=at)
    audit.record("budget_plan_merged", found, by=by, at=at, why=f"{into.number}")


def _by_one(made: Merge) -> str:
    """Return what both sides hear where one worker wrote down the yes of both; else nothing."""
    both = list(made.heard.values_list("recorded_by_id", flat=True))
    if len(both) < _SIDES or len(set(both)) > 1:
        return ""
    return " " + _("The yes of both sides was written down by one and the same worker.")


def _end(made: Merge, state: MergeState, *, at: datetime) -> None:
    made.state, made.ended_at = state, at
    made.save()
