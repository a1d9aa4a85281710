"""Words of voters for the makers of plans: read before everyone does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries, services
from wijkregie.web.http.asked import page_links, page_of
from wijkregie.web.voting import page
from wijkregie.web.voting.desk import done, for_work

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import RemarkSeen
    from wijkregie.web.voting.desk import Desk

_PER_PAGE = 25


@for_work
def remarks(desk: Desk, pk: int) -> HttpResponse:
    """List the words, and show them to everyone or to nobody."""
    seen = desk.voting(pk)
    if desk.sent is not None:
        return _judge(desk, pk)
    rows = page_of(desk.request, queries.remarks_of(desk.viewer, pk), per_page=_PER_PAGE)
    here = _("Words for the makers")
    looked = _("Show what names nobody and hurts nobody. Nobody knows who wrote it.")
    waits = _(
        "You read these words once the urn was opened. Before that they would tell how the "
        "vote runs."
    )
    context = {
        "crumbs": desk.crumbs(pk, seen.title, here, behind=True),
        "round": page.named(seen),
        "lead": looked if seen.urn_opened else waits,
        "remarks": [_told(one) for one in rows],
        "pages": page_links(desk.request, rows),
    }
    return render(desk.request, "voting/remarks.html", context)


def _judge(desk: Desk, pk: int) -> HttpResponse:
    sent = desk.request.POST
    which, shown = sent.get("woord", ""), sent.get("tonen")
    known = which.isascii() and which.isdigit() and int(which) < 2**63
    if not known or shown not in {"ja", "nee"}:
        raise Http404
    services.judge_remark(int(which), shown=shown == "ja", by=desk.viewer, at=timezone.now())
    said = _("Everyone can read it now.") if shown == "ja" else _("Nobody reads it.")
    return done(desk, said, desk.url("remarks", pk))


def _told(one: RemarkSeen) -> dict[str, Any]:
    states = {
        None: (_("to look at"), "warning", "warning"),
        True: (_("shown"), "safe", "ok"),
        False: (_("not shown"), "neutral", "info"),
    }
    text, kind, icon = states[one.shown]
    return {
        "id": one.id,
        "plan": _("Plan %(number)d: %(title)s") % {"number": one.number, "title": one.title},
        "text": one.text,
        "state_text": text,
        "state_kind": kind,
        "state_icon": icon,
        "can_show": one.shown is not True,
        "can_hide": one.shown is not False,
    }
