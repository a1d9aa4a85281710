"""The colours and the logo of a municipality."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.core.colours import is_colour
from wijkregie.domain.places.queries import THEME

NAMES: Final = {
    "primary": _("Main colour"),
    "primary-dark": _("Main colour, darker"),
    "thread": _("The red thread"),
    "ink": _("Text"),
    "muted": _("Text that matters less"),
    "surface": _("Tinted ground"),
    "line": _("Lines"),
}
_USES: Final = {
    "primary": _("The top of the page, buttons and links."),
    "primary-dark": _("The menu, and buttons and links under the mouse."),
    "thread": _("The line and dots beside a story, and what is overdue."),
    "ink": _("Headings and running text."),
    "muted": _("Sources and explanations."),
    "surface": _("The ground behind cards and below the page."),
    "line": _("The edges of cards and the rules in tables."),
}


class ColourField(forms.CharField):
    """A colour as # and six digits; empty is the colour of our theme."""

    def clean(self, value: Any) -> Any:
        """Return the colour in small letters; the # may be left out."""
        found = super().clean(value).lower()
        if found and not found.startswith("#"):
            found = f"#{found}"
        if found and not is_colour(found):
            raise forms.ValidationError(
                _("This is no colour. Write it as # and six digits, such as #0f4c5c.")
            )
        return found


class LookForm(forms.Form):
    """Asks a colour for every part of the look."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name in NAMES.items():
            self.fields[key] = ColourField(
                label=name,
                required=False,
                max_length=7,
                help_text=_("%(use)s Leave empty for %(colour)s.")
                % {"use": _USES[key], "colour": THEME[key]},
                widget=forms.TextInput(
                    attrs={"class": "wr-colour", "spellcheck": "false", "autocomplete": "off"}
                ),
            )


class LogoForm(forms.Form):
    """Asks an image."""

    logo = forms.FileField(
        label=_("Logo"),
        help_text=_(
            "A PNG, JPEG or WebP image. It stands on the main colour, on top of every page: "
            "a light logo without ground shows best."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
