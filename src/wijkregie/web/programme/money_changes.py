"""What was changed in the money of a project, in words: which line, from and to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.programme.states import Pledge
from wijkregie.web.programme.words import date_text, line_text, pledge_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    Line = Mapping[str, Any] | None

SORTS: Final[Mapping[str, _StrPromise]] = {
    "costs": gettext_lazy("Costs"),
    "coverage": gettext_lazy("Coverage"),
    "orders": gettext_lazy("Ordered"),
    "payments": gettext_lazy("Paid"),
}
#: The parts of a line in the order in which they are told; an amount and a pledge need no name.
_PARTS: Final[Mapping[str, _StrPromise | None]] = {
    "cents": None,
    "pledge": None,
    "what": gettext_lazy("name"),
    "year": gettext_lazy("year"),
    "supplier": gettext_lazy("from whom"),
    "reference": gettext_lazy("reference"),
    "funder": gettext_lazy("who pays"),
    "document": gettext_lazy("document"),
    "ordered_on": gettext_lazy("ordered on"),
    "ended_on": gettext_lazy("ended on"),
    "ended_because": gettext_lazy("because"),
    "paid_on": gettext_lazy("paid on"),
    "taken_back_on": gettext_lazy("taken back on"),
    "taken_back_because": gettext_lazy("because"),
}
_DAYS: Final = frozenset({"ordered_on", "ended_on", "paid_on", "taken_back_on"})
#: These stand in the name of the line already.
_NAMED: Final = frozenset({"what", "year"})


def told(sort: str, before: Line, after: Line) -> dict[str, str]:
    """Return a change of a line of money as ``{name, before, after}``."""
    was, now = before or {}, after or {}
    if before and after:
        parts = [part for part in _PARTS if was.get(part) != now.get(part)]
    else:
        parts = [part for part in _PARTS if part not in _NAMED]
    return {
        "name": _name(sort, before or now),
        "before": _line(before, parts),
        "after": _line(after, parts),
    }


def _name(sort: str, line: Mapping[str, Any]) -> str:
    named = {"sort": SORTS[sort], "year": line["year"] or _("no year named")}
    if not line["what"]:
        return _("%(sort)s, %(year)s") % named
    return _("%(sort)s, %(year)s, “%(name)s”") % (named | {"name": line["what"]})


def _line(line: Line, parts: list[str]) -> str:
    """Return these parts of a line; an amount that is not there is not known."""
    if line is None:
        return _("nothing")
    words = [_part(part, line[part]) for part in parts if part == "cents" or line.get(part)]
    return "; ".join(words) or _("nothing")


def _part(part: str, value: Any) -> str:
    if part == "cents":
        return line_text(value)
    if part == "pledge":
        return pledge_text(Pledge(value))
    words = date_text(date.fromisoformat(value)) if part in _DAYS else str(value)
    return f"{_PARTS[part]}: {words}"
