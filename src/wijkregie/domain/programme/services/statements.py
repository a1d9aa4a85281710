"""What is strong, weak, promising or threatening: write, sort, put together, show why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.models import Statement, StatementEvidence
from wijkregie.domain.programme.services import citing, finding
from wijkregie.domain.programme.services.analyses import analysis_to_fill
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.domain.programme.states import StatementKind, StatementSource
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from wijkregie.domain.programme.models import Analysis
    from wijkregie.domain.programme.services.drafts import EvidenceDraft, StatementDraft
    from wijkregie.kit.viewer import Viewer

MOST: Final = 60
_KEYS: Final = ("indicator_id", "area_id", "period", "signal_id", "meeting_id", "document")
_CITED: Final = (*_KEYS, "edition_id", "value", "address", "linked_at")


@transaction.atomic
def add_statement(
    analysis_id: int,
    draft: StatementDraft,
    evidence: EvidenceDraft | None = None,
    *,
    by: Viewer,
    at: datetime,
) -> int:
    """Add a statement, with what shows it if that is known, and return its number."""
    analysis = analysis_to_fill(analysis_id, by)
    if analysis.statements.count() >= MOST:
        raise ProgrammeRefused(
            _("There are %(most)d statements. Put some together before you add one.")
            % {"most": MOST}
        )
    fields = _fields(draft)
    _refuse_twice(analysis, fields["text"])
    made = Statement.objects.create(
        municipality_id=analysis.municipality_id, analysis=analysis, added_at=at, **fields
    )
    if evidence is not None:
        _cite(made, evidence, by=by, at=at)
    audit.record("statement_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def change_statement(
    statement_id: int, draft: StatementDraft, *, by: Viewer, at: datetime
) -> None:
    """Write a statement otherwise, or sort it under another corner or source."""
    statement, analysis = statement_to_fill(statement_id, by)
    fields = _fields(draft)
    _refuse_twice(analysis, fields["text"], but=statement.pk)
    for name, value in fields.items():
        setattr(statement, name, value)
    statement.save(update_fields=list(fields))
    audit.record("statement_changed", statement, by=by, at=at)


@transaction.atomic
def remove_statement(statement_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a statement away, with its evidence."""
    statement, _analysis = statement_to_fill(statement_id, by)
    audit.record("statement_removed", statement, by=by, at=at)
    statement.delete()


@transaction.atomic
def merge_statements(keep_id: int, gone_id: int, *, by: Viewer, at: datetime) -> None:
    """Put two statements together: one stays, and gets the evidence of the other too."""
    keep, analysis = statement_to_fill(keep_id, by)
    if keep_id == gone_id:
        raise ProgrammeRefused(_("Choose another statement to put together with."))
    gone = finding.found(Statement.objects.filter(analysis=analysis), gone_id, by)
    for one in gone.evidence.order_by("pk"):
        fields = cited_fields(one)
        if not keep.evidence.filter(**{name: fields[name] for name in _KEYS}).exists():
            StatementEvidence.objects.create(
                municipality_id=keep.municipality_id, statement=keep, **fields
            )
    audit.record("statement_merged", keep, by=by, at=at)
    gone.delete()


@transaction.atomic
def cite(statement_id: int, draft: EvidenceDraft, *, by: Viewer, at: datetime) -> int:
    """Show why a statement is so, and return the number of the link."""
    statement, _analysis = statement_to_fill(statement_id, by)
    made = _cite(statement, draft, by=by, at=at)
    audit.record("statement_cited", statement, by=by, at=at)
    return made


@transaction.atomic
def take_back(evidence_id: int, *, by: Viewer, at: datetime) -> None:
    """Take away what was cited with a statement."""
    evidence = finding.found(StatementEvidence.objects.all(), evidence_id, by)
    statement, _analysis = statement_to_fill(evidence.statement_id, by)
    evidence.delete()
    audit.record("statement_cited", statement, by=by, at=at)


def statement_to_fill(statement_id: int, by: Viewer) -> tuple[Statement, Analysis]:
    """Return a statement that ``by`` may change, locked, with its analysis."""
    statement = finding.found(Statement.objects.all(), statement_id, by)
    return statement, analysis_to_fill(statement.analysis_id, by)


def cited_fields(one: StatementEvidence) -> dict[str, Any]:
    """Return what was cited, to be cited elsewhere in the same words."""
    return {name: getattr(one, name) for name in _CITED}


def _cite(statement: Statement, draft: EvidenceDraft, *, by: Viewer, at: datetime) -> int:
    fields = citing.fields_of(draft, by)
    if "indicator_id" in fields and "value" not in fields:
        raise ProgrammeRefused(
            _("There is no figure of this area in that year. Choose another year.")
        )
    citing.refuse_twice(statement.evidence, fields)
    made = StatementEvidence.objects.create(
        municipality_id=statement.municipality_id, statement=statement, linked_at=at, **fields
    )
    return made.pk


def _fields(draft: StatementDraft) -> dict[str, str]:
    if draft.kind not in StatementKind.values:
        raise ProgrammeRefused(_("Choose what it is: strength, weakness, opportunity, threat."))
    if draft.source not in StatementSource.values:
        raise ProgrammeRefused(_("Choose who says so: figures, professionals or residents."))
    needed = _("Write the statement in one sentence.")
    text = checked_words(finding.line(draft.text, 200, needed=needed), field="text")
    return {"kind": draft.kind, "source": draft.source, "text": text}


def _refuse_twice(analysis: Analysis, text: str, *, but: int | None = None) -> None:
    if analysis.statements.filter(text__iexact=text).exclude(pk=but or 0).exists():
        raise ProgrammeRefused(_("This statement is in the list already."))
