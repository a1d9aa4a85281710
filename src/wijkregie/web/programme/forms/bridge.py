"""What is asked on the bridge: a bottleneck, a track, an aim, an initiative, a vision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.programme.services import (
    BottleneckDraft,
    InitiativeDraft,
    PerspectiveDraft,
)
from wijkregie.domain.programme.states import Priority, Track
from wijkregie.web.programme.forms.project import Chosen, several
from wijkregie.web.programme.forms.steps import ApproveForm, Asked, long_text

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BottleneckForm(Chosen):
    """What holds areas back."""

    title = forms.CharField(
        label=_("What is the bottleneck?"),
        max_length=200,
        help_text=_("In a few words, such as “too little to do for young people”."),
    )
    areas = several(_("In which areas?"), _("Choose none if it is so everywhere."))
    goals = several(_("Which goals answer it?"))
    priority = forms.ChoiceField(
        label=_("How much does it weigh?"),
        required=False,
        choices=[("", _("Not weighed yet")), *Priority.choices],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("What is there to say of it?"),
        required=False,
        max_length=400,
        help_text=_("Everyone can read this. Name no persons."),
    )
    found_on = forms.DateField(label=_("Since when is it known?"), required=False, widget=DAY)

    def draft(self) -> BottleneckDraft:
        """Return what was filled in."""
        asked: Mapping[str, Any] = self.cleaned_data
        return BottleneckDraft(
            title=asked["title"],
            area_ids=tuple(asked.get("areas", ())),
            goal_ids=tuple(asked.get("goals", ())),
            priority=asked["priority"],
            remark=asked["remark"],
            found_on=asked["found_on"],
        )


class TrackForm(Asked):
    """Asks when people see something of a project."""

    track = forms.ChoiceField(
        label=_("When do people see something of it?"),
        required=False,
        choices=[
            (Track.NOW, _("Now: something that people notice this year")),
            (Track.STRUCTURAL, _("Later: it takes longer, and then it stays")),
            ("", _("Not sorted yet")),
        ],
        widget=forms.RadioSelect,
    )


class PerspectiveForm(Chosen):
    """What policy aims at."""

    title = forms.CharField(
        label=_("What does policy aim at?"),
        max_length=200,
        help_text=_("One sentence that a resident understands."),
    )
    text = long_text(_("What does that mean?"), 2000, required=False)
    goal = forms.TypedChoiceField(
        label=_("Which goal of the programme is it about?"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    areas = several(_("In which areas?"), _("Choose none if it is so everywhere."))
    projects = several(_("In which projects does it come back?"))

    def draft(self) -> PerspectiveDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return PerspectiveDraft(
            title=asked["title"],
            text=asked["text"],
            goal_id=asked.get("goal"),
            area_ids=tuple(asked.get("areas", ())),
            project_ids=tuple(asked.get("projects", ())),
        )


class InitiativeForm(Chosen):
    """What residents want to do."""

    title = forms.CharField(
        label=_("What do residents want to do?"),
        max_length=200,
        help_text=_("One sentence. Everyone can read this."),
    )
    text = long_text(
        _("What is there to say of it?"),
        2000,
        _("Everyone can read this. Name no persons."),
        required=False,
    )
    brought_by = forms.CharField(
        label=_("Who came with it?"),
        required=False,
        max_length=160,
        help_text=_("A group or a street, such as “residents of the square”; no persons."),
    )
    group = forms.TypedChoiceField(
        label=_("Is it of a group that works along here?"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    signal = forms.CharField(
        label=_("Does it come from a report?"),
        required=False,
        max_length=20,
        help_text=_(
            "Fill in the reference. Everyone reads the reference and the title, and not who "
            "raised it."
        ),
    )
    came_on = forms.DateField(
        label=_("When did they come with it?"), required=False, widget=DAY
    )
    areas = several(_("In which areas?"), _("Choose none if it is so everywhere."))
    projects = several(_("In which projects does it come back?"))

    def draft(self, signal_id: int | None) -> InitiativeDraft:
        """Return what was filled in."""
        asked = self.cleaned_data
        return InitiativeDraft(
            title=asked["title"],
            text=asked["text"],
            brought_by=asked["brought_by"],
            group_id=asked.get("group"),
            signal_id=signal_id,
            area_ids=tuple(asked.get("areas", ())),
            project_ids=tuple(asked.get("projects", ())),
            came_on=asked["came_on"],
        )


class VisionForm(Asked):
    """Where an area wants to go; ``read_at`` tells which text was changed."""

    vision = long_text(
        _("Where does this area want to go?"),
        2000,
        _("A few sentences that everyone can read: how is it here in some years?"),
        required=False,
    )
    read_at = forms.CharField(required=False, widget=forms.HiddenInput)


class ProgrammeVisionForm(Asked):
    """Where a programme wants to go; ``was`` is the text that was changed."""

    vision = long_text(
        _("Where does the programme want to go?"),
        4000,
        _("An empty line makes a new paragraph. Others can take it over by paragraph."),
        required=False,
    )
    was = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)


class AgreeForm(ApproveForm):
    """Who agreed to the vision of an area, when, why and by what right."""

    outcome = None  # type: ignore[assignment] # one writes down that they agreed
    read_at = forms.CharField(widget=forms.HiddenInput)
