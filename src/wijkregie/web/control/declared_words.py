"""What somebody tried to change of a vote that was declared, in words for the log."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_COUNT: Final = "count: "
_LOT: Final = "lot: "
_PARTS: Final = {
    "area of the fund": gettext_lazy("area of the fund"),
    "areas": gettext_lazy("areas that may vote"),
    "ballot": gettext_lazy("kind of ballot"),
    "budget": gettext_lazy("money"),
    "closes_on": gettext_lazy("last day of the vote"),
    "criteria": gettext_lazy("criteria for plans"),
    "days": gettext_lazy("days of the vote"),
    "declaration": gettext_lazy("the declaration itself"),
    "electorate": gettext_lazy("who may vote"),
    "family": gettext_lazy("way of counting"),
    "least_age": gettext_lazy("least age"),
    "limits": gettext_lazy("limits of the ballot"),
    "money": gettext_lazy("money"),
    "money or rules": gettext_lazy("money or way of counting"),
    "on_paper": gettext_lazy("voting on paper"),
    "opens_on": gettext_lazy("first day of the vote"),
    "plans": gettext_lazy("plans and their prices"),
    "prices": gettext_lazy("prices of plans"),
    "projects": gettext_lazy("plans and their prices"),
    "published": gettext_lazy("order of the plans"),
    "rule": gettext_lazy("way of counting"),
    "turns": gettext_lazy("turns of the game"),
    "unit": gettext_lazy("who has a vote"),
    "version": gettext_lazy("version of the count"),
    "who decides": gettext_lazy("who decides on which amount"),
}


def reason_in_words(what: str, why: str) -> str:
    """Return the reason of a row of the log; of a refused change what it was about."""
    if what == "count_refused" and why.startswith(_LOT):
        return _("a lot is needed between plans %(plans)s") % {"plans": why.removeprefix(_LOT)}
    if what != "declared_change_refused":
        return why
    parts = ", ".join(str(_PARTS.get(one, one)) for one in why.removeprefix(_COUNT).split(", "))
    return _("at the count: %(parts)s") % {"parts": parts} if _COUNT in why else parts
