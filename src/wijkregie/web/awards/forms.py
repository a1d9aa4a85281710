"""What is asked of who awards, orders, pays, shows what was bought, or settles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import (
    AwardDraft,
    ExpenseDraft,
    OrderDraft,
    PaidDraft,
    ReturnDraft,
)
from wijkregie.domain.budgets.states import AwardWay
from wijkregie.web.http.money import EuroField, cents_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    Choices = Sequence[tuple[object, object]]


class Asked(forms.Form):
    """A form without red borders before anybody typed."""

    use_required_attribute = False


def day_field(label: Any, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def long_text(label: Any, longest: int, **more: Any) -> forms.CharField:
    """Return a field for some sentences."""
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=longest, widget=widget, **more)


def address_field(label: Any) -> forms.CharField:
    """Return a field for where a document stands."""
    return forms.CharField(
        label=label,
        max_length=300,
        required=False,
        help_text=_("An address that begins with https://, if it stands somewhere."),
    )


class AwardForm(Asked):
    """How the money of a plan goes out, and in whose hands."""

    way = forms.ChoiceField(
        label=_("How does the money go out?"),
        choices=[(one.value, capfirst(one.label)) for one in AwardWay],
        widget=forms.RadioSelect,
    )
    group = forms.TypedChoiceField(
        label=_("Which group carries it out?"), coerce=int, empty_value=None, required=False
    )
    receiver = forms.CharField(
        label=_("In whose hands does the money come?"),
        max_length=160,
        required=False,
        help_text=_("Only where the group or residents pay themselves. Name no persons."),
    )
    contract = forms.CharField(
        label=_("What is the contract called?"),
        max_length=160,
        required=False,
        help_text=_("Needed where residents are the client."),
    )
    contract_on = day_field(_("On which day was it signed?"), required=False)
    address = address_field(_("Where does the contract stand?"))
    account_by = day_field(
        _("By which day is the account there?"),
        required=False,
        help_text=_("Only where the group or residents pay themselves."),
    )
    programme = forms.TypedChoiceField(
        label=_("Under which programme does the project come?"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, groups: Choices, programmes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", _("No group"))
        own = ("", _("Residents' plans of this year"))
        self.fields["group"].choices = [none, *groups]  # type: ignore[attr-defined] # it has choices
        if programmes:
            self.fields["programme"].choices = [own, *programmes]  # type: ignore[attr-defined] # it has choices
        else:
            del self.fields["programme"]

    def draft(self) -> AwardDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return AwardDraft(
            way=asked["way"],
            receiver=asked["receiver"],
            group_id=asked["group"],
            contract=asked["contract"],
            contract_on=asked["contract_on"],
            address=asked["address"],
            account_by=asked["account_by"],
            programme_id=asked.get("programme"),
        )


class OrderForm(Asked):
    """What is ordered on money of the fund."""

    what = forms.CharField(label=_("What is ordered?"), max_length=160)
    supplier = forms.CharField(label=_("From whom?"), max_length=160)
    amount = EuroField(label=_("For how much?"))
    ordered_on = day_field(_("On which day?"))
    reference = forms.CharField(label=_("What is its number?"), max_length=60, required=False)
    document = forms.CharField(
        label=_("What is the document called?"), max_length=160, required=False
    )
    address = address_field(_("Where does the document stand?"))

    def __init__(self, *args: Any, receiver: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if receiver:
            del self.fields["supplier"]

    def draft(self) -> OrderDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return OrderDraft(
            what=asked["what"],
            supplier=asked.get("supplier", ""),
            cents=cents_of(asked["amount"]),
            ordered_on=asked["ordered_on"],
            reference=asked["reference"],
            document=asked["document"],
            address=asked["address"],
        )


class EndOrderForm(Asked):
    """When an order ends, and why."""

    day = day_field(_("On which day does it end?"))
    why = long_text(
        _("Why does this order end?"),
        400,
        help_text=_("Everyone can read this. Name no persons."),
    )


class PayForm(Asked):
    """What was paid on an order."""

    order = forms.TypedChoiceField(label=_("On which order of the plan?"), coerce=int)
    what = forms.CharField(label=_("What was paid?"), max_length=160)
    amount = EuroField(label=_("How much?"))
    paid_on = day_field(_("On which day?"))
    document = forms.CharField(
        label=_("Which document shows it?"),
        max_length=160,
        help_text=_("For example: bill 2026-14, or a transfer."),
    )
    address = address_field(_("Where does the document stand?"))

    def __init__(self, *args: Any, orders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order"].choices = list(orders)  # type: ignore[attr-defined] # it has choices

    def draft(self) -> PaidDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return PaidDraft(
            order_id=asked["order"],
            what=asked["what"],
            cents=cents_of(asked["amount"]),
            paid_on=asked["paid_on"],
            document=asked["document"],
            address=asked["address"],
        )


class ExpenseForm(Asked):
    """What was bought with money in hands."""

    what = forms.CharField(
        label=_("What did you buy?"),
        max_length=160,
        help_text=_("Everyone can read this. Name no persons."),
    )
    amount = EuroField(label=_("How much was it?"))
    spent_on = day_field(_("On which day?"))
    document = forms.CharField(
        label=_("Which paper shows it?"),
        max_length=160,
        help_text=_("For example: receipt 3 of the garden centre."),
    )
    address = address_field(_("Where does the paper stand?"))

    def draft(self) -> ExpenseDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return ExpenseDraft(
            what=asked["what"],
            cents=cents_of(asked["amount"]),
            spent_on=asked["spent_on"],
            document=asked["document"],
            address=asked["address"],
        )


class AccountForm(Asked):
    """What became of the plan and the money."""

    text = long_text(
        _("What became of the plan and the money?"),
        4000,
        help_text=_("Everyone can read this. Name no persons."),
    )


class SettleForm(Asked):
    """How it ended, and what came back out of hands."""

    back = EuroField(
        label=_("How much came back out of hands?"),
        required=False,
        help_text=_("Leave it empty if nothing did. What was never paid comes back by itself."),
    )
    document = forms.CharField(
        label=_("Which document shows what came back?"), max_length=160, required=False
    )
    on = day_field(_("On which day was it settled?"))
    why = long_text(
        _("How did it end?"), 400, help_text=_("Everyone can read this. Name no persons.")
    )

    def __init__(self, *args: Any, in_hands: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        if not in_hands:
            del self.fields["back"], self.fields["document"]

    def draft(self) -> ReturnDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        back = asked.get("back")
        return ReturnDraft(
            why=asked["why"],
            on=asked["on"],
            back_cents=0 if back is None else cents_of(back),
            document=asked.get("document", ""),
        )


class WhyForm(Asked):
    """Why something is taken back."""

    why = long_text(
        _("Why do you take this back?"),
        400,
        help_text=_("Everyone can read this. Name no persons."),
    )
