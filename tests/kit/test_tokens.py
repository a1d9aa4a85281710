"""Tokens of private links."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from wijkregie.kit import tokens


def test_a_token_is_26_signs_and_the_same_again() -> None:
    made = tokens.derive("follow", 7, "nonce")

    assert re.fullmatch("[0-9a-hjkmnp-tv-z]{26}", made)
    assert made == tokens.derive("follow", 7, "nonce")


def test_purpose_row_and_nonce_each_make_another() -> None:
    made = {
        tokens.derive("follow", 7, "nonce"),
        tokens.derive("partner", 7, "nonce"),
        tokens.derive("follow", 8, "nonce"),
        tokens.derive("follow", 7, "other"),
    }

    assert len(made) == 4


def test_nobody_makes_one_without_the_secret(settings: Any) -> None:
    before = tokens.derive("follow", 7, "nonce")
    settings.SECRET_KEY = "another-" + "y" * 50

    assert tokens.derive("follow", 7, "nonce") != before


@given(st.integers(1, 10**12), st.text(max_size=40))
def test_the_fingerprint_does_not_hold_the_token(pk: int, nonce: str) -> None:
    made = tokens.derive("follow", pk, nonce)

    assert len(tokens.digest(made)) == 64
    assert made not in tokens.digest(made)
