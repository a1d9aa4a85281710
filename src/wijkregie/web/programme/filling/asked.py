"""What each step of a card asks in single fields; its lines stand in ``rows``."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.programme.states import Track
from wijkregie.web.programme.forms.project import Chosen, several
from wijkregie.web.programme.forms.steps import long_text


class Versioned(Chosen):
    """A form that says which version of the card it was filled in on."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WhatStep(Versioned):
    """What happens and why."""

    title = forms.CharField(
        label=_("What is the project called?"),
        max_length=200,
        help_text=_("A short name that a resident understands."),
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
    plain = long_text(
        _("How do you tell it to a resident?"),
        1000,
        _("A few short sentences. Who is not logged in reads this first."),
        required=False,
    )
    remark = long_text(
        _("What else should one know?"),
        1000,
        _("For example where two sources say different things."),
        required=False,
    )


class WhereStep(Versioned):
    """Where and for whom."""

    areas = several(
        _("In which areas?"), _("Choose none if it is there for the whole municipality.")
    )
    target_group = forms.CharField(label=_("For whom?"), required=False, max_length=400)
    track = forms.ChoiceField(
        label=_("When do people see something of it?"),
        required=False,
        choices=[("", _("Not known yet")), *Track.choices],
        widget=forms.RadioSelect,
    )


class LinksStep(Versioned):
    """What it is for."""

    goals = several(_("For which goals?"))
    bottlenecks = several(_("Which bottlenecks does it take on?"))


class PlanStep(Versioned):
    """When it runs; the timeline and the moments to decide are lines."""

    from_year = forms.IntegerField(
        label=_("From which year?"), required=False, min_value=1990, max_value=2100
    )
    until_year = forms.IntegerField(
        label=_("Up to and including which year?"),
        required=False,
        min_value=1990,
        max_value=2100,
        help_text=_("Leave it empty if the end is not known yet."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        asked = super().clean() or {}
        first, last = asked.get("from_year"), asked.get("until_year")
        if first and last and last < first:
            self.add_error("until_year", _("The end comes before the beginning."))
        return asked


class WhoStep(Versioned):
    """Who leads it; the parties are lines."""

    lead = forms.TypedChoiceField(
        label=_("Who leads it?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Only who works along sees this name."),
    )
    lead_roles = forms.CharField(
        label=_("What is the role of who leads it?"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Everyone can read this. Name a role, such as community worker, and no person. "
            "Each role stands on a line of its own."
        ),
    )


class LinesOnly(Versioned):
    """A step that asks lines and nothing else."""
