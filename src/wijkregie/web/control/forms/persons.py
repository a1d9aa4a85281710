"""Persons, their roles, and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.people.states import OrganisationKind, Role
from wijkregie.web.control.forms.base import words

if TYPE_CHECKING:
    from wijkregie.web.control.choices import Choices


class PersonForm(forms.Form):
    """Asks a name and a mail address."""

    name = words(
        _("Name"),
        120,
        help_text=_("Who works along here sees this name. Residents never do."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=200,
        help_text=_("The code to log in is sent to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class RoleForm(forms.Form):
    """Asks a role and where it holds."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    area = forms.TypedChoiceField(
        label=_("Where?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = ("", _("In the whole municipality"))
        self.fields["area"].choices = [everywhere, *areas]  # type: ignore[attr-defined] # it has


class OrganisationForm(forms.Form):
    """Asks which organisation works along."""

    name = words(_("Name"), 120)
    kind = forms.ChoiceField(
        label=_("What sort of organisation is it?"), choices=OrganisationKind.choices
    )
