"""The formula of a year as one writes it down, and what is counted for it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import PartDraft, PotDraft
from wijkregie.domain.budgets.states import SourceKind
from wijkregie.web.budgets.forms.shared import Asked
from wijkregie.web.http.money import EuroField, cents_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.domain.budgets.queries import PotSeen

_LEAST: Final = 3
_FUNDERS: Final = 2
_WHOLE: Final = Decimal(100)


def _kinds() -> list[tuple[str, str]]:
    return [
        ("", gettext("No part")),
        *((one.value, capfirst(str(one.label))) for one in SourceKind),
    ]


class PotForm(Asked):
    """The parts of a formula, each with who pays it."""

    title = forms.CharField(
        label=_("How is this money called?"),
        max_length=160,
        help_text=_("For example: wijkgeld, or leefbaarheid corporatie."),
    )
    year = forms.IntegerField(label=_("For which year?"), min_value=1990, max_value=2100)
    funds = forms.TypedMultipleChoiceField(
        label=_("For which funds?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    whole = EuroField(
        label=_("Is the whole amount given?"),
        required=False,
        help_text=_(
            "Only if the formula divides a given amount. Otherwise the formula says how much "
            "it becomes."
        ),
    )

    def __init__(self, *args: Any, rows: int = 0, funders: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = range(1, max(_LEAST, rows + 1) + 1)
        self.columns = range(1, max(_FUNDERS, funders) + 1)
        for row in self.rows:
            self._add_row(row)

    def _add_row(self, row: int) -> None:
        told = {"row": row}
        self.fields[f"kind{row}"] = forms.ChoiceField(
            label=gettext("Part %(row)d: how is it counted?") % told,
            choices=_kinds,
            required=row == 1,
        )
        self.fields[f"amount{row}"] = EuroField(
            label=gettext("Part %(row)d: how much?") % told,
            required=False,
            help_text=_("Leave it empty if nobody knows yet."),
        )
        for column in self.columns:
            mark = "" if column == 1 else f"_{column}"
            numbers = told | {"column": column}
            self.fields[f"funder{row}{mark}"] = forms.CharField(
                label=gettext("Part %(row)d: who pays (%(column)d)?") % numbers,
                max_length=120,
                required=False,
            )
            self.fields[f"percent{row}{mark}"] = forms.DecimalField(
                label=gettext("Part %(row)d: how many percent of it (%(column)d)?") % numbers,
                required=False,
                localize=True,
                max_digits=7,
                decimal_places=4,
                min_value=Decimal(0),
                max_value=_WHOLE,
            )

    def draft(self) -> PotDraft:
        """Return what was filled in; who pays alone pays a hundred percent."""
        asked = self.cleaned_data
        return PotDraft(
            title=asked["title"],
            year=asked["year"],
            fund_ids=tuple(asked["funds"]),
            parts=tuple(self._part(row) for row in self.rows if asked[f"kind{row}"]),
            whole_cents=None if asked["whole"] is None else cents_of(asked["whole"]),
        )

    def _part(self, row: int) -> PartDraft:
        amount = self.cleaned_data[f"amount{row}"]
        named = list(self._funders(row))
        if len(named) == 1 and named[0][1] is None:
            named = [(named[0][0], _WHOLE)]
        return PartDraft(
            self.cleaned_data[f"kind{row}"],
            None if amount is None else cents_of(amount),
            tuple((name, percent or Decimal(0)) for name, percent in named),
        )

    def _funders(self, row: int) -> Iterator[tuple[str, Decimal | None]]:
        for column in self.columns:
            mark = "" if column == 1 else f"_{column}"
            name = self.cleaned_data[f"funder{row}{mark}"]
            if name:
                yield name, self.cleaned_data[f"percent{row}{mark}"]


def pot_now(pot: PotSeen) -> dict[str, Any]:
    """Return a formula as the form shows it."""
    found: dict[str, Any] = {
        "title": pot.title,
        "year": pot.year,
        "funds": [one.fund_id for one in pot.places],
        "whole": _euros(pot.whole_cents),
    }
    for row, part in enumerate(pot.parts, start=1):
        found |= {f"kind{row}": part.kind.value, f"amount{row}": _euros(part.cents)}
        for column, (name, percent) in enumerate(part.shares, start=1):
            mark = "" if column == 1 else f"_{column}"
            found |= {f"funder{row}{mark}": name, f"percent{row}{mark}": Decimal(percent)}
    return found


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


class CountForm(Asked):
    """Of each fund what was counted, and where that is known from."""

    def __init__(self, *args: Any, pot: PotSeen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [(place, count) for place in pot.places for count in place.counts]
        for place, count in self.asked:
            name = f"{count.what.value}_{place.id}"
            told = {"fund": place.fund_name, "what": count.what.label}
            self.fields[name] = forms.IntegerField(
                label=gettext("%(fund)s: how many %(what)s?") % told,
                required=False,
                min_value=0,
                initial=count.number,
            )
            self.fields[f"source_{name}"] = forms.CharField(
                label=gettext("%(fund)s: where is the number of %(what)s known from?") % told,
                required=False,
                max_length=200,
                initial="" if count.key else count.source,
                help_text=_("With the day or the year. Figures of CBS fill this in themselves.")
                if count.key
                else "",
            )

    def changed(self) -> Iterator[tuple[int, str, int | None, str]]:
        """Return what was typed: a figure that was cited and not touched stays cited."""
        for place, count in self.asked:
            name = f"{count.what.value}_{place.id}"
            number = self.cleaned_data[name]
            source = self.cleaned_data[f"source_{name}"]
            same = number == count.number and source == ("" if count.key else count.source)
            if not same:
                yield place.id, count.what.value, number, source
