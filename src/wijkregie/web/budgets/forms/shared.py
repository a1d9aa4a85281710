"""What the forms share: choices that come with the page, days, and a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.web.http.deciding import rung_choices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

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


def day_field(label: Any, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def long_text(label: Any, longest: int, **more: Any) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 4}),
        **more,
    )


class WhyForm(Asked):
    """Asks why something closes."""

    why = long_text(
        _("Why does it close?"),
        400,
        help_text=_("Everyone can read this. Name no persons."),
    )


class Empty(Asked):
    """Asks nothing: a button that can be refused."""


class DecisionForm(Asked):
    """Asks who decided it, when, why and by what right."""

    body = forms.ChoiceField(label=_("Who took the decision?"))
    taken_on = day_field(_("When?"))
    reason = long_text(
        _("Why was that decided?"),
        4000,
        help_text=_("Everyone can read this. Name no persons."),
    )
    mandate = forms.CharField(
        label=_("By what right?"),
        max_length=200,
        help_text=_("For example: budget of the council, or covenant of the wijkteam."),
    )
    rung = forms.ChoiceField(
        label=_("How did residents take part?"), choices=rung_choices, initial=Rung.INFORM
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_on"].initial = today

    def decision(self, subject: str) -> DecisionDraft:
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
