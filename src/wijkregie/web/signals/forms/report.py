"""The form by which somebody reports something about a place or a subject."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.signals.states import Channel, HearBack, Kind
from wijkregie.web.signals.forms.fields import (
    AskedChoice,
    AskedMail,
    AskedPhone,
    AskedText,
    Story,
)
from wijkregie.web.signals.places import WHOLE
from wijkregie.web.signals.words import choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.places.models import Area
    from wijkregie.web.signals.places import Choosable

KINDS: Final = (Kind.REPORT, Kind.WISH, Kind.IDEA, Kind.COMPLAINT)
_HEAR: Final = (
    (HearBack.MAIL, gettext_lazy("By mail")),
    (HearBack.LETTER, gettext_lazy("By letter")),
    (HearBack.CALL, gettext_lazy("By phone")),
    (HearBack.NONE, gettext_lazy("Not personally. I will look at the page myself")),
)
#: What we need to know, by the way in which somebody wants to hear back.
_NEEDED: Final = {
    HearBack.MAIL: {"email": gettext_lazy("Fill in your mail address, so that we can write.")},
    HearBack.LETTER: {
        "name": gettext_lazy("Fill in your name, so that the letter comes to you."),
        "address": gettext_lazy("Fill in your address, so that we can post the letter."),
    },
    HearBack.CALL: {"phone": gettext_lazy("Fill in your phone number, so that we can call.")},
}
_WAYS: Final = (
    (Channel.WEB, gettext_lazy("I report it for myself")),
    (Channel.PROFESSIONAL, gettext_lazy("I saw it myself, in my work")),
    (Channel.PHONE, gettext_lazy("Somebody phoned")),
    (Channel.LETTER, gettext_lazy("Somebody wrote a letter")),
    (Channel.MEETING, gettext_lazy("At a meeting")),
    (Channel.WALK, gettext_lazy("On a walk through the neighbourhood")),
)
_FIELDS: Final = {
    HearBack.MAIL: ("email",),
    HearBack.LETTER: ("name", "address"),
    HearBack.CALL: ("phone",),
    HearBack.NONE: (),
}
_MEGABYTE: Final = 1024 * 1024
_KEY: Final = re.compile(r"[0-9a-f]{32}")


class ReportForm(forms.Form):
    """What is going on, where, and how the answer comes back."""

    use_required_attribute = False

    text = Story(
        label=gettext_lazy("Tell it in your own words"),
        help_text=gettext_lazy(
            "In 4,000 characters at most. Do not write about a person or a family: for that "
            "there is another way."
        ),
        error_messages={"required": gettext_lazy("Write what is going on.")},
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        error_messages={"required": gettext_lazy("Choose a subject from the list.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What sort of message is it?"), initial=Kind.REPORT
    )
    photo = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    area = AskedChoice(
        label=gettext_lazy("Wijk or buurt"),
        help_text=gettext_lazy("A whole wijk or all of the municipality is possible too."),
    )
    place = AskedText(
        label=gettext_lazy("Street or spot"),
        max_length=200,
        help_text=gettext_lazy("For instance: the bench beside the pond in the Lijnbaan."),
    )
    x = forms.CharField(required=False, widget=forms.HiddenInput)
    y = forms.CharField(required=False, widget=forms.HiddenInput)
    hear_back = forms.ChoiceField(
        label=gettext_lazy("Choose one way"),
        choices=_HEAR,
        initial=HearBack.MAIL,
        widget=forms.RadioSelect,
    )
    email = AskedMail(
        label=gettext_lazy("Your mail address"),
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = AskedText(
        label=gettext_lazy("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = AskedText(
        label=gettext_lazy("Street, number, postcode and town"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    phone = AskedPhone(
        label=gettext_lazy("Your phone number"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        places: Choosable,
        themes: Sequence[tuple[int, str]],
        key: str,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fresh = key
        self.places = places
        self.found: Area | None = None
        self.fields["photo"].help_text = _(
            "PNG, JPEG or WebP, %(megabytes)d MB at most. We take out place, time and camera. "
            "Take care that nobody can be recognised."
        ) % {"megabytes": settings.UPLOAD_LIMIT // _MEGABYTE}
        self.fields["theme"].choices = [("", _("Choose a subject")), *themes]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["kind"].choices = choices((kind, kind.label) for kind in self.kinds())  # type: ignore[attr-defined] # a ChoiceField
        self.fields["area"].choices = places.options  # type: ignore[attr-defined] # a ChoiceField

    def kinds(self) -> Sequence[Kind]:
        """Return the sorts of message that one may choose from."""
        return KINDS

    @property
    def spot(self) -> tuple[int, int] | None:
        """The point that was tapped, in metres of the Dutch grid."""
        found = [_whole(self[name].value()) for name in ("x", "y")]
        return None if None in found else (found[0] or 0, found[1] or 0)

    def clean(self) -> dict[str, Any]:
        """Ask only for what is needed: a place, and a way to write or call back."""
        cleaned: dict[str, Any] = super().clean() or {}
        hear_back = cleaned.get("hear_back", "")
        for field, reason in _NEEDED.get(hear_back, {}).items():
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, str(reason))
        for field in ("email", "name", "address", "phone"):
            if hear_back and field not in _FIELDS[hear_back]:
                self.errors.pop(field, None)  # not asked, so not wrong
                cleaned[field] = ""
        self._find_area(cleaned)
        return cleaned

    def _find_area(self, cleaned: dict[str, Any]) -> None:
        """Take the area from the list, else from the street that was typed."""
        chosen = cleaned.get("area", "")
        if "area" in self.errors or chosen == WHOLE:
            return
        self.found = self.places.codes.get(chosen) or self.places.found_by(
            cleaned.get("place", "")
        )
        if self.found is not None or self.spot is not None:
            return
        if cleaned.get("place"):
            self.add_error(
                "area",
                _("We do not know this street. Choose an area on the map or in the list."),
            )
        else:
            self.add_error(
                "area", _("Choose an area on the map or in the list, or type a street.")
            )

    def ask_photo_again(self) -> None:
        """Say that a photo has to be chosen again: a browser does not keep it."""
        if self.errors and self.files.get("photo") and "photo" not in self.errors:
            self.add_error("photo", _("Choose your photo again: it could not be kept."))

    @property
    def page_key(self) -> str:
        """What the page was given when it was opened; a page without one gets one now."""
        sent = str(self["submission"].value() or "")
        return sent if _KEY.fullmatch(sent) else self.fresh

    def key(self) -> str:
        """Return what makes this the same message when it is sent twice.

        Another text from the same page, after going back, is another message.
        """
        sent = self.cleaned_data
        parts = [self.page_key, *(sent[name] for name in ("text", "theme", "area", "place"))]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


class RecordForm(ReportForm):
    """The same, asked of who works here and writes down what somebody else says."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did you hear it?"),
        error_messages={"required": gettext_lazy("Choose one from the list.")},
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Does it come from a group?"),
        required=False,
        help_text=gettext_lazy("Then the group hears back too."),
    )

    def __init__(self, *args: Any, groups: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["channel"].choices = _WAYS  # type: ignore[attr-defined] # a ChoiceField
        self.fields["group"].choices = [("", _("No group")), *groups]  # type: ignore[attr-defined] # a ChoiceField

    def kinds(self) -> Sequence[Kind]:
        """Return the sorts of message, and what a professional finds."""
        return (*KINDS, Kind.FINDING)


def _whole(value: object) -> int | None:
    text = str(value or "")
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
