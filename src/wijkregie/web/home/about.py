"""What the pages about this site tell."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.web.home.kept import kept
from wijkregie.web.http.licences import source_fact

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_WALKED_ON: Final = date(2026, 11, 22)  # docs/toegankelijkheid: keep the two alike
_LICENCE_URL: Final = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32017D0863"


def about(viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """Return what ``home/about.html`` asks for."""
    owner = (
        ""
        if scope.is_country
        else _(
            "%(name)s makes this site together with residents and partners. Everyone sees the "
            "same figures, with the source beside them."
        )
        % {"name": scope.name}
    )  # fmt: skip - one sentence
    return {
        "owner_text": owner,
        "sources": _sources(viewer),
        "contact": _contact(scope),
        "version": version("wijkregie"),
        "licence_url": _LICENCE_URL,
        "api_url": reverse("api"),
    }


def _sources(viewer: Viewer) -> list[dict[str, str]]:
    """Return every source of the national figures, with years and licence. Two queries."""
    names = {
        one.key: one.source_nl
        for one in indicators.indicators_visible_to(viewer)
        if one.municipality_id is None
    }
    years: dict[tuple[str, str], set[int]] = {}
    for edition in indicators.editions().values():
        for name in {names[key] for key in edition.columns if key in names}:
            years.setdefault((name, edition.source), set()).add(edition.period)
    return [
        source_fact(name, sorted(years[name, source]), source) for name, source in sorted(years)
    ]


def privacy(scope: Scope) -> dict[str, Any]:
    """Return what ``home/privacy.html`` asks for."""
    return {"kept": kept(), "owner": scope.name, "contact_url": _contact_url(scope)}


def accessibility(scope: Scope) -> dict[str, Any]:
    """Return what ``home/accessibility.html`` asks for."""
    return {
        "owner": scope.name,
        "walked_on_text": date_format(_WALKED_ON, "j F Y"),
        "contact_url": _contact_url(scope),
    }


def _contact_url(scope: Scope) -> str:
    """Return where the numbers stand, if there are any."""
    numbers = _contact(scope)
    return reverse("home:about", args=[scope.slug]) + "#contact" if numbers else ""


def _contact(scope: Scope) -> list[dict[str, str]]:
    return [
        {
            "name": one.label,
            "text": " ".join(filter(None, (one.number, one.when))),
            "url": "tel:" + "".join(sign for sign in one.number if sign in "+0123456789"),
        }
        for one in places.phone_numbers(scope)
        if not one.urgent
    ]
