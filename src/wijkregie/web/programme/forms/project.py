"""A project: what it is, for whom, and who does it when. Asked in three short steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.web.programme.forms.steps import Asked, long_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Choices = Sequence[tuple[object, object]]


class Chosen(Asked):
    """A form whose choices are those of one municipality."""

    def __init__(self, *args: Any, offer: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offer.items():
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined] # it has
                if not choices and not self.fields[name].required:
                    del self.fields[name]


def several(label: Any, help_text: Any = "") -> forms.TypedMultipleChoiceField:
    """Return a field to choose any number of rows."""
    return forms.TypedMultipleChoiceField(
        label=label,
        required=False,
        coerce=int,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


class WhatForm(Chosen):
    """Step 1: what happens and why."""

    title = forms.CharField(
        label=_("What is the project called?"),
        max_length=200,
        help_text=_("A short name that a resident understands."),
    )
    programme = forms.TypedChoiceField(
        label=_("In which programme?"), coerce=int, widget=forms.RadioSelect
    )
    intended_result = long_text(
        _("What should be different afterwards?"),
        2000,
        _("Write it so that one can see later whether it worked."),
        required=False,
    )
    reason = long_text(
        _("Why is it needed?"), 2000, _("Everyone can read this."), required=False
    )


class WhyForm(Chosen):
    """Step 2: for which goals, where and for whom."""

    goals = several(_("For which goals?"))
    bottlenecks = several(_("Which bottlenecks does it take on?"))
    areas = several(
        _("In which areas?"), _("Choose none if it is there for the whole municipality.")
    )
    target_group = forms.CharField(label=_("For whom?"), required=False, max_length=400)


class WhoForm(Chosen):
    """Step 3: who does it, and when."""

    holders = several(
        _("Which organisations hold the project?"),
        _("They answer for it. What is not known yet can follow."),
    )
    partners = several(_("Which organisations take part?"))
    lead = forms.TypedChoiceField(
        label=_("Who leads it?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Only who works along sees this name."),
    )
    from_year = forms.IntegerField(
        label=_("From which year?"), required=False, min_value=1900, max_value=2200
    )
    until_year = forms.IntegerField(
        label=_("Up to and including which year?"),
        required=False,
        min_value=1900,
        max_value=2200,
        help_text=_("Leave it empty if the end is not known yet."),
    )
    decision_point = long_text(
        _("When do you decide whether to go on?"),
        1000,
        _("For example: after the first summer, if fewer than ten people come."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        asked = super().clean() or {}
        first, last = asked.get("from_year"), asked.get("until_year")
        if first and last and last < first:
            self.add_error("until_year", _("The end comes before the beginning."))
        return asked


class CardForm(WhyForm, WhoForm, WhatForm):
    """The whole card, to change it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    remark = long_text(
        _("What else should one know?"),
        1000,
        _("For example where two sources say different things."),
        required=False,
    )
    programme = None  # type: ignore[assignment] # a project stays in its programme
    decision_point = None  # type: ignore[assignment] # each has a line of its own
    field_order = (
        "title",
        "intended_result",
        "reason",
        "goals",
        "bottlenecks",
        "areas",
        "target_group",
        "holders",
        "partners",
        "lead",
        "from_year",
        "until_year",
        "remark",
    )
