"""Costs and coverage of a project, out of a file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import CostLine, CoverageLine
from wijkregie.domain.programme.services.dividing import reckon
from wijkregie.domain.programme.services.funding import funder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wijkregie.domain.programme.models import Funder, Project
    from wijkregie.domain.programme.services.importing.merge import Fields, Merge
    from wijkregie.sources.programme import ProjectRow

#: Lines of one year (and funder), in the order of the file.
Groups = dict[tuple[Any, ...], list["Fields"]]


def merge_money(
    merge: Merge,
    what: str,
    project: Project,
    before: ProjectRow | None,
    after: ProjectRow | None,
) -> None:
    """Bring the lines up to date: those of one year and funder are taken together.

    What is reckoned from a division of the costs follows these.
    """
    of = {"project": project, "recorded_at": merge.at}
    covered = _("%(what)s, coverage") % {"what": what}
    _merge(
        merge,
        _("%(what)s, costs") % {"what": what},
        _grouped(project.costs.order_by("pk"), lambda row: (row.year,)),
        (_costs(before), _costs(after)),
        lambda key, fields: merge.make(CostLine, year=key[0], **of, **fields),
    )
    _merge(
        merge,
        covered,
        _grouped(
            project.coverage.filter(division=None).select_related("funder").order_by("pk"),
            lambda row: (row.funder.name.casefold(), row.year),
        ),
        (_coverage(before), _coverage(after)),
        lambda key, fields: merge.make(
            CoverageLine,
            funder=_payer(merge, covered, _name(after, key[0])),
            year=key[1],
            **of,
            **fields,
        ),
    )
    reckon(project, at=merge.at)


def _payer(merge: Merge, what: str, name: str) -> Funder:
    return merge.fitting(what, name, lambda: funder(name, merge.programme.municipality_id))


def _merge(
    merge: Merge,
    what: str,
    there: Mapping[tuple[Any, ...], list[Any]],
    versions: tuple[Groups, Groups],
    make: Callable[[tuple[Any, ...], Fields], object],
) -> None:
    old, new = versions
    for key in dict.fromkeys((*old, *new)):
        was, wanted, rows = old.get(key, []), new.get(key, []), list(there.get(key, []))
        for at in range(max(len(was), len(wanted))):
            if at >= len(was):
                make(key, wanted[at])
                merge.added += 1
            elif at >= len(wanted):
                _take_away(merge, what, _like(rows, was[at]))
            elif was[at] != wanted[at]:
                merge.row(what, _like(rows, was[at]), was[at], wanted[at])
            else:
                _like(rows, was[at])


def _take_away(merge: Merge, what: str, row: Any) -> None:
    if row is None:
        merge.conflicts.append(_("%(what)s: was changed here too.") % {"what": what})
    else:
        row.delete()
        merge.removed += 1


def _like(rows: list[Any], fields: Fields) -> Any:
    """Take the row with this amount out of the list; nothing if there is none."""
    for row in rows:
        if row.cents == fields["cents"]:
            rows.remove(row)
            return row
    return None


def _grouped(
    rows: Iterable[Any], key: Callable[[Any], tuple[Any, ...]]
) -> dict[tuple[Any, ...], list[Any]]:
    found: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _costs(row: ProjectRow | None) -> Groups:
    found: Groups = defaultdict(list)
    for one in row.costs if row else ():
        found[(one.year,)].append({"cents": one.cents, "what": one.what})
    return found


def _coverage(row: ProjectRow | None) -> Groups:
    found: Groups = defaultdict(list)
    for one in row.coverage if row else ():
        key = (one.funder.casefold(), one.year)
        found[key].append({"cents": one.cents, "pledge": one.pledge})
    return found


def _name(row: ProjectRow | None, folded: str) -> str:
    names = [one.funder for one in (row.coverage if row else ())]
    return next(name for name in names if name.casefold() == folded)
