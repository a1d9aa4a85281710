"""Ballots and ballot codes as two trees with nothing in common but their number.

The tree of choices binds the count to the ballots. The tree of codes lets a voter prove that
a ballot is in the count by a random code, without a word about the choice: both trees are in
the order of their own hashes, so that no place in the one says anything about the other.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from wijkregie.core.tally import merkle
from wijkregie.core.tally.records import Ballots, Kind, TallyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Row = list[int | tuple[str, ...] | tuple[int, ...]]

_CHOICE: Final = b"wijkregie ballot 1\x00"
_CODE: Final = b"wijkregie code 1\x00"
_WRITTEN: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
CODE_BYTES: Final = 16
"""The least bytes of chance in a code, so that nobody guesses one."""


def choices(ballots: Ballots, salt: bytes = b"") -> merkle.Tree:
    """Return the tree over distinct ballots, each with how many cast it.

    ``salt`` is chance that is told together with the ballots, so that who does not hold the
    ballots cannot try out whether a guess gives the root.
    """
    return merkle.tree(_CHOICE + salt + _line(one) for one in _rows(ballots))


def codes(drawn: Iterable[bytes]) -> merkle.Tree:
    """Return the tree over the codes of all ballots.

    Raises ``TallyError`` for a code that is too short or was drawn twice.
    """
    leaves = [code_leaf(code) for code in drawn]
    if len(set(leaves)) != len(leaves):
        raise TallyError("two ballots have one code")
    return merkle.tree(leaves)


def code_leaf(code: bytes) -> bytes:
    """Return the leaf of a code in the tree of codes."""
    if len(code) < CODE_BYTES:
        raise TallyError("a code needs more chance in it")
    return _CODE + code


def is_counted(code: bytes, proof: merkle.Proof, root: bytes) -> bool:
    """Tell whether a receipt proves that the ballot with this code is in the count."""
    return len(code) >= CODE_BYTES and merkle.proves(proof, code_leaf(code), root)


def listed(ballots: Ballots) -> list[Row]:
    """Return distinct ballots as ``[count, marks]`` or ``[count, marks, points]``.

    They stand in the order of their leaves in the tree of choices.
    """
    return sorted(_rows(ballots), key=_line)


def _rows(ballots: Ballots) -> Iterator[Row]:
    if ballots.kind is Kind.POINTS:
        rows = zip(ballots.counts, ballots.marks, ballots.points, strict=True)
        return ([count, marks, points] for count, marks, points in rows)
    both = zip(ballots.counts, ballots.marks, strict=True)
    return ([count, marks] for count, marks in both)


def _line(row: Row) -> bytes:
    """Return what ``encoded`` makes of a row; there are very many of them."""
    return _WRITTEN.encode(row).encode()
