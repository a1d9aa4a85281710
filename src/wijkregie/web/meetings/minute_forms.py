"""What is asked for about inquiries and minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.meetings.forms import AskingForm, ChoosingForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    Choice = tuple[int | str, str]

_NOTES = "notes_"


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class InquiryForm(ChoosingForm):
    """Asks who finds out what, and by when."""

    question = forms.CharField(
        label=_("What do we want to know?"),
        max_length=400,
        help_text=_("One question, without names of residents."),
        widget=_area(2),
    )
    person = forms.TypedChoiceField(
        label=_("Who finds it out?"), required=False, coerce=int, empty_value=None
    )
    organisation = forms.TypedChoiceField(
        label=_("For which organisation?"), required=False, coerce=int, empty_value=None
    )
    due_on = forms.DateField(
        label=_("Found out by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class FindingForm(AskingForm):
    """Asks what was found out."""

    finding = forms.CharField(
        label=_("What did you find out?"),
        max_length=4000,
        help_text=_("Only those who take part in the meeting read this. Name no residents."),
        widget=_area(7),
    )


class VersionForm(forms.Form):
    """Asks for which version of the minutes somebody presses a button."""

    version = forms.IntegerField(min_value=1)
    meeting = forms.IntegerField(min_value=1, required=False)


class CorrectionForm(AskingForm):
    """Asks what reads otherwise: the notes of each point, and who was there."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why is it corrected?"),
        max_length=400,
        help_text=_("This stands with the new version."),
    )
    present = forms.TypedMultipleChoiceField(
        label=_("Who was there?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        points: Iterable[tuple[int, str, str]],
        seats: Iterable[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(seats)  # type: ignore[attr-defined] # it has
        for item_id, title, notes in points:
            self.fields[f"{_NOTES}{item_id}"] = forms.CharField(
                label=title, required=False, max_length=8000, initial=notes, widget=_area(4)
            )
        self.order_fields(["version", "why", *self.fields])

    def notes(self) -> dict[int, str]:
        """Return the notes by the number of their point."""
        return {
            int(name.removeprefix(_NOTES)): text
            for name, text in self.cleaned_data.items()
            if name.startswith(_NOTES)
        }
