"""Templates that were read, and what was done with their paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from wijkregie.domain.practice import rules
from wijkregie.domain.practice.models import Paragraph, Template
from wijkregie.domain.practice.queries.earlier import earlier_of
from wijkregie.domain.practice.queries.seen import (
    ParagraphSeen,
    ParagraphWords,
    TemplateListed,
    TemplateSeen,
)
from wijkregie.domain.practice.states import Choice, ParagraphKind
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from wijkregie.domain.practice.queries.seen import Earlier
    from wijkregie.kit.viewer import Viewer


def templates_visible_to(viewer: Viewer) -> Rows[TemplateListed]:
    """Return the templates that were read here, the last first: one query."""
    rows = _visible(viewer).annotate(
        paragraphs_n=Count("paragraphs"),
        settled_n=Count("paragraphs", filter=~Q(paragraphs__choice="")),
    )
    return Rows(rows.order_by("-read_at", "-pk"), _listed)


def template_seen(viewer: Viewer, pk: int) -> TemplateSeen | None:
    """Return a template with its paragraphs, ``None`` where it is not to be seen.

    Three queries.
    """
    found = _visible(viewer).filter(pk=pk).first()
    if found is None:
        return None
    rows = list(
        found.paragraphs.select_related("template", "goal", "indicator").order_by("order")
    )
    by_key = {row.key: row for row in rows}
    earlier = earlier_of(found.programme_id, rows)
    return TemplateSeen(
        id=found.pk,
        name=found.name,
        from_name=found.from_name,
        from_code=found.from_code,
        exported_on=found.exported_on,
        licence=found.licence,
        note=found.note,
        file=found.file,
        read_at=found.read_at,
        programme_id=found.programme_id,
        programme_name=found.programme.name,
        programme_key=found.programme.key,
        paragraphs=tuple(_paragraph(row, by_key, earlier.get(row.pk)) for row in rows),
        may_borrow=rules.may_borrow(viewer),
    )


def _visible(viewer: Viewer) -> QuerySet[Template]:
    rows = Template.objects.select_related("programme")
    if not rules.may_see_lineage(viewer):
        return rows.none()
    return rows.filter(municipality_id=viewer.municipality_id or 0)


def _listed(one: Any) -> TemplateListed:
    return TemplateListed(
        id=one.pk,
        name=one.name,
        from_name=one.from_name,
        exported_on=one.exported_on,
        read_at=one.read_at,
        programme_name=one.programme.name,
        programme_key=one.programme.key,
        paragraphs=one.paragraphs_n,
        settled=one.settled_n,
    )


def _paragraph(
    row: Paragraph, by_key: Mapping[str, Paragraph], earlier: Earlier | None
) -> ParagraphSeen:
    above = by_key.get(row.parent)
    return ParagraphSeen(
        id=row.pk,
        kind=ParagraphKind(row.kind),
        original=_words(row.original),
        above=above.original["title"] if above else "",
        above_id=_goal_above(row, by_key),
        choice=Choice(row.choice) if row.choice else None,
        words=_words(row.words) if row.words else None,
        reason=row.reason,
        settled_at=row.settled_at,
        goal_id=row.indicator.goal_id if row.indicator else row.goal_id,
        earlier=earlier,
    )


def _goal_above(row: Paragraph, by_key: Mapping[str, Paragraph]) -> int | None:
    """Return the goal here of the nearest one above it that was taken over."""
    above = by_key.get(row.parent)
    while above is not None and above.goal_id is None:
        above = by_key.get(above.parent)
    return above.goal_id if above else None


def _words(held: dict[str, Any]) -> ParagraphWords:
    return ParagraphWords(
        title=held["title"],
        level=GoalLevel(held["level"]) if "level" in held else None,
        aims=tuple(held.get("aims", ())),
        open_because=held.get("open_because", ""),
        unit=held.get("unit", ""),
        source=held.get("source", ""),
        lower_is_better=held.get("lower_is_better", False),
    )
