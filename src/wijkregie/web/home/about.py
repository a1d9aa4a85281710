"""What the pages about this site tell."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.kit.privacy import personal_fields

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope

_YEAR = 365


def about(scope: Scope) -> dict[str, Any]:
    """Return what ``home/about.html`` asks for."""
    return {
        "owner_text": _(
            "%(name)s makes this site together with residents and partners. Everyone sees the "
            "same figures, with the source beside them."
        )
        % {"name": scope.name},
        "sources": [
            {"name": name, "text": ", ".join(map(str, years)), "url": ""}
            for name, years in indicators.source_years().items()
        ],
        "contact": _contact(scope),
        "version": version("wijkregie"),
        "code_url": "",
    }


def privacy(scope: Scope) -> dict[str, Any]:
    """Return what ``home/privacy.html`` asks for: from the declarations of the fields."""
    return {
        "fields": [
            {
                "what": str(field.verbose_name),
                "purpose": str(mark.purpose),
                "term": term_text(mark.days),
            }
            for _model, field, mark in personal_fields()
        ],
        "contact": _contact(scope),
    }


def term_text(days: int) -> str:
    """Return a term in words: days, or whole years."""
    if days and days % _YEAR == 0:
        years = days // _YEAR
        return _("%(years)d years after it is no longer needed") % {"years": years}
    return _("%(days)d days after it is no longer needed") % {"days": days}


def accessibility(scope: Scope) -> dict[str, Any]:
    """Return what ``home/accessibility.html`` asks for."""
    return {
        "status_text": "",
        "scope_text": _("All pages of %(name)s on this address.") % {"name": scope.name},
        "tested_text": "",
        "findings": [],
        "contact": _contact(scope),
        "answer_text": "",
        "made_on_text": "",
        "signed_by": "",
    }


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
