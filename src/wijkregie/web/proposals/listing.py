"""The plans of a round as a list: narrowed, as a table, and to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.states import ProposalState
from wijkregie.web.proposals import offered, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.budgets.queries import ProposalSeen, RoundSeen
    from wijkregie.kit.rows import Rows
    from wijkregie.web.proposals.desk import Desk


def chosen(desk: Desk, pk: int) -> Rows[ProposalSeen]:
    """Return the plans that the address asks for. Raises ``Http404`` for no such state."""
    asked = desk.request.GET.get("stand", "")
    if asked and asked not in words.OF_WORD:
        raise Http404
    area = desk.request.GET.get("gebied", "")
    known = area.isascii() and area.isdigit() and len(area) < 10  # noqa: PLR2004 - digits enough
    if area and not known:
        raise Http404
    return queries.proposals_visible_to(
        desk.viewer,
        pk,
        state=words.OF_WORD[asked] if asked else "",
        area_id=int(area) if area else None,
    )


def choices(desk: Desk, found: RoundSeen) -> list[dict[str, Any]]:
    """Return what the list can be narrowed to, as ``partials/choose.html`` asks for it."""
    state, area = (desk.request.GET.get(name, "") for name in ("stand", "gebied"))
    states = [
        ("", _("Every stage")),
        *((words.STATE_WORDS[one], _name(one)) for one in ProposalState),
    ]
    within = [("", _("Everywhere")), *offered.areas(desk, found)[1:]]
    return [
        _choice("stand", _("How far"), states, state),
        _choice("gebied", _("Where"), within, area),
    ]


def rows(desk: Desk, found: Iterable[ProposalSeen]) -> list[dict[str, Any]]:
    """Return plans as rows of the table."""
    return [
        {
            "number": one.number,
            "title": one.title,
            "url": desk.url("detail", one.reference)
            if one.reference
            else desk.url("by_number", one.round_id, one.number),
            "where": one.area.name if one.area else "",
            "asked": words.money_text(one.asked_cents),
            "badge": words.state_badge(one.state),
            "unread": not one.is_public,
        }
        for one in found
    ]


def head() -> list[str]:
    """Return the heads of the table to take along."""
    return [
        _("Number"),
        _("Plan"),
        _("Subject"),
        _("Where"),
        _("Costs altogether"),
        _("Others pay"),
        _("Asked of the fund"),
        _("Own effort in hours"),
        _("How far"),
        _("Reference"),
    ]


def cells(found: Iterable[ProposalSeen]) -> list[list[Any]]:
    """Return plans as rows of the table to take along; amounts in euros."""
    return [
        [
            one.number,
            one.title,
            one.theme_name,
            one.area.name if one.area else "",
            _euros(one.cost_cents),
            _euros(one.cofinanced_cents),
            _euros(one.asked_cents),
            one.hours,
            _name(one.state),
            one.reference,
        ]
        for one in found
    ]


def _name(state: ProposalState) -> str:
    return capfirst(str(state.label))


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def _choice(name: str, label: str, options: Iterable[Any], now: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "options": [
            {"value": value, "text": text, "selected": str(value) == now}
            for value, text in options
        ],
    }
