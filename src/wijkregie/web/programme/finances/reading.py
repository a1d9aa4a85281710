"""What a table of money changes, in words; and why one cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.programme.states import Pledge
from wijkregie.sources.money_file import COST
from wijkregie.sources.records import Problem
from wijkregie.web.programme.finances.tables import year_text
from wijkregie.web.programme.words import amount_text, joined, line_text, pledge_text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from wijkregie.domain.programme.services import (
        FileYear,
        LineChange,
        LineSaid,
        MoneyReport,
    )
    from wijkregie.sources.records import SourceFault

_SHOWN: Final = 200
_PROBLEMS: Final[dict[Problem, _StrPromise]] = {
    Problem.EMPTY: gettext_lazy("It holds no lines. Choose another file."),
    Problem.TOO_LARGE: gettext_lazy(
        "It is larger than a table of money can be: 5 MB or 20.000 lines at most."
    ),
    Problem.TRUNCATED: gettext_lazy("It stops before its end. Save it again."),
    Problem.DAMAGED: gettext_lazy("It is damaged. Save it again."),
    Problem.NOT_TEXT: gettext_lazy(
        "It holds no readable text. Save it as Excel (.xlsx) or as CSV."
    ),
    Problem.MISSING_COLUMN: gettext_lazy(
        "This column is not there. The table has the columns named here."
    ),
    Problem.FORMULA_EMPTY: gettext_lazy(
        "This cell holds a formula without its result. Open the file in Excel or LibreOffice, "
        "save it, and send it again."
    ),
    Problem.DOUBLED_COLUMN: gettext_lazy("This column is there twice. Take one away."),
    Problem.SHIFTED: gettext_lazy("This row has more cells than the heading."),
}
_OTHER: Final = gettext_lazy(
    "This is no table that can be read. Save it as Excel (.xlsx) or CSV, and try again."
)


def fault_sentence(fault: SourceFault) -> str:
    """Tell why a file was refused: the place in it, then what to do."""
    place = [fault.file]
    if fault.row is not None:
        place.append(_("row %(row)d") % {"row": fault.row})
    if fault.column:
        place.append(_("column %(column)s") % {"column": fault.column})
    if fault.value:
        place.append(f"“{fault.value}”")
    return f"{', '.join(place)}: {_PROBLEMS.get(fault.problem, _OTHER)}"


def shown(report: MoneyReport) -> dict[str, Any]:
    """Return what a table changes, as ``programme/money_file.html`` asks for it."""
    return {
        "told": _told(report),
        "alike": [
            _("“%(new)s” is new and looks like “%(known)s”. Is it the same? Then write that.")
            % {"new": new, "known": known}
            for new, known in report.alike
        ],
        "sums": {
            "caption": _("The sums of your table beside those here, after reading it in"),
            "heads": [
                _("Year"),
                _("Costs in the table"),
                _("Costs here"),
                _("Coverage in the table"),
                _("Coverage here"),
            ],
            "rows": [_sums(one) for one in report.years]
            + ([_sums(report.total, _("Together"))] if len(report.years) > 1 else []),
        },
        "differs": ""
        if all(one.same for one in report.years)
        else _("Where these differ, coverage is reckoned here from a division of the costs."),
        "changes": {
            "caption": _("What changes"),
            "heads": [_("Project"), _("Sort"), _("Now"), _("After")],
            "rows": [_change(one) for one in report.changes[:_SHOWN]],
        },
        "more": max(0, len(report.changes) - _SHOWN),
    }


def _told(report: MoneyReport) -> list[str]:
    lines = ngettext("%(number)d line", "%(number)d lines", report.lines)
    projects = ngettext("%(number)d project", "%(number)d projects", report.projects)
    told = [
        _("%(file)s: %(lines)s of %(projects)s.")
        % {
            "file": report.file,
            "lines": lines % {"number": report.lines},
            "projects": projects % {"number": report.projects},
        }
    ]
    if report.changes:
        told.append(
            _("New: %(added)d. Changed: %(changed)d. Taken away: %(removed)d.")
            % {"added": report.added, "changed": report.changed, "removed": report.removed}
        )
    else:
        told.append(_("All of it is here already: nothing changes."))
    if report.left_out:
        words = ngettext(
            "Project %(numbers)s is not in the table and stays as it is.",
            "Projects %(numbers)s are not in the table and stay as they are.",
            len(report.left_out),
        )
        told.append(words % {"numbers": joined(report.left_out)})
    return told


def _sums(one: FileYear, name: str = "") -> list[str]:
    amounts = (one.costs, one.costs_here, one.coverage, one.coverage_here)
    return [name or year_text(one.year), *map(amount_text, amounts)]


def _change(one: LineChange) -> list[str]:
    kind = _("costs") if one.kind == COST else _("coverage")
    return [f"{one.number}. {one.title}", kind, _said(one.before), _said(one.after)]


def _said(one: LineSaid | None) -> str:
    if one is None:
        return ""
    pledge = pledge_text(Pledge(one.pledge)) if one.pledge else ""
    parts = (year_text(one.year), one.what, pledge, line_text(one.cents))
    return ", ".join(part for part in parts if part)
