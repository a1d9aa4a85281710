"""What is wrong with, or odd about, a file of Pabulib, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.sources.pabulib import Oddity, Trouble

if TYPE_CHECKING:
    from wijkregie.sources.pabulib import PabulibFault, PbElection

_TROUBLES: Final = {
    Trouble.NO_SECTION: gettext_lazy("A part is missing: META, PROJECTS or VOTES."),
    Trouble.MISSING_COLUMN: gettext_lazy("This column is missing."),
    Trouble.DOUBLED_COLUMN: gettext_lazy("This column is there twice."),
    Trouble.MISSING_KEY: gettext_lazy("This key is missing. Add it."),
    Trouble.DOUBLED_KEY: gettext_lazy("This key is there twice. Keep one."),
    Trouble.ROW_LENGTH: gettext_lazy("This row has more or fewer cells than the heading."),
    Trouble.NOT_A_NUMBER: gettext_lazy("This is no number."),
    Trouble.AMBIGUOUS: gettext_lazy("This may be one or a thousand. Write it without a sign."),
    Trouble.BELOW_NOUGHT: gettext_lazy("This cannot be below nought."),
    Trouble.UNKNOWN_VOTE_TYPE: gettext_lazy("This way of voting is not known."),
    Trouble.UNKNOWN_SELECTED: gettext_lazy("Chosen is 0, 1, 2 or 3."),
    Trouble.EMPTY_ID: gettext_lazy("A number of a plan or voter is missing."),
    Trouble.DOUBLED_PROJECT: gettext_lazy("This plan is there twice."),
    Trouble.DOUBLED_VOTER: gettext_lazy("This voter is there twice."),
    Trouble.UNKNOWN_PROJECT: gettext_lazy("This plan is not in the list of plans."),
    Trouble.POINTS_DIFFER: gettext_lazy("There are not as many points as plans."),
    Trouble.DOUBLED_MARK: gettext_lazy("A plan stands twice on this ballot."),
    Trouble.GROUPS_DIFFER: gettext_lazy("There are not as many limits as groups."),
}
_ODDITIES: Final = {
    Oddity.VOTES_COUNTED: gettext_lazy(
        "The file holds %(count)d votes; it says another number."
    ),
    Oddity.PROJECTS_COUNTED: gettext_lazy(
        "The file holds %(count)d plans; it says another number."
    ),
    Oddity.TOTAL_DIFFERS: gettext_lazy(
        "Of %(count)d plans the total differs from the ballots."
    ),
    Oddity.WITHDRAWN: gettext_lazy("Plans that were withdrawn and left out: %(count)d."),
    Oddity.NOUGHT_COST: gettext_lazy("Plans without a price: %(count)d."),
    Oddity.TOO_DEAR: gettext_lazy("Plans that cost more than there is: %(count)d."),
    Oddity.EMPTY_VOTE: gettext_lazy("Blank ballots: %(count)d."),
    Oddity.MARKED_TWICE: gettext_lazy("Ballots with a plan twice, counted once: %(count)d."),
    Oddity.NEGATIVE_POINTS: gettext_lazy("Ballots with points below nought: %(count)d."),
    Oddity.OVER_LIMIT: gettext_lazy("Ballots outside the limits of the file: %(count)d."),
}


def fault_text(fault: PabulibFault) -> str:
    """Return where a file goes wrong, and what is wrong there."""
    place = [fault.file]
    if fault.row is not None:
        place.append(_("row %(row)d") % {"row": fault.row})
    if fault.column:
        place.append(_("column %(column)s") % {"column": fault.column})
    if fault.value:
        place.append(f"“{fault.value[:80]}”")
    return f"{', '.join(place)}: {_TROUBLES[fault.trouble]}"


def note_lines(election: PbElection) -> list[str]:
    """Return what is odd about an election that was taken over all the same."""
    return [str(_ODDITIES[one.oddity]) % {"count": one.count} for one in election.notes]
