"""The letters of the demo: codes with which a visitor votes, as long as nobody used them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from wijkregie.core import codes
from wijkregie.domain.budgets import queries as budgets
from wijkregie.domain.places import queries as places
from wijkregie.kit import installation
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from wijkregie.domain.places.queries import Scope


@dataclass(frozen=True, slots=True)
class DemoLetters:
    """A vote that goes on, and codes that still work there."""

    round_id: int
    name: str
    url: str
    codes: tuple[str, ...]


def letters(at: datetime) -> list[DemoLetters]:
    """Return the votes of the demo in which a visitor can vote now, with their codes."""
    kept: dict[str, list[str]] = json.loads(
        installation.recall(installation.DEMO_CODES) or "{}"
    )
    return [one for scope in places.scopes() for one in _here(scope, kept, at)] if kept else []


def _here(scope: Scope, kept: dict[str, list[str]], at: datetime) -> Iterator[DemoLetters]:
    for vote in budgets.open_votes(anonymous(scope.municipality_id), at):
        drawn = kept.get(str(vote.round_id), [])
        fresh = [one for one in drawn if _works(vote.round_id, one, at)]
        if fresh:
            url = reverse("voting:vote", args=[scope.slug, vote.round_id])
            printed = tuple(codes.grouped(one) for one in fresh)
            yield DemoLetters(vote.round_id, vote.fund_name, url, printed)


def _works(round_id: int, code: str, at: datetime) -> bool:
    """Tell whether one can vote with this code now: in a game once each turn."""
    purse = budgets.purse_of(round_id, code, at)
    if purse is not None:
        return not purse.given_now
    seen = budgets.receipt_of(round_id, code)
    return seen is not None and not seen.in_urn
