"""What the figures say of an area, as statements that a group can take over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.states import Kind
from wijkregie.domain.places import queries as places
from wijkregie.domain.programme.states import StatementKind
from wijkregie.web.http.wording import amount, number, unit_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import Line
    from wijkregie.domain.indicators.queries.standing import Standing
    from wijkregie.domain.programme.queries import AnalysisSeen
    from wijkregie.web.programme.desk import Desk

    Told = tuple[StatementKind, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A strength or a weakness by a figure: the statement, why it stands out, the figure."""

    kind: StatementKind
    text: str
    reason: str
    indicator_id: int
    key: str
    url: str

    @property
    def is_strong(self) -> bool:
        """Tell whether it is a strength."""
        return self.kind == StatementKind.STRENGTH


def suggestions(desk: Desk, seen: AnalysisSeen) -> list[Suggestion]:
    """Return what stands out beside similar areas and does not stand in the analysis yet."""
    area = places.areas_in(desk.viewer, [seen.area.id]).get(seen.area.id)
    if area is None:
        return []
    lines = indicators.profile(desk.viewer, area)
    peers = indicators.peers_of(desk.viewer, area)
    found = indicators.standings(desk.viewer, area, lines, peers)
    strong, weak = indicators.strengths_and_weaknesses(found, lines)
    cited = {one.indicator_key for each in seen.statements for one in each.evidence}
    by_key = {line.indicator.key: line for line in lines if line.indicator.key not in cited}
    return [
        Suggestion(*told, url=desk.url("take_over", seen.id, told[-1]))
        for told in (
            *_worded(StatementKind.STRENGTH, strong, by_key),
            *_worded(StatementKind.WEAKNESS, weak, by_key),
        )
    ]


def _worded(
    kind: StatementKind, found: tuple[Standing, ...], lines: dict[str, Line]
) -> Iterator[Told]:
    for one in found:
        line = lines.get(one.key)
        if line is not None and one.value is not None and one.median is not None:
            told = {
                "name": line.indicator.name,
                "value": _value(line.indicator, one.value),
                "median": _value(line.indicator, one.median),
            }
            text = _("%(name)s: %(value)s here, %(median)s in similar areas") % told
            yield kind, text[:200], one.reason, line.indicator.pk, one.key


def _value(indicator: Indicator, value: float) -> str:
    """Return a value as it can be laid beside others: a count as its share."""
    if indicator.kind == Kind.COUNT:
        return f"{number(value, 1)} %"
    return f"{amount(indicator, value)} {unit_text(indicator)}".strip()
