"""What is asked of who hands a voucher in, or hands them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.services import ProposalDraft
from wijkregie.domain.signals.services import RaiserDraft
from wijkregie.domain.signals.states import HearBack
from wijkregie.web.awards.forms import Asked, long_text
from wijkregie.web.http.money import EuroField, cents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    Choices = Sequence[tuple[object, object]]

_MOST: int = 5000


class RedeemForm(Asked):
    """The code of a voucher, and the plan that it is for."""

    code = forms.CharField(
        label=_("Which code stands on the voucher?"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    title = forms.CharField(label=_("What is your plan called?"), max_length=120)
    plan = long_text(
        _("What will you do, and who for?"),
        4000,
        help_text=_("Everyone can read this after somebody looked. Name no persons."),
    )
    theme = forms.TypedChoiceField(label=_("What is it about?"), coerce=int)
    area = forms.TypedChoiceField(
        label=_("Where?"), coerce=int, empty_value=None, required=False
    )
    cost = EuroField(
        label=_("What does it cost?"),
        required=False,
        help_text=_("Leave it empty if it costs just what the voucher is worth."),
    )
    hours = forms.IntegerField(
        label=_("How many hours do you put in yourselves?"), min_value=0, required=False
    )
    email = forms.EmailField(
        label=_("On which address do you want to hear from us?"),
        required=False,
        help_text=_("Leave it empty if you do not want mail. Nobody else sees it."),
    )
    submission = forms.CharField(widget=forms.HiddenInput, max_length=32, min_length=32)

    def __init__(self, *args: Any, themes: Choices, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("Choose a theme")), *themes]  # type: ignore[attr-defined] # it has choices
        self.fields["area"].choices = [("", _("The whole area of the fund")), *areas]  # type: ignore[attr-defined] # it has choices

    def draft(self) -> ProposalDraft:
        """Return the plan as it was filled in."""
        asked = self.cleaned_data
        mail = asked["email"]
        return ProposalDraft(
            title=asked["title"],
            plan=asked["plan"],
            theme_id=asked["theme"],
            area_id=asked["area"],
            cost_cents=None if asked["cost"] is None else cents_of(asked["cost"]),
            hours=asked["hours"],
            raiser=RaiserDraft(hear_back=HearBack.MAIL if mail else HearBack.NONE, email=mail),
        )


class HandOutForm(Asked):
    """How many vouchers go out."""

    number = forms.IntegerField(label=_("How many vouchers?"), min_value=1, max_value=_MOST)


class LostForm(Asked):
    """Which voucher was lost."""

    number = forms.IntegerField(
        label=_("Which number stands on the voucher?"), min_value=1, max_value=2**31 - 1
    )
    why = forms.CharField(
        label=_("Why does it get another code?"),
        max_length=200,
        help_text=_("Without a name or an address."),
    )
