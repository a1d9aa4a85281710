"""The years of a project hold everything that is written down in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.programme.services.drafts import ProgrammeRefused

if TYPE_CHECKING:
    from wijkregie.domain.programme.models import Project


def refuse_lost_years(project: Project) -> None:
    """Refuse years of a project that leave out money that is written down."""
    first, last = project.money_years
    years = {
        *project.costs.values_list("year", flat=True),
        *project.commitments.values_list("year", flat=True),
        *project.coverage.exclude(year=None).values_list("year", flat=True),
    }
    lost = sorted(year for year in years if year is not None and not first <= year <= last)
    if lost:
        raise ProgrammeRefused(
            _("There is money in %(years)s. Move that first, or keep those years.")
            % {"years": ", ".join(map(str, lost))}
        )
