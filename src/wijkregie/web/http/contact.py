"""How somebody hears back, and for who works here: how it came in, and for whom."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.signals.services import RaiserDraft
from wijkregie.domain.signals.states import Channel, HearBack
from wijkregie.web.http.fields import AskedMail, AskedPhone, AskedText, OneDay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_HEAR: Final = (
    (HearBack.MAIL, gettext_lazy("By mail")),
    (HearBack.LETTER, gettext_lazy("By letter")),
    (HearBack.CALL, gettext_lazy("By phone")),
    (HearBack.NONE, gettext_lazy("Not personally. I will look at the page myself")),
)
_HEAR_OF_THEM: Final = (
    *_HEAR[:3],
    (HearBack.NONE, gettext_lazy("Not personally. Give the reference along")),
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
_NEEDED_OF_THEM: Final = {
    "email": gettext_lazy("Fill in the mail address, so that we can write."),
    "name": gettext_lazy("Fill in the name, so that the letter arrives."),
    "address": gettext_lazy("Fill in the address, so that we can post the letter."),
    "phone": gettext_lazy("Fill in the phone number, so that we can call."),
}
_FIELDS: Final = {
    HearBack.MAIL: ("email",),
    HearBack.LETTER: ("name", "address"),
    HearBack.CALL: ("phone",),
    HearBack.NONE: (),
}
_LABELS_OF_THEM: Final = {
    "email": gettext_lazy("Mail address"),
    "name": gettext_lazy("Name"),
    "address": gettext_lazy("Street, number, postcode and town"),
    "phone": gettext_lazy("Phone number"),
}
#: Every way in which something comes in here; all have the same rights.
WAYS: Final = (
    (Channel.WEB, gettext_lazy("I report it for myself")),
    (Channel.PROFESSIONAL, gettext_lazy("I saw it myself, in my work")),
    (Channel.PHONE, gettext_lazy("Somebody phoned")),
    (Channel.LETTER, gettext_lazy("Somebody wrote a letter")),
    (Channel.STALL, gettext_lazy("At a market stall or a desk")),
    (Channel.DOORSTEP, gettext_lazy("At the door, or in the street")),
    (Channel.VISIT, gettext_lazy("On a house visit")),
    (Channel.MEETING, gettext_lazy("At a meeting")),
    (Channel.WALK, gettext_lazy("On a walk through the neighbourhood")),
    (Channel.SURVEY, gettext_lazy("In a survey")),
)
_POSTCODE: Final = re.compile(r"\b[1-9][0-9]{3} ?[A-Za-z]{2}\b")
_LONGEST_AGO: Final = timedelta(days=366)


class AskedAddress(AskedText):
    """An address to post a letter to: without a postcode it does not arrive."""

    def clean(self, value: Any) -> Any:
        """Return the address; refuse one without a postcode."""
        found: str = super().clean(value)
        if found and not _POSTCODE.search(found):
            raise ValidationError(
                _("Fill in the postcode too, for instance 1234 AB: without it no letter comes.")
            )
        return found


class ContactForm(forms.Form):
    """How the answer comes back; only what the chosen way needs is asked and kept."""

    use_required_attribute = False

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
    address = AskedAddress(
        label=gettext_lazy("Street, number, postcode and town"),
        help_text=gettext_lazy("For instance: Molenweg 1, 1234 AB Heuvelstad."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    phone = AskedPhone(
        label=gettext_lazy("Your phone number"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask only for what the chosen way needs, and keep nothing else."""
        cleaned: dict[str, Any] = super().clean() or {}
        hear_back = cleaned.get("hear_back", "")
        for field, reason in _NEEDED.get(hear_back, {}).items():
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, str(self.needed(field, reason)))
        for field in ("email", "name", "address", "phone"):
            if hear_back and field not in _FIELDS[hear_back]:
                self.errors.pop(field, None)  # not asked, so not wrong
                cleaned[field] = ""
        return cleaned

    def needed(self, _field: str, reason: Any) -> Any:
        """Return why something has to be filled in."""
        return reason

    def raiser(self) -> RaiserDraft:
        """Return who raises it, as it was filled in."""
        sent = self.cleaned_data
        return RaiserDraft(
            hear_back=HearBack(sent["hear_back"]),
            name=sent["name"],
            email=sent["email"],
            phone=sent["phone"],
            address=sent["address"],
            channel=Channel(sent.get("channel", Channel.WEB)),
            group_id=int(sent["group"]) if sent.get("group") else None,
            received_on=sent.get("received_on"),
        )


class RecordFields(ContactForm):
    """What who works here tells too: how and when it came in, and on behalf of which group."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did you hear it?"),
        choices=WAYS,
        error_messages={"required": gettext_lazy("Choose one from the list.")},
    )
    received_on = OneDay(
        label=gettext_lazy("When did it come in?"),
        required=False,
        help_text=gettext_lazy("The day of answer counts from then. Leave it open for today."),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("On behalf of a group?"),
        required=False,
        help_text=gettext_lazy("The group then sees on its page what happens with it."),
    )

    def know(self, groups: Sequence[tuple[int, str]], *, today: date, for_others: bool) -> None:
        """Fill in the groups, the days, and whose name and address it is that is asked for."""
        fields: Any = self.fields
        fields["group"].choices = [("", _("No group")), *groups]
        self.today = today
        days = {"min": f"{today - _LONGEST_AGO}", "max": f"{today}"}
        fields["received_on"].widget.attrs |= days
        self.for_others = for_others
        if for_others:
            fields["hear_back"].choices = _HEAR_OF_THEM
            for name, label in _LABELS_OF_THEM.items():
                fields[name].label = label
                fields[name].widget.attrs["autocomplete"] = "off"

    def needed(self, field: str, reason: Any) -> Any:
        """Return why something of somebody else has to be filled in."""
        return _NEEDED_OF_THEM[field] if self.for_others else reason

    def clean_received_on(self) -> date | None:
        """Take today or a day of the past year."""
        found: date | None = self.cleaned_data["received_on"]
        if found and not self.today - _LONGEST_AGO <= found <= self.today:
            raise ValidationError(
                _("Choose the day on which it came in: today, or a day of the past year.")
            )
        return found
