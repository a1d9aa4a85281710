"""What is asked of who handles a signal: one small form per action."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.signals.states import Kind
from wijkregie.web.http.deciding import rung_choices
from wijkregie.web.http.fields import NOT_CHOSEN, OneDay, Story
from wijkregie.web.signals.places import WHOLE
from wijkregie.web.signals.words import choices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.web.signals.places import Choosable

    Choices = Sequence[tuple[object, str]]

_OUTCOMES: Final = (
    (Outcome.FOLLOW_UP, gettext_lazy("Take it up")),
    (Outcome.DECLINE, gettext_lazy("Not take it up")),
    (Outcome.HAND_OVER, gettext_lazy("Hand it over to an organisation")),
    (Outcome.MORE_INFORMATION, gettext_lazy("Find out more first")),
)
_EVERYONE_READS: Final = gettext_lazy("Everyone can read this. Write no names.")

#: What is still to be filled in, such as "[day]".
_GAP: Final = re.compile(r"\[[^\[\]\n]{1,60}\]")


class HandlingForm(forms.Form):
    """A form of one action; its fields have names of their own on the page."""

    use_required_attribute = False
    prefix_of: str = ""
    #: What one may begin with, as signals/part_standard.html shows it.
    begin_with: Mapping[str, Any] | None = None

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("auto_id", f"id_{self.prefix_of}_%s")
        super().__init__(*args, **more)

    def choose(self, field: str, values: Choices, empty: str = "") -> None:
        """Give a list of choices to a field; ``empty`` is what stands there at first."""
        first = [("", empty)] if empty else []
        self.fields[field].choices = [*first, *values]  # type: ignore[attr-defined] # a ChoiceField


class TakeUpForm(HandlingForm):
    """Asks nothing: a button."""

    prefix_of = "oppakken"


class DescribeForm(HandlingForm):
    """Title, sort, subject and area, in words that everyone may read."""

    prefix_of = "aanpassen"

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        required=False,
        help_text=_EVERYONE_READS,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Sort"))
    theme = forms.ChoiceField(
        label=gettext_lazy("Subject"), error_messages={"required": NOT_CHOSEN}
    )
    area = forms.ChoiceField(
        label=gettext_lazy("Area"), error_messages={"required": NOT_CHOSEN}
    )

    def __init__(self, *args: Any, themes: Choices, places: Choosable, **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = places
        self.choose("kind", choices((kind, kind.label) for kind in Kind))
        self.choose("theme", themes)
        self.choose("area", places.options)

    @property
    def area_id(self) -> int | None:
        """The number of the area that was chosen; nothing for all of the municipality."""
        code = self.cleaned_data["area"]
        return None if code == WHOLE else self.places.codes[code].pk


class AgendaForm(HandlingForm):
    """Which meeting it goes to."""

    prefix_of = "agenda"

    meeting = forms.ChoiceField(
        label=gettext_lazy("Which meeting?"), error_messages={"required": NOT_CHOSEN}
    )

    def __init__(self, *args: Any, meetings: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.choose("meeting", meetings, _("Choose a meeting"))


class AssignForm(HandlingForm):
    """Which group or person answers. The promised date stays."""

    prefix_of = "toewijzen"

    owner = forms.ChoiceField(
        label=gettext_lazy("Who handles it?"),
        required=False,
        help_text=gettext_lazy("The date that was promised stays."),
    )

    def __init__(self, *args: Any, groups: Choices, persons: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        parts: Any = [(_("Groups"), [*groups]), (_("Persons"), [*persons])]
        filled = [(name, values) for name, values in parts if values]
        self.choose("owner", filled, _("Nobody in particular: the district manager"))


class LaterForm(HandlingForm):
    """Another date on which the answer is expected, and why."""

    prefix_of = "uitstellen"

    expected_on = OneDay(
        label=gettext_lazy("When do we expect to answer?"),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Write the day as 31-12-2026."),
        },
    )
    why = Story(
        label=gettext_lazy("Why does it take longer?"),
        most=400,
        rows=3,
        help_text=_EVERYONE_READS,
        error_messages={"required": gettext_lazy("Write why it takes longer.")},
    )


class DecideForm(HandlingForm):
    """A decision: what, why, by whom, on which mandate."""

    prefix_of = "besluiten"

    outcome = forms.ChoiceField(
        label=gettext_lazy("What was decided?"),
        choices=_OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what was decided.")},
    )
    handed_to = forms.ChoiceField(
        label=gettext_lazy("Which organisation takes it over?"),
        help_text=gettext_lazy("Only when it is handed over."),
        required=False,
    )
    reason = Story(
        label=gettext_lazy("Why?"),
        rows=4,
        help_text=gettext_lazy(
            "Everyone can read this. With a no: also say what somebody can do next."
        ),
        error_messages={"required": gettext_lazy("Write why. A yes and a no have a reason.")},
    )
    body = forms.ChoiceField(
        label=gettext_lazy("Who decided?"), error_messages={"required": NOT_CHOSEN}
    )
    mandate = forms.CharField(
        label=gettext_lazy("On which mandate?"),
        max_length=200,
        help_text=gettext_lazy("For instance: covenant of the wijkteam, article 3."),
        error_messages={"required": gettext_lazy("Write on which mandate this was decided.")},
    )
    rung = forms.ChoiceField(
        label=gettext_lazy("How do residents take part?"), initial=Rung.INFORM
    )
    dissent = Story(
        label=gettext_lazy("Who saw it otherwise, and why?"),
        rows=2,
        required=False,
        help_text=gettext_lazy("In their own words, without names. Everyone may read this."),
    )

    def __init__(
        self, *args: Any, bodies: Choices, organisations: Choices, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.choose("body", bodies)
        self.choose("handed_to", organisations, _("Choose an organisation"))
        self.choose("rung", rung_choices())

    def clean(self) -> dict[str, Any]:
        """Ask for an organisation when it is handed over, and forget it otherwise."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("outcome") != Outcome.HAND_OVER:
            cleaned["handed_to"] = ""
        elif not cleaned.get("handed_to"):
            self.add_error("handed_to", _("Choose the organisation that takes it over."))
        return cleaned


class AnswerForm(HandlingForm):
    """What everyone who raised it is told."""

    prefix_of = "antwoorden"

    text = Story(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("What was done, by whom, and what happens now. No names."),
        error_messages={"required": gettext_lazy("Write the answer.")},
    )
    private = forms.BooleanField(
        label=gettext_lazy("Only for who raised it, not on the public page"), required=False
    )

    def clean_text(self) -> str:
        """Refuse what a standard answer left open."""
        text: str = self.cleaned_data["text"]
        gaps = list(dict.fromkeys(_GAP.findall(text)))
        if gaps:
            raise forms.ValidationError(
                _("Fill in what still stands in brackets: %(gaps)s.")
                % {"gaps": ", ".join(gaps)}
            )
        return text


class ReopenForm(HandlingForm):
    """Why it is not done yet: said by who handles it, for everyone to read."""

    prefix_of = "heropenen"

    why = Story(
        label=gettext_lazy("What is not done yet?"),
        most=400,
        rows=3,
        help_text=_EVERYONE_READS,
        error_messages={"required": gettext_lazy("Write what is not done yet.")},
    )


class LookupForm(forms.Form):
    """The reference on a receipt."""

    use_required_attribute = False

    kenmerk = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=40,
        help_text=gettext_lazy(
            "Eight letters and figures. Capitals, blanks and dashes do not matter."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "wr-code"}),
        error_messages={"required": gettext_lazy("Fill in the reference of your receipt.")},
    )
