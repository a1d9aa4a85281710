"""How a file sorts the areas of its programme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import AreaScore
from wijkregie.kit.words import WordsRefused, checked_words

if TYPE_CHECKING:
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.domain.programme.services.importing.names import Names
    from wijkregie.sources.programme import ProgrammeFile


def lacks_scores(merge: Merge) -> bool:
    """Tell whether the file sorts areas that stand unsorted here.

    So it is for a file that was read before scores were kept.
    """
    return bool(merge.new.scores) and not merge.programme.scores.exists()


def merge_scores(merge: Merge) -> None:
    """Bring the scores of areas up to date."""
    old, new = _rows_of(merge.old, merge.old_names), _rows_of(merge.new, merge.names)
    _check_words(merge)
    there = {row.area_id: row for row in merge.programme.scores.select_related("area")}
    for order, (pk, (name, fields)) in enumerate(new.items()):
        if pk not in there:
            merge.make(AreaScore, programme=merge.programme, area_id=pk, order=order, **fields)
            merge.added += 1
        else:
            before = old[pk][1] if pk in old else None
            merge.row(_("score of “%(name)s”") % {"name": name}, there[pk], before, fields)
    for pk, (name, _fields) in old.items():
        if pk not in new and pk in there:
            merge.remove(_("score of “%(name)s”") % {"name": name}, there[pk], ())


def _check_words(merge: Merge) -> None:
    """Note each remark that leads to a person; everyone reads them."""
    for one in merge.new.scores:
        try:
            checked_words(one.remark)
        except WordsRefused as refused:
            merge.names.note(replace(one.area, name=one.remark), str(refused))


def _rows_of(file: ProgrammeFile | None, names: Names) -> dict[int, tuple[str, Fields]]:
    found = ((names.area(one.area), one) for one in (file.scores if file else ()))
    return {
        pk: (row.area.name, {"score": row.score, "remark": row.remark})
        for pk, row in found
        if pk is not None
    }
