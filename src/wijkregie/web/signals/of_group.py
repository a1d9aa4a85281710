"""What the groups of somebody raised: a list of all of it, the last first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.urls import reverse

from wijkregie.domain.signals import queries
from wijkregie.domain.signals.queries import SignalFilter
from wijkregie.domain.signals.states import OPEN
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.http.asked import page_links
from wijkregie.web.signals.story import title_of
from wijkregie.web.signals.words import STATES, day, grouped

if TYPE_CHECKING:
    from wijkregie.domain.signals.queries import SignalCard
    from wijkregie.web.signals.views.asked import Asked

_PER_PAGE: Final = 25


def page(found: Asked) -> dict[str, Any]:
    """Return what ``signals/of_group.html`` asks for."""
    wanted = SignalFilter(of_group=True, newest=True)
    rows = queries.cards_visible_to(found.viewer, wanted, on=found.on)
    shown = Paginator(rows, _PER_PAGE).get_page(found.request.GET.get("pagina"))
    slug = [found.scope.slug]
    return {
        "items": [_item(found, card) for card in shown.object_list],
        "pages": page_links(found.request, shown),
        "report_url": reverse("signals:report", args=slug),
        "heard_url": reverse("reports:voices", args=slug),
    }


def _item(found: Asked, card: SignalCard) -> dict[str, Any]:
    return {
        "title": title_of(card),
        "url": signal_url(found.scope, card.reference),
        "reference": grouped(card.reference),
        "state": STATES[card.state],
        "is_open": card.state in OPEN,
        "late": card.overdue,
        "promised": day(card.promised_on),
    }
