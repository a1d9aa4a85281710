"""Sentences for what is wrong in a file of a programme or a template, by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.sources.programme import Trouble

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from wijkregie.sources.programme import Problem, ProgrammeFault

_TROUBLES: Final[dict[Trouble, _StrPromise]] = {
    Trouble.EMPTY: gettext_lazy("The file is empty."),
    Trouble.TOO_LARGE: gettext_lazy(
        "The file is larger than any programme. Is it the right one?"
    ),
    Trouble.NOT_TEXT: gettext_lazy("The file holds no readable text."),
    Trouble.NOT_YAML: gettext_lazy(
        "This is not written as YAML: look at indents and marks here."
    ),
    Trouble.TOO_DEEP: gettext_lazy("Too many parts lie within each other here."),
    Trouble.REPEATED: gettext_lazy("References (& and *) are not read. Write it out here."),
    Trouble.UNKNOWN_KEY: gettext_lazy("This key is not known."),
    Trouble.DOUBLED_KEY: gettext_lazy("This key is there twice. Keep one."),
    Trouble.MISSING_KEY: gettext_lazy("This key is missing. Add it."),
    Trouble.NOT_A_LIST: gettext_lazy("A list must stand here: [one, two]."),
    Trouble.NOT_A_TABLE: gettext_lazy("Keys with values must stand here."),
    Trouble.NOT_ONE_VALUE: gettext_lazy("One value must stand here."),
    Trouble.NO_KEY: gettext_lazy("Use small letters, digits and dashes only."),
    Trouble.TOO_LONG: gettext_lazy("This is longer than %(hint)s signs. Make it shorter."),
    Trouble.NOT_A_YEAR: gettext_lazy("This is no year from 1990 to 2100."),
    Trouble.YEAR_OUTSIDE: gettext_lazy(
        "This year lies outside those of the project: %(hint)s."
    ),
    Trouble.BACKWARDS: gettext_lazy("The end comes before the beginning."),
    Trouble.NOT_A_PERIOD: gettext_lazy("This is no period. Write 2010-2011."),
    Trouble.NOT_A_DAY: gettext_lazy("This is no day. Write 2010-03-31."),
    Trouble.NOT_AN_AMOUNT: gettext_lazy("This is no amount. Write 12500 or 12500.50."),
    Trouble.NEGATIVE: gettext_lazy("An amount cannot be below nought."),
    Trouble.NOT_WHOLE_CENTS: gettext_lazy(
        "This amount is not in whole cents. Write twelve thousand as 12000, without a point."
    ),
    Trouble.TOO_MUCH: gettext_lazy("This amount is too large. Check the number of noughts."),
    Trouble.NOT_A_NUMBER: gettext_lazy("This is no number with at most four decimals."),
    Trouble.UNKNOWN_CHOICE: gettext_lazy("Choose one of these: %(hint)s."),
    Trouble.UNKNOWN_REFERENCE: gettext_lazy("This stands nowhere in the file."),
    Trouble.DOUBLED_NAME: gettext_lazy("This is there twice. Give one another name."),
    Trouble.WRONG_VERSION: gettext_lazy(
        "This file is of another version. Ask for one of version %(hint)s."
    ),
    Trouble.TOO_MANY: gettext_lazy("From here on there are too many: at most %(hint)s."),
    Trouble.CIRCLE: gettext_lazy(
        "This goal stands below itself, along the others. Choose another goal above it."
    ),
    Trouble.UNREADABLE: gettext_lazy("Take out the signs that nobody can read."),
    Trouble.MARKUP: gettext_lazy("Write plain text, without marks of a page or a script."),
    Trouble.ABOVE_WHOLE: gettext_lazy("This is more than there are. Change one of the two."),
    Trouble.NO_SHARE: gettext_lazy("Only a percentage has parts. Leave them out."),
    Trouble.A_SHARE: gettext_lazy("A percentage needs no deviation. Leave it out."),
    Trouble.BOTH_SIDES: gettext_lazy(
        "This area cannot be compared with itself. Name it on one side."
    ),
    Trouble.WRONG_LEVEL: gettext_lazy("A goal cannot stand below a goal of this level."),
}
_MEANT: Final = frozenset({Trouble.UNKNOWN_KEY, Trouble.UNKNOWN_REFERENCE})


def fault_lines(fault: ProgrammeFault) -> list[str]:
    """Tell everything that is wrong in a file, one line each."""
    return [problem_sentence(fault.file, problem) for problem in fault.problems]


def problem_sentence(file: str, problem: Problem) -> str:
    """Tell what is wrong: the place, what stands there, then what to do."""
    place = [
        file,
        _("row %(row)d") % {"row": problem.row},
        _("column %(column)s") % {"column": problem.column},
    ]
    if problem.key:
        place.append(problem.key)
    if problem.value and problem.value != problem.key:
        place.append(_("value “%(value)s”") % {"value": problem.value})
    told = str(_TROUBLES[problem.trouble]) % {"hint": problem.hint}
    if problem.hint and problem.trouble in _MEANT:
        meant = _("Did you mean “%(hint)s”?") % {"hint": problem.hint}
        told = f"{told} {meant}"
    return f"{', '.join(place)}: {told}"
