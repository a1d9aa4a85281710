"""What somebody wants to do with a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to do: the form that asks for it, and what is said when it is done.

    ``told`` are sentences above the form; ``field`` is where a refusal stands; ``version``
    of the plan is the one that the form shows, where that matters.
    """

    heading: str
    form: forms.Form
    act: Callable[[], object]
    said: str
    intro: str = ""
    submit: str = ""
    field: str | None = None
    told: tuple[str, ...] = ()
    version: int = 0
