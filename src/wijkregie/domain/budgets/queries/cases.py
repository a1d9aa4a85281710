"""Cases of towns to start from, checked against what this room and the count can do."""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

from wijkregie.core.shares import WHOLE
from wijkregie.domain.budgets.queries.counting import counting_of
from wijkregie.domain.budgets.states import (
    PHASES,
    BallotKind,
    CheckKind,
    FundForm,
    Path,
    PhaseKind,
    SourceKind,
)
from wijkregie.sources.fund_cases import FundCase, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class UnfitCase(ValueError):
    """A case with a setting that this room does not have."""


@cache
def cases() -> tuple[FundCase, ...]:
    """Return the cases that one can start from, by town. No query."""
    file = resources.files("wijkregie.domain.budgets") / "templates.yaml"
    found = read(file.read_bytes())
    for one in found:
        check(one)
    return tuple(sorted(found, key=lambda one: (not one.town, one.town)))


def case_of(key: str) -> FundCase | None:
    """Return the case of this key, ``None`` where there is none."""
    return next((one for one in cases() if one.key == key), None)


def check(case: FundCase) -> None:
    """Raise ``UnfitCase`` with everything in a case that cannot be started here."""
    found = [*_faults(case)]
    if found:
        raise UnfitCase(f"{case.key}: {'; '.join(found)}")


def _faults(case: FundCase) -> Iterator[str]:
    kinds = [phase.kind for phase in case.phases]
    named = {
        "form": ({case.form}, FundForm.values),
        "part": ((part.kind for part in case.parts), SourceKind.values),
        "phase": (kinds, PHASES),
        "path": ((rule.path for rule in case.rules), Path.values),
        "check": ((one for rule in case.rules for one in rule.checks), CheckKind.values),
    }
    for word, (given, known) in named.items():
        yield from (f"{word} {one}" for one in _strange(given, known))
    yield from _counting(case)
    at = [PHASES.index(kind) for kind in kinds if kind in PHASES]
    if not at or any(one >= other for one, other in pairwise(at)):
        yield "phases out of order"
    if (PhaseKind.VOTE in kinds) != (case.ballot != BallotKind.NONE):
        yield "a vote needs a ballot, and a ballot a vote"
    if any(sum(share for _name, share in part.funders) != WHOLE for part in case.parts):
        yield "funders of a part who do not pay all of it"
    bounds = [rule.up_to_cents for rule in case.rules]
    if not bounds or len(set(bounds)) != len(bounds):
        yield "rules on amounts that do not differ"


def _strange(given: Iterable[str], known: Iterable[str]) -> list[str]:
    return sorted(set(given) - set(known))


def _counting(case: FundCase) -> Iterator[str]:
    try:
        counting_of(case.ballot, case.counting)
    except ValueError as fault:
        yield f"counting {fault}"
