"""A plan or a report on paper: its words as ``document.typ`` asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from wijkregie.kit import installation, typeset
from wijkregie.web.http.looks import colours
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.places.queries import Scope

TEMPLATE: Final = "web/programme/typst/document.typ"


def pdf(scope: Scope, document: dict[str, Any], *, on: date, keep: bool) -> bytes:
    """Return a document as PDF; ``keep`` it for a day, or nowhere.

    Raises ``typeset.TypesetFault``.
    """
    return typeset.pdf(TEMPLATE, values(scope, document, on=on), keep=keep)


def values(scope: Scope, document: dict[str, Any], *, on: date) -> dict[str, Any]:
    """Return everything in a document as words, with addresses that hold anywhere."""
    site = installation.reached_at()
    made = _("Made on %(day)s.") % {"day": date_text(on)}
    return {
        "municipality": scope.name,
        "colours": colours(scope),
        "contents": _("Contents"),
        "footer": f"{document['title']}, {document['subtitle']}",
        "made": f"{document['note']} {made}".strip(),
        **{name: document[name] for name in ("title", "kind", "subtitle", "lead")},
        "sections": whole(document["sections"], site),
    }


def whole(value: Any, site: str) -> Any:
    """Return values of which each address leads to the site, or within the document.

    Where nobody told the address of the site they lead nowhere: the words stay.
    """
    if isinstance(value, dict):
        return {
            name: _address(one, site) if name == "url" else whole(one, site)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [whole(one, site) for one in value]
    return value


def _address(url: str, site: str) -> str:
    if not url or url.startswith("#"):
        return url
    return f"{site}{url}" if site else ""
