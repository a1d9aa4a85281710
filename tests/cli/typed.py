"""Type a command as a person does, and see what stands in the tables afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils import translation

from wijkregie.config.main import main

if TYPE_CHECKING:
    import pytest

Tables = dict[str, list[tuple[Any, ...]]]


class Typed:
    """Runs ``wijkregie`` in this process, by its own line of words."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: object) -> tuple[int, str]:
        """Return the code with which the program ended, and all that it said."""
        with translation.override("nl"):
            try:
                main(["wijkregie", *map(str, words)])
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            else:
                code = 0
        out, err = self.capsys.readouterr()
        return code, out + err


def tables() -> Tables:
    """Return every row of every table of places and figures."""
    return {
        model._meta.db_table: sorted(map(_plain, model._base_manager.values_list()))
        for label in ("places", "indicators")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(repr(bytes(cell) if isinstance(cell, memoryview) else cell) for cell in row)


def stored() -> set[str]:
    """Return the names of the tables that hold something."""
    return {name for name, rows in tables().items() if rows}
