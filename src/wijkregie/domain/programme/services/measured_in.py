"""What is measured fits its unit: the figure of now, and the value from before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from wijkregie.core import units
from wijkregie.domain.programme.services.drafts import ProgrammeRefused

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.programme.models import GoalIndicator
    from wijkregie.domain.programme.services.drafts import IndicatorDraft


def check_fit(
    draft: IndicatorDraft, series: Indicator | None, at: datetime, *, was: bool = False
) -> None:
    """Refuse what does not fit the unit of a draft, and a value from before that is to come.

    Where nobody but a person can tell whether a figure is in the same unit, the draft has to
    say so; ``was`` tells that this figure and unit stood there already.
    """
    if series is not None:
        check_unit(draft.unit, series)
        told = units.match(draft.unit, series.unit) is units.Match.SAME
        if not (told or was or draft.same_unit):
            raise ProgrammeRefused(
                _(
                    "You measure in “%(unit)s”; the figure “%(name)s” is in “%(other)s”. Say "
                    "that this is the same, or choose another figure."
                )
                % _named(draft.unit, series),
                "same_unit",
            )
    if fault := fault_of(draft, at):
        raise ProgrammeRefused(fault, "baseline")


def check_unit(unit: str, series: Indicator) -> None:
    """Refuse a figure in a unit that is surely another one."""
    if units.match(unit, series.unit) is units.Match.OTHER:
        raise ProgrammeRefused(
            _(
                "You measure in “%(unit)s”, but the figure “%(name)s” is in “%(other)s”. "
                "Choose a figure in the same unit."
            )
            % _named(unit, series),
            "series",
        )


def fault_of(one: IndicatorDraft | GoalIndicator, at: datetime) -> str:
    """Return why a value from before cannot be, or nothing if it can."""
    today, ends = timezone.localdate(at), units.ends(one.unit)
    if one.baseline is not None and ends and not ends[0] <= one.baseline <= ends[1]:
        return _(
            "A value in “%(unit)s” lies between %(lowest)s and %(highest)s. If it is something "
            "else, say so in the unit, such as “%% growth”."
        ) % {
            "unit": one.unit,
            "lowest": number_format(ends[0]),
            "highest": number_format(ends[1]),
        }
    ahead = (one.baseline_year or 0) > today.year
    if one.baseline_on is not None:
        ahead = one.baseline_on > today
    if ahead and (one.baseline is not None or one.baseline_n):
        return _(
            "The value from before and its answers are there once it was measured. Fill in a "
            "day that has been, or leave them out."
        )
    return ""


def _named(unit: str, series: Indicator) -> dict[str, str]:
    return {"unit": unit, "name": series.name, "other": series.unit_text}
