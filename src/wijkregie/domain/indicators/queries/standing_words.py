"""Why a figure is called so, in one or two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.indicators.states import Verdict

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries.beside import Beside


def why(found: Beside, verdict: str, ground: str) -> str:
    """Return what decided on a verdict, in the language of the page."""
    if verdict == Verdict.UNKNOWN:
        return _unknown(found, ground)
    if verdict == Verdict.NOT_DISTINGUISHABLE:
        return _no_difference(found, ground)
    return f"{_place(found)} {_sure(ground)}"


def _unknown(found: Beside, ground: str) -> str:
    if ground == "few" and found.among == "municipality":
        return _("This is known of too few other areas of the municipality.")
    return {
        "value": _("There is no figure of this area."),
        "count": _("A number cannot be compared with that of an area of another size."),
        "margin": _("It is not known how far this figure can be off."),
        "few": _("This is known of too few similar areas."),
    }[ground]


def _no_difference(found: Beside, ground: str) -> str:
    if ground == "chance":
        return _("The difference can be chance, as the figure comes from a sample.")
    if found.value == found.median:
        return _("This is what is usual in similar areas.")
    return _("The difference is no larger than what rounding can do.")


def _place(found: Beside) -> str:
    above = found.value is not None and found.value > found.median
    counts = {"count": found.below if above else found.above, "known": found.known}
    if found.among == "municipality":
        if above:
            return _("Higher than in %(count)d of the %(known)d other areas here.") % counts
        return _("Lower than in %(count)d of the %(known)d other areas here.") % counts
    if above:
        return _("Higher than in %(count)d of the %(known)d similar areas.") % counts
    return _("Lower than in %(count)d of the %(known)d similar areas.") % counts


def _sure(ground: str) -> str:
    if ground == "chance":
        return _("Chance hardly makes a difference this large.")
    return _("The difference is larger than what rounding can do.")
