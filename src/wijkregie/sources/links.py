"""What a comparison of the borders of two years hands over; light, so pages may load it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.sources.records import Ring

    Shapes = Mapping[str, Sequence[Ring]]


class LinkKind(StrEnum):
    """How an area of an earlier layout lies in one of a later layout."""

    SAME = "same"  # one is the other, under another code
    MERGED = "merged"  # a whole part of it
    SPLIT = "split"  # it is a whole part of the earlier one
    PARTLY = "partly"  # they share some ground


@dataclass(frozen=True, slots=True)
class Link:
    """One earlier and one later area; ``overlap`` (0 to 1) tells how well the kind holds.

    Of ``SAME`` the smaller of the shares of both that they have in common. Of ``MERGED`` and
    ``SPLIT`` also how much the parts are together of the whole. Of ``PARTLY`` the share of
    the earlier area.
    """

    before: str
    after: str
    kind: LinkKind
    overlap: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The codes that kept their border, and what became of the others."""

    alike: tuple[str, ...]
    links: tuple[Link, ...]
