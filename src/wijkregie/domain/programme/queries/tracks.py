"""Two tracks: what people see of it now, and what takes longer. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.states import Track

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.programme.states import ProjectState


class OnTrack(Protocol):
    """A project of which the track is known, or not."""

    @property
    def state(self) -> ProjectState:
        """How far it is."""

    @property
    def track(self) -> Track | None:
        """When people see something of it."""


AnyProject = TypeVar("AnyProject", bound=OnTrack)


@dataclass(frozen=True, slots=True)
class Tracks(Generic[AnyProject]):
    """Projects by track; ``missing`` names the tracks on which nothing goes on.

    An idea is no promise yet, and what was stopped is none any more: they stand on their
    track, but do not make it go on. So the answer is the same for all who look.
    """

    now: tuple[AnyProject, ...]
    structural: tuple[AnyProject, ...]
    unsorted: tuple[AnyProject, ...]
    missing: tuple[Track, ...]


def tracks_of(projects: Iterable[AnyProject]) -> Tracks[AnyProject]:
    """Return projects by track, in their order."""
    found = tuple(projects)
    going = {one.track for one in found if one.state not in rules.UNCOUNTED}
    return Tracks(
        now=tuple(one for one in found if one.track == Track.NOW),
        structural=tuple(one for one in found if one.track == Track.STRUCTURAL),
        unsorted=tuple(one for one in found if one.track is None),
        missing=tuple(track for track in Track if track not in going),
    )
