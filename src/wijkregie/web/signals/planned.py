"""A report that is a plan in a budget round: where that stands, or where it becomes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries as budgets
from wijkregie.domain.signals.states import JOINS, Kind
from wijkregie.web.http.addresses import optional

if TYPE_CHECKING:
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.signals.views.asked import Asked


def plan_link(found: Asked, signal: SignalSeen, token: str = "") -> dict[str, str] | None:
    """Return the plan that was made of an idea, as far as one may see it.

    With ``token`` it is for who came by that private link, and who proposed it changes it
    there. For who handles an idea that is no plan yet it is where it becomes one.
    """
    if signal.kind != Kind.IDEA:
        return None
    slug = found.scope.slug
    if budgets.proposal_of_signal(found.viewer, signal.id) is None:
        url = optional("proposals:take_in", slug, signal.reference)
        told = {"text": _("Take this idea into a budget round"), "url": url}
        return told if signal.may_handle and signal.state in JOINS else None
    if token and not signal.raisers[0].joined:
        return {"text": _("Your plan"), "url": optional("proposals:own", slug, token)}
    url = optional("proposals:detail", slug, signal.reference)
    return {"text": _("Read the plan in the budget round"), "url": url}
