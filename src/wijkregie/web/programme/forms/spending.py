"""Orders and payments of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.web.http.money import EuroField, cents_of, euro_text
from wijkregie.web.programme.forms.money import FUNDERS, YearField
from wijkregie.web.programme.forms.steps import Asked
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.domain.programme.queries import OrderSeen


def _words(label: Any, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def _address() -> forms.CharField:
    return _words(
        _("Where can the document be read?"),
        300,
        required=False,
        help_text=_("The address as it stands in the browser, from https:// on."),
    )


class SomeMoney(Asked):
    """Asks an amount that is known."""

    amount = EuroField(label=_("Amount in euros"), help_text=_("For example 30.000,50."))

    def cents(self) -> int:
        """Return the amount in cents."""
        return cents_of(self.cleaned_data["amount"])


class OrderForm(SomeMoney):
    """Asks what is ordered, from whom, for how much and on which paper."""

    what = _words(_("What is ordered?"), 160)
    supplier = _words(
        _("From whom?"),
        160,
        help_text=_("A company or organisation. Leave names of persons out."),
    )
    year = YearField(label=_("From the money of which year?"))
    ordered_on = _day(_("When was it ordered?"))
    funder = _words(
        _("From which budget is it paid?"),
        120,
        required=False,
        widget=forms.TextInput(attrs={"list": FUNDERS, "autocomplete": "off"}),
    )
    reference = _words(_("Reference of the order"), 60, required=False)
    document = _words(_("On which paper does it stand?"), 160, required=False)
    address = _address()
    field_order = (
        "what",
        "supplier",
        "amount",
        "year",
        "ordered_on",
        "funder",
        "reference",
        "document",
        "address",
    )

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].offer(years)  # type: ignore[attr-defined] # a YearField


class EndOrderForm(Asked):
    """Asks since when and why nothing is paid on an order any more."""

    day = _day(_("On which day did it end?"))
    why = _words(_("Why does it end?"), 400, help_text=_("Colleagues can read this."))


class PaymentForm(SomeMoney):
    """Asks what was paid, when, on which order and what shows it."""

    order = forms.TypedChoiceField(
        label=_("On which order?"), coerce=int, empty_value=None, required=False
    )
    what = _words(_("What was paid?"), 160)
    paid_on = _day(_("When was it paid?"))
    document = _words(
        _("Which document shows it?"), 160, help_text=_("Such as: invoice 2026-118.")
    )
    address = _address()
    more = forms.BooleanField(
        label=_("It is right that more is paid than was ordered"), required=False
    )
    field_order = ("order", "what", "amount", "paid_on", "document", "address", "more")

    def __init__(
        self, *args: Any, orders: Sequence[OrderSeen], at_once: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order"].required = not at_once
        self.fields["order"].choices = [  # type: ignore[attr-defined] # a choice field
            (
                "",
                gettext("None: it was paid at once") if at_once else gettext("Choose an order"),
            ),
            *((one.id, _order_text(one)) for one in orders),
        ]


def _order_text(one: OrderSeen) -> str:
    """Return an order as it is told from another one of the same, from the same."""
    told = (one.supplier, one.reference, date_text(one.ordered_on), euro_text(one.cents))
    return f"{one.what} ({', '.join(filter(None, told))})"


class TakeBackForm(Asked):
    """Asks why a payment is taken back."""

    why = _words(_("Why is it taken back?"), 400, help_text=_("Colleagues can read this."))
