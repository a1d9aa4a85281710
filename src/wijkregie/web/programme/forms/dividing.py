"""How the costs of a project are divided over funders."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.programme import services
from wijkregie.domain.programme.states import Pledge, ShareKind
from wijkregie.web.http.money import amount_typed, cents_of, euro_text
from wijkregie.web.programme.forms.money import FUNDERS
from wijkregie.web.programme.forms.steps import Asked
from wijkregie.web.programme.words import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField

    from wijkregie.domain.programme.queries import ShareSeen

BLANK: Final = 2
MOST: Final = 20
_PARTS: Final = ("funder", "value", "kind", "pledge")
_KINDS: Final = (
    (ShareKind.PERCENT, _("percent of the costs")),
    (ShareKind.FIXED, _("euros, each year")),
    (ShareKind.REST, _("what is left")),
)
#: A point with three figures behind it could mean thousands, so that is none.
_PERCENT: Final = re.compile(r"[0-9]{1,9}(?:,[0-9]{1,4}|\.(?:[0-9]{1,2}|[0-9]{4}))?")
_WRITE: Final = {
    ShareKind.PERCENT: _(
        "Write a percentage in digits, with at most four behind a comma: 12,5."
    ),
    ShareKind.FIXED: _("Write a number, such as 12,5 or 30.000."),
}
_PLEDGES: Final = (
    (Pledge.ASKED, _("asked")),
    (Pledge.PROMISED, _("promised")),
    (Pledge.COMMITTED, _("committed")),
)


class DivisionForm(Asked):
    """Asks a few rows: a funder, its part, and how sure it is. Blank rows do not count."""

    def __init__(self, data: Any, *, shares: Sequence[ShareSeen]) -> None:
        super().__init__(data)
        self.rows = min(MOST, len(shares) + BLANK)
        if data is not None:
            self.rows = _rows_in(data)
        for at in range(self.rows):
            self._add(at, shares[at] if at < len(shares) else None)

    def _add(self, at: int, share: ShareSeen | None) -> None:
        self.fields[f"funder_{at}"] = forms.CharField(
            label=_("Who pays?"),
            max_length=120,
            required=False,
            initial=share.funder if share else "",
            widget=forms.TextInput(attrs={"list": FUNDERS, "autocomplete": "off"}),
        )
        self.fields[f"value_{at}"] = forms.CharField(
            label=_("How much?"),
            max_length=40,
            required=False,
            initial=shown(share) if share else "",
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        self.fields[f"kind_{at}"] = forms.ChoiceField(
            label=_("Of what?"),
            choices=_KINDS,
            initial=share.kind if share else ShareKind.PERCENT,
        )
        self.fields[f"pledge_{at}"] = forms.ChoiceField(
            label=_("How sure is it?"),
            choices=_PLEDGES,
            initial=share.pledge if share else Pledge.ASKED,
        )

    def widen(self) -> None:
        """Show the rows too that another made meanwhile, once they came along in the data."""
        for at in range(self.rows, _rows_in(self.data)):
            self._add(at, None)
            self.rows += 1

    def groups(self) -> Iterator[dict[str, Any]]:
        """Yield the rows, each with its fields."""
        for at in range(self.rows):
            fields: list[BoundField] = [self[f"{part}_{at}"] for part in _PARTS]
            yield {"title": gettext("Funder %(number)d") % {"number": at + 1}, "fields": fields}

    def clean(self) -> dict[str, Any]:
        """Make a share of each row that was filled in."""
        told = super().clean() or {}
        self.shares: list[services.ShareDraft] = []
        for at in range(self.rows):
            funder, value, kind, pledge = (told.get(f"{part}_{at}", "") for part in _PARTS)
            if not (funder or value) or not (kind and pledge):
                continue  # a blank row, or one of which the form says already what lacks
            try:
                percent, cents = amount_of(kind, value)
            except ValueError:
                self.add_error(f"value_{at}", _WRITE[ShareKind(kind)])
                continue
            self.shares.append(
                services.ShareDraft(funder, ShareKind(kind), percent, cents, Pledge(pledge))
            )
        return told


def _rows_in(data: Any) -> int:
    return sum(f"funder_{at}" in data for at in range(MOST))


def amount_of(kind: str, value: str) -> tuple[Decimal | None, int | None]:
    """Return the percentage, or the cents, of a part; raises ``ValueError`` for another text.

    >>> amount_of("percent", "12,5 %"), amount_of("fixed", "30.000"), amount_of("rest", "")
    ((Decimal('12.5'), None), (None, 3000000), (None, None))
    """
    if kind == ShareKind.PERCENT:
        bare = value.strip().removesuffix("%").strip()
        if not _PERCENT.fullmatch(bare):
            raise ValueError(value)
        return Decimal(bare.replace(",", ".")), None
    if kind == ShareKind.FIXED:
        return None, cents_of(amount_typed(value))
    return None, None


def shown(share: ShareSeen) -> str:
    """Return a part as it is typed."""
    if share.percent is not None:
        return plain_text(share.percent)
    return "" if share.cents is None else euro_text(share.cents).removeprefix("€\u00a0")
