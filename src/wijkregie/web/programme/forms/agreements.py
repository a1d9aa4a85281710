"""Performance agreements, and what a partner reports of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.decisions.states import Outcome
from wijkregie.web.http.money import EuroField, cents_of
from wijkregie.web.programme.forms.handing import day_field
from wijkregie.web.programme.forms.numbers import NumberField
from wijkregie.web.programme.forms.steps import ApproveForm, Asked, long_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    Choice = tuple[object, object]


def _hours(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def _euros(label: Any, help_text: Any = "") -> EuroField:
    return EuroField(label=label, required=False, help_text=help_text)


def _many(label: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )


class AgreementForm(Asked):
    """Asks what a partner is to do, for which goals, how much, and what stays free."""

    partner = forms.TypedChoiceField(label=_("With which partner?"), coerce=int)
    title = forms.CharField(label=_("What is the agreement called?"), max_length=200)
    what = long_text(_("What does the partner do?"), 2000, required=False)
    goals = _many(_("For which goals?"))
    areas = _many(_("In which areas?"))
    quantity = NumberField(
        label=_("How much?"),
        required=False,
        help_text=_("For example 200. Leave it empty if nothing is counted."),
    )
    unit = forms.CharField(
        label=_("Of what?"),
        required=False,
        max_length=60,
        help_text=_("For example: home visits."),
    )
    amount = _euros(_("Amount in euros"), _("Leave it empty while it is not known."))
    hours = _hours(_("Hours"), _("Leave it empty while it is not known."))
    free_room = forms.CharField(
        label=_("Free room for what nobody planned"),
        required=False,
        max_length=400,
        help_text=_("What may it be used for?"),
    )
    free_hours = _hours(_("Free hours"))
    free_amount = _euros(_("Free amount in euros"))
    from_on = day_field(_("From which day?"))
    until_on = day_field(_("Up to and including which day?"))

    def __init__(
        self, *args: Any, offer: Mapping[str, Sequence[Choice]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offer.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined] # it has choices


class AgreeForm(Asked):
    """Asks on which day both agreed."""

    on = day_field(_("On which day did you both agree?"))


class AgreeByDecisionForm(ApproveForm):
    """Asks with which decision it was agreed: by whom, why, and on what mandate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["outcome"]

    def asked(self) -> dict[str, Any]:
        """Return what was filled in; what is agreed goes ahead."""
        return self.cleaned_data | {"outcome": Outcome.FOLLOW_UP}


class PlanForm(Asked):
    """Asks by when a partner is to report."""

    due_on = day_field(_("By which day does the partner report?"))


class PartnerReportForm(Asked):
    """Asks a partner what was done."""

    text = long_text(_("What did you do?"), 2000, _("Everyone can read this. Name no persons."))
    quantity = NumberField(
        label=_("How much?"),
        required=False,
        help_text=_("In this period. Leave it empty if you do not know: do not fill in 0."),
    )
    free_room_used = forms.CharField(
        label=_("What was the free room used for?"), required=False, max_length=400
    )
    free_hours_used = _hours(_("How many free hours were used?"))
    free_amount_used = _euros(_("How much free money was used, in euros?"))

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit:
            label = _("How many %(unit)s?") % {"unit": unit}
            self.fields["quantity"].label = label


def whole_cents(amount: Decimal | None) -> int | None:
    """Return an amount in cents, ``None`` while it is not known."""
    return None if amount is None else cents_of(amount)
