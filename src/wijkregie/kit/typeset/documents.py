"""Documents that may be asked for by name, for a command that knows no pages.

Pages say by which name, and where they are made, when they start; nothing is loaded until
somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Document:
    """One document that can be made: the name of its file, its template and its values."""

    name: str
    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Series:
    """So many documents, each put together when it is its turn."""

    total: int
    documents: Iterator[Document]


class SeriesMaker(Protocol):
    """Returns the documents of a municipality, of all its areas or of those with a code."""

    def __call__(
        self, viewer: Viewer, slug: str, *, at: datetime, codes: Collection[str]
    ) -> Series:
        """Return the series, as ``viewer`` may see it."""


_makers: dict[str, str] = {}


def offer(name: str, path: str) -> None:
    """Offer documents under a name; ``path`` is the dotted name of their ``SeriesMaker``."""
    _makers[name] = path


def asked(name: str) -> SeriesMaker:
    """Return who makes the documents of this name."""
    made: SeriesMaker = import_string(_makers[name])
    return made
