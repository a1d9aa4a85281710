"""Themes, phone numbers and the team for concerns about persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.control.forms.base import words

if TYPE_CHECKING:
    from wijkregie.web.control.choices import Choice


class ThemeForm(forms.Form):
    """Asks a subject and within how many days people hear back."""

    name = words(_("Name"), 80, help_text=_("A word that residents use themselves."))
    answer_days = forms.IntegerField(
        label=_("Answer within how many working days?"),
        min_value=1,
        max_value=60,
        help_text=_("The promise counts for what is raised from now on."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "wr-short"}),
    )


class PhoneForm(forms.Form):
    """Asks a phone number and when one can call it."""

    label = words(_("What is the number for?"), 80)
    number = words(
        _("Phone number"),
        20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    when = words(
        _("When can one call?"),
        120,
        required=False,
        help_text=_("For instance: on working days from 9 to 17 o'clock."),
    )
    urgent = forms.BooleanField(
        label=_("For urgent matters"),
        required=False,
        help_text=_("These numbers stand first."),
    )
    order = forms.IntegerField(
        label=_("Place in the list"),
        required=False,
        min_value=0,
        max_value=999,
        help_text=_("Lower stands higher."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "wr-short"}),
    )


class SealedForm(forms.Form):
    """Asks which group takes concerns about persons."""

    group = forms.TypedChoiceField(
        label=_("Which group takes these concerns?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, groups: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = groups  # type: ignore[attr-defined] # it has choices
