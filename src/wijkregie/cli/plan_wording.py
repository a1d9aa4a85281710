"""Sentences for what came of importing a programme file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wijkregie.domain.programme.queries import Bound

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import Amount, Gap
    from wijkregie.domain.programme.services import ImportReport


def report_lines(report: ImportReport) -> list[str]:
    """Tell what came of an import."""
    lines = [
        _("Programme “%(name)s” (%(key)s): %(rows)d rows read.")
        % {"name": report.name, "key": report.key, "rows": report.rows},
        _("Goals: %(goals)d. Indicators: %(indicators)d. Bottlenecks: %(bottlenecks)d.")
        % {
            "goals": report.goals,
            "indicators": report.indicators,
            "bottlenecks": report.bottlenecks,
        },
        _("Projects: %(projects)d. Costs %(costs)s, coverage %(coverage)s, gap %(gap)s.")
        % {
            "projects": report.projects,
            "costs": amount_text(report.costs),
            "coverage": amount_text(report.coverage),
            "gap": gap_text(report.gap),
        },
        _("All of it was here already, nothing changed.")
        if report.nothing_changed
        else _("Added: %(added)d. Changed: %(changed)d. Removed: %(removed)d.")
        % {"added": report.added, "changed": report.changed, "removed": report.removed},
    ]
    lines += [
        _("Note: project %(number)s states a gap of %(stated)s, its amounts give %(counted)s.")
        % {
            "number": one.number,
            "stated": euros(one.stated),
            "counted": euros(one.counted),
        }
        for one in report.differs
    ]
    return lines


def amount_text(amount: Amount) -> str:
    """Return a sum, and how many amounts of it are not known."""
    if not amount.unknown:
        return euros(amount.cents)
    return _("%(sum)s (and %(number)d not known)") % {
        "sum": euros(amount.cents),
        "number": amount.unknown,
    }


def gap_text(gap: Gap) -> str:
    """Return a gap, and how certain it is."""
    if gap.all_unknown:
        return _("not known")
    words = {
        Bound.EXACT: "%(sum)s",
        Bound.AT_LEAST: _("at least %(sum)s"),
        Bound.AT_MOST: _("at most %(sum)s"),
        Bound.UNSURE: _("%(sum)s, as far as we know"),
    }
    return words[gap.bound] % {"sum": euros(gap.known_cents)}


def euros(cents: int) -> str:
    """Return an amount as the Dutch write it; cents only when there are any.

    >>> euros(1_000_000), euros(1_234_50)
    ('€ 10.000', '€ 1.234,50')

    """
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"€ {grouped},{rest:02}" if rest else f"€ {grouped}"
