"""Open reports nearby that look like what somebody writes, as a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.core import names
from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.queries import Written
from wijkregie.web.http.addresses import signal_url
from wijkregie.web.signals.forms.report import spot_of
from wijkregie.web.signals.words import STATES, day, day_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import QueryDict

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import SimilarSeen
    from wijkregie.kit.viewer import Viewer
    from wijkregie.web.signals.forms.report import ReportForm
    from wijkregie.web.signals.views.asked import Asked


def while_typing(found: Asked, sent: QueryDict) -> list[dict[str, str]]:
    """Return what looks like the half of a form that was filled in. Nine queries at most."""
    code = sent.get("area", "")
    area = places.area(found.viewer, found.scope, code.upper()) if code.isalnum() else None
    place = sent.get("place", "")
    if area is None and names.normal(place):
        hits = places.search(found.viewer, found.scope, place, most=1)
        area = hits[0].area if hits else None
    theme = sent.get("theme", "")
    written = Written(
        text=sent.get("text", ""),
        theme_id=int(theme) if theme.isascii() and theme.isdigit() else None,
        area_id=area.pk if area else None,
        point=spot_of(sent.get("x"), sent.get("y")),
    )
    return shown(found.scope, queries.similar_to(found.viewer, written, on=found.on))


def not_shown_yet(viewer: Viewer, form: ReportForm, *, on: date) -> tuple[SimilarSeen, ...]:
    """Return what looks very much like a form that was sent, if it was not shown before.

    Without script nothing shows while one types: then it is shown once before it is kept.
    """
    sent = form.cleaned_data
    written = Written(
        text=sent["text"],
        theme_id=int(sent["theme"]),
        area_id=form.found.pk if form.found else None,
        point=form.spot,
    )
    found = queries.similar_to(viewer, written, on=on)
    missed = any(one.strong and one.reference not in form.shown for one in found)
    return found if missed else ()


def shown(scope: Scope, found: Iterable[SimilarSeen]) -> list[dict[str, str]]:
    """Return reports as ``signals/part_alike.html`` asks for them."""
    return [
        {
            "title": one.title or _title(one),
            "url": signal_url(scope, one.reference),
            "join_url": reverse("signals:join", args=[scope.slug, one.reference]),
            "reference": one.reference,
            "text": _facts(one),
            "state": str(STATES[one.state]),
        }
        for one in found
    ]


def _title(one: SimilarSeen) -> str:
    """Return what a report is called that the team has not named yet."""
    if one.area is None:
        return one.theme_name
    return _("%(theme)s in %(area)s") % {
        "theme": one.theme_name,
        "area": one.area.name or one.area.code,
    }


def _facts(one: SimilarSeen) -> str:
    words = {"theme": one.theme_name, "date": day(day_of(one.received_at))}
    if one.area is None:
        return _("%(theme)s, reported on %(date)s.") % words
    words["area"] = one.area.name or one.area.code
    return _("%(theme)s, %(area)s, reported on %(date)s.") % words
