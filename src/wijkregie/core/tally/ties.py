"""Who comes first of projects that stand level: the declared order, and the lot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.core.tally.declared import TieKey
from wijkregie.core.tally.records import TallyError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from wijkregie.core.tally.declared import TieOrder
    from wijkregie.core.tally.records import Election, Project


class LotNeeded(TallyError):
    """Projects stand level and the recorded lot does not say which of them comes first."""

    def __init__(self, projects: Collection[str]) -> None:
        self.projects = tuple(sorted(projects))
        super().__init__(f"a lot is needed between {', '.join(self.projects)}")


@dataclass(frozen=True, slots=True)
class Places:
    """What the keys of a tie order look up."""

    votes: Mapping[str, int]
    published: Mapping[str, int]
    lot: Mapping[str, int]


_VALUES: Final[Mapping[TieKey, Callable[[Project, Places], int | str]]] = {
    TieKey.LOWEST_COST: lambda project, _: project.cost,
    TieKey.HIGHEST_COST: lambda project, _: -project.cost,
    TieKey.MOST_VOTES: lambda project, places: -places.votes[project.id],
    TieKey.ID: lambda project, _: project.id,
    TieKey.PUBLISHED: lambda project, places: places.published[project.id],
    TieKey.LOT: lambda project, places: places.lot[project.id],
}


class Order:
    """A declared tie order over the projects of an election."""

    def __init__(
        self, declared: TieOrder, election: Election, votes: Mapping[str, int]
    ) -> None:
        self._keys = declared.keys
        self._places = Places(
            votes,
            {project.id: at for at, project in enumerate(election.projects)},
            {id_: at for at, id_ in enumerate(declared.lot)},
        )

    def first(self, tied: Collection[Project]) -> tuple[Project, str]:
        """Return which of ``tied`` comes first, and which key of the order decided so.

        Raises ``LotNeeded`` where the order leaves more than one and no lot was drawn for
        all of these.
        """
        level = list(tied)
        for key in self._keys:
            if key is TieKey.LOT and any(one.id not in self._places.lot for one in level):
                break
            value = _VALUES[key]
            values = [value(one, self._places) for one in level]
            best = min(values)
            level = [one for one, its in zip(level, values, strict=True) if its == best]
            if len(level) == 1:
                return level[0], key.value
        raise LotNeeded([one.id for one in level])
