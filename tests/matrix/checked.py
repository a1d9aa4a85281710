"""Planted in both sides: findings that somebody accepted, one of which became another since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.places import AT
from tests.matrix.allowed import Kind
from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.models import AcceptedFinding, Programme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.matrix.side import Side
    from wijkregie.domain.programme.queries import CheckSeen
    from wijkregie.kit.viewer import Viewer

MARK = 20


def plant_acceptances(side: Side) -> None:
    """Accept two findings, with words that only who works along may read."""
    programme = Programme.objects.get(municipality=side.municipality)
    for lapsed, one in enumerate(_found(side.by, programme)[:2]):
        found, reason = one.finding, side.text(Kind.IDEA, "reason of an acceptance")
        draft = services.AcceptDraft(*found.key, found.fingerprint, reason)
        pk = services.accept_finding(programme.pk, draft, by=side.by, at=AT)
        if lapsed:
            AcceptedFinding.objects.filter(pk=pk).update(fingerprint="of another amount")


def marks_of(viewers: Iterable[Viewer]) -> tuple[str, ...]:
    """Return what stands for the first three findings of each programme in an address."""
    return tuple(
        one.finding.fingerprint[:MARK]
        for viewer in viewers
        for programme in Programme.objects.filter(municipality=viewer.municipality_id)
        for one in _found(viewer, programme)[:3]
    )


def _found(viewer: Viewer, programme: Programme) -> tuple[CheckSeen, ...]:
    seen = queries.checks_of(viewer, programme.key, on=AT.date())
    assert seen is not None
    return seen.checks
