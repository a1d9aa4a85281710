"""The plan of who proposes it, by the private link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from wijkregie.web.proposals import page
from wijkregie.web.proposals.desk import by_link
from wijkregie.web.proposals.views.act import done_with

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import ProposalWhole
    from wijkregie.web.proposals.desk import Desk


@by_link
def detail(desk: Desk, whole: ProposalWhole) -> HttpResponse:
    """Show who proposes a plan all of it, and what they can do now."""
    return render(desk.request, "proposals/detail.html", page.context(desk, whole))


@by_link
def act(desk: Desk, whole: ProposalWhole, word: str, pk: int | None = None) -> HttpResponse:
    """Ask for what one thing needs, and do it."""
    return done_with(desk, whole, word, pk)
