"""A thread as a page: the story, and the way to what it hangs together with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import ngettext

from wijkregie.web.http.threads import MORE_ABOUT, date_of, own_address, thread_address
from wijkregie.web.reports import names

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.reports.queries import Dot, Links, Thread


def page(scope: Scope, found: Thread) -> dict[str, Any]:
    """Return what ``reports/thread.html`` asks for."""
    start = found.start
    return {
        "crumbs": [
            {"name": scope.name, "url": reverse("home:index", args=[scope.slug])},
            {"name": found.title},
        ],
        "kicker": names.KICKERS[start.kind],
        "title": found.title,
        "standing": found.standing,
        "invented": found.invented,
        "own_url": own_address(scope, start),
        "own_text": names.OWN_PAGES.get(start.kind, ""),
        "dots": [_dot(scope, found, dot) for dot in found.dots],
        "groups": [_group(scope, group) for group in found.groups],
        "more_text": _more(found.more),
        "description": found.dots[0].text if found.dots else found.title,
    }


def _dot(scope: Scope, found: Thread, dot: Dot) -> dict[str, Any]:
    elsewhere = dot.target != found.start
    url = thread_address(scope, dot.target) if elsewhere and dot.target.open else ""
    return {
        **date_of(dot),
        "kind": dot.kind.value,
        "kind_text": names.SINGLE[dot.kind],
        "text": dot.text,
        "quote": dot.quote,
        "quote_label": names.QUOTES.get(dot.kind, "") if dot.quote else "",
        "planned": dot.planned,
        "url": url,
        "url_text": MORE_ABOUT[dot.target.kind],
    }


def _group(scope: Scope, group: Links) -> dict[str, Any]:
    more = ngettext("and %(number)d more", "and %(number)d more", group.more)
    return {
        "name": names.PLURAL[group.kind],
        "items": [
            {
                "name": link.title,
                "url": thread_address(scope, link.target),
                "text": link.text,
            }
            for link in group.links
        ],
        "more_text": more % {"number": group.more} if group.more else "",
    }


def _more(number: int) -> str:
    if not number:
        return ""
    words = ngettext(
        "This story leaves out %(number)d thing, to stay readable. What it hangs together "
        "with stands in the lists.",
        "This story leaves out %(number)d things, to stay readable. What it hangs together "
        "with stands in the lists.",
        number,
    )
    return words % {"number": number}
