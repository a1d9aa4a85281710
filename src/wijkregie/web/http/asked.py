"""What was asked for in an address: a level, a period, a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.web.http.wording import level_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page
    from django.http import HttpRequest

    from wijkregie.domain.indicators.queries import Choice
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

PER_PAGE: Final = 100


def levels_of(viewer: Viewer, scope: Scope) -> list[str]:
    """Return the levels at which there are areas here: own wijken first. Two queries."""
    if scope.is_country:
        return [Level.MUNICIPALITY, Level.DISTRICT, Level.NEIGHBOURHOOD]
    own = set(
        places.areas_of(viewer, scope, level=Level.OWN)
        .order_by()
        .values_list("kind", flat=True)
    )
    national = set(
        places.visible_to(viewer)
        .filter(gm_code__in=scope.codes, municipality=None)
        .order_by()
        .values_list("level", flat=True)
        .distinct()
    )
    return [
        *(kind for kind in OwnKind.values if kind in own),
        *(level for level in (Level.DISTRICT, Level.NEIGHBOURHOOD) if level in national),
    ]


def chosen_level(request: HttpRequest, levels: Sequence[str]) -> str:
    """Return the level that was asked for, or the first there is."""
    asked = request.GET.get("niveau", "")
    if asked and asked not in levels:
        raise Http404
    return asked or (levels[0] if levels else Level.DISTRICT)


def level_choice(levels: Sequence[str], chosen: str) -> dict[str, Any]:
    """Return the levels as a field of a form of choices."""
    return {
        "name": "niveau",
        "label": _("Areas"),
        "options": [
            {"value": level, "text": level_plural(level), "selected": level == chosen}
            for level in levels
        ],
    }


def chosen_period(
    request: HttpRequest, periods: Sequence[int], *, first: int | None = None
) -> int | None:
    """Return the year asked for, else ``first``, or the last; ``None`` without years."""
    asked = request.GET.get("jaar", "")
    if not asked:
        return first or (periods[0] if periods else None)
    if not (asked.isascii() and asked.isdigit()) or int(asked) not in periods:
        raise Http404
    return int(asked)


def first_period(scope: Scope, level: str, found: Sequence[Choice]) -> int | None:
    """Return the last year in which the areas of a level were still there. One query.

    After a merger the newest figures are about other areas than a municipality had.
    """
    if scope.is_country:
        return None
    national = level if level in {Level.DISTRICT, Level.NEIGHBOURHOOD} else Level.DISTRICT
    last = places.latest_year(scope, level=national)
    fitting = (
        one.period
        for one in found
        if one.edition is None or last is None or one.edition.division <= last
    )
    return next(fitting, None)


def period_choice(periods: Sequence[int], chosen: int | None) -> dict[str, Any]:
    """Return the years as a field of a form of choices."""
    return {
        "name": "jaar",
        "label": _("Year"),
        "options": [
            {"value": period, "text": str(period), "selected": period == chosen}
            for period in periods
        ],
    }


def page_of(request: HttpRequest, rows: Any, *, per_page: int = PER_PAGE) -> Page[Any]:
    """Return the page of a list that was asked for; a page that is not there is not found."""
    pages = Paginator(rows, per_page)
    asked = request.GET.get("pagina", "1")
    known = asked.isascii() and asked.isdigit() and len(asked) < 10  # noqa: PLR2004 - digits enough
    if not known or not 1 <= int(asked) <= pages.num_pages:
        raise Http404
    return pages.page(int(asked))


def page_links(request: HttpRequest, page: Page[Any]) -> dict[str, Any] | None:
    """Return the links to the other pages of a list, or nothing if it has one page."""
    if page.paginator.num_pages < 2:  # noqa: PLR2004 - one page needs no links
        return None
    return {
        "previous_url": with_query(request, pagina=page.number - 1)
        if page.has_previous()
        else "",
        "next_url": with_query(request, pagina=page.number + 1) if page.has_next() else "",
        "links": [
            {
                "number": number,
                "url": with_query(request, pagina=number) if isinstance(number, int) else "",
                "current": number == page.number,
            }
            for number in page.paginator.get_elided_page_range(
                page.number, on_each_side=2, on_ends=1
            )
        ],
    }


def with_query(request: HttpRequest, **changed: object) -> str:
    """Return the query of this address with some of it changed; nothing if there is none."""
    query = request.GET.copy()
    for key, value in changed.items():
        query[key] = str(value)
    return f"?{query.urlencode()}" if query else ""
