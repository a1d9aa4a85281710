"""Why files of a count are not right, in Dutch: the count itself speaks that of the code."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_OTHERWISE: Final = "the ballots tell otherwise: "
_WHYS: Final = {
    "this is no file of ballots": gettext_lazy("This is no file of ballots."),
    "this is no file of ballots: it is not in the one order there is": gettext_lazy(
        "The file of ballots was changed: its order is not right."
    ),
    "this is no audit file": gettext_lazy("This is no audit file."),
    "this audit file is of another version": gettext_lazy(
        "This audit file was made by another version. Count with that version."
    ),
    "this audit file was changed: its seal is broken": gettext_lazy(
        "The audit file was changed: the number of the whole count does not fit it any more."
    ),
    "the declaration is not the one that was hashed": gettext_lazy(
        "What was declared before the vote was changed: its number does not fit any more."
    ),
    "more ballots than people who could vote": gettext_lazy(
        "There are more ballots than people who could vote."
    ),
}
_PARTS: Final = {
    "acts": gettext_lazy("the lot, and what was withdrawn"),
    "ballots": gettext_lazy("the ballots"),
    "declaration": gettext_lazy("what was declared"),
    "entitled": gettext_lazy("how many could vote"),
    "outcome": gettext_lazy("the outcome"),
    "seal": gettext_lazy("the number of the whole count"),
    "totals": gettext_lazy("the votes for each plan"),
    "turnout": gettext_lazy("how many voted"),
}


def why_in_words(why: str) -> str:
    """Return why a count is not right; what has no words of its own stands there as it is."""
    if why.startswith(_OTHERWISE):
        named = why.removeprefix(_OTHERWISE).split(", ")
        parts = ", ".join(str(_PARTS.get(one, one)) for one in named)
        return _("This does not follow from the ballots: %(parts)s.") % {"parts": parts}
    return str(_WHYS.get(why, why))
