"""Fields that forms about signals share."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.web.http.wording import number

LONGEST: Final = 4000
_PHONE: Final = re.compile(r"\+?\d{10,13}")


class Story(forms.CharField):
    """Text of more than one line. It may be too long: then one hears so and loses nothing."""

    widget = forms.Textarea

    def __init__(self, *, most: int = LONGEST, rows: int = 6, **more: Any) -> None:
        self.most = most
        more.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**more)

    def to_python(self, value: Any) -> str:
        """Return the text with the line ends that we keep."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        """Refuse more letters than there is room for."""
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(
                _("This text has %(has)s characters. Make it %(most)s at most.")
                % {"has": number(len(value)), "most": number(self.most)}
            )


class Asked:
    """A field that is needed with some answers only; its form says with which.

    It never says of itself that it may be left empty, for where it is shown it may not.
    """

    def validate(self, value: Any) -> None:
        """Check what was filled in; the form refuses nothing where something is needed."""
        if value:
            super().validate(value)  # type: ignore[misc] # of the field beside it


class AskedMail(Asked, forms.EmailField):
    """A mail address where one wants mail."""


class AskedChoice(Asked, forms.ChoiceField):
    """A choice where it is needed."""


class AskedText(Asked, forms.CharField):
    """A line of text where it is needed."""


class AskedPhone(Asked, forms.CharField):
    """A phone number where one wants to be phoned."""

    def clean(self, value: Any) -> Any:
        """Return the number without blanks; refuse what cannot be phoned."""
        found: str = super().clean(value)
        if found and not _PHONE.fullmatch(re.sub(r"[\s()./-]", "", found)):
            raise ValidationError(
                _("Give a phone number of at least ten digits, such as 06 1234 5678.")
            )
        return found


class OneDay(forms.DateField):
    """A day, chosen in the way of the browser."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **more
        )


NOT_CHOSEN: Final = gettext_lazy("Choose one from the list.")
