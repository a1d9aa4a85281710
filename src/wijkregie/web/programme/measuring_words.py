"""Words for measurements: when they are, how people answer, and how many of them."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.web.programme.plan_words import days_text
from wijkregie.web.programme.words import change_text, joined, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from fractions import Fraction

    from wijkregie.domain.indicators.states import Mode

_TENTH: Final = Decimal("0.1")


def points_text(change: Decimal) -> str:
    """Return a change of a percentage, rounded up: less than that does not show."""
    return change_text(change.quantize(_TENTH, ROUND_CEILING), "%")


def share_text(share: Fraction) -> str:
    """Return a percentage to a tenth."""
    return plain_text((Decimal(share.numerator) / Decimal(share.denominator)).quantize(_TENTH))


def answers_text(n: int | None) -> str:
    """Return on how many answers one counts; nothing where nobody knows."""
    if n is None:
        return ""
    words = ngettext("%(n)s answer", "%(n)s answers", n)
    return words % {"n": count_text(n)}


def count_text(n: int | None) -> str:
    """Return a number of people as it is written, nothing where it is not known."""
    return "" if n is None else number_format(n, use_l10n=True, force_grouping=True)


def modes_text(modes: Iterable[Mode]) -> str:
    """Return how people can answer; nothing where nobody said so."""
    return joined(str(one.label) for one in modes)


def when_text(first: date, last: date) -> str:
    """Return on which days people can answer."""
    return days_text(first, last)


def stand_of(first: date, last: date, on: date) -> dict[str, str]:
    """Return whether a measurement is done, as ``partials/badge.html`` asks for it."""
    if last < on:
        return {"text": _("done"), "kind": "safe", "icon": "ok"}
    if first <= on:
        return {"text": _("under way"), "kind": "safe", "icon": "arrow"}
    return {"text": _("planned"), "kind": "neutral", "icon": "info"}
