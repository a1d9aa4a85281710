"""Under which licence the figures of a source may be used again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

_BY: Final = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.nl")
_ZERO: Final = ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.nl")
_LICENCES: Final = {
    "kwb": _BY,
    "kwb_map": _BY,
    "crime": _BY,
    "health": _BY,
    "leefbaarometer": _ZERO,
}


def licence_of(source: str) -> tuple[str, str]:
    """Return name and address of the licence of an edition's source; own figures have none."""
    return _LICENCES.get(source, ("", ""))


def source_fact(name: str, years: Sequence[int], source: str) -> dict[str, str]:
    """Return a source with its years and licence as ``partials/facts.html`` asks for it."""
    licence, url = licence_of(source)
    told = ", ".join(map(str, years))
    return {
        "name": name,
        "text": f"{told}." if licence else told,
        "link_text": _("Licence %(name)s") % {"name": licence} if licence else "",
        "link_url": url,
    }
