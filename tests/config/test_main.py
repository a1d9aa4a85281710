"""Two words may be one command."""

from __future__ import annotations

import pytest

from wijkregie.config.main import joined


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (["wijkregie", "import", "kwb", "file.csv"], ["wijkregie", "import_kwb", "file.csv"]),
        (["wijkregie", "prepare"], ["wijkregie", "prepare"]),
        (["wijkregie", "import", "nothing"], ["wijkregie", "overview", "import"]),
        (["wijkregie", "import"], ["wijkregie", "overview", "import"]),
        (
            ["wijkregie", "data", "protection", "--check"],
            ["wijkregie", "data_protection", "--check"],
        ),
        (["wijkregie"], ["wijkregie", "overview"]),
    ],
)
def test_words_that_name_a_command_are_joined(typed: list[str], understood: list[str]) -> None:
    assert joined(typed) == understood
