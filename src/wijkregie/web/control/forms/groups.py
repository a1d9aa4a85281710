"""Groups and their seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.people.states import GroupKind, SeatFunction, Shell
from wijkregie.web.control.forms.base import WatchedForm, words

if TYPE_CHECKING:
    from wijkregie.web.control.choices import Choice, Choices


def _day(label: Any) -> forms.DateField:
    """Return the field of a day that may be left open."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )


class GroupForm(WatchedForm):
    """Asks what a group is for."""

    name = words(_("Name"), 120)
    kind = forms.ChoiceField(label=_("What sort of group is it?"), choices=GroupKind.choices)
    purpose = forms.CharField(
        label=_("What is the group for?"),
        required=False,
        max_length=400,
        help_text=_("One or two sentences that a resident understands."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    areas = forms.TypedMultipleChoiceField(
        label=_("For which areas?"),
        required=False,
        coerce=int,
        help_text=_("Choose none if the group is there for the whole municipality."),
        widget=forms.CheckboxSelectMultiple,
    )
    planned_on = _day(_("When was it to begin by the plan?"))
    started_on = _day(_("When did it really begin?"))

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined] # it has choices


class SeatForm(forms.Form):
    """Asks who takes a seat, in which shell and as what."""

    person = forms.TypedChoiceField(
        label=_("Person"), required=False, coerce=int, empty_value=None
    )
    organisation = forms.TypedChoiceField(
        label=_("Organisation"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("On behalf of which organisation, or the organisation alone."),
    )
    shell = forms.TypedChoiceField(
        label=_("First or second shell?"),
        coerce=int,
        choices=[
            (Shell.FIRST, _("First shell: attends the meetings")),
            (Shell.SECOND, _("Second shell: receives the list of actions")),
        ],
        initial=Shell.FIRST,
        widget=forms.RadioSelect,
    )
    function = forms.ChoiceField(
        label=_("Function"), choices=SeatFunction.choices, initial=SeatFunction.MEMBER
    )

    def __init__(
        self, *args: Any, persons: list[Choice], organisations: list[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        nobody, none = ("", _("No person")), ("", _("No organisation"))
        self.fields["person"].choices = [nobody, *persons]  # type: ignore[attr-defined] # idem
        self.fields["organisation"].choices = [  # type: ignore[attr-defined] # idem
            none,
            *organisations,
        ]
