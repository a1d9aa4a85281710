"""The form by which somebody says that a report is theirs too."""

from __future__ import annotations

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy

from wijkregie.web.http.contact import ContactForm, RecordFields
from wijkregie.web.http.fields import Story

SAID: Final = 400


class JoinForm(ContactForm):
    """What somebody adds, and how the answer comes back."""

    field_order = ("said", "channel", "received_on", "group", "hear_back")

    said = Story(
        label=gettext_lazy("Do you want to add something?"),
        required=False,
        most=SAID,
        rows=3,
        help_text=gettext_lazy(
            "In 400 characters at most. Only who handles the report reads this."
        ),
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)


class RecordJoinForm(RecordFields, JoinForm):
    """The same, asked of who works here and writes down that somebody else joins."""
