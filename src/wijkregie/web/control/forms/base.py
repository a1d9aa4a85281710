"""What all forms of the settings share."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

STALE: Final = _(
    "Somebody else changed this while you were busy. Below stands what you filled in; "
    "save again to let it replace what the other one saved, or reload the page to see that."
)


class Empty(forms.Form):
    """Asks nothing: a button that can be refused."""


class WatchedForm(forms.Form):
    """A form that knows what the row was when the page was opened.

    ``was`` is the fingerprint of the row as it is now. A page that was opened on another
    one is refused once, and then holds the present one: who saves again, does so knowingly.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, was: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._was = was
        self.initial["seen"] = was

    def is_stale(self) -> bool:
        """Tell, and say in the form, whether the row changed since the page was opened."""
        if self.cleaned_data.get("seen") == self._was:
            return False
        self.add_error(None, STALE)
        data = self.data.copy()  # type: ignore[attr-defined] # a QueryDict, as it was sent
        data["seen"] = self._was
        self.data = data
        return True


def words(label: Any, longest: int, **more: Any) -> forms.CharField:
    """Return a field for one line of text."""
    return forms.CharField(label=label, max_length=longest, **more)
