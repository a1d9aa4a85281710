"""The form by which somebody reports something about a place or a subject."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.signals.states import Kind
from wijkregie.web.http.contact import ContactForm, RecordFields
from wijkregie.web.http.fields import AskedChoice, AskedText, Story
from wijkregie.web.signals.places import WHOLE
from wijkregie.web.signals.words import choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.places.models import Area
    from wijkregie.web.signals.places import Choosable

KINDS: Final = (Kind.REPORT, Kind.WISH, Kind.IDEA, Kind.COMPLAINT)
_MEGABYTE: Final = 1024 * 1024
_KEY: Final = re.compile(r"[0-9a-f]{32}")


class ReportForm(ContactForm):
    """What is going on, where, and how the answer comes back."""

    field_order = (
        "text",
        "keep_words",
        "theme",
        "kind",
        "channel",
        "received_on",
        "group",
        "photo",
        "area",
        "place",
        "hear_back",
    )

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
    keep_words = forms.BooleanField(
        label=gettext_lazy("Keep the text as it is"),
        required=False,
        help_text=gettext_lazy("You are sure that nobody can be recognised by it."),
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
        #: Whether the text was found to hold a likely name, so that one may say that it stays.
        self.warned = bool(self.data.get("keep_words"))
        #: Whether a likely name was found, which who writes may keep.
        self.warned = bool(self["keep_words"].value())
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
        return spot_of(self["x"].value(), self["y"].value())

    def clean(self) -> dict[str, Any]:
        """Ask only for what is needed: a place, and a way to write or call back."""
        cleaned = super().clean()
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
        place = cleaned.get("place", "")
        like = self.places.like(place) if place else []
        if like:
            self.fields["area"].choices = self.places.options_with(like)  # type: ignore[attr-defined] # a ChoiceField
            words = _("We do not know this street. The list begins with what looks like it.")
        elif place:
            words = _("We do not know this street. Choose an area on the map or in the list.")
        else:
            words = _("Choose an area on the map or in the list, or type a street.")
        self.add_error("area", words)

    def ask_photo_again(self) -> None:
        """Say that a photo has to be chosen again: a browser does not keep it."""
        if self.errors and self.files.get("photo") and "photo" not in self.errors:
            self.add_error("photo", _("Choose your photo again: it could not be kept."))

    @property
    def shown(self) -> frozenset[str]:
        """The references of what looks like it, and was shown before it was sent."""
        sent: Any = self.data
        return frozenset(sent.getlist("shown")) if self.is_bound else frozenset()

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


class RecordForm(RecordFields, ReportForm):
    """The same, asked of who works here and writes down what somebody else says."""

    def kinds(self) -> Sequence[Kind]:
        """Return the sorts of message, and what a professional finds."""
        return (*KINDS, Kind.FINDING)


def spot_of(*asked: object) -> tuple[int, int] | None:
    """Return a point in metres of the Dutch grid, or nothing for what is none."""
    x, y = (
        int(str(one)) if re.fullmatch(r"-?\d{1,9}", str(one or "")) else None for one in asked
    )
    return None if x is None or y is None else (x, y)
