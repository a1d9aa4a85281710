"""Who types the program's name alone reads what it can do."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def test_every_command_of_ours_is_told_with_its_purpose() -> None:
    out = StringIO()

    call_command("overview", stdout=out)

    lines = out.getvalue().splitlines()
    assert any(line.startswith("  wijkregie import kwb ") for line in lines)
    assert all(len(line.split()) > 3 for line in lines)
    assert not any("makemigrations" in line for line in lines)


def test_a_word_that_goes_on_gets_its_endings_and_nothing_is_done() -> None:
    out = StringIO()

    with pytest.raises(CommandError, match="Er is niets gedaan") as refused:
        call_command("overview", "import", stdout=out, stderr=StringIO())

    assert refused.value.returncode == 2
    assert all("wijkregie import " in line for line in out.getvalue().splitlines())
