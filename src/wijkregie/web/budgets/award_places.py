"""Where one reads what became of chosen plans, and where a voucher is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries
from wijkregie.web.budgets import words
from wijkregie.web.http.addresses import optional

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import AwardNamed, RoundSeen, YearAccount
    from wijkregie.web.budgets.desk import Desk


def award_links(desk: Desk, seen: RoundSeen) -> list[dict[str, str]]:
    """Return where the chosen plans of a round are, once there is one."""
    if not queries.has_chosen(desk.viewer, seen.listed.id):
        return []
    url = optional("awards:chosen", desk.scope.slug, seen.listed.id)
    return [{"text": _("Chosen plans"), "url": url}] if url else []


def of_fund(desk: Desk, pk: int) -> dict[str, Any]:
    """Return the plans of a fund that were chosen, its account, and where vouchers go."""
    slug = desk.scope.slug
    years = queries.account_of(desk.viewer, pk)
    return {
        "plans": [_plan(desk, plan) for one in years for plan in one.plans if plan.project_id],
        "account_url": optional("awards:account", slug, pk),
        "voucher_url": optional("awards:redeem", slug, pk) if any(map(_out, years)) else "",
    }


def _out(one: YearAccount) -> bool:
    return one.vouchers.handed_out > one.vouchers.used


def _plan(desk: Desk, one: AwardNamed) -> dict[str, str]:
    return {
        "name": one.title,
        "url": optional("awards:award", desk.scope.slug, one.award_id),
        "text": str(one.state.label) if one.state else "",
        "side_text": words.money_text(one.asked_cents),
    }
