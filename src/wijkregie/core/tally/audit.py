"""The audit file: all that is needed to repeat a count, in one way to write it.

It binds the declaration that was frozen before the vote, the acts after it, the ballots (by
the root of their tree), the turnout, and every round of the count. The same ballots give the
same bytes on every machine and in every order.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from wijkregie.core.tally import sealed
from wijkregie.core.tally.canonical import decoded, digest, encoded
from wijkregie.core.tally.contests import VERSION, contest_of, declared
from wijkregie.core.tally.records import Ballots, Kind, TallyError, collected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.core.tally.contests import Contest
    from wijkregie.core.tally.merkle import Tree

FILE: Final = "wijkregie audit 1"
BALLOTS: Final = "wijkregie ballots 1"
"""The versions of the two files."""

_PARTS: Final = (
    *("acts", "ballots", "codes", "declaration", "declared", "entitled", "file"),
    *("outcome", "seal", "totals", "turnout", "version"),
)
_ROOT: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cast:
    """The ballots of a count, and what goes with them.

    ``salt`` is chance that is told with the ballots, ``codes`` the tree of the codes that
    voters hold, ``entitled`` how many could vote, where that is known.
    """

    ballots: Ballots
    salt: bytes = b""
    codes: Tree | None = None
    entitled: int | None = None


def audited(contest: Contest, cast: Cast) -> bytes:
    """Count, and return the audit file.

    Raises ``TallyError`` if there are not as many codes as ballots, and ``LotNeeded`` where
    the count waits for a lot.
    """
    if cast.codes is not None and len(cast.codes.leaves) != cast.ballots.voters:
        raise TallyError("every ballot has one code, and every code one ballot")
    codes = None if cast.codes is None else cast.codes.root.hex()
    return _written(contest, cast, codes)


def ballot_file(ballots: Ballots, salt: bytes = b"") -> bytes:
    """Return the ballots as a file for those who repeat the count."""
    return encoded(
        {
            "file": BALLOTS,
            "kind": ballots.kind,
            "salt": salt.hex(),
            "ballots": sealed.listed(ballots),
        }
    )


def read_ballots(raw: bytes) -> tuple[Ballots, bytes]:
    """Return the ballots of a file and their salt; refuse anything out of place."""
    told = decoded(raw)
    try:
        kind, salt = Kind(told["kind"]), bytes.fromhex(told["salt"])
        rows = [_row(kind, row) for row in told["ballots"]]
    except (KeyError, TypeError, ValueError) as error:
        raise TallyError("this is no file of ballots") from error
    counts = {(marks, points): count for count, marks, points in rows}
    once = collected(kind, counts)
    keys = zip(once.marks, once.points or ((),) * len(once.marks), strict=True)
    ballots = replace(once, counts=tuple(counts.get(key, 0) for key in keys))
    if ballot_file(ballots, salt) != raw:
        raise TallyError("this is no file of ballots: it is not in the one order there is")
    return ballots, salt


def read(raw: bytes) -> Mapping[str, Any]:
    """Return what an audit file says, once everything in it fits together.

    Raises ``TallyError`` for a file that is not written in the one way there is, whose seal or
    declaration does not match its hash, or that tells of another version. Whether the outcome
    is right only ``recounted`` tells, for that needs the ballots.
    """
    told = decoded(raw)
    if not isinstance(told, dict) or tuple(sorted(told)) != _PARTS:
        raise TallyError("this is no audit file")
    if (told["file"], told["version"]) != (FILE, VERSION):
        raise TallyError("this audit file is of another version")
    if told["seal"] != digest({name: told[name] for name in _PARTS if name != "seal"}):
        raise TallyError("this audit file was changed: its seal is broken")
    if told["declared"] != digest(told["declaration"]):
        raise TallyError("the declaration is not the one that was hashed")
    _refuse_shapeless(told["entitled"], told["codes"])
    return told


def _refuse_shapeless(entitled: object, codes: object) -> None:
    """Refuse what no ballot tells of, where it cannot be what it says it is."""
    if entitled is not None and (type(entitled) is not int or entitled < 0):
        raise TallyError("how many could vote is a whole number, or not known")
    if codes is not None and not (isinstance(codes, str) and _ROOT.fullmatch(codes)):
        raise TallyError("the codes are told by the root of their tree, or not at all")


def recounted(raw: bytes, ballots: bytes) -> Mapping[str, Any]:
    """Repeat the count of an audit file from a file of ballots, and return what it says.

    Raises ``TallyError`` unless every byte of the audit file follows from the ballots.
    """
    told = read(raw)
    cast, salt = read_ballots(ballots)
    declaration, acts = told["declaration"], told["acts"]
    if not isinstance(declaration, dict) or not isinstance(acts, dict):
        raise TallyError("this is no audit file")
    again = _written(
        contest_of(declaration, acts), Cast(cast, salt, None, told["entitled"]), told["codes"]
    )
    if again != raw:
        differing = [name for name, one in decoded(again).items() if one != told[name]]
        raise TallyError(f"the ballots tell otherwise: {', '.join(differing)}")
    return told


def _written(contest: Contest, cast: Cast, codes: str | None) -> bytes:
    ballots = cast.ballots
    if cast.entitled is not None and cast.entitled < ballots.voters:
        raise TallyError("more ballots than people who could vote")
    blank = sum(
        count for marks, count in zip(ballots.marks, ballots.counts, strict=True) if not marks
    )
    parts = {
        "file": FILE,
        "version": VERSION,
        "declaration": contest.declaration(),
        "declared": declared(contest),
        "acts": contest.acts(),
        "ballots": {
            "kind": ballots.kind,
            "root": sealed.choices(ballots, cast.salt).root.hex(),
            "distinct": len(ballots.counts),
        },
        "codes": codes,
        "entitled": cast.entitled,
        "turnout": {"ballots": ballots.voters, "blank": blank},
        "totals": _totals(ballots),
        "outcome": contest.outcome(ballots),
    }
    return encoded(parts | {"seal": digest(parts)})


def _totals(ballots: Ballots) -> list[list[object]]:
    """Return per mark, in order, how many voters made it and the points they gave."""
    votes: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for at, count in enumerate(ballots.counts):
        for mark in ballots.marks[at]:
            votes[mark] += count
        if ballots.points:
            for mark, given in zip(ballots.marks[at], ballots.points[at], strict=True):
                points[mark] += count * given
    return [[mark, votes[mark], points[mark]] for mark in sorted(votes)]


def _row(kind: Kind, row: list[Any]) -> tuple[int, tuple[str, ...], tuple[int, ...]]:
    if kind is Kind.POINTS:
        count, marks, points = row
    else:
        (count, marks), points = row, []
    if type(count) is not int or count < 1:
        raise TypeError(count)
    if {type(one) for one in marks} - {str} or {type(one) for one in points} - {int}:
        raise TypeError(row)
    return count, tuple(marks), tuple(points)
