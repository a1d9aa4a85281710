"""Merkle trees as RFC 6962 and RFC 9162 define them, over leaves that are put in order.

The order of the leaves is the order of their bytes, so that a root tells nothing about who
came first and is the same whatever order they came in. Leaves and nodes are hashed apart, so
that no node passes for a leaf.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.core.tally.records import TallyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"
SIZE: Final = 32


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a leaf stands, among how many, and the hashes on its way to the root."""

    index: int
    size: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree: its leaves in order, and the hashes of every level, the leaves' own first."""

    leaves: tuple[bytes, ...]
    levels: tuple[tuple[bytes, ...], ...]

    @property
    def root(self) -> bytes:
        """Return the hash of all leaves together."""
        return self.levels[-1][0] if self.leaves else hashlib.sha256(b"").digest()

    def proof(self, leaf: bytes) -> Proof:
        """Return the proof that a leaf is in the tree; ``TallyError`` if it is not."""
        try:
            index = at = self.leaves.index(leaf)
        except ValueError as error:
            raise TallyError("this is not in the tree") from error
        path = []
        for level in self.levels[:-1]:
            if (beside := at ^ 1) < len(level):
                path.append(level[beside])
            at //= 2
        return Proof(index, len(self.leaves), tuple(path))


def tree(leaves: Iterable[bytes]) -> Tree:
    """Return the tree over leaves, in whatever order they come."""
    ordered = tuple(sorted(leaves))
    return Tree(ordered, _levels([_leaf(one) for one in ordered]))


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaves in the order in which they stand.

    >>> root([b"", bytes([0])]).hex()[:16]
    'fac54203e7cc696c'
    """
    if not leaves:
        return hashlib.sha256(b"").digest()
    return _levels([_leaf(one) for one in leaves])[-1][0]


def proves(proof: Proof, leaf: bytes, expected: bytes) -> bool:
    """Tell whether a proof leads from a leaf to the expected root (RFC 9162, 2.1.3.2)."""
    if not 0 <= proof.index < proof.size:
        return False
    at, last, value = proof.index, proof.size - 1, _leaf(leaf)
    for beside in proof.path:
        if not last or len(beside) != SIZE:
            return False
        if at % 2 or at == last:
            value = _node(beside, value)
            while not at % 2 and at:
                at, last = at // 2, last // 2
        else:
            value = _node(value, beside)
        at, last = at // 2, last // 2
    return not last and value == expected


def _levels(hashes: list[bytes]) -> tuple[tuple[bytes, ...], ...]:
    """Return all levels; what has nobody beside it goes up as it is."""
    levels = [tuple(hashes)]
    while len(levels[-1]) > 1:
        level = levels[-1]
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [_node(left, right) for left, right in pairs]
        levels.append((*above, *level[len(above) * 2 :]))
    return tuple(levels)


def _leaf(content: bytes) -> bytes:
    return hashlib.sha256(_LEAF + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
