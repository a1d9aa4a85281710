"""What the reader of a programme file hands over of other papers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatedRow:
    """What another paper states of a project: ``costs``, ``coverage`` or its ``period``."""

    source: str
    fact: str
    cents: int | None
    from_year: int | None
    until_year: int | None
