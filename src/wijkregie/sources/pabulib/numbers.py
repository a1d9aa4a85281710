"""Numbers as they stand in files of many countries, read exactly or not at all."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from wijkregie.sources.pabulib.records import Trouble

_SPACES: Final = str.maketrans("", "", " \u00a0\u2009\u202f")
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,9})?")
_ONE_GROUP: Final = re.compile(r"-?[0-9]{1,3}[.,][0-9]{3}")
_GROUPS: Final = re.compile(
    r"(-?[0-9]{1,3}([.,])[0-9]{3}(?:\2[0-9]{3})*)(?:(?!\2)[.,]([0-9]{1,2}))?"
)


def number(text: str) -> Decimal | Trouble:
    """Return the number that a cell holds, or why it holds none.

    The decimal sign is a point or a comma, thousands may be apart by a space. ``1.000`` may be
    one or a thousand, so it is refused.

    >>> number("1 250,50"), number("1.250,50"), number("-3")
    (Decimal('1250.50'), Decimal('1250.50'), Decimal('-3'))
    >>> number("1.000"), number("ten")
    (<Trouble.AMBIGUOUS: 'ambiguous'>, <Trouble.NOT_A_NUMBER: 'not_a_number'>)
    """
    shown = text.strip().translate(_SPACES)
    if _ONE_GROUP.fullmatch(shown):
        return Trouble.AMBIGUOUS
    if grouped := _GROUPS.fullmatch(shown):
        return Decimal(f"{re.sub('[.,]', '', grouped[1])}.{grouped[3] or 0}")
    if not _NUMBER.fullmatch(shown):
        return Trouble.NOT_A_NUMBER
    return Decimal(shown.replace(",", "."))


def written(value: Decimal) -> str:
    """Return a number as a file of Pabulib has it: a point, and no noughts that say nothing.

    >>> written(Decimal("1250.50")), written(Decimal("100000"))
    ('1250.5', '100000')
    """
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
