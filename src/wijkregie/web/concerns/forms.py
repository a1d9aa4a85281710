"""What is asked of who worries about somebody, and of the team that takes it up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.concerns.states import HandedTo

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY: Final = re.compile(r"[0-9a-f]{32}")
_LONGEST: Final = 4000
_OFF: Final = {"autocomplete": "off"}


class ConcernForm(forms.Form):
    """Asks what worries somebody, where, and whether the team may call or write back."""

    use_required_attribute = False  # an empty page is not wrong yet

    text = forms.CharField(
        label=gettext_lazy("What worries you?"),
        help_text=gettext_lazy(
            "Write about whom it is, where that person lives, and what you saw or heard."
        ),
        widget=forms.Textarea(attrs={"rows": 8, **_OFF}),
        error_messages={"required": gettext_lazy("Write what worries you.")},
    )
    area = forms.ChoiceField(
        label=gettext_lazy("In which buurt is it?"),
        required=False,
        help_text=gettext_lazy("If you do not know, leave it."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Your phone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        required=False,
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("Fill in your mail address like this: name@example.nl.")
        },
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, areas: Sequence[tuple[int, str]], key: str, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fresh = key
        choices = [("", _("I do not know")), *((str(pk), name) for pk, name in areas)]
        self.fields["area"].choices = choices  # type: ignore[attr-defined] # a ChoiceField

    def clean_text(self) -> str:
        """Refuse more letters than there is room for; nothing that was written is lost."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if len(text) > _LONGEST:
            raise forms.ValidationError(
                _("This is longer than %(longest)s characters. Make it shorter.")
                % {"longest": _LONGEST}
            )
        return text

    @property
    def page_key(self) -> str:
        """What the page was given when it was opened; a page without one gets one now."""
        sent = str(self["submission"].value() or "")
        return sent if _KEY.fullmatch(sent) else self.fresh

    def key(self) -> str:
        """Return what makes this one concern: the same page with other words is another.

        A keyed hash: nobody finds the words by trying.
        """
        sent = self.cleaned_data
        parts = [
            self.page_key,
            *(sent[one] for one in ("text", "area", "name", "phone", "email")),
        ]
        made = salted_hmac("wijkregie.concern", "\x1f".join(parts), algorithm="sha256")
        return made.hexdigest()[:32]


class ConfirmForm(forms.Form):
    """Asks where a concern went, and whether the team has what it needs: it is wiped."""

    use_required_attribute = False  # an empty page is not wrong yet

    handed_to = forms.ChoiceField(
        label=gettext_lazy("Where does this concern go?"),
        choices=HandedTo.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose where this concern goes."),
            "invalid_choice": gettext_lazy("Choose where this concern goes."),
        },
    )
    taken_over = forms.BooleanField(
        label=gettext_lazy("I have taken over what I need, so the text may be wiped here"),
        error_messages={
            "required": gettext_lazy(
                "Tick this once you have taken over the text: after that it is gone."
            )
        },
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["handed_to"]
        field.choices = [(value, _capital(str(label))) for value, label in HandedTo.choices]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
