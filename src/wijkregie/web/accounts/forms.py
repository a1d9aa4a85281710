"""The few things that one fills in to log in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _ask_code(field: forms.Field, label: Any, help_text: Any) -> None:
    """Ask for a code so that a phone shows digits and offers the code it received."""
    field.label, field.help_text = label, help_text
    field.widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20}
    )


class LogInForm(RequestLoginCodeForm):  # type: ignore[misc] # allauth tells no types
    """Asks for the address to send a code to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("Your mail address"),
            max_length=200,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc] # allauth tells no types
    """Asks for the code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self.fields["code"], _("Code from the mail"), _("Eight digits."))


class SecondStepForm(AuthenticateForm):  # type: ignore[misc] # allauth tells no types
    """Asks for the code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(
            self.fields["code"],
            _("Code from your app"),
            _("Six digits. A recovery code works too."),
        )


class SecondStepAgainForm(ReauthenticateForm):  # type: ignore[misc] # allauth tells no types
    """Asks for the code of the app once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(
            self.fields["code"],
            _("Code from your app"),
            _("Six digits. A recovery code works too."),
        )


class SetUpForm(ActivateTOTPForm):  # type: ignore[misc] # allauth tells no types
    """Asks for a first code of the app, to see that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self.fields["code"], _("Code from your app"), _("Six digits."))


class NameForm(forms.Form):
    """Asks how one wants to be called by colleagues."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Who works along in the same municipality sees this name."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": 120}),
    )
