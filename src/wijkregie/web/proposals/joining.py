"""Two plans together: going on as one, or excluding each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.states import MergeState, Verdict
from wijkregie.web.proposals import offered
from wijkregie.web.proposals.forms.judging import (
    MergeForm,
    OtherForm,
    ReplyForm,
)
from wijkregie.web.proposals.wanted import Wanted

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import ProposalWhole
    from wijkregie.web.proposals.desk import Desk


def merge(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Ask to go on in another plan."""
    if not whole.may.merge:
        return None
    form = MergeForm(desk.sent, choices={"other": offered.others(desk, whole)})

    def act() -> None:
        other = int(form.cleaned_data["other"])
        why = form.cleaned_data["why"]
        services.ask_merge(whole.seen.id, other, why, by=desk.viewer, at=desk.at)

    return Wanted(
        _("Join with another plan"),
        form,
        act,
        _("Both sides are asked. Each says yes or no."),
        intro=_("This plan then goes on in the other one. Who proposed it hears all the same."),
        submit=_("Ask both sides"),
        field="other",
    )


def reply(desk: Desk, whole: ProposalWhole, pk: int) -> Wanted | None:
    """Say yes or no to going on as one."""
    asked = next((one for one in whole.merges if one.id == pk), None)
    if asked is None:
        raise Http404
    if asked.state != MergeState.ASKED or not (whole.may.guide or whole.may.propose):
        return None
    form = ReplyForm(desk.sent, own=whole.may.propose)

    def act() -> None:
        sent, of_id = form.cleaned_data, whole.seen.id
        heard, by = form.heard_of(), desk.viewer
        if sent["reply"] == Verdict.YES:
            services.agree_merge(pk, of_id=of_id, by=by, at=desk.at, heard=heard)
        else:
            why = sent["why"]
            services.refuse_merge(pk, why, of_id=of_id, by=by, at=desk.at, heard=heard)

    return Wanted(
        _("Do the plans go on as one?"),
        form,
        act,
        _("The answer is saved."),
        submit=_("Save the answer"),
        field="why",
        told=(f"{asked.other.number}. {asked.other.title}", asked.why),
    )


def exclude(desk: Desk, whole: ProposalWhole, _pk: int) -> Wanted | None:
    """Write down that another plan excludes this one, or not."""
    if not (whole.may.guide and whole.may.merge):
        return None
    form = OtherForm(desk.sent, choices={"other": offered.others(desk, whole)})

    def act() -> None:
        rows = dict(offered.others(desk, whole))
        other = int(form.cleaned_data["other"])
        number = int(str(rows[other]).partition(".")[0])
        services.set_conflict(
            whole.seen.id,
            other,
            excludes=number not in whole.seen.conflicts,
            by=desk.viewer,
            at=desk.at,
        )

    return Wanted(
        _("Excludes another plan"),
        form,
        act,
        _("It is saved that they cannot go together, or can again."),
        intro=_("For two plans for one place. Choose it again to take it back."),
        submit=_("Save"),
        field="other",
    )
