"""Sentences for what came of a table of costs and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.cli.plan_wording import amount_text

if TYPE_CHECKING:
    from wijkregie.domain.programme.services import MoneyReport


def report_lines(report: MoneyReport) -> list[str]:
    """Tell what came of a table: the lines, the sums per year, and names that look alike."""
    lines = [
        _("%(file)s: %(lines)d lines of %(projects)d projects.")
        % {"file": report.file, "lines": report.lines, "projects": report.projects},
        _("Added: %(added)d. Changed: %(changed)d. Removed: %(removed)d.")
        % {"added": report.added, "changed": report.changed, "removed": report.removed}
        if report.changes
        else _("All of it was here already, nothing changed."),
    ]
    lines += [
        _(
            "%(year)s: costs %(costs)s in the file and %(costs_here)s here; coverage "
            "%(coverage)s in the file and %(coverage_here)s here."
        )
        % {
            "year": one.year or _("no year named"),
            "costs": amount_text(one.costs),
            "costs_here": amount_text(one.costs_here),
            "coverage": amount_text(one.coverage),
            "coverage_here": amount_text(one.coverage_here),
        }
        for one in report.years
    ]
    lines += [
        _("Note: “%(new)s” is new and looks like “%(known)s”.") % {"new": new, "known": known}
        for new, known in report.alike
    ]
    return lines
