"""Write down where a programme wants to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.programme.services import finding
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

_LONGEST: Final = 4000


@transaction.atomic
def write_vision(programme_id: int, text: str, *, was: str, by: Viewer, at: datetime) -> None:
    """Write the vision of a programme; an empty line makes a new paragraph of it.

    Raises ``ProgrammeRefused`` if it is no longer ``was``: somebody changed it meanwhile.
    """
    programme = finding.programme_to_steer(programme_id, by)
    said = checked_words(finding.text(text, _LONGEST), field="vision")
    if finding.text(was, _LONGEST) != programme.vision:
        raise ProgrammeRefused(
            _("Somebody else changed the vision. Reload the page and try again.")
        )
    if said != programme.vision:
        programme.vision = said
        programme.save(update_fields=["vision"])
        audit.record("vision_written", programme, by=by, at=at)


@transaction.atomic
def add_to_vision(programme_id: int, paragraph: str, *, by: Viewer, at: datetime) -> None:
    """Add a paragraph behind the vision of a programme."""
    programme = finding.programme_to_steer(programme_id, by)
    said = finding.text(paragraph, 2000, needed=_("Write down what the paragraph says."))
    checked_words(said, field="vision")
    whole = f"{programme.vision}\n\n{said}" if programme.vision else said
    programme.vision = finding.text(whole, _LONGEST)
    programme.save(update_fields=["vision"])
    audit.record("vision_written", programme, by=by, at=at)
