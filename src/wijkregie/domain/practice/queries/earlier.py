"""The same words, taken over before in the same programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.practice.models import Paragraph
from wijkregie.domain.practice.queries.seen import Earlier
from wijkregie.domain.practice.states import TAKEN, Choice, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Sequence


def earlier_of(programme_id: int, rows: Sequence[Paragraph]) -> dict[int, Earlier]:
    """Return for paragraphs where the same was taken over in the programme before.

    What was made of it has to be there still. One query.
    """
    stands = Q(kind=ParagraphKind.VISION) | Q(goal__isnull=False) | Q(indicator__isnull=False)
    found = (
        Paragraph.objects.filter(stands, template__programme_id=programme_id, choice__in=TAKEN)
        .filter(mark__in={row.mark for row in rows})
        .select_related("template")
        .order_by("settled_at", "pk")
    )
    by_mark: dict[str, list[Paragraph]] = {}
    for one in found:
        by_mark.setdefault(one.mark, []).append(one)
    return {
        row.pk: _earlier(before)
        for row in rows
        for before in [next((one for one in by_mark.get(row.mark, ()) if one != row), None)]
        if before is not None
    }


def _earlier(one: Paragraph) -> Earlier:
    at = one.settled_at or one.template.read_at  # the database keeps it with the choice
    return Earlier(one.template.from_name, at, Choice(one.choice))
