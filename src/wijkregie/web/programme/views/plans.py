"""The programmes of a municipality, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries, rules
from wijkregie.web.http.addresses import optional
from wijkregie.web.programme import plan
from wijkregie.web.programme.desk import open_to_all
from wijkregie.web.programme.words import period_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.web.programme.desk import Desk


@require_safe
@open_to_all
def index(desk: Desk) -> HttpResponse:
    """Show the programmes: the living ones, then those of before."""
    year = timezone.localdate().year
    found = list(queries.programmes_visible_to(desk.viewer))
    groups = [
        {
            "id": "living",
            "title": _("Now and ahead"),
            "cards": _cards(desk, (one for one in found if one.until_year >= year)),
        },
        {
            "id": "before",
            "title": _("Before"),
            "cards": _cards(desk, (one for one in found if one.until_year < year)),
        },
    ]
    living = any(one.until_year >= year for one in found)
    context = {
        "crumbs": [
            {"name": desk.scope.name, "url": reverse("home:index", args=[desk.scope.slug])},
            {"name": _("Programme"), "url": ""},
        ],
        "groups": [group for group in groups if group["cards"]],
        "new_url": new_url(desk) if living else "",
        "start_url": desk.url("new") if rules.may_steer(desk.viewer) else "",
        "borrow_url": borrow_url(desk),
        "money_url": desk.url("town_money") if found else "",
    }
    return render(desk.request, "programme/index.html", context)


@require_safe
@open_to_all
def detail(desk: Desk, key: str) -> HttpResponse:
    """Show a programme: goals, what is measured, bottlenecks, projects and money."""
    whole = queries.programme_whole(desk.viewer, key)
    if whole is None:
        raise Http404
    living = whole.programme.until_year >= timezone.localdate().year
    context = plan.page(desk, whole) | {
        "new_url": new_url(desk, key) if living else "",
        "borrow_url": borrow_url(desk),
        "checks": checked(desk, key),
    }
    return render(desk.request, "programme/detail.html", context)


def borrow_url(desk: Desk) -> str:
    """Return where one takes over from another municipality, for who may."""
    may = rules.may_steer(desk.viewer)
    return optional("practice:index", desk.scope.slug) if may else ""


def new_url(desk: Desk, key: str = "") -> str:
    """Return where a project begins, in this programme, for who may start one somewhere."""
    if not rules.may_start_somewhere(desk.viewer):
        return ""
    return desk.url("project_new") + (f"?programma={key}" if key else "")


def checked(desk: Desk, key: str) -> dict[str, str] | None:
    """Return the way to what the checks find, for who works along.

    How much that is comes afterwards, by itself where there is a script: it costs more than
    the whole page.
    """
    if not queries.may_check(desk.viewer):
        return None
    return {"url": desk.url("checks", key), "count_url": desk.url("checks_count", key)}


def _cards(desk: Desk, found: Iterable[ProgrammeSeen]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "url": desk.url("detail", one.key),
            "period_text": period_text(one.from_year, one.until_year),
            "summary": one.summary,
            "facts": plan.facts(one)[:2],
        }
        for one in found
    ]
