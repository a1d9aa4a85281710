"""Letters with a code to vote: a PDF to print, or a table for a mail house. Kept nowhere."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.core.codes import grouped
from wijkregie.kit import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wijkregie.domain.budgets.services import NewCode

TEMPLATE: Final = "web/voting/typst/codes.typ"
MOST_LINES: Final = 5
#: What a spreadsheet would take for a formula gets a sign before it.
_FORMULA: Final = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class AboutVote:
    """What all letters of a round tell. ``url`` is where one votes, in full."""

    municipality: str
    title: str
    opens_on: date
    closes_on: date
    url: str
    household: bool
    on_paper: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: the lines of its address, where it has them, and its code."""

    address: tuple[str, ...]
    new: NewCode


def pdf(about: AboutVote, letters: Sequence[Letter]) -> bytes:
    """Return all letters as one tagged PDF, kept nowhere. Raises ``TypesetFault``."""
    return typeset.pdf(TEMPLATE, values(about, letters), keep=False)


def table(about: AboutVote, letters: Sequence[Letter]) -> str:
    """Return all letters as a table for who prints and posts them, with a heading."""
    rows = io.StringIO()
    written = csv.writer(rows, delimiter=";", lineterminator="\r\n")
    lines = [_("address line %(number)d") % {"number": at + 1} for at in range(MOST_LINES)]
    written.writerow([_("letter"), _("code"), _("vote until"), _("web address"), *lines])
    until = date_format(about.closes_on, "j F Y")
    for one in letters:
        address = [*one.address, *[""] * MOST_LINES][:MOST_LINES]
        shown = [f"'{line}" if line.startswith(_FORMULA) else line for line in address]
        written.writerow([one.new.letter, grouped(one.new.code), until, about.url, *shown])
    return rows.getvalue()


def values(about: AboutVote, letters: Sequence[Letter]) -> dict[str, Any]:
    """Return the words of the letters, as their template asks for."""
    return {
        "title": _("Your code to vote: %(title)s") % {"title": about.title},
        "municipality": about.municipality,
        "footer": _("Letter"),
        "code_name": _("Your code"),
        "opening": _opening(about),
        "parts": list(_parts(about)),
        "letters": [
            {
                "address": list(one.address),
                "number": str(one.new.letter),
                "code": grouped(one.new.code),
            }
            for one in letters
        ],
    }


def _opening(about: AboutVote) -> str:
    days = {
        "first": date_format(about.opens_on, "j F"),
        "last": date_format(about.closes_on, "j F Y"),
    }
    if about.household:
        return (
            _(
                "You can vote on plans for your neighbourhood from %(first)s up to and "
                "including %(last)s. Your household has one vote."
            )
            % days
        )
    return (
        _(
            "You can vote on plans for your neighbourhood from %(first)s up to and including "
            "%(last)s. You have one vote."
        )
        % days
    )


def _parts(about: AboutVote) -> list[dict[str, str]]:
    parts = [
        (
            _("This is how you vote"),
            _("Go to %(url)s. Choose, and fill in your code. You need nothing else.")
            % {"url": about.url},
        ),
        (
            _("Your vote is secret"),
            _(
                "We do not know whose code this is: we keep the address nowhere. Nobody can "
                "see what you chose. Give your code to nobody."
            ),
        ),
        (
            _("Keep this letter"),
            _(
                "With your code you can look afterwards whether your vote is in the count. Did "
                "you lose the letter? Call us and give its number, which stands below."
            ),
        ),
    ]
    if about.on_paper:
        on_paper = (
            _("Do you prefer paper?"),
            _(
                "Ask us for a paper ballot, and hand it in with this letter. With one code one "
                "votes on a screen or on paper, not both."
            ),
        )
        parts.insert(1, on_paper)
    return [{"heading": heading, "text": text} for heading, text in parts]
