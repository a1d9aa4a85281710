"""What is said beside a card: comments of the group, and notes for everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import ProgressNote, Project, ProjectComment
from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.card.fields import line
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit, files, images
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.programme.services.card.drafts import NoteDraft
    from wijkregie.kit.viewer import Viewer

FOLDER: Final = "projects"


@transaction.atomic
def say_comment(project_id: int, text: str, *, by: Viewer, at: datetime) -> int:
    """Say something about a card to who works along; return the number of the comment."""
    if not rules.may_comment(by):
        raise ProgrammeRefused(_("Only who works along here can say something. Log in first."))
    project = finding.found(Project.objects.all(), project_id, by)
    said = finding.text(text, 2000, needed=_("Write down what you want to say."))
    made = ProjectComment.objects.create(
        municipality_id=project.municipality_id,
        project=project,
        by_id=by.person_id or 0,
        text=checked_words(said, field="text"),
        at=at,
    )
    audit.record("project_comment_said", made, by=by, at=at)
    return made.pk


@transaction.atomic
def remove_comment(comment_id: int, *, by: Viewer, at: datetime) -> None:
    """Take back what one said oneself."""
    comment = finding.found(ProjectComment.objects.all(), comment_id, by)
    if comment.by_id != by.person_id or not rules.may_comment(by):
        raise ProgrammeRefused(_("Only who said this can take it back."))
    audit.record("project_comment_removed", comment, by=by, at=at)
    comment.delete()


def add_note(project_id: int, draft: NoteDraft, *, by: Viewer, at: datetime) -> int:
    """Write for everyone how a project goes, and return the number of the note.

    Raises ``ProgrammeRefused``, or ``ImageRefused`` for the photo, and then keeps no file.
    """
    with files.kept_or_gone() as stored, transaction.atomic():
        project = finding.project_to_change(project_id, by)
        needed = _("Write down how it goes. Everyone can read this.")
        text = checked_words(finding.text(draft.text, 2000, needed=needed), field="text")
        shows = line(draft.shows, 200, "shows")
        if draft.photo is not None:
            if not shows:
                said = _("Write down what the photo shows, for who cannot see it.")
                raise ProgrammeRefused(said)
            stored.append(images.store_image(draft.photo, folder=FOLDER))
        made = ProgressNote.objects.create(
            municipality_id=project.municipality_id,
            project=project,
            text=text,
            photo=stored[0] if stored else "",
            shows=shows if stored else "",
            at=at,
            by_id=by.person_id,
        )
        audit.record("project_note_added", made, by=by, at=at)
    return made.pk


@transaction.atomic
def remove_note(note_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a note away with its photo; the log keeps that it was there."""
    note = finding.found(ProgressNote.objects.all(), note_id, by)
    finding.project_to_change(note.project_id, by)
    audit.record("project_note_removed", note, by=by, at=at)
    photo = note.photo
    note.delete()
    if photo:
        transaction.on_commit(lambda: default_storage.delete(photo))


def discard_lost_photos(*, at: datetime) -> dict[str, int]:
    """Delete photos of notes without a row; return how many."""
    known = set(ProgressNote.objects.exclude(photo="").values_list("photo", flat=True))
    lost = files.discard_lost(FOLDER, known, at=at)
    return {"lost_project_photos": lost} if lost else {}
