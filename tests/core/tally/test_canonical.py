from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.core.tally import canonical
from wijkregie.core.tally.records import Kind, TallyError

TREES = some.recursive(
    some.none() | some.booleans() | some.integers(-(2**53) + 1, 2**53 - 1) | some.text(),
    lambda inner: (
        some.lists(inner)
        | some.dictionaries(some.from_regex(r"[a-z]{1,3}", fullmatch=True), inner)
    ),
    max_leaves=12,
)


@dataclass(frozen=True)
class Rate:
    of: Kind
    value: Fraction


def test_there_is_one_way_to_write_a_value() -> None:
    value = {"z": [1, (True, None)], "a": Rate(Kind.POINTS, Fraction(6, 4)), "é"[:0]: "é\n"}

    assert canonical.encoded(value).decode() == (
        '{"":"é\\n","a":{"of":"points","value":"3/2"},"z":[1,[true,null]]}'
    )
    assert canonical.digest([]) == (
        "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"
    )


@given(TREES)
def test_what_is_written_is_read_back(value: object) -> None:
    try:
        raw = canonical.encoded(value)
    except TallyError:
        assert "\\ud" in json.dumps(value)
        return

    assert canonical.decoded(raw) == value
    assert canonical.encoded(canonical.decoded(raw)) == raw


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b"[1.0]",
        b"[1e3]",
        b"[NaN]",
        b"[01]",
        b"[9007199254740993]",
        b'["\\u0061"]',
        b"[1]\n",
        b"\xef\xbb\xbf[1]",
        b"",
        b"[" * 100_000,
        b'["\xff"]',
        b'["\\ud800"]',
    ],
)
def test_any_other_way_to_write_it_is_refused(raw: bytes) -> None:
    with pytest.raises(TallyError, match="this is no proof"):
        canonical.decoded(raw)


def test_what_has_no_place_in_a_proof_is_refused() -> None:
    for value in (1.5, {1: 2}, {"é": 1}, b"raw", {3}, Rate, 2**53, "\ud800"):
        with pytest.raises(TallyError):
            canonical.encoded(value)


@given(some.fractions())
def test_a_fraction_is_read_back(value: Fraction) -> None:
    assert canonical.fraction(canonical.plain(value)) == value


@pytest.mark.parametrize("text", ["2/4", "1", "0.5", " 1/2", "1/0", "x", "", "1/-2", "+1/2"])
def test_a_fraction_has_one_way(text: str) -> None:
    with pytest.raises(TallyError, match="no fraction"):
        canonical.fraction(text)
