"""The log says in words what somebody tried to change of a vote that was declared."""

from __future__ import annotations

import pytest

from wijkregie.web.control.declared_words import reason_in_words


@pytest.mark.parametrize(
    ("what", "why", "words"),
    [
        ("declared_change_refused", "days", "dagen van de stemming"),
        ("declared_change_refused", "money or rules", "geld of manier van tellen"),
        (
            "declared_change_refused",
            "count: budget, closes_on",
            "bij het tellen: geld, laatste dag van de stemming",
        ),
        ("declared_change_refused", "of later", "of later"),
        ("count_refused", "lot: 1, 2", "er moet worden geloot tussen plannen 1, 2"),
        ("count_refused", "", ""),
        ("round_closed", "days", "days"),
    ],
)
def test_a_reason_in_words(what: str, why: str, words: str) -> None:
    assert reason_in_words(what, why) == words
