"""What is asked for at a meeting."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.decisions.states import Outcome, Rung, Votes
from wijkregie.web.http.deciding import rung_choices
from wijkregie.web.meetings.words import outcome_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Choice = tuple[int | str, str]


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


def _area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows} | attrs)


def _chosen(label: Any, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None, **more
    )


def _rungs_or_none() -> list[tuple[str, str]]:
    return [("", gettext("Not known yet")), *rung_choices()]


def _count(label: Any, help_text: Any = "") -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": 0})
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=0, widget=widget
    )


class AskingForm(forms.Form):
    """A form that tells what is missing after it was sent, not while one fills it in."""

    use_required_attribute = False


class ChoosingForm(AskingForm):
    """A form whose fields get their choices when it is made."""

    def __init__(
        self, *args: Any, choices: Mapping[str, Iterable[Choice]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, options in choices.items():
            self.fields[name].choices = list(options)  # type: ignore[attr-defined] # it has


class Empty(forms.Form):
    """Asks nothing: a button that can be refused."""


class SeriesForm(ChoosingForm):
    """Asks for which group a series is, and who may read along."""

    group = forms.TypedChoiceField(label=_("Group"), coerce=int)
    name = forms.CharField(
        label=_("Name of the series"),
        max_length=120,
        help_text=_("For example: monthly meeting of the wijkteam."),
    )
    public = forms.TypedChoiceField(
        label=_("Who may read along?"),
        coerce=lambda value: value == "yes",
        choices=[
            ("no", _("Only the group: agenda and action list are for the group")),
            ("yes", _("Everyone: agenda, decisions and actions, without names of persons")),
        ],
        initial="no",
        widget=forms.RadioSelect,
    )


class PlanForm(ChoosingForm):
    """Asks when and where a meeting is."""

    series = forms.TypedChoiceField(label=_("Series"), coerce=int)
    day = _day(_("Day"))
    clock = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    location = forms.CharField(label=_("Where?"), max_length=120, required=False)

    def starts_at(self) -> datetime:
        """Return the moment that was asked for, in the time of this country."""
        clock: time = self.cleaned_data["clock"]
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], clock))


class PointForm(AskingForm):
    """Asks for a point of the group's own."""

    title = forms.CharField(label=_("What is it about?"), max_length=160)


class SignalForm(ChoosingForm):
    """Asks which report comes on the agenda: one from the list, or by its reference."""

    signal = _chosen(_("Which report?"))
    reference = forms.CharField(label=_("Or its reference"), max_length=20, required=False)


class NotesForm(forms.Form):
    """Asks what was said. ``version`` is what one began with, ``insist`` what one saw after."""

    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=8000,
        help_text=_("Only those who take part read this. Name no residents."),
        widget=_area(7),
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    insist = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def base(self) -> int:
        """Return the version that these notes are meant to follow."""
        return int(self.cleaned_data["insist"] or self.cleaned_data["version"])


class DecisionForm(ChoosingForm):
    """Asks what was decided, why, by whom, and how residents took part."""

    outcome = forms.ChoiceField(
        label=_("What was decided?"),
        choices=[(one.value, outcome_text(one)) for one in Outcome],
        widget=forms.RadioSelect,
    )
    handed_to = _chosen(_("Hand over to"), help_text=_("Only when you hand it over."))
    reason = forms.CharField(
        label=_("Why?"),
        max_length=4000,
        help_text=_("One or more full sentences that everyone may read."),
        widget=_area(4),
    )
    body = forms.ChoiceField(label=_("Who decided?"))
    mandate = forms.CharField(
        label=_("On which mandate?"),
        max_length=200,
        help_text=_("The covenant or rule that lets them decide."),
    )
    rung_planned = forms.ChoiceField(
        label=_("How would residents take part?"), choices=rung_choices, initial=Rung.INFORM
    )
    rung_realised = forms.ChoiceField(
        label=_("How did they take part?"),
        choices=_rungs_or_none,
        required=False,
    )
    votes_for = _count(
        _("How many voted for?"),
        _("Only when a vote was taken. Everyone may read the numbers."),
    )
    votes_against = _count(_("How many against?"))
    votes_abstained = _count(_("How many abstained?"))
    dissent = forms.CharField(
        label=_("What did others think?"),
        required=False,
        max_length=4000,
        help_text=_("In their own words, without names. Everyone may read this."),
        widget=_area(3),
    )

    def votes(self) -> Votes | None:
        """Return how the vote went, nothing when none was taken."""
        asked = [self.cleaned_data[f"votes_{name}"] for name in ("for", "against", "abstained")]
        if all(count is None for count in asked):
            return None
        return Votes(*(count or 0 for count in asked))


class ActionForm(ChoosingForm):
    """Asks who does what by when."""

    what = forms.CharField(
        label=_("What is going to be done?"), max_length=400, widget=_area(2)
    )
    person = _chosen(_("Who?"))
    organisation = _chosen(_("Which organisation?"))
    due_on = _day(_("Ready by"))


class AttendanceForm(forms.Form):
    """Asks who is there: one checkbox a seat."""

    present = forms.TypedMultipleChoiceField(
        label=_("Who is there?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, seats: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(seats)  # type: ignore[attr-defined] # it has
