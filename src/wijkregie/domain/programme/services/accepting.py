"""Accept what the checks find, with a reason, and take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.logframe import Kind
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import AcceptedFinding, Programme
from wijkregie.domain.programme.queries.checks import checks_of
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.queries.checks import CheckSeen
    from wijkregie.domain.programme.services.drafts import AcceptDraft
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def accept_finding(programme_id: int, draft: AcceptDraft, *, by: Viewer, at: datetime) -> int:
    """Let a finding stay as it is, with the reason; return the number of that.

    Raises ``ProgrammeRefused`` for who may not, for a finding that is not there any more or
    became another one since it was read, and for one that was accepted already.
    """
    programme = finding.found(Programme.objects.all(), programme_id, by)
    _refuse_to_accept(by, draft.kind, draft.object_id)
    seen = _as_read(programme, draft, by, at)
    if not seen.is_open:
        raise ProgrammeRefused(_("This was accepted already. Reload the page to read why."))
    needed = _("Write down why this may stay as it is. Colleagues get to read this.")
    reason = checked_words(finding.line(draft.reason, 400, needed=needed), field="reason")
    rule, fault, kind, object_id, place = seen.finding.key
    made, _new = AcceptedFinding.objects.update_or_create(
        programme=programme,
        rule=rule,
        fault=fault,
        kind=kind,
        object_id=object_id,
        place=place,
        defaults={
            "municipality_id": programme.municipality_id,
            "fingerprint": seen.finding.fingerprint,
            "reason": reason,
            "accepted_by_id": by.person_id,
            "accepted_at": at,
        },
    )
    audit.record("finding_accepted", made, by=by, at=at, why=rule)
    return made.pk


@transaction.atomic
def withdraw_acceptance(acceptance_id: int, *, by: Viewer, at: datetime) -> None:
    """Take the acceptance of a finding back; the finding asks for something again."""
    row = finding.found(AcceptedFinding.objects.all(), acceptance_id, by)
    _refuse_to_accept(by, row.kind, row.object_id)
    audit.record("acceptance_withdrawn", row, by=by, at=at, why=row.rule)
    row.delete()


def _refuse_to_accept(by: Viewer, kind: str, object_id: int) -> None:
    """Who steers the programme accepts anything, who runs a project what is about that."""
    if not rules.may_see_ideas(by):
        raise finding.not_there()
    if kind == Kind.PROJECT:
        finding.project_to_change(object_id, by)
    else:
        finding.steer(by)


def _as_read(programme: Programme, draft: AcceptDraft, by: Viewer, at: datetime) -> CheckSeen:
    """Return the finding as it was read; refuse where it is another one now."""
    seen = checks_of(by, programme.key, on=timezone.localdate(at))
    for one in seen.checks if seen else ():
        if one.finding.key == draft.key and one.finding.fingerprint == draft.fingerprint:
            return one
    raise ProgrammeRefused(
        _("This was mended, or it is another fault now. Reload the page to see what is left.")
    )
