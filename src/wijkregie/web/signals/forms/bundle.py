"""Which reports are handled as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.web.signals.forms.handling import HandlingForm

if TYPE_CHECKING:
    from wijkregie.web.signals.forms.handling import Choices


class BundleForm(HandlingForm):
    """Reports that look alike to tick, and one more by its reference."""

    prefix_of = "bundelen"

    alike = forms.MultipleChoiceField(
        label=gettext_lazy("Reports that look like this one"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reference = forms.CharField(
        label=gettext_lazy("Another report, by its reference"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "The report that is farthest leads. Who reported one of them keeps the own date, "
            "and gets the answer."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "wr-code"}),
    )

    def __init__(self, *args: Any, alike: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        if alike:
            self.choose("alike", alike)
        else:
            del self.fields["alike"]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one other report."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not (cleaned.get("alike") or cleaned.get("reference")):
            name = "alike" if "alike" in self.fields else "reference"
            self.add_error(name, _("Choose at least one other report to handle together."))
        return cleaned


class UnbundleForm(HandlingForm):
    """Asks nothing: a button."""

    prefix_of = "losmaken"
