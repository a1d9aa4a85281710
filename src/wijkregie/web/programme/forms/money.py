"""Costs and coverage of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.programme.states import Pledge
from wijkregie.web.http.money import EuroField, cents_of
from wijkregie.web.programme.forms.steps import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PLEDGES = (
    (Pledge.ASKED, _("asked: does not count as coverage yet")),
    (Pledge.PROMISED, _("promised: somebody said yes")),
    (Pledge.COMMITTED, _("committed: it is in a contract or a grant")),
)
FUNDERS = "funders"


class YearField(forms.IntegerField):
    """Asks a year out of a list; which years may be, the service says in a sentence."""

    def offer(self, years: Iterable[int], *, none: object = "") -> None:
        """Show these years to choose from; with ``none`` also that there is no year."""
        first = [("", none or _("Choose a year"))]
        self.widget = forms.Select(choices=[*first, *((year, str(year)) for year in years)])


class AmountForm(Asked):
    """Asks an amount that may not be known yet."""

    amount = EuroField(
        label=_("Amount in euros"),
        required=False,
        help_text=_("For example 30.000. Leave it empty while the amount is not known."),
    )

    def cents(self) -> int | None:
        """Return the amount in cents, ``None`` while it is not known."""
        amount = self.cleaned_data["amount"]
        return None if amount is None else cents_of(amount)


class CostForm(AmountForm):
    """Asks what a project costs in a year."""

    what = forms.CharField(
        label=_("What is it for?"),
        required=False,
        max_length=160,
        help_text=_("For example: materials, hiring a hall, hours of a community worker."),
    )
    year = YearField(label=_("In which year?"))
    field_order = ("what", "year", "amount")

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].offer(years)  # type: ignore[attr-defined] # a YearField


class CoverageForm(AmountForm):
    """Asks what a funder pays."""

    funder = forms.CharField(
        label=_("Who pays?"),
        max_length=120,
        help_text=_("A budget, a fund or an organisation. Choose one or write another."),
        widget=forms.TextInput(attrs={"list": FUNDERS, "autocomplete": "off"}),
    )
    year = YearField(label=_("In which year?"), required=False)
    pledge = forms.ChoiceField(
        label=_("How sure is it?"),
        choices=PLEDGES,
        initial=Pledge.ASKED,
        widget=forms.RadioSelect,
    )
    field_order = ("funder", "year", "amount", "pledge")

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].offer(years, none=_("The plan names no year"))  # type: ignore[attr-defined] # idem
