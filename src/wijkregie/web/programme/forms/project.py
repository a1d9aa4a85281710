"""What a project is called, and forms whose choices are those of one municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.programme.forms.steps import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Choices = Sequence[tuple[object, object]]


class Chosen(Asked):
    """A form whose choices are those of one municipality."""

    def __init__(self, *args: Any, offer: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offer.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined] # it has
                if not choices and not self.fields[name].required:
                    del self.fields[name]


def several(label: Any, help_text: Any = "") -> forms.TypedMultipleChoiceField:
    """Return a field to choose any number of rows."""
    return forms.TypedMultipleChoiceField(
        label=label,
        required=False,
        coerce=int,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


class MoveForm(Chosen):
    """Asks to which programme an idea belongs."""

    programme = forms.TypedChoiceField(
        label=_("To which programme does it belong?"), coerce=int, widget=forms.RadioSelect
    )


class StartForm(Chosen):
    """Asks what a project is called: enough to begin with."""

    title = forms.CharField(
        label=_("What is the project called?"),
        max_length=200,
        help_text=_("A short name that a resident understands."),
    )
    programme = forms.TypedChoiceField(
        label=_("In which programme?"), coerce=int, widget=forms.RadioSelect
    )
    areas = several(_("In which areas?"), _("You can change this later, on the card."))
