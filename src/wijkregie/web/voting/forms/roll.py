"""Who may vote, the list of letters, a lost letter, and a code at a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.budgets.services import ElectorateDraft
from wijkregie.domain.budgets.states import VoterUnit
from wijkregie.web.voting.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    Choices = Sequence[tuple[object, object]]

_LIMITS: Final = {
    "least": gettext_lazy("How many plans must one choose at least?"),
    "most": gettext_lazy("How many plans may one choose at most?"),
    "points": gettext_lazy("How many points does each voter divide?"),
    "most_each": gettext_lazy("How many points may go to one plan at most?"),
}


class ElectorateForm(forms.Form):
    """Who has one vote, from which age and where, and the limits of a ballot."""

    use_required_attribute = False

    unit = forms.ChoiceField(
        label=gettext_lazy("Who has one vote?"), widget=forms.RadioSelect, choices=()
    )
    least_age = forms.IntegerField(
        label=gettext_lazy("From which age may one vote?"),
        min_value=0,
        max_value=120,
        required=False,
        help_text=gettext_lazy("Leave it empty if age does not matter."),
    )
    areas = forms.TypedMultipleChoiceField(
        label=gettext_lazy("In which areas?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none for the whole area of the fund."),
    )
    on_paper = forms.BooleanField(
        label=gettext_lazy("One may vote on paper too"), required=False
    )
    text = forms.CharField(
        label=gettext_lazy("What else must a voter know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For instance where one finds help. Everyone can read this."),
    )

    def __init__(
        self, *args: Any, areas: Choices, limits: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.limits = limits
        units: Any = self.fields["unit"]
        units.choices = [(one.value, label(one.label)) for one in VoterUnit]
        places: Any = self.fields["areas"]
        places.choices = areas
        if not areas:
            del self.fields["areas"]
        for name in limits:
            self.fields[name] = self._limit(name)

    @staticmethod
    def _limit(name: str) -> forms.Field:
        if name == "blank":
            return forms.BooleanField(label=_("One may vote for none of them"), required=False)
        return forms.IntegerField(
            label=_LIMITS[name], min_value=1, max_value=10**6, required=name == "points"
        )

    def draft(self) -> ElectorateDraft:
        """Return what was filled in; a limit that stayed empty is none."""
        asked = self.cleaned_data
        return ElectorateDraft(
            unit=asked["unit"],
            least_age=asked["least_age"],
            area_ids=tuple(asked.get("areas", ())),
            on_paper=asked.get("on_paper", False),
            text=asked["text"],
            limits={name: int(asked[name]) for name in self.limits if asked[name]},
        )


class ListForm(forms.Form):
    """A list of letters to make, and in which shape they come back."""

    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("The list of addresses, as a CSV file"),
        help_text=gettext_lazy(
            "One row per letter. The first row holds the names of the columns, with a "
            "semicolon between them: adresregel 1;postcode;plaats. You may add the columns "
            "adresregel 2, buurtcode and leeftijd."
        ),
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("How do you want the letters?"),
        widget=forms.RadioSelect,
        choices=[
            ("pdf", gettext_lazy("As a PDF to print and fold")),
            ("csv", gettext_lazy("As a list with codes for the mail house")),
        ],
        initial="pdf",
    )
    twice = forms.BooleanField(
        label=gettext_lazy("An address that is in the list twice gets two letters"),
        required=False,
        help_text=gettext_lazy("Only tick this where two votes belong to that address."),
    )
    more = forms.BooleanField(
        label=gettext_lazy("This list comes on top of the letters that there are"),
        help_text=gettext_lazy("Who stands in an earlier list too gets a second code by it."),
        error_messages={
            "required": gettext_lazy(
                "There are letters already. Tick this if these are other addresses."
            )
        },
    )

    def __init__(self, *args: Any, letters: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not letters:
            del self.fields["more"]


class LostForm(forms.Form):
    """Which letter was lost, and why it gets another code."""

    use_required_attribute = False

    letter = forms.IntegerField(
        label=gettext_lazy("The number of the lost letter"),
        min_value=1,
        max_value=10**9,
        help_text=gettext_lazy("It stands on the list of letters that you kept."),
    )
    why = forms.CharField(
        label=gettext_lazy("Why does it get another code?"),
        max_length=200,
        help_text=gettext_lazy("For instance: not delivered. Name no persons and no address."),
    )


class HandOutForm(forms.Form):
    """Somebody at the table who may vote and has no code yet."""

    use_required_attribute = False

    area = forms.TypedChoiceField(
        label=gettext_lazy("Where does this voter live?"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    age = forms.IntegerField(
        label=gettext_lazy("How old is this voter?"), min_value=0, max_value=120, required=False
    )
    seen = forms.BooleanField(
        label=gettext_lazy("I saw who this is, and that this person got no code yet"),
        error_messages={
            "required": gettext_lazy("Look first who somebody is. Then hand out a code.")
        },
    )

    def __init__(self, *args: Any, areas: Choices, asks_age: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["area"]
        places.choices = [("", _("Not known")), *areas]
        if not areas:
            del self.fields["area"]
        self.fields["age"].required = asks_age
