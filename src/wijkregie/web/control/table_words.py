"""Sentences for what is wrong in a table of own figures, and for what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.sources.records import Problem, Reason

if TYPE_CHECKING:
    from wijkregie.domain.indicators.services import OwnTableStored
    from wijkregie.sources.records import Rejection, SourceFault

_PROBLEMS: Final = {
    Problem.EMPTY: gettext_lazy("The file is empty. Choose another one."),
    Problem.TOO_LARGE: gettext_lazy("The file is too large. Send at most 20 MB at once."),
    Problem.WRONG_KIND: gettext_lazy(
        "This is no table that can be read. Save it as Excel (.xlsx) or CSV, and try again."
    ),
    Problem.TRUNCATED: gettext_lazy("The file stops before its end. Save it again."),
    Problem.DAMAGED: gettext_lazy("The file is damaged. Save it again."),
    Problem.NOT_TEXT: gettext_lazy(
        "The file holds no readable text. Save it as “CSV UTF-8” or as Excel (.xlsx)."
    ),
    Problem.MISSING_COLUMN: gettext_lazy(
        "This column is not in the table. It has the columns named here."
    ),
    Problem.FORMULA_EMPTY: gettext_lazy(
        "This cell holds a formula without its result. Open the file in Excel or LibreOffice, "
        "save it, and send it again."
    ),
    Problem.DOUBLED_COLUMN: gettext_lazy("This column is there twice. Give one another name."),
    Problem.DOUBLED_AREA: gettext_lazy("This area is there twice. Keep one row of it."),
    Problem.SHIFTED: gettext_lazy("This row has more or fewer cells than the heading."),
    Problem.NO_FIGURES: gettext_lazy("No cell of this column holds a figure."),
}
_REASONS: Final = {
    Reason.UNREADABLE: gettext_lazy("not a number"),
    Reason.OUT_OF_RANGE: gettext_lazy("a number that this column cannot hold"),
    Reason.NOT_WHOLE: gettext_lazy("a count with decimals"),
    Reason.BAD_CODE: gettext_lazy("no area is named"),
    Reason.NOT_A_YEAR: gettext_lazy("no year from 1900 to 2100"),
    Reason.NOT_A_NUMBER_OF_PEOPLE: gettext_lazy("no number of people"),
    Reason.UNKNOWN_AREA: gettext_lazy("no area here has this code or name"),
    Reason.AREAS_ALIKE: gettext_lazy("several areas have this name; use the code"),
}


def fault_sentence(fault: SourceFault) -> str:
    """Tell why a file was refused: the place in it, then what to do."""
    place = [fault.file]
    if fault.row is not None:
        place.append(_("row %(row)d") % {"row": fault.row})
    if fault.column:
        place.append(_("column %(column)s") % {"column": fault.column})
    if fault.value:
        place.append(f"“{fault.value}”")
    return f"{', '.join(place)}: {_PROBLEMS[fault.problem]}"


def rejection_row(one: Rejection) -> dict[str, object]:
    """Return a row of the list of what was not taken over."""
    reason = str(_REASONS[one.reason])
    if one.candidates:
        reason = f"{reason}: {', '.join(one.candidates)}"
    return {"row": one.row, "column": one.column, "value": one.value, "reason": reason}


def told(stored: OwnTableStored, *, trial: bool) -> list[str]:
    """Tell what became of a table."""
    lines = [
        ngettext("%(number)d figure was read.", "%(number)d figures were read.", stored.figures)
        % {"number": stored.figures}
    ]
    if stored.nothing_changed:
        lines.append(_("All of it was here already, nothing changed."))
    elif trial:
        lines.append(
            _("It would add %(new)d and change %(changed)d.")
            % {"new": stored.new, "changed": stored.changed}
        )
    else:
        lines.append(
            _("New: %(new)d. Changed: %(changed)d.")
            % {"new": stored.new, "changed": stored.changed}
        )
    return [*lines, *_held(stored)]


def _held(stored: OwnTableStored) -> list[str]:
    small = sum(stored.held.get(why, 0) for why in ("sample", "cell", "unknown"))
    rest = stored.held.get("rest", 0)
    lines = []
    if small:
        lines.append(
            ngettext(
                "%(number)d figure is held back, as it is about too few people.",
                "%(number)d figures are held back, as they are about too few people.",
                small,
            )
            % {"number": small}
        )
    if rest:
        lines.append(
            ngettext(
                "%(number)d more is held back, as one could reckon back the others with it.",
                "%(number)d more are held back, as one could reckon back the others with them.",
                rest,
            )
            % {"number": rest}
        )
    return lines
