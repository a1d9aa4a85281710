"""Set the words for answers that are given often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import StandardAnswer, Theme
from wijkregie.domain.signals.services.drafts import line, story
from wijkregie.kit import audit
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


class StandardRefused(Refusal):
    """A change to a standard answer that may not be, or not so."""


@dataclass(frozen=True, slots=True)
class StandardDraft:
    """A standard answer as asked for; without a theme or outcome it is there for all.

    What stands in square brackets, such as ``[day]``, is filled in by who answers. One that
    is not ``active`` cannot be chosen any more.
    """

    name: str
    text: str
    theme_id: int | None = None
    outcome: str = ""
    active: bool = True


@transaction.atomic
def save_standard(
    answer_id: int | None, wanted: StandardDraft, *, by: Viewer, at: datetime
) -> int:
    """Add a standard answer or change one, and return its number.

    Answers that were sent stay as they were. Raises ``StandardRefused`` for a name in use,
    and ``SignalRefused`` for no words or too many.
    """
    if not rules.may_set_routing(by):
        raise StandardRefused(
            _("Only district managers and administrators of this municipality can do this.")
        )
    municipality_id = by.municipality_id or 0
    here = StandardAnswer.objects.filter(municipality_id=municipality_id)
    row: StandardAnswer | None = StandardAnswer(municipality_id=municipality_id)
    if answer_id is not None:
        row = here.select_for_update(no_key=True).filter(pk=answer_id).first()
    if row is None:
        raise StandardRefused(
            _("This standard answer is not there any more. Go back and reload the page.")
        )
    row.name = story(
        line(wanted.name, longest=80), longest=80, empty=_("Give the answer a name.")
    )
    row.text = story(wanted.text, longest=4000, empty=_("Write the answer."))
    checked_words(row.name, field="name")
    checked_words(row.text, field="text")
    if here.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        raise StandardRefused(_("There is a standard answer with this name already."))
    _check(wanted, by)
    row.theme_id, row.outcome, row.active = wanted.theme_id, wanted.outcome, wanted.active
    row.save()
    audit.record("standard_answer_saved", row, by=by, at=at)
    return row.pk


def _check(wanted: StandardDraft, by: Viewer) -> None:
    themes = Theme.objects.filter(municipality_id=by.municipality_id or 0)
    if wanted.theme_id is not None and not themes.filter(pk=wanted.theme_id).exists():
        raise StandardRefused(_("Choose a theme from the list."))
    if wanted.outcome and wanted.outcome not in Outcome.values:
        raise StandardRefused(_("Choose what was decided from the list."))
