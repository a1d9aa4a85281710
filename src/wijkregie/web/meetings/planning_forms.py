"""What is asked for to plan: how often, until when, at which other time, which reports."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.meetings.services import RhythmDraft
from wijkregie.domain.meetings.states import Level, OnHoliday, Rhythm
from wijkregie.web.meetings.forms import AskingForm
from wijkregie.web.meetings.rhythm_words import NTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.meetings.queries import MeetingSeen, SeriesSeen

    Choice = tuple[int | str, str]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget)


def _clock(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


def _said(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return choices with a capital, as they stand in a list."""
    return [(value, lazy(capfirst, str)(label)) for value, label in choices]


class RhythmForm(AskingForm):
    """Asks how often a group meets, when, where and at which level."""

    rhythm = forms.ChoiceField(
        label=_("How often?"), choices=_said(Rhythm.choices), widget=forms.RadioSelect
    )
    every = forms.IntegerField(
        label=_("Once in how many weeks or months?"), min_value=1, max_value=12
    )
    nth = forms.TypedChoiceField(
        label=_("Which one of the month?"),
        coerce=int,
        choices=list(NTHS.items()),
        help_text=_("Only counts for a meeting every month."),
    )
    weekday = forms.TypedChoiceField(
        label=_("On which day?"), coerce=int, choices=list(WEEKDAYS.items())
    )
    clock = _clock(_("Time"), required=False)
    minutes = forms.IntegerField(
        label=_("How many minutes does it take?"), min_value=1, max_value=720
    )
    location = forms.CharField(label=_("Where?"), max_length=120, required=False)
    on_holiday = forms.ChoiceField(
        label=_("And on a public holiday?"),
        choices=_said(OnHoliday.choices),
        widget=forms.RadioSelect,
    )
    level = forms.ChoiceField(label=_("At which level?"), choices=_said(Level.choices))

    def draft(self) -> RhythmDraft:
        """Return what was asked for."""
        return RhythmDraft(**self.cleaned_data)


def rhythm_form(series: SeriesSeen, sent: Any = None) -> RhythmForm:
    """Return the form with how it is now."""
    return RhythmForm(
        sent,
        auto_id="rhythm-%s",
        initial={
            "rhythm": series.rhythm,
            "every": series.every,
            "nth": series.nth,
            "weekday": series.weekday,
            "clock": series.clock,
            "minutes": series.minutes,
            "location": series.location or "",
            "on_holiday": series.on_holiday,
            "level": series.level,
        },
    )


class AheadForm(AskingForm):
    """Asks until when to plan."""

    until = _day(_("Plan up to and with"))


class MoveForm(AskingForm):
    """Asks when and where a meeting is instead."""

    day = _day(_("Day"))
    clock = _clock(_("Time"))
    location = forms.CharField(label=_("Where?"), max_length=120, required=False)

    def starts_at(self) -> datetime:
        """Return the moment that was asked for, in the time of this country."""
        clock: time = self.cleaned_data["clock"]
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], clock))


def move_form(meeting: MeetingSeen, sent: Any = None) -> MoveForm:
    """Return the form with when and where the meeting is now."""
    local = timezone.localtime(meeting.starts_at)
    first = {"day": local.date(), "clock": local.time(), "location": meeting.location or ""}
    return MoveForm(sent, initial=first)


class ReportsForm(forms.Form):
    """Asks which reports come on the agenda: one checkbox a report."""

    reports = forms.TypedMultipleChoiceField(
        label=_("Which reports?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, reports: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reports"].choices = list(reports)  # type: ignore[attr-defined] # it has


class InviteForm(AskingForm):
    """Asks who of the second shell comes for a point."""

    seat = forms.TypedChoiceField(label=_("Who of the second shell?"), coerce=int)

    def __init__(self, *args: Any, seats: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(seats)
        self.fields["seat"].choices = found  # type: ignore[attr-defined] # it has
        self.asks = bool(found)


class ProposalForm(AskingForm):
    """Asks for a point that the second shell wants to talk about."""

    title = forms.CharField(
        label=_("What is it about?"),
        max_length=160,
        help_text=_("Name no residents. The group decides whether it comes on the agenda."),
    )


class DeclineForm(AskingForm):
    """Asks why a proposed point does not come on the agenda."""

    why = forms.CharField(
        label=_("Why not?"),
        max_length=400,
        help_text=_("Who proposed it reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
