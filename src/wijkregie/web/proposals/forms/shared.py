"""What the forms share: choices that come with the page, days, amounts and a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.web.http.deciding import rung_choices
from wijkregie.web.http.fields import OneDay
from wijkregie.web.http.money import cents_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    Choices = Sequence[tuple[object, object]]


class Asked(forms.Form):
    """A form without red borders before anybody typed; choices come with the page."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, choices: Mapping[str, Choices] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            self.fields[name].choices = found  # type: ignore[attr-defined] # it has choices


class Empty(Asked):
    """Asks nothing: a button that can be refused."""


class WhyForm(Asked):
    """Asks for a reason that everyone may read."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone can read this. Name no persons."),
    )


class DecisionForm(Asked):
    """Asks who decided it, when, why and by what right."""

    body = forms.ChoiceField(label=_("Who took the decision?"))
    taken_on = OneDay(label=_("When?"))
    reason = forms.CharField(
        label=_("Why was that decided?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everyone can read this. Name no persons."),
    )
    mandate = forms.CharField(label=_("By what right?"), max_length=200)
    rung = forms.ChoiceField(
        label=_("How did residents take part?"), choices=rung_choices, initial=Rung.INFORM
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_on"].initial = today

    def decision(self, outcome: str = Outcome.DECLINE) -> DecisionDraft:
        """Return what was filled in as a decision; the room says what it is about."""
        asked = self.cleaned_data
        kind, _colon, which = asked["body"].partition(":")
        return DecisionDraft(
            subject="-",
            outcome=outcome,
            reason=asked["reason"],
            mandate=asked["mandate"],
            taken_on=asked["taken_on"],
            rung_planned=asked["rung"],
            rung_realised=asked["rung"],
            body_id=int(which) if kind == "group" else None,
            officer=which if kind == "role" else "",
        )


def in_cents(amount: Decimal | None) -> int | None:
    """Return an amount that was typed in whole cents; ``None`` where nothing was."""
    return None if amount is None else cents_of(amount)


def number_or_none(value: str) -> int | None:
    """Return a number that was chosen from a list; ``None`` where nothing was."""
    return int(value) if value else None
