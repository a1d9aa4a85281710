"""Words for answers that are given often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import StandardAnswer
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class StandardSeen:
    """A standard answer; without a theme, or an outcome, it is there for all of them."""

    id: int
    name: str
    text: str
    theme_id: int | None
    theme_name: str
    outcome: str
    active: bool


def standard_answers(viewer: Viewer) -> Rows[StandardSeen]:
    """Return all standard answers by name, for who sets them. Two queries a page."""
    rows = StandardAnswer.objects.filter(municipality_id=viewer.municipality_id or 0)
    if not rules.may_set_routing(viewer):
        rows = rows.none()
    return Rows(rows.select_related("theme").order_by("name", "pk"), _seen)


def answers_to_choose(viewer: Viewer, theme_id: int, outcome: str) -> list[StandardSeen]:
    """Return the standard answers for a theme and an outcome, those of the theme first.

    For who handles signals here. One query.
    """
    if not (viewer.operator or any(one.role in rules.HANDLERS for one in viewer.grants)):
        return []
    rows = StandardAnswer.objects.filter(
        Q(theme_id=theme_id) | Q(theme__isnull=True),
        municipality_id=viewer.municipality_id or 0,
        active=True,
        outcome__in=("", outcome),
    ).select_related("theme")
    own_first = F("theme_id").asc(nulls_last=True)
    return [_seen(row) for row in rows.order_by(own_first, "name", "pk")]


def _seen(row: StandardAnswer) -> StandardSeen:
    return StandardSeen(
        id=row.pk,
        name=row.name,
        text=row.text,
        theme_id=row.theme_id,
        theme_name=row.theme.name if row.theme else "",
        outcome=row.outcome,
        active=row.active,
    )
