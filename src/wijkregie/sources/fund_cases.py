"""Read how towns run a budget of their residents: one file, every case with its settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_CASE: Final = frozenset(
    {
        "key",
        "town",
        "area",
        "name",
        "since",
        "form",
        "source",
        "told",
        "untold",
        "purpose",
        "parts",
        "budget",
        "ballot",
        "counting",
        "phases",
        "days",
        "criteria",
        "rules",
    }
)
_PART: Final = frozenset({"kind", "euros", "funders"})
_RULE: Final = frozenset({"up_to", "path", "checks", "mandate"})
#: What the cases are out of, unless a case names another source.
SOURCE: Final = "verzamelde praktijk van bewonersbudgetten"


class CaseFault(ValueError):
    """A case that cannot be read; the message names it and what is wrong."""


@dataclass(frozen=True, slots=True)
class CasePart:
    """A part of the formula; the amount is ``None`` where nobody tells it."""

    kind: str
    cents: int | None
    funders: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class CasePhase:
    """A phase, how many days it lasts at first, and what everyone reads of it."""

    kind: str
    days: int
    text: str


@dataclass(frozen=True, slots=True)
class CaseRule:
    """Who decides up to an amount (without it: on all more), after which checks."""

    path: str
    mandate: str
    up_to_cents: int | None = None
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FundCase:
    """How one town does it; ``untold`` is what its source leaves open."""

    key: str
    town: str
    form: str
    told: str
    untold: str
    purpose: str
    source: str
    area: str = ""
    name: str = ""
    since: int | None = None
    parts: tuple[CasePart, ...] = ()
    budget_cents: int | None = None
    ballot: str = "none"
    counting: Mapping[str, Any] = field(default_factory=dict)
    phases: tuple[CasePhase, ...] = ()
    criteria: tuple[str, ...] = ()
    rules: tuple[CaseRule, ...] = ()


def read(raw: bytes) -> tuple[FundCase, ...]:
    """Return the cases of a file. Raises ``CaseFault`` that names the case and its fault."""
    try:
        held = yaml.safe_load(raw)
        phases, cases = held["phases"], held["cases"]
    except (yaml.YAMLError, KeyError, TypeError) as fault:
        raise CaseFault(f"this is no file of cases: {fault}") from fault
    found = []
    for one in cases:
        try:
            found.append(_case(one, phases))
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            key = one.get("key", "?") if isinstance(one, dict) else "?"
            raise CaseFault(f"case {key}: {fault}") from fault
    keys = [one.key for one in found]
    if len(set(keys)) != len(keys):
        raise CaseFault("two cases have one key")
    return tuple(found)


def _case(one: Mapping[str, Any], phases: Mapping[str, Any]) -> FundCase:
    _known(one, _CASE)
    days = one.get("days", {})
    return FundCase(
        key=one["key"],
        town=one["town"],
        form=one["form"],
        told=one["told"],
        untold=one["untold"],
        purpose=one["purpose"],
        source=one.get("source", SOURCE),
        area=one.get("area", ""),
        name=one.get("name", ""),
        since=one.get("since"),
        parts=tuple(_part(part) for part in one["parts"]),
        budget_cents=_cents(one.get("budget")),
        ballot=one.get("ballot", "none"),
        counting=one.get("counting", {}),
        phases=tuple(
            CasePhase(kind, days.get(kind, phases[kind]["days"]), phases[kind]["text"])
            for kind in one["phases"]
        ),
        criteria=tuple(one["criteria"]),
        rules=tuple(_rule(rule) for rule in one["rules"]),
    )


def _part(part: Mapping[str, Any]) -> CasePart:
    _known(part, _PART)
    return CasePart(part["kind"], _cents(part["euros"]), tuple(part["funders"].items()))


def _rule(rule: Mapping[str, Any]) -> CaseRule:
    _known(rule, _RULE)
    return CaseRule(
        path=rule["path"],
        mandate=rule["mandate"],
        up_to_cents=_cents(rule.get("up_to")),
        checks=tuple(rule.get("checks", ())),
    )


def _cents(euros: Any) -> int | None:
    if euros is None:
        return None
    if not isinstance(euros, int) or isinstance(euros, bool) or euros < 0:
        raise ValueError(f"no whole amount of euros: {euros!r}")
    return euros * 100


def _known(given: Mapping[str, Any], names: frozenset[str]) -> None:
    unknown = sorted(set(given) - names)
    if unknown:
        raise ValueError(f"unknown: {', '.join(unknown)}")
