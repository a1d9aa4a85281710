"""Rows by name, where something points at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.programme.queries.seen import (
    BottleneckNamed,
    ProjectNamed,
    SignalNamed,
)
from wijkregie.domain.programme.states import Priority, ProjectState
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.models import Bottleneck, Project
    from wijkregie.domain.signals.models import Signal


def project_named(one: Project, linked_at: datetime) -> ProjectNamed:
    """Return a project by name."""
    return ProjectNamed(one.pk, one.number, one.title, ProjectState(one.state), linked_at)


def bottleneck_named(one: Bottleneck, linked_at: datetime) -> BottleneckNamed:
    """Return a bottleneck by name."""
    return BottleneckNamed(one.pk, one.title, priority(one), linked_at)


def signal_named(one: Signal, linked_at: datetime) -> SignalNamed:
    """Return what everyone may know of a signal."""
    return SignalNamed(
        id=one.pk,
        reference=one.reference,
        title=one.title,
        state=State(one.state),
        received_at=one.received_at,
        linked_at=linked_at,
    )


def priority(one: Bottleneck) -> Priority | None:
    """Return how much a bottleneck weighs, as far as the programme says."""
    return Priority(one.priority) if one.priority else None
