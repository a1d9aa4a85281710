"""The page around one question: what it is about, the way to it, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect

from wijkregie.web.programme import agreed, card
from wijkregie.web.programme.desk import ask

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import AgreementSeen, ProgrammeSeen, ProjectSeen
    from wijkregie.web.programme.desk import Desk


def ask_of_project(
    desk: Desk, seen: ProjectSeen, form: forms.Form | None, *, heading: str, **more: Any
) -> HttpResponse:
    """Ask something about a project; the way back is its card, unless ``more`` says else."""
    frame = {
        "crumbs": card.crumbs(desk, seen, heading),
        "kicker": card.kicker(seen),
        "heading": heading,
        "cancel_url": desk.url("project", seen.id),
    }
    return ask(desk, form, **frame | more)


def card_stays(desk: Desk, seen: ProjectSeen) -> HttpResponse:
    """Lead back to the card of a project that ended, and tell what one can do instead."""
    messages.info(desk.request, card.next_text(seen))
    return redirect(desk.url("project", seen.id))


def ask_of_agreement(
    desk: Desk, one: AgreementSeen, form: forms.Form, *, heading: str, **more: Any
) -> HttpResponse:
    """Ask something about an agreement with a partner."""
    frame = {
        "crumbs": agreed.crumbs(desk, one, heading),
        "kicker": f"{one.title} · {one.partner_name}",
        "heading": heading,
        "cancel_url": desk.url("agreement", one.id),
    }
    return ask(desk, form, **frame | more)


def ask_of_programme(
    desk: Desk,
    programme: ProgrammeSeen,
    form: forms.Form,
    *,
    page: tuple[str, str],
    **more: Any,
) -> HttpResponse:
    """Ask something on the way from a page of a programme: its address, and its name.

    ``more`` holds the ``heading``.
    """
    back = desk.url(page[0], programme.key)
    frame = {
        "crumbs": [
            {"name": programme.name, "url": desk.url("detail", programme.key)},
            {"name": page[1], "url": back},
            {"name": more["heading"], "url": ""},
        ],
        "kicker": programme.name,
        "cancel_url": back,
    }
    return ask(desk, form, **frame | more)
