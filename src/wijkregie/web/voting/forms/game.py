"""The turns of a game of coins, and why a plan comes in or goes out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.budgets.services import TurnDraft


class TurnsForm(forms.Form):
    """The first and the last day of each turn."""

    use_required_attribute = False

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turns = range(1, number + 1)
        for turn in self.turns:
            told = {"turn": turn}
            self.fields[f"opens{turn}"] = _day(_("Turn %(turn)d: from which day?") % told)
            self.fields[f"closes{turn}"] = _day(
                _("Turn %(turn)d: up to and including which day?") % told
            )

    def drafts(self) -> list[TurnDraft]:
        """Return the turns that were filled in."""
        asked = self.cleaned_data
        return [TurnDraft(asked[f"opens{turn}"], asked[f"closes{turn}"]) for turn in self.turns]


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget)


class WhyForm(forms.Form):
    """Asks for a reason that everyone can read."""

    use_required_attribute = False

    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Everyone can read this. Name no persons."),
    )
