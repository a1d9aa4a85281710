"""The steps of a project: from approved to handed over, or stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.web.http.deciding import rung_choices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    Choice = tuple[object, object]


class Asked(forms.Form):
    """A form without red borders before anybody typed: what is not required says so."""

    use_required_attribute = False


class Empty(Asked):
    """Asks nothing: a button that can be refused."""


def long_text(label: Any, longest: int, help_text: Any = "", **more: Any) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(
        label=label,
        max_length=longest,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 5}),
        **more,
    )


class ApproveForm(Asked):
    """Asks what was decided on the project, by whom, why, and on what mandate."""

    outcome = forms.ChoiceField(
        label=_("What was decided?"),
        choices=[
            (Outcome.FOLLOW_UP, _("The project goes ahead")),
            (Outcome.DECLINE, _("The project does not go ahead")),
        ],
        widget=forms.RadioSelect,
    )
    body = forms.ChoiceField(label=_("Who took the decision?"))
    taken_on = forms.DateField(
        label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    document = forms.CharField(
        label=_("In which minutes or under which number does one find it?"),
        max_length=200,
        required=False,
        help_text=_("Needed if it was decided before this stood here. Everyone can read it."),
    )
    reason = long_text(
        _("Why was that decided?"), 4000, _("Everyone can read this. Name no persons.")
    )
    mandate = forms.CharField(
        label=_("By what right?"),
        max_length=200,
        help_text=_("For example: covenant of the wijkteam, or decision of the board."),
    )
    rung = forms.ChoiceField(
        label=_("How did residents take part?"), choices=rung_choices, initial=Rung.INFORM
    )
    dissent = long_text(
        _("Who thought otherwise?"),
        4000,
        _("In their own words, without names."),
        required=False,
    )

    def __init__(
        self, *args: Any, bodies: Sequence[Choice], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined] # it has choices
        self.fields["taken_on"].initial = today


class FinishForm(Asked):
    """Asks what came of the project. Who raised a signal for it reads this."""

    result = long_text(
        _("What is the result?"),
        2000,
        _(
            "Write to the people who reported it: what was done, and what do they notice? "
            "Name no persons."
        ),
    )


class StopForm(Asked):
    """Asks why the project stops."""

    why = long_text(
        _("Why does the project stop?"),
        400,
        _("Everyone can read this. Say also what happens with what people asked for."),
    )
