"""Money to take along: every line, as it can be read in again, and the table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.programme.queries import Bound
from wijkregie.sources.money_file import HEADS
from wijkregie.web.programme.finances.tables import year_text
from wijkregie.web.programme.words import pledge_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wijkregie.domain.programme.queries import Amount, Finance, FinanceYear, Gap

_READINGS: Final = {
    Bound.EXACT: gettext_lazy("exactly"),
    Bound.AT_LEAST: gettext_lazy("at least"),
    Bound.AT_MOST: gettext_lazy("at most"),
    Bound.UNSURE: gettext_lazy("as far as we know"),
}
#: An amount of euros, a number, a text; ``None`` for an amount that is not known.
Value = Decimal | int | str | None


def line_heads(*, several: bool) -> list[str]:
    """Return the columns of every line; with ``several`` also of which programme it is."""
    return [*HEADS, _("programme")] if several else [*HEADS]


def line_rows(
    found: Finance, *, several: bool, year: int | None = None
) -> Iterator[list[Value]]:
    """Yield every line of costs and coverage, in the columns of a file to read in."""
    for one in found.projects:
        money = one.money
        more: list[Value] = [one.programme_key] if several else []
        for cost in money.costs:
            if year in {None, cost.year}:
                said: list[Value] = [_("costs"), cost.year, cost.what, "", euros(cost.cents)]
                yield [money.number, money.title, *said, *more]
        for line in money.coverage:
            if year in {None, line.year}:
                when = "" if line.year is None else line.year
                sure, amount = pledge_text(line.pledge), euros(line.cents)
                told: list[Value] = [_("coverage"), when, line.funder, sure, amount]
                yield [money.number, money.title, *told, *more]


def table_heads(found: Finance) -> list[str]:
    """Return the columns of the table."""
    years = [year_text(one.year) for one in found.years]
    return [_("what or who"), _("status"), *years, _("together"), _("not known")]


def table_rows(found: Finance) -> Iterator[list[Value]]:
    """Yield the rows of the table; the last column counts the amounts that are not known."""
    columns = [*found.years, found.total]
    if not found.only_stopped:
        yield from _money(found, columns)
    yield from _spent(found, columns)


def _money(found: Finance, columns: Sequence[FinanceYear]) -> Iterator[list[Value]]:
    yield _of(_("costs"), (one.money.costs for one in columns))
    for row in found.funders:
        known = [*(row.years.get(one.year) for one in found.years), row.total]
        cells: list[Value] = ["" if one is None else _known(one) for one in known]
        yield [row.name, pledge_text(row.pledge), *cells, row.total.unknown]
    yield _of(_("covered"), (one.money.covered for one in columns))
    yield _of(_("asked"), (one.money.asked for one in columns))
    gaps: list[Value] = [_gap(one.money.gap) for one in columns]
    yield [_("not covered yet"), "", *gaps, ""]
    yield [_("how to read that gap"), "", *(_reading(one.money.gap) for one in columns), ""]


def _gap(gap: Gap) -> Decimal | None:
    """Return what is known to lack; nothing where unknown costs are all there is to it."""
    return None if gap.all_unknown else euros(gap.known_cents)


def _reading(gap: Gap) -> str:
    """Tell beside the number how to read it."""
    return _("not known") if gap.all_unknown else str(_READINGS[gap.bound])


def _spent(found: Finance, columns: Sequence[FinanceYear]) -> Iterator[list[Value]]:
    """Yield what was spent; nothing where nobody noted it, as a page has no rows then."""
    noted = bool(found.total.all_spent.ordered)
    rows: dict[str, list[int | None]] = {
        _("ordered or paid at once"): [one.all_spent.ordered for one in columns],
        _("ordered on stopped projects"): [one.stopped.ordered for one in columns],
        _("left to order"): [one.to_order for one in columns],
        _("paid"): [one.all_spent.paid for one in columns],
        _("paid on stopped projects"): [one.stopped.paid for one in columns],
        _("left to pay"): [one.all_spent.to_pay for one in columns],
    }
    if not found.stopped:
        del rows[_("ordered on stopped projects")], rows[_("paid on stopped projects")]
    if found.only_stopped:
        del rows[_("left to order")]
    for name, cents in rows.items():
        yield [name, "", *(euros(one) if noted else None for one in cents), ""]


def _of(name: str, amounts: Iterable[Amount]) -> list[Value]:
    found = list(amounts)
    return [name, "", *(_known(one) for one in found), found[-1].unknown]


def _known(amount: Amount) -> Decimal | None:
    """Return what is known of a sum; nothing where none of it is."""
    return None if amount.unknown and not amount.cents else euros(amount.cents)


def euros(cents: int | None) -> Decimal | None:
    """Return an amount in euros with two decimals."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def as_text(rows: Iterable[Sequence[Value]], *, unknown: str = "") -> Iterator[list[Any]]:
    """Yield rows for a CSV that a Dutch spreadsheet opens: a comma before the cents.

    ``unknown`` stands for an amount that is not known, where an empty cell means that there
    is none.
    """
    for row in rows:
        yield [unknown if value is None else _in_dutch(value) for value in row]


def _in_dutch(value: Decimal | int | str) -> int | str:
    return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value
