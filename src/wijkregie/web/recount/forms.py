"""What is asked of who counts: a lot, the decision of the outcome, and who reads ballots."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.budgets.queries import LEAST_GROUP
from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.web.http.deciding import rung_choices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    Choices = Sequence[tuple[object, object]]

_TEXT = forms.Textarea(attrs={"rows": 4})


class Asked(forms.Form):
    """A form without red borders before anybody typed."""

    use_required_attribute = False


class LotForm(Asked):
    """Asks in which order plans were drawn, and how."""

    order = forms.CharField(
        label=_("In which order were the plans drawn?"),
        max_length=2000,
        help_text=_("All plans of the ballot by their number, the first drawn first: 3, 1, 2."),
    )
    why = forms.CharField(
        label=_("How was the lot drawn?"),
        max_length=400,
        widget=_TEXT,
        help_text=_("Where, when, how, and which body saw it. Everyone can read this."),
    )

    def numbers(self) -> tuple[str, ...]:
        """Return the numbers in their order, however they were parted."""
        return tuple(re.findall(r"\w+", self.cleaned_data["order"]))


class TellForm(Asked):
    """Asks which body makes the outcome its decision."""

    body = forms.ChoiceField(label=_("Who settles the outcome?"))
    taken_on = forms.DateField(
        label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    mandate = forms.CharField(label=_("By what right?"), max_length=200)
    reason = forms.CharField(
        label=_("Why was that decided?"),
        max_length=4000,
        widget=_TEXT,
        help_text=_("Everyone can read this. Name no persons."),
    )
    rung = forms.ChoiceField(
        label=_("How did residents take part?"), choices=rung_choices, initial=Rung.CODECIDE
    )

    def __init__(self, *args: Any, bodies: Choices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined] # it has choices
        self.fields["taken_on"].initial = today

    def draft(self, subject: str) -> DecisionDraft:
        """Return what was filled in as a decision."""
        asked = self.cleaned_data
        kind, _colon, which = asked["body"].partition(":")
        return DecisionDraft(
            subject=subject[:200],
            outcome=Outcome.FOLLOW_UP,
            reason=asked["reason"],
            mandate=asked["mandate"],
            taken_on=asked["taken_on"],
            rung_planned=asked["rung"],
            rung_realised=asked["rung"],
            body_id=int(which) if kind == "group" else None,
            officer=which if kind == "role" else "",
        )


class PublishingForm(Asked):
    """Asks from which group on ballots may be published, and who may always have them."""

    least_group = forms.IntegerField(
        label=_("How many equal ballots are needed before all ballots are public?"),
        min_value=LEAST_GROUP,
        max_value=1000,
        help_text=_("Five at least. Who votes as nobody else does could be known by it."),
    )
    auditors = forms.TypedMultipleChoiceField(
        label=_("Who may have the ballots to count them again?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each time somebody fetches them that stands in the log."),
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["auditors"].choices = people  # type: ignore[attr-defined] # it has choices


class Empty(Asked):
    """Asks nothing: a button that can be refused."""
