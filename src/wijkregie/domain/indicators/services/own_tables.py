"""Take over a whole table of a municipality itself: what it measured, and the figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.indicators.queries.grounds import grounds
from wijkregie.domain.indicators.services.own import (
    NewIndicator,
    OwnFigureRefused,
    define_own_indicator,
    meaning,
    of_one_question,
)
from wijkregie.domain.indicators.services.placing import placed
from wijkregie.domain.indicators.services.settling import Measured, Settled, settle
from wijkregie.domain.places.models import Municipality
from wijkregie.kit import audit
from wijkregie.kit.bulk import one_at_a_time
from wijkregie.sources.own_table import per

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from wijkregie.domain.indicators.queries.grounds import Grounds
    from wijkregie.domain.indicators.services.settling import Place
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer
    from wijkregie.sources.own_table import OwnIndicator, OwnRow, OwnTable
    from wijkregie.sources.records import Rejection

_ROUNDED: Final = 2.5


@dataclass(frozen=True, slots=True)
class OwnTableStored:
    """What became of a table. ``held`` counts the figures that are held back, by why."""

    file: str
    lines: int
    areas: int
    figures: int
    missing: int
    new: int
    changed: int
    same: int
    also_held: int
    held: Mapping[str, int]
    rejections: tuple[Rejection, ...]

    @property
    def nothing_changed(self) -> bool:
        """Tell whether all of it was here already."""
        return not (self.new or self.changed or self.also_held)


def try_own_table(
    municipality_id: int, table: OwnTable, *, by: Viewer, at: datetime
) -> OwnTableStored:
    """Return what ``record_own_table`` would do, and change nothing."""
    with transaction.atomic():
        tried = record_own_table(municipality_id, table, by=by, at=at)
        transaction.set_rollback(True)
    return tried


@transaction.atomic
def record_own_table(
    municipality_id: int, table: OwnTable, *, by: Viewer, at: datetime
) -> OwnTableStored:
    """Store the figures of a table, all or nothing; the same table again changes nothing.

    A row of an area that is not known here is told of and left out. A figure of too few
    people is held back, with every figure by which it could be reckoned back. Raises
    ``OwnFigureRefused`` where two rows are about one area, where the answers to a question
    do not add up, or where no row could be taken over.
    """
    if not rules.may_record(by, municipality_id):
        raise OwnFigureRefused(_("Only an administrator can record figures."))
    one_at_a_time()
    ground = grounds(municipality_id)
    found, rejections = placed(table, ground)
    if not found:
        raise OwnFigureRefused(_no_row(table, rejections))
    _check_answers(table.indicators, found)
    indicators = {
        one.key: _defined(municipality_id, one, by=by, at=at) for one in table.indicators
    }
    settled = _settled(indicators, found, ground)
    if settled.touched:
        place = Municipality.objects.get(pk=municipality_id)
        why = f"{table.file}: {settled.touched}"
        audit.record("own_table.record", place, by=by, at=at, why=why)
    return OwnTableStored(
        file=table.file,
        lines=table.lines,
        areas=len({area.pk for area, _row in found}),
        figures=len(found),
        missing=table.missing,
        new=settled.new,
        changed=settled.changed,
        same=settled.same,
        also_held=settled.also_held,
        held=dict(settled.held),
        rejections=(*table.rejections, *rejections),
    )


def _no_row(table: OwnTable, rejections: Sequence[Rejection]) -> str:
    first = next(iter((*rejections, *table.rejections)))
    words = _(
        "%(file)s, row %(row)d, column %(column)s, value “%(value)s”: no row of this table "
        "could be taken over. Look first whether each column of the mapping is the right one."
    )
    if first.candidates:
        words = _(
            "%(file)s, row %(row)d, column %(column)s, value “%(value)s”: several areas have "
            "this name (%(codes)s). Say what sort of areas the table is about, or use the "
            "codes."
        )
    return words % {
        "file": table.file,
        "row": first.row,
        "column": first.column,
        "value": first.value,
        "codes": ", ".join(first.candidates),
    }


def _check_answers(
    indicators: Sequence[OwnIndicator], found: Sequence[tuple[Area, OwnRow]]
) -> None:
    """Refuse answers of which everybody gave one, but that are not of everybody together."""
    asked: dict[str, list[OwnIndicator]] = defaultdict(list)
    for one in indicators:
        if one.question and one.kind == "share":
            asked[one.question].append(one)
    shares = {(area.pk, row.period, row.key): row for area, row in found}
    for question, answers in asked.items():
        for area, period in {(area, row.period) for area, row in found}:
            rows = [shares.get((area.pk, period, one.key)) for one in answers]
            given = [row for row in rows if row is not None]
            together = sum(row.value / per(answers[0].unit) * 100 for row in given)
            if len(given) == len(answers) and abs(together - 100) > _ROUNDED:
                raise OwnFigureRefused(
                    _(
                        "Row %(row)d: the answers to “%(question)s” add up to %(sum)d %%, "
                        "not to 100. Correct them, or leave out “question” if people could "
                        "give more than one answer."
                    )
                    % {"row": given[0].row, "question": question, "sum": round(together)}
                )


def _defined(
    municipality_id: int, wanted: OwnIndicator, *, by: Viewer, at: datetime
) -> Indicator:
    """Define an indicator as a table says, unless it says so already."""
    new = NewIndicator(
        key=wanted.key,
        name=wanted.name,
        definition=wanted.definition,
        source=wanted.source,
        unit=wanted.unit,
        kind=wanted.kind,
        direction=wanted.direction,
        decimals=wanted.decimals,
        labels=wanted.labels,
        about_people=wanted.about_people,
        question=wanted.question,
        smallest_sample=wanted.smallest_sample,
        smallest_cell=wanted.smallest_cell,
    )
    same = Indicator.objects.filter(
        municipality_id=municipality_id, key=new.key, **meaning(new)
    ).first()
    return same or define_own_indicator(municipality_id, new, by=by, at=at)


def _settled(
    indicators: Mapping[str, Indicator],
    found: Sequence[tuple[Area, OwnRow]],
    ground: Grounds,
) -> Settled:
    """Store the figures question by question and period by period."""
    told: dict[tuple[tuple[int, ...], int], dict[Place, Measured]] = defaultdict(dict)
    together = {key: of_one_question(one) for key, one in indicators.items()}
    by_pk = {one.pk: one for group in together.values() for one in group}
    for area, row in found:
        group = tuple(one.pk for one in together[row.key])
        measured = Measured(row.value, row.n, row.margin)
        told[group, row.period][indicators[row.key].pk, area.pk] = measured
    settled = Settled(held=Counter())
    for (group, period), wanted in sorted(told.items(), key=lambda item: item[0]):
        settled.add(settle([by_pk[pk] for pk in group], period, wanted, ground))
    return settled
