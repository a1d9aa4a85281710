"""The document on data protection, made from the marks on the fields."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.kit.privacy import ROW, Personal, personal_fields

if TYPE_CHECKING:
    from django.db import models

GROUNDS = {
    "6(1)(a)": gettext_lazy("consent (article 6(1)(a) GDPR)"),
    "6(1)(b)": gettext_lazy("an agreement with the person (article 6(1)(b) GDPR)"),
    "6(1)(c)": gettext_lazy("a duty by law (article 6(1)(c) GDPR)"),
    "6(1)(d)": gettext_lazy("a vital interest (article 6(1)(d) GDPR)"),
    "6(1)(e)": gettext_lazy("a task in the public interest (article 6(1)(e) GDPR)"),
    "6(1)(f)": gettext_lazy("a legitimate interest (article 6(1)(f) GDPR)"),
}
YEAR = 365
SEEN_BY = gettext_lazy(
    "Colleagues and members in the same municipality, as far as their role needs it."
)
GUARDED_BY = gettext_lazy(
    "Every page, interface and export asks the same question: may this person see this row."
)


def document(language: str = "nl") -> str:
    """Return the document (Markdown); the same marks always give the same text."""
    with translation.override(language):
        tables = [
            _table(model, [(field, mark) for _model, field, mark in fields])
            for model, fields in groupby(personal_fields(), key=lambda one: one[0])
        ]
        return render_to_string("cli/data_protection.txt", {"tables": tables}).strip() + "\n"


def _table(
    model: type[models.Model], fields: list[tuple[models.Field[Any, Any], Personal]]
) -> dict[str, Any]:
    return {
        "name": model._meta.label,
        "fields": [_row(field, mark) for field, mark in fields],
        "seen_by": _distinct([mark.seen_by or SEEN_BY for _field, mark in fields]),
        "guarded_by": _distinct([mark.guarded_by or GUARDED_BY for _field, mark in fields]),
    }


def _row(field: models.Field[Any, Any], mark: Personal) -> dict[str, str]:
    return {
        "name": field.name,
        "purpose": _(str(mark.purpose)),
        "ground": str(GROUNDS[mark.ground]),
        "term": term(mark),
        "after": after(mark),
    }


def term(mark: Personal) -> str:
    """Return how long a value stays, counted from which moment."""
    since = mark.since.replace("__", ".")
    if mark.days == 0:
        return _("until %(since)s") % {"since": f"`{since}`"}
    if mark.days >= YEAR:
        years = round(mark.days / YEAR)
        return _("%(years)d years after %(since)s") % {"years": years, "since": f"`{since}`"}
    return _("%(days)d days after %(since)s") % {"days": mark.days, "since": f"`{since}`"}


def after(mark: Personal) -> str:
    """Return what becomes of the value then."""
    if mark.erased is ROW:
        return _("the row is deleted")
    if mark.erased in (None, ""):
        return _("the field is emptied")
    return _("replaced by %(value)s") % {"value": f"“{mark.erased}”"}


def _distinct(texts: list[Any]) -> list[str]:
    return list(dict.fromkeys(_(str(text)) for text in texts))
