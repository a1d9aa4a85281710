"""Sentences for what came of a table of own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from wijkregie.domain.indicators.services import OwnTableStored


def table_lines(stored: OwnTableStored) -> list[str]:
    """Tell what became of a table."""
    lines = [
        _("%(file)s: %(lines)d rows, %(areas)d areas, %(figures)d figures read.")
        % {
            "file": stored.file,
            "lines": stored.lines,
            "areas": stored.areas,
            "figures": stored.figures,
        },
        _("All of it was here already, nothing changed.")
        if stored.nothing_changed
        else _("New: %(new)d. Changed: %(changed)d. The same: %(same)d.")
        % {"new": stored.new, "changed": stored.changed, "same": stored.same},
    ]
    if stored.missing:
        lines.append(
            ngettext(
                "%(number)d cell holds no figure and was passed over.",
                "%(number)d cells hold no figure and were passed over.",
                stored.missing,
            )
            % {"number": stored.missing}
        )
    return lines + held_lines(stored)


def held_lines(stored: OwnTableStored) -> list[str]:
    """Tell how many figures are kept without their value, and why."""
    words = {
        "sample": _("Held back, as they are about too few people: %(number)d."),
        "cell": _("Held back, as too few people gave this answer or another: %(number)d."),
        "rest": _("Held back too, as one could reckon back those with them: %(number)d."),
        "unknown": _("Held back before, and still: %(number)d."),
    }
    found = [
        text % {"number": stored.held[why]} for why, text in words.items() if why in stored.held
    ]
    if stored.also_held:
        found.append(
            _("Shown until now, and held back from now on: %(number)d.")
            % {"number": stored.also_held}
        )
    return found
