"""One thing that somebody does with a plan: asked for on a page, and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from wijkregie.web.http.desks import answered, done
from wijkregie.web.proposals.acts import ACTS, ON_ONE
from wijkregie.web.proposals.desk import ask, for_work

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import ProposalWhole
    from wijkregie.web.proposals.desk import Desk


@for_work
def act(desk: Desk, reference: str, word: str, pk: int | None = None) -> HttpResponse:
    """Ask for what one thing needs, and do it."""
    return done_with(desk, desk.proposal(reference), word, pk)


def done_with(desk: Desk, whole: ProposalWhole, word: str, pk: int | None) -> HttpResponse:
    """Answer with the page that asks for it, or do it and lead back to the plan.

    Raises ``Http404`` for what is no such thing, and ``PermissionDenied`` for who may not.
    """
    known = ACTS if pk is None else ON_ONE
    if word not in known:
        raise Http404
    wanted = known[word](desk, whole, pk or 0)
    if wanted is None:
        return desk.refuse()
    if answered(wanted.form, wanted.act, field=wanted.field):
        return done(desk, wanted.said, desk.of(whole.seen))
    return ask(
        desk,
        wanted.form,
        crumbs=desk.to_plan(whole, here=wanted.heading),
        heading=wanted.heading,
        plan=whole.seen.title,
        intro_text=wanted.intro,
        told=wanted.told,
        kept=[{"name": "version", "value": wanted.version}] if wanted.version else [],
        submit_text=wanted.submit or wanted.heading,
        cancel_url=desk.of(whole.seen),
    )
