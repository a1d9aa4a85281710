"""A title stands in a text, or it does not; mistakes in typing do not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.likeness import COMMON, Typed

STORY = "Er staat al weken een kapotte lantarenpaal bij de speeltuin, het is er erg donker."


@pytest.mark.parametrize(
    ("title", "holds"),
    [
        ("Kapotte lantaarnpaal bij de speeltuin", True),
        ("Speeltuin te donker", True),
        ("Lantarenpaal stuk", False),
        ("Zwerfvuil in de sloot", False),
        ("Te hard rijden", False),
    ],
)
def test_a_title_that_says_what_somebody_writes_is_found(title: str, holds: bool) -> None:  # noqa: FBT001 - the expected answer
    assert (Typed(STORY).holds(title) > 0.5) is holds


def test_a_title_of_which_half_is_said_is_half_alike() -> None:
    assert Typed(STORY).holds("Speeltuin schoonmaken") == pytest.approx(0.5)


def test_words_of_every_report_tell_nothing() -> None:
    assert Typed(STORY).holds(" ".join(sorted(COMMON))) == 0
    assert Typed(" ".join(sorted(COMMON))).holds("Speeltuin") == 0
    assert Typed("").holds("Speeltuin") == 0


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(text: str, title: str) -> None:
    assert 0 <= Typed(text).holds(title) <= 1


@given(st.lists(st.sampled_from(["bank", "vijver", "lamp", "stoep", "speeltuin"]), min_size=1))
def test_a_text_holds_itself(words: list[str]) -> None:
    assert Typed(" ".join(words)).holds(" ".join(words)) == pytest.approx(1)
