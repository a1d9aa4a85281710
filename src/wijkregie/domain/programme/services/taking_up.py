"""Take up signals: as evidence of a bottleneck that is there, or of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Bottleneck
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.bottlenecks import add_bottleneck, add_evidence
from wijkregie.domain.programme.services.drafts import EvidenceDraft, ProgrammeRefused
from wijkregie.domain.programme.states import Priority
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from wijkregie.domain.programme.services.drafts import BottleneckDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def take_up_signals(
    bottleneck_id: int, signal_ids: Iterable[int], *, by: Viewer, at: datetime
) -> int:
    """Let signals show a bottleneck; return how many did not do so already."""
    wanted = sorted(set(signal_ids))
    if not wanted:
        raise ProgrammeRefused(_("Choose at least one report."))
    finding.steer(by)
    bottleneck = finding.found(Bottleneck.objects.all(), bottleneck_id, by)
    known = set(bottleneck.evidence.values_list("signal_id", flat=True))
    fresh = [pk for pk in wanted if pk not in known]
    for pk in fresh:
        add_evidence(bottleneck.pk, EvidenceDraft(signal_id=pk), by=by, at=at)
    return len(fresh)


@transaction.atomic
def bottleneck_of_signals(
    programme_id: int,
    draft: BottleneckDraft,
    signal_ids: Iterable[int] = (),
    *,
    by: Viewer,
    at: datetime,
) -> int:
    """Add a bottleneck with the signals that show it; return its number."""
    for field in ("title", "remark"):
        checked_words(getattr(draft, field), field=field)
    made = add_bottleneck(programme_id, draft, by=by, at=at)
    wanted = sorted(set(signal_ids))
    if wanted:
        take_up_signals(made, wanted, by=by, at=at)
    return made


@transaction.atomic
def change_bottleneck(
    bottleneck_id: int, draft: BottleneckDraft, *, by: Viewer, at: datetime
) -> None:
    """Change the words, the weight and the areas of a bottleneck; its links stay."""
    finding.steer(by)
    row = finding.found(Bottleneck.objects.select_related("programme"), bottleneck_id, by)
    if draft.priority and draft.priority not in Priority.values:
        raise ProgrammeRefused(_("Choose how much this bottleneck weighs."))
    title = finding.line(draft.title, 200, needed=_("Write down what the bottleneck is."))
    row.title = checked_words(title, field="title")
    row.remark = checked_words(finding.line(draft.remark, 400), field="remark")
    row.priority = draft.priority
    finding.day(draft.found_on, "found_on", happened=at)
    row.found_on = draft.found_on
    row.save()
    row.areas.set(finding.known_areas(draft.area_ids, row.municipality_id))
    audit.record("bottleneck_changed", row, by=by, at=at)
