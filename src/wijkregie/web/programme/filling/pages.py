"""The pages of the form from start to finish, for their templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.programme import card as cards
from wijkregie.web.programme import card_sections, tables
from wijkregie.web.programme.filling.advice import advice_of
from wijkregie.web.programme.filling.progress import bar
from wijkregie.web.programme.filling.steps import MONEY, READ, READ_NAME

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.domain.programme.queries import HalfWaySeen
    from wijkregie.web.programme.filling.lines import Gathered
    from wijkregie.web.programme.filling.steps import Card, Lines, Step


def step(card: Card, one: Step, half_way: Collection[str]) -> dict[str, Any]:
    """Return a step without its forms, as ``programme/filling.html`` asks for it."""
    desk, seen = card.desk, card.seen
    return {
        **_frame(card, str(one.name)),
        "heading": str(one.heading),
        "intro_text": str(one.intro),
        "bar": bar(card, one.slug, half_way),
        "money": tables.of_project(desk.scope, seen.money, cards.changing(desk, seen))
        if one.slug == MONEY
        else [],
        "keep_url": desk.url("project_keep", seen.id, one.slug),
    }


def read(card: Card, half_way: Collection[str]) -> dict[str, Any]:
    """Return the last step: the whole card, the advice of the checks, and who decides."""
    desk, seen = card.desk, card.seen
    is_idea = seen.state == ProjectState.IDEA
    return {
        **_frame(card, str(READ_NAME)),
        "heading": _("Read it through, and put it forward"),
        "bar": bar(card, READ, half_way),
        "facts": cards.facts(desk.scope, seen),
        "sections": card_sections.sections(desk, seen, card.parts, on=timezone.localdate()),
        "money": tables.of_project(desk.scope, seen.money, None),
        "advice": advice_of(card),
        "approve_url": desk.url("project_approve", seen.id) if is_idea else "",
        "decide_text": _(
            "A group or an officer with the mandate decides. Who records the decision writes "
            "down who took it, why, and by what right."
        )
        if is_idea
        else _("Somebody decided on this project already. What you change stands on the card."),
    }


def lines_of(one: Lines, found: Gathered) -> dict[str, Any]:
    """Return the lines of a step with a heading each."""
    there = found.initial_form_count()
    return {
        "name": one.name,
        "heading": str(one.heading),
        "intro_text": str(one.intro),
        "management": found.management_form,
        "rows": [
            {
                "form": form,
                "legend": _("%(sort)s %(number)d") % {"sort": one.one, "number": at + 1}
                if at < there
                else _("%(sort)s %(number)d (new)") % {"sort": one.one, "number": at + 1},
            }
            for at, form in enumerate(found.forms)
        ],
    }


def half_way_text(found: HalfWaySeen | None) -> str:
    """Tell that this is what somebody typed earlier, not what stands on the card."""
    if found is None:
        return ""
    at = date_format(timezone.localtime(found.saved_at), "j F Y, H:i")
    return _(
        "You typed this on %(at)s. It is not on the card yet: save it, or throw it away."
    ) % {"at": at}


def _frame(card: Card, name: str) -> dict[str, Any]:
    desk, seen = card.desk, card.seen
    return {
        "crumbs": cards.crumbs(desk, seen, name),
        "kicker": cards.kicker(seen),
        "title": seen.title,
        "cancel_url": desk.url("project", seen.id),
    }
