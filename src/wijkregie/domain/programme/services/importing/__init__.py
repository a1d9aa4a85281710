"""Take a programme over from a file: all of it or nothing, and twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Programme
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.queries.tables import total_of
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.services.importing.agreed import (
    merge_agreements,
    merge_regular,
)
from wijkregie.domain.programme.services.importing.bottlenecks import merge_bottlenecks
from wijkregie.domain.programme.services.importing.bridge import merge_bridge
from wijkregie.domain.programme.services.importing.card import recognise
from wijkregie.domain.programme.services.importing.evaluated import (
    check_baselines,
    merge_evaluations,
    remove_evaluations,
)
from wijkregie.domain.programme.services.importing.goals import (
    merge_goals,
    programme_fields,
    remove_goals,
)
from wijkregie.domain.programme.services.importing.measured import (
    merge_parts,
    merge_waves,
    remove_waves,
)
from wijkregie.domain.programme.services.importing.merge import Merge
from wijkregie.domain.programme.services.importing.names import Names
from wijkregie.domain.programme.services.importing.projects import (
    merge_projects,
    remove_projects,
)
from wijkregie.domain.programme.services.importing.scores import lacks_scores, merge_scores
from wijkregie.domain.programme.services.programmes import RESERVED
from wijkregie.kit import audit
from wijkregie.sources import programme as reader

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.queries.gaps import Amount, Gap
    from wijkregie.kit.viewer import Viewer
    from wijkregie.sources.programme import ProgrammeFile

__all__ = ["GapDiffers", "ImportReport", "import_programme"]


@dataclass(frozen=True, slots=True)
class GapDiffers:
    """A project of which the file states another gap than its own amounts give."""

    number: str
    stated: int
    counted: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import: what the file holds, and what was changed by it."""

    name: str
    key: str
    rows: int
    goals: int
    indicators: int
    bottlenecks: int
    projects: int
    scores: int
    added: int
    changed: int
    removed: int
    costs: Amount
    coverage: Amount
    gap: Gap
    differs: tuple[GapDiffers, ...]

    @property
    def nothing_changed(self) -> bool:
        """Tell whether all of it was here already."""
        return not (self.added or self.changed or self.removed)


@transaction.atomic
def import_programme(
    reading: ProgrammeFile, *, municipality_id: int, by: Viewer, at: datetime
) -> ImportReport:
    """Take over a programme file that was read; the same file again changes nothing.

    A changed file changes only what changed in it, so that what was entered here stays.
    Raises ``ProgrammeRefused``, with every reason on a line of its own, for names that are
    not known here, for what was changed both here and in the file, and for what left the
    file but is linked to something.
    """
    if finding.steer(by) != municipality_id:
        raise finding.not_there()
    names = Names(by, reading.file)
    names.check_municipality(reading.municipality_code)
    names.areas(reading.areas)
    merge = _begin(reading, names, by, at)
    known = merge.programme.imported
    linked = recognise(merge)
    if linked or known != reading.text or lacks_scores(merge):
        _take_over(merge)
        merge.programme.imported = reading.text
        merge.programme.save(update_fields=["imported"])
        audit.record("programme_imported", merge.programme, by=by, at=at, why=reading.file)
    return _report(merge)


def _begin(reading: ProgrammeFile, names: Names, by: Viewer, at: datetime) -> Merge:
    """Find the programme that the file is about, or make it."""
    row = reading.programme
    key = row.key or finding.key_of("", row.name, ())
    if key in RESERVED:
        raise ProgrammeRefused(
            _("“%(key)s” is a page of this site. Give the file another key.") % {"key": key}
        )
    here = Programme.objects.filter(municipality_id=names.municipality_id)
    found = here.select_for_update(no_key=True).filter(key=key).first()
    if found is not None and not found.imported:
        raise ProgrammeRefused(
            _("There is a programme “%(key)s” that was made here. Give the file another key.")
            % {"key": key}
        )
    old = None
    if found is None:
        fields = programme_fields(row, names)
        found = Programme.objects.create(
            municipality_id=names.municipality_id, key=key, made_at=at, **fields
        )
    else:
        old = reader.read(found.imported.encode(), file=reading.file)
    was = Names(by, reading.file, strict=False)
    merge = Merge(found, reading, old, names, was, by, at)
    if old is None:
        merge.added += 1
    return merge


def _take_over(merge: Merge) -> None:
    if merge.old is not None:
        before = programme_fields(merge.old.programme, merge.old_names)
        after = programme_fields(merge.new.programme, merge.names)
        merge.row(_("the programme"), merge.programme, before, after)
    merge_waves(merge)
    remove_evaluations(merge)
    goals = merge_goals(merge)
    merge_parts(merge)
    merge_regular(merge, goals)
    projects = merge_projects(merge, goals)
    merge_agreements(merge, goals)
    merge_bottlenecks(merge, goals, projects)
    merge_scores(merge)
    merge_bridge(merge, goals, projects)
    remove_projects(merge, goals)
    remove_goals(merge)
    merge_evaluations(merge)
    remove_waves(merge)
    check_baselines(merge)
    reasons = [*merge.names.faults, *dict.fromkeys(merge.conflicts)]
    if reasons:
        raise ProgrammeRefused("\n".join(reasons))


def _report(merge: Merge) -> ImportReport:
    new = merge.new
    found = {one.number: one for one in money_of(list(merge.programme.projects.all()))}
    money = {row.number: found[row.number].total for row in new.projects if row.number in found}
    total = total_of(money.values())
    return ImportReport(
        name=merge.programme.name,
        key=merge.programme.key,
        rows=new.rows,
        goals=len(new.programme.goals),
        indicators=sum(len(goal.indicators) for goal in new.programme.goals),
        bottlenecks=len(new.bottlenecks),
        projects=len(new.projects),
        scores=len(new.scores),
        added=merge.added,
        changed=merge.changed,
        removed=merge.removed,
        costs=total.costs,
        coverage=total.covered + total.asked,
        gap=total.gap,
        differs=tuple(
            GapDiffers(row.number, row.stated_gap, money[row.number].gap.known_cents)
            for row in new.projects
            if row.stated_gap is not None
            and row.number in money
            and row.stated_gap != money[row.number].gap.known_cents
        ),
    )
