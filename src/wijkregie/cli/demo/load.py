"""Load the demo town, once; what people did in it since stays."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.cli.demo import figures, files
from wijkregie.cli.demo.town import Town
from wijkregie.domain.indicators import queries as indicators_seen
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.places import queries as places_seen
from wijkregie.kit import installation
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from wijkregie.sources.records import Reading

LOADED: Final = "demo.loaded"


class DemoRefused(Refusal):
    """A demo where none may be."""


@transaction.atomic
def load_demo(
    *,
    at: datetime,
    progress: Callable[[Iterable[Any]], Iterable[Any]] = iter,
    folder: Path = files.FOLDER,
) -> bool:
    """Fill the database with the demo town; tell whether there was anything to do.

    All or nothing. The same files again change nothing. Changed files renew the figures
    only: the town is built once, for from then on it belongs to those who try it. Figures
    that were imported whole stay, and those of the demo do not come beside them.

    Raises ``DemoRefused`` where this is no demo, and ``DemoMixed`` (of the kit) where the
    database is in use by real people.
    """
    if not settings.WIJKREGIE_DEMO:
        raise DemoRefused(
            _("The demo is only loaded where WIJKREGIE_DEMO=1. Use the command “demo”.")
        )
    digest = files.digest(folder)
    if installation.is_demo_database() and installation.recall(LOADED) == digest:
        return False
    installation.mark_demo()
    steps: list[Callable[[], Any]] = [
        partial(indicators.store_reading, reading, at=at, replace=True)
        for reading in _readings(folder)
    ]
    if not places_seen.scopes():
        for name in files.TOWNS:
            steps += Town(folder / name, at=at).steps()
    for step in progress(steps):
        step()
    installation.remember(LOADED, digest)
    return True


def _readings(folder: Path) -> list[Reading]:
    """Return the figures without those that somebody imported whole."""
    foreign = {
        (one.source, one.period, one.division)
        for one in indicators_seen.editions().values()
        if not one.file.startswith(figures.PREFIX)
    }
    return [
        replace(
            reading,
            sheets=tuple(
                sheet
                for sheet in reading.sheets
                if (sheet.source, sheet.period, sheet.division) not in foreign
            ),
        )
        for reading in figures.readings(folder)
    ]
