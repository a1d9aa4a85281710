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


class AlarmForm(forms.Form):
    """Asks who is told, and who is called, when a concern stays unread."""

    deputy = forms.TypedChoiceField(
        label=_("Who is told after four hours?"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_(
            "The deputy opens nothing, unless the deputy has a seat in the group too. Without "
            "a deputy the group and the district managers are told."
        ),
    )
    calls = forms.CharField(
        label=_("Who is called after 24 hours?"),
        required=False,
        help_text=_(
            "Each on a line of its own: a name, a colon and the number. For instance: On-call "
            "social team: 06 12345678. Five at most, who is called first on top."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, persons: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Nobody in particular")), *persons]
        self.fields["deputy"].choices = choices  # type: ignore[attr-defined] # it has choices

    def clean_calls(self) -> tuple[tuple[str, str], ...]:
        """Return names with numbers; refuse a line that is not one of both."""
        lines = [line.strip() for line in self.cleaned_data["calls"].splitlines()]
        found = []
        for line in filter(None, lines):
            name, colon, number = line.rpartition(":")
            if not colon or not name.strip() or not number.strip():
                raise forms.ValidationError(
                    _("Write on each line a name, a colon and a number.")
                )
            found.append((name.strip(), number.strip()))
        return tuple(found)
