"""What a municipality is called, and how it addresses people."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.control.forms.base import words

FORMAL: Final = "formal"
INFORMAL: Final = "informal"


class DetailsForm(forms.Form):
    """Asks the name and the form of address."""

    name = words(
        _("Name of the municipality"),
        120,
        help_text=_("It stands on top of every page. The address of the pages stays the same."),
    )
    address = forms.ChoiceField(
        label=_("How do you address residents?"),
        choices=[(INFORMAL, _("With “je”")), (FORMAL, _("With “u”"))],
        widget=forms.RadioSelect,
    )
