"""What a municipality measures itself, for those who record it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q

from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.indicators.states import HeldBack
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OwnIndicatorSeen:
    """An own indicator: how much there is of it, and how much is held back."""

    pk: int
    key: str
    name: str
    definition: str
    source: str
    unit: str
    kind: str
    direction: str
    decimals: int
    about_people: bool
    question: str
    labels: Mapping[int, str]
    smallest_sample: int
    smallest_cell: int
    first: int | None
    last: int | None
    figures: int
    held_back: int


def own_indicators(viewer: Viewer) -> Rows[OwnIndicatorSeen]:
    """Return the own indicators of a municipality by name; nothing to who does not record."""
    found = Indicator.objects.none()
    if viewer.municipality_id and rules.may_record(viewer, viewer.municipality_id):
        found = Indicator.objects.filter(municipality_id=viewer.municipality_id)
    rows = found.annotate(
        first=Min("own__period"),
        last=Max("own__period"),
        figures=Count("own"),
        hidden=Count("own", filter=~Q(own__held_back=HeldBack.NOT)),
    )
    return Rows(rows.order_by("name_nl", "pk"), _seen)


def _seen(row: Indicator) -> OwnIndicatorSeen:
    told = vars(row)
    return OwnIndicatorSeen(
        pk=row.pk,
        key=row.key,
        name=row.name,
        definition=row.definition,
        source=row.source_nl,
        unit=row.unit,
        kind=row.kind,
        direction=row.direction,
        decimals=row.decimals,
        about_people=row.about_people,
        question=row.question,
        labels={int(number): label for number, label in row.labels.items()},
        smallest_sample=row.smallest_sample,
        smallest_cell=row.smallest_cell,
        first=told["first"],
        last=told["last"],
        figures=told["figures"],
        held_back=told["hidden"],
    )
