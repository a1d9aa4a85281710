"""What all runs of equal shares over one election have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.core.tally.declared import Utility
from wijkregie.core.tally.marks import Supports
from wijkregie.core.tally.moment import BELOW

if TYPE_CHECKING:
    from wijkregie.core.tally.field import Field


class Sharing:
    """An election made ready: supporters per project, and a first bound for each price.

    ``scale`` divides a payment into what one unit of utility costs. ``bounds`` leaves out
    projects that nobody supports and those that cost nothing.
    """

    def __init__(self, field: Field) -> None:
        self.field, self.order = field, field.order
        self.projects = field.election.projects
        self.supports = Supports(field.marks, len(self.projects))
        by_cost = field.rule.utility is Utility.COST
        self.scale = [one.cost if by_cost else 1 for one in self.projects]
        eligible = {one.id for one in field.eligible}
        counted = [
            (at, project, support.total)
            for at, (project, support) in enumerate(
                zip(self.projects, self.supports.of, strict=True)
            )
            if project.id in eligible and support.total
        ]
        self.bounds = sorted(
            (project.cost / total / self.scale[at] * BELOW, at)
            for at, project, total in counted
            if project.cost
        )
        self.free = sorted((one.id, at) for at, one, _ in counted if not one.cost)
