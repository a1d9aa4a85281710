"""Audit files of every kind of contest, and ways to change them a little."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.core.tally import contested
from wijkregie.core.tally import canonical
from wijkregie.core.tally.audit import Cast, audited, ballot_file, read
from wijkregie.core.tally.ties import LotNeeded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

SALT = b"salt" * 4
Case = tuple[bytes, bytes, dict[str, str]]
"""An audit file, its ballots, and the hashes that were published elsewhere."""


def cases(seeds: int) -> Iterator[Case]:
    """Yield a case of every kind of contest for each seed, among them without any voter."""
    for name in contested.NAMES:
        for seed in range(seeds):
            voters = (12, 5, 0, 2)[seed % 4]
            ballots = contested.ballots(name, contested.seeded(seed), voters)
            try:
                raw = audited(contested.contest(name), Cast(ballots, SALT))
            except (LotNeeded, ValueError):
                continue
            told = read(raw)
            published = {"declared": told["declared"], "seal": told["seal"]}
            yield raw, ballot_file(ballots, SALT), published


def changed(case: Case, chance: Random) -> Case:
    """Return a case with one thing changed in it: a byte, a value sealed anew, or a ballot."""
    audit, ballots, published = case
    way = chance.randrange(4)
    if way == 0:
        return _byte(audit, chance), ballots, {}
    if way == 1:
        return audit, _byte(ballots, chance), {}
    told = json.loads(audit)
    if way == 2:
        part = chance.choice([name for name in told if name not in ("seal", "declared")])
        return _sealed(_value({part: told[part]}, chance, told)), ballots, published
    part = chance.choice(("outcome", "totals", "turnout", "ballots"))
    return _sealed(_value({part: told[part]}, chance, told)), ballots, {}


def _byte(raw: bytes, chance: Random) -> bytes:
    at, byte = chance.randrange(len(raw)), bytes([chance.randrange(256)])
    ways = (
        raw[:at] + byte + raw[at + 1 :],
        raw[:at] + raw[at + 1 :],
        raw[:at] + byte + raw[at:],
    )
    found = chance.choice(ways)
    return raw + b" " if found == raw else found


def _sealed(told: dict[str, Any]) -> bytes:
    """Return the file of somebody who knows how hashes and seals are made."""
    parts = {name: one for name, one in told.items() if name != "seal"}
    parts["declared"] = canonical.digest(parts["declaration"])
    return canonical.encoded(parts | {"seal": canonical.digest(parts)})


def _value(part: dict[str, Any], chance: Random, told: dict[str, Any]) -> dict[str, Any]:
    (name,) = part
    return told | {name: _other(part[name], chance)}


def _other(value: Any, chance: Random) -> Any:
    """Return a value with one thing in it changed, gone or added."""
    if isinstance(value, dict) and value:
        key = chance.choice(sorted(value))
        return value | {key: _other(value[key], chance)}
    if isinstance(value, list) and value:
        at = chance.randrange(len(value))
        inner = [_other(value[at], chance)] * chance.randint(0, 1)
        return [*value[:at], *inner, *value[at + 1 :]]
    return _single(value, chance)


def _single(value: Any, chance: Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-1, 1))
    return value + chance.choice("0a/") if isinstance(value, str) else [0]
