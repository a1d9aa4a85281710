"""How far a card is: which steps say what practice asks, and which one is next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme.states import Part
from wijkregie.web.programme.filling.steps import BY_SLUG, READ, READ_NAME, STEPS

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.web.programme.filling.steps import Card


def done_steps(card: Card) -> frozenset[str]:
    """Return the steps that say enough to decide on."""
    seen, parts = card.seen, card.parts
    enough = {
        "wat": bool(seen.intended_result and seen.reason),
        "waar": bool(seen.target_group),
        "doelen": bool(seen.goals),
        "planning": bool(seen.from_year and (parts.activities or seen.decision_points)),
        "wie": bool(_has_lead(card) and any(one.part == Part.HOLDER for one in seen.parties)),
        "geld": any(one.cents is not None for one in seen.money.costs),
        "risicos": bool(parts.risks),
    }
    return frozenset(slug for slug, is_done in enough.items() if is_done)


def begun_steps(card: Card) -> frozenset[str]:
    """Return the steps in which something stands, enough or not."""
    seen, parts = card.seen, card.parts
    something = {
        "wat": seen.intended_result or seen.reason,
        "waar": seen.target_group or seen.areas,
        "planning": seen.from_year
        or seen.until_year
        or parts.activities
        or seen.decision_points,
        "wie": _has_lead(card) or seen.parties,
        "geld": seen.money.costs or seen.money.coverage,
    }
    return frozenset(slug for slug, found in something.items() if found)


def next_step(card: Card, half_way: Collection[str]) -> str:
    """Return the step to go on with: one that was left half-way, else the first open one."""
    done = done_steps(card)
    waiting = [one.slug for one in STEPS if one.slug in half_way]
    still = [one.slug for one in STEPS if one.slug not in done]
    return (*waiting, *still, READ)[0]


def bar(card: Card, here: str, half_way: Collection[str]) -> dict[str, Any]:
    """Return the steps with their state, as ``programme/filling_bar.html`` asks for them."""
    done, begun = done_steps(card), begun_steps(card)
    items = [
        {
            "name": str(one.name),
            "url": card.desk.url("project_fill", card.seen.id, one.slug),
            "current": one.slug == here,
            **_state(one.slug, done, half_way, begun),
        }
        for one in STEPS
    ]
    last = {
        "name": str(READ_NAME),
        "url": card.desk.url("project_fill", card.seen.id, READ),
        "current": here == READ,
        "icon": "",
        "state_text": "",
    }
    return {
        "items": [*items, last],
        "text": ngettext(
            "%(done)d of %(all)d steps is filled in.",
            "%(done)d of %(all)d steps are filled in.",
            len(done),
        )
        % {"done": len(done), "all": len(BY_SLUG)},
    }


def _state(
    slug: str, done: Collection[str], half_way: Collection[str], begun: Collection[str]
) -> dict[str, str]:
    if slug in half_way:
        return {"icon": "warning", "state_text": _("half-typed")}
    if slug in done:
        return {"icon": "ok", "state_text": _("filled in")}
    if slug in begun:
        return {"icon": "unknown", "state_text": _("not finished yet")}
    return {"icon": "unknown", "state_text": _("not filled in yet")}


def _has_lead(card: Card) -> bool:
    return card.seen.lead_id is not None or bool(card.seen.lead_roles)
