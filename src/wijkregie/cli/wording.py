"""Sentences for the codes that the readers of open data hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from wijkregie.sources.records import Problem, Reason, Remark
from wijkregie.sources.years import Sign, WrongYear

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from wijkregie.sources.records import Note, SourceFault

_PROBLEMS = {
    Problem.EMPTY: gettext_lazy("The file is empty. Download it again."),
    Problem.TOO_LARGE: gettext_lazy(
        "The file is larger than any of this kind. Is it the right one?"
    ),
    Problem.WRONG_KIND: gettext_lazy("This is not the kind of file that this import reads."),
    Problem.TRUNCATED: gettext_lazy("The file stops before its end. Download it again."),
    Problem.DAMAGED: gettext_lazy("The file was damaged on its way. Download it again."),
    Problem.NOT_TEXT: gettext_lazy("The file holds no readable text. Download it again."),
    Problem.NO_KNOWN_COLUMN: gettext_lazy("No column of this file is known."),
    Problem.NO_FIGURES: gettext_lazy("No cell of this file holds a figure, only signs."),
    Problem.MISSING_COLUMN: gettext_lazy("A column is missing that must be there."),
    Problem.FORMULA_EMPTY: gettext_lazy(
        "This cell holds a formula without its result. Open the file in Excel or LibreOffice, "
        "save it, and import it again."
    ),
    Problem.DOUBLED_COLUMN: gettext_lazy("A column is there twice."),
    Problem.DOUBLED_AREA: gettext_lazy("An area is there twice."),
    Problem.BAD_CODE: gettext_lazy("This is no code of an area."),
    Problem.SHIFTED: gettext_lazy("The values do not stand in their own columns."),
    Problem.SUM_DIFFERS: gettext_lazy(
        "The parts do not add up to the whole: rows are missing or moved."
    ),
    Problem.PARENT_MISSING: gettext_lazy("The area that this one lies in is missing."),
    Problem.PARTS_MISSING: gettext_lazy("The areas that this one is made of are missing."),
    Problem.MIXED_LEVELS: gettext_lazy("Areas of different levels stand in one layer."),
    Problem.NUMBERING_BROKEN: gettext_lazy(
        "The row numbers skip or repeat: rows are missing or doubled."
    ),
    Problem.WRONG_YEAR: gettext_lazy("The file is of another year than was asked."),
    Problem.YEAR_UNKNOWN: gettext_lazy("The file does not tell its year. Add it with --year."),
    Problem.SWAPPED_COORDINATES: gettext_lazy("The coordinates are the wrong way round."),
    Problem.UNKNOWN_COORDINATES: gettext_lazy("The coordinates do not lie in the Netherlands."),
    Problem.BAD_COORDINATES: gettext_lazy(
        "The border cannot be read: a coordinate is no number, or a ring is not closed. Mend "
        "this border or download the file again."
    ),
    Problem.UNKNOWN_TOWNS: gettext_lazy(
        "Nearly all areas lie in municipalities that we do not know. Is this the right file?"
    ),
    Problem.OVERLAPPING: gettext_lazy(
        "More than five areas lie on top of each other here. Is this the right file?"
    ),
}  # fmt: skip - one line a code

_REASONS = {
    Reason.UNREADABLE: gettext_lazy("not a number"),
    Reason.OUT_OF_RANGE: gettext_lazy("a number that this column cannot hold"),
    Reason.NOT_WHOLE: gettext_lazy("a count with decimals"),
    Reason.ROW_CUT_SHORT: gettext_lazy("the row lost its cells"),
    Reason.BAD_CODE: gettext_lazy("no code of an area"),
    Reason.BAD_POSTCODE: gettext_lazy("no postcode"),
    Reason.BAD_SHAPE: gettext_lazy("a border that encloses nothing"),
    Reason.NOT_A_YEAR: gettext_lazy("no year from 1900 to 2100"),
    Reason.NOT_A_NUMBER_OF_PEOPLE: gettext_lazy("no number of people"),
    Reason.UNKNOWN_INDICATOR: gettext_lazy("the mapping does not name this"),
    Reason.UNKNOWN_AREA: gettext_lazy("no area here has this code or name"),
    Reason.AREAS_ALIKE: gettext_lazy("several areas have this name; use the code"),
}

_REMARKS = {
    Remark.PARTIAL_COUNTRY: gettext_lazy("Note: the file does not hold the whole country."),
    Remark.PROVINCES_MISSING: gettext_lazy("Note: provinces are missing: %(names)s."),
    Remark.COLUMN_EMPTY: ngettext_lazy(
        "Note: %(count)d column is still empty: %(columns)s. CBS fills it in later; import the "
        "file again then.",
        "Note: %(count)d columns are still empty: %(columns)s. CBS fills them in later; import "
        "the file again then.",
        "count",
    ),
    Remark.COLUMN_UNKNOWN: ngettext_lazy(
        "Note: %(count)d column is not known and was left out: %(columns)s.",
        "Note: %(count)d columns are not known and were left out: %(columns)s.",
        "count",
    ),
    Remark.ROWS_DESTROYED: ngettext_lazy(
        "Note: %(count)d row was destroyed in the file.",
        "Note: %(count)d rows were destroyed in the file.",
        "count",
    ),
    Remark.SHAPES_MISSING: ngettext_lazy(
        "Note: %(count)d of %(total)d areas has no border in the file.",
        "Note: %(count)d of %(total)d areas have no border in the file.",
        "count",
    ),
    Remark.SHAPES_REPAIRED: ngettext_lazy(
        "Note: %(count)d border crossed itself and was mended: %(codes)s.",
        "Note: %(count)d borders crossed themselves and were mended: %(codes)s.",
        "count",
    ),
    Remark.ZERO_OR_SECRET: gettext_lazy(
        "Note: in %(cells)s cells nought and secret look alike."
    ),
    Remark.ABROAD_LEFT_OUT: gettext_lazy("Note: %(name)s lies abroad and was left out."),
    Remark.TOWNS_UNKNOWN: ngettext_lazy(
        "Note: %(count)d area lies in a municipality that we do not know: %(codes)s. Check "
        "whether this is the right file.",
        "Note: %(count)d areas lie in municipalities that we do not know, such as %(codes)s. "
        "Check whether this is the right file.",
        "count",
    ),
    Remark.LAYERS_UNREAD: gettext_lazy("Note: the layers %(names)s were not read."),
}  # fmt: skip - one line a code


_YEARS = {
    Sign.NAME: gettext_lazy(
        "The name of this file says %(told)d, and this import is of %(asked)d. Is the name "
        "right? Then use --year %(told)d. Is the name wrong? Then rename the file."
    ),
    Sign.CONTENT: gettext_lazy(
        "The file itself says %(told)d, and this import is of %(asked)d. Use --year %(told)d, "
        "or get the file of %(asked)d."
    ),
    Sign.LAST: gettext_lazy(
        "This column stands in files up to %(told)d, and this import is of %(asked)d. Give "
        "the right year with --year, and rename the file when its name is wrong."
    ),
    Sign.SINCE: gettext_lazy(
        "This municipality is there since %(told)d, and this import is of %(asked)d. Give the "
        "right year with --year, and rename the file when its name is wrong."
    ),
    Sign.UNTIL: gettext_lazy(
        "This municipality was there up to %(told)d at most, and this import is of "
        "%(asked)d. Give the right year with --year, and rename the file when its name is "
        "wrong."
    ),
}


_SHOWN = 6
_OF_COLUMNS = frozenset({Remark.COLUMN_EMPTY, Remark.COLUMN_UNKNOWN})


_BUSY = ("database is locked", "lock timeout")
_FULL = ("database or disk is full", "disk i/o error", "no space left on device")


def database_sentence(fault: Exception) -> str:
    """Tell why the database or the disk did not take an import."""
    why = str(fault).lower()
    if any(words in why for words in _BUSY):
        return _(
            "Something else is being stored, such as another import. "
            "Nothing was stored. Try again when it is done."
        )
    if any(words in why for words in _FULL):
        return _("The disk is full. Nothing was stored. Make room and try again.")
    return _("The database did not take it: %(why)s Nothing was stored.") % {
        "why": f"{str(fault).strip().rstrip('.')}."
    }


def file_sentence(file: Path, fault: OSError) -> str:
    """Tell why a file cannot be opened."""
    known = {
        FileNotFoundError: _("There is no file %(file)s."),
        IsADirectoryError: _("%(file)s is a folder. Name the file in it."),
        PermissionError: _("You have no permission to read %(file)s."),
    }
    other = _("The file %(file)s cannot be read: %(why)s.")
    return known.get(type(fault), other) % {"file": file, "why": fault.strerror or fault}


def fault_sentence(fault: SourceFault) -> str:
    """Tell why a file was refused: the place in it, then what to do."""
    place = [fault.file]
    if fault.row is not None:
        place.append(_("row %(row)d") % {"row": fault.row})
    if fault.column:
        place.append(_("column %(column)s") % {"column": fault.column})
    if fault.value:
        place.append(_("value “%(value)s”") % {"value": fault.value})
    return f"{', '.join(place)}: {_sentence(fault)}"


def _sentence(fault: SourceFault) -> str:
    if isinstance(fault, WrongYear):
        return str(_YEARS[fault.sign]) % {"told": fault.told, "asked": fault.asked}
    return str(_PROBLEMS[fault.problem])


def reason_sentence(reason: Reason, candidates: Sequence[str] = ()) -> str:
    """Tell why one cell was not taken over, and which areas a name may mean."""
    told = str(_REASONS[reason])
    return f"{told}: {', '.join(candidates)}" if candidates else told


def note_sentences(notes: Iterable[Note]) -> list[str]:
    """Tell what a reader noticed about a whole file; alike notes of columns in one sentence."""
    columns: dict[Remark, list[str]] = {}
    told = []
    for note in notes:
        if note.remark in _OF_COLUMNS:
            columns.setdefault(note.remark, []).append(str(note.details["column"]))
        else:
            told.append(str(_REMARKS[note.remark] % dict(note.details)))
    return told + [
        str(_REMARKS[remark] % {"count": len(names), "columns": _some(names)})
        for remark, names in columns.items()
    ]


def _some(names: list[str]) -> str:
    """Return the first of some names, and how many there are more."""
    shown = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    if more <= 0:
        return shown
    return ngettext("%(shown)s and %(more)d more", "%(shown)s and %(more)d more", more) % {
        "shown": shown,
        "more": more,
    }
