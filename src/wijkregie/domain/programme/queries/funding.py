"""Funders with what they pay, names that look like one of them, and divisions of costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Prefetch, Q, Sum

from wijkregie.core.likeness import Typed
from wijkregie.core.names import normal
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import Division, DivisionShare, Funder, FunderAlias
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.seen_money import (
    DivisionSeen,
    FunderSeen,
    ShareSeen,
)
from wijkregie.domain.programme.states import Pledge, ShareKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Any

    from wijkregie.kit.viewer import Viewer

#: Two names of which each holds at least this share of the other look like one.
ALIKE: Final = 0.75
_NUMBERS: Final = re.compile(r"[0-9]+")


def funders_visible_to(viewer: Viewer) -> list[FunderSeen]:
    """Return the funders here by name, with what hangs on them. Two queries.

    What ideas and stopped projects would get is left out, as everywhere.
    """
    rows = (
        Funder.objects.filter(municipality_id=door.here(viewer))
        .select_related("organisation")
        .prefetch_related(Prefetch("aliases", FunderAlias.objects.order_by("name")))
    )
    counted = Funder.objects.filter(
        municipality_id=door.here(viewer),
        lines__project__in=door.projects(viewer).exclude(state__in=rules.UNCOUNTED),
    ).annotate(
        number=Count("lines"),
        projects=Count("lines__project", distinct=True),
        known=Sum("lines__cents"),
        unknown=Count("lines", filter=Q(lines__cents__isnull=True)),
    )
    sums = {one.pk: one for one in counted}
    ordered = sorted(rows, key=lambda one: (one.name.casefold(), one.pk))
    return [_funder(one, sums.get(one.pk)) for one in ordered]


def first_alike(
    viewer: Viewer, typed: Iterable[str], sure: Collection[str] = ()
) -> tuple[str, list[str]] | None:
    """Return the first of these names that looks like another funder, with those it may be.

    Names that are ``sure`` are not asked about again, and one typed twice otherwise is: the
    first of the two is known to the second. Two queries.
    """
    names, others = _known_names(viewer)
    for name in dict.fromkeys(" ".join(one.split()) for one in typed):
        found = alike(name, names, others) if name and name not in sure else []
        if found:
            return name, found
        names.append(name)
    return None


def _known_names(viewer: Viewer) -> tuple[list[str], dict[str, str]]:
    here = {"municipality_id": door.here(viewer)}
    names = list(Funder.objects.filter(**here).order_by("name").values_list("name", flat=True))
    known = FunderAlias.objects.filter(**here).values_list("name", "funder__name")
    return names, dict(known)


def alike(name: str, names: Sequence[str], others: dict[str, str]) -> list[str]:
    """Return which of these names look like a new one; ``others`` lead to one of them.

    >>> alike("Wmo budget", ["WMO-budget", "Woonwaard"], {})
    ['WMO-budget']
    >>> alike("Zo kan het ook 2011", ["Zo kan het ook 2010"], {}), alike("a", ["A"], {})
    ([], [])
    """
    folded = name.casefold()
    if folded in {one.casefold() for one in (*names, *others)}:
        return []
    found: dict[str, float] = {}
    for written in (*names, *others):
        score = _likeness(name, written)
        if score >= ALIKE:
            leads = others.get(written, written)
            found[leads] = max(score, found.get(leads, 0.0))
    return sorted(found, key=lambda one: (-found[one], one.casefold()))


def pairs_alike(found: Sequence[FunderSeen]) -> list[tuple[FunderSeen, FunderSeen]]:
    """Return funders that look like one, the one with least money before the other."""
    pairs = [
        (one, other)
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if _likeness(one.name, other.name) >= ALIKE
    ]
    return [
        (one, other) if one.known_cents <= other.known_cents else (other, one)
        for one, other in pairs
    ]


def divisions_of(viewer: Viewer, project_id: int) -> list[DivisionSeen]:
    """Return how the costs of a project are divided, the whole one first. Two queries."""
    rows = Division.objects.filter(
        project_id=project_id, project__in=door.projects(viewer)
    ).prefetch_related(shares_in_order())
    found = sorted(rows, key=lambda one: one.year or 0)
    return [_division(one) for one in found]


def shares_in_order() -> Prefetch[Any]:
    """Return the shares of a division with their funder, in order."""
    rows = DivisionShare.objects.select_related("funder").order_by("order", "pk")
    return Prefetch("shares", rows, to_attr="shares_seen")


def _likeness(name: str, other: str) -> float:
    """Return how much two names are one, from 0 to 1; other numbers make other names."""
    if _NUMBERS.findall(name) != _NUMBERS.findall(other):
        return 0.0
    if normal(name).replace(" ", "") == normal(other).replace(" ", ""):
        return 1.0
    return min(Typed(name).holds(other), Typed(other).holds(name))


def _funder(one: Funder, sums: Any) -> FunderSeen:
    return FunderSeen(
        id=one.pk,
        name=one.name,
        organisation=one.organisation.name if one.organisation else "",
        other_names=tuple(alias.name for alias in one.aliases.all()),
        lines=sums.number if sums else 0,
        projects=sums.projects if sums else 0,
        known_cents=(sums.known or 0) if sums else 0,
        unknown=sums.unknown if sums else 0,
    )


def _division(one: Any) -> DivisionSeen:
    return DivisionSeen(one.pk, one.project_id, one.year, tuple(_shares(one.shares_seen)))


def _shares(found: Iterable[DivisionShare]) -> Iterable[ShareSeen]:
    for one in found:
        yield ShareSeen(
            funder_id=one.funder_id,
            funder=one.funder.name,
            kind=ShareKind(one.kind),
            percent=one.percent,
            cents=one.cents,
            pledge=Pledge(one.pledge),
        )
