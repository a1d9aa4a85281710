"""What a table of money would do, or did; and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.programme.queries.gaps import Amount
from wijkregie.domain.programme.services.drafts import ProgrammeRefused
from wijkregie.sources.money_file import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.functional import _StrPromise

    from wijkregie.sources.money_file import Wrong

_SHOWN: Final = 30
_NOTHING: Final = Amount()
_TROUBLES: Final[Mapping[Trouble, _StrPromise]] = {
    Trouble.MISSING: gettext_lazy("nothing stands here; fill it in."),
    Trouble.TOO_LONG: gettext_lazy("this is longer than %(hint)s signs; make it shorter."),
    Trouble.UNKNOWN_KIND: gettext_lazy("write “kosten” or “dekking”."),
    Trouble.NOT_A_YEAR: gettext_lazy("this is no year from 1990 to 2100."),
    Trouble.YEAR_MISSING: gettext_lazy("costs are of a year; fill it in."),
    Trouble.UNKNOWN_PLEDGE: gettext_lazy("write “gevraagd”, “toegezegd” or “vastgelegd”."),
    Trouble.PLEDGE_OF_COSTS: gettext_lazy("only coverage has a status; leave it empty."),
    Trouble.NOT_AN_AMOUNT: gettext_lazy("this is no amount; write 12.500 or 12.500,50."),
    Trouble.AMBIGUOUS: gettext_lazy(
        "this can mean two things (%(hint)s); write the amount without a mark between "
        "thousands, and with two figures behind the comma."
    ),
    Trouble.NEGATIVE: gettext_lazy("an amount cannot be below nought."),
    Trouble.NOT_WHOLE_CENTS: gettext_lazy("this is not in whole cents; round it."),
    Trouble.TOO_MUCH: gettext_lazy("this amount is too large; check the number of noughts."),
}


@dataclass(frozen=True, slots=True)
class LineFault:
    """A cell of a table that cannot be, and what to do about it."""

    row: int
    column: str
    value: str
    why: str

    @property
    def sentence(self) -> str:
        """The place, what stands there, and what is wrong."""
        return _("Row %(row)d, column %(column)s, value “%(value)s”: %(why)s") % {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "why": self.why,
        }


class MoneyFileRefused(ProgrammeRefused):
    """A table of money of which nothing was stored; ``faults`` names all that is wrong."""

    def __init__(self, faults: Sequence[LineFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda one: one.row))
        shown = [one.sentence for one in self.faults[:_SHOWN]]
        more = len(self.faults) - _SHOWN
        if more > 0:
            shown.append(
                ngettext("And %(number)d more.", "And %(number)d more.", more)
                % {"number": more}
            )
        super().__init__("\n".join(shown))


@dataclass(frozen=True, slots=True)
class LineSaid:
    """What a line says: here, or in the file."""

    year: int | None
    what: str
    pledge: str
    cents: int | None


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that comes, goes or becomes another; ``None`` where it is not there."""

    number: str
    title: str
    kind: str
    before: LineSaid | None
    after: LineSaid | None


@dataclass(frozen=True, slots=True)
class FileYear:
    """The sums of a year as the file has them, and as they are here then.

    Coverage that is only asked for covers nothing: it stands in neither sum.
    """

    year: int | None
    costs: Amount = _NOTHING
    coverage: Amount = _NOTHING
    costs_here: Amount = _NOTHING
    coverage_here: Amount = _NOTHING

    @property
    def same(self) -> bool:
        """Tell whether file and programme agree to the cent."""
        return (self.costs, self.coverage) == (self.costs_here, self.coverage_here)

    def __add__(self, other: FileYear) -> FileYear:
        return FileYear(
            self.year,
            self.costs + other.costs,
            self.coverage + other.coverage,
            self.costs_here + other.costs_here,
            self.coverage_here + other.coverage_here,
        )


@dataclass(frozen=True, slots=True)
class MoneyReport:
    """What a table of money does: every line that changes, and the sums per year.

    The sums are those of the projects that the file names; ``left_out`` are the numbers of
    the others, of which nothing changes. ``alike`` names new funders that look like known ones.
    """

    file: str
    lines: int
    projects: int
    changes: tuple[LineChange, ...]
    years: tuple[FileYear, ...]
    left_out: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]

    @property
    def added(self) -> int:
        """How many lines come."""
        return sum(one.before is None for one in self.changes)

    @property
    def removed(self) -> int:
        """How many lines go."""
        return sum(one.after is None for one in self.changes)

    @property
    def changed(self) -> int:
        """How many lines become another."""
        return len(self.changes) - self.added - self.removed

    @property
    def total(self) -> FileYear:
        """The sums of all years."""
        return sum(self.years, start=FileYear(None))

    @property
    def mark(self) -> str:
        """What tells these changes from others, so that one confirms what one saw."""
        return sha256(repr(self.changes).encode()).hexdigest()


def faults_of(wrong: Sequence[Wrong]) -> list[LineFault]:
    """Tell what the reader found, in sentences."""
    return [
        LineFault(
            one.row, one.column, one.value, str(_TROUBLES[one.trouble]) % {"hint": one.hint}
        )
        for one in wrong
    ]
