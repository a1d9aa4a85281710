"""The project card, on the page and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries
from wijkregie.kit.typeset import TypesetFault
from wijkregie.web.programme import awarded, card, handed, paper
from wijkregie.web.programme.desk import open_to_all

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import CardParts, ProjectSeen
    from wijkregie.web.programme.desk import Desk


@require_safe
@open_to_all
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show the card of a project."""
    seen, parts = found_project(desk, pk), found_parts(desk, pk)
    on = timezone.localdate()
    made = queries.hand_over_of(desk.viewer, pk, on=on)
    context = card.page(desk, seen, parts, on=on) | {
        "handed": handed.notice(desk, made),
        "award": awarded.block(desk, pk),
    }
    context["actions"] = handed.actions(desk, made, context["actions"])
    return render(desk.request, "programme/project.html", context)


@require_safe
@open_to_all
def pdf(desk: Desk, pk: int) -> HttpResponse:
    """Give the card on one sheet; where that cannot be made, say so on the page."""
    seen, parts = found_project(desk, pk), found_parts(desk, pk)
    try:
        made = paper.sheet(desk, seen, parts, on=timezone.localdate())
    except TypesetFault as fault:
        messages.error(desk.request, str(fault))
        return redirect("programme:project", desk.scope.slug, pk)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="projectkaart-{seen.id}.pdf"'
    return answer


def found_project(desk: Desk, pk: int) -> ProjectSeen:
    """Return a project that the viewer may see.

    Raises ``Http404`` where it is not there.
    """
    seen = queries.project_seen(desk.viewer, pk)
    if seen is None:
        raise Http404
    return seen


def found_parts(desk: Desk, pk: int) -> CardParts:
    """Return what stands on a card beside its words.

    Raises ``Http404`` where it is not there.
    """
    parts = queries.card_parts(desk.viewer, pk)
    if parts is None:
        raise Http404
    return parts
