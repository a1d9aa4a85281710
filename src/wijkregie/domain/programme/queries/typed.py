"""Who typed in which sheet of paper of an analysis, and whether its sums may be shown."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wijkregie.domain.programme.models import Analysis
from wijkregie.domain.programme.queries.sharing import SHOWN_FROM, Giver, may_show
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.programme.models import Sheet

#: The words of the log for a sheet that is typed in, or mended.
TYPED = ("points_divided", "points_corrected")


def sheet_word(number: int | None) -> str:
    """Return what the log calls a sheet of paper."""
    return f"sheet {number}"


def sums_may_show(analysis: Analysis, sheets: Sequence[Sheet]) -> bool:
    """Tell whether the sums tell nobody what another gave: at most one query.

    While it is known whose the sheets are; once that is wiped there are none that may not.
    """
    if len(sheets) < SHOWN_FROM:
        return False
    paper = any(one.number is not None for one in sheets)
    typed = _typists(analysis) if paper else {}
    return may_show(
        [Giver(one.person_id, frozenset(typed.get(one.number, ()))) for one in sheets]
    )


def _typists(analysis: Analysis) -> dict[int | None, set[int]]:
    rows = audit.rows_of(analysis.municipality_id).filter(
        what__in=TYPED, kind=Analysis._meta.label_lower, object_id=analysis.pk
    )
    by_word: dict[str, set[int]] = defaultdict(set)
    for why, person_id in rows.values_list("why", "by_id"):
        if person_id is not None:
            by_word[why].add(person_id)
    return {number: by_word[sheet_word(number)] for number in _numbers(by_word)}


def _numbers(words: dict[str, set[int]]) -> list[int]:
    return [int(word.rpartition(" ")[2]) for word in words if word]
